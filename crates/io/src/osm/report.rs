//! What was read and what was left out, for the report and the doctor (rule 25).

use super::tags::Reason;
use std::collections::BTreeMap;
use walkshed::InvalidPosition;

/// Counts of one file of OpenStreetMap data.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct OsmReport {
    /// Nodes in the file.
    pub nodes: usize,
    /// Ways in the file.
    pub ways: usize,
    /// Ways that became at least one line.
    pub walked: usize,
    /// Ways walkable by their tags of which fewer than two neighboring nodes are known.
    pub without_line: usize,
    /// Ways that are not walked, by reason. With `walked` and `without_line` they make up `ways`.
    pub refused: BTreeMap<Reason, usize>,
    /// Nodes of walkable ways that the file does not place: absent, or in `invalid_nodes`.
    pub missing_nodes: usize,
    /// Pieces from vertex to vertex that are lost because an end is missing.
    pub lost_segments: usize,
    /// Nodes of walkable ways whose position is not on the earth, in the order of the file.
    pub invalid_nodes: Vec<InvalidNode>,
    /// The file declares a box that is not a box on the earth; it is not used.
    pub invalid_box: bool,
}

impl OsmReport {
    /// Ways that are walkable by their tags.
    #[must_use]
    pub fn walkable(&self) -> usize {
        self.walked + self.without_line
    }
}

/// A node whose position is not on the earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InvalidNode {
    /// Its OpenStreetMap id.
    pub node: i64,
    /// What is wrong.
    pub error: InvalidPosition,
}
