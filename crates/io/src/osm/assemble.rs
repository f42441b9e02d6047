//! From ways and places to street lines: nodes are numbered, and ways are cut where a node is
//! missing or cannot be passed.
//!
//! ```text
//! way            17 18 19 20 21       node 19 is not in the file
//! its lines      17 18 |  | 20 21     two lines of one way, two segments lost
//! ```
//!
//! Nodes are numbered by their first use in the order of the file, so that the result is the same
//! for any number of threads. [`doors`] says what becomes of barriers and lifts, [`rings`] how
//! squares are put together.

mod cutter;
mod doors;
mod rings;

use super::report::{InvalidNode, OsmReport};
use super::tags::Passage;
use super::ways::Ways;
use cutter::Cutter;
use doors::Doors;
use rings::Shapes;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::hash_map::Entry;
use walkshed::LngLat;
use walkshed::network::lines::StreetLines;

/// More vertices are refused: a door gives each way a copy, and each copy a line of its own, and
/// all are numbered in 32 bits.
const MOST_VERTICES: usize = u32::MAX as usize / 4;

/// Walkable ways with their nodes numbered, waiting for places.
#[derive(Debug)]
pub(super) struct Numbered {
    ways: Ways,
    /// Numbers of the nodes of all ways, one way after the other.
    vertices: Vec<u32>,
    /// OpenStreetMap id of each number.
    ids: Vec<i64>,
    of: FxHashMap<i64, u32>,
    report: OsmReport,
}

impl Numbered {
    /// Numbers the nodes; `None` if there are more vertices than are counted.
    pub(super) fn new(mut ways: Ways) -> Option<Self> {
        if ways.refs.len() > MOST_VERTICES {
            return None;
        }
        // Most nodes of a street belong to it alone, so there are nearly as many nodes as refs.
        let mut of = FxHashMap::with_capacity_and_hasher(ways.refs.len(), FxBuildHasher);
        let mut ids = Vec::new();
        let number = |id: i64| match of.entry(id) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                ids.push(id);
                *new.insert(ids.len() as u32 - 1)
            }
        };
        let vertices = std::mem::take(&mut ways.refs).into_iter().map(number).collect();
        let tally = std::mem::take(&mut ways.tally);
        let walkable = ways.rows.len() - ways.outlines;
        let report = OsmReport {
            nodes: tally.nodes,
            ways: walkable + tally.refused.values().sum::<usize>(),
            relations: tally.relations,
            conditional: tally.conditional,
            refused: tally.refused,
            ..OsmReport::default()
        };
        Some(Self { ways, vertices, ids, of, report })
    }

    /// The number of a node, if a walkable way uses it.
    #[inline]
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
        let mut doors = Doors::new(self.ids.len());
        for part in parts {
            for (number, place) in part.valid {
                places[number as usize].get_or_insert(place);
            }
            for (number, passage) in part.passages {
                doors.add(number, passage);
            }
            self.report.invalid_nodes.extend(part.invalid);
        }
        self.report.missing_nodes = places.iter().filter(|place| place.is_none()).count();
        let nodes = Nodes { ids: &self.ids, places: &places };
        let rows = Rows::new(&self.ways, &self.vertices);
        doors.leave_open_on_lifts(&rows);
        let shapes = Shapes::of(&self.ways, &rows, nodes);
        let mut cutter = Cutter::new(nodes, &rows, doors, shapes);
        for row in 0..rows.len() {
            cutter.row(row, &mut self.report);
        }
        let mut lines = cutter.finish(&mut self.report);
        lines.names = self.ways.names.into_list();
        (lines, self.report)
    }
}

/// Places of nodes that walkable ways use, from one part of a file.
#[derive(Debug, Default)]
pub(super) struct Places {
    valid: Vec<(u32, LngLat)>,
    invalid: Vec<InvalidNode>,
    /// Those that are not simply passed.
    passages: Vec<(u32, Passage)>,
}

impl Places {
    /// Takes a place for a numbered node, or notes why it cannot be one.
    pub(super) fn add(&mut self, number: u32, node: i64, lng: f64, lat: f64) {
        match LngLat::new(lng, lat) {
            Ok(place) => self.valid.push((number, place)),
            Err(error) => self.invalid.push(InvalidNode { node, error }),
        }
    }

    /// Notes how a numbered node is passed.
    pub(super) fn add_passage(&mut self, number: u32, passage: Passage) {
        if passage != Passage::Open {
            self.passages.push((number, passage));
        }
    }
}

/// What is known of the nodes, by number.
#[derive(Clone, Copy, Debug)]
struct Nodes<'a> {
    ids: &'a [i64],
    places: &'a [Option<LngLat>],
}

impl Nodes<'_> {
    fn is_missing(&self, node: u32) -> bool {
        self.places[node as usize].is_none()
    }
}

/// Ways with their nodes.
#[derive(Debug)]
struct Rows<'a> {
    ways: &'a Ways,
    vertices: &'a [u32],
    /// Where the nodes of each begin.
    first: Vec<u32>,
}

impl<'a> Rows<'a> {
    fn new(ways: &'a Ways, vertices: &'a [u32]) -> Self {
        let mut end = 0;
        let first = ways.rows.iter().map(|row| {
            let first = end;
            end += row.nodes as u32;
            first
        });
        Self { ways, vertices, first: first.collect() }
    }

    fn len(&self) -> usize {
        self.first.len()
    }

    fn nodes(&self, row: usize) -> &'a [u32] {
        let first = self.first[row] as usize;
        &self.vertices[first..first + self.ways.rows[row].nodes]
    }
}

#[cfg(test)]
mod tests;
