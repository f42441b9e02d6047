//! Which uncovered places belong together (rule 16).
//!
//! Places are joined where their polygons share a piece of border, or where they lie within
//! `gap_join` of each other along the streets. The second is single linkage: instead of all
//! pairs, one search from all places at once gives each stretch of street its nearest place, and
//! only neighbors across a border between two such stretches are compared. That joins the same
//! sets, since a shortest link between two sets always leads across such a border.
//!
//! # References
//!
//! Mehlhorn, *A faster approximation algorithm for the Steiner problem in graphs* (1988),
//! doi:10.1016/0020-0190(88)90066-X, lemma 1: the minimum spanning tree lies in that graph.

use super::border::share_border;
use crate::model::{Demand, Profile};
use crate::network::{
    Anchor, DisjointSets, Graph, Heading, Label, Network, Scratch, Snap, seeds_of,
};
use crate::straight::StationIndex;
use crate::table::Pairing;
use crate::units::{Unit, millimeters, whole};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Joins uncovered places into connected sets.
#[derive(Debug)]
pub(crate) struct Joiner {
    /// Absent where there are no streets: then places join straight.
    streets: Option<Streets>,
}

/// The streets in meters, whatever the run: no profile walks here.
#[derive(Debug)]
pub(super) struct Streets {
    graph: Arc<Graph>,
    /// By demand point, legs not counted.
    anchors: Arc<Vec<Option<Anchor>>>,
}

impl Streets {
    fn anchor(graph: &Graph, snap: Option<&Snap>) -> Option<Anchor> {
        Some(Anchor { leg: (0, 0), ..graph.seed(snap?)? })
    }
}

impl Joiner {
    /// Ready to join demand points, of which `snaps` has one each.
    pub(crate) fn new(network: Option<&Network>, snaps: &[Option<Snap>]) -> Self {
        let streets = network.map(|network| {
            let profile = Profile::default();
            let graph = Graph::new(network, Unit::Millimeters, &profile, Heading::Either);
            let anchor = |snap: &Option<Snap>| Streets::anchor(&graph, snap.as_ref());
            let anchors = Arc::new(snaps.par_iter().map(anchor).collect());
            Streets { graph: Arc::new(graph), anchors }
        });
        Self { streets }
    }

    /// The same streets with other demand, which is paired with that of here.
    pub(crate) fn with(&self, pairing: &Pairing, snaps: &[Option<Snap>]) -> Self {
        let with = |streets: &Streets| {
            let graph = &streets.graph;
            let anchor = |&p: &u32| Streets::anchor(graph, snaps[p as usize].as_ref());
            let fresh = |fresh: &[u32]| fresh.iter().map(anchor).collect();
            let anchors = pairing.carry(&streets.anchors, fresh);
            Streets { graph: Arc::clone(graph), anchors }
        };
        Self { streets: self.streets.as_ref().map(with) }
    }

    /// The streets, if there are any.
    pub(super) fn streets(&self) -> Option<&Streets> {
        self.streets.as_ref()
    }

    /// Joins places, given by demand point in input order, into connected sets.
    ///
    /// # Order
    ///
    /// Points in input order within a set, sets by their first point.
    pub(crate) fn group(
        &self,
        demand: &Demand,
        points: &[u32],
        gap_join_m: f64,
    ) -> Vec<Vec<u32>> {
        let mut sets = DisjointSets::new(points.len());
        for (a, b) in share_border(demand, points) {
            sets.join(a, b);
        }
        match &self.streets {
            Some(streets) => join_along(streets, points, gap_join_m, &mut sets),
            None => join_straight(demand, points, gap_join_m, &mut sets),
        }
        let mut groups: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (i, &point) in points.iter().enumerate() {
            groups.entry(sets.root(i as u32)).or_default().push(point);
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_unstable();
        groups
    }
}

fn join_straight(
    demand: &Demand,
    points: &[u32],
    gap_join_m: f64,
    sets: &mut DisjointSets,
) {
    let position = |&point: &u32| demand.points()[point as usize].position;
    let positions: Vec<_> = points.iter().map(position).collect();
    let index = StationIndex::new(&positions);
    for (i, &at) in positions.iter().enumerate() {
        for (other, _) in index.within(at, millimeters(gap_join_m)) {
            sets.join(i as u32, other);
        }
    }
}

/// Joins places within `gap_join_m` along the streets, legs not counted.
fn join_along(
    streets: &Streets,
    points: &[u32],
    gap_join_m: f64,
    sets: &mut DisjointSets,
) {
    let limit = whole(gap_join_m * 1000.0);
    let mut scratch = Scratch::new(&streets.graph);
    let anchor = |(i, &point): (u32, &u32)| Some((i, streets.anchors[point as usize]?));
    let places = || (0..).zip(points).filter_map(anchor);
    let seeds = places().flat_map(|(i, anchor)| seeds_of(&anchor, i));
    scratch.run(&streets.graph, seeds, limit);
    join_across_arcs(&streets.graph, &scratch, limit, sets);
    join_on_runs(&scratch, places(), limit, sets);
}

/// Which of some places lie within `limit` of one of a few others, or on a run with one.
pub(super) fn near(
    streets: &Streets,
    few: &[u32],
    places: &[u32],
    limit: u32,
) -> Vec<bool> {
    let anchor = |point: u32| streets.anchors[point as usize].as_ref();
    let anchors = || few.iter().filter_map(|&point| anchor(point));
    let runs: FxHashSet<u32> =
        anchors().filter(|a| !a.is_junction()).map(|a| a.run).collect();
    let mut scratch = Scratch::new(&streets.graph);
    scratch.run(&streets.graph, anchors().flat_map(|a| seeds_of(a, 0)), limit);
    let near = |&place: &u32| {
        anchor(place).is_some_and(|anchor| {
            runs.contains(&anchor.run) || scratch.at(anchor, limit) != Label::NONE
        })
    };
    places.iter().map(near).collect()
}

/// Joins the places of two neighboring junctions.
fn join_across_arcs(
    graph: &Graph,
    scratch: &Scratch,
    limit: u32,
    sets: &mut DisjointSets,
) {
    for &node in scratch.touched() {
        let here = scratch.label(node);
        for arc in graph.arcs(node) {
            let there = scratch.label(arc.head);
            if linked(here, there, arc.primary, limit) {
                sets.join(here.station(), there.station());
            }
        }
    }
}

fn linked(here: Label, there: Label, gap: u32, limit: u32) -> bool {
    if here == Label::NONE || there == Label::NONE || here.station() == there.station() {
        return false;
    }
    let sum = u64::from(here.primary()) + u64::from(gap) + u64::from(there.primary());
    sum <= u64::from(limit)
}

/// Joins places with their neighbors on the same run, and the outermost with the
/// places of its ends. Several places at one junction are joined through its label.
fn join_on_runs(
    scratch: &Scratch,
    places: impl Iterator<Item = (u32, Anchor)>,
    limit: u32,
    sets: &mut DisjointSets,
) {
    let mut by_run: FxHashMap<u32, Vec<(u32, u32)>> = FxHashMap::default();
    for (place, anchor) in places {
        for (node, gap) in anchor.distinct_ends() {
            let here = Label::new(0, place, 0);
            if linked(here, scratch.label(node), gap.0, limit) {
                sets.join(place, scratch.label(node).station());
            }
        }
        if !anchor.is_junction() {
            by_run.entry(anchor.run).or_default().push((anchor.forward.0, place));
        }
    }
    for on_run in by_run.values_mut() {
        on_run.sort_unstable();
        for pair in on_run.windows(2) {
            if pair[1].0 - pair[0].0 <= limit {
                sets.join(pair[0].1, pair[1].1);
            }
        }
    }
}
