//! Runs weighed for one profile, unit and heading, in compressed sparse rows.
//!
//! ```text
//! first_out  0   2       5 ...          arcs of vertex v: first_out[v] .. first_out[v + 1]
//! arcs       ->3 ->7  |  ->0 ->2 ->9    head, primary, secondary
//! run_of     r0  r4   |  r0  r9  -      the run behind each arc, none behind a link
//! along      0 31 80 | 0 44 | ...       impedance from the first end of a run to each node of it
//! ```
//!
//! Invariants: `first_out` has one entry more than there are vertices and never falls; every head
//! is a vertex; every run has an arc at each of its ends in each of its layers, [`CLOSED`] in a
//! direction that may not be walked; `along` never falls within a run. The *primary* impedance is
//! what a search minimizes, the *secondary* is carried along (meters beside a time, or the time
//! beside meters). Arcs lead the way the search spreads, which under [`Heading::ToSeeds`] is
//! against the walk.

use super::lines::Direction;
use super::pace::{Scale, Sense};
use super::vertex::Vertices;
use super::{Network, Runs, Scratch};
use crate::model::Profile;
use crate::units::Unit;
use std::ops::Range;
use std::sync::OnceLock;

/// A directed arc.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arc {
    /// The vertex it leads to.
    pub head: u32,
    /// What the search minimizes.
    pub primary: u32,
    /// What it carries along.
    pub secondary: u32,
}

/// Impedance to a place or along a street: primary and secondary.
pub type Pair = (u32, u32);

/// More than any budget: a direction that may not be walked.
pub(super) const CLOSED: Pair = (u32::MAX, u32::MAX);
/// The run of an arc between layers of one junction.
const NO_RUN: u32 = u32::MAX;
/// Set for an arc of a private run in the layer before the public ones, where nothing is read:
/// its nodes have their labels from the layer after.
const UNREAD: u32 = 1 << 31;

/// Which way people walk, seen from where a search starts (rule 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Heading {
    /// From everywhere to the seeds: coverage, from people to stations.
    ToSeeds,
    /// From the seeds to everywhere.
    FromSeeds,
    /// Either way, and private ways like all others: how far apart two places lie.
    Either,
}

/// The arcs of a network for one profile, unit and heading.
///
/// Immutable, and shared by all threads; one network has as many graphs as there are profiles and
/// units in use.
///
/// # Units
///
/// Primary impedance in `unit`, secondary in the other unit, both whole.
#[derive(Clone, Debug)]
pub struct Graph {
    network: Network,
    pub(super) unit: Unit,
    pub(super) profile: Profile,
    pub(super) heading: Heading,
    vertices: Vertices,
    first_out: Vec<u32>,
    arcs: Vec<Arc>,
    run_of: Vec<u32>,
    /// The network node of each vertex.
    node_of: Vec<u32>,
    along: Vec<Pair>,
    ends: Vec<RunEnds>,
    slowest: OnceLock<f64>,
}

/// A run between its vertices.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunEnds {
    /// The vertices that a seed on the run starts at.
    pub(super) seed: [u32; 2],
    /// The vertices that a target on the run is read at.
    pub(super) target: [u32; 2],
    /// From the first end to the last, and back.
    pub(super) cost: [Pair; 2],
}

/// One run of a graph: its nodes, and how far each lies from its ends.
#[derive(Clone, Copy, Debug)]
pub struct RunView<'g> {
    /// Network nodes from the first end to the last.
    pub nodes: &'g [u32],
    /// Impedance from the first end to each node, where both directions may be walked and take
    /// as long.
    pub along: &'g [Pair],
    /// The vertices whose labels tell how its nodes are reached.
    pub ends: [u32; 2],
    /// Impedance to walk the whole run: from its first end, and from its last; `u32::MAX` where
    /// that may not be.
    pub cost: [Pair; 2],
}

impl Graph {
    /// Weighs every run of the network.
    ///
    /// The network should be as the profile walks it: see [`Network::walked_by`].
    ///
    /// # Cost
    ///
    /// O(nodes + pieces); 8 bytes a node, and some 100 a junction.
    #[must_use]
    pub fn new(
        network: &Network,
        unit: Unit,
        profile: &Profile,
        heading: Heading,
    ) -> Self {
        let runs = network.runs();
        let vertices = Vertices::new(&runs.junctions, heading != Heading::Either);
        let mut graph = Self {
            network: network.clone(),
            unit,
            profile: profile.clone(),
            heading,
            first_out: vec![0; vertices.len() + 1],
            vertices,
            arcs: Vec::new(),
            run_of: Vec::new(),
            node_of: Vec::new(),
            along: vec![(0, 0); runs.slots().len()],
            ends: Vec::with_capacity(runs.len()),
            slowest: OnceLock::new(),
        };
        graph.weigh_runs(runs);
        graph.lay_arcs(runs);
        graph
    }

    fn weigh_runs(&mut self, runs: &Runs) {
        for run in 0..runs.len() as u32 {
            let forward = self.weigh(runs, run);
            let kind = runs.kind(run);
            let backward =
                if runs.is_symmetric(run) { forward } else { self.against(runs, run) };
            let cost = match (self.heading, kind.direction) {
                (Heading::Either, _) | (_, Direction::Both) => [forward, backward],
                (_, Direction::Forward) => [forward, CLOSED],
                (_, Direction::Backward) => [CLOSED, backward],
            };
            let nodes = runs.ends(run);
            let vertices = &self.vertices;
            let layered = kind.private && self.heading != Heading::Either;
            let [seed, target] = if layered {
                [nodes.map(|n| vertices.before(n)), nodes.map(|n| vertices.after(n))]
            } else {
                [nodes.map(|n| vertices.public(n)); 2]
            };
            self.ends.push(RunEnds { seed, target, cost });
        }
    }

    /// Fills `along` for a run, and returns its whole impedance.
    fn weigh(&mut self, runs: &Runs, run: u32) -> Pair {
        let base = &self.network.base;
        let mut sum = (0, 0);
        let mut of = 0..0;
        let mut scale = base.scale(0, &self.profile);
        for (slot, (piece, _)) in runs.range(run).zip(runs.pieces(run)) {
            self.along[slot] = sum;
            if !of.contains(&(piece as usize)) {
                let street = base.street_of(piece);
                of = base.vertices_of(street);
                scale = base.scale(street, &self.profile);
            }
            sum = plus(sum, self.length(&scale, of.end - 1, piece, Sense::Forward));
        }
        self.along[runs.range(run).end - 1] = sum;
        sum
    }

    /// The impedance against its direction of a run whose directions differ, which is one piece.
    fn against(&self, runs: &Runs, run: u32) -> Pair {
        let base = &self.network.base;
        let pieces = runs.pieces(run).map(|(piece, _)| {
            let street = base.street_of(piece);
            let scale = base.scale(street, &self.profile);
            self.length(&scale, base.vertices_of(street).end - 1, piece, Sense::Backward)
        });
        pieces.fold((0, 0), plus)
    }

    /// The impedance of a piece, of a street whose last vertex is `last`.
    fn length(&self, scale: &Scale<'_>, last: usize, piece: u32, sense: Sense) -> Pair {
        let piece = piece as usize;
        let at = |vertex: usize, unit: Unit| {
            let meters = self.network.base.along[vertex];
            scale.position(unit, meters, sense, vertex == last)
        };
        let length = |unit| at(piece + 1, unit) - at(piece, unit);
        (length(self.unit), length(self.unit.other()))
    }

    fn lay_arcs(&mut self, runs: &Runs) {
        let nodes = self.network.base.positions.len() as u32;
        let junctions = || (0..nodes).filter(|&n| !runs.is_inside(n));
        let mut first_out = std::mem::take(&mut self.first_out);
        self.each_arc(|tail, _, _| first_out[tail as usize + 1] += 1);
        for node in junctions() {
            for (tail, _) in self.vertices.links(node) {
                first_out[tail as usize + 1] += 1;
            }
        }
        for vertex in 1..first_out.len() {
            first_out[vertex] += first_out[vertex - 1];
        }
        let mut next = first_out.clone();
        let arcs_total = next.last().map_or(0, |&n| n as usize);
        let mut arcs = vec![Arc::default(); arcs_total];
        let mut run_of = vec![NO_RUN; arcs_total];
        let mut lay = |tail: u32, arc: Arc, run: u32| {
            let place = &mut next[tail as usize];
            arcs[*place as usize] = arc;
            run_of[*place as usize] = run;
            *place += 1;
        };
        self.each_arc(&mut lay);
        for node in junctions() {
            for (tail, head) in self.vertices.links(node) {
                lay(tail, Arc { head, primary: 0, secondary: 0 }, NO_RUN);
            }
        }
        (self.first_out, self.arcs, self.run_of) = (first_out, arcs, run_of);
        self.node_of = vec![0; self.vertices.len()];
        for node in junctions() {
            for vertex in self.vertices.range(node) {
                self.node_of[vertex as usize] = node;
            }
        }
    }

    /// Visits every arc of every run: tail, arc, run.
    fn each_arc(&self, mut visit: impl FnMut(u32, Arc, u32)) {
        for (run, ends) in (0..).zip(&self.ends) {
            let [there, back] = match self.heading {
                Heading::ToSeeds => [ends.cost[1], ends.cost[0]],
                Heading::FromSeeds | Heading::Either => ends.cost,
            };
            let layers = [ends.seed, ends.target];
            let layers = if ends.seed == ends.target { &layers[..1] } else { &layers };
            for (nth, &[a, b]) in layers.iter().enumerate() {
                let run = if nth + 1 < layers.len() { run | UNREAD } else { run };
                let arc = |head, (primary, secondary)| Arc { head, primary, secondary };
                visit(a, arc(b, there), run);
                visit(b, arc(a, back), run);
            }
        }
    }

    /// What its searches minimize.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// Who walks.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Which way.
    #[must_use]
    pub fn heading(&self) -> Heading {
        self.heading
    }

    /// The streets, as its profile walks them.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The most that a meter of street can cost, as a multiple of level ground: infinite where a
    /// lift or a ride takes time whatever its length. Worked out when first asked for.
    #[must_use]
    pub fn slowest(&self) -> f64 {
        let slowest = || self.network.slowest(&self.profile).unwrap_or(f64::INFINITY);
        *self.slowest.get_or_init(slowest)
    }

    /// Number of search vertices.
    #[must_use]
    pub fn vertices(&self) -> usize {
        self.vertices.len()
    }

    /// Number of runs.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.ends.len()
    }

    /// The arcs out of a vertex, the way a search spreads.
    #[must_use]
    pub fn arcs(&self, vertex: u32) -> &[Arc] {
        &self.arcs[self.arcs_of(vertex)]
    }

    /// The runs behind the arcs of a vertex, one for one; `None` behind a link between layers.
    pub fn runs_at(&self, vertex: u32) -> impl Iterator<Item = Option<u32>> {
        let run = |&run: &u32| (run != NO_RUN).then_some(run & !UNREAD);
        self.run_of[self.arcs_of(vertex)].iter().map(run)
    }

    /// The network node of a vertex.
    #[must_use]
    pub fn node_of(&self, vertex: u32) -> u32 {
        self.node_of[vertex as usize]
    }

    fn arcs_of(&self, vertex: u32) -> Range<usize> {
        let vertex = vertex as usize;
        self.first_out[vertex] as usize..self.first_out[vertex + 1] as usize
    }

    /// A run with its impedances.
    #[must_use]
    pub fn run(&self, run: u32) -> RunView<'_> {
        let ends = &self.ends[run as usize];
        RunView {
            nodes: self.network.runs().nodes(run),
            along: &self.along[self.network.runs().range(run)],
            ends: ends.target,
            cost: ends.cost,
        }
    }

    /// Visits every run that a search reached at one of its ends, each once, in no particular
    /// order; a run that is only touched by the seeds on it is not among them.
    pub fn each_run_reached(&self, scratch: &Scratch, mut visit: impl FnMut(u32)) {
        if scratch.touched().len() > self.vertices.len() / 4 {
            // most of the city: in the order of memory
            for (run, ends) in (0..).zip(&self.ends) {
                if ends.target.iter().any(|&end| scratch.is_touched(end)) {
                    visit(run);
                }
            }
            return;
        }
        for &vertex in scratch.touched() {
            let range = self.arcs_of(vertex);
            let mut last = NO_RUN;
            for (arc, &run) in self.arcs[range.clone()].iter().zip(&self.run_of[range]) {
                // judged at its higher end, or at its lower if the higher was not reached; the
                // two ends of a loop stand one behind the other
                let judged = arc.head <= vertex || !scratch.is_touched(arc.head);
                if judged && run & UNREAD == 0 && run != last {
                    visit(run);
                    last = run;
                }
            }
        }
    }

    pub(super) fn ends(&self, run: u32) -> &RunEnds {
        &self.ends[run as usize]
    }

    /// Impedance from the first end of its run to each slot.
    pub(super) fn along(&self) -> &[Pair] {
        &self.along
    }

    pub(super) fn layers(&self) -> &Vertices {
        &self.vertices
    }
}

pub(super) fn plus(a: Pair, b: Pair) -> Pair {
    (a.0.saturating_add(b.0), a.1.saturating_add(b.1))
}
