//! A square of lattice points tied to the streets at once.
//!
//! The pieces of street around a tile are fetched once, then sifted: what is farther from the
//! middle of a square than the nearest piece by more than the square is wide can be the nearest
//! of none of its points. Squares are quartered until a few pieces are left for a few points.
//! Every tie is the one that [`Network::snap`](crate::network::Network::snap) finds.

use super::lattice::{Point, ahead};
use super::local::{Local, Stretch};
use super::tile::{Ground, WIDE};
use crate::LngLat;
use crate::box_tree::Box7;
use crate::geodesy::Plane;
use crate::network::Snap;
use crate::network::draft::foot;
use crate::network::snap::slack;
use std::ops::Range;

/// Points along the side of a square that is not quartered any more.
const SMALL: usize = 4;
/// Pieces that need no sifting.
const FEW: usize = 3;
/// What distances in the plane of a tile are stretched by, to be on the safe side: well above its
/// error at any latitude where people live, and a centimeter for rounding.
fn safe(distance_m: f64) -> f64 {
    distance_m * 1.01 + 0.01
}

/// A piece of street by its number.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    piece: u32,
    stretch: Stretch,
}

/// The ties of the points of a tile, and of one more row and column.
pub(super) struct Square<'g, 'n> {
    ground: &'g Ground<'n>,
    corner: Point,
    local: Local,
    /// Nothing is tied farther away.
    farthest_m: f64,
    /// Whether there are barriers, behind which the nearest street may lie.
    walled: bool,
    /// Whether a tunnel or the like may be what a point is tied to.
    last_resort: bool,
    distances: Vec<f64>,
    snaps: Vec<Option<Snap>>,
}

impl<'g, 'n> Square<'g, 'n> {
    /// Ties the points from `corner` on, [`WIDE`] a row.
    ///
    /// Legs that are too long by no more than a step are found too.
    pub(super) fn snap(ground: &'g Ground<'n>, corner: Point) -> Vec<Option<Snap>> {
        let place = |steps| {
            let point = ahead(corner, steps);
            ground.lattice.between(point, point, 0.0)
        };
        let Some((low, high)) = place([0, 0]).zip(place([WIDE - 1, WIDE - 1])) else {
            return Self::one_by_one(ground, corner); // on the edge of the map
        };
        let farthest_m = ground.farthest_m(low.lat()).max(ground.farthest_m(high.lat()));
        let mut square = Self {
            ground,
            corner,
            local: Local::new(ground.lattice, corner),
            farthest_m,
            walled: !ground.barriers.shapes().is_empty(),
            last_resort: false,
            distances: Vec::new(),
            snaps: vec![None; WIDE * WIDE],
        };
        let candidates = square.candidates(low, high);
        square.sift(&candidates, [0..WIDE, 0..WIDE]);
        square.snaps
    }

    fn one_by_one(ground: &Ground<'_>, corner: Point) -> Vec<Option<Snap>> {
        let snap = |place: usize| {
            let at = ground.lattice.position(point_at(corner, place))?;
            ground.snap_within(at, ground.farthest_m(at.lat()))
        };
        (0..WIDE * WIDE).map(snap).collect()
    }

    /// The pieces around a box of the map.
    fn candidates(&mut self, low: LngLat, high: LngLat) -> Vec<Candidate> {
        let plane = Plane::at(low.lat().abs().max(high.lat().abs()));
        let around_m = safe(self.farthest_m);
        let (x, y) = (around_m / plane.x, around_m / plane.y);
        let window = Box7::around([
            geo::Coord { x: low.lng() - x, y: low.lat() - y },
            geo::Coord { x: high.lng() + x, y: high.lat() + y },
        ]);
        let network = self.ground.graph.network();
        let index = &network.walked.index;
        index.last_resort.overlapping(window, |_| self.last_resort = true);
        let mut candidates = Vec::new();
        index.ordinary.overlapping(window, |piece| {
            let stretch = self.local.stretch(network.base.piece_ends(piece));
            candidates.push(Candidate { piece, stretch });
        });
        candidates
    }

    fn sift(&mut self, candidates: &[Candidate], [columns, rows]: [Range<usize>; 2]) {
        let near = self.near(candidates, &columns, &rows);
        if near.is_empty() && !self.last_resort {
            return;
        }
        if near.len() <= FEW || columns.len().max(rows.len()) <= SMALL {
            for row in rows {
                for column in columns.clone() {
                    self.snaps[row * WIDE + column] = self.tie(&near, [column, row]);
                }
            }
            return;
        }
        let halves = |range: &Range<usize>| {
            let middle = usize::midpoint(range.start, range.end);
            [range.start..middle, middle..range.end]
        };
        for rows in halves(&rows) {
            for columns in halves(&columns) {
                if !rows.is_empty() && !columns.is_empty() {
                    self.sift(&near, [columns, rows.clone()]);
                }
            }
        }
    }

    /// The pieces that a point of a square may be tied to.
    fn near(
        &mut self,
        candidates: &[Candidate],
        columns: &Range<usize>,
        rows: &Range<usize>,
    ) -> Vec<Candidate> {
        let half = [columns, rows].map(|range| (range.len() - 1) as f64 / 2.0);
        let middle =
            self.local.at([columns.start as f64 + half[0], rows.start as f64 + half[1]]);
        let [x, y] = self.local.at(half);
        let radius_m = x.hypot(y);
        self.distances.clear();
        self.distances.extend(candidates.iter().map(|c| c.stretch.from(middle)));
        let mut farthest_m = safe(self.farthest_m + radius_m);
        if !self.walled {
            let nearest_m = self.distances.iter().copied().fold(f64::INFINITY, f64::min);
            farthest_m = farthest_m.min(safe(nearest_m + 2.0 * radius_m));
        }
        let near = candidates.iter().zip(&self.distances);
        near.filter(|(_, distance_m)| **distance_m <= farthest_m)
            .map(|(c, _)| *c)
            .collect()
    }

    /// The tie of one point, by rule 5.
    fn tie(&mut self, candidates: &[Candidate], steps: [usize; 2]) -> Option<Snap> {
        let ground = self.ground;
        let at = ground.lattice.position(ahead(self.corner, steps))?;
        if ground.barriers.hold(at) {
            return None;
        }
        let here = self.local.at(steps.map(|steps| steps as f64));
        self.distances.clear();
        self.distances.extend(candidates.iter().map(|c| c.stretch.from(here)));
        let mut sifted_m = safe(self.farthest_m);
        if !self.walled {
            let nearest_m = self.distances.iter().copied().fold(f64::INFINITY, f64::min);
            sifted_m = sifted_m.min(safe(nearest_m) + 0.01);
        }
        let within_m = self.farthest_m;
        let (mut best, mut bound_m) = (None::<Snap>, slack(within_m));
        let plane = Plane::at(at.lat());
        let network = ground.graph.network();
        for (candidate, distance_m) in candidates.iter().zip(&self.distances) {
            if *distance_m > sifted_m {
                continue;
            }
            let [a, b] = network.base.piece_ends(candidate.piece);
            let foot = foot(at, a, b, plane);
            if foot.distance_m > bound_m {
                continue;
            }
            let snap = network.snap_at(at, candidate.piece, foot.t, foot.at);
            let better = best.is_none_or(|best| snap.order() < best.order());
            if better && !ground.barriers.crossed_by(at, snap.at) {
                best = Some(snap);
                bound_m = bound_m.min(slack(snap.leg_m));
            }
        }
        best = best.filter(|best| best.leg_m <= within_m);
        // tunnels and the like are rare: they are looked for with all others
        let sure = best.is_some_and(|best| best.leg_m <= ground.max_snap_m);
        if sure || !self.last_resort { best } else { ground.snap_within(at, within_m) }
    }
}

/// The point at a place among those of a tile and one more row and column.
pub(super) fn point_at(corner: Point, place: usize) -> Point {
    ahead(corner, [place % WIDE, place / WIDE])
}
