//! Walks in a city: Dijkstra's search over places and phases of a walk.
//!
//! ```text
//! phase 0          phase 1         phase 2
//! private so far   public ways     private again
//!  └──── public ───►┘└── private ──►┘              and never back
//! ```

use std::collections::HashMap;

use super::dijkstra::least_costs;
use super::street_graph::{Segment, StreetGraph, StreetSnap};

/// The phases of a walk (rule 18).
const PHASES: usize = 3;

/// Which way one walks (rule 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// From everywhere to the start of the search: people to a station.
    ToStart,
    /// From the start to everywhere.
    FromStart,
}

/// A piece of a segment, seen from one of its ends.
#[derive(Debug, Clone, Copy)]
struct Piece {
    to: usize,
    /// What it costs to walk to `to`, and from there.
    costs: [Option<f64>; 2],
    private: bool,
}

impl StreetGraph {
    /// What the least walk between one tied point and others costs, both legs included; `None`
    /// where no path leads.
    ///
    /// # Cost
    /// A search of the whole graph.
    #[must_use]
    pub fn walks(
        &self,
        start: &StreetSnap,
        ends: &[StreetSnap],
        heading: Heading,
    ) -> Vec<Option<f64>> {
        // The points are nodes after those of the streets, the start before the ends, unless
        // they lie on one.
        let first = self.places.len();
        let mut stops: HashMap<usize, Vec<(f64, usize)>> = HashMap::new();
        let mut nodes = Vec::new();
        for (place, snap) in std::iter::once(start).chain(ends).enumerate() {
            let node = self.node_at(snap);
            if node.is_none() {
                stops.entry(snap.segment).or_default().push((snap.t, first + place));
            }
            nodes.push(node.unwrap_or(first + place));
        }
        let cut = self.cut(&mut stops);
        let arcs = |state: usize| {
            let (node, phase) = (state / PHASES, state % PHASES);
            let whole = self.at_node.get(node).into_iter().flatten();
            let whole = whole.filter(|segment| !stops.contains_key(segment));
            let whole = whole.map(|segment| seen(&self.segments[*segment], node));
            let pieces = whole.chain(cut.get(&node).into_iter().flatten().copied());
            let arc = |piece: Piece| {
                let cost = match heading {
                    Heading::FromStart => piece.costs[0],
                    Heading::ToStart => piece.costs[1],
                };
                Some((piece.to * PHASES + next_phase(phase, piece.private)?, cost?))
            };
            pieces.filter_map(arc).collect()
        };
        let states = (first + 1 + ends.len()) * PHASES;
        let least = least_costs(states, nodes[0] * PHASES, arcs);
        let best = |node: usize| {
            let costs = least[node * PHASES..(node + 1) * PHASES].iter().flatten();
            costs.copied().reduce(f64::min)
        };
        let leg = |snap: &StreetSnap| snap.leg_m * self.leg_cost;
        let walk = |(place, end): (usize, &StreetSnap)| {
            Some(leg(start) + best(nodes[1 + place])? + leg(end))
        };
        ends.iter().enumerate().map(walk).collect()
    }

    /// The node that a point is tied to, if it is one.
    fn node_at(&self, snap: &StreetSnap) -> Option<usize> {
        let [from, to] = self.segments[snap.segment].ends;
        match snap.t {
            t if t <= 0.0 => Some(from),
            t if t >= 1.0 => Some(to),
            _ => None,
        }
    }

    /// Cuts segments at the stops on them: the pieces at each node.
    fn cut(
        &self,
        segments: &mut HashMap<usize, Vec<(f64, usize)>>,
    ) -> HashMap<usize, Vec<Piece>> {
        let mut pieces: HashMap<usize, Vec<Piece>> = HashMap::new();
        for (segment, stops) in segments {
            let Segment { ends, costs, private, .. } = self.segments[*segment];
            stops.sort_by(|a, b| a.0.total_cmp(&b.0));
            stops.insert(0, (0.0, ends[0]));
            stops.push((1.0, ends[1]));
            for pair in stops.windows(2) {
                let [from, to] = [pair[0].1, pair[1].1];
                let part = pair[1].0 - pair[0].0;
                // Points at one place need no way.
                let costs = if part > 0.0 {
                    costs.map(|cost| cost.map(|cost| part * cost))
                } else {
                    [Some(0.0); 2]
                };
                let back = [costs[1], costs[0]];
                pieces.entry(from).or_default().push(Piece { to, costs, private });
                let backward = Piece { to: from, costs: back, private };
                pieces.entry(to).or_default().push(backward);
            }
        }
        pieces
    }
}

/// A whole segment from one of its ends.
fn seen(segment: &Segment, from: usize) -> Piece {
    let Segment { ends, costs, private, .. } = *segment;
    if ends[0] == from {
        Piece { to: ends[1], costs, private }
    } else {
        Piece { to: ends[0], costs: [costs[1], costs[0]], private }
    }
}

/// The phase of a walk after one more piece; the same whichever end it is told from.
fn next_phase(phase: usize, private: bool) -> Option<usize> {
    match (phase, private) {
        (0, true) => Some(0),
        (0 | 1, false) => Some(1),
        (_, true) => Some(2),
        (_, false) => None,
    }
}
