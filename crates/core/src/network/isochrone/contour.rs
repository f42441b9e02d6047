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

use super::edges::Edges;
use super::lattice::SIDE;
use super::pen::{BOTTOM, LEFT, Labels, Pen, RIGHT, Style, TOP};
use super::ring::Ring;
use super::sheet::Sheet;
use geo::{LineString, Polygon};

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

#[cfg(test)]
#[path = "contour_tests.rs"]
mod tests;
