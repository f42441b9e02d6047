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
    /// An OpenStreetMap relation: a square of several rings.
    Relation(i64),
    /// A line of the user's own file: its `id` property, else its place in the file.
    Own(Box<str>),
}

/// What a street is, for those who read an answer; its time is its [`Pace`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum StreetKind {
    /// A street, path or square.
    #[default]
    Level,
    /// Steps.
    Steps,
    /// A lift.
    Lift,
    /// An escalator or a moving walkway.
    Escalator,
    /// A ferry, railway or cable car, read only when asked for.
    Ferry,
}

/// How long a street takes (rule 19).
///
/// # Units
///
/// Shares in thousandths, so that times are the same on every platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Walked: so many thousandths of the walker's time for as many meters of level ground, along
    /// the line and against it.
    Walked {
        /// Along the line.
        forward: u16,
        /// Against it.
        backward: u16,
    },
    /// The ground moves: millimeters per second, whoever stands on it.
    Moving {
        /// Speed of the belt.
        mm_s: u16,
    },
    /// A lift: so many thousandths of the profile's wait, however long the line is drawn.
    Lift {
        /// Thousandths of a wait.
        share: u16,
    },
    /// A ride of this many milliseconds over the whole line.
    Carried {
        /// From end to end.
        millis: u32,
    },
}

impl Pace {
    /// Level ground.
    pub const LEVEL: Self = Self::Walked { forward: 1000, backward: 1000 };
    /// Steps, half as fast as level ground both ways.
    pub const STEPS: Self = Self::Walked { forward: 2000, backward: 2000 };

    /// Whether the line takes as long in both directions.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        !matches!(self, Self::Walked { forward, backward } if forward != backward)
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self::LEVEL
    }
}

/// Who may walk a street (rule 18).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Access {
    /// Everyone.
    #[default]
    Public,
    /// As the first or last part of a walk, never in its middle.
    Private,
    /// Nothing is said, as on many cycleways: the profile decides.
    Unsaid,
}

/// In which direction of its line a street may be walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Direction {
    /// Both.
    #[default]
    Both,
    /// From its first vertex to its last.
    Forward,
    /// From its last vertex to its first.
    Backward,
}

/// How a street may be walked, by whom, and how long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// What it is.
    pub kind: StreetKind,
    /// How long it takes.
    pub pace: Pace,
    /// Who may.
    pub access: Access,
    /// Which way.
    pub direction: Direction,
    /// Whether a wheelchair passes: no steps without a ramp, no escalators, nothing tagged
    /// impassable.
    pub wheels: bool,
}

impl Manner {
    /// A level street, open to all, both ways.
    pub const LEVEL: Self = Self {
        kind: StreetKind::Level,
        pace: Pace::LEVEL,
        access: Access::Public,
        direction: Direction::Both,
        wheels: true,
    };
    /// Steps without a ramp.
    pub const STEPS: Self = Self {
        kind: StreetKind::Steps,
        pace: Pace::STEPS,
        access: Access::Public,
        direction: Direction::Both,
        wheels: false,
    };
}

impl Default for Manner {
    fn default() -> Self {
        Self::LEVEL
    }
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
    /// Its name in [`StreetLines::names`], [`NO_NAME`] if it has none.
    pub name: u32,
    /// How it is walked.
    pub manner: Manner,
    /// Whether points are tied to it.
    pub snap: SnapClass,
    /// Bridge, tunnel, layer.
    pub grade: Grade,
}

/// The name of a street that has none.
pub const NO_NAME: u32 = u32::MAX;

/// A square or other surface that is walked across (rule 20).
///
/// Its outlines are street lines too, where one walks along them; the lines across are found by
/// [`NetworkBuilder`](super::NetworkBuilder).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its name in the source: a way, or a relation.
    pub id: StreetId,
    /// Its name in [`StreetLines::names`], [`NO_NAME`] if it has none.
    pub name: u32,
    /// How the lines across it are walked.
    pub manner: Manner,
    /// Closed rings of nodes, first and last equal, in any order and winding: what an odd number
    /// of rings holds is inside.
    pub rings: Vec<Vec<u32>>,
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
    /// Surfaces that are walked across.
    pub areas: Vec<Area>,
    /// Names of streets.
    pub names: Vec<Box<str>>,
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

    /// Takes lines and squares away, as if their source had never held them; returns how many
    /// went. What is asked of is an id and the places of a line; a square goes if each of its
    /// rings would. Nodes stay: [`NetworkBuilder`](super::NetworkBuilder) drops those of no line.
    ///
    /// # Cost
    ///
    /// O(nodes).
    pub fn remove(
        &mut self,
        mut unwanted: impl FnMut(&StreetId, &[LngLat]) -> bool,
    ) -> usize {
        let mut places = Vec::new();
        let mut asked = |id: &StreetId, nodes: &[u32], positions: &[LngLat]| {
            places.clear();
            places.extend(nodes.iter().map(|&node| positions[node as usize]));
            unwanted(id, &places)
        };
        let before = self.lines.len() + self.areas.len();
        let (mut vertices, mut lines) = (Vec::new(), Vec::new());
        for (nth, line) in self.lines.iter().enumerate() {
            let nodes = self.nodes(nth);
            if !asked(&line.id, nodes, &self.positions) {
                lines.push(StreetLine { first: vertices.len() as u32, ..line.clone() });
                vertices.extend_from_slice(nodes);
            }
        }
        (self.vertices, self.lines) = (vertices, lines);
        let positions = &self.positions;
        self.areas.retain(|area| {
            !area.rings.iter().all(|ring| asked(&area.id, ring, positions))
        });
        before - self.lines.len() - self.areas.len()
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
                name: NO_NAME,
                manner: Manner::default(),
                snap: SnapClass::default(),
                grade: Grade::default(),
            });
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64) -> LngLat {
        LngLat::new(x, 24.5).unwrap()
    }

    #[test]
    fn what_is_taken_away_was_never_there() {
        let a: (&str, &[LngLat]) = ("a", &[at(1.0), at(2.0)]);
        let b: (&str, &[LngLat]) = ("b", &[at(2.0), at(3.0), at(4.0)]);
        let c: (&str, &[LngLat]) = ("c", &[at(4.0), at(5.0)]);
        let mut lines = StreetLines::drawn(&[a, b, c]);
        let ring = vec![0, 1, 2, 0];
        lines.areas = vec![Area {
            id: StreetId::Way(7),
            name: NO_NAME,
            manner: Manner::default(),
            rings: vec![ring.clone(), ring],
        }];
        let whole = lines.clone();
        assert_eq!(lines.remove(|_, places| places.len() == 9), 0);
        assert_eq!(lines, whole);
        assert_eq!(lines.remove(|id, _| *id == StreetId::Own("b".into())), 1);
        assert_eq!(lines.nodes(0), [0, 1]);
        assert_eq!(lines.nodes(1), [3, 4]);
        assert_eq!(lines.lines[1].id, StreetId::Own("c".into()));
        assert_eq!(lines.remove(|id, _| *id == StreetId::Way(7)), 1);
        assert!(lines.areas.is_empty());
        assert_eq!(lines.remove(|_, places| places.contains(&at(4.0))), 1);
        assert_eq!((lines.lines.len(), lines.vertices.len()), (1, 2));
    }
}
