//! Search vertices: junctions, in layers where private ways meet (rule 18).
//!
//! A walk is private*, public*, private*. A search from one of its ends meets the private ways at
//! that end first, then public ones, then the private ways at the other end. A junction of public
//! ways alone is one vertex; where private ways meet there are more, and the arcs between them,
//! which cost nothing, only lead onward:
//!
//! ```text
//!            public   before   after
//! public        v
//! private                v  ---> v + 1
//! both          v  <---  v + 1   v + 2      and v ---> v + 2
//! ```
//!
//! So a search over vertices needs no notion of layers.

use super::run::Junction;
use std::ops::Range;

/// The vertices of each node.
#[derive(Clone, Debug)]
pub(super) struct Vertices {
    /// Vertices of node `n` are `first[n]..first[n + 1]`; none inside a run.
    first: Vec<u32>,
}

impl Vertices {
    /// One vertex for each layer of each junction, in the order of nodes. Without `layered`,
    /// private ways are walked like all others.
    pub(super) fn new(junctions: &[Junction], layered: bool) -> Self {
        let mut first = Vec::with_capacity(junctions.len() + 1);
        let mut next = 0;
        first.push(next);
        for junction in junctions {
            next += match (junction.public, junction.private) {
                (false, false) => 0,
                (_, true) if layered => 2 + u32::from(junction.public),
                _ => 1,
            };
            first.push(next);
        }
        Self { first }
    }

    pub(super) fn len(&self) -> usize {
        self.first.last().map_or(0, |&n| n as usize)
    }

    fn of(&self, node: u32) -> [u32; 2] {
        [self.first[node as usize], self.first[node as usize + 1]]
    }

    /// The vertices of a node.
    pub(super) fn range(&self, node: u32) -> Range<u32> {
        let [first, next] = self.of(node);
        first..next
    }

    /// Where a public run ends.
    pub(super) fn public(&self, node: u32) -> u32 {
        self.of(node)[0]
    }

    /// Where a private run ends, met before any public one: by a walk's seed.
    pub(super) fn before(&self, node: u32) -> u32 {
        let [first, next] = self.of(node);
        next - if next - first == 1 { 1 } else { 2 }
    }

    /// Where a private run ends, met after the public ones: at a walk's target.
    pub(super) fn after(&self, node: u32) -> u32 {
        self.of(node)[1] - 1
    }

    /// The free arcs between the vertices of a node.
    pub(super) fn links(&self, node: u32) -> impl Iterator<Item = (u32, u32)> {
        let [first, next] = self.of(node);
        let links: &[(u32, u32)] = match next - first {
            2 => &[(0, 1)],
            3 => &[(1, 0), (0, 2)],
            _ => &[],
        };
        links.iter().map(move |&(tail, head)| (first + tail, first + head))
    }
}
