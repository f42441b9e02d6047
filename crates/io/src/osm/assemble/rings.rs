//! Squares: closed ways, and relations whose ways are joined end to end.
//!
//! ```text
//! members   1 2 3 | 5 4 3 | 5 1        7 8 9 7
//! rings     1 2 3 4 5 1                7 8 9 7
//! ```
//!
//! Roles are not asked for: what an odd number of rings holds is inside. A square that lacks a
//! way or a node is dropped and reported: half an outline says nothing of where one may walk.

use super::{Nodes, Rows};
use crate::osm::report::{AreaFault, DroppedArea};
use crate::osm::ways::{Square, Ways};
use rustc_hash::{FxHashMap, FxHashSet};
use walkshed::network::lines::{Manner, StreetId};

/// A square, with its nodes by number.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) id: StreetId,
    pub(super) name: u32,
    pub(super) manner: Manner,
    pub(super) rings: Vec<Vec<u32>>,
}

/// All squares of a file.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    pub(super) list: Vec<Shape>,
    /// The square that a way is an outline of: the first, if there are several.
    pub(super) of_row: FxHashMap<usize, u32>,
    pub(super) dropped: Vec<DroppedArea>,
}

impl Shapes {
    pub(super) fn of(ways: &Ways, rows: &Rows<'_>, nodes: Nodes<'_>) -> Self {
        let mut shapes = Self::default();
        let mut row_of: FxHashMap<i64, Option<usize>> =
            ways.members.iter().map(|&way| (way, None)).collect();
        for (row, way) in ways.rows.iter().enumerate() {
            if let Some(member) = row_of.get_mut(&way.id) {
                // A way that a relation completes by its holes is no square of its own.
                member.get_or_insert(row);
            } else if way.walk.surface {
                let ring = closed(rows.nodes(row));
                let rings = ring.and_then(|ring| checked(vec![ring], nodes));
                let (name, manner) = (way.name, way.walk.manner);
                shapes.add(StreetId::Way(way.id), name, manner, rings, &[row]);
            }
        }
        let mut members = ways.members.as_slice();
        for square in &ways.squares {
            let (own, rest) = members.split_at(square.members);
            members = rest;
            shapes.square(square, own, &row_of, rows, nodes);
        }
        shapes
    }

    fn square(
        &mut self,
        square: &Square,
        members: &[i64],
        row_of: &FxHashMap<i64, Option<usize>>,
        rows: &Rows<'_>,
        nodes: Nodes<'_>,
    ) {
        // A member named twice is one.
        let mut seen = FxHashSet::default();
        let own: Vec<_> = members
            .iter()
            .filter(|&&way| seen.insert(way))
            .map(|way| row_of[way])
            .collect();
        let found: Vec<usize> = own.iter().copied().flatten().collect();
        let rings = match own.len() - found.len() {
            0 => {
                let pieces: Vec<&[u32]> =
                    found.iter().map(|&row| rows.nodes(row)).collect();
                joined(&pieces).and_then(|rings| checked(rings, nodes))
            }
            missing => Err(AreaFault::MissingWays(missing)),
        };
        let (name, manner) = (square.name, square.walk.manner);
        self.add(StreetId::Relation(square.id), name, manner, rings, &found);
    }

    fn add(
        &mut self,
        id: StreetId,
        name: u32,
        manner: Manner,
        rings: Result<Rings, AreaFault>,
        rows: &[usize],
    ) {
        match rings {
            Ok(rings) => {
                let number = self.list.len() as u32;
                for &row in rows {
                    self.of_row.entry(row).or_insert(number);
                }
                self.list.push(Shape { id, name, manner, rings });
            }
            Err(fault) => self.dropped.push(DroppedArea { id, fault }),
        }
    }
}

type Rings = Vec<Vec<u32>>;

/// The ring of a way.
fn closed(nodes: &[u32]) -> Result<Vec<u32>, AreaFault> {
    if nodes.len() > 1 && nodes.first() == nodes.last() {
        Ok(nodes.to_vec())
    } else {
        Err(AreaFault::Open)
    }
}

/// Joins ways end to end until each ring is closed.
fn joined(pieces: &[&[u32]]) -> Result<Rings, AreaFault> {
    let mut ending: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (number, piece) in pieces.iter().enumerate() {
        if let (Some(&first), Some(&last)) = (piece.first(), piece.last())
            && first != last
        {
            ending.entry(first).or_default().push(number);
            ending.entry(last).or_default().push(number);
        }
    }
    let mut used = vec![false; pieces.len()];
    let mut rings = Rings::new();
    for start in 0..pieces.len() {
        if used[start] || pieces[start].is_empty() {
            continue;
        }
        used[start] = true;
        let mut ring = pieces[start].to_vec();
        while let (Some(first), Some(&last)) = (ring.first(), ring.last())
            && *first != last
        {
            let meeting = ending.entry(last).or_default();
            while meeting.pop_if(|&mut number| used[number]).is_some() {}
            let next = meeting.pop().ok_or(AreaFault::Open)?;
            used[next] = true;
            let piece = pieces[next];
            if piece.first() == Some(&last) {
                ring.extend(&piece[1..]);
            } else {
                ring.extend(piece.iter().rev().skip(1));
            }
        }
        rings.push(ring);
    }
    Ok(rings)
}

/// Rings of at least three nodes, all of which have a place; a node named twice in a row is one.
fn checked(mut rings: Rings, nodes: Nodes<'_>) -> Result<Rings, AreaFault> {
    let mut missing: FxHashSet<u32> = FxHashSet::default();
    for ring in &mut rings {
        ring.dedup();
        missing.extend(ring.iter().filter(|&&node| nodes.is_missing(node)));
    }
    if !missing.is_empty() {
        return Err(AreaFault::MissingNodes(missing.len()));
    }
    if rings.is_empty() || rings.iter().any(|ring| ring.len() < 4) {
        return Err(AreaFault::Flat);
    }
    Ok(rings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_joined_whichever_way_they_run() {
        for (pieces, rings) in [
            (&[&[1, 2, 3, 1][..]][..], Ok(vec![vec![1, 2, 3, 1]])),
            (&[&[1, 2, 3], &[5, 4, 3], &[5, 1]], Ok(vec![vec![1, 2, 3, 4, 5, 1]])),
            (
                &[&[1, 2], &[7, 8, 9, 7], &[2, 3, 1], &[]],
                Ok(vec![vec![1, 2, 3, 1], vec![7, 8, 9, 7]]),
            ),
            (&[&[1, 2, 3], &[3, 4]], Err(AreaFault::Open)),
            (&[], Ok(vec![])),
        ] {
            assert_eq!(joined(pieces), rings, "{pieces:?}");
        }
    }
}
