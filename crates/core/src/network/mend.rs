//! A search taken up again: labels that were kept, after stations came or went.
//!
//! A label names its station, and labels are totally ordered. So those of stations that went are
//! all that became wrong; the rest are still the least, until a way from elsewhere turns out to be
//! less. What was forgotten is found again from its neighbors, and what is new spreads as far as it
//! improves anything: the result is that of a search from the beginning, to the last label.
//!
//! # References
//!
//! Ramalingam & Reps, *An incremental algorithm for a generalization of the shortest-path problem*
//! (1996), doi:10.1006/jagm.1996.0046.

use super::{Graph, Label, Scratch, Seed};

/// Labels of all vertices, and which of them changed.
#[derive(Debug)]
pub(crate) struct Mended {
    /// By vertex.
    pub(crate) labels: Vec<Label>,
    /// The vertices whose labels are not what they were, rising.
    pub(crate) changed: Vec<u32>,
}

impl Graph {
    /// The labels of a search from `seeds` within `limit`, given those of a search with the same
    /// limit from other seeds.
    ///
    /// `seeds` are all of them, those of before included; `is_gone` says which stations of the
    /// kept labels have lost or changed their seeds.
    ///
    /// # Cost
    ///
    /// A copy of the labels, and a search over those that change.
    pub(crate) fn mend(
        &self,
        kept: &[Label],
        is_gone: impl Fn(u32) -> bool,
        seeds: impl IntoIterator<Item = Seed>,
        limit: u32,
    ) -> Mended {
        let mut scratch = Scratch::over(kept.to_vec());
        let lost: Vec<u32> = (0..)
            .zip(kept)
            .filter(|&(_, &label)| label != Label::NONE && is_gone(label.station()))
            .map(|(vertex, _)| vertex)
            .collect();
        for &vertex in &lost {
            scratch.forget(vertex);
        }
        for &vertex in &lost {
            // a run has an arc at both its ends, so whoever leads here is among the heads
            for arc in self.arcs(vertex) {
                scratch.resume(arc.head);
            }
            for layer in self.layers().range(self.node_of(vertex)) {
                scratch.resume(layer);
            }
        }
        for (vertex, label) in seeds {
            if label.primary() <= limit {
                scratch.improve(vertex, label);
            }
        }
        scratch.settle(|vertex| self.arcs(vertex).iter().copied(), limit);
        let labels = scratch.into_labels();
        let pairs = (0..).zip(kept.iter().zip(&labels));
        let changed = pairs.filter(|(_, (kept, label))| kept != label);
        Mended { changed: changed.map(|(vertex, _)| vertex).collect(), labels }
    }
}
