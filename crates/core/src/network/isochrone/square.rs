//! A square of lattice points tied to the streets at once.
//!
//! The pieces of street around a tile are fetched once, then sifted: what is farther from the
//! middle of a square than the nearest piece by more than the square is wide can be the nearest
//! of none of its points. Squares are quartered until a few pieces are left for a few points.
//! Every tie is the one that [`Network::snap`](crate::network::Network::snap) finds.

use super::lattice::Point;
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
/// Share by which distances around a place are taken too long, to be on the safe side.
const SAFE: f64 = 1.01;

/// A piece of street with its ends.
#[derive(Clone, Copy, Debug)]
struct Piece {
    piece: u32,
    ends: [LngLat; 2],
    /// From the middle of the square.
    distance_m: f64,
}

/// The ties of the points of a tile, and of one more row and column.
pub(super) struct Square<'g, 'n> {
    ground: &'g Ground<'n>,
    corner: Point,
    /// Nothing is tied farther away, in the plane at a point.
    bound_m: f64,
    /// Whether a tunnel or the like may be what a point is tied to.
    last_resort: bool,
    snaps: Vec<Option<Snap>>,
}

impl<'g, 'n> Square<'g, 'n> {
    /// Ties the points from `corner` on, [`WIDE`] a row.
    ///
    /// Legs that are too long by no more than a step are found too.
    pub(super) fn snap(ground: &'g Ground<'n>, corner: Point) -> Vec<Option<Snap>> {
        let snaps = vec![None; WIDE * WIDE];
        let far = corner.map(|index| index + WIDE as i32 - 1);
        let place = |point: Point| ground.lattice.between(point, point, 0.0);
        let Some((low, high)) = place(corner).zip(place(far)) else {
            return Self::one_by_one(ground, corner); // on the edge of the map
        };
        let bound_m = slack(ground.farthest_m(low.lat()));
        let plane = Plane::at(low.lat().abs().max(high.lat().abs()));
        let (x, y) = (SAFE * bound_m / plane.x, SAFE * bound_m / plane.y);
        let window = Box7::around([
            geo::Coord { x: low.lng() - x, y: low.lat() - y },
            geo::Coord { x: high.lng() + x, y: high.lat() + y },
        ]);
        let network = ground.graph.network();
        let index = &network.walked.index;
        let mut last_resort = false;
        index.last_resort.overlapping(window, |_| last_resort = true);
        let mut pieces = Vec::new();
        index.ordinary.overlapping(window, |piece| {
            let ends = network.base.piece_ends(piece);
            pieces.push(Piece { piece, ends, distance_m: 0.0 });
        });
        let mut square = Self { ground, corner, bound_m, last_resort, snaps };
        square.sift(&pieces, [0..WIDE, 0..WIDE]);
        square.snaps
    }

    fn one_by_one(ground: &Ground<'_>, corner: Point) -> Vec<Option<Snap>> {
        let snap = |place: usize| {
            let at = ground.lattice.position(point_at(corner, place))?;
            ground.snap_within(at, ground.farthest_m(at.lat()))
        };
        (0..WIDE * WIDE).map(snap).collect()
    }

    fn sift(&mut self, pieces: &[Piece], [columns, rows]: [Range<usize>; 2]) {
        let (near, all) = self.near(pieces, &columns, &rows);
        if near.is_empty() && !self.last_resort {
            return;
        }
        if all || columns.len().max(rows.len()) <= SMALL {
            for row in rows {
                for column in columns.clone() {
                    let place = row * WIDE + column;
                    self.snaps[place] = self.tie(&near, place);
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

    /// The pieces that a point of a square may be tied to, the nearest first; and whether
    /// quartering it would sift no further.
    fn near(
        &self,
        pieces: &[Piece],
        columns: &Range<usize>,
        rows: &Range<usize>,
    ) -> (Vec<Piece>, bool) {
        let lattice = self.ground.lattice;
        let low = point_at(self.corner, rows.start * WIDE + columns.start);
        let high = point_at(self.corner, (rows.end - 1) * WIDE + columns.end - 1);
        let Some(middle) = lattice.between(low, high, 0.5) else {
            return (pieces.to_vec(), true);
        };
        let plane = Plane::at(middle.lat());
        let radius_m = lattice
            .between(low, low, 0.0)
            .map_or(f64::INFINITY, |at| SAFE * crate::geodesy::piece_m(at, middle));
        let mut nearest_m = f64::INFINITY;
        let away = |piece: &Piece| {
            let [a, b] = piece.ends;
            let distance_m = foot(middle, a, b, plane).distance_m;
            nearest_m = nearest_m.min(distance_m);
            Piece { distance_m, ..*piece }
        };
        let mut near: Vec<Piece> = pieces.iter().map(away).collect();
        let mut farthest_m = SAFE * self.bound_m + radius_m;
        if self.ground.barriers.shapes().is_empty() {
            farthest_m = farthest_m.min(slack(SAFE * nearest_m + 2.0 * radius_m));
        }
        near.retain(|piece| piece.distance_m <= farthest_m);
        near.sort_unstable_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
        let all = near.len() <= 2;
        (near, all)
    }

    /// The tie of one point, by rule 5.
    fn tie(&self, pieces: &[Piece], place: usize) -> Option<Snap> {
        let ground = self.ground;
        let at = ground.lattice.position(point_at(self.corner, place))?;
        if ground.barriers.hold(at) {
            return None;
        }
        let plane = Plane::at(at.lat());
        let mut best: Option<Snap> = None;
        let mut bound_m = self.bound_m;
        for piece in pieces {
            let [a, b] = piece.ends;
            let foot = foot(at, a, b, plane);
            if foot.distance_m > bound_m {
                continue;
            }
            let snap = ground.graph.network().snap_at(at, piece.piece, foot.t, foot.at);
            let better = best.is_none_or(|best| snap.order() < best.order());
            if better && !ground.barriers.crossed_by(at, snap.at) {
                best = Some(snap);
                bound_m = bound_m.min(slack(snap.leg_m));
            }
        }
        let within_m = ground.farthest_m(at.lat());
        best = best.filter(|best| best.leg_m <= within_m);
        // tunnels and the like are rare: they are looked for with all others
        let sure = best.is_some_and(|best| best.leg_m <= ground.max_snap_m);
        if sure || !self.last_resort { best } else { ground.snap_within(at, within_m) }
    }
}

pub(super) fn point_at(corner: Point, place: usize) -> Point {
    [corner[0] + (place % WIDE) as i32, corner[1] + (place / WIDE) as i32]
}
