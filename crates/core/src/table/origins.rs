//! Demand points by the runs that they are tied to.

use crate::network::{Anchor, Graph, Pair};
use std::sync::Arc;

/// Demand points by the runs and junctions that they are tied to.
///
/// # Shape
///
/// The points on run `r` are `on_runs[first_run[r]..first_run[r + 1]]`, those on vertex `v`
/// `on_vertices[first_vertex[v]..first_vertex[v + 1]]`, both in input order.
#[derive(Debug)]
pub(super) struct Origins {
    anchors: Arc<Vec<Option<Anchor>>>,
    first_run: Vec<u32>,
    on_runs: Vec<OnRun>,
    first_vertex: Vec<u32>,
    on_vertices: Vec<(u32, Pair)>,
}

/// A point on a run: how far it is from both ends, its leg included.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OnRun {
    pub(super) point: u32,
    pub(super) from_ends: [Pair; 2],
}

impl Origins {
    /// Sorts anchored points by run.
    pub(super) fn new(graph: &Graph, anchors: Arc<Vec<Option<Anchor>>>) -> Self {
        let mut first_run = vec![0; graph.runs() + 1];
        let mut first_vertex = vec![0; graph.vertices() + 1];
        for anchor in anchors.iter().flatten() {
            if anchor.is_junction() {
                first_vertex[anchor.ends[0].0 as usize + 1] += 1;
            } else {
                first_run[anchor.run as usize + 1] += 1;
            }
        }
        accumulate(&mut first_run);
        accumulate(&mut first_vertex);
        let (mut next_run, mut next_vertex) = (first_run.clone(), first_vertex.clone());
        let total = |first: &[u32]| first.last().map_or(0, |&n| n as usize);
        let mut on_runs = vec![OnRun::default(); total(&first_run)];
        let mut on_vertices = vec![(0, (0, 0)); total(&first_vertex)];
        for (point, anchor) in (0..).zip(anchors.iter()) {
            let Some(anchor) = anchor else { continue };
            if anchor.is_junction() {
                let next = &mut next_vertex[anchor.ends[0].0 as usize];
                on_vertices[*next as usize] = (point, anchor.leg);
                *next += 1;
            } else {
                let from_ends = anchor.ends.map(|(_, (primary, secondary))| {
                    let (leg, other) = anchor.leg;
                    (primary.saturating_add(leg), secondary.saturating_add(other))
                });
                let next = &mut next_run[anchor.run as usize];
                on_runs[*next as usize] = OnRun { point, from_ends };
                *next += 1;
            }
        }
        Self { anchors, first_run, on_runs, first_vertex, on_vertices }
    }

    /// Number of demand points, tied to the streets or not.
    pub(super) fn len(&self) -> usize {
        self.anchors.len()
    }

    /// Where all points are tied to the streets, in input order.
    pub(super) fn anchors(&self) -> &Arc<Vec<Option<Anchor>>> {
        &self.anchors
    }

    /// Where a point is tied to the streets.
    pub(super) fn anchor(&self, point: u32) -> Option<&Anchor> {
        self.anchors[point as usize].as_ref()
    }

    /// The points on a run.
    pub(super) fn on_run(&self, run: u32) -> &[OnRun] {
        let run = run as usize;
        &self.on_runs[self.first_run[run] as usize..self.first_run[run + 1] as usize]
    }

    /// The points on a vertex, with their legs.
    pub(super) fn on_vertex(&self, vertex: u32) -> &[(u32, Pair)] {
        let vertex = vertex as usize;
        let first = &self.first_vertex;
        &self.on_vertices[first[vertex] as usize..first[vertex + 1] as usize]
    }
}

fn accumulate(first: &mut [u32]) {
    for i in 1..first.len() {
        first[i] += first[i - 1];
    }
}
