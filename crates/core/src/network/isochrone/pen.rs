//! One cell of a drawing: which way a border leaves it, and where it crosses its sides.

use super::crossing::{NEVER, border, meeting, units};
use super::lattice::{Lattice, ahead};
use super::sheet::Sheet;

/// The label of what lies outside.
const OUT: u32 = 0;

/// Which points belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Labels {
    /// All that is inside.
    Merged,
    /// What is inside, by owner.
    Owners,
}

/// What a drawing is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) lattice: Lattice,
    /// What it costs to walk a step, in the unit of the field.
    pub(super) step: u32,
    pub(super) labels: Labels,
}

/// Sides of a cell.
pub(super) const BOTTOM: usize = 0;
pub(super) const RIGHT: usize = 1;
pub(super) const TOP: usize = 2;
pub(super) const LEFT: usize = 3;
/// No such way.
const NOT: usize = 4;

/// By corners inside (1 south-west, 2 south-east, 4 north-east, 8 north-west) and side of entry:
/// the side of exit. Opposite corners (5 and 10) are apart; [`JOINED`] has them joined.
const EXITS: [[usize; 4]; 16] = [
    [NOT, NOT, NOT, NOT],
    [LEFT, NOT, NOT, NOT],
    [NOT, BOTTOM, NOT, NOT],
    [NOT, LEFT, NOT, NOT],
    [NOT, NOT, RIGHT, NOT],
    [LEFT, NOT, RIGHT, NOT],
    [NOT, NOT, BOTTOM, NOT],
    [NOT, NOT, LEFT, NOT],
    [NOT, NOT, NOT, TOP],
    [TOP, NOT, NOT, NOT],
    [NOT, BOTTOM, NOT, TOP],
    [NOT, TOP, NOT, NOT],
    [NOT, NOT, NOT, RIGHT],
    [RIGHT, NOT, NOT, NOT],
    [NOT, NOT, NOT, BOTTOM],
    [NOT, NOT, NOT, NOT],
];
/// The exits where two opposite corners are joined: 5, then 10.
const JOINED: [[usize; 4]; 2] = [[RIGHT, NOT, LEFT, NOT], [NOT, TOP, NOT, BOTTOM]];

/// What the tracing of one area reads.
pub(super) struct Pen<'s, 'c> {
    pub(super) sheet: &'s Sheet<'c>,
    pub(super) style: &'s Style,
    pub(super) limit: u32,
}

impl Pen<'_, '_> {
    #[inline]
    pub(super) fn label(&self, index: usize) -> u32 {
        match self.style.labels {
            _ if self.sheet.values()[index] > self.limit => OUT,
            Labels::Merged => OUT + 1,
            Labels::Owners => self.sheet.owners()[index] + 1,
        }
    }

    /// South-west, south-east, north-east, north-west.
    #[inline]
    pub(super) fn corners(&self, [x, y]: [usize; 2]) -> [usize; 4] {
        let index = |x, y| self.sheet.index([x, y]);
        [index(x, y), index(x + 1, y), index(x + 1, y + 1), index(x, y + 1)]
    }

    #[inline]
    pub(super) fn exit(&self, corners: &[usize; 4], label: u32, entry: usize) -> usize {
        let code = (0..4).fold(0, |code, corner| {
            code | usize::from(self.label(corners[corner]) == label) << corner
        });
        match code {
            5 if self.joins(corners, [0, 2], [1, 3]) => JOINED[0][entry],
            10 if self.joins(corners, [1, 3], [0, 2]) => JOINED[1][entry],
            code => EXITS[code][entry],
        }
    }

    /// Whether two opposite corners are joined: if the mean of the cell is inside, and the other
    /// two are no nearer, as they might be joined by another area.
    fn joins(&self, corners: &[usize; 4], own: [usize; 2], other: [usize; 2]) -> bool {
        let values = self.sheet.values();
        let sum = |pair: [usize; 2]| -> u64 {
            pair.iter().map(|&corner| u64::from(values[corners[corner]])).sum()
        };
        let (own_sum, other_sum) = (sum(own), sum(other));
        own_sum + other_sum <= 4 * u64::from(self.limit)
            && (own_sum, own[0]) < (other_sum, other[0])
    }

    /// Where the border crosses a side of a cell, in 1e-7 degrees.
    #[inline]
    pub(super) fn crossing(
        &self,
        cell: [usize; 2],
        side: usize,
        inside: usize,
        outside: usize,
    ) -> [i32; 2] {
        let axis = usize::from(side == LEFT || side == RIGHT);
        // inside lies left of the way through: from the base of the edge on two sides
        let forward = side == TOP || side == LEFT;
        let (base, far) = if forward { (inside, outside) } else { (outside, inside) };
        let length = self.style.lattice.step[axis];
        let along = self.along([base, far], axis, length, forward);
        let corner = self.sheet.corner();
        let mut at = ahead(corner, cell);
        at[0] += i32::from(side == RIGHT);
        at[1] += i32::from(side == TOP);
        let mut at = [0, 1].map(|axis| at[axis] * self.style.lattice.step[axis]);
        at[axis] += along;
        at
    }

    /// Units from the base of an edge to the border; `forward` if the base is inside.
    #[inline]
    fn along(&self, ends: [usize; 2], axis: usize, length: i32, forward: bool) -> i32 {
        let values = self.sheet.values();
        let cut = self.sheet.cut(ends[0], axis);
        let times = ends.map(|end| values[end]);
        let step = self.style.step;
        let shared = || units(meeting(times, cut, step), length);
        if times[0].max(times[1]) <= self.limit {
            return shared();
        }
        let split = self.style.labels == Labels::Owners
            && times[0].max(times[1]) != NEVER
            && self.sheet.owners()[ends[0]] != self.sheet.owners()[ends[1]];
        if forward {
            let own = units(border(times, cut, self.limit, step), length);
            if split { own.min(shared()) } else { own }
        } else {
            let times = [times[1], times[0]];
            let cut = cut.map(|cut| 1.0 - cut);
            let own = units(1.0 - border(times, cut, self.limit, step), length);
            if split { own.max(shared()) } else { own }
        }
    }
}
