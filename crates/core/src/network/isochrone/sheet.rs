//! The field of one drawing: a time, and a station, for every lattice point in reach.
//!
//! ```text
//! directory   . . . . .        block of each tile, 0 where there is none;
//!             . 1 2 3 .        a margin of empty tiles lies all around
//!             . 4 5 . .
//!             . . . . .
//! values      [block 0 | block 1 | ...]     POINTS times each, NEVER where nobody comes
//! ```
//!
//! Memory follows what is reached, not the box around it (but for four bytes a tile).

use super::crossing::NEVER;
use super::lattice::{POINTS, Point, SIDE, TileKey, corner_of, tile_of};
use super::tile::Cuts;
use std::ops::Range;

/// The owner of a point that no station reaches.
pub(super) const NOBODY: u32 = u32::MAX;

/// Times and owners of lattice points.
#[derive(Debug, Default)]
pub(super) struct Sheet<'c> {
    first: TileKey,
    /// Tiles from west to east, and from south to north.
    pub(super) size: [usize; 2],
    directory: Vec<u32>,
    /// Where ties change, by block.
    cuts: Vec<Option<&'c Cuts>>,
    values: Vec<u32>,
    /// Empty where all stations are drawn as one.
    owners: Vec<u32>,
    owned: bool,
}

/// Which tiles a sheet may hold, margin included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) low: TileKey,
    pub(super) high: TileKey,
}

impl Frame {
    /// The frame around some tiles; `None` around none.
    pub(super) fn around(tiles: impl IntoIterator<Item = TileKey>) -> Option<Self> {
        let join = |frame: Self, next: Self| Self {
            low: [0, 1].map(|axis| frame.low[axis].min(next.low[axis])),
            high: [0, 1].map(|axis| frame.high[axis].max(next.high[axis])),
        };
        let alone = |tile: TileKey| Self {
            low: tile.map(|index| index - 1),
            high: tile.map(|index| index + 1),
        };
        tiles.into_iter().map(alone).reduce(join)
    }
}

impl<'c> Sheet<'c> {
    /// Wipes the sheet and sets its frame; `owned` if points have owners.
    pub(super) fn open(&mut self, frame: Frame, owned: bool) {
        self.owned = owned;
        self.first = frame.low;
        self.size = [0, 1].map(|axis| (frame.high[axis] - frame.low[axis] + 1) as usize);
        self.directory.clear();
        self.directory.resize(self.size[0] * self.size[1], 0);
        self.cuts.clear();
        self.values.clear();
        self.owners.clear();
        self.add_block(None);
    }

    fn add_block(&mut self, cuts: Option<&'c Cuts>) -> usize {
        self.cuts.push(cuts);
        self.values.resize(self.cuts.len() * POINTS, NEVER);
        if self.owned {
            self.owners.resize(self.cuts.len() * POINTS, NOBODY);
        }
        self.cuts.len() - 1
    }

    /// The block of a tile inside the margin, made if there is none.
    pub(super) fn block_for(
        &mut self,
        tile: TileKey,
        cuts: impl FnOnce() -> Option<&'c Cuts>,
    ) -> usize {
        let at = self.place(tile);
        if self.directory[at] == 0 {
            self.directory[at] = self.add_block(cuts()) as u32;
        }
        self.directory[at] as usize
    }

    fn place(&self, tile: TileKey) -> usize {
        let [x, y] = [0, 1].map(|axis| (tile[axis] - self.first[axis]) as usize);
        y * self.size[0] + x
    }

    /// The block of a tile, if there is one.
    pub(super) fn block_of(&self, tile: TileKey) -> Option<usize> {
        let inside = |axis: usize| {
            let from = tile[axis] - self.first[axis];
            usize::try_from(from).is_ok_and(|from| from < self.size[axis])
        };
        let block = (inside(0) && inside(1)).then(|| self.directory[self.place(tile)])?;
        (block != 0).then_some(block as usize)
    }

    /// Times and owners of a block, to be filled; no owners where all are drawn as one.
    pub(super) fn block_mut(&mut self, block: usize) -> (&mut [u32], &mut [u32]) {
        let range = block * POINTS..(block + 1) * POINTS;
        let owners = if self.owned { range.clone() } else { 0..0 };
        (&mut self.values[range], &mut self.owners[owners])
    }

    /// Gives a point of a block a time and an owner.
    pub(super) fn set(&mut self, point: Point, time: u32, owner: u32) {
        let tile = tile_of(point);
        let Some(block) = self.block_of(tile) else { return };
        let corner = corner_of(tile);
        let [x, y] = [0, 1].map(|axis| (point[axis] - corner[axis]) as usize);
        let (values, owners) = self.block_mut(block);
        values[y * SIDE + x] = time;
        if let Some(known) = owners.get_mut(y * SIDE + x) {
            *known = owner;
        }
    }

    /// The time of a point.
    pub(super) fn get(&self, point: Point) -> u32 {
        let tile = tile_of(point);
        let corner = corner_of(tile);
        let [x, y] = [0, 1].map(|axis| (point[axis] - corner[axis]) as usize);
        self.block_of(tile)
            .map_or(NEVER, |block| self.values[block * POINTS + y * SIDE + x])
    }

    /// Makes room west of every point in the first column of its tile: the edges between belong
    /// to the western tile.
    pub(super) fn close(&mut self) {
        for place in 0..self.directory.len() {
            let block = self.directory[place] as usize;
            let filled = || {
                let values = &self.values[block * POINTS..(block + 1) * POINTS];
                values.iter().step_by(SIDE).any(|&value| value != NEVER)
            };
            if block != 0 && self.directory[place - 1] == 0 && filled() {
                self.directory[place - 1] = self.add_block(None) as u32;
            }
        }
    }

    /// Number of blocks, the empty one included.
    pub(super) fn blocks(&self) -> usize {
        self.cuts.len()
    }

    /// The blocks of a row of tiles, from west to east.
    pub(super) fn tile_row(&self, row: usize) -> &[u32] {
        &self.directory[row * self.size[0]..(row + 1) * self.size[0]]
    }

    /// Where a row of a block lies among all points.
    pub(super) fn row(block: usize, row: usize) -> Range<usize> {
        let from = block * POINTS + row * SIDE;
        from..from + SIDE
    }

    /// All times, block after block.
    pub(super) fn values(&self) -> &[u32] {
        &self.values
    }

    /// The owners of all points, block after block.
    pub(super) fn owners(&self) -> &[u32] {
        &self.owners
    }

    /// Place of a point among all, by column and row from the south-west of the frame.
    #[inline]
    pub(super) fn index(&self, [x, y]: [usize; 2]) -> usize {
        let block = self.directory[y / SIDE * self.size[0] + x / SIDE] as usize;
        block * POINTS + y % SIDE * SIDE + x % SIDE
    }

    /// Where the tie changes on the edge from a point east (0) or north (1).
    #[inline]
    pub(super) fn cut(&self, index: usize, axis: usize) -> Option<f64> {
        self.cuts[index / POINTS].and_then(|cuts| cuts.share(index % POINTS, axis))
    }

    /// The lattice point in the south-west of the frame.
    pub(super) fn corner(&self) -> Point {
        corner_of(self.first)
    }
}
