//! The one lattice that all areas of a canvas are drawn on.
//!
//! ```text
//!   j + 1  +-----+-----+      points lie at whole multiples of the step, counted from
//!          |     |     |      longitude 0, latitude 0, in whole 1e-7 degrees
//!   j      +-----+-----+
//!          i    i + 1
//! ```
//!
//! Points are numbered over the whole earth, so two areas drawn at different times share them.
//! [`SIDE`] x [`SIDE`] points are a *tile*, worked out at once and kept.

use crate::LngLat;
use crate::geodesy::Plane;

/// Points along the side of a tile: a row is one machine word of flags.
pub(super) const SIDE: usize = 64;
/// The same, for counting points.
const SIDE_STEPS: i32 = 64;
/// Points of a tile.
pub(super) const POINTS: usize = SIDE * SIDE;
/// Half the earth in 1e-7 degrees.
const HALF_TURN: i32 = 1_800_000_000;
/// 1e-7 degrees in a degree.
pub(super) const DEGREE: f64 = 1e7;
/// Steps outside of this are no lattice for walking: below, crossings have no room between two
/// points; above, a step is more than a degree.
const STEPS: [i32; 2] = [16, 10_000_000];

/// A point of the lattice, by column and row.
pub(super) type Point = [i32; 2];
/// A tile, by column and row.
pub(super) type TileKey = [i32; 2];

/// Steps between neighboring points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lattice {
    /// East and north, in 1e-7 degrees.
    pub(super) step: [i32; 2],
}

impl Lattice {
    /// The lattice with about `resolution_m` between points at latitude `lat`.
    pub(super) fn new(lat: f64, resolution_m: f64) -> Self {
        let plane = Plane::at(lat);
        let step = |per_degree: f64| {
            let units = (resolution_m / per_degree * DEGREE).floor() as i32;
            units.clamp(STEPS[0], STEPS[1])
        };
        Self { step: [step(plane.x), step(plane.y)] }
    }

    /// The point south-west of a position, or at it.
    pub(super) fn below(self, at: LngLat) -> Point {
        let index = |degrees: f64, step: i32| {
            ((degrees * DEGREE).floor() as i32).div_euclid(step)
        };
        [index(at.lng(), self.step[0]), index(at.lat(), self.step[1])]
    }

    /// Where a share of the edge from one point to a neighbor lies; `None` off the map.
    pub(super) fn between(self, from: Point, to: Point, share: f64) -> Option<LngLat> {
        let degrees = |axis: usize| {
            let units = |point: Point| {
                f64::from(point[axis]) * f64::from(self.step[axis]) / DEGREE
            };
            units(from) + share * (units(to) - units(from))
        };
        LngLat::new(degrees(0), degrees(1)).ok()
    }

    /// Where a point lies; `None` off the map, or so near its edge that an area would stick out.
    pub(super) fn position(self, point: Point) -> Option<LngLat> {
        let inside = |axis: usize, limit: i32| {
            let units = i64::from(point[axis]) * i64::from(self.step[axis]);
            units.abs() + i64::from(self.step[axis]) <= i64::from(limit)
        };
        let drawn = inside(0, HALF_TURN) && inside(1, HALF_TURN / 2);
        drawn.then(|| self.between(point, point, 0.0)).flatten()
    }

    /// Longest way between neighbors, the diagonal, in meters, around latitude `lat`.
    pub(super) fn diagonal_m(self, lat: f64) -> f64 {
        let plane = Plane::at(lat);
        let meters = |axis: usize, per_degree: f64| {
            f64::from(self.step[axis]) / DEGREE * per_degree
        };
        meters(0, plane.x).hypot(meters(1, plane.y))
    }
}

/// The point so many columns east and rows north of another.
#[inline]
pub(super) fn ahead(point: Point, steps: [usize; 2]) -> Point {
    [0, 1].map(|axis| point[axis] + (steps[axis] as u32).cast_signed())
}

/// The tile that holds a point.
pub(super) fn tile_of(point: Point) -> TileKey {
    point.map(|index| index.div_euclid(SIDE_STEPS))
}

/// The south-western point of a tile.
pub(super) fn corner_of(tile: TileKey) -> Point {
    tile.map(|index| index * SIDE_STEPS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_whole_and_about_as_long_as_asked_for() {
        let lattice = Lattice::new(41.2, 10.0);
        assert_eq!(lattice.step, [1192, 900]);
        assert!((lattice.diagonal_m(41.2) - 14.14).abs() < 0.05);
    }

    #[test]
    fn a_position_lies_between_its_point_and_the_next() {
        let lattice = Lattice::new(-33.0, 10.0);
        let at = LngLat::new(-51.234_567_8, -33.012_345_6).unwrap();
        let point = lattice.below(at);
        let low = lattice.position(point).unwrap();
        let high = lattice.position([point[0] + 1, point[1] + 1]).unwrap();
        assert!(low.lng() <= at.lng() && at.lng() < high.lng());
        assert!(low.lat() <= at.lat() && at.lat() < high.lat());
        assert_eq!(tile_of([-1, 64]), [-1, 1]);
    }

    #[test]
    fn nothing_is_drawn_over_the_edge_of_the_map() {
        let lattice = Lattice::new(0.0, 10.0);
        let edge = lattice.below(LngLat::new(180.0, 90.0).unwrap());
        assert!(lattice.position(edge).is_none());
        assert!(lattice.position([edge[0] - 1, 0]).is_some());
    }
}
