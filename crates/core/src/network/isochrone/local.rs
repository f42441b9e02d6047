//! Meters around the corner of a tile: a plane good enough to sift streets, and to find out where
//! an edge passes from one to another. Legs are never measured in it.

use super::lattice::{DEGREE, Lattice, Point, SIDE};
use crate::LngLat;
use crate::geodesy::Plane;

/// A plane with its origin at a lattice point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Local {
    origin: [f64; 2],
    plane: Plane,
    /// Meters between neighboring points, east and north.
    step_m: [f64; 2],
}

impl Local {
    /// The plane of the tile whose south-western point is `corner`.
    pub(super) fn new(lattice: Lattice, corner: Point) -> Self {
        let step = lattice.step.map(|step| f64::from(step) / DEGREE);
        let origin = [0, 1].map(|axis| f64::from(corner[axis]) * step[axis]);
        let middle = origin[1] + step[1] * SIDE as f64 / 2.0;
        let plane = Plane::at(middle.clamp(-89.0, 89.0));
        Self { origin, plane, step_m: [step[0] * plane.x, step[1] * plane.y] }
    }

    /// Where a number of steps from the corner leads.
    #[inline]
    pub(super) fn at(&self, steps: [f64; 2]) -> [f64; 2] {
        [steps[0] * self.step_m[0], steps[1] * self.step_m[1]]
    }

    /// A straight piece of street.
    pub(super) fn stretch(&self, ends: [LngLat; 2]) -> Stretch {
        let [start, end] = ends.map(|at| {
            let [x, y] = self.origin;
            [(at.lng() - x) * self.plane.x, (at.lat() - y) * self.plane.y]
        });
        let vector = [end[0] - start[0], end[1] - start[1]];
        let square = vector[0] * vector[0] + vector[1] * vector[1];
        Stretch {
            start,
            vector,
            inverse: if square > 0.0 { square.recip() } else { 0.0 },
        }
    }
}

/// A straight piece in a plane.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    start: [f64; 2],
    vector: [f64; 2],
    /// One over the square of its length.
    inverse: f64,
}

impl Stretch {
    /// Distance from a place in meters.
    #[inline]
    pub(super) fn from(&self, at: [f64; 2]) -> f64 {
        let [x, y] = [at[0] - self.start[0], at[1] - self.start[1]];
        let share = (x * self.vector[0] + y * self.vector[1]) * self.inverse;
        let share = share.clamp(0.0, 1.0);
        let (x, y) = (x - share * self.vector[0], y - share * self.vector[1]);
        (x * x + y * y).sqrt()
    }
}
