//! Snapped positions in the units of a graph.

use super::graph::{CLOSED, plus};
use super::pace::Sense;
use super::{Graph, Heading, Label, Pair, Snap};
use crate::units::Unit;

/// A snapped position in the units of a graph: where a search starts, or where it is read.
///
/// ```text
///   ends[0] o--.----.---+----.--------o ends[1]     a run, positions from its first end
///                       : leg
///                       x
/// ```
///
/// A position on a junction has no run, and the junction at both ends, at no distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The run, [`Anchor::NO_RUN`] on a junction.
    pub run: u32,
    /// Position from the first end of the run for a walk along it, whole units.
    pub forward: Pair,
    /// Position for a walk against it.
    pub backward: Pair,
    /// Walk to the street, whole units.
    pub leg: Pair,
    /// The vertices at the ends of the run with the impedance between them and the position, in
    /// the direction of the walk, legs not counted; `u32::MAX` where that may not be walked, and
    /// equal where there is only one.
    pub ends: [(u32, Pair); 2],
    /// Whether the run may be walked along, and against.
    pub open: [bool; 2],
}

impl Anchor {
    /// The run of a position that is a junction.
    pub const NO_RUN: u32 = u32::MAX;

    /// The distinct ends: one if the position is a junction, or its run a loop.
    pub fn distinct_ends(&self) -> impl Iterator<Item = (u32, Pair)> + use<> {
        let both = if self.ends[0] == self.ends[1] { 1 } else { 2 };
        self.ends.into_iter().take(both)
    }

    /// The best label over the ends, leg included, given those of all vertices.
    pub(crate) fn read(&self, labels: &[Label], limit: u32) -> Label {
        let ways = self.distinct_ends().filter_map(|(vertex, gap)| {
            let way = labels[vertex as usize].extended(gap, limit)?;
            way.extended(self.leg, limit)
        });
        ways.min().unwrap_or(Label::NONE)
    }

    /// Whether the position is a junction of the network.
    #[must_use]
    pub fn is_junction(&self) -> bool {
        self.run == Self::NO_RUN
    }

    /// The walk along one run from this position to another, legs included; `None` on different
    /// runs, where the run may not be walked that way, and for junctions, which need none.
    #[must_use]
    pub fn along(&self, to: &Self) -> Option<Pair> {
        if self.run != to.run || self.is_junction() {
            return None;
        }
        let gap = |from: Pair, to: Pair| (to.0 - from.0, to.1 - from.1);
        let way = if self.forward.0 == to.forward.0 && self.forward.1 == to.forward.1 {
            (0, 0)
        } else if self.forward <= to.forward && self.open[0] {
            gap(self.forward, to.forward)
        } else if to.backward <= self.backward && self.open[1] {
            gap(to.backward, self.backward)
        } else {
            return None;
        };
        Some(plus(plus(self.leg, way), to.leg))
    }
}

/// What a position is in a search.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Seed,
    Target,
}

impl Graph {
    /// A snapped position where a search starts.
    ///
    /// `None` on a street that the graph's profile does not walk.
    #[must_use]
    pub fn seed(&self, snap: &Snap) -> Option<Anchor> {
        self.anchor(snap, Role::Seed)
    }

    /// A snapped position where a search is read.
    ///
    /// `None` on a street that the graph's profile does not walk.
    #[must_use]
    pub fn target(&self, snap: &Snap) -> Option<Anchor> {
        self.anchor(snap, Role::Target)
    }

    /// The walk between a seed and a target on one run, legs included, the way the graph heads.
    #[must_use]
    pub fn between(&self, seed: &Anchor, target: &Anchor) -> Option<Pair> {
        match self.heading {
            Heading::ToSeeds => target.along(seed),
            Heading::FromSeeds | Heading::Either => seed.along(target),
        }
    }

    fn anchor(&self, snap: &Snap, role: Role) -> Option<Anchor> {
        let network = self.network();
        let runs = network.runs();
        let (run, slot, reversed) = runs.place(snap.piece)?;
        let leg = self.both(|unit| unit.of_leg(snap.leg_m, &self.profile));
        if let Some(node) = snap.node.filter(|&node| !runs.is_inside(node)) {
            return Some(self.on_junction(node, role, leg));
        }
        let (along, against) = self.on_run(snap, run, slot, reversed);
        let ends = self.ends(run);
        let open = ends.cost.map(|cost| cost != CLOSED);
        let if_open = |sense: usize, pair| if open[sense] { pair } else { CLOSED };
        let inward = (self.heading == Heading::ToSeeds) == (role == Role::Seed);
        // a walk inward comes along the run from its first end, against it from its last
        let to_ends = if inward {
            [if_open(0, along), if_open(1, minus(ends.cost[1], against))]
        } else {
            [if_open(1, against), if_open(0, minus(ends.cost[0], along))]
        };
        let vertices = match role {
            Role::Seed => ends.seed,
            Role::Target => ends.target,
        };
        let mut ends = [(vertices[0], to_ends[0]), (vertices[1], to_ends[1])];
        if vertices[0] == vertices[1] {
            ends = [ends[0].min(ends[1]); 2]; // a loop is best left by its shorter side
        }
        Some(Anchor { run, forward: along, backward: against, leg, ends, open })
    }

    fn on_junction(&self, node: u32, role: Role, leg: Pair) -> Anchor {
        let vertex = match role {
            Role::Seed => self.layers().before(node),
            Role::Target => self.layers().after(node),
        };
        let ends = [(vertex, (0, 0)); 2];
        let (run, forward, backward) = (Anchor::NO_RUN, (0, 0), (0, 0));
        Anchor { run, forward, backward, leg, ends, open: [true; 2] }
    }

    /// Positions of a snap on its run, for walks along it and against it.
    fn on_run(&self, snap: &Snap, run: u32, slot: usize, reversed: bool) -> (Pair, Pair) {
        let base = &self.network().base;
        let street = base.street_of(snap.piece);
        let scale = base.scale(street, &self.profile);
        let last = base.vertices_of(street).end - 1;
        let piece = snap.piece as usize;
        let from = if reversed { piece + 1 } else { piece };
        let position = |sense| {
            let gap = self.both(|unit| {
                let at = |meters, end| scale.position(unit, meters, sense, end);
                let here = at(snap.along_m, snap.node == Some(base.vertices[last]));
                here.abs_diff(at(base.along[from], from == last))
            });
            plus(self.along()[slot], gap)
        };
        let forward = position(Sense::Forward);
        if self.network().runs().is_symmetric(run) {
            (forward, forward)
        } else {
            (forward, position(Sense::Backward))
        }
    }

    fn both(&self, of: impl Fn(Unit) -> u32) -> Pair {
        (of(self.unit), of(self.unit.other()))
    }
}

fn minus(whole: Pair, part: Pair) -> Pair {
    (whole.0.saturating_sub(part.0), whole.1.saturating_sub(part.1))
}
