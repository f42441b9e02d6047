//! Which discs may touch which.

use super::Disc;
use geo::Coord;
use std::cmp::Ordering;

/// Discs in the order of a grid, each once: whatever order they come in, this one is the same.
///
/// # Cost
///
/// Cells are as wide as the largest disc: made for discs of like size.
pub(super) struct Crowd<'d> {
    pub(super) discs: Vec<&'d Disc>,
    /// Number of the first edge of each disc, and of all edges.
    first_edge: Vec<u64>,
    /// Row and column of each disc.
    cells: Vec<[i64; 2]>,
    /// Center and outer radius of each disc.
    extents: Vec<(Coord, f64)>,
}

impl<'d> Crowd<'d> {
    pub(super) fn new(discs: &'d [Disc]) -> Self {
        let widest = discs.iter().map(Disc::outer).fold(0.0, f64::max) * 2.0;
        let cell = |disc: &Disc| {
            let at = disc.center();
            [at.y, at.x].map(|along| (along / widest).floor() as i64)
        };
        let mut placed: Vec<([i64; 2], &Disc)> =
            discs.iter().map(|disc| (cell(disc), disc)).collect();
        let corners = |disc: &Disc| {
            let corner = disc.ring()[0];
            [disc.center().x, disc.center().y, disc.outer(), corner.x, corner.y]
        };
        placed.sort_by(|(cell, one), (other_cell, other)| {
            let (one, other) = (corners(one), corners(other));
            let first = one.iter().zip(&other).map(|(a, b)| a.total_cmp(b));
            cell.cmp(other_cell).then(first.fold(Ordering::Equal, Ordering::then))
        });
        placed.dedup_by(|(_, one), (_, other)| one == other);
        let mut first_edge = vec![0];
        for (_, disc) in &placed {
            first_edge.push(first_edge[first_edge.len() - 1] + disc.ring().len() as u64);
        }
        let extents = placed.iter().map(|(_, d)| (d.center(), d.outer())).collect();
        let (cells, discs) = placed.into_iter().unzip();
        Self { discs, first_edge, cells, extents }
    }

    /// The number of an edge among all edges.
    pub(super) fn edge(&self, disc: usize, edge: usize) -> u64 {
        self.first_edge[disc] + edge as u64
    }

    /// Calls back with every other disc that may touch this one.
    pub(super) fn each_near(&self, disc: usize, mut found: impl FnMut(usize)) {
        let [row, column] = self.cells[disc];
        let (center, outer) = self.extents[disc];
        for row in row - 1..=row + 1 {
            let first = self.cells.partition_point(|&cell| cell < [row, column - 1]);
            for near in first..self.cells.len() {
                if self.cells[near] > [row, column + 1] {
                    break;
                }
                let (at, other_outer) = self.extents[near];
                let (x, y) = (at.x - center.x, at.y - center.y);
                let reach = outer + other_outer;
                if near != disc && x * x + y * y <= reach * reach {
                    found(near);
                }
            }
        }
    }
}
