//! Distances on the ellipsoid, and the little plane geometry that a town needs.

use geo::{Distance, Geodesic, Point};

/// Longitude, latitude in degrees of WGS 84.
pub type LngLat = [f64; 2];

/// Semi-major axis of WGS 84 in meters, and its first eccentricity squared.
const WGS84: (f64, f64) = (6_378_137.0, 6.694_379_990_141_316e-3);

/// Two borders nearer than this run along each other.
const SAME_BORDER_M: f64 = 0.001;

/// The shortest border that counts as a shared piece, and not as a shared corner.
const SHORTEST_BORDER_M: f64 = 0.01;

/// The nearest point of a segment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Foot {
    /// Where on the segment, from 0 at its start to 1 at its end.
    pub t: f64,
    /// The place itself.
    pub at: LngLat,
}

/// What two places have in common only where they are the very same.
#[must_use]
pub fn key(place: LngLat) -> [u64; 2] {
    place.map(f64::to_bits)
}

/// Geodesic length between two places.
///
/// # Units
/// Meters.
#[must_use]
pub fn geodesic_m(a: LngLat, b: LngLat) -> f64 {
    Geodesic.distance(Point::new(a[0], a[1]), Point::new(b[0], b[1]))
}

/// Length between two places by the radii of curvature halfway: within a kilometer, the
/// geodesic to a thousandth of a millimeter, and much quicker.
///
/// # Units
/// Meters.
#[must_use]
pub fn near_m(a: LngLat, b: LngLat) -> f64 {
    let [x, y] = meters_per_degree(f64::midpoint(a[1], b[1]));
    ((b[0] - a[0]) * x).hypot((b[1] - a[1]) * y)
}

/// Meters in one degree of longitude and of latitude, at a latitude.
#[must_use]
pub fn meters_per_degree(lat: f64) -> [f64; 2] {
    let (axis, e2) = WGS84;
    let (sin, cos) = lat.to_radians().sin_cos();
    let root = (1.0 - e2 * sin * sin).sqrt();
    let across = axis / root * cos;
    let along = axis * (1.0 - e2) / (root * root * root);
    [across.to_radians(), along.to_radians()]
}

/// A place moved by meters east and north.
#[must_use]
pub fn moved(place: LngLat, east_m: f64, north_m: f64) -> LngLat {
    let [x, y] = meters_per_degree(place[1]);
    [place[0] + east_m / x, place[1] + north_m / y]
}

/// The nearest point of segment `a`-`b` to a place, straight in longitude and latitude as
/// `GeoJSON` draws it.
///
/// The scale is taken at the place first, then halfway to the foot so found.
#[must_use]
pub fn foot(place: LngLat, a: LngLat, b: LngLat) -> Foot {
    let first = foot_at_scale(place, a, b, meters_per_degree(place[1]));
    let halfway = f64::midpoint(place[1], first.at[1]);
    foot_at_scale(place, a, b, meters_per_degree(halfway))
}

/// The nearest point of a segment, with meters per degree as given.
#[must_use]
pub fn foot_at_scale(place: LngLat, a: LngLat, b: LngLat, [x, y]: [f64; 2]) -> Foot {
    let along = [(b[0] - a[0]) * x, (b[1] - a[1]) * y];
    let to = [(place[0] - a[0]) * x, (place[1] - a[1]) * y];
    let squared = along[0] * along[0] + along[1] * along[1];
    let dot = along[0] * to[0] + along[1] * to[1];
    let t = if squared > 0.0 { (dot / squared).clamp(0.0, 1.0) } else { 0.0 };
    Foot { t, at: between(a, b, t) }
}

/// The place a share `t` of the way from `a` to `b`; exactly `a` at 0 and `b` at 1.
#[must_use]
pub fn between(a: LngLat, b: LngLat, t: f64) -> LngLat {
    [a[0] * (1.0 - t) + b[0] * t, a[1] * (1.0 - t) + b[1] * t]
}

/// The centroid of a polygon: its outer ring less its holes. `None` without an area.
#[must_use]
pub fn centroid(rings: &[Vec<LngLat>]) -> Option<LngLat> {
    let base = *rings.first()?.first()?;
    let mut sum = [0.0, 0.0, 0.0];
    for (place, ring) in rings.iter().enumerate() {
        let [area, x, y] = moments(ring, base);
        // A hole counts against the whole, however its ring is wound.
        let sign = if (area < 0.0) == (place == 0) { -1.0 } else { 1.0 };
        sum = [sum[0] + sign * area, sum[1] + sign * x, sum[2] + sign * y];
    }
    (sum[0] > 0.0).then(|| [base[0] + sum[1] / sum[0], base[1] + sum[2] / sum[0]])
}

/// Signed area of a closed ring and its first moments about `base`.
fn moments(ring: &[LngLat], base: LngLat) -> [f64; 3] {
    let mut sum = [0.0, 0.0, 0.0];
    for (p, q) in edges(ring) {
        let (px, py) = (p[0] - base[0], p[1] - base[1]);
        let (qx, qy) = (q[0] - base[0], q[1] - base[1]);
        let cross = px * qy - qx * py;
        sum[0] += cross / 2.0;
        sum[1] += (px + qx) * cross / 6.0;
        sum[2] += (py + qy) * cross / 6.0;
    }
    sum
}

/// The edges of a closed ring or the segments of a line, one after the other.
pub fn edges(ring: &[LngLat]) -> impl Iterator<Item = (LngLat, LngLat)> + '_ {
    ring.windows(2).map(|pair| (pair[0], pair[1]))
}

/// Whether a place lies in a polygon or on its border.
#[must_use]
pub fn contains(rings: &[Vec<LngLat>], place: LngLat) -> bool {
    let all = || rings.iter().flat_map(|ring| edges(ring));
    if all().any(|(a, b)| on_segment(place, a, b)) {
        return true;
    }
    let crossed = all().filter(|(a, b)| {
        let higher = (a[1] > place[1]) != (b[1] > place[1]);
        let slope = (b[0] - a[0]) / (b[1] - a[1]);
        higher && place[0] < a[0] + (place[1] - a[1]) * slope
    });
    crossed.count() % 2 == 1
}

/// Whether the straight line between two places meets a polygon, its border included.
#[must_use]
pub fn crosses(rings: &[Vec<LngLat>], from: LngLat, to: LngLat) -> bool {
    let mut all = rings.iter().flat_map(|ring| edges(ring));
    all.any(|(a, b)| segments_meet(from, to, a, b)) || contains(rings, from)
}

/// Whether two segments have a point in common.
#[must_use]
pub fn segments_meet(a: LngLat, b: LngLat, c: LngLat, d: LngLat) -> bool {
    let apart = |p, q, r, s| turn(p, q, r) * turn(p, q, s) < 0.0;
    (apart(a, b, c, d) && apart(c, d, a, b))
        || on_segment(a, c, d)
        || on_segment(b, c, d)
        || on_segment(c, a, b)
        || on_segment(d, a, b)
}

/// Above zero where `a`, `b`, `c` turn left, below where they turn right.
#[must_use]
pub fn turn(a: LngLat, b: LngLat, c: LngLat) -> f64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

fn on_segment(place: LngLat, a: LngLat, b: LngLat) -> bool {
    let within = |k: usize| a[k].min(b[k]) <= place[k] && place[k] <= a[k].max(b[k]);
    turn(a, b, place) == 0.0 && within(0) && within(1)
}

/// Whether two polygons run along each other for a piece of border, not just at a corner.
#[must_use]
pub fn share_border(one: &[Vec<LngLat>], other: &[Vec<LngLat>]) -> bool {
    let edges_of = |rings: &[Vec<LngLat>]| -> Vec<(LngLat, LngLat)> {
        rings.iter().flat_map(|ring| edges(ring)).collect()
    };
    let others = edges_of(other);
    edges_of(one).iter().any(|mine| others.iter().any(|theirs| overlap(*mine, *theirs)))
}

/// Whether two edges lie on each other: of their four ends, those that lie on the other edge
/// span a piece.
fn overlap(one: (LngLat, LngLat), other: (LngLat, LngLat)) -> bool {
    let near = |place: LngLat, edge: (LngLat, LngLat)| {
        geodesic_m(place, foot(place, edge.0, edge.1).at) <= SAME_BORDER_M
    };
    let mut shared = Vec::new();
    shared.extend([one.0, one.1].into_iter().filter(|p| near(*p, other)));
    shared.extend([other.0, other.1].into_iter().filter(|p| near(*p, one)));
    let long = |p: &LngLat| shared.iter().any(|q| geodesic_m(*p, *q) > SHORTEST_BORDER_M);
    shared.iter().any(long)
}
