//! How a textbook does it: a binary heap, and scans.

use crate::Sum;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use walkshed::LngLat;
use walkshed::geodesy::Plane;
use walkshed::network::{Anchor, Graph, Label, Seed, seeds_of};

/// Dijkstra's search with a binary heap, on the same graph and with the same labels as the
/// engine's.
#[derive(Clone, Debug)]
pub struct Textbook {
    labels: Vec<Label>,
    touched: Vec<u32>,
    heap: BinaryHeap<Reverse<(Label, u32)>>,
}

impl Textbook {
    /// Room for a graph.
    #[must_use]
    pub fn new(graph: &Graph) -> Self {
        let labels = vec![Label::NONE; graph.vertices()];
        Self { labels, touched: Vec::new(), heap: BinaryHeap::new() }
    }

    /// Labels every node within `limit` (closed) of the seeds.
    pub fn run(
        &mut self,
        graph: &Graph,
        seeds: impl IntoIterator<Item = Seed>,
        limit: u32,
    ) {
        for node in self.touched.drain(..) {
            self.labels[node as usize] = Label::NONE;
        }
        for (node, label) in seeds {
            if label.primary() <= limit {
                self.improve(node, label);
            }
        }
        while let Some(Reverse((label, node))) = self.heap.pop() {
            if label != self.labels[node as usize] {
                continue; // a better way was found meanwhile
            }
            for arc in graph.arcs(node) {
                if let Some(next) = label.extended((arc.primary, arc.secondary), limit) {
                    self.improve(arc.head, next);
                }
            }
        }
    }

    fn improve(&mut self, node: u32, label: Label) {
        let known = &mut self.labels[node as usize];
        if label < *known {
            if *known == Label::NONE {
                self.touched.push(node);
            }
            *known = label;
            self.heap.push(Reverse((label, node)));
        }
    }

    /// Number and milliseconds of the nodes reached.
    #[must_use]
    pub fn sum(&self) -> Sum {
        self.touched.iter().map(|&node| self.labels[node as usize].primary()).collect()
    }

    fn at(&self, anchor: &Anchor, limit: u32) -> Option<u32> {
        let ways = anchor.distinct_ends().filter_map(|(node, gap)| {
            let way = self.labels[node as usize].extended(gap, limit)?;
            Some(way.extended(anchor.leg, limit)?.primary())
        });
        ways.min()
    }
}

/// The table as a textbook fills it: one search a station, then every demand point is asked.
#[must_use]
pub fn table(
    graph: &Graph,
    points: &[Option<Anchor>],
    stations: &[Option<Anchor>],
    limit: u32,
) -> Vec<(u32, u32, u32)> {
    let mut textbook = Textbook::new(graph);
    let mut pairs = Vec::new();
    for (s, station) in (0..).zip(stations) {
        let Some(station) = station else { continue };
        textbook.run(graph, seeds_of(station, s), limit);
        for (p, point) in (0..).zip(points) {
            let Some(point) = point else { continue };
            let along = graph.between(station, point).map(|(primary, _)| primary);
            let ways = textbook.at(point, limit).into_iter().chain(along);
            if let Some(least) = ways.min().filter(|&least| least <= limit) {
                pairs.push((p, s, least));
            }
        }
    }
    pairs
}

/// Distance to the nearest piece in meters, in the plane at the place.
#[must_use]
pub fn nearest_m(pieces: &[[LngLat; 2]], at: LngLat) -> f64 {
    let plane = Plane::at(at.lat());
    let flat =
        |to: LngLat| [(to.lng() - at.lng()) * plane.x, (to.lat() - at.lat()) * plane.y];
    let square = |piece: &[LngLat; 2]| {
        let [[ax, ay], [bx, by]] = piece.map(flat);
        let (dx, dy) = (bx - ax, by - ay);
        let length2 = dx * dx + dy * dy;
        let share = if length2 > 0.0 { -(ax * dx + ay * dy) / length2 } else { 0.0 }
            .clamp(0.0, 1.0);
        let (x, y) = (ax + share * dx, ay + share * dy);
        x * x + y * y
    };
    pieces.iter().map(square).fold(f64::INFINITY, f64::min).sqrt()
}
