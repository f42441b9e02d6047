//! The table along the streets.
//!
//! Searches run from stations to people: one search with many sources for "the nearest", one
//! bounded search per station for the table, on as many threads as there are. Two positions on
//! one run walk straight along it, which no search over junctions sees: those pairs are compared
//! apart.

mod since;

use super::Doors;
use super::origins::{OnRun, Origins};
use super::pairing::Pairing;
use super::spread::Spread;
use super::travel::{Reached, TravelTable};
use crate::network::{
    Anchor, Graph, Label, Pair, Scratch, Seed, Snap, UNBOUNDED, seeds_of,
};
use crate::units::Unit;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// First budget tried when a nearest station is sought for a few points only, in whole units:
/// about half an hour or 2 km.
const FIRST_TRY: u32 = 1 << 21;

/// Walks between demand and stations over one graph.
///
/// Ready to be asked any number of times, from any thread: scratch space is kept between
/// questions and never shared by two searches at once.
///
/// # Cost
///
/// Of memory: the graph, about 90 bytes a demand point, and 16 a junction for each thread.
#[derive(Debug)]
pub struct Walking {
    graph: Arc<Graph>,
    origins: Arc<Origins>,
    /// Of the doors that are tied to the streets.
    doors: Doors<Anchor>,
    /// Scratches not in use, so that many small searches do not each clear a city.
    idle: Arc<Mutex<Vec<Scratch>>>,
}

impl Walking {
    /// Ready to measure: `None` where a demand point is not tied to the streets; a door that is not
    /// is left out.
    #[must_use]
    pub fn new(graph: Graph, points: &[Option<Snap>], doors: &Doors<Snap>) -> Self {
        let target = |snap: &Option<Snap>| graph.target(snap.as_ref()?);
        let doors = doors.filter_map(|snap| graph.seed(snap));
        let anchors = Arc::new(points.par_iter().map(target).collect());
        let origins = Arc::new(Origins::new(&graph, anchors));
        Self { graph: Arc::new(graph), origins, doors, idle: Arc::default() }
    }

    /// The same streets with other stations and other demand, which is paired with that of here.
    ///
    /// # Cost
    ///
    /// The graph and the scratches are shared, and the demand too where it is the same.
    pub(crate) fn with(
        &self,
        pairing: &Pairing,
        points: &[Option<Snap>],
        doors: &Doors<Snap>,
    ) -> Self {
        let target = |&point: &u32| self.graph.target(points[point as usize].as_ref()?);
        let origins = if pairing.is_same() {
            Arc::clone(&self.origins)
        } else {
            let fresh = |fresh: &[u32]| fresh.iter().map(target).collect();
            let anchors = pairing.carry(self.origins.anchors(), fresh);
            Arc::new(Origins::new(&self.graph, anchors))
        };
        Self {
            graph: Arc::clone(&self.graph),
            origins,
            doors: doors.filter_map(|snap| self.graph.seed(snap)),
            idle: Arc::clone(&self.idle),
        }
    }

    /// Number of demand points.
    pub(super) fn points(&self) -> usize {
        self.origins.len()
    }

    /// What its searches minimize.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.graph.unit()
    }

    /// The arcs.
    #[must_use]
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// See [`Measure::nearest`](super::Measure::nearest).
    #[must_use]
    pub fn nearest(&self, stations: &[u32]) -> Vec<Label> {
        Arc::unwrap_or_clone(self.spread(stations, UNBOUNDED).points)
    }

    /// The nearest of some stations within `limit`, and the labels of the search.
    pub(super) fn spread(&self, stations: &[u32], limit: u32) -> Spread {
        let mut scratch = Scratch::new(&self.graph);
        scratch.run(&self.graph, self.seeds(stations), limit);
        let vertices = scratch.into_labels();
        let beside = self.by_run(stations);
        let best = |a: &Option<Anchor>| self.best(&vertices, &beside, a.as_ref(), limit);
        let points = self.origins.anchors().par_iter().map(best).collect();
        Spread {
            stations: stations.to_vec(),
            points: Arc::new(points),
            vertices: Arc::new(vertices),
        }
    }

    /// See [`Measure::nearest_for`](super::Measure::nearest_for).
    ///
    /// # Cost
    ///
    /// That of a search as far as the farthest point, at most three times.
    #[must_use]
    pub fn nearest_for(&self, stations: &[u32], points: &[u32]) -> Vec<Label> {
        self.seek(stations, points, FIRST_TRY, UNBOUNDED)
    }

    /// The walks from some points to one station within `limit`, in the order of the points;
    /// `first` is the limit tried first.
    ///
    /// # Cost
    ///
    /// As for [`Walking::nearest_for`], if `first` is well chosen.
    #[must_use]
    pub fn to_station(
        &self,
        station: u32,
        points: &[u32],
        first: u32,
        limit: u32,
    ) -> Vec<Label> {
        self.seek(&[station], points, first, limit)
    }

    /// The nearest of some stations for a few points, seeking farther as long as one is missing.
    fn seek(
        &self,
        stations: &[u32],
        points: &[u32],
        first: u32,
        last: u32,
    ) -> Vec<Label> {
        let beside = self.by_run(stations);
        let mut limit = first.min(last);
        self.with_scratch(|scratch| {
            loop {
                scratch.run(&self.graph, self.seeds(stations), limit);
                if scratch.is_exhausted() {
                    limit = last; // what is lacking is only the room for legs
                }
                let labels = scratch.labels();
                let label = |&point: &u32| {
                    self.best(labels, &beside, self.origins.anchor(point), limit)
                };
                let labels: Vec<Label> = points.iter().map(label).collect();
                let lost = |(&point, &label): (&u32, &Label)| {
                    label == Label::NONE && self.origins.anchor(point).is_some()
                };
                if limit == last || !points.iter().zip(&labels).any(lost) {
                    return labels;
                }
                limit = limit.saturating_mul(4).min(last);
            }
        })
    }

    fn with_scratch<R>(&self, search: impl FnOnce(&mut Scratch) -> R) -> R {
        // a scratch resets itself, so one left by a panicking thread is as good as any
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = idle().pop();
        let mut scratch = taken.unwrap_or_else(|| Scratch::new(&self.graph));
        let answer = search(&mut scratch);
        idle().push(scratch);
        answer
    }

    /// See [`Measure::table`](super::Measure::table).
    ///
    /// # Cost
    ///
    /// One bounded search per station; the pairs are held twice while they are transposed.
    #[must_use]
    pub fn table(&self, stations: &[u32], limit: u32) -> TravelTable {
        let search = |&station: &u32| {
            let reached =
                self.with_scratch(|scratch| self.reached(scratch, station, limit));
            (station, reached)
        };
        let lists: Vec<_> = stations.par_iter().map(search).collect();
        TravelTable::transposed(self.origins.len(), &lists)
    }

    /// Everyone within `limit` of one station.
    fn reached(&self, scratch: &mut Scratch, station: u32, limit: u32) -> Vec<Reached> {
        let doors = self.doors.of(station);
        if doors.is_empty() {
            return Vec::new();
        }
        let seeds = doors.iter().flat_map(|door| seeds_of(door, station));
        scratch.run(&self.graph, seeds, limit);
        let mut reached = Vec::with_capacity(4 * scratch.touched().len());
        let mut add = |point: u32, label: Label| {
            if label != Label::NONE {
                let (primary, secondary) = (label.primary(), label.secondary());
                reached.push(Reached { point, primary, secondary });
            }
        };
        for &vertex in scratch.touched() {
            let label = scratch.label(vertex);
            for &(point, leg) in self.origins.on_vertex(vertex) {
                add(point, label.extended(leg, limit).unwrap_or(Label::NONE));
            }
        }
        let mut own_runs_seen: Vec<u32> = Vec::new();
        self.graph.each_run_reached(scratch, |run| {
            let on_run = self.origins.on_run(run);
            if on_run.is_empty() {
                return;
            }
            let own = doors.iter().any(|door| door.run == run);
            if own {
                own_runs_seen.push(run);
            }
            let ends = self.graph.run(run).ends.map(|end| scratch.label(end));
            for &OnRun { point, from_ends } in on_run {
                let mut best = nearer(ends, from_ends, limit);
                if own {
                    best = best.min(self.beside(&[station], point, limit));
                }
                add(point, best);
            }
        });
        // on a long run, a neighbor may be in reach though both ends are not
        for run in doors.iter().filter(|door| !door.is_junction()).map(|door| door.run) {
            if own_runs_seen.contains(&run) {
                continue;
            }
            own_runs_seen.push(run);
            for &OnRun { point, .. } in self.origins.on_run(run) {
                add(point, self.beside(&[station], point, limit));
            }
        }
        reached
    }

    fn seeds(&self, stations: &[u32]) -> impl Iterator<Item = Seed> {
        stations.iter().flat_map(|&station| {
            self.doors.of(station).iter().flat_map(move |door| seeds_of(door, station))
        })
    }

    /// Stations by the runs that their doors are tied to.
    fn by_run(&self, stations: &[u32]) -> FxHashMap<u32, Vec<u32>> {
        let mut by_run: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for &station in stations {
            for door in self.doors.of(station).iter().filter(|door| !door.is_junction()) {
                let on_run = by_run.entry(door.run).or_default();
                if on_run.last() != Some(&station) {
                    on_run.push(station);
                }
            }
        }
        by_run
    }

    /// The best way to a point given the labels of a search, stations on its own run included.
    fn best(
        &self,
        labels: &[Label],
        by_run: &FxHashMap<u32, Vec<u32>>,
        anchor: Option<&Anchor>,
        limit: u32,
    ) -> Label {
        let Some(anchor) = anchor else { return Label::NONE };
        let over_ends = anchor.read(labels, limit);
        match by_run.get(&anchor.run) {
            Some(stations) => over_ends.min(self.along(stations, anchor, limit)),
            None => over_ends,
        }
    }

    /// The best way to a point along its run from the stations given.
    fn beside(&self, stations: &[u32], point: u32, limit: u32) -> Label {
        let anchor = self.origins.anchor(point);
        anchor.map_or(Label::NONE, |anchor| self.along(stations, anchor, limit))
    }

    fn along(&self, stations: &[u32], anchor: &Anchor, limit: u32) -> Label {
        let doors = stations.iter().flat_map(|&station| {
            self.doors.of(station).iter().map(move |door| (station, door))
        });
        let ways = doors.filter_map(|(station, door)| {
            let (primary, secondary) = self.graph.between(door, anchor)?;
            (primary <= limit).then(|| Label::new(primary, station, secondary))
        });
        ways.min().unwrap_or(Label::NONE)
    }
}

/// The better of the ways over both ends of a run.
#[inline]
fn nearer(ends: [Label; 2], from_ends: [Pair; 2], limit: u32) -> Label {
    let way =
        |side: usize| ends[side].extended(from_ends[side], limit).unwrap_or(Label::NONE);
    way(0).min(way(1))
}
