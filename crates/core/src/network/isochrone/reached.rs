//! The parts of streets within a budget, exactly (rule 10).
//!
//! ```text
//!   A o=====a- - - -b=======o B         from A as far as the budget, from B as far as the budget;
//!   A o======m=============o B          where both fronts meet, the nearest station changes
//!   A o==m=====x=====m'=====o B         a station x on a run is an end of its own
//! ```
//!
//! Only directions that may be walked count: a street that leads to a station one way is reached
//! from one of its ends.

use super::canvas::{Canvas, Origin};
use super::fronts::{Stretch, fronts_of};
use super::painter::Start;
use crate::LngLat;
use crate::network::draft::between;
use crate::network::{Network, seeds_of};
use geo::LineString;
use rustc_hash::FxHashMap;

/// A part of a street within the budget, all of it nearest to one station.
///
/// # Units
///
/// Meters from the first vertex of the street as drawn; times in the unit of the graph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reached {
    /// The street, by its place in [`Network::streets`].
    pub street: usize,
    /// Where the part begins, in meters.
    pub from_m: f64,
    /// Where it ends, in meters.
    pub to_m: f64,
    /// The nearest station, by its place in the input.
    pub station: u32,
    /// The least and the greatest impedance on it, rounded up.
    pub range: [u32; 2],
}

impl Reached {
    /// The part as a line, in the direction of its street.
    #[must_use]
    pub fn line(&self, network: &Network) -> LineString {
        let base = &network.base;
        let vertices = base.vertices_of(self.street);
        let inside =
            |&v: &usize| self.from_m < base.along[v] && base.along[v] < self.to_m;
        let at = |v: usize| base.positions[base.vertices[v] as usize];
        let mut line = vec![base.place(self.street, self.from_m)];
        line.extend(vertices.filter(inside).map(at));
        line.push(base.place(self.street, self.to_m));
        line.into_iter().map(geo::Coord::from).collect()
    }
}

impl crate::network::Base {
    /// The place so many meters from the start of a street.
    fn place(&self, street: usize, meters: f64) -> LngLat {
        let vertices = self.vertices_of(street);
        let next = vertices.start
            + self.along[vertices.clone()].partition_point(|&along| along < meters);
        let at = |v: usize| self.positions[self.vertices[v] as usize];
        if next == vertices.start || next >= vertices.end {
            return at(next.min(vertices.end - 1));
        }
        let (low, high) = (self.along[next - 1], self.along[next]);
        between(at(next - 1), at(next), (meters - low) / (high - low))
    }
}

impl Canvas {
    /// The parts of streets within each limit of the nearest of some stations, by street, then
    /// position; stretches of one street that hang together are one.
    ///
    /// # Units
    ///
    /// Limits in [`Graph::unit`](crate::network::Graph::unit), closed.
    ///
    /// # Cost
    ///
    /// One search, then O(pieces reached) for each limit.
    #[must_use]
    pub fn reached(&self, stations: &[Origin], limits: &[u32]) -> Vec<Vec<Reached>> {
        let starts: Vec<Start> = (0..)
            .zip(stations)
            .flat_map(|(station, origin)| Start::of(self, station, origin))
            .collect();
        let largest = limits.iter().copied().max().unwrap_or(0);
        let mut scratch = self.scratch();
        let seeds =
            starts.iter().flat_map(|start| seeds_of(&start.anchor, start.station));
        scratch.run(self.graph(), seeds, largest);
        let mut own: FxHashMap<u32, Vec<Start>> = FxHashMap::default();
        for start in starts.iter().filter(|start| !start.anchor.is_junction()) {
            own.entry(start.anchor.run).or_default().push(*start);
        }
        let mut fronts = Vec::new();
        let mut add = |run: u32, starts: &[Start]| {
            fronts_of(self.graph(), &scratch, run, starts, &mut fronts);
        };
        self.graph().each_run_reached(&scratch, |run| {
            if !own.contains_key(&run) {
                add(run, &[]);
            }
        });
        for (&run, starts) in &own {
            add(run, starts);
        }
        self.put_back(scratch);
        let parts = |&limit| within(self.graph().network(), &fronts, limit);
        limits.iter().map(parts).collect()
    }
}

/// What lies within a limit, by street and position, joined where it hangs together.
fn within(network: &Network, stretches: &[Stretch], limit: u32) -> Vec<Reached> {
    let mut parts = Vec::new();
    for stretch in stretches {
        stretch.within(network, f64::from(limit), &mut parts);
    }
    let key = |part: &Reached| (part.street, part.station);
    parts.sort_by(|a, b| {
        let place = a.street.cmp(&b.street).then(a.from_m.total_cmp(&b.from_m));
        place.then(a.to_m.total_cmp(&b.to_m)).then(a.station.cmp(&b.station))
    });
    parts.dedup_by(|next, part| {
        let joins = key(next) == key(part) && next.from_m <= part.to_m;
        if joins {
            part.to_m = part.to_m.max(next.to_m);
            part.range[0] = part.range[0].min(next.range[0]);
            part.range[1] = part.range[1].max(next.range[1]);
        }
        joins
    });
    parts
}

#[cfg(test)]
#[path = "reached_tests.rs"]
mod tests;
