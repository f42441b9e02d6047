//! What the searches of an evaluation found: the nearest stations of each level alone.

use super::kept::{Before, KeptMeasure};
use super::run::Run;
use crate::model::Metric;
use crate::network::UNBOUNDED;
use crate::table::{Measure, Spread};
use rayon::prelude::*;

/// The nearest stations of each level alone, by `[level - 1]`.
pub(super) type ByLevel = Vec<Spread>;

/// What the searches found.
pub(super) struct Searched {
    /// By measure, no budget.
    pub(super) used: Vec<ByLevel>,
    /// By measure, as far as a budget goes; empty if no station is closed.
    pub(super) closed: Vec<ByLevel>,
    /// Of all operating stations, wherever they are.
    pub(super) straight: ByLevel,
}

impl Run<'_> {
    /// Searches each level, where something differs from before.
    pub(super) fn search(&self, before: Option<&Before<'_>>) -> Searched {
        let metric = self.ground.metric;
        let kept = |measure: &Measure<'_>| before?.measure(measure.unit(), metric);
        let used: Vec<ByLevel> = self
            .measures
            .iter()
            .map(|m| {
                self.by_level(m, &self.used, UNBOUNDED, before, kept(m).map(|k| &k.used))
            })
            .collect();
        let closed = |(nth, m): (usize, &Measure<'_>)| {
            let limit = self.closed_limit(nth);
            let kept = kept(m).filter(|kept: &&KeptMeasure| kept.closed_limit == limit);
            self.by_level(m, &self.closed, limit, before, kept.map(|k| &k.closed))
        };
        let measured = used.first().filter(|_| metric == Metric::Straight);
        // a straight run has measured that already
        let straight = measured.cloned().unwrap_or_else(|| {
            let kept = before.map(|before| &before.kept.straight);
            self.by_level(&self.straight, &self.operating, UNBOUNDED, before, kept)
        });
        Searched {
            straight,
            used,
            closed: match self.closed.as_slice() {
                [] => Vec::new(),
                _ => self.measures.iter().enumerate().map(closed).collect(),
            },
        }
    }

    fn by_level(
        &self,
        measure: &Measure<'_>,
        stations: &[u32],
        limit: u32,
        before: Option<&Before<'_>>,
        kept: Option<&ByLevel>,
    ) -> ByLevel {
        let walking = before.and_then(|before| {
            let kept = before.measure(measure.unit(), self.ground.metric)?;
            kept.walking.as_deref().filter(|_| matches!(measure, Measure::Walking(_)))
        });
        let of = |level: u8| {
            let of_level =
                |&&s: &&u32| self.ground.district.stations[s as usize].level == level;
            let stations: Vec<u32> = stations.iter().filter(of_level).copied().collect();
            let since = before.and_then(|before| {
                Some(before.since(walking, kept?.get(usize::from(level) - 1)?))
            });
            measure.spread(&stations, limit, since)
        };
        (1..=self.ground.district.levels).into_par_iter().map(of).collect()
    }

    /// How far a closed station matters: as far as the largest budget of a measure goes.
    pub(super) fn closed_limit(&self, measure: usize) -> u32 {
        let levels = 1..=self.ground.district.levels;
        let measured = levels.filter(|&level| self.measure_idx(level) == measure);
        measured.map(|level| self.limit(level)).max().unwrap_or(0)
    }
}
