//! Ways that squares need beside the walkable ones: the outlines of multipolygons often carry no
//! tags of their own.
//!
//! They are known only when all relations are read, and are then read in a pass of their own:
//! keeping every way of a file until then would cost more.

use super::tags::{Asked, Decision, Reason, WayTags, walkable};
use super::ways::{Square, WayRow, Ways};
use rustc_hash::FxHashMap;

/// Members of squares that are not among the walkable ways.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The first square that each is a member of.
    square_of: FxHashMap<i64, usize>,
    /// Their ids in order.
    sorted: Vec<i64>,
}

impl Wanted {
    pub(super) fn new(ways: &Ways) -> Self {
        let mut square_of = FxHashMap::default();
        let mut members = ways.members.as_slice();
        for (number, square) in ways.squares.iter().enumerate() {
            let (own, rest) = members.split_at(square.members);
            members = rest;
            for &way in own {
                square_of.entry(way).or_insert(number);
            }
        }
        if !square_of.is_empty() {
            for row in &ways.rows {
                square_of.remove(&row.id);
            }
        }
        let mut sorted: Vec<i64> = square_of.keys().copied().collect();
        sorted.sort_unstable();
        Self { square_of, sorted }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    pub(super) fn has(&self, way: i64) -> bool {
        self.square_of.contains_key(&way)
    }

    /// Whether any wanted id lies between two.
    pub(super) fn any_within(&self, least: i64, most: i64) -> bool {
        let next = self.sorted.partition_point(|&id| id < least);
        self.sorted.get(next).is_some_and(|&id| id <= most)
    }
}

/// The wanted ways of a file, or of a part of one.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    rows: Vec<Outline>,
    refs: Vec<i64>,
}

#[derive(Clone, Copy, Debug)]
struct Outline {
    id: i64,
    nodes: usize,
    drawn: bool,
}

impl Outlines {
    /// Keeps one wanted way.
    ///
    /// A way whose tags say nothing about walking is walked as its square is; one that is refused
    /// by its own tags is only part of the shape.
    pub(super) fn add<E>(
        &mut self,
        id: i64,
        tags: &WayTags<'_>,
        refs: impl Iterator<Item = Result<i64, E>>,
    ) -> Result<(), E> {
        let drawn =
            walkable(tags, Asked::default()) == Decision::Refuse(Reason::NotAStreet);
        let first = self.refs.len();
        for node in refs {
            self.refs.push(node?);
        }
        self.rows.push(Outline { id, nodes: self.refs.len() - first, drawn });
        Ok(())
    }

    /// Puts those of the next part of the file behind these.
    pub(super) fn append(&mut self, next: Self) {
        self.rows.extend(next.rows);
        self.refs.extend(next.refs);
    }

    /// Puts them behind all other ways, in the order of the file.
    pub(super) fn add_to(self, ways: &mut Ways, wanted: &Wanted) {
        for Outline { id, nodes, drawn } in self.rows {
            let Square { name, mut walk, .. } = ways.squares[wanted.square_of[&id]];
            walk.surface = false;
            ways.rows.push(WayRow { id, nodes, name, walk, drawn });
            ways.outlines += 1;
        }
        ways.refs.extend(self.refs);
    }
}
