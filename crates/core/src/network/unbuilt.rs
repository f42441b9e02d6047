//! From a network back to street lines, to be built again together with others.

use super::Network;
use super::lines::{StreetLine, StreetLines};

impl Network {
    /// The streets as lines, for [`NetworkBuilder::add_osm`]: exact places, ids, names, manners.
    ///
    /// Built again, they are the same network: what crosses squares and what was inferred has
    /// become lines like all others. Two networks of the same streets differ in nothing but the
    /// numbers of nodes in the same place.
    ///
    /// [`NetworkBuilder::add_osm`]: super::NetworkBuilder::add_osm
    #[must_use]
    pub fn to_lines(&self) -> StreetLines {
        let base = &self.base;
        let line = |street: usize| {
            let row = base.streets[street];
            StreetLine {
                id: base.id_of(row.naming(), row.id()),
                first: row.first,
                name: row.name,
                manner: row.manner(),
                snap: row.snap(),
                grade: row.grade(),
            }
        };
        let osm_nodes = if base.osm_nodes.is_empty() {
            vec![0; base.positions.len()]
        } else {
            base.osm_nodes.to_vec()
        };
        StreetLines {
            positions: base.positions.to_vec(),
            osm_nodes,
            vertices: base.vertices.to_vec(),
            lines: (0..base.streets.len()).map(line).collect(),
            areas: Vec::new(),
            names: (0..base.texts.len())
                .map(|n| base.texts.get(n as u32).into())
                .collect(),
        }
    }
}
