//! Street center lines as a reader yields them, before they become a network.
//!
//! One flat set of arrays for a whole file: a *node* is a place that lines may share, a *line* is
//! a run of at least two nodes.
//!
//! ```text
//! positions   P0 P1 P2 P3 ...            node -> place
//! vertices    0 1 2 | 2 3 | ...          nodes of all lines, one line after the other
//! lines       ^first=0 ^first=3          line i owns vertices[first .. next line's first]
//! ```
//!
//! Which ways may be walked is decided before (for OpenStreetMap in `walkshed-io`); every line
//! here is walkable. Two lines are connected where they share a node.

use crate::LngLat;
use std::ops::Range;

/// What a street is called in its source, so that an answer can be explained.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StreetId {
    /// An OpenStreetMap way.
    Way(i64),
    /// A line of the user's own file: its `id` property, else its place in the file.
    Own(Box<str>),
}

/// How a street is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum StreetKind {
    /// At the profile's speed.
    #[default]
    Level,
    /// Steps: at half the profile's speed (rule 19).
    Steps,
}

/// Whether a street takes part in snapping (rule 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SnapClass {
    /// Points are tied to it.
    #[default]
    Ordinary,
    /// A tunnel, lift, escalator or indoor way: only if nothing else lies within `max_snap`.
    LastResort,
}

/// What decides whether two of the user's lines that cross without a vertex are connected: only
/// lines of the same grade are (rule 20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Grade {
    /// The line is a bridge.
    pub bridge: bool,
    /// The line is a tunnel.
    pub tunnel: bool,
    /// The `layer` tag, 0 when absent.
    pub layer: i8,
}

/// One street line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreetLine {
    /// Its name in the source.
    pub id: StreetId,
    /// Index of its first vertex in [`StreetLines::vertices`].
    pub first: u32,
    /// How it is walked.
    pub kind: StreetKind,
    /// Whether points are tied to it.
    pub snap: SnapClass,
    /// Bridge, tunnel, layer.
    pub grade: Grade,
}

/// All street lines of one source, in the order of the source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreetLines {
    /// Place of each node.
    pub positions: Vec<LngLat>,
    /// OpenStreetMap id of each node; empty for the user's own lines.
    pub osm_nodes: Vec<i64>,
    /// Nodes of all lines, one line after the other.
    pub vertices: Vec<u32>,
    /// The lines.
    pub lines: Vec<StreetLine>,
}

impl StreetLines {
    /// The range of [`StreetLines::vertices`] that line `line` owns.
    #[must_use]
    pub fn range(&self, line: usize) -> Range<usize> {
        let first = self.lines[line].first as usize;
        let next =
            self.lines.get(line + 1).map_or(self.vertices.len(), |l| l.first as usize);
        first..next
    }

    /// The nodes of line `line`.
    #[must_use]
    pub fn nodes(&self, line: usize) -> &[u32] {
        &self.vertices[self.range(line)]
    }

    /// Lines drawn by hand, each a name and its places; equal places are one node. For examples
    /// and tests.
    #[must_use]
    pub fn drawn(lines: &[(&str, &[LngLat])]) -> Self {
        let mut drawn = Self::default();
        for (name, places) in lines {
            let first = drawn.vertices.len() as u32;
            for at in *places {
                let known = drawn.positions.iter().position(|p| p == at);
                let node = known.unwrap_or_else(|| {
                    drawn.positions.push(*at);
                    drawn.positions.len() - 1
                });
                drawn.vertices.push(node as u32);
            }
            drawn.lines.push(StreetLine {
                id: StreetId::Own((*name).into()),
                first,
                kind: StreetKind::default(),
                snap: SnapClass::default(),
                grade: Grade::default(),
            });
        }
        drawn
    }
}
