//! The streets as a graph, split at every point that is tied to them.

use std::collections::HashMap;

use super::MAX_SNAP_M;
use super::dijkstra::least_costs;
use super::plane::{LngLat, between, foot, geodesic_m, key, near_m};
use super::town::Town;

/// A tie of a point to the streets (rule 5).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// The line, by its place in the input.
    pub line: usize,
    /// The segment of the line, from 0.
    pub segment: usize,
    /// Where on the segment, from 0 to 1.
    pub t: f64,
    /// The place on the street.
    pub at: LngLat,
    /// Length of the walk to the street, in meters.
    pub leg_m: f64,
    /// How much longer the leg to the next best place is, in meters; a place within a meter of
    /// this one is the same. `None` where there is no other.
    pub rival_m: Option<f64>,
}

/// The graph: its nodes are the vertices of the lines, then the tied points.
#[derive(Debug, Clone)]
pub struct SplitGraph {
    arcs: Vec<Vec<(usize, f64)>>,
    nodes: Vec<Option<usize>>,
}

/// Ties a place to the nearest segment that its leg can reach without meeting a barrier.
///
/// Legs are compared in whole millimeters; equal ones go to the line that comes first, then to
/// the lower position on it.
#[must_use]
pub fn tie(town: &Town, place: LngLat) -> Option<Tie> {
    let mut ties = Vec::new();
    for (line, street) in town.lines.iter().enumerate() {
        for (segment, ends) in street.coords.windows(2).enumerate() {
            let foot = foot(place, ends[0], ends[1]);
            let leg_m = near_m(place, foot.at);
            ties.push(Tie {
                line,
                segment,
                t: foot.t,
                at: foot.at,
                leg_m,
                rival_m: None,
            });
        }
    }
    // The sort is stable: ties stay in the order of lines and positions.
    ties.sort_by(|a, b| (a.leg_m * 1e3).round().total_cmp(&(b.leg_m * 1e3).round()));
    let mut free = ties.into_iter().filter(|tie| !town.barred(place, tie.at));
    let best = free.next()?;
    let rival = free.find(|other| near_m(best.at, other.at) > 1.0);
    let rival_m = rival.map(|other| other.leg_m - best.leg_m);
    Some(Tie { leg_m: geodesic_m(place, best.at), rival_m, ..best })
}

/// The tie of a station: none where its leg would be longer than [`MAX_SNAP_M`].
#[must_use]
pub fn tie_station(town: &Town, place: LngLat) -> Option<Tie> {
    tie(town, place).filter(|tie| tie.leg_m <= MAX_SNAP_M)
}

impl SplitGraph {
    /// Splits a town's streets at the places of `ties`.
    #[must_use]
    pub fn new(town: &Town, ties: &[Option<Tie>]) -> Self {
        let mut vertices: HashMap<[u64; 2], usize> = HashMap::new();
        for place in town.lines.iter().flat_map(|line| &line.coords) {
            let next = vertices.len();
            vertices.entry(key(*place)).or_insert(next);
        }
        let nodes = number(vertices.len(), ties);
        let mut arcs = vec![Vec::new(); vertices.len() + ties.len()];
        for (line, street) in town.lines.iter().enumerate() {
            for (segment, ends) in street.coords.windows(2).enumerate() {
                let vertex = |k: usize| vertices[&key(ends[k])];
                let mut stops = vec![(0.0, vertex(0))];
                let here = |tie: &&Tie| tie.line == line && tie.segment == segment;
                let tied = ties.iter().zip(&nodes);
                stops.extend(tied.filter_map(|(tie, node)| {
                    Some((tie.as_ref().filter(here)?.t, (*node)?))
                }));
                stops.push((1.0, vertex(1)));
                chain(&mut arcs, &mut stops, |t| between(ends[0], ends[1], t));
            }
        }
        Self { arcs, nodes }
    }

    /// Meters along the streets from tied point `start` to every tied point, legs not counted.
    #[must_use]
    pub fn meters_from(&self, start: usize) -> Vec<Option<f64>> {
        let Some(node) = self.nodes[start] else { return vec![None; self.nodes.len()] };
        let least = least_costs(self.arcs.len(), node, |n| self.arcs[n].clone());
        self.nodes.iter().map(|node| node.and_then(|node| least[node])).collect()
    }
}

/// A node for every tied point, after the vertices.
fn number(first: usize, ties: &[Option<Tie>]) -> Vec<Option<usize>> {
    let node =
        |(place, tie): (usize, &Option<Tie>)| tie.is_some().then_some(first + place);
    ties.iter().enumerate().map(node).collect()
}

/// Links the stops of a segment one after the other, both ways.
fn chain(
    arcs: &mut [Vec<(usize, f64)>],
    stops: &mut [(f64, usize)],
    place: impl Fn(f64) -> LngLat,
) {
    stops.sort_by(|a, b| a.0.total_cmp(&b.0));
    for pair in stops.windows(2) {
        let length = geodesic_m(place(pair[0].0), place(pair[1].0));
        arcs[pair[0].1].push((pair[1].1, length));
        arcs[pair[1].1].push((pair[0].1, length));
    }
}
