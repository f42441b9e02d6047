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
    /// Of the stations whose hours are not known, in the same way.
    pub(super) unsure: Vec<ByLevel>,
    /// Of the stations that have an area, no budget, each level by its own measure; empty where
    /// those are the stations used, or no level needs them.
    pub(super) rooted: ByLevel,
    /// As the crow flies, wherever stations are.
    pub(super) straight: ByLevel,
    /// Of the stations whose hours are not known, in the same way; empty if there are none.
    pub(super) straight_unsure: ByLevel,
}

impl Run<'_> {
    /// Searches each level, where something differs from before.
    pub(super) fn search(&self, before: Option<&Before<'_>>) -> Searched {
        let metric = self.ground.metric;
        let roll = &self.roll;
        let measures = || self.measures.iter().enumerate();
        let kept = |measure: &Measure<'_>| before?.measure(measure.unit(), metric);
        let used: Vec<ByLevel> = measures()
            .map(|(_, m)| {
                self.by_level(m, &roll.used, UNBOUNDED, before, kept(m).map(|k| &k.used))
            })
            .collect();
        // as far as a budget goes
        let bounded = |stations: &[u32], of: fn(&KeptMeasure) -> &ByLevel| {
            let search = |(nth, m): (usize, &Measure<'_>)| {
                let limit = self.closed_limit(nth);
                let kept = kept(m).filter(|kept| kept.closed_limit == limit);
                self.by_level(m, stations, limit, before, kept.map(of))
            };
            let searched = measures().map(search);
            if stations.is_empty() { Vec::new() } else { searched.collect() }
        };
        let (closed, unsure) = (
            bounded(&roll.closed, |kept| &kept.closed),
            bounded(&roll.unsure_tied, |kept| &kept.unsure),
        );
        let (straight, straight_unsure) = if metric == Metric::Straight {
            // a straight run has measured that already
            let first =
                |searched: &[ByLevel]| searched.first().cloned().unwrap_or_default();
            (first(&used), first(&unsure))
        } else {
            let kept = before.map(|before| &before.kept.straight);
            let of = |stations: &[u32], kept| {
                self.by_level(&self.straight, stations, UNBOUNDED, before, kept)
            };
            let unsure =
                if roll.unsure.is_empty() { Vec::new() } else { of(&roll.unsure, None) };
            (of(&roll.serving, kept), unsure)
        };
        let rooted = self.search_rooted(before);
        Searched { used, closed, unsure, rooted, straight, straight_unsure }
    }

    /// The nearest of the stations that have an area, for levels without polygons, where they are
    /// not those that count.
    fn search_rooted(&self, before: Option<&Before<'_>>) -> ByLevel {
        let district = self.ground.district;
        let drawn = |level| district.grids.levels().contains(&level);
        let levels = 1..=district.levels;
        if self.roll.rooted_tied == self.roll.used || levels.clone().all(drawn) {
            return Vec::new();
        }
        let of = |level: u8| {
            let measure = self.measure(level);
            let kept = before.and_then(|b| b.measure(measure.unit(), self.ground.metric));
            let asked = if drawn(level) { &[] } else { self.roll.rooted_tied.as_slice() };
            self.of_level(level, measure, asked, UNBOUNDED, before, kept.map(|k| &k.used))
        };
        levels.into_par_iter().map(of).collect()
    }

    fn by_level(
        &self,
        measure: &Measure<'_>,
        stations: &[u32],
        limit: u32,
        before: Option<&Before<'_>>,
        kept: Option<&ByLevel>,
    ) -> ByLevel {
        let levels = (1..=self.ground.district.levels).into_par_iter();
        let of = |level| self.of_level(level, measure, stations, limit, before, kept);
        levels.map(of).collect()
    }

    /// The nearest of those of some stations that are of a level.
    fn of_level(
        &self,
        level: u8,
        measure: &Measure<'_>,
        stations: &[u32],
        limit: u32,
        before: Option<&Before<'_>>,
        kept: Option<&ByLevel>,
    ) -> Spread {
        let of_level =
            |&&s: &&u32| self.ground.district.stations[s as usize].level == level;
        let stations: Vec<u32> = stations.iter().filter(of_level).copied().collect();
        let since = before.and_then(|before| {
            let walking = before.measure(measure.unit(), self.ground.metric);
            let walking = walking.and_then(|kept| kept.walking.as_deref());
            let walking = walking.filter(|_| matches!(measure, Measure::Walking(_)));
            Some(before.since(walking, kept?.get(usize::from(level) - 1)?))
        });
        measure.spread(&stations, limit, since)
    }

    /// How far a closed station matters: as far as the largest budget of a measure goes.
    pub(super) fn closed_limit(&self, measure: usize) -> u32 {
        let levels = 1..=self.ground.district.levels;
        let measured = levels.filter(|&level| self.measure_idx(level) == measure);
        measured.map(|level| self.limit(level)).max().unwrap_or(0)
    }
}
