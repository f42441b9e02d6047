//! Street lines of all sources in one set of arrays, while connections are still being made.

use super::lines::{Grade, Manner, NO_NAME, SnapClass, StreetId, StreetLines};
use crate::LngLat;
use crate::box_tree::{Box7, BoxTree};
use crate::geodesy::{Plane, piece_m};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Whose streets they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// OpenStreetMap: connected by its nodes alone.
    Osm,
    /// The user's own center lines: connected by rule 20.
    Own,
}

#[derive(Clone, Debug)]
pub(super) struct DraftStreet {
    pub(super) id: StreetId,
    pub(super) name: u32,
    pub(super) manner: Manner,
    pub(super) snap: SnapClass,
    pub(super) grade: Grade,
    pub(super) source: Source,
    /// First vertex.
    pub(super) first: u32,
}

/// A node to be put into a piece of street.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Insertion {
    /// The piece, by its first vertex.
    pub(super) piece: u32,
    /// Where on the piece, from 0 to 1.
    pub(super) t: f64,
    pub(super) node: u32,
}

/// Streets before they become a network; a *piece* is a straight run between two neighboring
/// vertices, named by the first.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) positions: Vec<LngLat>,
    /// OpenStreetMap ids of the first nodes, 0 where there is none.
    pub(super) osm_nodes: Vec<i64>,
    pub(super) vertices: Vec<u32>,
    pub(super) streets: Vec<DraftStreet>,
    pub(super) names: Vec<Box<str>>,
    /// The user's nodes by coordinates, so that lines of several files share vertices.
    own_nodes: FxHashMap<(u64, u64), u32>,
}

/// The nearest point of a piece to a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Foot {
    pub(super) t: f64,
    pub(super) at: LngLat,
    /// Distance in meters, in the plane at the place.
    pub(super) distance_m: f64,
}

impl Draft {
    pub(super) fn add(&mut self, lines: StreetLines, source: Source) {
        let nodes: Vec<u32> = match source {
            Source::Osm => {
                let first = self.positions.len() as u32;
                self.osm_nodes.resize(self.positions.len(), 0);
                self.osm_nodes.extend_from_slice(&lines.osm_nodes);
                self.positions.extend_from_slice(&lines.positions);
                (first..self.positions.len() as u32).collect()
            }
            Source::Own => lines.positions.iter().map(|&at| self.own_node(at)).collect(),
        };
        let offset = self.vertices.len() as u32;
        let names = self.names.len() as u32;
        self.names.extend(lines.names);
        self.vertices.extend(lines.vertices.iter().map(|&v| nodes[v as usize]));
        self.streets.extend(lines.lines.into_iter().map(|line| DraftStreet {
            id: line.id,
            name: if line.name == NO_NAME { NO_NAME } else { line.name + names },
            manner: line.manner,
            snap: line.snap,
            grade: line.grade,
            source,
            first: line.first + offset,
        }));
    }

    fn own_node(&mut self, at: LngLat) -> u32 {
        // adding zero turns -0 into 0
        let key = ((at.lng() + 0.0).to_bits(), (at.lat() + 0.0).to_bits());
        *self.own_nodes.entry(key).or_insert_with(|| {
            self.positions.push(at);
            self.positions.len() as u32 - 1
        })
    }

    pub(super) fn add_node(&mut self, at: LngLat) -> u32 {
        self.positions.push(at);
        self.positions.len() as u32 - 1
    }

    /// A straight connection between two nodes.
    pub(super) fn add_connection(&mut self, id: StreetId, nodes: [u32; 2]) {
        let first = self.vertices.len() as u32;
        self.vertices.extend(nodes);
        self.streets.push(DraftStreet {
            id,
            name: NO_NAME,
            manner: Manner::default(),
            snap: SnapClass::Ordinary,
            grade: Grade::default(),
            source: Source::Own,
            first,
        });
    }

    pub(super) fn range(&self, street: usize) -> Range<usize> {
        let next = self
            .streets
            .get(street + 1)
            .map_or(self.vertices.len(), |s| s.first as usize);
        self.streets[street].first as usize..next
    }

    pub(super) fn street_of(&self, piece: u32) -> usize {
        self.streets.partition_point(|s| s.first <= piece) - 1
    }

    /// First and last node of a street.
    pub(super) fn ends(&self, street: usize) -> [u32; 2] {
        let range = self.range(street);
        [self.vertices[range.start], self.vertices[range.end - 1]]
    }

    pub(super) fn piece_nodes(&self, piece: u32) -> [u32; 2] {
        [self.vertices[piece as usize], self.vertices[piece as usize + 1]]
    }

    pub(super) fn piece_ends(&self, piece: u32) -> [LngLat; 2] {
        self.piece_nodes(piece).map(|node| self.positions[node as usize])
    }

    /// Indexes the pieces of the streets that `wanted` picks, by number.
    pub(super) fn index(&self, wanted: impl Fn(usize) -> bool) -> BoxTree {
        let ranges =
            (0..self.streets.len()).filter(|&s| wanted(s)).map(|s| self.range(s));
        tree_of(ranges, |piece| self.piece_ends(piece))
    }

    pub(super) fn foot(&self, at: LngLat, piece: u32) -> Foot {
        let [a, b] = self.piece_ends(piece);
        foot(at, a, b, Plane::at(at.lat()))
    }

    /// Puts nodes into streets, and works out how far along its street every vertex lies.
    pub(super) fn insert(&mut self, mut insertions: Vec<Insertion>) -> Vec<f64> {
        insertions.sort_by_key(|i| (i.piece, i.node));
        insertions.dedup_by_key(|i| (i.piece, i.node));
        insertions.sort_by(|a, b| a.piece.cmp(&b.piece).then(a.t.total_cmp(&b.t)));
        let mut waiting = insertions.into_iter().peekable();
        let mut vertices = Vec::with_capacity(self.vertices.len());
        let mut along = Vec::with_capacity(self.vertices.len());
        let mut firsts = Vec::with_capacity(self.streets.len());
        for street in 0..self.streets.len() {
            let range = self.range(street);
            let first = vertices.len() as u32;
            let mut at_m = 0.0;
            for piece in range.clone() {
                vertices.push(self.vertices[piece]);
                along.push(at_m);
                if piece + 1 == range.end {
                    break;
                }
                let [a, b] = self.piece_ends(piece as u32);
                let length = piece_m(a, b);
                while let Some(i) = waiting.next_if(|i| i.piece as usize == piece) {
                    vertices.push(i.node);
                    along.push(at_m + i.t * length);
                }
                at_m += length;
            }
            firsts.push(first);
        }
        for (street, first) in self.streets.iter_mut().zip(firsts) {
            street.first = first;
        }
        self.vertices = vertices;
        along
    }
}

/// A tree over the pieces of some streets, given by the ranges of their vertices.
pub(super) fn tree_of(
    streets: impl Iterator<Item = Range<usize>>,
    ends_of: impl Fn(u32) -> [LngLat; 2],
) -> BoxTree {
    let mut entries = Vec::new();
    for range in streets {
        let pieces = range.start as u32..range.end as u32 - 1;
        entries.extend(pieces.map(|piece| (piece, box_of(ends_of(piece)))));
    }
    BoxTree::new(&entries)
}

/// The box of a piece between two ends.
pub(super) fn box_of(ends: [LngLat; 2]) -> Box7 {
    Box7::around(ends.map(geo::Coord::from))
}

/// The nearest point of the piece from `a` to `b`, in a plane near `at`.
pub(super) fn foot(at: LngLat, a: LngLat, b: LngLat, plane: Plane) -> Foot {
    let (ax, ay) = ((a.lng() - at.lng()) * plane.x, (a.lat() - at.lat()) * plane.y);
    let (dx, dy) = ((b.lng() - a.lng()) * plane.x, (b.lat() - a.lat()) * plane.y);
    let length2 = dx * dx + dy * dy;
    let t = if length2 > 0.0 {
        (-(ax * dx + ay * dy) / length2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (x, y) = (ax + t * dx, ay + t * dy);
    let distance_m = (x * x + y * y).sqrt();
    Foot { t, at: between(a, b, t), distance_m }
}

/// The position at share `t` of the way from `a` to `b`, exactly an end at 0 and 1.
pub(super) fn between(a: LngLat, b: LngLat, t: f64) -> LngLat {
    let mix = |a: f64, b: f64| if t >= 1.0 { b } else { a + t * (b - a) };
    // a mean of two positions in range is in range
    LngLat::new(mix(a.lng(), b.lng()), mix(a.lat(), b.lat())).unwrap_or(a)
}
