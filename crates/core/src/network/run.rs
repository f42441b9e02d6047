//! Runs: chains of pieces between junctions, contracted for search.
//!
//! Four of five nodes of a city only bend a street. Searches go from junction to junction, and
//! what lies between is read off its two ends:
//!
//! ```text
//!        junction a                                      junction b
//!            o------.------.-----------.------.-------------o        one run of five pieces
//! nodes      7     12     11           9     15             3        in order from a
//! pieces     p0     p1     p2          p3      p4           -        `REVERSED` where a piece is
//!                                                                    drawn from b towards a
//! ```
//!
//! A node is inside a run if exactly two pieces meet there, both walked alike in both directions
//! and both public or both private; all others are *junctions*. A street whose time depends on
//! the direction is a run by itself, piece by piece. A ring without a junction gets one.
//!
//! Runs are numbered by their first junction, so that neighbors share cache lines, and do not
//! depend on profile speeds or units.
//!
//! # References
//!
//! Sanders & Schultes, *Highway hierarchies hasten exact shortest path queries* (2005),
//! <https://doi.org/10.1007/11561071_51>, for contracting lines and attached trees.

use super::Base;
use super::admission::Class;
use super::enclosed;
use super::lines::Direction;
use std::ops::Range;

/// Set in an entry of [`Runs::pieces`] that is walked against its street.
const REVERSED: u32 = 1 << 31;
/// No run: a piece that is not walked.
const NONE: u32 = u32::MAX;

/// The runs of a network for one kind of walker.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    /// Run `r` owns `nodes[first[r]..first[r + 1]]`.
    first: Vec<u32>,
    nodes: Vec<u32>,
    /// The piece after each node of a run; at its last node nothing.
    pieces: Vec<u32>,
    /// Properties by run.
    kinds: Vec<RunKind>,
    /// Run and slot (place in `nodes` of the node before it) of every piece.
    places: Vec<(u32, u32)>,
    /// By street: whether it may only begin or end a walk.
    private: Vec<bool>,
    /// By node: what meets there.
    pub(super) junctions: Vec<Junction>,
}

/// How a run is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RunKind {
    pub(super) private: bool,
    pub(super) direction: Direction,
    /// Whether both directions take as long.
    symmetric: bool,
}

impl RunKind {
    fn of(base: &Base, street: usize, private: bool) -> Self {
        let manner = base.streets[street].manner();
        Self {
            private,
            direction: manner.direction,
            symmetric: manner.pace.is_symmetric(),
        }
    }

    /// Whether pieces of this kind are chained.
    fn chains(self) -> bool {
        self.symmetric && self.direction == Direction::Both
    }
}

/// What meets at a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Junction {
    /// Whether it ends a public run.
    pub(super) public: bool,
    /// Whether it ends a private run.
    pub(super) private: bool,
}

/// The ends of pieces at one node, as far as they matter.
#[derive(Clone, Copy, Debug)]
struct Meeting {
    pieces: [u32; 2],
    count: u32,
    kind: RunKind,
    alike: bool,
}

impl Runs {
    pub(super) fn new(base: &Base, classes: &[Class]) -> Self {
        let mut maker = Maker::new(base, classes);
        let mut runs = Self {
            first: vec![0],
            nodes: Vec::with_capacity(base.vertices.len()),
            pieces: Vec::with_capacity(base.vertices.len()),
            kinds: Vec::new(),
            places: vec![(NONE, NONE); base.vertices.len()],
            private: Vec::new(),
            junctions: Vec::new(),
        };
        // from the junctions in order, so that runs are numbered as junctions are
        for (node, piece) in maker.heads() {
            maker.walk(&mut runs, node, piece);
        }
        // what is left are rings without a junction
        for piece in 0..base.vertices.len() as u32 {
            if maker.kinds[piece as usize].is_some()
                && runs.places[piece as usize].0 == NONE
            {
                let node = base.piece_nodes(piece)[0];
                maker.meetings[node as usize].alike = false;
                maker.walk(&mut runs, node, piece);
            }
        }
        runs.private = maker.private;
        runs.junctions = vec![Junction::default(); base.positions.len()];
        for run in 0..runs.len() {
            let private = runs.kinds[run].private;
            for end in runs.ends(run as u32) {
                let junction = &mut runs.junctions[end as usize];
                junction.public |= !private;
                junction.private |= private;
            }
        }
        runs
    }

    /// Number of runs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether there is nothing to walk on.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The nodes of a run, from its first end to its last.
    #[must_use]
    pub fn nodes(&self, run: u32) -> &[u32] {
        &self.nodes[self.range(run)]
    }

    /// The pieces of a run in order, and whether each is walked against its street.
    pub fn pieces(&self, run: u32) -> impl Iterator<Item = (u32, bool)> {
        let range = self.range(run);
        self.pieces[range.start..range.end - 1]
            .iter()
            .map(|&piece| (piece & !REVERSED, piece & REVERSED != 0))
    }

    /// The nodes of all runs, one run after the other.
    pub(super) fn slots(&self) -> &[u32] {
        &self.nodes
    }

    pub(super) fn is_private(&self, street: usize) -> bool {
        self.private[street]
    }

    pub(super) fn kind(&self, run: u32) -> RunKind {
        self.kinds[run as usize]
    }

    /// Whether both directions of a run take as long.
    pub(super) fn is_symmetric(&self, run: u32) -> bool {
        self.kinds[run as usize].symmetric
    }

    pub(super) fn ends(&self, run: u32) -> [u32; 2] {
        let range = self.range(run);
        [self.nodes[range.start], self.nodes[range.end - 1]]
    }

    pub(super) fn range(&self, run: u32) -> Range<usize> {
        self.first[run as usize] as usize..self.first[run as usize + 1] as usize
    }

    /// The run of a piece, the slot of the node before it, and whether it is walked against its
    /// street; `None` for a piece that is not walked.
    pub(super) fn place(&self, piece: u32) -> Option<(u32, usize, bool)> {
        let (run, slot) = self.places[piece as usize];
        let slot = slot as usize;
        (run != NONE).then(|| (run, slot, self.pieces[slot] & REVERSED != 0))
    }

    /// Whether a node lies inside a run.
    pub(super) fn is_inside(&self, node: u32) -> bool {
        self.junctions[node as usize] == Junction::default()
    }
}

/// Runs in the making.
struct Maker<'b> {
    base: &'b Base,
    /// By piece: how it is walked; `None` where no piece begins, or it is not for this walker.
    kinds: Vec<Option<RunKind>>,
    meetings: Vec<Meeting>,
    private: Vec<bool>,
}

impl<'b> Maker<'b> {
    fn new(base: &'b Base, classes: &[Class]) -> Self {
        let private = enclosed::private(base, classes);
        let mut kinds = vec![None; base.vertices.len()];
        let nothing = Meeting {
            pieces: [NONE; 2],
            count: 0,
            kind: RunKind { private: false, direction: Direction::Both, symmetric: true },
            alike: true,
        };
        let mut meetings = vec![nothing; base.positions.len()];
        for street in (0..base.streets.len()).filter(|&s| classes[s] != Class::Closed) {
            let kind = RunKind::of(base, street, private[street]);
            let range = base.vertices_of(street);
            let pieces = range.start..range.end - 1;
            kinds[pieces.clone()].fill(Some(kind));
            for piece in pieces {
                for node in base.piece_nodes(piece as u32) {
                    meetings[node as usize].add(piece as u32, kind);
                }
            }
        }
        Self { base, kinds, meetings, private }
    }

    fn is_inside(&self, node: u32) -> bool {
        let meeting = &self.meetings[node as usize];
        meeting.count == 2 && meeting.alike && meeting.pieces[0] != meeting.pieces[1]
    }

    /// Junctions with a piece that begins or ends there, by junction, then piece.
    fn heads(&self) -> Vec<(u32, u32)> {
        let mut heads = Vec::new();
        for piece in 0..self.kinds.len() as u32 {
            if self.kinds[piece as usize].is_some() {
                let ends = self.base.piece_nodes(piece);
                heads.extend(
                    ends.into_iter().filter(|&n| !self.is_inside(n)).map(|n| (n, piece)),
                );
            }
        }
        heads.sort_unstable();
        heads
    }

    /// Follows a chain from a junction, if it was not met from its other end.
    fn walk(&self, runs: &mut Runs, from: u32, head: u32) {
        let Some(kind) = self.kinds[head as usize] else { return };
        if runs.places[head as usize].0 != NONE {
            return;
        }
        let run = runs.kinds.len() as u32;
        let (mut node, mut piece) = (from, head);
        if !kind.chains() {
            node = self.base.piece_nodes(head)[0]; // a run by itself lies as it is drawn
        }
        loop {
            let [a, b] = self.base.piece_nodes(piece);
            let reversed = if node == a { 0 } else { REVERSED };
            runs.places[piece as usize] = (run, runs.nodes.len() as u32);
            runs.nodes.push(node);
            runs.pieces.push(piece | reversed);
            node = if node == a { b } else { a };
            if !self.is_inside(node) {
                break;
            }
            let [one, two] = self.meetings[node as usize].pieces;
            piece = if one == piece { two } else { one };
        }
        runs.nodes.push(node);
        runs.pieces.push(NONE);
        runs.first.push(runs.nodes.len() as u32);
        runs.kinds.push(kind);
    }
}

impl Meeting {
    fn add(&mut self, piece: u32, kind: RunKind) {
        match self.count {
            0 => self.kind = kind,
            _ => self.alike &= self.kind == kind,
        }
        self.alike &= kind.chains();
        if let Some(place) = self.pieces.get_mut(self.count as usize) {
            *place = piece;
        }
        self.count += 1;
    }
}
