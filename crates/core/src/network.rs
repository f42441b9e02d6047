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
//! shared; [`Network::walked_by`] says which streets one kind of walker uses. Between junctions,
//! pieces are contracted to [`runs`](Runs); a [`Graph`] weighs them for one profile, unit and
//! heading, and a [`Scratch`] holds the labels of one search on one thread.

mod admission;
mod anchor;
mod area;
mod backward;
mod builder;
mod clip;
mod component;
mod connect;
mod draft;
mod enclosed;
mod fill;
mod graph;
pub mod isochrone;
pub mod lines;
mod loose_end;
mod mend;
mod pace;
mod path;
mod queue;
mod run;
mod search;
mod snap;
mod stored;
mod street;
mod texts;
mod unbuilt;
mod vertex;

pub use anchor::Anchor;
pub use area::{AreaRefusal, AreaReport};
pub use builder::NetworkBuilder;
pub use component::Component;
pub(crate) use component::DisjointSets;
pub use connect::{Connection, ConnectionKind};
pub use fill::NodeLabels;
pub use graph::{Arc, Graph, Heading, Pair, RunView};
pub use loose_end::LooseEnd;
pub(crate) use mend::Mended;
pub use path::{Path, Stretch, Tied};
pub use run::Runs;
pub use search::{Label, Scratch, Seed, UNBOUNDED, seeds_of};
pub use snap::Snap;
pub use stored::{InvalidNetwork, NetworkFault, Section};
pub use street::Street;

use crate::LngLat;
use crate::column::Column;
use crate::model::Profile;
use admission::{Admission, Class};
use lines::{NO_NAME, StreetId};
use pace::Scale;
use std::ops::Range;
use std::sync::{self, OnceLock};
use street::{Naming, StreetRow};
use texts::Texts;

/// Streets that may be walked, immutable and indexed, as one kind of walker sees them.
///
/// # Cost
///
/// A clone shares everything.
#[derive(Clone, Debug)]
pub struct Network {
    base: sync::Arc<Base>,
    walked: sync::Arc<Walked>,
}

/// What is the same for every walker.
#[derive(Clone, Debug)]
struct Base {
    positions: Column<LngLat>,
    /// OpenStreetMap ids of the nodes, 0 for a node of ours; empty where there are no others.
    osm_nodes: Column<i64>,
    streets: Column<StreetRow>,
    vertices: Column<u32>,
    along: Column<f64>,
    /// Names of streets, and of the user's lines.
    texts: Texts,
    connections: sync::Arc<[Connection]>,
    min_component_m: f64,
}

/// What depends on who walks.
#[derive(Debug)]
struct Walked {
    admission: Admission,
    /// By street.
    classes: Vec<Class>,
    index: snap::SnapIndex,
    runs: OnceLock<Runs>,
}

impl Network {
    /// This network as a profile walks it: its streets, and which of them are islands.
    ///
    /// # Cost
    ///
    /// None if the streets are the same as here, as for all walkers on foot; else O(n log n) for
    /// an index of its own, which shares everything else.
    #[must_use]
    pub fn walked_by(&self, profile: &Profile) -> Self {
        let admission = Admission::of(profile);
        if admission == self.walked.admission {
            return self.clone();
        }
        Self::over(sync::Arc::clone(&self.base), admission)
    }

    fn over(base: sync::Arc<Base>, admission: Admission) -> Self {
        let classes = admission::classes(&base, admission);
        let index = snap::SnapIndex::new(&base, &classes);
        let walked = Walked { admission, classes, index, runs: OnceLock::new() };
        Self { base, walked: sync::Arc::new(walked) }
    }

    /// This network with another least meters of street that make a component usable (rule 6).
    ///
    /// # Cost
    ///
    /// As for [`Network::walked_by`].
    #[must_use]
    pub fn with_min_component(&self, meters: f64) -> Self {
        if meters.to_bits() == self.base.min_component_m.to_bits() {
            return self.clone();
        }
        let base = Base { min_component_m: meters, ..(*self.base).clone() };
        Self::over(sync::Arc::new(base), self.walked.admission)
    }

    /// Whether this is a clone of the other: the same streets, walked by the same.
    #[must_use]
    pub fn is_clone_of(&self, other: &Self) -> bool {
        sync::Arc::ptr_eq(&self.base, &other.base)
            && sync::Arc::ptr_eq(&self.walked, &other.walked)
    }

    /// The streets, in input order, connecting pieces last.
    #[must_use]
    pub fn streets(&self) -> impl ExactSizeIterator<Item = Street> + '_ {
        (0..self.base.streets.len()).map(|s| self.street(s))
    }

    /// One street, by its place in [`Network::streets`].
    #[must_use]
    pub fn street(&self, street: usize) -> Street {
        let row = self.base.streets[street];
        Street { id: self.base.id_of(row.naming(), row.id()), manner: row.manner() }
    }

    /// Place of each node.
    #[must_use]
    pub fn positions(&self) -> &[LngLat] {
        &self.base.positions
    }

    /// OpenStreetMap id of a node, if it has one.
    #[must_use]
    pub fn osm_node(&self, node: u32) -> Option<i64> {
        self.base.osm_nodes.get(node as usize).copied().filter(|&id| id != 0)
    }

    /// Connections that were inferred between the user's lines, or from them to OSM.
    #[must_use]
    pub fn connections(&self) -> &[Connection] {
        &self.base.connections
    }

    /// Length of all streets in meters.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        (0..self.base.streets.len()).map(|s| self.base.length_of(s)).sum()
    }

    /// Length of one street in meters.
    #[must_use]
    pub fn length_of(&self, street: usize) -> f64 {
        self.base.length_of(street)
    }

    /// Whether this walker uses a street: it may, and the street lies on no island (rule 6).
    #[must_use]
    pub fn is_usable(&self, street: usize) -> bool {
        matches!(self.walked.classes[street], Class::Ordinary | Class::LastResort)
    }

    /// Whether a street may only begin or end a walk of this walker (rule 18): it says so, or lies
    /// behind a private gate.
    #[must_use]
    pub fn is_private(&self, street: usize) -> bool {
        self.runs().is_private(street)
    }

    /// Number and meters of the streets on islands too small to be used.
    #[must_use]
    pub fn islands(&self) -> (usize, f64) {
        let classes = self.walked.classes.iter().enumerate();
        let islands = classes.filter(|&(_, &class)| class == Class::Island);
        islands.fold((0, 0.0), |(n, m), (s, _)| (n + 1, m + self.base.length_of(s)))
    }

    /// The nodes of a street, in order.
    #[must_use]
    pub fn nodes_of(&self, street: usize) -> &[u32] {
        &self.base.vertices[self.base.vertices_of(street)]
    }

    /// What a street is called, if it has a name.
    #[must_use]
    pub fn name_of(&self, street: usize) -> Option<&str> {
        let name = self.base.streets[street].name;
        (name != NO_NAME).then(|| self.base.texts.get(name))
    }

    /// The street that a piece belongs to.
    #[must_use]
    pub fn street_of(&self, piece: u32) -> usize {
        self.base.street_of(piece)
    }

    /// The most that a meter of street can cost this walker, as a multiple of level ground;
    /// `None` where a lift or a ride takes time whatever its length.
    #[must_use]
    pub fn slowest(&self, profile: &Profile) -> Option<f64> {
        let mut slowest = 1.0_f64;
        for (street, class) in self.base.streets.iter().zip(&self.walked.classes) {
            if *class != Class::Closed {
                slowest = slowest.max(pace::slowest(street.manner(), profile)?);
            }
        }
        Some(slowest)
    }

    /// The two ends of a piece, in the direction of its street.
    #[must_use]
    pub fn piece_nodes(&self, piece: u32) -> [u32; 2] {
        self.base.piece_nodes(piece)
    }

    /// Pieces contracted between junctions; made when first asked for.
    #[must_use]
    pub fn runs(&self) -> &Runs {
        self.walked.runs.get_or_init(|| Runs::new(&self.base, &self.walked.classes))
    }
}

impl Base {
    fn id_of(&self, naming: Naming, id: i64) -> StreetId {
        match naming {
            Naming::Way => StreetId::Way(id),
            Naming::Relation => StreetId::Relation(id),
            Naming::Own => StreetId::Own(self.texts.get(id as u32).into()),
        }
    }

    fn has_text(&self, number: i64) -> bool {
        usize::try_from(number).is_ok_and(|number| number < self.texts.len())
    }

    fn vertices_of(&self, street: usize) -> Range<usize> {
        let next = self
            .streets
            .get(street + 1)
            .map_or(self.vertices.len(), |s| s.first as usize);
        self.streets[street].first as usize..next
    }

    fn length_of(&self, street: usize) -> f64 {
        self.along[self.vertices_of(street).end - 1]
    }

    /// The nodes that hang together over some streets.
    fn joined(&self, streets: impl Iterator<Item = usize>) -> DisjointSets {
        let mut sets = DisjointSets::new(self.positions.len());
        for s in streets {
            for pair in self.vertices[self.vertices_of(s)].windows(2) {
                sets.join(pair[0], pair[1]);
            }
        }
        sets
    }

    /// Meters of a street that count for its component (rule 6): the user's own is never too
    /// small.
    fn component_m(&self, street: usize) -> f64 {
        if self.streets[street].is_own() { f64::INFINITY } else { self.length_of(street) }
    }

    fn street_of(&self, piece: u32) -> usize {
        self.streets.partition_point(|s| s.first <= piece) - 1
    }

    fn piece_nodes(&self, piece: u32) -> [u32; 2] {
        [self.vertices[piece as usize], self.vertices[piece as usize + 1]]
    }

    fn piece_ends(&self, piece: u32) -> [LngLat; 2] {
        self.piece_nodes(piece).map(|node| self.positions[node as usize])
    }

    /// The scale along a street.
    fn scale<'p>(&self, street: usize, profile: &'p Profile) -> Scale<'p> {
        Scale::new(self.streets[street].manner(), self.length_of(street), profile)
    }
}
