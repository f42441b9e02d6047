//! Dijkstra's search with a binary heap, as in any textbook.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// A node and what it cost to come there, ordered by the cost.
#[derive(Debug, Clone, Copy)]
struct Label {
    cost: f64,
    node: usize,
}

impl Ord for Label {
    fn cmp(&self, other: &Self) -> Ordering {
        self.cost.total_cmp(&other.cost).then(self.node.cmp(&other.node))
    }
}

impl PartialOrd for Label {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Label {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Label {}

/// The least cost from a node to every node; `None` where no path leads.
///
/// `arcs` lists where one can go from a node and what that costs, never below zero.
///
/// # Shape
/// Index i is node i of `nodes`.
pub fn least_costs<A>(nodes: usize, start: usize, arcs: A) -> Vec<Option<f64>>
where
    A: Fn(usize) -> Vec<(usize, f64)>,
{
    let mut least = vec![None; nodes];
    let mut settled = vec![false; nodes];
    let mut heap = BinaryHeap::from([Reverse(Label { cost: 0.0, node: start })]);
    least[start] = Some(0.0);
    while let Some(Reverse(label)) = heap.pop() {
        if std::mem::replace(&mut settled[label.node], true) {
            continue;
        }
        for (node, cost) in arcs(label.node) {
            let cost = label.cost + cost;
            if least[node].is_none_or(|known| cost < known) {
                least[node] = Some(cost);
                heap.push(Reverse(Label { cost, node }));
            }
        }
    }
    least
}
