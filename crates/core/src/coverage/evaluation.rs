//! The whole evaluation of a district, from snapping to gaps.

use super::area::{self, Area, Membership};
use super::ground::Ground;
use super::level::{LevelAnswer, Nearest};
use super::run::Run;
use super::station::{Overlap, StationAnswer};
use crate::gap::Joiner;
use crate::model::{Budget, CoverageOptions, District, Weight};
use crate::table::TravelTable;
use crate::units::Unit;
use rayon::prelude::*;

/// Where an evaluation is, for a progress display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Tying demand and stations to the streets.
    Snapping,
    /// Searching the nearest stations of every level.
    Searching,
    /// Searching from every station for the table.
    Table,
    /// Judging levels and forming gaps.
    Gaps,
    /// Counting by area.
    Areas,
}

/// Every answer about a district: by level, by station, by area.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// The terms, with the metric that was really used.
    pub options: CoverageOptions,
    /// One answer a level.
    pub levels: Vec<LevelAnswer>,
    /// One answer a station, in input order.
    pub stations: Vec<StationAnswer>,
    /// How many sites reach whom within the last level's budget.
    pub overlap: Overlap,
    /// Areas with polygons, then stations' surroundings.
    pub areas: Vec<Area>,
    /// Leg to the street of each demand point, in millimeters; empty for a straight run.
    pub snap_mm: Vec<Option<u64>>,
    /// Weights whose nearest station belongs to another community than theirs.
    pub across_border: Vec<Weight>,
}

impl Evaluation {
    /// Evaluates a district on the terms given.
    ///
    /// # Cost
    ///
    /// One unbounded search a level, one bounded search a station, and sorts.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed::coverage::Evaluation;
    /// use walkshed::model::{CoverageOptions, District};
    ///
    /// let nothing = Evaluation::of(&District::default(), &CoverageOptions::default());
    /// assert!(nothing.levels.is_empty());
    /// ```
    #[must_use]
    pub fn of(district: &District, options: &CoverageOptions) -> Self {
        Self::watched(district, options, &|_| {})
    }

    /// The same, telling where it is.
    #[must_use]
    pub fn watched(
        district: &District,
        options: &CoverageOptions,
        watch: &(dyn Fn(Step) + Sync),
    ) -> Self {
        watch(Step::Snapping);
        let ground = Ground::new(district, options);
        let run = Run::new(&ground);
        watch(Step::Searching);
        let searched = run.search();
        watch(Step::Table);
        let table = run.table(&run.used);
        watch(Step::Gaps);
        let joiner = Joiner::new(ground.network(), &ground.snaps);
        let levels: Vec<LevelAnswer> = (1..=district.levels)
            .into_par_iter()
            .map(|level| run.level(level, &searched, &joiner))
            .collect();
        let nearest = run.nearest_of_all(&searched);
        let (stations, overlap) = run.stations(&table, &nearest);
        watch(Step::Areas);
        let membership = Membership::of(district);
        let nearest_of = |level: u8, stations: &[u32], points: &[u32]| {
            run.nearest_of(&searched, level, stations, points)
        };
        let areas =
            area::areas(district, &membership, &run.operating, &levels, &nearest_of);
        let across_border = across_border(district, &membership, &nearest);
        let options = CoverageOptions { metric: ground.metric, ..options.clone() };
        let snap_mm = ground.snaps.iter().map(|s| s.map(|s| s.leg_mm())).collect();
        Self { options, levels, stations, overlap, areas, snap_mm, across_border }
    }

    /// The sparse table of a district within a budget, whatever the level: every operating
    /// station that is tied to the streets.
    #[must_use]
    pub fn table(
        district: &District,
        options: &CoverageOptions,
        budget: Budget,
    ) -> (TravelTable, Unit) {
        let options = CoverageOptions { budgets: vec![budget], ..options.clone() };
        let ground = Ground::new(district, &options);
        let run = Run::new(&ground);
        (run.table(&run.used), run.measure(1).unit())
    }
}

fn across_border(
    district: &District,
    membership: &Membership,
    nearest: &[Option<Nearest>],
) -> Vec<Weight> {
    let across = nearest.iter().enumerate().filter(|(point, nearest)| {
        nearest.is_some_and(|nearest| membership.across_border(*point, nearest.station))
    });
    super::Count::of(&district.demand, across.map(|(point, _)| point)).weights
}
