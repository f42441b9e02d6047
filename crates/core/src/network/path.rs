//! The walk behind a label, street by street.
//!
//! A search keeps no predecessors: most labels are never asked for. An arc is *tight* if the label
//! at its one end is that of the other plus its own impedance; from any label, tight arcs lead
//! back to the seed that it came from.

use super::graph::plus;
use super::{Anchor, Graph, Heading, Label, Pair, Scratch, Snap};
use crate::LngLat;
use rustc_hash::FxHashMap;

/// A stretch of one street.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// The street, by its place in [`Network::streets`](super::Network::streets).
    pub street: usize,
    /// What the search minimized, whole units.
    pub primary: u32,
    /// What it carried along.
    pub secondary: u32,
    /// Where it runs, in the direction of the walk; at least two places.
    pub places: Vec<LngLat>,
}

/// A walk from one snapped place to another.
///
/// # Order
///
/// Stretches from the origin to the destination; with both legs they add up to the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// What the search minimized, legs included.
    pub primary: u32,
    /// What it carried along.
    pub secondary: u32,
    /// From the origin to its street.
    pub first_leg: Pair,
    /// From the street to the destination.
    pub last_leg: Pair,
    /// Between the feet of both.
    pub stretches: Vec<Stretch>,
}

/// A part of a run, walked from one position to another.
#[derive(Clone, Copy, Debug)]
struct Part {
    run: u32,
    from: Pair,
    to: Pair,
    places: [LngLat; 2],
    forward: bool,
}

/// A snapped place with its anchor.
pub type Tied<'s> = (&'s Snap, &'s Anchor);

impl Graph {
    /// The walk from `origin` (a [target](Graph::target)) to `station` (a [seed](Graph::seed))
    /// after a search from that station alone; `None` where the search did not come.
    ///
    /// # Cost
    ///
    /// O(arcs around the walk).
    #[must_use]
    pub fn path(
        &self,
        scratch: &Scratch,
        (place, station): (u32, Tied<'_>),
        origin: Tied<'_>,
    ) -> Option<Path> {
        debug_assert_eq!(self.heading, Heading::ToSeeds, "a walk leads to a seed");
        let start = Label::new(station.1.leg.0, place, station.1.leg.1);
        let over_ends = scratch.at(origin.1, u32::MAX - 1);
        let along = self.between(station.1, origin.1);
        let along = along.map_or(Label::NONE, |(primary, secondary)| {
            Label::new(primary, place, secondary)
        });
        let best = over_ends.min(along);
        if best == Label::NONE {
            return None;
        }
        let parts = if along == best {
            vec![Self::straight_part(origin, station)]
        } else {
            self.parts(scratch, start, station, origin, best)?
        };
        let mut stretches = Vec::new();
        for part in parts {
            self.add_stretches(&part, &mut stretches);
        }
        Some(Path {
            primary: best.primary(),
            secondary: best.secondary(),
            first_leg: origin.1.leg,
            last_leg: station.1.leg,
            stretches,
        })
    }

    /// From one position on a run to another.
    fn straight_part(origin: Tied<'_>, station: Tied<'_>) -> Part {
        let (from, to) = (origin.1, station.1);
        let forward = from.forward <= to.forward && from.open[0];
        let position = |anchor: &Anchor| {
            if forward { anchor.forward } else { anchor.backward }
        };
        let places = [origin.0.at, station.0.at];
        Part { run: from.run, from: position(from), to: position(to), places, forward }
    }

    fn parts(
        &self,
        scratch: &Scratch,
        start: Label,
        station: Tied<'_>,
        origin: Tied<'_>,
        best: Label,
    ) -> Option<Vec<Part>> {
        let limit = u32::MAX - 1;
        let leaves = |&(vertex, gap): &(u32, Pair)| {
            let way = scratch.label(vertex).extended(gap, limit);
            way.and_then(|way| way.extended(origin.1.leg, limit)) == Some(best)
        };
        let side = origin.1.ends.iter().position(leaves)?;
        let first = origin.1.ends[side].0;
        let arrives = |vertex: u32| {
            station.1.ends.iter().position(|&(end, gap)| {
                end == vertex && start.extended(gap, limit) == Some(scratch.label(vertex))
            })
        };
        let (walked, last_side) = self.trace(scratch, first, &arrives)?;
        let mut parts = Vec::with_capacity(walked.len() + 2);
        if !origin.1.is_junction() {
            parts.push(self.end_part(origin, side, true));
        }
        for (run, forward) in walked {
            let whole = self.ends(run).cost[usize::from(!forward)];
            let nodes = self.network().runs().ends(run);
            let places = nodes.map(|node| self.network().positions()[node as usize]);
            let (from, to, places) = if forward {
                ((0, 0), whole, places)
            } else {
                (whole, (0, 0), [places[1], places[0]])
            };
            parts.push(Part { run, from, to, places, forward });
        }
        if !station.1.is_junction() {
            parts.push(self.end_part(station, last_side, false));
        }
        Some(parts)
    }

    /// Between a position and an end of its run.
    fn end_part(&self, (snap, anchor): Tied<'_>, side: usize, outward: bool) -> Part {
        let run = anchor.run;
        let side = true_side(anchor, side, outward);
        let node = self.network().runs().ends(run)[side];
        let end = self.network().positions()[node as usize];
        // a walk outward to the last end, or inward from the first, goes along the run
        let forward = (side == 1) == outward;
        let here = if forward { anchor.forward } else { anchor.backward };
        let there = match side {
            0 => (0, 0),
            _ => self.ends(run).cost[usize::from(!forward)],
        };
        let (from, to, places) = if outward {
            (here, there, [snap.at, end])
        } else {
            (there, here, [end, snap.at])
        };
        Part { run, from, to, places, forward }
    }

    /// Runs from a vertex to one where `arrives` says the seed is, each with whether it is walked
    /// along, and the side of the seed.
    fn trace(
        &self,
        scratch: &Scratch,
        from: u32,
        arrives: &dyn Fn(u32) -> Option<usize>,
    ) -> Option<(Vec<(u32, bool)>, usize)> {
        type Step = (u32, Option<(u32, bool)>);
        let mut came: FxHashMap<u32, Step> = FxHashMap::default();
        came.insert(from, (from, None));
        let mut open = vec![from];
        while let Some(vertex) = open.pop() {
            if let Some(side) = arrives(vertex) {
                let mut walked = Vec::new();
                let mut at = vertex;
                while at != from {
                    let (before, run) = came[&at];
                    walked.extend(run);
                    at = before;
                }
                walked.reverse();
                return Some((walked, side));
            }
            self.each_tight(scratch, vertex, |next, run| {
                came.entry(next).or_insert_with(|| {
                    open.push(next);
                    (vertex, run)
                });
            });
        }
        None
    }

    /// Visits the vertices that a walk may go on to, nearer to the seed.
    fn each_tight(
        &self,
        scratch: &Scratch,
        vertex: u32,
        mut visit: impl FnMut(u32, Option<(u32, bool)>),
    ) {
        let here = scratch.label(vertex);
        let tight = |next: u32, by: Pair| {
            scratch.label(next).extended(by, u32::MAX - 1) == Some(here)
        };
        for (arc, run) in self.arcs(vertex).iter().zip(self.runs_at(vertex)) {
            let Some(run) = run else { continue };
            let ends = self.ends(run);
            for forward in [true, false] {
                let [tail, head] = [usize::from(!forward), usize::from(forward)];
                let leads =
                    |side: [u32; 2]| side[tail] == vertex && side[head] == arc.head;
                if (leads(ends.seed) || leads(ends.target))
                    && tight(arc.head, ends.cost[tail])
                {
                    visit(arc.head, Some((run, forward)));
                }
            }
        }
        for (seedward, outward) in self.layers().links(self.node_of(vertex)) {
            if outward == vertex && tight(seedward, (0, 0)) {
                visit(seedward, None);
            }
        }
    }

    /// Cuts a part of a run into stretches of its streets, joining what goes on along one.
    ///
    /// What is shorter than a unit takes no time, yet has two ends: each stretch begins where the
    /// one before ended.
    fn add_stretches(&self, part: &Part, stretches: &mut Vec<Stretch>) {
        let network = self.network();
        let runs = network.runs();
        let range = runs.range(part.run);
        let pieces: Vec<(u32, bool)> = runs.pieces(part.run).collect();
        let [low, high] =
            if part.forward { [part.from, part.to] } else { [part.to, part.from] };
        let mut cut: Vec<(u32, Pair, LngLat)> = Vec::new();
        if let [(piece, _)] = pieces[..] {
            cut.push((piece, minus(high, low), part.places[1]));
        } else {
            let along = &self.along()[range.clone()];
            let nodes = &runs.slots()[range];
            // where a walk leaves a piece
            let far = usize::from(part.forward);
            for (i, &(piece, _)) in pieces.iter().enumerate() {
                let from = (along[i].0.max(low.0), along[i].1.max(low.1));
                let to = (along[i + 1].0.min(high.0), along[i + 1].1.min(high.1));
                let empty = from == to && low != high;
                if from.0 > to.0 || from.1 > to.1 || empty {
                    continue;
                }
                let end = network.positions()[nodes[i + far] as usize];
                cut.push((piece, minus(to, from), end));
            }
            if low == high {
                cut.truncate(1); // between two places of one position, one piece is enough
            }
            if !part.forward {
                cut.reverse();
            }
            if let Some((_, _, end)) = cut.last_mut() {
                *end = part.places[1];
            }
        }
        let mut here = part.places[0];
        for (piece, cost, end) in cut {
            add(network.street_of(piece), cost, [here, end], stretches);
            here = end;
        }
    }
}

fn add(street: usize, cost: Pair, places: [LngLat; 2], stretches: &mut Vec<Stretch>) {
    if let Some(last) = stretches.last_mut().filter(|last| last.street == street) {
        let sum = plus((last.primary, last.secondary), cost);
        (last.primary, last.secondary) = sum;
        last.places.push(places[1]);
    } else if cost != (0, 0) || places[0] != places[1] {
        let (primary, secondary) = cost;
        stretches.push(Stretch { street, primary, secondary, places: places.to_vec() });
    }
}

/// The end of the run that a side stands for: on a loop, both sides are its shorter one.
fn true_side(anchor: &Anchor, side: usize, outward: bool) -> usize {
    if anchor.ends[0] != anchor.ends[1] {
        return side;
    }
    let gap = anchor.ends[side].1;
    let to_first = if outward { anchor.backward } else { anchor.forward };
    let open = anchor.open[usize::from(outward)];
    usize::from(!(open && to_first == gap))
}

fn minus(high: Pair, low: Pair) -> Pair {
    (high.0.saturating_sub(low.0), high.1.saturating_sub(low.1))
}
