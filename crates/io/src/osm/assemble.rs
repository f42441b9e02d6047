//! From ways and places to street lines: nodes are numbered, and ways are cut where a node is
//! missing.
//!
//! ```text
//! way            17 18 19 20 21       node 19 is not in the file
//! its lines      17 18 |  | 20 21     two lines of one way, two segments lost
//! ```
//!
//! Nodes are numbered by their first use in the order of the file, so that the result is the same
//! for any number of threads.

use super::report::{InvalidNode, OsmReport};
use super::ways::{WayRow, Ways};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::hash_map::Entry;
use walkshed::LngLat;
use walkshed::network::lines::{NO_NAME, StreetId, StreetLine, StreetLines};

/// A number no node has; extracts this large are refused before.
const UNNUMBERED: u32 = u32::MAX;

/// Walkable ways with their nodes numbered, waiting for places.
#[derive(Debug)]
pub(super) struct Numbered {
    rows: Vec<WayRow>,
    /// Numbers of the nodes of all ways, one way after the other.
    vertices: Vec<u32>,
    /// OpenStreetMap id of each number.
    ids: Vec<i64>,
    of: FxHashMap<i64, u32>,
    report: OsmReport,
}

impl Numbered {
    /// Numbers the nodes; `None` if there are more vertices than a `u32` counts.
    pub(super) fn new(ways: Ways) -> Option<Self> {
        if u32::try_from(ways.refs.len()).is_err() {
            return None;
        }
        // Most nodes of a street belong to it alone, so there are nearly as many nodes as refs.
        let mut of = FxHashMap::with_capacity_and_hasher(ways.refs.len(), FxBuildHasher);
        let mut ids = Vec::new();
        let number = |&id: &i64| match of.entry(id) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                ids.push(id);
                *new.insert(ids.len() as u32 - 1)
            }
        };
        let vertices = ways.refs.iter().map(number).collect();
        let report = OsmReport {
            nodes: ways.nodes,
            ways: ways.rows.len() + ways.refused.values().sum::<usize>(),
            refused: ways.refused,
            ..OsmReport::default()
        };
        Some(Self { rows: ways.rows, vertices, ids, of, report })
    }

    /// The number of a node, if a walkable way uses it.
    pub(super) fn number(&self, id: i64) -> Option<u32> {
        self.of.get(&id).copied()
    }

    /// Places the nodes, in the order of the file, and cuts the ways into lines.
    ///
    /// A node placed twice keeps its first place.
    pub(super) fn assemble(
        mut self,
        parts: impl IntoIterator<Item = Places>,
    ) -> (StreetLines, OsmReport) {
        // Only `number` needs the map, and the lines are about to take its room.
        self.of = FxHashMap::default();
        let mut places = vec![None; self.ids.len()];
        for part in parts {
            for (number, place) in part.valid {
                places[number as usize].get_or_insert(place);
            }
            self.report.invalid_nodes.extend(part.invalid);
        }
        self.report.missing_nodes = places.iter().filter(|place| place.is_none()).count();
        self.cut(&places)
    }

    fn cut(mut self, places: &[Option<LngLat>]) -> (StreetLines, OsmReport) {
        let mut cutter = Cutter::new(&self.ids, places, self.vertices.len());
        let mut first = 0;
        for row in &self.rows {
            let own = &self.vertices[first..first + row.nodes];
            first += row.nodes;
            let lines = cutter.lines.lines.len();
            self.report.lost_segments += cutter.way(row, own);
            if cutter.lines.lines.len() > lines {
                self.report.walked += 1;
            } else {
                self.report.without_line += 1;
            }
        }
        (cutter.lines, self.report)
    }
}

/// Places of nodes that walkable ways use, from one part of a file.
#[derive(Debug, Default)]
pub(super) struct Places {
    valid: Vec<(u32, LngLat)>,
    invalid: Vec<InvalidNode>,
}

impl Places {
    /// Takes a place for a numbered node, or notes why it cannot be one.
    pub(super) fn add(&mut self, number: u32, node: i64, lng: f64, lat: f64) {
        match LngLat::new(lng, lat) {
            Ok(place) => self.valid.push((number, place)),
            Err(error) => self.invalid.push(InvalidNode { node, error }),
        }
    }
}

/// Lines in the making. Nodes get their final number when the first line uses them, so that none
/// is left over from a piece too short to be a line.
struct Cutter<'a> {
    ids: &'a [i64],
    places: &'a [Option<LngLat>],
    finals: Vec<u32>,
    lines: StreetLines,
}

impl<'a> Cutter<'a> {
    fn new(ids: &'a [i64], places: &'a [Option<LngLat>], vertices: usize) -> Self {
        let lines = StreetLines {
            positions: Vec::with_capacity(ids.len()),
            osm_nodes: Vec::with_capacity(ids.len()),
            vertices: Vec::with_capacity(vertices),
            lines: Vec::new(),
            ..StreetLines::default()
        };
        Self { ids, places, finals: vec![UNNUMBERED; ids.len()], lines }
    }

    /// Cuts one way; returns the number of segments lost.
    fn way(&mut self, row: &WayRow, nodes: &[u32]) -> usize {
        let missing = |node: u32| self.places[node as usize].is_none();
        let lost =
            nodes.windows(2).filter(|ends| ends.iter().any(|&end| missing(end))).count();
        let places = self.places;
        for piece in nodes.split(|&node| places[node as usize].is_none()) {
            self.piece(row, piece);
        }
        lost
    }

    fn piece(&mut self, row: &WayRow, nodes: &[u32]) {
        // A node named twice in a row is one vertex; a piece of one vertex is no line.
        if nodes.iter().all(|node| Some(node) == nodes.first()) {
            return;
        }
        self.lines.lines.push(StreetLine {
            id: StreetId::Way(row.id),
            first: self.lines.vertices.len() as u32,
            name: NO_NAME,
            manner: row.manner,
            snap: row.snap,
            grade: row.grade,
        });
        let mut last = UNNUMBERED;
        for &node in nodes {
            if node != last {
                self.vertex(node);
                last = node;
            }
        }
    }

    fn vertex(&mut self, node: u32) {
        let node = node as usize;
        if self.finals[node] == UNNUMBERED {
            self.finals[node] = self.lines.positions.len() as u32;
            self.lines
                .positions
                .push(self.places[node].expect("ways are cut where it is none"));
            self.lines.osm_nodes.push(self.ids[node]);
        }
        self.lines.vertices.push(self.finals[node]);
    }
}
