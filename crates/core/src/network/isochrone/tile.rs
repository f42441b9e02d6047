//! What is known about a tile of the lattice before anybody walks: which street each point is
//! tied to, and where along its edges the tie changes.
//!
//! ```text
//! ties     run 7, ends 3-9   | run 8, ends 9-4 | ...     points tied to one run, side by side
//! points   12 13 76 77       | 14 15 78        | ...     places in the tile
//! to_ends  (leg + way to each end)
//! ```
//!
//! Points are tied as everywhere (rule 5); one whose leg is longer than `draw_reach`, or that lies
//! in a barrier, is tied to nothing.

use super::lattice::{Lattice, POINTS, Point, SIDE, TileKey, ahead, corner_of};
use super::local::{Local, Stretch};
use super::square::Square;
use crate::LngLat;
use crate::model::Barriers;
use crate::network::{Anchor, Graph, Network, Snap};
use crate::units::millimeters;

/// Points along a side, and one more for the edges that lead out of the tile.
pub(super) const WIDE: usize = SIDE + 1;
/// Halvings of an edge until its cut is known to 1/256.
const HALVINGS: usize = 8;

/// The points of a tile that are tied to a street.
#[derive(Clone, Debug, Default)]
pub(super) struct Tile {
    pub(super) ties: Vec<Tie>,
    /// Place of each point in the tile.
    pub(super) points: Vec<u16>,
    /// From the ends of its run to each point, leg included; `u32::MAX` where that may not be.
    pub(super) to_ends: Vec<[u32; 2]>,
    /// Position along the run, walked along it and against, and leg.
    pub(super) positions: Vec<[u32; 3]>,
    pub(super) cuts: Cuts,
}

/// Points tied to one run, or to one junction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    /// [`Anchor::NO_RUN`] for a junction.
    pub(super) run: u32,
    /// The vertices where labels are read.
    pub(super) ends: [u32; 2],
    /// End of its points; they begin where those of the tie before end.
    pub(super) end: u32,
}

/// Where the tie changes along the edges of a tile's points, in 1/256 of the edge; 0 where it
/// does not.
#[derive(Clone, Debug, Default)]
pub(super) struct Cuts {
    /// East, then north.
    shares: [Vec<u8>; 2],
}

impl Cuts {
    /// The share of the edge east (0) or north (1) of a point.
    #[inline]
    pub(super) fn share(&self, point: usize, axis: usize) -> Option<f64> {
        let share = self.shares[axis][point];
        (share != 0).then(|| f64::from(share) / 256.0)
    }
}

/// What decides how lattice points are tied.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground<'n> {
    pub(super) graph: &'n Graph,
    pub(super) barriers: &'n Barriers,
    pub(super) lattice: Lattice,
    pub(super) draw_reach_m: f64,
    pub(super) max_snap_m: f64,
}

impl Tile {
    /// Ties the points of a tile.
    ///
    /// # Cost
    ///
    /// O(log n) a point, and about as much an edge between two streets.
    pub(super) fn new(ground: &Ground<'_>, key: TileKey) -> Self {
        let corner = corner_of(key);
        let snaps = Square::snap(ground, corner);
        let anchors: Vec<Option<Anchor>> = (0..POINTS)
            .map(|point| {
                let snap = snaps[point / SIDE * WIDE + point % SIDE];
                ground.graph.target(&snap.filter(|snap| ground.reaches(snap))?)
            })
            .collect();
        let tied = (0_u16..).zip(&anchors);
        let mut order: Vec<(u32, u32, u16)> = tied
            .filter_map(|(point, anchor)| {
                let anchor = anchor.as_ref()?;
                Some((anchor.run, anchor.ends[0].0, point))
            })
            .collect();
        order.sort_unstable();
        let mut tile = Self { cuts: ground.cuts(corner, &snaps), ..Self::default() };
        for (_, _, point) in order {
            if let Some(anchor) = &anchors[usize::from(point)] {
                tile.add(point, anchor);
            }
        }
        tile
    }

    fn add(&mut self, point: u16, anchor: &Anchor) {
        let ends = anchor.ends.map(|(vertex, _)| vertex);
        let fits = |tie: &Tie| tie.run == anchor.run && tie.ends == ends;
        if !self.ties.last().is_some_and(fits) {
            self.ties.push(Tie { run: anchor.run, ends, end: 0 });
        }
        let leg = anchor.leg.0;
        self.points.push(point);
        self.to_ends.push(anchor.ends.map(|(_, (way, _))| way.saturating_add(leg)));
        self.positions.push([anchor.forward.0, anchor.backward.0, leg]);
        if let Some(tie) = self.ties.last_mut() {
            tie.end = self.points.len() as u32;
        }
    }
}

impl Ground<'_> {
    fn network(&self) -> &Network {
        self.graph.network()
    }

    fn reaches(&self, snap: &Snap) -> bool {
        snap.leg_mm() <= millimeters(self.draw_reach_m)
    }

    pub(super) fn snap_within(&self, at: LngLat, within_m: f64) -> Option<Snap> {
        self.network().snap_within(at, self.barriers, self.max_snap_m, within_m)
    }

    /// The longest leg that matters around latitude `lat`: one step beyond those that are drawn.
    pub(super) fn farthest_m(&self, lat: f64) -> f64 {
        self.draw_reach_m + 1.001 * self.lattice.diagonal_m(lat)
    }

    fn cuts(&self, corner: Point, snaps: &[Option<Snap>]) -> Cuts {
        let local = Local::new(self.lattice, corner);
        let shares = [[1, 0], [0, 1]].map(|toward: [usize; 2]| {
            let share = |point: usize| {
                let steps = [point % SIDE, point / SIDE];
                let next = [steps[0] + toward[0], steps[1] + toward[1]];
                let ends = [steps, next].map(|[x, y]| snaps[y * WIDE + x]);
                Edge { ground: self, local, corner, ends: [steps, next] }.cut(ends)
            };
            (0..POINTS).map(share).collect()
        });
        Cuts { shares }
    }
}

/// An edge of the lattice, by steps from the corner of its tile.
struct Edge<'g, 'n> {
    ground: &'g Ground<'n>,
    local: Local,
    corner: Point,
    ends: [[usize; 2]; 2],
}

impl Edge<'_, '_> {
    /// Where the tie changes, in 1/256; 0 where it does not.
    fn cut(self, snaps: [Option<Snap>; 2]) -> u8 {
        let tied = snaps.map(|snap| snap.filter(|snap| self.ground.reaches(snap)));
        let share = match tied {
            [None, None] => return 0,
            [Some(a), Some(b)] if a.piece == b.piece => return 0,
            [Some(a), Some(b)] => self.change([a, b]),
            [Some(_), None] => self.end(snaps),
            [None, Some(_)] => {
                let [a, b] = self.ends;
                1.0 - Self { ends: [b, a], ..self }.end([snaps[1], snaps[0]])
            }
        };
        (share * 256.0).round().clamp(1.0, 255.0) as u8
    }

    /// Where two pieces are as near, or where a wall stands between.
    fn change(&self, snaps: [Snap; 2]) -> f64 {
        let barriers = self.ground.barriers;
        if !barriers.shapes().is_empty()
            && let (Some(start), Some(end)) = (self.place(0.0), self.place(1.0))
            && barriers.crossed_by(start, end)
        {
            let free = |at: LngLat| !barriers.crossed_by(start, at);
            return last(|share| self.place(share).is_some_and(free));
        }
        let [a, b] = snaps.map(|snap| self.stretch(snap));
        root(|share| a.from(self.along(share)) - b.from(self.along(share)))
    }

    /// Where the edge leaves the reach of the streets.
    fn end(&self, snaps: [Option<Snap>; 2]) -> f64 {
        let ground = self.ground;
        if let ([Some(a), Some(b)], true) = (snaps, ground.barriers.shapes().is_empty()) {
            let [a, b] = [a, b].map(|snap| self.stretch(snap));
            return root(|share| {
                let at = self.along(share);
                a.from(at).min(b.from(at)) - ground.draw_reach_m
            });
        }
        last(|share| {
            let snap = |at| ground.snap_within(at, ground.draw_reach_m);
            self.place(share).and_then(snap).is_some()
        })
    }

    fn stretch(&self, snap: Snap) -> Stretch {
        self.local.stretch(self.ground.network().base.piece_ends(snap.piece))
    }

    /// The place at a share of the way, on the map.
    fn place(&self, share: f64) -> Option<LngLat> {
        let [from, to] = self.ends.map(|steps| ahead(self.corner, steps));
        self.ground.lattice.between(from, to, share)
    }

    /// The same in the plane of the tile.
    fn along(&self, share: f64) -> [f64; 2] {
        let [from, to] = self.ends.map(|steps| steps.map(|steps| steps as f64));
        self.local.at([0, 1].map(|axis| from[axis] + share * (to[axis] - from[axis])))
    }
}

/// Where a function that rises through zero between 0 and 1 does so, to about 1/1000: both
/// differences of distances and distances are nearly straight over a step.
///
/// Dowell & Jarratt, *A modified regula falsi method* (1971), doi:10.1007/BF01934364.
fn root(function: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    let (mut at_low, mut at_high) = (function(low), function(high));
    if at_low >= 0.0 || at_high <= 0.0 {
        return if at_low >= 0.0 { low } else { high };
    }
    for _ in 0..HALVINGS {
        let middle = (low * at_high - high * at_low) / (at_high - at_low);
        let value = function(middle);
        if value.abs() < 0.005 * (at_high - at_low).min(1.0) {
            return middle;
        }
        if value < 0.0 {
            (low, at_low, at_high) = (middle, value, at_high / 2.0);
        } else {
            (high, at_high, at_low) = (middle, value, at_low / 2.0);
        }
    }
    f64::midpoint(low, high)
}

/// The last share at which `holds`, which is true at 0 and changes once.
fn last(holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        *(if holds(middle) { &mut low } else { &mut high }) = middle;
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
#[path = "tile_tests.rs"]
mod tests;
