//! A packed R-tree over boxes that never change: who is near a place, what lies under a box.
//!
//! Used for street pieces (snapping), barrier edges and grid outlines. Items are sorted along a
//! Hilbert curve and packed sixteen to a node, so the tree is three flat arrays:
//!
//! ```text
//! items   [i3 i7 i1 ...]              item numbers in curve order
//! boxes   [leaf boxes | level 1 | ... | root]
//! levels  [first box of each level, ...]
//! ```
//!
//! Boxes are whole 1e-7 degrees, rounded outward, so a box never misses its item. Coordinates do
//! not wrap at the antimeridian.
//!
//! # References
//!
//! Kamel & Faloutsos, *Hilbert R-tree* (1994), for packing along a curve; Roussopoulos, Kelley &
//! Vincent, *Nearest neighbor queries* (1995), doi:10.1145/568271.223794, for the search.

use crate::LngLat;
use crate::column::Column;
use crate::geodesy::Plane;
use bytemuck::{Pod, Zeroable};
use rayon::prelude::*;

/// Children of a node.
const FAN: usize = 16;

/// A box on the map, in 1e-7 degrees: west, south, east, north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct Box7 {
    west: i32,
    south: i32,
    east: i32,
    north: i32,
}

impl Box7 {
    /// The smallest box around some coordinates in degrees.
    pub(crate) fn around(coords: impl IntoIterator<Item = geo::Coord>) -> Self {
        let nothing =
            Self { west: i32::MAX, south: i32::MAX, east: i32::MIN, north: i32::MIN };
        coords.into_iter().fold(nothing, |b, c| Self {
            west: b.west.min(floor(c.x * 1e7)),
            south: b.south.min(floor(c.y * 1e7)),
            east: b.east.max(ceil(c.x * 1e7)),
            north: b.north.max(ceil(c.y * 1e7)),
        })
    }

    fn join(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }

    /// Distance in meters from a place (in 1e-7 degrees) to this box, in the plane `scale` of
    /// meters per 1e-7 degree.
    fn distance(self, x: f64, y: f64, scale: Plane) -> f64 {
        let dx = (f64::from(self.west) - x).max(x - f64::from(self.east)).max(0.0);
        let dy = (f64::from(self.south) - y).max(y - f64::from(self.north)).max(0.0);
        let (dx, dy) = (dx * scale.x, dy * scale.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// Place of the box's middle on the Hilbert curve over the whole earth.
    fn curve(self) -> u64 {
        let middle = |low: i32, high: i32| {
            (i64::midpoint(low.into(), high.into()) + (1 << 31)) as u32
        };
        hilbert(middle(self.west, self.east), middle(self.south, self.north))
    }
}

/// The next whole number below; where processors cannot round, a library would be called for each
/// side of each box.
fn floor(value: f64) -> i32 {
    let whole = value as i32;
    whole.saturating_sub((f64::from(whole) > value).into())
}

/// The next whole number above.
fn ceil(value: f64) -> i32 {
    let whole = value as i32;
    whole.saturating_add((f64::from(whole) < value).into())
}

/// Place of a position on the Hilbert curve over the whole earth: near positions are near on it.
pub(crate) fn curve(at: LngLat) -> u64 {
    Box7::around([at.into()]).curve()
}

/// Place of a cell of the 2^32 x 2^32 lattice on the Hilbert curve: no jumps, so neighbors on the
/// curve always are neighbors on the map, and packed boxes stay small.
fn hilbert(mut x: u32, mut y: u32) -> u64 {
    let mut place = 0;
    for bit in (0..32).rev() {
        let (right, up) = (x >> bit & 1, y >> bit & 1);
        place = place << 2 | u64::from((3 * right) ^ up);
        if up == 0 {
            if right == 1 {
                (x, y) = (!x, !y);
            }
            std::mem::swap(&mut x, &mut y);
        }
    }
    place
}

/// The tree. Items are numbered by their place in the slice it was built from.
#[derive(Clone, Debug, Default)]
pub(crate) struct BoxTree {
    items: Column<u32>,
    boxes: Column<Box7>,
    /// First box of each level, leaves first; the last entry is the number of boxes.
    levels: Vec<usize>,
}

/// First box of each level of a tree over `leaves` items, and the number of boxes.
fn levels(leaves: usize) -> Vec<usize> {
    let mut levels = vec![0, leaves];
    let mut width = leaves;
    while width > 1 {
        width = width.div_ceil(FAN);
        levels.push(levels[levels.len() - 1] + width);
    }
    levels
}

impl BoxTree {
    /// Packs `(item, box)` pairs.
    ///
    /// # Cost
    ///
    /// A sort, then one pass; 20 bytes an item.
    pub(crate) fn new(entries: &[(u32, Box7)]) -> Self {
        let mut order: Vec<(u64, u32)> = entries
            .par_iter()
            .enumerate()
            .map(|(i, (_, b))| (b.curve(), i as u32))
            .collect();
        order.par_sort_unstable();
        let items = order.iter().map(|&(_, i)| entries[i as usize].0).collect();
        let mut boxes: Vec<Box7> =
            order.iter().map(|&(_, i)| entries[i as usize].1).collect();
        let levels = levels(boxes.len());
        for below in levels.windows(2).take(levels.len() - 2) {
            for first in (below[0]..below[1]).step_by(FAN) {
                let last = (first + FAN).min(below[1]);
                let joined = boxes[first..last].iter().copied().reduce(Box7::join);
                boxes.extend(joined);
            }
        }
        Self { items, boxes: Column::new(boxes), levels }
    }

    /// The tree of these items and boxes, if every box is that of its item, or around those below.
    pub(crate) fn checked(
        items: Column<u32>,
        boxes: Column<Box7>,
        of_item: impl Fn(u32) -> Box7 + Sync,
    ) -> Option<Self> {
        let levels = levels(items.len());
        if levels.last() != Some(&boxes.len()) {
            return None;
        }
        let tree = Self { items, boxes, levels };
        let leaf = |slot: usize| of_item(tree.items[slot]) == tree.boxes[slot];
        let leaves = tree.items.len();
        if !(0..leaves).into_par_iter().with_min_len(4096).all(leaf) {
            return None;
        }
        let around = |level: usize, node: usize| {
            let below = &tree.boxes[tree.children(level, node)];
            below.iter().copied().reduce(Box7::join) == Some(tree.boxes[node])
        };
        let whole = |level: usize| {
            (tree.levels[level]..tree.levels[level + 1]).all(|node| around(level, node))
        };
        (1..tree.levels.len() - 1).all(whole).then_some(tree)
    }

    /// The boxes, leaves first, in the order of the items.
    pub(crate) fn boxes(&self) -> &Column<Box7> {
        &self.boxes
    }

    /// Visits slots in about the order of their distance from `at`, as long as their box may be
    /// nearer than the bound; `visit` returns the new bound in meters.
    ///
    /// A slot is a place in [`BoxTree::items`]: neighbors there are neighbors on the map, so what
    /// a visitor needs is best kept in that order. Distances are those of the plane at the
    /// latitude of `at`.
    pub(crate) fn nearest(
        &self,
        at: LngLat,
        mut bound: f64,
        mut visit: impl FnMut(usize, f64) -> f64,
    ) {
        if self.items.is_empty() {
            return;
        }
        let plane = Plane::at(at.lat());
        let scale = Plane { x: plane.x * 1e-7, y: plane.y * 1e-7 };
        let (x, y) = (at.lng() * 1e7, at.lat() * 1e7);
        let root = self.levels.len() - 2;
        let mut stack: Vec<(f64, u32, u32)> = Vec::with_capacity(64);
        stack.push((0.0, root as u32, self.levels[root] as u32));
        while let Some((distance, level, node)) = stack.pop() {
            if distance > bound {
                continue;
            }
            let children = match level {
                0 => node as usize..node as usize + 1, // a tree of one item
                _ => self.children(level as usize, node as usize),
            };
            if level <= 1 {
                for child in children {
                    if self.boxes[child].distance(x, y, scale) <= bound {
                        bound = visit(child, bound);
                    }
                }
                continue;
            }
            let from = stack.len();
            for child in children {
                let distance = self.boxes[child].distance(x, y, scale);
                if distance <= bound {
                    stack.push((distance, level - 1, child as u32));
                }
            }
            stack[from..].sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        }
    }

    /// The items in the order in which the tree keeps them: what `nearest` calls slots.
    pub(crate) fn items(&self) -> &Column<u32> {
        &self.items
    }

    /// Visits every item whose box overlaps `window`, until `visit` returns false.
    pub(crate) fn overlapping(&self, window: Box7, mut visit: impl FnMut(u32) -> bool) {
        if self.items.is_empty() {
            return;
        }
        let root = self.levels.len() - 2;
        let mut stack = vec![(root, self.levels[root])];
        while let Some((level, node)) = stack.pop() {
            if !self.boxes[node].overlaps(window) {
                continue;
            }
            if level > 0 {
                stack.extend(self.children(level, node).map(|child| (level - 1, child)));
            } else if !visit(self.items[node]) {
                return;
            }
        }
    }

    fn children(&self, level: usize, node: usize) -> std::ops::Range<usize> {
        let first = self.levels[level - 1] + (node - self.levels[level]) * FAN;
        first..(first + FAN).min(self.levels[level])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lng: f64, lat: f64) -> LngLat {
        LngLat::new(lng, lat).unwrap()
    }

    /// A scatter of positions that needs no random numbers.
    fn scatter(n: u32) -> Vec<LngLat> {
        (0..n)
            .map(|i| {
                let (x, y) = (f64::from(i) * 0.754_877, f64::from(i) * 0.569_840);
                at(99.9 + x.fract() * 0.1, 24.5 + y.fract() * 0.1)
            })
            .collect()
    }

    fn tree(places: &[LngLat]) -> BoxTree {
        let entry = |(i, p): (usize, &LngLat)| (i as u32, Box7::around([(*p).into()]));
        BoxTree::new(&places.iter().enumerate().map(entry).collect::<Vec<_>>())
    }

    #[test]
    fn boxes_are_rounded_outward() {
        for value in [-1.8e9, -2.5, -2.0, -0.5, -0.0, 0.0, 0.3, 7.0, 7.999, 1.8e9, 1e300]
        {
            assert_eq!(floor(value), value.floor() as i32, "{value}");
            assert_eq!(ceil(value), value.ceil() as i32, "{value}");
            assert_eq!(floor(-value), (-value).floor() as i32, "{value}");
        }
    }

    #[test]
    fn the_curve_moves_one_cell_at_a_time() {
        let mut cells: Vec<(u64, u32, u32)> =
            (0..64).map(|i| (i % 8, i / 8)).map(|(x, y)| (hilbert(x, y), x, y)).collect();
        cells.sort_unstable();
        let step =
            |w: &[(u64, u32, u32)]| w[0].1.abs_diff(w[1].1) + w[0].2.abs_diff(w[1].2);
        assert!(cells.windows(2).all(|w| step(w) == 1 && w[0].0 + 1 == w[1].0));
    }

    #[test]
    fn the_nearest_equals_a_scan_for_any_size() {
        for n in [0, 1, 2, 16, 17, 256, 257, 1000] {
            let places = scatter(n);
            let tree = tree(&places);
            for &query in &scatter(50)[..] {
                let query = at(query.lng() + 0.0003, query.lat() - 0.0002);
                let distance =
                    |i: u32| crate::geodesy::piece_m(query, places[i as usize]);
                let mut best = (f64::INFINITY, u32::MAX);
                tree.nearest(query, f64::INFINITY, |slot, _| {
                    let i = tree.items()[slot];
                    best = if distance(i) < best.0 { (distance(i), i) } else { best };
                    best.0 * 1.001
                });
                let scan = (0..n).min_by(|&a, &b| distance(a).total_cmp(&distance(b)));
                assert_eq!((n > 0).then_some(best.1), scan);
            }
        }
    }

    #[test]
    fn overlapping_equals_a_scan() {
        let places = scatter(777);
        let window = Box7::around([at(99.93, 24.52).into(), at(99.95, 24.56).into()]);
        let mut found = Vec::new();
        tree(&places).overlapping(window, |i| {
            found.push(i);
            true
        });
        found.sort_unstable();
        let inside =
            |i: &u32| window.overlaps(Box7::around([places[*i as usize].into()]));
        assert_eq!(found, (0..777).filter(inside).collect::<Vec<_>>());
        assert!(!found.is_empty());
    }
}
