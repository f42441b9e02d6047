//! A circle as a polygon.

use super::EqualArea;
use super::exact::side;
use crate::LngLat;
use geo::{Coord, Destination, Geodesic, LineString, Point, Polygon};
use std::f64::consts::TAU;

/// A convex polygon around a center: a circle, as far as arithmetic goes.
///
/// # Order
///
/// Vertices run counter-clockwise; the first is not repeated.
#[derive(Clone, Debug, PartialEq)]
pub struct Disc {
    center: Coord,
    ring: Box<[Coord]>,
    /// Everything nearer to the center than this lies inside.
    inner: f64,
    /// Everything farther than this lies outside.
    outer: f64,
    /// Length of the longest edge.
    longest: f64,
}

impl Disc {
    /// Segments of a circle around a station.
    ///
    /// The polygon is inscribed: its vertices have the radius, nothing beyond the radius lies in
    /// it, and it lacks `1 - sin(2 pi / 64) / (2 pi / 64)` = 0.16 % of the circle's area.
    pub const SEGMENTS: usize = 64;

    /// A polygon with its center; `None` unless it is strictly convex, runs counter-clockwise
    /// once around the center, and is finite.
    #[must_use]
    pub fn new(center: Coord, ring: Vec<Coord>) -> Option<Self> {
        let n = ring.len();
        let finite = |at: &Coord| at.x.is_finite() && at.y.is_finite();
        if n < 3 || !finite(&center) || !ring.iter().all(finite) {
            return None;
        }
        let next = |i: usize| ring[(i + 1) % n];
        let convex = (0..n).all(|i| side(ring[i], next(i), next(i + 1)) > 0.0);
        let around = (0..n).all(|i| side(ring[i], next(i), center) > 0.0);
        let turns = (0..n).filter(|&i| ring[i].y <= center.y && next(i).y > center.y);
        if !convex || !around || turns.count() != 1 {
            return None;
        }
        let height = |i: usize| {
            let (from, to) = (ring[i], next(i));
            side(from, to, center) / (to.x - from.x).hypot(to.y - from.y)
        };
        let reach = |at: &Coord| (at.x - center.x).hypot(at.y - center.y);
        // a little less and a little more, so that rounding decides nothing
        let inner = (0..n).map(height).fold(f64::INFINITY, f64::min) * (1.0 - 1e-9);
        let outer = ring.iter().map(reach).fold(0.0, f64::max) * (1.0 + 1e-9);
        let length = |i: usize| (next(i).x - ring[i].x).hypot(next(i).y - ring[i].y);
        let longest = (0..n).map(length).fold(0.0, f64::max) * (1.0 + 1e-9);
        Some(Self { center, ring: ring.into(), inner, outer, longest })
    }

    /// The circle of a geodesic radius around a place: [`Disc::SEGMENTS`] vertices exactly on it.
    ///
    /// The first vertex's azimuth depends on the place, so that circles on a regular lattice share
    /// no edge; equal places give equal circles, in whichever order they come. `None` for a radius
    /// that is not positive, or so large that the circle is not convex in the plane (beyond
    /// 1,000 km at middle latitudes).
    ///
    /// # Cost
    ///
    /// 64 geodesics, about 50 µs.
    #[must_use]
    pub fn around(plane: &EqualArea, at: LngLat, radius_m: f64) -> Option<Self> {
        if !(radius_m > 0.0 && radius_m.is_finite()) {
            return None;
        }
        let turn = dice(at);
        let vertex = |i: usize| {
            let azimuth = 360.0 * (i as f64 + turn) / Self::SEGMENTS as f64;
            // azimuths run clockwise, rings do not
            let there = Geodesic.destination(Point::from(at), -azimuth, radius_m);
            Some(plane.project(LngLat::new(there.x(), there.y()).ok()?))
        };
        let ring = (0..Self::SEGMENTS).map(vertex).collect::<Option<_>>()?;
        Self::new(plane.project(at), ring)
    }

    /// A regular polygon in the plane, its first vertex due east.
    #[must_use]
    pub fn regular(center: Coord, radius: f64, segments: usize) -> Option<Self> {
        let vertex = |i: usize| {
            let (sin, cos) = (TAU * i as f64 / segments as f64).sin_cos();
            Coord { x: center.x + radius * cos, y: center.y + radius * sin }
        };
        Self::new(center, (0..segments).map(vertex).collect())
    }

    /// Its center.
    #[must_use]
    pub fn center(&self) -> Coord {
        self.center
    }

    /// Its vertices, counter-clockwise, each once.
    #[must_use]
    pub fn ring(&self) -> &[Coord] {
        &self.ring
    }

    /// It as a polygon.
    #[must_use]
    pub fn polygon(&self) -> Polygon {
        Polygon::new(LineString::new(self.ring.to_vec()), Vec::new())
    }

    pub(super) fn inner(&self) -> f64 {
        self.inner
    }

    pub(super) fn outer(&self) -> f64 {
        self.outer
    }

    pub(super) fn longest(&self) -> f64 {
        self.longest
    }

    pub(super) fn edge(&self, i: usize) -> [Coord; 2] {
        let next = if i + 1 == self.ring.len() { 0 } else { i + 1 };
        [self.ring[i], self.ring[next]]
    }
}

/// A share of a segment that depends on nothing but the place (splitmix64, Steele et al. 2014).
fn dice(at: LngLat) -> f64 {
    let state = at.lng().to_bits().rotate_left(32) ^ at.lat().to_bits();
    let mut z = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::geodesic_m;
    use geo::Area;

    #[test]
    fn a_circle_has_its_radius_and_lacks_what_is_said() {
        let at = LngLat::new(99.92, 24.58).unwrap();
        let plane = EqualArea::at(LngLat::new(99.5, 25.0).unwrap());
        let disc = Disc::around(&plane, at, 1080.0).unwrap();
        assert_eq!(disc.ring().len(), Disc::SEGMENTS);
        for &vertex in disc.ring() {
            let reach = geodesic_m(at, plane.unproject(vertex).unwrap());
            assert!((reach - 1080.0).abs() < 1e-6, "{reach}");
        }
        let segment = TAU / Disc::SEGMENTS as f64;
        let expected = segment.sin() / segment;
        let share =
            disc.polygon().unsigned_area() / (std::f64::consts::PI * 1080.0 * 1080.0);
        assert!((share - expected).abs() < 1e-6, "{share} {expected}");
        assert_eq!(Some(disc), Disc::around(&plane, at, 1080.0));
    }

    #[test]
    fn what_is_no_circle_is_refused() {
        let at = |x, y| Coord { x, y };
        let around = |corners: &[Coord]| Disc::new(at(0.0, 0.0), corners.to_vec());
        let square = [at(-1.0, -1.0), at(1.0, -1.0), at(1.0, 1.0), at(-1.0, 1.0)];
        assert!(around(&square).is_some());
        assert!(around(&square[..2]).is_none());
        let mut back = square;
        back.reverse();
        assert!(around(&back).is_none(), "clockwise");
        let twice = [square, square].concat();
        assert!(around(&twice).is_none(), "twice around");
        let flat = [square[0], at(0.0, -1.0), square[1], square[2], square[3]];
        assert!(around(&flat).is_none(), "a vertex on a side");
        assert!(around(&square.map(|c| at(c.x + 2.0, c.y))).is_none(), "center outside");
        assert!(around(&square.map(|c| at(c.x * f64::NAN, c.y))).is_none());
        let plane = EqualArea::at(LngLat::new(0.0, 0.0).unwrap());
        for radius in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(
                Disc::around(&plane, LngLat::new(0.0, 0.0).unwrap(), radius).is_none()
            );
        }
    }
}
