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

use super::lattice::{Lattice, POINTS, Point, SIDE, TileKey, corner_of};
use crate::LngLat;
use crate::geodesy::Plane;
use crate::model::Barriers;
use crate::network::draft::foot;
use crate::network::{Anchor, Graph, Network, Snap};
use crate::units::millimeters;

/// Points along a side, and one more for the edges that lead out of the tile.
const WIDE: usize = SIDE + 1;
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
        let snaps = ground.snap_all(corner);
        let mut anchors: Vec<(u16, Anchor)> = (0..POINTS)
            .filter_map(|point| {
                let snap = snaps[point / SIDE * WIDE + point % SIDE]?;
                let tied = ground.reaches(&snap);
                Some((point as u16, ground.graph.target(&snap).filter(|_| tied)?))
            })
            .collect();
        anchors.sort_by_key(|(_, anchor)| (anchor.run, anchor.ends[0].0));
        let mut tile = Self { cuts: ground.cuts(corner, &snaps), ..Self::default() };
        for (point, anchor) in anchors {
            tile.add(point, &anchor);
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

    fn snap_within(&self, at: LngLat, within_m: f64) -> Option<Snap> {
        self.network().snap_within(at, self.barriers, self.max_snap_m, within_m)
    }

    /// Ties of all points of a tile, and of those one step beyond in the east and the north;
    /// also legs that are too long by no more than a step.
    fn snap_all(&self, corner: Point) -> Vec<Option<Snap>> {
        let mut snaps: Vec<Option<Snap>> = Vec::with_capacity(WIDE * WIDE);
        for place in 0..WIDE * WIDE {
            let point = point_at(corner, place);
            snaps.push(self.lattice.position(point).and_then(|at| {
                let step_m = 1.001 * self.lattice.diagonal_m(at.lat());
                let mut within_m = self.draw_reach_m + step_m;
                // a leg is no longer than that of a neighbor and the step there
                if self.barriers.shapes().is_empty() {
                    let neighbors = [(place % WIDE != 0, 1), (place >= WIDE, WIDE)];
                    for (exists, back) in neighbors {
                        let leg = exists.then(|| snaps[place - back]).flatten();
                        let bound = leg.map_or(within_m, |snap| snap.leg_m + step_m);
                        within_m = within_m.min(bound);
                    }
                }
                self.snap_within(at, within_m)
            }));
        }
        snaps
    }

    fn cuts(&self, corner: Point, snaps: &[Option<Snap>]) -> Cuts {
        let shares = [1, WIDE].map(|ahead| {
            let share = |point: usize| {
                let place = point / SIDE * WIDE + point % SIDE;
                let ends = [place, place + ahead];
                self.cut(
                    ends.map(|end| point_at(corner, end)),
                    ends.map(|end| snaps[end]),
                )
            };
            (0..POINTS).map(share).collect()
        });
        Cuts { shares }
    }

    /// Where the tie changes along an edge, in 1/256; 0 where it does not.
    fn cut(&self, edge: [Point; 2], snaps: [Option<Snap>; 2]) -> u8 {
        let tied = snaps.map(|snap| snap.filter(|snap| self.reaches(snap)));
        let share = match tied {
            [None, None] => return 0,
            [Some(a), Some(b)] if a.piece == b.piece => return 0,
            [Some(a), Some(b)] => self.change(edge, [a, b]),
            [Some(_), None] => self.end(edge, snaps),
            [None, Some(_)] => {
                let [a, b] = edge;
                1.0 - self.end([b, a], [snaps[1], snaps[0]])
            }
        };
        (share * 256.0).round().clamp(1.0, 255.0) as u8
    }

    /// Where two pieces are as near, or where a wall stands between.
    fn change(&self, [from, to]: [Point; 2], [a, b]: [Snap; 2]) -> f64 {
        let place = |share| self.lattice.between(from, to, share);
        if !self.barriers.shapes().is_empty()
            && let (Some(start), Some(end)) = (place(0.0), place(1.0))
            && self.barriers.crossed_by(start, end)
        {
            let free = |share| {
                place(share).is_some_and(|at| !self.barriers.crossed_by(start, at))
            };
            return last(free);
        }
        let nearer = |share| {
            place(share).is_some_and(|at| self.to_piece(at, a) <= self.to_piece(at, b))
        };
        last(nearer)
    }

    /// Where an edge leaves the reach of the streets.
    fn end(&self, [from, to]: [Point; 2], snaps: [Option<Snap>; 2]) -> f64 {
        let place = |share| self.lattice.between(from, to, share);
        if let ([Some(a), Some(b)], true) = (snaps, self.barriers.shapes().is_empty()) {
            let near = |at| self.to_piece(at, a).min(self.to_piece(at, b));
            return last(|share| {
                place(share).is_some_and(|at| near(at) <= self.draw_reach_m)
            });
        }
        last(|share| {
            let snap = |at| self.snap_within(at, self.draw_reach_m);
            place(share).and_then(snap).is_some()
        })
    }

    fn to_piece(&self, at: LngLat, snap: Snap) -> f64 {
        let positions = self.network().positions();
        let ends = self.network().piece_nodes(snap.piece);
        let [a, b] = ends.map(|node| positions[node as usize]);
        foot(at, a, b, Plane::at(at.lat())).distance_m
    }
}

fn point_at(corner: Point, place: usize) -> Point {
    [corner[0] + (place % WIDE) as i32, corner[1] + (place / WIDE) as i32]
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
