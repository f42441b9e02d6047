//! The nearest stations, kept: what the next search starts from.

use super::pairing::{Pairing, Turnover};
use super::{Measure, Walking};
use crate::network::Label;
use std::sync::Arc;

/// The nearest of some stations for everyone, and the labels of the search that found them.
///
/// # Cost
///
/// Of memory: 16 bytes a demand point, and along the streets 16 a junction.
#[derive(Clone, Debug)]
pub(crate) struct Spread {
    /// The stations asked for, rising.
    pub(super) stations: Vec<u32>,
    /// By demand point.
    pub(crate) points: Arc<Vec<Label>>,
    /// By vertex of the graph; empty as the crow flies.
    pub(super) vertices: Arc<Vec<Label>>,
}

/// What was found before, and what has changed since.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Since<'k, K> {
    /// What was found.
    pub(crate) kept: &'k K,
    /// The streets that it was found on, which are still the same; absent as the crow flies.
    pub(crate) walking: Option<&'k Walking>,
    /// Who is who among the demand.
    pub(crate) points: &'k Pairing,
    /// By station: whether it stands where it stood.
    pub(crate) stays: &'k [bool],
}

impl<K> Since<'_, K> {
    /// What became of the stations asked for.
    pub(super) fn turnover(&self, before: &[u32], after: &[u32]) -> Turnover {
        Turnover::between(before, after, self.stays)
    }
}

impl Measure<'_> {
    /// The nearest of some stations, rising, for every demand point within `limit`, which must be
    /// that of before; asks only what differs from what is kept.
    pub(crate) fn spread(
        &self,
        stations: &[u32],
        limit: u32,
        since: Option<Since<'_, Spread>>,
    ) -> Spread {
        match (self, since) {
            (Self::Walking(walking), None) => walking.spread(stations, limit),
            (Self::Walking(walking), Some(since)) => {
                walking.spread_on(stations, limit, &since)
            }
            (Self::Straight(straight), since) => straight.spread(stations, since),
        }
    }
}
