//! Demand points by the nodes that their walks begin at.

use crate::network::{Anchor, Graph, Pair};

/// Demand points by the nodes that their walks begin at.
///
/// # Shape
///
/// The walks that begin at node `n` are `walks[first[n]..first[n + 1]]`; a point on a piece of
/// street has one at each end.
#[derive(Debug)]
pub(super) struct Origins {
    anchors: Vec<Option<Anchor>>,
    first: Vec<u32>,
    walks: Vec<Walk>,
}

/// From a node to a demand point, along the piece, then the leg.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Walk {
    pub(super) point: u32,
    pub(super) impedance: Pair,
    /// The node at the other end of the point's piece; this one where the point is a node.
    pub(super) other: u32,
}

impl Origins {
    /// Sorts snapped points by node.
    pub(super) fn new(graph: &Graph, anchors: Vec<Option<Anchor>>) -> Self {
        let mut first = vec![0_u32; graph.nodes() + 1];
        let points = || anchors.iter().enumerate();
        let ends = || {
            points().flat_map(|(point, anchor)| {
                anchor.iter().flat_map(move |anchor| walks_of(point as u32, anchor))
            })
        };
        ends().for_each(|(node, _)| first[node as usize + 1] += 1);
        for node in 0..graph.nodes() {
            first[node + 1] += first[node];
        }
        let mut next = first.clone();
        let mut walks = vec![Walk::default(); first[graph.nodes()] as usize];
        for (node, walk) in ends() {
            let place = &mut next[node as usize];
            walks[*place as usize] = walk;
            *place += 1;
        }
        Self { anchors, first, walks }
    }

    /// Number of demand points, tied to the streets or not.
    pub(super) fn len(&self) -> usize {
        self.anchors.len()
    }

    /// Where a point is tied to the streets.
    pub(super) fn anchor(&self, point: u32) -> Option<&Anchor> {
        self.anchors[point as usize].as_ref()
    }

    /// The walks that begin at a node.
    pub(super) fn at(&self, node: u32) -> &[Walk] {
        let node = node as usize;
        &self.walks[self.first[node] as usize..self.first[node + 1] as usize]
    }
}

fn walks_of(point: u32, anchor: &Anchor) -> impl Iterator<Item = (u32, Walk)> + use<> {
    let leg = anchor.leg;
    let [a, b] = anchor.ends.map(|(node, _)| node);
    anchor.distinct_ends().map(move |(node, gap)| {
        let impedance = (gap.0.saturating_add(leg.0), gap.1.saturating_add(leg.1));
        (node, Walk { point, impedance, other: if node == a { b } else { a } })
    })
}
