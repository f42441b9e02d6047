//! From a field to areas: marching squares with rings traced over whole lattices.
//!
//! ```text
//!   out ----x-- in ---- in        an area's border crosses every edge between a point inside
//!    |     /    |       |         and one outside exactly once, strictly between them; within
//!    |    /     |       |         a cell two crossings are joined straight, with the inside on
//!   out -x---- in ---- in         the left: outer rings run counter-clockwise, holes clockwise
//! ```
//!
//! Every crossing belongs to one ring and is passed once, and cells share no more than their
//! edges: so rings are simple and touch neither themselves nor each other. Coordinates are whole
//! 1e-7 degrees, so this holds for the numbers that are written, too. Crossings move outward when
//! the budget rises, and where two opposite corners of a cell are inside, they are joined if the
//! mean of the cell is inside, which remains so: areas nest.
//!
//! An area is drawn for every *label*: all stations together have one, each station its own where
//! places are split by the nearest. Two labels meet in the same crossings, so their areas do not
//! overlap.
//!
//! # References
//!
//! Maple, *Geometric design and space planning using the marching squares and marching cube
//! algorithms* (2003), doi:10.1109/GMAG.2003.1219671; Nielson & Hamann, *The asymptotic decider*
//! (1991), doi:10.1109/VISUAL.1991.175782, on what to do about opposite corners.

use super::crossing::{NEVER, border, meeting, units};
use super::lattice::{Lattice, SIDE, ahead};
use super::ring::Ring;
use super::sheet::Sheet;
use geo::{LineString, Polygon};

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

/// A connected part of an area.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// Who owns it, 0 where all are merged.
    pub(super) owner: u32,
    pub(super) shape: Polygon,
}

/// Draws areas; keeps its memory from one to the next.
#[derive(Debug, Default)]
pub(super) struct Contour {
    /// Edges to the east, by row of a block, whose eastern point lies in an area that is not
    /// drawn yet.
    entries: Vec<u64>,
    /// The same for their western point.
    exits: Vec<u64>,
    /// All edges that an area's border crosses, by row of a block.
    crossed: Vec<u64>,
    /// Part that the eastern point of a crossed edge belongs to.
    part_of: Vec<u32>,
    parts: Vec<Rings>,
    ring: Ring,
}

#[derive(Debug)]
struct Rings {
    owner: u32,
    outer: LineString,
    holes: Vec<LineString>,
}

/// Sides of a cell.
const BOTTOM: usize = 0;
const RIGHT: usize = 1;
const TOP: usize = 2;
const LEFT: usize = 3;
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

impl Contour {
    /// The parts of the areas at `limit`, each with its holes, from south to north.
    ///
    /// # Cost
    ///
    /// A bit for every point of the sheet, then O(1) for each crossing.
    pub(super) fn draw(
        &mut self,
        sheet: &Sheet<'_>,
        style: &Style,
        limit: u32,
    ) -> Vec<Part> {
        self.mark(sheet, style.labels, limit);
        for tile_row in 0..sheet.size[1] {
            let blocks = sheet.tile_row(tile_row);
            if blocks.iter().all(|&block| block == 0) {
                continue;
            }
            for row in 0..SIDE {
                let pen = Pen { sheet, style, limit };
                self.draw_row(&pen, blocks, tile_row * SIDE + row);
            }
        }
        let part = |rings: Rings| Part {
            owner: rings.owner,
            shape: Polygon::new(rings.outer, rings.holes),
        };
        self.parts.drain(..).map(part).collect()
    }

    /// Finds the edges to the east that borders cross.
    fn mark(&mut self, sheet: &Sheet<'_>, labels: Labels, limit: u32) {
        let rows = sheet.blocks() * SIDE;
        for bits in [&mut self.entries, &mut self.exits, &mut self.crossed] {
            bits.clear();
            bits.resize(rows, 0);
        }
        self.part_of.resize((rows * SIDE).max(self.part_of.len()), 0);
        for tile_row in 0..sheet.size[1] {
            let blocks = sheet.tile_row(tile_row);
            // the margin in the east is empty
            for pair in blocks.windows(2).filter(|pair| pair[0] != 0) {
                let [block, east] = [pair[0] as usize, pair[1] as usize];
                for row in 0..SIDE {
                    let edges = Edges::of(sheet, labels, limit, [block, east], row);
                    let at = block * SIDE + row;
                    self.entries[at] = edges.entries;
                    self.exits[at] = edges.exits;
                    self.crossed[at] = edges.entries | edges.exits;
                }
            }
        }
    }

    fn draw_row(&mut self, pen: &Pen<'_, '_>, blocks: &[u32], y: usize) {
        let mut before = 0; // part that the last crossed edge led into
        for (column, &block) in blocks.iter().enumerate().filter(|(_, b)| **b != 0) {
            let row = block as usize * SIDE + y % SIDE;
            let mut rest = self.crossed[row];
            while rest != 0 {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                let x = column * SIDE + bit;
                if self.exits[row] & 1 << bit != 0 {
                    // the border of what the row has been in: a hole of it
                    let hole = self.trace(pen, [x, y], TOP, before);
                    self.parts[before as usize].holes.push(hole);
                }
                if self.entries[row] & 1 << bit != 0 {
                    let part = self.parts.len() as u32;
                    let outer = self.trace(pen, [x, y], BOTTOM, part);
                    let owner = pen.label(pen.sheet.index([x + 1, y])).saturating_sub(1);
                    self.parts.push(Rings { owner, outer, holes: Vec::new() });
                }
                before = self.part_of[row * SIDE + bit];
            }
        }
    }

    /// Follows a border from the edge east of a point, towards the north (`TOP`: the inside lies
    /// west) or the south (`BOTTOM`), back to it.
    fn trace(
        &mut self,
        pen: &Pen<'_, '_>,
        from: [usize; 2],
        heading: usize,
        part: u32,
    ) -> LineString {
        let sheet = pen.sheet;
        let label =
            pen.label(sheet.index([from[0] + usize::from(heading == BOTTOM), from[1]]));
        let mut cell = [from[0], if heading == TOP { from[1] } else { from[1] - 1 }];
        let mut entry = if heading == TOP { BOTTOM } else { TOP };
        loop {
            let corners = pen.corners(cell);
            let exit = pen.exit(&corners, label, entry);
            let (inside, outside) = match exit {
                BOTTOM => (1, 0),
                RIGHT => (2, 1),
                TOP => (3, 2),
                _ => (0, 3),
            };
            self.ring.push(pen.crossing(cell, exit, corners[inside], corners[outside]));
            match exit {
                BOTTOM => {
                    self.pass_south(corners[0], part);
                    cell[1] -= 1;
                    entry = TOP;
                }
                TOP => {
                    self.exits[corners[3] / SIDE] &= !(1 << (corners[3] % SIDE));
                    cell[1] += 1;
                    entry = BOTTOM;
                }
                LEFT => {
                    cell[0] -= 1;
                    entry = RIGHT;
                }
                _ => {
                    cell[0] += 1;
                    entry = LEFT;
                }
            }
            let edge = if exit == BOTTOM { [cell[0], cell[1] + 1] } else { cell };
            if exit == heading && edge == from {
                return self.ring.close();
            }
        }
    }

    fn pass_south(&mut self, edge: usize, part: u32) {
        self.entries[edge / SIDE] &= !(1 << (edge % SIDE));
        self.part_of[edge] = part;
    }
}

/// The edges to the east in a row of a block, by what they lead into and out of.
struct Edges {
    entries: u64,
    exits: u64,
}

impl Edges {
    fn of(
        sheet: &Sheet<'_>,
        labels: Labels,
        limit: u32,
        [block, east]: [usize; 2],
        row: usize,
    ) -> Self {
        let (range, next) = (Sheet::row(block, row), Sheet::row(east, row).start);
        let inside = flags(&sheet.values()[range.clone()], limit);
        let next_inside = u64::from(sheet.values()[next] <= limit);
        let east_inside = inside >> 1 | next_inside << (SIDE - 1);
        let changes = match labels {
            Labels::Merged => inside ^ east_inside,
            Labels::Owners if inside | east_inside == 0 => 0,
            Labels::Owners => {
                let owners = &sheet.owners()[range];
                let bit = |x: usize, differs: bool| u64::from(differs) << x;
                let within = owners.windows(2).enumerate();
                within.fold(
                    bit(SIDE - 1, owners[SIDE - 1] != sheet.owners()[next]),
                    |bits, (x, pair)| bits | bit(x, pair[0] != pair[1]),
                ) | (inside ^ east_inside)
            }
        };
        Self { entries: changes & east_inside, exits: changes & inside }
    }
}

/// Which of [`SIDE`] times are within the limit, the first in the lowest bit.
fn flags(times: &[u32], limit: u32) -> u64 {
    // comparing in groups of eight, and gathering by one multiplication, suits vector registers
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let mut bits = 0;
    for (group, times) in times.chunks_exact(8).enumerate() {
        let mut bytes = [0_u8; 8];
        for (byte, &time) in bytes.iter_mut().zip(times) {
            *byte = u8::from(time <= limit);
        }
        let gathered = u64::from_le_bytes(bytes).wrapping_mul(GATHER) >> 56;
        bits |= gathered << (8 * group);
    }
    bits
}

/// What the tracing of one area reads.
struct Pen<'s, 'c> {
    sheet: &'s Sheet<'c>,
    style: &'s Style,
    limit: u32,
}

impl Pen<'_, '_> {
    #[inline]
    fn label(&self, index: usize) -> u32 {
        match self.style.labels {
            _ if self.sheet.values()[index] > self.limit => OUT,
            Labels::Merged => OUT + 1,
            Labels::Owners => self.sheet.owners()[index] + 1,
        }
    }

    /// South-west, south-east, north-east, north-west.
    #[inline]
    fn corners(&self, [x, y]: [usize; 2]) -> [usize; 4] {
        let index = |x, y| self.sheet.index([x, y]);
        [index(x, y), index(x + 1, y), index(x + 1, y + 1), index(x, y + 1)]
    }

    #[inline]
    fn exit(&self, corners: &[usize; 4], label: u32, entry: usize) -> usize {
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
    fn crossing(
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

#[cfg(test)]
#[path = "contour_tests.rs"]
mod tests;
