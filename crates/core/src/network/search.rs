//! The search kernel: from one or many stations to every junction within a budget.
//!
//! Labels are `(impedance, station, secondary)`, compared in that order at every step (rule 8),
//! so the nearest station is the same for any order of work. Station numbers are places in the
//! input. The search is Dijkstra's with a bucket queue; within a bucket it corrects labels.
//!
//! # References
//!
//! Dijkstra (1959), doi:10.1007/BF01386390; Erwig, *The graph Voronoi diagram* (2000),
//! Networks 36(3), for many sources.

use super::graph::CLOSED;
use super::queue::Queue;
use super::{Anchor, Arc, Graph};

/// The best known way to a vertex: `u64` packs impedance (high) and station (low).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    key: u64,
    secondary: u32,
}

impl Label {
    /// No way at all: later than every label.
    pub const NONE: Self = Self { key: u64::MAX, secondary: u32::MAX };

    /// A label from its parts.
    #[must_use]
    pub fn new(primary: u32, station: u32, secondary: u32) -> Self {
        Self { key: u64::from(primary) << 32 | u64::from(station), secondary }
    }

    /// What the search minimized.
    #[must_use]
    pub fn primary(self) -> u32 {
        (self.key >> 32) as u32
    }

    /// The station, by its place in the input.
    #[must_use]
    pub fn station(self) -> u32 {
        self.key as u32
    }

    /// What the search carried along.
    #[must_use]
    pub fn secondary(self) -> u32 {
        self.secondary
    }

    /// Whether it is a way within `limit` (closed).
    #[must_use]
    pub fn is_within(self, limit: u32) -> bool {
        self != Self::NONE && self.primary() <= limit
    }

    /// This label a further `(primary, secondary)` away, if that stays within `limit`.
    #[must_use]
    pub fn extended(self, by: (u32, u32), limit: u32) -> Option<Self> {
        let primary = (self.key >> 32) + u64::from(by.0);
        (self != Self::NONE && primary <= u64::from(limit)).then(|| Self {
            key: self.key + (u64::from(by.0) << 32),
            secondary: self.secondary.saturating_add(by.1),
        })
    }
}

/// Where a search starts: a vertex with its label.
pub type Seed = (u32, Label);

/// The labels of one search, reset in the time of what it touched. One for each thread.
///
/// # Examples
///
/// ```
/// use walkshed::LngLat;
/// use walkshed::model::{Barriers, Profile};
/// use walkshed::network::lines::StreetLines;
/// use walkshed::network::{Graph, Heading, NetworkBuilder, Scratch, UNBOUNDED, seeds_of};
/// use walkshed::units::Unit;
///
/// let at = |x, y| LngLat::new(x, y).unwrap();
/// let mut builder = NetworkBuilder::new();
/// builder.add_own(StreetLines::drawn(&[("street", &[at(99.92, 24.57), at(99.93, 24.57)])]));
/// let network = builder.build();
/// let graph = Graph::new(&network, Unit::Millis, &Profile::default(), Heading::ToSeeds);
/// let snap = network.snap(at(99.92, 24.57), &Barriers::default(), 250.0).unwrap();
/// let mut scratch = Scratch::new(&graph);
/// scratch.run(&graph, seeds_of(&graph.seed(&snap).unwrap(), 0), UNBOUNDED);
/// let far_end = scratch.touched().iter().map(|&vertex| scratch.label(vertex).primary()).max();
/// assert_eq!(far_end.map(|ms| ms / 1000), Some(844)); // 1,013 m at 1.2 m/s
/// ```
#[derive(Clone, Debug)]
pub struct Scratch {
    labels: Vec<Label>,
    touched: Vec<u32>,
    queue: Queue,
    exhausted: bool,
}

/// No budget: any way that fits in 32 bits.
pub const UNBOUNDED: u32 = u32::MAX - 1;

impl Scratch {
    /// Room for a graph.
    #[must_use]
    pub fn new(graph: &Graph) -> Self {
        Self {
            labels: vec![Label::NONE; graph.vertices()],
            touched: Vec::new(),
            queue: Queue::new(),
            exhausted: true,
        }
    }

    /// The label of a vertex after a search, [`Label::NONE`] where it did not come.
    #[must_use]
    pub fn label(&self, vertex: u32) -> Label {
        self.labels[vertex as usize]
    }

    /// Whether the search came to a vertex.
    #[must_use]
    pub fn is_touched(&self, vertex: u32) -> bool {
        self.labels[vertex as usize] != Label::NONE
    }

    /// The vertices that the search reached, in no particular order.
    #[must_use]
    pub fn touched(&self) -> &[u32] {
        &self.touched
    }

    /// Whether the last search saw everything that hangs together with its seeds, so that a
    /// larger budget would find nothing more.
    #[must_use]
    pub fn is_exhausted(&self) -> bool {
        self.exhausted
    }

    /// Labels every vertex within `limit` (closed) of the seeds.
    ///
    /// # Cost
    ///
    /// O(arcs reached); no allocation once the scratch has grown.
    pub fn run(
        &mut self,
        graph: &Graph,
        seeds: impl IntoIterator<Item = Seed>,
        limit: u32,
    ) {
        self.begin(seeds, limit);
        self.settle(|node| graph.arcs(node).iter().copied(), limit);
    }

    /// Forgets the last search, and labels the seeds of the next.
    pub(super) fn begin(&mut self, seeds: impl IntoIterator<Item = Seed>, limit: u32) {
        for &node in &self.touched {
            self.labels[node as usize] = Label::NONE;
        }
        self.touched.clear();
        self.queue.clear();
        self.exhausted = true;
        for (node, label) in seeds {
            if label.primary() <= limit {
                self.improve(node, label);
            } else {
                self.exhausted = false;
            }
        }
    }

    /// Spreads what waits in the queue until no label can be improved.
    #[inline]
    pub(super) fn settle<A>(&mut self, arcs: impl Fn(u32) -> A, limit: u32)
    where
        A: Iterator<Item = Arc>,
    {
        while self.queue.advance() {
            while let Some((primary, node)) = self.queue.pop() {
                let label = self.labels[node as usize];
                if label.primary() == primary {
                    self.relax(arcs(node), label, limit);
                } // else a better way was found meanwhile
            }
        }
    }

    #[inline]
    fn relax(&mut self, arcs: impl Iterator<Item = Arc>, label: Label, limit: u32) {
        let room = limit - label.primary();
        for arc in arcs {
            if arc.primary > room {
                self.exhausted &= arc.primary == CLOSED.0;
                continue;
            }
            // within the limit, so the station below is untouched
            let key = label.key.wrapping_add(u64::from(arc.primary) << 32);
            let secondary = label.secondary.saturating_add(arc.secondary);
            self.improve(arc.head, Label { key, secondary });
        }
    }

    #[inline]
    pub(super) fn improve(&mut self, node: u32, label: Label) {
        let known = &mut self.labels[node as usize];
        if label < *known {
            if *known == Label::NONE {
                self.touched.push(node);
            }
            *known = label;
            self.queue.push(label.primary(), node);
        }
    }

    /// The best label of a position over the ends of its run, leg included; seeds on the same run
    /// are not seen here.
    #[must_use]
    pub fn at(&self, anchor: &Anchor, limit: u32) -> Label {
        anchor.read(&self.labels, limit)
    }

    /// The labels of all vertices after a search.
    pub(crate) fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The same, for keeping.
    pub(crate) fn into_labels(self) -> Vec<Label> {
        self.labels
    }

    /// A search under way over labels that were kept.
    pub(super) fn over(labels: Vec<Label>) -> Self {
        Self { labels, touched: Vec::new(), queue: Queue::new(), exhausted: true }
    }

    /// Forgets the label of a vertex.
    pub(super) fn forget(&mut self, vertex: u32) {
        self.labels[vertex as usize] = Label::NONE;
    }

    /// Spreads from a vertex once more with the label that it has, if it has one.
    pub(super) fn resume(&mut self, vertex: u32) {
        let label = self.labels[vertex as usize];
        if label != Label::NONE {
            self.queue.push(label.primary(), vertex);
        }
    }
}

/// The seeds of a station: the ends of its run, its leg walked.
pub fn seeds_of(anchor: &Anchor, station: u32) -> impl Iterator<Item = Seed> + use<> {
    let start = Label::new(anchor.leg.0, station, anchor.leg.1);
    anchor
        .distinct_ends()
        .filter_map(move |(node, gap)| Some((node, start.extended(gap, UNBOUNDED)?)))
}
