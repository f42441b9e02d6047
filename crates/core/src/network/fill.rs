//! From junctions back to every node: what lies inside the runs that a search reached.

use super::{Anchor, Graph, Label, Pair, Scratch, UNBOUNDED};
use rustc_hash::FxHashMap;

/// The labels of the nodes inside runs after a search, beside those of the junctions, which the
/// [`Scratch`] has.
///
/// Kept in the order of runs and not of nodes, so that reading a search writes from left to right
/// and a new one need not wipe what the last one left.
///
/// # Examples
///
/// ```
/// use walkshed::LngLat;
/// use walkshed::model::{Barriers, Profile};
/// use walkshed::network::lines::StreetLines;
/// use walkshed::network::{Graph, Heading, NetworkBuilder, NodeLabels, Scratch, seeds_of};
/// use walkshed::units::Unit;
///
/// let at = |x, y| LngLat::new(x, y).unwrap();
/// let bent = [at(99.92, 24.57), at(99.921, 24.5705), at(99.922, 24.57)];
/// let mut builder = NetworkBuilder::new();
/// builder.add_own(StreetLines::drawn(&[("street", &bent)]));
/// let network = builder.build();
/// let graph = Graph::new(&network, Unit::Millimeters, &Profile::default(), Heading::ToSeeds);
/// let seed = graph.seed(&network.snap(bent[0], &Barriers::default(), 250.0).unwrap()).unwrap();
/// let mut scratch = Scratch::new(&graph);
/// let mut nodes = NodeLabels::new(&graph);
/// scratch.run(&graph, seeds_of(&seed, 0), 200_000); // 200 m
/// nodes.read(&graph, &scratch, [(0, seed)], 200_000);
/// let mut reached = Vec::new();
/// nodes.each(&graph, &scratch, |_, label| reached.push(label.primary() / 1000));
/// reached.sort();
/// assert_eq!(reached, [0, 115]); // the far end lies 231 m away
/// ```
#[derive(Clone, Debug)]
pub struct NodeLabels {
    /// By slot of the runs.
    labels: Vec<Label>,
    /// The runs read, each once.
    runs: Vec<u32>,
}

impl NodeLabels {
    /// Room for the runs of a graph.
    #[must_use]
    pub fn new(graph: &Graph) -> Self {
        let slots = graph.network().runs().slots().len();
        Self { labels: vec![Label::NONE; slots], runs: Vec::new() }
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
        self.runs.clear();
        let mut own: FxHashMap<u32, Vec<(u32, Anchor)>> = FxHashMap::default();
        for (station, seed) in seeds {
            if !seed.is_junction() {
                own.entry(seed.run).or_default().push((station, seed));
            }
        }
        let runs = graph.network().runs();
        graph.each_run_reached(scratch, |run| {
            let range = runs.range(run);
            if range.len() > 2 {
                self.runs.push(run);
                let ends = graph.ends(run).target.map(|end| scratch.label(end));
                let inside = range.start + 1..range.end - 1;
                let along = graph.along();
                let labels = &mut self.labels[inside.clone()];
                read_inside(labels, &along[inside], along[range.end - 1], ends, limit);
            }
        });
        for (run, seeds) in &own {
            self.read_own(graph, scratch, *run, seeds, limit);
        }
    }

    /// Nodes of a run with seeds on it, reached straight along it.
    fn read_own(
        &mut self,
        graph: &Graph,
        scratch: &Scratch,
        run: u32,
        seeds: &[(u32, Anchor)],
        limit: u32,
    ) {
        let range = graph.network().runs().range(run);
        let inside = range.start + 1..range.end - 1;
        let labels = &mut self.labels[inside.clone()];
        if !graph.ends(run).target.iter().any(|&end| scratch.is_touched(end)) {
            labels.fill(Label::NONE);
            self.runs.push(run);
        }
        for (known, &along) in labels.iter_mut().zip(&graph.along()[inside]) {
            for (station, seed) in seeds {
                let gap = |a: u32, b: u32| a.abs_diff(b);
                let way = (gap(along.0, seed.forward.0), gap(along.1, seed.forward.1));
                let start = Label::new(seed.leg.0, *station, seed.leg.1);
                if let Some(label) = start.extended(way, limit) {
                    *known = label.min(*known);
                }
            }
        }
    }

    /// Visits every node with a label, in no particular order; a junction of several layers comes
    /// once for each, the least label being its own.
    pub fn each(
        &self,
        graph: &Graph,
        scratch: &Scratch,
        mut visit: impl FnMut(u32, Label),
    ) {
        for &vertex in scratch.touched() {
            visit(graph.node_of(vertex), scratch.label(vertex));
        }
        let runs = graph.network().runs();
        for &run in &self.runs {
            let range = runs.range(run);
            let inside = range.start + 1..range.end - 1;
            let nodes = runs.slots()[inside.clone()].iter();
            for (&node, &label) in nodes.zip(&self.labels[inside]) {
                if label != Label::NONE {
                    visit(node, label);
                }
            }
        }
    }
}

/// The labels of nodes `along` a run, over both its ends.
#[inline]
fn read_inside(
    labels: &mut [Label],
    along: &[Pair],
    whole: Pair,
    [first, last]: [Label; 2],
    limit: u32,
) {
    let limit = limit.min(UNBOUNDED);
    for (label, &along) in labels.iter_mut().zip(along) {
        let back = (whole.0 - along.0, whole.1 - along.1);
        let way = |end: Label, gap| end.extended(gap, limit).unwrap_or(Label::NONE);
        *label = way(first, along).min(way(last, back));
    }
}
