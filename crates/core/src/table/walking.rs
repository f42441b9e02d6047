//! The table along the streets.
//!
//! Searches run from stations to people: one search with many sources for "the nearest", one
//! bounded search per station for the table, on as many threads as there are. Two positions on
//! one piece of street walk straight along it, which no search over nodes sees: those pairs are
//! compared apart.

use super::origins::Origins;
use super::travel::{Reached, TravelTable};
use crate::network::{
    Anchor, Graph, Label, Network, Scratch, Seed, Snap, UNBOUNDED, seeds_of,
};
use crate::units::Unit;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::{Mutex, PoisonError};

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
/// Of memory: 24 bytes a piece of street for the graph, about 90 a demand point, and 16 a node for
/// each thread.
#[derive(Debug)]
pub struct Walking<'d> {
    network: &'d Network,
    graph: Graph,
    origins: Origins,
    stations: Vec<Option<Anchor>>,
    /// Scratches not in use, so that many small searches do not each clear a city.
    idle: Mutex<Vec<Scratch>>,
}

impl<'d> Walking<'d> {
    /// Ready to measure: `None` where a position is not tied to the streets.
    #[must_use]
    pub fn new(
        network: &'d Network,
        graph: Graph,
        points: &[Option<Snap>],
        stations: &[Option<Snap>],
    ) -> Self {
        let anchor = |snap: &Option<Snap>| snap.map(|snap| graph.anchor(network, &snap));
        let stations = stations.iter().map(anchor).collect();
        let origins = Origins::new(&graph, points.par_iter().map(anchor).collect());
        Self { network, graph, origins, stations, idle: Mutex::default() }
    }

    /// What its searches minimize.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.graph.unit()
    }

    /// The streets.
    #[must_use]
    pub fn network(&self) -> &Network {
        self.network
    }

    /// The arcs.
    #[must_use]
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// See [`Measure::nearest`](super::Measure::nearest).
    #[must_use]
    pub fn nearest(&self, stations: &[u32]) -> Vec<Label> {
        let points = 0..self.origins.len() as u32;
        let beside = self.by_piece(stations);
        self.with_scratch(|scratch| {
            scratch.run(&self.graph, self.seeds(stations), UNBOUNDED);
            let scratch = &*scratch;
            points
                .into_par_iter()
                .map(|p| self.best(scratch, &beside, p, UNBOUNDED))
                .collect()
        })
    }

    /// See [`Measure::nearest_for`](super::Measure::nearest_for).
    ///
    /// # Cost
    ///
    /// That of a search as far as the farthest point, at most three times.
    #[must_use]
    pub fn nearest_for(&self, stations: &[u32], points: &[u32]) -> Vec<Label> {
        let beside = self.by_piece(stations);
        let mut limit = FIRST_TRY;
        self.with_scratch(|scratch| {
            loop {
                scratch.run(&self.graph, self.seeds(stations), limit);
                let label = |&point: &u32| self.best(scratch, &beside, point, limit);
                let labels: Vec<Label> = points.iter().map(label).collect();
                let lost = |(&point, &label): (&u32, &Label)| {
                    label == Label::NONE && self.origins.anchor(point).is_some()
                };
                if limit == UNBOUNDED || !points.iter().zip(&labels).any(lost) {
                    return labels;
                }
                // an exhausted search only lacks the room for legs
                let next = limit.saturating_mul(4).min(UNBOUNDED);
                limit = if scratch.is_exhausted() { UNBOUNDED } else { next };
            }
        })
    }

    /// The walks from some points to one station within `limit`, in the order of the points.
    #[must_use]
    pub fn to_station(&self, station: u32, points: &[u32], limit: u32) -> Vec<Label> {
        let beside = self.by_piece(&[station]);
        self.with_scratch(|scratch| {
            scratch.run(&self.graph, self.seeds(&[station]), limit);
            points.iter().map(|&p| self.best(scratch, &beside, p, limit)).collect()
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
        let Some(anchor) = &self.stations[station as usize] else { return Vec::new() };
        scratch.run(&self.graph, seeds_of(anchor, station), limit);
        let mut reached = Vec::with_capacity(scratch.touched().len());
        let mut add = |point: u32, label: Label| {
            if label != Label::NONE {
                let (primary, secondary) = (label.primary(), label.secondary());
                reached.push(Reached { point, primary, secondary });
            }
        };
        for &node in scratch.touched() {
            let label = scratch.label(node);
            for walk in self.origins.at(node) {
                if walk.other == node {
                    add(
                        walk.point,
                        label.extended(walk.impedance, limit).unwrap_or(Label::NONE),
                    );
                } else if node < walk.other || scratch.label(walk.other) == Label::NONE {
                    // a point between two nodes is judged once, at the lower one reached
                    add(walk.point, self.best_of(scratch, &[station], walk.point, limit));
                }
            }
        }
        // on a long piece of street, a neighbor may be in reach though both ends are not
        let ends = anchor.ends.map(|(node, _)| node);
        if !anchor.is_node() && ends.iter().all(|&end| scratch.label(end) == Label::NONE)
        {
            for walk in
                self.origins.at(ends[0]).iter().filter(|walk| walk.other == ends[1])
            {
                add(walk.point, self.best_of(scratch, &[station], walk.point, limit));
            }
        }
        reached
    }

    fn seeds(&self, stations: &[u32]) -> impl Iterator<Item = Seed> {
        let anchored =
            stations.iter().filter_map(|&s| Some((s, self.stations[s as usize]?)));
        anchored.flat_map(|(s, anchor)| seeds_of(&anchor, s))
    }

    /// Stations by the piece of street they are tied to.
    fn by_piece(&self, stations: &[u32]) -> FxHashMap<u32, Vec<u32>> {
        let mut by_piece: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for &station in stations {
            if let Some(anchor) = &self.stations[station as usize] {
                by_piece.entry(anchor.piece).or_default().push(station);
            }
        }
        by_piece
    }

    /// The best way to a point after a search, stations on its own piece of street included.
    fn best(
        &self,
        scratch: &Scratch,
        by_piece: &FxHashMap<u32, Vec<u32>>,
        point: u32,
        limit: u32,
    ) -> Label {
        let beside = self.origins.anchor(point).and_then(|a| by_piece.get(&a.piece));
        self.best_of(scratch, beside.map_or(&[], Vec::as_slice), point, limit)
    }

    /// The same, with the stations that may be on its piece given.
    fn best_of(
        &self,
        scratch: &Scratch,
        beside: &[u32],
        point: u32,
        limit: u32,
    ) -> Label {
        let Some(anchor) = self.origins.anchor(point) else { return Label::NONE };
        let along = beside.iter().filter_map(|&station| {
            let (primary, secondary) = self.stations[station as usize]?.along(anchor)?;
            (primary <= limit).then(|| Label::new(primary, station, secondary))
        });
        along.min().unwrap_or(Label::NONE).min(scratch.at(anchor, limit))
    }
}
