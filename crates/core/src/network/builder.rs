//! From street lines to a network: nodes shared, lines connected, islands told apart.

use super::component::DisjointSets;
use super::connect::{Connection, Connector};
use super::draft::{Draft, Source};
use super::lines::{SnapClass, StreetLines};
use super::snap::{Pieces, SnapIndex};
use super::{Network, Street};
use crate::box_tree::curve;
use rayon::prelude::*;

/// Collects street lines, then builds the network once.
///
/// Streets keep the order in which they are added, which decides ties in snapping; connecting
/// pieces come last.
///
/// # Examples
///
/// ```
/// use walkshed::LngLat;
/// use walkshed::network::NetworkBuilder;
/// use walkshed::network::lines::StreetLines;
///
/// let at = |x, y| LngLat::new(x, y).unwrap();
/// let mut builder = NetworkBuilder::new();
/// builder.add_own(StreetLines::drawn(&[
///     ("main street", &[at(99.92, 24.57), at(99.93, 24.57)]),
///     ("side street", &[at(99.925, 24.57), at(99.925, 24.58)]),
/// ]));
/// let network = builder.build();
/// assert_eq!(network.streets().len(), 2);
/// assert_eq!(network.connections().len(), 1); // an end on a line
/// ```
#[derive(Debug)]
pub struct NetworkBuilder {
    draft: Draft,
    connect_m: f64,
    min_component_m: f64,
}

impl NetworkBuilder {
    /// A builder with the defaults of rules 6 and 20: ends join within 1 m, OSM islands under
    /// 1,000 m of street are not used.
    #[must_use]
    pub fn new() -> Self {
        Self { draft: Draft::default(), connect_m: 1.0, min_component_m: 1000.0 }
    }

    /// How near an end of the user's line must come to another to join it, in meters.
    #[must_use]
    pub fn with_connect(mut self, meters: f64) -> Self {
        self.connect_m = meters;
        self
    }

    /// Least meters of street that make an OSM component usable. A component with a line of the
    /// user's own is always usable.
    #[must_use]
    pub fn with_min_component(mut self, meters: f64) -> Self {
        self.min_component_m = meters;
        self
    }

    /// Adds streets of OpenStreetMap: connected where they share a node, and only there.
    pub fn add_osm(&mut self, lines: StreetLines) {
        self.draft.add(lines, Source::Osm);
    }

    /// Adds the user's own center lines: connected by rule 20.
    pub fn add_own(&mut self, lines: StreetLines) {
        self.draft.add(lines, Source::Own);
    }

    /// Connects, numbers and indexes everything.
    ///
    /// # Cost
    ///
    /// O(n log n) for the sorts; the draft is freed.
    #[must_use]
    pub fn build(mut self) -> Network {
        let mut connector = Connector::new(&mut self.draft, self.connect_m);
        connector.run();
        let (insertions, connections) = (connector.insertions, connector.found);
        let along = self.draft.insert(insertions);
        let nodes = number(&mut self.draft);
        self.finish(nodes, along, connections)
    }

    fn finish(
        self,
        nodes: usize,
        along: Vec<f64>,
        connections: Vec<Connection>,
    ) -> Network {
        let usable = usable(&self.draft, nodes, &along, self.min_component_m);
        let draft = self.draft;
        let ordinary = |s: usize| draft.streets[s].snap == SnapClass::Ordinary;
        let pieces = |wanted: &dyn Fn(usize) -> bool| {
            Pieces::new(draft.index(wanted), |piece| draft.piece_ends(piece))
        };
        let index = SnapIndex {
            ordinary: pieces(&|s| usable[s] && ordinary(s)),
            last_resort: pieces(&|s| usable[s] && !ordinary(s)),
            islands: pieces(&|s| !usable[s]),
        };
        let street = |(s, usable): (super::draft::DraftStreet, bool)| Street {
            id: s.id,
            name: s.name,
            manner: s.manner,
            first: s.first,
            usable,
        };
        Network {
            streets: draft.streets.into_iter().zip(usable).map(street).collect(),
            positions: draft.positions,
            vertices: draft.vertices,
            names: draft.names,
            along,
            connections,
            index,
        }
    }
}

impl Default for NetworkBuilder {
    fn default() -> Self {
        Self::new()
    }
}

/// Renumbers nodes along a Hilbert curve, so that neighbors share cache lines, and drops those
/// that no street uses. Returns their number.
fn number(draft: &mut Draft) -> usize {
    let mut used = vec![false; draft.positions.len()];
    for &node in &draft.vertices {
        used[node as usize] = true;
    }
    let mut order: Vec<(u64, u32)> = draft
        .positions
        .par_iter()
        .enumerate()
        .filter(|&(node, _)| used[node])
        .map(|(node, &at)| (curve(at), node as u32))
        .collect();
    order.par_sort_unstable();
    let mut renumbered = vec![u32::MAX; draft.positions.len()];
    for (new, &(_, old)) in order.iter().enumerate() {
        renumbered[old as usize] = new as u32;
    }
    for node in &mut draft.vertices {
        *node = renumbered[*node as usize];
    }
    draft.positions =
        order.iter().map(|&(_, old)| draft.positions[old as usize]).collect();
    draft.positions.len()
}

/// Which streets lie in a component that is used (rule 6).
fn usable(draft: &Draft, nodes: usize, along: &[f64], min_component_m: f64) -> Vec<bool> {
    let mut sets = DisjointSets::new(nodes);
    for s in 0..draft.streets.len() {
        for pair in draft.vertices[draft.range(s)].windows(2) {
            sets.join(pair[0], pair[1]);
        }
    }
    let mut length_m = vec![0.0; nodes];
    for (s, street) in draft.streets.iter().enumerate() {
        let range = draft.range(s);
        let root = sets.root(draft.vertices[range.start]) as usize;
        length_m[root] += match street.source {
            Source::Own => f64::INFINITY,
            Source::Osm => along[range.end - 1],
        };
    }
    let root = |s: usize| sets.root(draft.vertices[draft.range(s).start]);
    let roots: Vec<u32> = (0..draft.streets.len()).map(root).collect();
    roots.into_iter().map(|root| length_m[root as usize] >= min_component_m).collect()
}
