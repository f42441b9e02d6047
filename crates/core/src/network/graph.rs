//! Arcs in compressed sparse rows, weighted for one profile and unit.
//!
//! ```text
//! first_out  0   2       5 ...          arcs of node n: first_out[n] .. first_out[n + 1]
//! arcs       ->3 ->7  |  ->0 ->2 ->9    head, primary, secondary
//! ```
//!
//! Invariants: `first_out` has one entry more than there are nodes and never falls; every head is
//! a node; every arc stands once at each of its ends, as all streets can be walked both ways. The
//! *primary* impedance is what a search minimizes, the *secondary* is carried along (meters beside
//! a time, or the time beside meters).

use super::pace::{Scale, Sense};
use super::{Network, Snap};
use crate::model::Profile;
use crate::units::Unit;

/// A directed arc.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arc {
    /// The node it leads to.
    pub head: u32,
    /// What the search minimizes.
    pub primary: u32,
    /// What it carries along.
    pub secondary: u32,
}

/// The arcs of a network for one profile and unit.
///
/// Immutable, and shared by all threads; one network has as many graphs as there are profiles and
/// units in use.
///
/// # Units
///
/// Primary impedance in `unit`, secondary in the other unit, both whole.
#[derive(Clone, Debug)]
pub struct Graph {
    first_out: Vec<u32>,
    arcs: Vec<Arc>,
    unit: Unit,
    profile: Profile,
}

/// Impedance to a node or along a street: primary and secondary.
pub type Pair = (u32, u32);

/// A snapped position in the units of a graph.
///
/// ```text
///   ends[0] o-------+-------------o ends[1]     piece, positions from the start of the street
///                   : leg
///                   x
/// ```
///
/// A position on a node has that node at both ends, at no distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The piece of street.
    pub piece: u32,
    /// Position along the street, whole units.
    pub position: Pair,
    /// Walk to the street, whole units.
    pub leg: Pair,
    /// The ends that can be reached along the piece, with the impedance to them, legs not
    /// counted; equal where the position is a node.
    pub ends: [(u32, Pair); 2],
}

impl Anchor {
    /// The distinct ends: one if the position is a node.
    pub fn distinct_ends(&self) -> impl Iterator<Item = (u32, Pair)> + use<> {
        let both = if self.is_node() { 1 } else { 2 };
        self.ends.into_iter().take(both)
    }

    /// Whether the position is a node of the network.
    #[must_use]
    pub fn is_node(&self) -> bool {
        self.ends[0] == self.ends[1]
    }

    /// The straight walk along one street between two positions on the same piece, legs
    /// included; `None` on different pieces, and for nodes, which need none.
    #[must_use]
    pub fn along(&self, other: &Self) -> Option<Pair> {
        (self.piece == other.piece && !self.is_node() && !other.is_node()).then(|| {
            let sum = |leg: u32, gap: u32, other: u32| {
                leg.saturating_add(gap).saturating_add(other)
            };
            (
                sum(self.leg.0, self.position.0.abs_diff(other.position.0), other.leg.0),
                sum(self.leg.1, self.position.1.abs_diff(other.position.1), other.leg.1),
            )
        })
    }
}

impl Graph {
    /// Weighs every piece of the network.
    ///
    /// # Cost
    ///
    /// O(nodes + pieces); 24 bytes a piece.
    #[must_use]
    pub fn new(network: &Network, unit: Unit, profile: &Profile) -> Self {
        let nodes = network.positions.len();
        let mut first_out = vec![0_u32; nodes + 1];
        each_piece(network, |_, _, [a, b]| {
            first_out[a as usize + 1] += 1;
            first_out[b as usize + 1] += 1;
        });
        for node in 0..nodes {
            first_out[node + 1] += first_out[node];
        }
        let mut next = first_out.clone();
        let mut arcs = vec![Arc::default(); first_out[nodes] as usize];
        each_piece(network, |street, piece, [a, b]| {
            let scale = network.scale(street, profile);
            let length = |unit: Unit| {
                let position = |vertex| network.position(&scale, street, vertex, unit);
                position(piece + 1) - position(piece)
            };
            let (primary, secondary) = (length(unit), length(unit.other()));
            for (tail, head) in [(a, b), (b, a)] {
                arcs[next[tail as usize] as usize] = Arc { head, primary, secondary };
                next[tail as usize] += 1;
            }
        });
        Self { first_out, arcs, unit, profile: profile.clone() }
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

    /// Number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.first_out.len() - 1
    }

    /// The arcs out of a node.
    #[must_use]
    pub fn arcs(&self, node: u32) -> &[Arc] {
        let node = node as usize;
        &self.arcs[self.first_out[node] as usize..self.first_out[node + 1] as usize]
    }

    /// A snapped position in whole units.
    #[must_use]
    pub fn anchor(&self, network: &Network, snap: &Snap) -> Anchor {
        let street = network.street_of(snap.piece);
        let scale = network.scale(street, &self.profile);
        let pair = |at: &dyn Fn(Unit) -> u32| (at(self.unit), at(self.unit.other()));
        let position =
            pair(&|unit| scale.position(unit, snap.along_m, Sense::Forward, false));
        let end = |vertex: usize| {
            let at = pair(&|unit| network.position(&scale, street, vertex, unit));
            let gap = (position.0.abs_diff(at.0), position.1.abs_diff(at.1));
            (network.vertices[vertex], gap)
        };
        let piece = snap.piece as usize;
        let ends = match snap.node {
            Some(node) => [(node, (0, 0)); 2],
            None => [end(piece), end(piece + 1)],
        };
        let leg = pair(&|unit| unit.of_leg(snap.leg_m, &self.profile));
        Anchor { piece: snap.piece, position, leg, ends }
    }
}

impl Network {
    fn scale<'p>(&self, street: usize, profile: &'p Profile) -> Scale<'p> {
        let length_m = self.along[self.vertices_of(street).end - 1];
        Scale::new(self.streets[street].manner, length_m, profile)
    }

    fn position(
        &self,
        scale: &Scale<'_>,
        street: usize,
        vertex: usize,
        unit: Unit,
    ) -> u32 {
        let end = vertex + 1 == self.vertices_of(street).end;
        scale.position(unit, self.along[vertex], Sense::Forward, end)
    }
}

fn each_piece(network: &Network, mut visit: impl FnMut(usize, usize, [u32; 2])) {
    for street in 0..network.streets.len() {
        let range = network.vertices_of(street);
        for piece in range.start..range.end - 1 {
            visit(street, piece, network.piece_nodes(piece as u32));
        }
    }
}
