//! What was read and what was left out, for the report and the doctor (rule 25).

mod stored;
mod words;

use super::tags::Reason;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use walkshed::InvalidPosition;
use walkshed::network::lines::{Access, StreetId, StreetKind};

pub use words::AreaFault;

/// Counts of one file of OpenStreetMap data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct OsmReport {
    /// Bytes of the file.
    pub bytes: u64,
    /// Nodes in the file.
    pub nodes: usize,
    /// Ways in the file.
    pub ways: usize,
    /// Relations in the file.
    pub relations: usize,
    /// Ways that became at least one line.
    pub walked: usize,
    /// Ways walkable by their tags of which fewer than two neighboring nodes are known, and
    /// outlines of lifts that nothing else touches twice.
    pub without_line: usize,
    /// Ways that are not walked, by reason. With `walked` and `without_line` they make up `ways`.
    pub refused: BTreeMap<Reason, usize>,
    /// What the walked ways are.
    pub kinds: WayKinds,
    /// Streets and paths with conditional access, which is not read.
    pub conditional: usize,
    /// Nodes of walkable ways that cut or join them.
    pub doors: Doors,
    /// Squares that are walked across.
    pub areas: usize,
    /// Outlines of squares that are walked although no tag of theirs says so.
    pub outlines: usize,
    /// Squares that are not walked across, in the order of the file.
    pub dropped_areas: Vec<DroppedArea>,
    /// Nodes of walkable ways that the file does not place: absent, or in `invalid_nodes`.
    pub missing_nodes: usize,
    /// Pieces from vertex to vertex that are lost because an end is missing.
    pub lost_segments: usize,
    /// Nodes of walkable ways whose position is not on the earth, in the order of the file.
    pub invalid_nodes: Vec<InvalidNode>,
    /// The file declares a box that is not a box on the earth; it is not used.
    pub invalid_box: bool,
}

/// Of the walked ways of a file, how many are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct WayKinds {
    /// First or last part of a walk only.
    pub private: usize,
    /// Cycleways and bridleways of which no tag says whether they are walked.
    pub unsaid: usize,
    /// In one direction only.
    pub one_way: usize,
    /// Flights of steps.
    pub steps: usize,
    /// Flights whose steps are counted.
    pub counted_steps: usize,
    /// Flights that say which end is up.
    pub inclined_steps: usize,
    /// Escalators and moving walkways.
    pub escalators: usize,
    /// Lifts drawn as ways.
    pub lifts: usize,
    /// Ferries and cable cars.
    pub ferries: usize,
}

impl WayKinds {
    pub(super) fn add(&mut self, walk: &super::tags::Walk) {
        let manner = &walk.manner;
        match manner.access {
            Access::Public => {}
            Access::Private => self.private += 1,
            Access::Unsaid => self.unsaid += 1,
        }
        if manner.direction != walkshed::network::lines::Direction::Both {
            self.one_way += 1;
        }
        match manner.kind {
            StreetKind::Level => {}
            StreetKind::Steps => {
                self.steps += 1;
                self.counted_steps += usize::from(walk.steps.is_some());
                self.inclined_steps += usize::from(!manner.pace.is_symmetric());
            }
            StreetKind::Lift => self.lifts += 1,
            StreetKind::Escalator => self.escalators += 1,
            StreetKind::Ferry => self.ferries += 1,
        }
    }
}

/// Nodes on lines that are more than a vertex.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Doors {
    /// Lines end there without meeting: walls, and gates that are closed.
    pub closed: usize,
    /// Passed by those whose walk begins or ends behind it.
    pub private: usize,
    /// Lifts.
    pub lifts: usize,
}

/// A square that could not be put together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DroppedArea {
    /// Its way or relation.
    #[serde(with = "stored::Id")]
    pub id: StreetId,
    /// What is wrong.
    pub fault: AreaFault,
}

impl OsmReport {
    /// Ways that are walkable by their tags.
    #[must_use]
    pub fn walkable(&self) -> usize {
        self.walked + self.without_line
    }
}

/// A node whose position is not on the earth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "stored::Node", into = "stored::Node")]
pub struct InvalidNode {
    /// Its OpenStreetMap id.
    pub node: i64,
    /// What is wrong.
    pub error: InvalidPosition,
}
