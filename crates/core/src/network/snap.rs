//! Tying a position to the streets (rule 5).
//!
//! A point is tied to the nearest point of the nearest usable street that its leg can reach
//! without crossing a declared barrier. Every straight piece of a street is a candidate with its
//! own nearest point; legs are compared in whole millimeters, ties go to the street that comes
//! first in the input, then to the lower position along it.

use super::admission::Class;
use super::draft::{foot, tree_of};
use super::{Base, Network};
use crate::LngLat;
use crate::box_tree::{Box7, BoxTree, curve};
use crate::column::Column;
use crate::geodesy::{Plane, piece_m};
use crate::model::Barriers;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// No leg is longer: what lies further from any street is on another island of the world.
const FARTHEST_M: f64 = 1_000_000.0;
/// Looked at first: most people live nearer to a street, and a small bound prunes early.
const NEAR_M: f64 = 100.0;
/// How much the plane at a point may understate a leg, for pruning: well above the error of the
/// plane at 20 km, and a millimeter for rounding.
const PLANE_SLACK: f64 = 1.001;

/// The bound, in the plane at a point, that a leg of `leg_m` leaves to others.
pub(super) fn slack(leg_m: f64) -> f64 {
    leg_m * PLANE_SLACK + 0.001
}

/// Street pieces by the part they play in snapping.
#[derive(Clone, Debug)]
pub(crate) struct SnapIndex {
    pub(super) ordinary: Pieces,
    /// Tunnels and the like: only if nothing else lies within `max_snap`.
    pub(super) last_resort: Pieces,
    /// Streets of components too small to be used.
    pub(super) islands: Pieces,
}

impl SnapIndex {
    /// Indexes the pieces of all streets that are not closed.
    pub(super) fn new(base: &Base, classes: &[Class]) -> Self {
        let of = |class: Class| {
            let streets = (0..classes.len()).filter(|&s| classes[s] == class);
            let ends_of = |piece| base.piece_ends(piece);
            Pieces::new(tree_of(streets.map(|s| base.vertices_of(s)), ends_of), ends_of)
        };
        Self {
            ordinary: of(Class::Ordinary),
            last_resort: of(Class::LastResort),
            islands: of(Class::Island),
        }
    }
}

impl SnapIndex {
    /// The pieces of a class; of closed streets there are none, and islands stand for them.
    pub(super) fn of(&self, class: Class) -> &Pieces {
        match class {
            Class::Ordinary => &self.ordinary,
            Class::LastResort => &self.last_resort,
            Class::Island | Class::Closed => &self.islands,
        }
    }
}

/// Pieces of street in a tree, their ends beside them.
#[derive(Clone, Debug)]
pub(crate) struct Pieces {
    pub(super) tree: BoxTree,
    /// By slot of the tree.
    pub(super) ends: Column<[LngLat; 2]>,
}

impl Pieces {
    pub(super) fn new(tree: BoxTree, ends_of: impl Fn(u32) -> [LngLat; 2]) -> Self {
        let ends = tree.items().iter().map(|&piece| ends_of(piece)).collect();
        Self { tree, ends }
    }

    /// Visits the pieces whose box overlaps a window.
    pub(super) fn overlapping(&self, window: Box7, mut visit: impl FnMut(u32)) {
        self.tree.overlapping(window, |piece| {
            visit(piece);
            true
        });
    }
}

/// Where a position is tied to the streets.
///
/// It holds for every speed and unit: [`Graph::seed`](super::Graph::seed) and
/// [`Graph::target`](super::Graph::target) turn it into whole units.
///
/// # Units
///
/// Meters along the street as drawn, and meters of leg, both geodesic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Snap {
    /// The piece of street.
    pub piece: u32,
    /// Meters from the start of the street.
    pub along_m: f64,
    /// The node, if the foot is one.
    pub node: Option<u32>,
    /// The foot on the street.
    pub at: LngLat,
    /// Length of the leg in meters.
    pub leg_m: f64,
}

impl Snap {
    /// Length of the leg in whole millimeters.
    #[must_use]
    pub fn leg_mm(&self) -> u64 {
        crate::units::millimeters(self.leg_m)
    }

    /// What decides between two candidates: pieces are numbered in input order, and along a
    /// street by position.
    pub(super) fn order(&self) -> (u64, u32) {
        (self.leg_mm(), self.piece)
    }
}

impl Network {
    /// Ties a position to the nearest usable street that its leg can reach.
    ///
    /// # Units
    ///
    /// `max_snap_m` in meters: beyond it, streets of last resort compete too.
    ///
    /// # Cost
    ///
    /// O(log n) for positions near a street.
    #[must_use]
    pub fn snap(&self, at: LngLat, barriers: &Barriers, max_snap_m: f64) -> Option<Snap> {
        let best = self.nearest_on(&self.walked.index.ordinary, at, barriers, None);
        if best.is_some_and(|snap| snap.leg_m <= max_snap_m) {
            return best;
        }
        self.nearest_on(&self.walked.index.last_resort, at, barriers, best)
    }

    /// Ties many positions, as [`Network::snap`] does each, in the order given.
    ///
    /// # Cost
    ///
    /// They are visited along a space-filling curve, so that neighbors find the streets that the
    /// last one looked at still in cache; on all threads.
    #[must_use]
    pub fn snap_all(
        &self,
        places: &[LngLat],
        barriers: &Barriers,
        max_snap_m: f64,
    ) -> Vec<Option<Snap>> {
        let mut order: Vec<(u64, u32)> =
            (0..).zip(places).map(|(place, &at)| (curve(at), place)).collect();
        order.par_sort_unstable();
        let snap = |&(_, place): &(u64, u32)| {
            self.snap(places[place as usize], barriers, max_snap_m)
        };
        let found: Vec<Option<Snap>> = order.par_iter().map(snap).collect();
        let mut snaps = vec![None; places.len()];
        for ((_, place), snap) in order.into_iter().zip(found) {
            snaps[place as usize] = snap;
        }
        snaps
    }

    /// The nearest point of every ordinary street within `bound_m` that a leg can reach, nearest
    /// first; to each of them the position could be tied, were it not nearer to another.
    #[must_use]
    pub fn snaps_within(
        &self,
        at: LngLat,
        barriers: &Barriers,
        bound_m: f64,
    ) -> Vec<Snap> {
        let (pieces, plane) = (&self.walked.index.ordinary, Plane::at(at.lat()));
        let mut best: FxHashMap<usize, Snap> = FxHashMap::default();
        pieces.tree.nearest(at, slack(bound_m), |slot, bound| {
            let [a, b] = pieces.ends[slot];
            let foot = foot(at, a, b, plane);
            let snap = self.snap_at(at, pieces.tree.items()[slot], foot.t, foot.at);
            if snap.leg_m <= bound_m && !barriers.crossed_by(at, snap.at) {
                let known = best.entry(self.street_of(snap.piece)).or_insert(snap);
                if snap.order() < known.order() {
                    *known = snap;
                }
            }
            bound
        });
        let mut snaps: Vec<Snap> = best.into_values().collect();
        snaps.sort_unstable_by_key(Snap::order);
        snaps
    }

    /// As [`Network::snap`] says, if the leg is at most `within_m`; cheaper where it is small.
    pub(super) fn snap_within(
        &self,
        at: LngLat,
        barriers: &Barriers,
        max_snap_m: f64,
        within_m: f64,
    ) -> Option<Snap> {
        if barriers.hold(at) {
            return None;
        }
        let index = &self.walked.index;
        let near = |pieces, best| {
            self.nearest_within(pieces, at, barriers, best, slack(within_m))
                .filter(|snap| snap.leg_m <= within_m)
        };
        let ordinary = near(&index.ordinary, None);
        if ordinary.is_some_and(|snap| snap.leg_m <= max_snap_m) {
            return ordinary;
        }
        near(&index.last_resort, ordinary)?;
        // an ordinary street farther away may rule it out
        self.snap(at, barriers, max_snap_m).filter(|snap| snap.leg_m <= within_m)
    }

    /// The leg to the nearest street on an island, which is not used, in millimeters.
    #[must_use]
    pub fn island_leg_mm(&self, at: LngLat, barriers: &Barriers) -> Option<u64> {
        self.nearest_on(&self.walked.index.islands, at, barriers, None)
            .map(|snap| snap.leg_mm())
    }

    fn nearest_on(
        &self,
        pieces: &Pieces,
        at: LngLat,
        barriers: &Barriers,
        best: Option<Snap>,
    ) -> Option<Snap> {
        if barriers.hold(at) {
            return None;
        }
        let near = |bound| self.nearest_within(pieces, at, barriers, best, bound);
        if let Some(best) = best {
            return near(slack(best.leg_m));
        }
        // near its edge, the bound itself might hide the better of two
        let sure = |snap: &Snap| slack(snap.leg_m) <= NEAR_M;
        near(NEAR_M).filter(sure).or_else(|| near(FARTHEST_M))
    }

    fn nearest_within(
        &self,
        pieces: &Pieces,
        at: LngLat,
        barriers: &Barriers,
        mut best: Option<Snap>,
        bound: f64,
    ) -> Option<Snap> {
        let plane = Plane::at(at.lat());
        pieces.tree.nearest(at, bound, |slot, bound| {
            let [a, b] = pieces.ends[slot];
            let foot = foot(at, a, b, plane);
            if foot.distance_m > bound {
                return bound;
            }
            let snap = self.snap_at(at, pieces.tree.items()[slot], foot.t, foot.at);
            let better = best.is_none_or(|best| snap.order() < best.order());
            if better && !barriers.crossed_by(at, snap.at) {
                best = Some(snap);
            }
            best.map_or(bound, |best| bound.min(slack(best.leg_m)))
        });
        best
    }

    pub(super) fn snap_at(&self, at: LngLat, piece: u32, t: f64, foot: LngLat) -> Snap {
        let (from, to) =
            (self.base.along[piece as usize], self.base.along[piece as usize + 1]);
        let [a, b] = self.base.piece_nodes(piece);
        let (along_m, node) = match t {
            t if t <= 0.0 => (from, Some(a)),
            t if t >= 1.0 => (to, Some(b)),
            t => (from + t * (to - from), None),
        };
        Snap { piece, along_m, node, at: foot, leg_m: piece_m(at, foot) }
    }
}
