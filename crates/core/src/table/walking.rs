//! The table along the streets.
//!
//! Searches run from stations to people: one search with many sources for "the nearest", one
//! bounded search per station for the table, on as many threads as there are. Two positions on
//! one piece of street walk straight along it, which no search over nodes sees: those pairs are
//! compared apart.

use super::travel::{Reached, TravelTable};
use crate::network::{
    Anchor, Graph, Label, Network, Pair, Scratch, Seed, Snap, UNBOUNDED, seeds_of,
};
use crate::units::Unit;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::{Mutex, PoisonError};

/// First budget tried when a nearest station is sought for a few points only, in whole units:
/// about half an hour or 2 km.
const FIRST_TRY: u32 = 1 << 21;

/// Demand points by the nodes that their walks begin at.
///
/// # Shape
///
/// The walks that begin at node `n` are `walks[first[n]..first[n + 1]]`; a point on a piece of
/// street has one at each end.
#[derive(Debug)]
pub struct Origins {
    anchors: Vec<Option<Anchor>>,
    first: Vec<u32>,
    walks: Vec<Walk>,
}

/// From a node to a demand point: along the piece, then the leg.
#[derive(Clone, Copy, Debug, Default)]
struct Walk {
    point: u32,
    impedance: Pair,
}

impl Origins {
    /// Sorts snapped points by node.
    #[must_use]
    pub fn new(graph: &Graph, anchors: Vec<Option<Anchor>>) -> Self {
        let mut first = vec![0_u32; graph.nodes() + 1];
        let ends = || {
            let points = anchors.iter().enumerate();
            points.flat_map(|(point, anchor)| {
                let ends = anchor.iter().flat_map(Anchor::distinct_ends);
                let leg = anchor.map_or((0, 0), |a| a.leg);
                ends.map(move |(node, gap)| {
                    let impedance =
                        (gap.0.saturating_add(leg.0), gap.1.saturating_add(leg.1));
                    (node as usize, Walk { point: point as u32, impedance })
                })
            })
        };
        ends().for_each(|(node, _)| first[node + 1] += 1);
        for node in 0..graph.nodes() {
            first[node + 1] += first[node];
        }
        let mut next = first.clone();
        let mut walks = vec![Walk::default(); first[graph.nodes()] as usize];
        for (node, walk) in ends() {
            walks[next[node] as usize] = walk;
            next[node] += 1;
        }
        Self { anchors, first, walks }
    }

    fn at(&self, node: u32) -> &[Walk] {
        let node = node as usize;
        &self.walks[self.first[node] as usize..self.first[node + 1] as usize]
    }
}

/// Walks between demand and stations over one graph.
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
        let points = 0..self.origins.anchors.len() as u32;
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
                    label == Label::NONE && self.origins.anchors[point as usize].is_some()
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
        let points = self.origins.anchors.len();
        let scratch = || (Scratch::new(&self.graph), Best::new(points));
        let on_piece = self.points_by_piece(stations);
        let search = |(scratch, best): &mut (Scratch, Best), &station: &u32| {
            (station, self.pairs(scratch, best, &on_piece, station, limit))
        };
        let lists: Vec<_> = stations.par_iter().map_init(scratch, search).collect();
        TravelTable::transposed(points, &lists)
    }

    /// Everyone within `limit` of one station.
    fn pairs(
        &self,
        scratch: &mut Scratch,
        best: &mut Best,
        on_piece: &FxHashMap<u32, Vec<u32>>,
        station: u32,
        limit: u32,
    ) -> Vec<Reached> {
        let Some(anchor) = &self.stations[station as usize] else { return Vec::new() };
        scratch.run(&self.graph, seeds_of(anchor, station), limit);
        for &node in scratch.touched() {
            let label = scratch.label(node);
            for walk in self.origins.at(node) {
                if let Some(label) = label.extended(walk.impedance, limit) {
                    best.offer(walk.point, label);
                }
            }
        }
        for &point in on_piece.get(&anchor.piece).into_iter().flatten() {
            let along =
                self.origins.anchors[point as usize].and_then(|p| p.along(anchor));
            if let Some((primary, secondary)) =
                along.filter(|&(primary, _)| primary <= limit)
            {
                best.offer(point, Label::new(primary, station, secondary));
            }
        }
        best.take()
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

    /// Demand points on the pieces that some station is tied to.
    fn points_by_piece(&self, stations: &[u32]) -> FxHashMap<u32, Vec<u32>> {
        let mut by_piece: FxHashMap<u32, Vec<u32>> = self
            .by_piece(stations)
            .into_keys()
            .map(|piece| (piece, Vec::new()))
            .collect();
        for (point, anchor) in self.origins.anchors.iter().enumerate() {
            if let Some(list) = anchor.and_then(|a| by_piece.get_mut(&a.piece)) {
                list.push(point as u32);
            }
        }
        by_piece
    }

    /// The best way to a point after a search, stations on its own piece of street included.
    fn best(
        &self,
        scratch: &Scratch,
        beside: &FxHashMap<u32, Vec<u32>>,
        point: u32,
        limit: u32,
    ) -> Label {
        let Some(anchor) = &self.origins.anchors[point as usize] else {
            return Label::NONE;
        };
        let mut best = scratch.at(anchor, limit);
        for &station in beside.get(&anchor.piece).into_iter().flatten() {
            let along = self.stations[station as usize].and_then(|s| s.along(anchor));
            if let Some((primary, secondary)) =
                along.filter(|&(primary, _)| primary <= limit)
            {
                best = best.min(Label::new(primary, station, secondary));
            }
        }
        best
    }
}

/// The best label of each point in one search, reset in the time of what it touched.
#[derive(Debug)]
struct Best {
    labels: Vec<Label>,
    touched: Vec<u32>,
}

impl Best {
    fn new(points: usize) -> Self {
        Self { labels: vec![Label::NONE; points], touched: Vec::new() }
    }

    fn offer(&mut self, point: u32, label: Label) {
        let known = &mut self.labels[point as usize];
        if label < *known {
            if *known == Label::NONE {
                self.touched.push(point);
            }
            *known = label;
        }
    }

    fn take(&mut self) -> Vec<Reached> {
        let labels = &mut self.labels;
        let out = self.touched.drain(..).map(|point| {
            let label = std::mem::replace(&mut labels[point as usize], Label::NONE);
            Reached { point, primary: label.primary(), secondary: label.secondary() }
        });
        out.collect()
    }
}
