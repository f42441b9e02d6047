//! GCJ-02 and BD-09, the offset datums of Chinese maps.
//!
//! Neither has an official public formula. The one here is that which the open source tools agree
//! on, `eviltransform` and `coordtransform` among them: GCJ-02 moves a place by 18 to 701 m, and
//! BD-09 moves that once more. The way back has no formula at all; it is found by iteration.
//!
//! Both hold inside a rough box around China only. Outside of it there is no offset, neither that
//! of GCJ-02 nor that of BD-09: maps of other countries are on WGS 84.

use std::f64::consts::PI;

/// The box within which places are moved: longitudes, then latitudes.
const LONGITUDES: std::ops::RangeInclusive<f64> = 72.004..=137.8347;
const LATITUDES: std::ops::RangeInclusive<f64> = 0.8293..=55.8271;
/// Nobody is moved farther than this, in degrees.
const LARGEST_OFFSET: f64 = 0.05;
/// Semi-major axis of the ellipsoid of Krassovsky, in meters, and its eccentricity squared, as the
/// formula has them.
const AXIS_M: f64 = 6_378_245.0;
const ECCENTRICITY_2: f64 = 0.006_693_421_622_965_943;
/// The wave of BD-09, in radians a degree.
const BAIDU_WAVE: f64 = PI * 3000.0 / 180.0;
/// The offset shrinks at least a hundredfold with each step, so that eight reach the last digit.
const STEPS: usize = 12;
/// Less than a hundredth of a millimeter, in degrees.
const SETTLED: f64 = 1e-13;

/// From WGS 84 to GCJ-02.
pub(crate) fn gcj02_of_wgs84(place: [f64; 2]) -> [f64; 2] {
    if is_offset(place) { gcj02(place) } else { place }
}

/// From GCJ-02 to WGS 84.
pub(crate) fn wgs84_of_gcj02(place: [f64; 2]) -> [f64; 2] {
    undone(gcj02, place)
}

/// From WGS 84 to BD-09.
pub(crate) fn bd09_of_wgs84(place: [f64; 2]) -> [f64; 2] {
    if is_offset(place) { bd09(place) } else { place }
}

/// From BD-09 to WGS 84.
pub(crate) fn wgs84_of_bd09(place: [f64; 2]) -> [f64; 2] {
    undone(bd09, place)
}

fn is_offset([lng, lat]: [f64; 2]) -> bool {
    LONGITUDES.contains(&lng) && LATITUDES.contains(&lat)
}

/// The place in the box that `forth` brings to `target`; `target` itself if there is none.
fn undone(forth: fn([f64; 2]) -> [f64; 2], target: [f64; 2]) -> [f64; 2] {
    let near = |range: &std::ops::RangeInclusive<f64>, value: f64| {
        (range.start() - LARGEST_OFFSET..=range.end() + LARGEST_OFFSET).contains(&value)
    };
    // this also turns away what is not a number, and the poles, where a degree has no length
    if !near(&LONGITUDES, target[0]) || !near(&LATITUDES, target[1]) {
        return target;
    }
    let mut place = target;
    for _ in 0..STEPS {
        let reached = forth(place);
        let step = [target[0] - reached[0], target[1] - reached[1]];
        place = [place[0] + step[0], place[1] + step[1]];
        if step[0].abs().max(step[1].abs()) < SETTLED {
            break;
        }
    }
    if is_offset(place) { place } else { target }
}

fn gcj02([lng, lat]: [f64; 2]) -> [f64; 2] {
    let (x, y) = (lng - 105.0, lat - 35.0);
    let ripple = 20.0 * (6.0 * PI * x).sin() + 20.0 * (2.0 * PI * x).sin();
    let root = x.abs().sqrt();
    let north_m = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * root
        + 2.0 / 3.0
            * (ripple
                + waves(y, [(20.0, 1.0), (40.0, 3.0), (160.0, 12.0)])
                + 320.0 * (PI * y / 30.0).sin());
    let east_m = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * root
        + 2.0 / 3.0
            * (ripple
                + waves(x, [(20.0, 1.0), (40.0, 3.0), (150.0, 12.0)])
                + 300.0 * (PI * x / 30.0).sin());
    let (sine, cosine) = lat.to_radians().sin_cos();
    let bend = 1.0 - ECCENTRICITY_2 * sine * sine;
    let meridian_m = AXIS_M * (1.0 - ECCENTRICITY_2) / (bend * bend.sqrt());
    let parallel_m = AXIS_M / bend.sqrt() * cosine;
    [lng + (east_m / parallel_m).to_degrees(), lat + (north_m / meridian_m).to_degrees()]
}

/// Waves of the given height, each as long as twice its period.
fn waves(at: f64, waves: [(f64, f64); 3]) -> f64 {
    waves.into_iter().map(|(height, period)| height * (PI * at / period).sin()).sum()
}

fn bd09(place: [f64; 2]) -> [f64; 2] {
    let [x, y] = gcj02(place);
    let radius = x.hypot(y) + 0.00002 * (y * BAIDU_WAVE).sin();
    let angle = y.atan2(x) + 0.000_003 * (x * BAIDU_WAVE).cos();
    [radius * angle.cos() + 0.0065, radius * angle.sin() + 0.006]
}

#[cfg(test)]
#[path = "offset_datum_tests.rs"]
mod tests;
