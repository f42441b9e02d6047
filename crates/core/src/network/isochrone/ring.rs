//! A ring while it is traced: whole coordinates, straight runs kept as one.

use super::lattice::DEGREE;
use geo::{Coord, LineString};

/// Vertices of a ring in 1e-7 degrees.
#[derive(Clone, Debug, Default)]
pub(super) struct Ring {
    vertices: Vec<[i32; 2]>,
}

impl Ring {
    /// Adds a vertex; one that lies exactly on the straight way to it is dropped.
    #[inline]
    pub(super) fn push(&mut self, at: [i32; 2]) {
        if let [.., a, b] = self.vertices[..]
            && straight(a, b, at)
        {
            self.vertices.pop();
        }
        self.vertices.push(at);
    }

    /// The ring in degrees, first vertex repeated; empties it.
    pub(super) fn close(&mut self) -> LineString {
        if let [first, second, .., a, b] = self.vertices[..] {
            let first_goes = straight(b, first, second);
            if straight(a, b, if first_goes { second } else { first }) {
                self.vertices.pop();
            }
            if first_goes {
                self.vertices.remove(0);
            }
        }
        let degrees = |units: i32| f64::from(units) / DEGREE;
        let coord = |&[x, y]: &[i32; 2]| Coord { x: degrees(x), y: degrees(y) };
        let mut coords = Vec::with_capacity(self.vertices.len() + 1);
        coords.extend(self.vertices.iter().map(coord));
        coords.extend(coords.first().copied());
        self.vertices.clear();
        LineString::new(coords)
    }
}

/// Whether `b` lies exactly on the way from `a` to `c`, which on a lattice never turns back.
#[inline]
fn straight(a: [i32; 2], b: [i32; 2], c: [i32; 2]) -> bool {
    let vector = |from: [i32; 2], to: [i32; 2]| {
        [0, 1].map(|axis| i64::from(to[axis]) - i64::from(from[axis]))
    };
    let ([x, y], [u, v]) = (vector(a, b), vector(b, c));
    x * v == y * u
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_corners_are_kept_wherever_the_ring_begins() {
        let around: Vec<[i32; 2]> = vec![
            [0, 0],
            [10, 0],
            [20, 0],
            [20, 10],
            [20, 20],
            [10, 20],
            [0, 20],
            [0, 10],
        ];
        for first in 0..around.len() {
            let mut ring = Ring::default();
            for i in 0..around.len() {
                ring.push(around[(first + i) % around.len()]);
            }
            let closed = ring.close();
            assert_eq!(closed.0.len(), 5, "{closed:?}");
            assert!(closed.is_closed());
        }
    }
}
