//! GCJ-02 and BD-09, the offset datums of Chinese maps.
//!
//! Neither has an official public formula. The one here is that which the open source tools agree
//! on, `eviltransform` and `coordtransform` among them: GCJ-02 moves a place by 18 to 701 m, and
//! BD-09 moves that once more. The way back has no formula at all; it is found by iteration.
//!
//! Both hold inside a rough box around China only. Outside of it there is no offset, neither that
//! of GCJ-02 nor that of BD-09: maps of other countries are on WGS 84.

use std::f64::consts::PI;
use std::ops::RangeInclusive;

/// The box within which places are moved: longitudes, then latitudes.
const LONGITUDES: RangeInclusive<f64> = 72.004..=137.8347;
const LATITUDES: RangeInclusive<f64> = 0.8293..=55.8271;
/// Nobody is moved farther than this, in degrees.
const LARGEST_OFFSET: f64 = 0.05;
/// Semi-major axis of the ellipsoid of Krassovsky, in meters, and its eccentricity squared, as the
/// formula has them.
const AXIS_M: f64 = 6_378_245.0;
const ECCENTRICITY_2: f64 = 0.006_693_421_622_965_943;
/// The wave of BD-09, in radians a degree.
const BAIDU_WAVE: f64 = PI * 3000.0 / 180.0;
/// What BD-09 adds in the end, in degrees.
const BAIDU_SHIFT: [f64; 2] = [0.0065, 0.006];
/// Each step is at most a fortieth of the one before, so that six are enough.
const STEPS: usize = 12;
/// A step shorter than this leaves at most a fortieth of it, in degrees.
const SETTLED: f64 = 2e-9;

/// From WGS 84 to GCJ-02.
pub(crate) fn gcj02_of_wgs84(place: [f64; 2]) -> [f64; 2] {
    if is_offset(place) { gcj02(place) } else { place }
}

/// From GCJ-02 to WGS 84.
pub(crate) fn wgs84_of_gcj02(place: [f64; 2]) -> [f64; 2] {
    undone(ungcj02, place)
}

/// From WGS 84 to BD-09.
pub(crate) fn bd09_of_wgs84(place: [f64; 2]) -> [f64; 2] {
    if is_offset(place) { bd09(place) } else { place }
}

/// From BD-09 to WGS 84.
pub(crate) fn wgs84_of_bd09(place: [f64; 2]) -> [f64; 2] {
    undone(|place| ungcj02(unbd09(place)), place)
}

fn is_offset([lng, lat]: [f64; 2]) -> bool {
    LONGITUDES.contains(&lng) && LATITUDES.contains(&lat)
}

/// Where `back` brings a place, if that is in the box; else it stays where it is.
fn undone(back: impl Fn([f64; 2]) -> [f64; 2], place: [f64; 2]) -> [f64; 2] {
    let near = |range: &RangeInclusive<f64>, value: f64| {
        (range.start() - LARGEST_OFFSET..=range.end() + LARGEST_OFFSET).contains(&value)
    };
    // this also turns away what is not a number, and the poles, where a degree has no length
    if !near(&LONGITUDES, place[0]) || !near(&LATITUDES, place[1]) {
        return place;
    }
    let found = back(place);
    if is_offset(found) { found } else { place }
}

fn gcj02([lng, lat]: [f64; 2]) -> [f64; 2] {
    let (x, y) = (lng - 105.0, lat - 35.0);
    let (along_x, along_y) = (Waves::at(x), Waves::at(y));
    let ripple = 20.0 * along_x.sixfold + 20.0 * along_x.twofold;
    let root = x.abs().sqrt();
    let north_m = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * root
        + 2.0 / 3.0 * (ripple + along_y.sum([20.0, 40.0, 160.0, 320.0]));
    let east_m = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * root
        + 2.0 / 3.0 * (ripple + along_x.sum([20.0, 40.0, 150.0, 300.0]));
    let (sine, cosine) = lat.to_radians().sin_cos();
    let bend = 1.0 - ECCENTRICITY_2 * sine * sine;
    let meridian_m = AXIS_M * (1.0 - ECCENTRICITY_2) / (bend * bend.sqrt());
    let parallel_m = AXIS_M / bend.sqrt() * cosine;
    [lng + (east_m / parallel_m).to_degrees(), lat + (north_m / meridian_m).to_degrees()]
}

fn ungcj02(target: [f64; 2]) -> [f64; 2] {
    settled(target, |place| {
        let reached = gcj02(place);
        [place[0] + target[0] - reached[0], place[1] + target[1] - reached[1]]
    })
}

/// Sines of multiples and parts of πx.
struct Waves {
    sixfold: f64,
    twofold: f64,
    /// Of πx, and of its third, twelfth and thirtieth part.
    parts: [f64; 4],
}

impl Waves {
    /// All but one are multiples of πx / 12, so that two sines are enough.
    fn at(x: f64) -> Self {
        let twelfth = (PI * x / 12.0).sin_cos();
        let third = doubled(doubled(twelfth));
        let whole = tripled(third);
        let twofold = doubled(whole);
        let thirtieth = (PI * x / 30.0).sin();
        Self {
            sixfold: tripled(twofold).0,
            twofold: twofold.0,
            parts: [whole.0, third.0, twelfth.0, thirtieth],
        }
    }

    fn sum(&self, heights: [f64; 4]) -> f64 {
        self.parts.iter().zip(heights).map(|(sine, height)| sine * height).sum()
    }
}

/// Sine and cosine of twice the angle.
fn doubled((sine, cosine): (f64, f64)) -> (f64, f64) {
    (2.0 * sine * cosine, 1.0 - 2.0 * sine * sine)
}

/// Sine and cosine of thrice the angle.
fn tripled((sine, cosine): (f64, f64)) -> (f64, f64) {
    (sine * (3.0 - 4.0 * sine * sine), cosine * (4.0 * cosine * cosine - 3.0))
}

fn bd09(place: [f64; 2]) -> [f64; 2] {
    let [x, y] = gcj02(place);
    let radius = x.hypot(y) + ripple_of_radius(y);
    let angle = y.atan2(x) + ripple_of_angle(x);
    [radius * angle.cos() + BAIDU_SHIFT[0], radius * angle.sin() + BAIDU_SHIFT[1]]
}

/// From BD-09 to GCJ-02.
fn unbd09(place: [f64; 2]) -> [f64; 2] {
    let moved = [place[0] - BAIDU_SHIFT[0], place[1] - BAIDU_SHIFT[1]];
    let (radius, angle) = (moved[0].hypot(moved[1]), moved[1].atan2(moved[0]));
    settled(moved, |[x, y]| {
        let (sine, cosine) = (angle - ripple_of_angle(x)).sin_cos();
        let radius = radius - ripple_of_radius(y);
        [radius * cosine, radius * sine]
    })
}

fn ripple_of_radius(y: f64) -> f64 {
    0.00002 * (y * BAIDU_WAVE).sin()
}

fn ripple_of_angle(x: f64) -> f64 {
    0.000_003 * (x * BAIDU_WAVE).cos()
}

/// Where a step that shortens at least fortyfold each time ends.
fn settled(start: [f64; 2], step: impl Fn([f64; 2]) -> [f64; 2]) -> [f64; 2] {
    let mut place = start;
    for _ in 0..STEPS {
        let next = step(place);
        let length = (next[0] - place[0]).abs().max((next[1] - place[1]).abs());
        place = next;
        if length < SETTLED {
            break;
        }
    }
    place
}

#[cfg(test)]
#[path = "offset_datum_tests.rs"]
mod tests;
