//! The whole evaluation of a district, from snapping to gaps.

use super::area::{self, Area, Membership};
use super::ground::Ground;
use super::kept::{Before, Found, Kept};
use super::level::{LevelAnswer, Nearest};
use super::run::Run;
use super::station::{Overlap, StationAnswer};
use crate::gap::Joiner;
use crate::model::{Budget, CoverageOptions, District, Weight};
use crate::table::TravelTable;
use crate::units::Unit;
use rayon::prelude::*;
use std::sync::Arc;

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
        evaluate(district, options, None, watch).0
    }

    /// The sparse table of a district within a budget, whatever the level: every
    /// station that counts and is tied to the streets.
    #[must_use]
    pub fn table(
        district: &District,
        options: &CoverageOptions,
        budget: Budget,
    ) -> (TravelTable, Unit) {
        let options = CoverageOptions { budgets: vec![budget], ..options.clone() };
        let ground = Ground::new(district, &options, None);
        let run = Run::new(&ground, None);
        let table = run.table(None).table;
        (Arc::unwrap_or_clone(table), run.measure(1).unit())
    }
}

/// Evaluates a district, asking only what differs from before, and keeps what it found.
///
/// The order of the work is the same either way, and so is every formula: what is kept stands in
/// for a search, never for a judgement or a sum.
pub(crate) fn evaluate(
    district: &District,
    options: &CoverageOptions,
    before: Option<&Before<'_>>,
    watch: &(dyn Fn(Step) + Sync),
) -> (Evaluation, Kept) {
    watch(Step::Snapping);
    let ground = Ground::new(district, options, before);
    let run = Run::new(&ground, before);
    watch(Step::Searching);
    let searched = run.search(before);
    watch(Step::Table);
    let rows = run.table(before);
    watch(Step::Gaps);
    let joiner = match before.and_then(Before::on_streets) {
        Some(before) => before.kept.joiner.with(before.points(), &ground.snaps),
        None => Joiner::new(ground.network(), &ground.snaps),
    };
    let (levels, uncovered): (Vec<_>, Vec<_>) = (1..=district.levels)
        .into_par_iter()
        .map(|level| run.level(level, &searched, &joiner, before))
        .unzip();
    let nearest = run.nearest_of_all(&searched);
    let (stations, overlap) = run.stations(&rows.table, &nearest);
    watch(Step::Areas);
    let membership = Membership::of(district, before);
    let nearest_of = |level: u8, stations: &[u32], points: &[u32]| {
        run.nearest_of(&searched, level, stations, points, before)
    };
    let (areas, families) =
        area::areas(district, &membership, &run.roll.rooted, &levels, &nearest_of);
    let across_border = across_border(district, &membership, &nearest);
    let evaluation = Evaluation {
        options: CoverageOptions { metric: ground.metric, ..options.clone() },
        levels,
        stations,
        overlap,
        areas,
        snap_mm: ground.snaps.iter().map(|s| s.map(|s| s.leg_mm())).collect(),
        across_border,
    };
    let found = Found { searched, rows, joiner, membership, families, uncovered };
    let kept = run.keep(found);
    (evaluation, kept)
}

fn across_border(
    district: &District,
    membership: &Membership,
    nearest: &[Option<Nearest>],
) -> Vec<Weight> {
    let crosses = |point: usize, station: u32| {
        let home = district.demand.points()[point].community.as_ref();
        let of = &district.stations[station as usize];
        let served = [&of.community].into_iter().flatten().chain(&of.facts.communities);
        if home.is_some_and(|home| served.clone().any(|one| one == home)) {
            return false; // also of a station that several communities share
        }
        let declared = home.is_some() && served.clone().next().is_some();
        membership.across_border(point, station)
            || (district.grids.list().is_empty() && declared)
    };
    let across = nearest
        .iter()
        .enumerate()
        .filter(|(point, nearest)| nearest.is_some_and(|n| crosses(*point, n.station)));
    super::Count::of(&district.demand, across.map(|(point, _)| point)).weights
}
