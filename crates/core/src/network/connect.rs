//! How the user's own center lines are tied together and to OpenStreetMap (rule 20).
//!
//! ```text
//!  crossing          end on a line        end near OSM
//!     |                 |                    |            own line
//!  ---+---           ---+---                 : <= 15 m    connection, its length counts
//!     |                                   ---+---         OSM street
//! ```
//!
//! Lines that cross without a vertex connect unless bridge, tunnel or layer differ; an end within
//! `connect` of another line joins it there; ends also join the nearest OSM street within 15 m.

use super::draft::{Draft, Foot, Insertion, Source, between};
use super::lines::{SnapClass, StreetId};
use crate::LngLat;
use crate::box_tree::{Box7, BoxTree};
use crate::geodesy::{Plane, piece_m};
use rustc_hash::{FxHashMap, FxHashSet};

/// How near an end of the user's line must come to an OSM street to join it (rule 20).
const JOIN_OSM_M: f64 = 15.0;
/// What is nearer than this is the same place: half a millimeter, the rounding of lengths.
const SAME_M: f64 = 0.0005;

/// Why two streets were tied together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionKind {
    /// Two of the user's lines cross without a vertex.
    Crossing,
    /// An end of the user's line lies near another of them.
    End,
    /// An end of the user's line lies near an OSM street.
    Osm,
}

/// A connection that no shared vertex declares.
#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    /// Why.
    pub kind: ConnectionKind,
    /// The user's line.
    pub line: StreetId,
    /// The street that it is tied to.
    pub to: StreetId,
    /// Where they meet.
    pub at: LngLat,
    /// Length of the connecting piece in meters, 0 where they touch.
    pub length_m: f64,
}

/// Ties the user's lines together and to OSM; fills `insertions` for [`Draft::insert`].
pub(super) struct Connector<'d> {
    draft: &'d mut Draft,
    connect_m: f64,
    pub(super) insertions: Vec<Insertion>,
    pub(super) found: Vec<Connection>,
    /// Where two of the user's lines cross already.
    crossings: FxHashMap<(usize, usize), Vec<LngLat>>,
    /// Pairs of nodes that a connection joins already.
    joined: FxHashSet<(u32, u32)>,
}

impl<'d> Connector<'d> {
    pub(super) fn new(draft: &'d mut Draft, connect_m: f64) -> Self {
        Self {
            draft,
            connect_m,
            insertions: Vec::new(),
            found: Vec::new(),
            crossings: FxHashMap::default(),
            joined: FxHashSet::default(),
        }
    }

    pub(super) fn run(&mut self) {
        let streets = self.draft.streets.len();
        let own: Vec<usize> = (0..streets)
            .filter(|&s| self.draft.streets[s].source == Source::Own)
            .collect();
        if own.is_empty() {
            return;
        }
        let own_pieces =
            self.draft.index(|s| self.draft.streets[s].source == Source::Own);
        self.cross(&own, &own_pieces);
        let ends: Vec<(usize, u32)> =
            own.iter().flat_map(|&s| self.draft.ends(s).map(|node| (s, node))).collect();
        for &(street, node) in &ends {
            self.join_own(street, node, &own_pieces);
        }
        if own.len() < streets {
            let osm_pieces = self.draft.index(|s| {
                let street = &self.draft.streets[s];
                street.source == Source::Osm && street.snap == SnapClass::Ordinary
            });
            let mut seen = FxHashSet::default();
            for (street, node) in ends.into_iter().filter(|&(_, node)| seen.insert(node))
            {
                self.join_osm(street, node, &osm_pieces);
            }
        }
    }

    fn cross(&mut self, own: &[usize], tree: &BoxTree) {
        for &street in own {
            let range = self.draft.range(street);
            for piece in range.start as u32..range.end as u32 - 1 {
                let ends = self.draft.piece_ends(piece).map(geo::Coord::from);
                let mut others = Vec::new();
                tree.overlapping(Box7::around(ends), |other| {
                    if other > piece {
                        others.push(other);
                    }
                    true
                });
                others.sort_unstable();
                for other in others {
                    self.cross_pieces(street, piece, other);
                }
            }
        }
    }

    fn cross_pieces(&mut self, street: usize, piece: u32, other: u32) {
        let nodes = [self.draft.piece_nodes(piece), self.draft.piece_nodes(other)];
        let other_street = self.draft.street_of(other);
        let grade = |s: usize| self.draft.streets[s].grade;
        if nodes[0].iter().any(|n| nodes[1].contains(n))
            || grade(street) != grade(other_street)
        {
            return;
        }
        let [a, b] = self.draft.piece_ends(piece);
        let [c, d] = self.draft.piece_ends(other);
        let Some((t, u)) = meeting(a, b, c, d) else { return };
        let at = between(a, b, t);
        // a meeting point at a vertex is that vertex
        let vertex = |share: f64, [from, to]: [u32; 2]| {
            let node = if share < 0.5 { from } else { to };
            let near = piece_m(at, self.draft.positions[node as usize]) <= SAME_M;
            near.then_some(node)
        };
        match (vertex(t, nodes[0]), vertex(u, nodes[1])) {
            (Some(one), Some(two)) => self.join_nodes(street, one, two),
            (Some(node), None) => {
                self.insertions.push(Insertion { piece: other, t: u, node });
            }
            (None, Some(node)) => self.insertions.push(Insertion { piece, t, node }),
            (None, None) => {
                let node = self.draft.add_node(at);
                self.insertions.push(Insertion { piece, t, node });
                self.insertions.push(Insertion { piece: other, t: u, node });
            }
        }
        self.note(ConnectionKind::Crossing, street, other_street, at, 0.0);
        self.crossings.entry((street, other_street)).or_default().push(at);
        self.crossings.entry((other_street, street)).or_default().push(at);
    }

    fn join_own(&mut self, street: usize, node: u32, tree: &BoxTree) {
        let at = self.draft.positions[node as usize];
        let mut nearest: Vec<(usize, u32, Foot)> = Vec::new();
        tree.nearest(at, self.connect_m, |slot, bound| {
            let piece = tree.items()[slot];
            let foot = self.draft.foot(at, piece);
            let other = self.draft.street_of(piece);
            if foot.distance_m <= self.connect_m && other != street {
                nearest.push((other, piece, foot));
            }
            bound
        });
        let order = |f: &(usize, u32, Foot)| {
            (f.0, crate::units::millimeters(f.2.distance_m), f.1)
        };
        nearest.sort_by_key(order);
        nearest.dedup_by_key(|f| f.0);
        for (other, piece, foot) in nearest {
            let met = self.crossings.get(&(street, other));
            let crosses_here = met
                .is_some_and(|met| met.iter().any(|&p| piece_m(p, at) <= self.connect_m));
            let range = self.draft.range(other);
            if !crosses_here && !self.draft.vertices[range].contains(&node) {
                self.join_foot(ConnectionKind::End, street, node, piece, foot);
            }
        }
    }

    fn join_osm(&mut self, street: usize, node: u32, tree: &BoxTree) {
        let at = self.draft.positions[node as usize];
        let mut best: Option<(u64, u32, Foot)> = None;
        tree.nearest(at, JOIN_OSM_M, |slot, bound| {
            let piece = tree.items()[slot];
            let foot = self.draft.foot(at, piece);
            let key = (crate::units::millimeters(foot.distance_m), piece);
            if foot.distance_m <= JOIN_OSM_M && best.is_none_or(|b| key < (b.0, b.1)) {
                best = Some((key.0, key.1, foot));
            }
            best.map_or(bound, |b| (b.0 + 1) as f64 / 1000.0)
        });
        if let Some((_, piece, foot)) = best {
            self.join_foot(ConnectionKind::Osm, street, node, piece, foot);
        }
    }

    /// Ties a node to the foot on a piece, by a connecting piece unless they are the same place.
    fn join_foot(
        &mut self,
        kind: ConnectionKind,
        street: usize,
        node: u32,
        piece: u32,
        foot: Foot,
    ) {
        let to = self.draft.street_of(piece);
        let at = self.draft.positions[node as usize];
        let length_m = piece_m(at, foot.at);
        let [from, until] = self.draft.piece_nodes(piece);
        if foot.t <= 0.0 || foot.t >= 1.0 {
            let vertex = if foot.t <= 0.0 { from } else { until };
            self.join_nodes(street, node, vertex);
        } else if length_m <= SAME_M {
            self.insertions.push(Insertion { piece, t: foot.t, node });
        } else {
            let vertex = self.draft.add_node(foot.at);
            self.insertions.push(Insertion { piece, t: foot.t, node: vertex });
            self.join_nodes(street, node, vertex);
        }
        self.note(kind, street, to, foot.at, length_m);
    }

    fn join_nodes(&mut self, street: usize, a: u32, b: u32) {
        if a != b && self.joined.insert((a.min(b), a.max(b))) {
            let id = self.draft.streets[street].id.clone();
            self.draft.add_connection(id, [a, b]);
        }
    }

    fn note(
        &mut self,
        kind: ConnectionKind,
        line: usize,
        to: usize,
        at: LngLat,
        length_m: f64,
    ) {
        let id = |street: usize| self.draft.streets[street].id.clone();
        self.found.push(Connection { kind, line: id(line), to: id(to), at, length_m });
    }
}

/// Where two straight pieces meet, as shares of each; `None` if they do not, or are parallel.
fn meeting(a: LngLat, b: LngLat, c: LngLat, d: LngLat) -> Option<(f64, f64)> {
    let plane = Plane::at(a.lat());
    let vector = |from: LngLat, to: LngLat| {
        ((to.lng() - from.lng()) * plane.x, (to.lat() - from.lat()) * plane.y)
    };
    let cross = |p: (f64, f64), q: (f64, f64)| p.0 * q.1 - p.1 * q.0;
    let (one, two, gap) = (vector(a, b), vector(c, d), vector(a, c));
    let turn = cross(one, two);
    if turn == 0.0 {
        return None;
    }
    let (t, u) = (cross(gap, two) / turn, cross(gap, one) / turn);
    ((0.0..=1.0).contains(&t) && (0.0..=1.0).contains(&u)).then_some((t, u))
}
