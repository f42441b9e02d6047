//! Nodes that are more than a vertex: barriers and lifts (rules 18, 19).
//!
//! Such a node is *split*: what meets there ends in copies of it, with its place and its id.
//!
//! ```text
//! closed    --o   o--          each piece ends in a copy, and none are joined
//! private   --o~~~H~~~o--      copies joined to a hub by lines without length that are private
//! lift      --o--  ...  --o--  one copy a way, which stays whole; copies joined to a hub by lines
//!              \~~~H~~~/       that cost half a wait each
//! ```
//!
//! A square keeps one copy for all its outlines: a gate in its edge leads out of it, and does not
//! stop those who walk inside. A shaft that is drawn around a lift is a hub as well, joined to
//! those of its corners that something else reaches.

use super::Rows;
use crate::osm::tags::Passage;
use rustc_hash::FxHashMap;
use walkshed::network::lines::{Access, Manner, Pace, SnapClass, StreetKind};

/// A wait for a lift is shared by the arm in and the arm out.
const HALF_A_WAIT: u16 = 500;

/// How each node is passed, by number.
#[derive(Debug)]
pub(super) struct Doors {
    passages: Vec<Passage>,
}

impl Doors {
    pub(super) fn new(nodes: usize) -> Self {
        Self { passages: vec![Passage::Open; nodes] }
    }

    /// A node placed twice keeps its first passage.
    pub(super) fn add(&mut self, node: u32, passage: Passage) {
        let known = &mut self.passages[node as usize];
        if *known == Passage::Open {
            *known = passage;
        }
    }

    /// The ends of a lift that is drawn as a line are often tagged as lifts again; there is one
    /// wait.
    pub(super) fn leave_open_on_lifts(&mut self, rows: &Rows<'_>) {
        for (row, way) in rows.ways.rows.iter().enumerate() {
            if way.walk.manner.kind == StreetKind::Lift {
                for &node in rows.nodes(row) {
                    let passage = &mut self.passages[node as usize];
                    if *passage == Passage::Lift {
                        *passage = Passage::Open;
                    }
                }
            }
        }
    }

    pub(super) fn passage(&self, node: u32) -> Passage {
        self.passages[node as usize]
    }

    /// Whether a way through a node is cut there.
    pub(super) fn cuts(&self, node: u32) -> bool {
        matches!(self.passage(node), Passage::Closed | Passage::Private)
    }
}

/// How a hub is reached.
pub(super) fn arm(passage: Passage) -> (Manner, SnapClass) {
    let manner = match passage {
        Passage::Lift => Manner {
            kind: StreetKind::Lift,
            pace: Pace::Lift { share: HALF_A_WAIT },
            ..Manner::LEVEL
        },
        _ => Manner { access: Access::Private, ..Manner::LEVEL },
    };
    (manner, SnapClass::LastResort)
}

/// A copy of a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copy {
    /// Its final number.
    pub(super) vertex: u32,
    /// The way that ends in it.
    pub(super) row: usize,
}

/// The copies of all split nodes, by number, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct Copies {
    pub(super) order: Vec<u32>,
    pub(super) of: FxHashMap<u32, Vec<Copy>>,
    shared: FxHashMap<(u32, Owner), u32>,
}

/// Who keeps one copy of a node for all its pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    /// A way.
    Row(usize),
    /// A square.
    Shape(u32),
}

impl Copies {
    /// The copy that an owner has already.
    pub(super) fn known(&self, node: u32, owner: Owner) -> Option<u32> {
        self.shared.get(&(node, owner)).copied()
    }

    pub(super) fn add(&mut self, node: u32, owner: Option<Owner>, copy: Copy) {
        if let Some(owner) = owner {
            self.shared.insert((node, owner), copy.vertex);
        }
        let copies = self.of.entry(node).or_default();
        if copies.is_empty() {
            self.order.push(node);
        }
        copies.push(copy);
    }
}

/// Corners of shafts (closed ways that are lifts) that something else reaches.
pub(super) fn reached_corners(rows: &Rows<'_>) -> FxHashMap<u32, bool> {
    let mut corners: FxHashMap<u32, bool> = FxHashMap::default();
    let shafts: Vec<usize> = (0..rows.len()).filter(|&row| is_shaft(rows, row)).collect();
    for &row in &shafts {
        for &node in rows.nodes(row).iter().skip(1) {
            // A corner of two shafts is reached by either.
            corners.entry(node).and_modify(|reached| *reached = true).or_insert(false);
        }
    }
    if !corners.is_empty() {
        let others = (0..rows.len()).filter(|row| shafts.binary_search(row).is_err());
        for &node in others.flat_map(|row| rows.nodes(row)) {
            if let Some(reached) = corners.get_mut(&node) {
                *reached = true;
            }
        }
    }
    corners
}

/// Whether a way is the outline of a lift.
pub(super) fn is_shaft(rows: &Rows<'_>, row: usize) -> bool {
    let nodes = rows.nodes(row);
    rows.ways.rows[row].walk.manner.kind == StreetKind::Lift
        && nodes.len() > 3
        && nodes.first() == nodes.last()
}
