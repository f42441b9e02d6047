//! Who could be covered by which stations, whichever of them are open.
//!
//! Walks do not depend on the hour. What does is only which stations are open, so places that the
//! same stations could cover share their fate, and are counted as one.

use super::Count;
use super::ground::Ground;
use super::roll::Roll;
use super::run::Run;
use crate::model::{CoverageOptions, District, Standing, Station};
use crate::table::{TravelTable, Trip};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Who could be covered by which stations.
#[derive(Debug)]
pub(crate) struct Reach {
    /// The terms, with the metric that was really used.
    pub(crate) options: CoverageOptions,
    /// Stations that may count, tied to the streets where the run needs them; rising.
    pub(crate) stations: Vec<u32>,
    /// Stations of which nobody knows whether they are open; rising.
    pub(crate) unsure: Vec<u32>,
    /// By level.
    pub(crate) levels: Vec<Vec<Fate>>,
}

/// Demand points that the same stations could cover.
#[derive(Clone, Debug)]
pub(crate) struct Fate {
    /// The stations, as places in [`Reach::stations`], rising.
    pub(crate) stations: Box<[u32]>,
    /// Whether they are unknown while all of those are closed, and not uncovered.
    pub(crate) doubtful: bool,
    /// How many they are.
    pub(crate) count: Count,
}

impl Reach {
    /// Measures who could be covered by the stations that stand so.
    ///
    /// # Cost
    ///
    /// One bounded search a station for each unit of the budgets, and a pass over the pairs for
    /// each level.
    pub(crate) fn of(
        district: &District,
        options: &CoverageOptions,
        standing: impl Fn(usize, &Station) -> Standing,
    ) -> Self {
        let ground = Ground::new(district, options, None);
        let run = Run::with(&ground, Roll::call(&ground, standing), None);
        let mut asked = [run.roll.used.as_slice(), &run.roll.unsure_tied].concat();
        asked.sort_unstable();
        let table = |(nth, measure): (usize, &crate::table::Measure<'_>)| {
            measure.table(&asked, run.closed_limit(nth))
        };
        let tables: Vec<TravelTable> =
            run.measures.iter().enumerate().map(table).collect();
        let levels = (1..=district.levels).into_par_iter();
        let fates = |level| run.fates(level, &tables[run.measure_idx(level)]);
        Self {
            options: CoverageOptions { metric: ground.metric, ..options.clone() },
            levels: levels.map(fates).collect(),
            stations: run.roll.used,
            unsure: run.roll.unsure_tied,
        }
    }
}

impl Run<'_> {
    /// The demand points of a level by the stations that could cover them, in the order of the
    /// first of each kind.
    fn fates(&self, level: u8, table: &TravelTable) -> Vec<Fate> {
        let district = self.ground.district;
        let (limit, reach_mm) = (self.limit(level), self.reach_mm(level));
        let counts = |trip: &&Trip| {
            let own = district.stations[trip.station as usize].level;
            trip.primary <= limit && self.ground.options.substitution.counts(own, level)
        };
        let mut fates: Vec<Fate> = Vec::new();
        let mut known: [FxHashMap<Box<[u32]>, usize>; 2] = Default::default();
        let mut stations: Vec<u32> = Vec::new();
        for point in 0..district.demand.len() {
            stations.clear();
            let mut doubtful = self.knowledge.doubt(point, reach_mm).is_some();
            for trip in table.of(point).iter().filter(counts) {
                match self.roll.used.binary_search(&trip.station) {
                    Ok(place) => stations.push(place as u32),
                    Err(_) => doubtful = true, // its hours are not known
                }
            }
            let known = &mut known[usize::from(doubtful)];
            let nth = known.get(stations.as_slice()).copied().unwrap_or_else(|| {
                let stations: Box<[u32]> = stations.as_slice().into();
                let count = Count::none(&district.demand);
                known.insert(stations.clone(), fates.len());
                fates.push(Fate { stations, doubtful, count });
                fates.len() - 1
            });
            fates[nth].count.add(&district.demand, point);
        }
        fates
    }
}
