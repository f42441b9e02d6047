//! What is known about a tile of the lattice before anybody walks: which street each point is tied to.

use super::lattice::POINTS;

/// Where the tie changes along the edges of a tile's points, in 1/256 of the edge; 0 where it does
/// not.
#[derive(Clone, Debug)]
pub(super) struct Cuts {
    /// East, then north.
    pub(super) shares: [Vec<u8>; 2],
}

impl Cuts {
    pub(super) fn new() -> Self {
        Self { shares: [vec![0; POINTS], vec![0; POINTS]] }
    }

    /// The share of the edge east (0) or north (1) of a point.
    #[inline]
    pub(super) fn share(&self, point: usize, axis: usize) -> Option<f64> {
        let share = self.shares[axis][point];
        (share != 0).then(|| f64::from(share) / 256.0)
    }
}
