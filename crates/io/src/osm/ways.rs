//! The walkable ways of a file, or of a part of one, before their nodes are placed.
//!
//! ```text
//! rows  W0 (3 nodes)  W1 (2 nodes) ...
//! refs  17 18 19    | 19 44      | ...      OpenStreetMap ids, one way after the other
//! ```
//!
//! Both readers fill it in the order of the file; parts are joined in that order.

use super::tags::{Decision, Reason, WayTags, walkable};
use std::collections::BTreeMap;
use walkshed::network::lines::{Grade, Manner, SnapClass};

/// One walkable way.
#[derive(Clone, Copy, Debug)]
pub(super) struct WayRow {
    pub(super) id: i64,
    /// How many of [`Ways::refs`] are its own.
    pub(super) nodes: usize,
    pub(super) manner: Manner,
    pub(super) snap: SnapClass,
    pub(super) grade: Grade,
}

/// Walkable ways, and the count of all others.
#[derive(Debug, Default)]
pub(super) struct Ways {
    pub(super) rows: Vec<WayRow>,
    pub(super) refs: Vec<i64>,
    pub(super) refused: BTreeMap<Reason, usize>,
    /// Nodes met on the way, walked or not.
    pub(super) nodes: usize,
}

impl Ways {
    /// Judges one way by its tags and keeps it if it is walked.
    pub(super) fn add(
        &mut self,
        id: i64,
        tags: &WayTags<'_>,
        refs: impl Iterator<Item = i64>,
    ) {
        match walkable(tags) {
            Decision::Refuse(reason) => *self.refused.entry(reason).or_default() += 1,
            Decision::Walk { manner, snap, grade } => {
                let first = self.refs.len();
                self.refs.extend(refs);
                let nodes = self.refs.len() - first;
                self.rows.push(WayRow { id, nodes, manner, snap, grade });
            }
        }
    }

    /// Puts the ways of the next part of the file behind these.
    pub(super) fn append(&mut self, next: Ways) {
        self.rows.extend(next.rows);
        self.refs.extend(next.refs);
        self.nodes += next.nodes;
        for (reason, count) in next.refused {
            *self.refused.entry(reason).or_default() += count;
        }
    }
}
