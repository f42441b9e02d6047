//! From street lines to a network: nodes shared, lines connected, islands told apart.

use super::admission::Admission;
use super::area::AreaReport;
use super::connect::{Connection, Connector};
use super::draft::{Draft, DraftStreet, Source};
use super::lines::{NO_NAME, StreetLines};
use super::street::StreetRow;
use super::texts::TextsMaker;
use super::{Base, Network};
use crate::box_tree::curve;
use crate::column::Column;
use rayon::prelude::*;
use std::sync;

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
    areas: AreaReport,
}

impl NetworkBuilder {
    /// A builder with the defaults of rules 6 and 20: ends join within 1 m, OSM islands under
    /// 1,000 m of street are not used.
    #[must_use]
    pub fn new() -> Self {
        Self {
            draft: Draft::default(),
            connect_m: 1.0,
            min_component_m: 1000.0,
            areas: AreaReport::default(),
        }
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

    /// Adds streets of OpenStreetMap: connected where they share a node, and only there. Squares
    /// are crossed.
    pub fn add_osm(&mut self, mut lines: StreetLines) {
        self.areas.add(lines.cross_areas());
        self.draft.add(lines, Source::Osm);
    }

    /// Adds the user's own center lines: connected by rule 20.
    pub fn add_own(&mut self, lines: StreetLines) {
        self.draft.add(lines, Source::Own);
    }

    /// What became of the squares added so far.
    #[must_use]
    pub fn areas(&self) -> &AreaReport {
        &self.areas
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
        number(&mut self.draft);
        self.finish(along, connections)
    }

    fn finish(self, along: Vec<f64>, connections: Vec<Connection>) -> Network {
        let draft = self.draft;
        let mut texts = TextsMaker::default();
        let row = |mut street: DraftStreet| {
            if street.name != NO_NAME {
                street.name = texts.number(&draft.names[street.name as usize]);
            }
            StreetRow::new(&street, |own| texts.number(own))
        };
        let base = Base {
            streets: draft.streets.into_iter().map(row).collect(),
            positions: Column::new(draft.positions),
            osm_nodes: Column::new(draft.osm_nodes),
            vertices: Column::new(draft.vertices),
            along: Column::new(along),
            texts: texts.finish(),
            connections: connections.into(),
            min_component_m: self.min_component_m,
        };
        Network::over(sync::Arc::new(base), Admission::default())
    }
}

impl Default for NetworkBuilder {
    fn default() -> Self {
        Self::new()
    }
}

/// Renumbers nodes along a Hilbert curve, so that neighbors share cache lines, and drops those
/// that no street uses.
fn number(draft: &mut Draft) {
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
    let ids = &draft.osm_nodes;
    let id = |&(_, old): &(u64, u32)| ids.get(old as usize).copied().unwrap_or_default();
    draft.osm_nodes =
        if ids.is_empty() { Vec::new() } else { order.iter().map(id).collect() };
}
