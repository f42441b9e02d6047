//! The walking network: streets and how they hang together, snapping, and search.
//!
//! ```text
//! street       s0                 s1
//! vertices     n4  n7  n5  n9     n7  n2          nodes, one street after the other
//! along        0.0 31.2 80.5 97.1 0.0 44.0        meters from the start of the street
//! positions    P0 P1 P2 ...                       node -> place
//! ```
//!
//! A *piece* is the straight run between two neighboring vertices of a street, named by the index
//! of the first; nodes are numbered along a space-filling curve. The network is immutable and
//! shared; a [`Graph`] holds its arcs for one profile and unit, a [`Scratch`] the labels of one
//! search on one thread.
//!
//! Left out for now: one-way footways, lifts and escalators, private ends, areas.

mod area;
mod builder;
mod component;
mod connect;
mod draft;
mod graph;
pub mod lines;
mod pace;
mod queue;
mod search;
mod snap;

pub use area::{AreaRefusal, AreaReport};
pub use builder::NetworkBuilder;
pub(crate) use component::DisjointSets;
pub use connect::{Connection, ConnectionKind};
pub use graph::{Anchor, Arc, Graph, Pair};
pub use search::{Label, Scratch, Seed, UNBOUNDED, seeds_of};
pub use snap::Snap;

use crate::LngLat;
use lines::{Manner, NO_NAME, StreetId, StreetKind};
use std::ops::Range;

/// A street of the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Street {
    /// Its name in the source; a connecting piece has that of the user's line.
    pub id: StreetId,
    name: u32,
    /// How it is walked.
    pub manner: Manner,
    /// Whether it lies in a component large enough to be used (rule 6).
    pub usable: bool,
    first: u32,
}

/// Streets that may be walked, immutable and indexed.
#[derive(Clone, Debug)]
pub struct Network {
    positions: Vec<LngLat>,
    streets: Vec<Street>,
    vertices: Vec<u32>,
    along: Vec<f64>,
    names: Vec<Box<str>>,
    connections: Vec<Connection>,
    index: snap::SnapIndex,
}

impl Network {
    /// The streets, in input order, connecting pieces last.
    #[must_use]
    pub fn streets(&self) -> &[Street] {
        &self.streets
    }

    /// Place of each node.
    #[must_use]
    pub fn positions(&self) -> &[LngLat] {
        &self.positions
    }

    /// Connections that were inferred between the user's lines, or from them to OSM.
    #[must_use]
    pub fn connections(&self) -> &[Connection] {
        &self.connections
    }

    /// Length of all streets in meters.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        (0..self.streets.len()).map(|s| self.along[self.vertices_of(s).end - 1]).sum()
    }

    /// Whether there are steps, which take longer than their length.
    #[must_use]
    pub fn has_steps(&self) -> bool {
        self.streets.iter().any(|street| street.manner.kind == StreetKind::Steps)
    }

    /// Number and meters of the streets on islands too small to be used.
    #[must_use]
    pub fn islands(&self) -> (usize, f64) {
        let unused = (0..self.streets.len()).filter(|&s| !self.streets[s].usable);
        unused.fold((0, 0.0), |(n, m), s| {
            (n + 1, m + self.along[self.vertices_of(s).end - 1])
        })
    }

    /// The nodes of a street, in order.
    #[must_use]
    pub fn nodes_of(&self, street: usize) -> &[u32] {
        &self.vertices[self.vertices_of(street)]
    }

    /// What a street is called, if it has a name.
    #[must_use]
    pub fn name_of(&self, street: usize) -> Option<&str> {
        let name = self.streets[street].name;
        (name != NO_NAME).then(|| &*self.names[name as usize])
    }

    /// The street that a piece belongs to.
    #[must_use]
    pub fn street_of(&self, piece: u32) -> usize {
        self.streets.partition_point(|s| s.first <= piece) - 1
    }

    fn vertices_of(&self, street: usize) -> Range<usize> {
        let next = self
            .streets
            .get(street + 1)
            .map_or(self.vertices.len(), |s| s.first as usize);
        self.streets[street].first as usize..next
    }

    /// The two nodes of a piece.
    fn piece_nodes(&self, piece: u32) -> [u32; 2] {
        [self.vertices[piece as usize], self.vertices[piece as usize + 1]]
    }
}
