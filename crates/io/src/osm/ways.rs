//! The walkable ways and squares of a file, or of a part of one, before their nodes are placed.
//!
//! ```text
//! rows     W0 (3 nodes)  W1 (2 nodes) ... | outlines of squares, when all is read
//! refs     17 18 19    | 19 44      | ...   OpenStreetMap ids, one way after the other
//! squares  R0 (2 ways) R1 (1 way)
//! members  W7 W8     | W9                   ids of ways, one square after the other
//! ```
//!
//! Both readers fill it in the order of the file; parts are joined in that order.

use super::names::{Names, renumbered};
use super::tags::{Asked, Decision, Reason, Walk, WayKey, WayTags, walkable};
use std::collections::BTreeMap;

/// One walkable way.
#[derive(Clone, Copy, Debug)]
pub(super) struct WayRow {
    pub(super) id: i64,
    /// How many of [`Ways::refs`] are its own.
    pub(super) nodes: usize,
    /// Its name in [`Ways::names`].
    pub(super) name: u32,
    pub(super) walk: Walk,
    /// Whether it is walked along; else it is only part of the outline of a square.
    pub(super) drawn: bool,
}

/// A square that a multipolygon relation draws.
#[derive(Clone, Copy, Debug)]
pub(super) struct Square {
    pub(super) id: i64,
    /// How many of [`Ways::members`] are its own.
    pub(super) members: usize,
    /// Its name in [`Ways::names`].
    pub(super) name: u32,
    pub(super) walk: Walk,
}

/// What a file holds, walked or not.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) nodes: usize,
    pub(super) relations: usize,
    /// Streets and paths with conditional access.
    pub(super) conditional: usize,
    pub(super) refused: BTreeMap<Reason, usize>,
}

/// Walkable ways and squares, and the count of all else.
#[derive(Debug, Default)]
pub(super) struct Ways {
    pub(super) rows: Vec<WayRow>,
    pub(super) refs: Vec<i64>,
    pub(super) squares: Vec<Square>,
    pub(super) members: Vec<i64>,
    pub(super) names: Names,
    pub(super) tally: Tally,
    /// How many of the rows, the last ones, are read for squares alone.
    pub(super) outlines: usize,
}

impl Ways {
    /// Judges one way by its tags and keeps it if it is walked.
    pub(super) fn add<E>(
        &mut self,
        id: i64,
        tags: &WayTags<'_>,
        asked: Asked,
        refs: impl Iterator<Item = Result<i64, E>>,
    ) -> Result<(), E> {
        let decision = walkable(tags, asked);
        if tags.is_conditional() && decision != Decision::Refuse(Reason::NotAStreet) {
            self.tally.conditional += 1;
        }
        match decision {
            Decision::Refuse(reason) => {
                *self.tally.refused.entry(reason).or_default() += 1;
            }
            Decision::Walk(walk) => {
                let name = self.names.number(tags.name());
                self.push(id, name, walk, refs)?;
            }
        }
        Ok(())
    }

    fn push<E>(
        &mut self,
        id: i64,
        name: u32,
        walk: Walk,
        refs: impl Iterator<Item = Result<i64, E>>,
    ) -> Result<(), E> {
        let first = self.refs.len();
        for node in refs {
            self.refs.push(node?);
        }
        let nodes = self.refs.len() - first;
        self.rows.push(WayRow { id, nodes, name, walk, drawn: true });
        Ok(())
    }

    /// Judges one relation by its tags and keeps it if it is a square that is walked across;
    /// `ways` are its members of that type.
    pub(super) fn add_relation<E>(
        &mut self,
        id: i64,
        tags: &WayTags<'_>,
        asked: Asked,
        ways: impl Iterator<Item = Result<i64, E>>,
    ) -> Result<(), E> {
        self.tally.relations += 1;
        if tags.get(WayKey::Kind) != Some("multipolygon") {
            return Ok(());
        }
        let Decision::Walk(walk) = walkable(tags, asked) else { return Ok(()) };
        if !walk.surface {
            return Ok(());
        }
        let first = self.members.len();
        for way in ways {
            self.members.push(way?);
        }
        let members = self.members.len() - first;
        let name = self.names.number(tags.name());
        self.squares.push(Square { id, members, name, walk });
        Ok(())
    }

    /// Puts the ways of the next part of the file behind these.
    pub(super) fn append(&mut self, next: Self) {
        let numbers = self.names.take_in(next.names);
        let row = |row: WayRow| WayRow { name: renumbered(row.name, &numbers), ..row };
        self.rows.extend(next.rows.into_iter().map(row));
        let square =
            |square: Square| Square { name: renumbered(square.name, &numbers), ..square };
        self.squares.extend(next.squares.into_iter().map(square));
        self.refs.extend(next.refs);
        self.members.extend(next.members);
        self.tally.nodes += next.tally.nodes;
        self.tally.relations += next.tally.relations;
        self.tally.conditional += next.tally.conditional;
        for (reason, count) in next.tally.refused {
            *self.tally.refused.entry(reason).or_default() += count;
        }
    }
}
