//! From junctions back to every node: what lies inside the runs that a search reached.

use super::{Anchor, Graph, Label, Scratch};
use rustc_hash::FxHashMap;

/// The label of every node of a network after a search, junctions and bends alike.
///
/// Kept between searches: a new one resets only what the last one wrote.
#[derive(Clone, Debug)]
pub struct NodeLabels {
    labels: Vec<Label>,
    touched: Vec<u32>,
}

impl NodeLabels {
    /// Room for the nodes of a graph's network.
    #[must_use]
    pub fn new(graph: &Graph) -> Self {
        let nodes = graph.network().positions().len();
        Self { labels: vec![Label::NONE; nodes], touched: Vec::new() }
    }

    /// The label of a node, [`Label::NONE`] where the search did not come.
    #[must_use]
    pub fn label(&self, node: u32) -> Label {
        self.labels[node as usize]
    }

    /// The nodes that have a label, in no particular order.
    #[must_use]
    pub fn touched(&self) -> &[u32] {
        &self.touched
    }

    /// Reads a search: `seeds` are the anchors it began at with their stations.
    ///
    /// # Cost
    ///
    /// O(nodes of the runs reached).
    pub fn read(
        &mut self,
        graph: &Graph,
        scratch: &Scratch,
        seeds: impl IntoIterator<Item = (u32, Anchor)>,
        limit: u32,
    ) {
        for &node in &self.touched {
            self.labels[node as usize] = Label::NONE;
        }
        self.touched.clear();
        let mut own: FxHashMap<u32, Vec<(u32, Anchor)>> = FxHashMap::default();
        for (station, seed) in seeds {
            if !seed.is_junction() {
                own.entry(seed.run).or_default().push((station, seed));
            }
        }
        graph.each_run_reached(scratch, |run| {
            self.read_run(graph, scratch, run, limit);
        });
        for (run, seeds) in &own {
            self.read_own(graph, *run, seeds, limit);
        }
    }

    fn read_run(&mut self, graph: &Graph, scratch: &Scratch, run: u32, limit: u32) {
        let view = graph.run(run);
        let [first, last] = view.ends.map(|end| scratch.label(end));
        let inside = view.nodes.len() - 1;
        self.improve(view.nodes[0], first);
        self.improve(view.nodes[inside], last);
        let whole = view.along[inside];
        for (&node, &along) in view.nodes[1..inside].iter().zip(&view.along[1..inside]) {
            let back = (whole.0 - along.0, whole.1 - along.1);
            let way = |end: Label, gap| end.extended(gap, limit).unwrap_or(Label::NONE);
            self.improve(node, way(first, along).min(way(last, back)));
        }
    }

    /// Nodes of a run with seeds on it, reached straight along it.
    fn read_own(&mut self, graph: &Graph, run: u32, seeds: &[(u32, Anchor)], limit: u32) {
        let view = graph.run(run);
        let inside = view.nodes.len() - 1;
        for (&node, &along) in view.nodes[1..inside].iter().zip(&view.along[1..inside]) {
            for (station, seed) in seeds {
                let gap = |a: u32, b: u32| a.abs_diff(b);
                let way = (gap(along.0, seed.forward.0), gap(along.1, seed.forward.1));
                let start = Label::new(seed.leg.0, *station, seed.leg.1);
                if let Some(label) = start.extended(way, limit) {
                    self.improve(node, label);
                }
            }
        }
    }

    #[inline]
    fn improve(&mut self, node: u32, label: Label) {
        let known = &mut self.labels[node as usize];
        if label < *known {
            if *known == Label::NONE {
                self.touched.push(node);
            }
            *known = label;
        }
    }
}
