//! Two evaluations side by side: who gains a station and who loses one, which gaps remain, how much
//! walking is saved.
//!
//! ```text
//! (District, Evaluation) before ─┐
//!                                ├─► Comparison::of ──► levels, areas, gaps, time, stations
//! (District, Evaluation) after ──┘
//! ```
//!
//! Demand is matched by id, groups by name, areas and stations by id, gaps by the demand that they
//! share. Nothing is searched: every answer is read from the two evaluations, in integers.
//!
//! # What is compared
//!
//! Both sides are to be evaluated on the same terms, over the same area, with the same number of
//! levels: a scenario that limits the demand is compared with the base limited likewise, else those
//! outside count as gone. A level that one side lacks covers nobody there.

mod account;
mod areas;
mod difference;
mod gaps;
mod matching;
mod stations;
mod time;
mod transition;

pub use account::{Account, CoverageChange};
pub use areas::AreaComparison;
pub use difference::{CountDifference, Difference};
pub use gaps::{GapChange, GapFamily, Trend};
pub use matching::Pair;
pub use stations::{StationChange, StationComparison, StationSide};
pub use time::{PersonTime, TimeSaved};
pub use transition::{Standing, Transition};

use crate::coverage::Evaluation;
use crate::model::{District, people_group};
use matching::Matching;
use rayon::prelude::*;

/// What became of every person, area, gap and station between two evaluations.
///
/// # Order
///
/// Levels from 1; areas and stations as after, then those that are gone in their order before.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Names of the population groups: those before, then those that are new. All weights here are
    /// in this order.
    pub groups: Vec<String>,
    /// Demand points: those after in input order, then those that are gone.
    pub points: Vec<Pair>,
    /// One entry a level of either side.
    pub levels: Vec<LevelComparison>,
    /// Walking time to the nearest station of any level.
    pub any: TimeSaved,
    /// Every area of either side.
    pub areas: Vec<AreaComparison>,
    /// Every station of either side.
    pub stations: Vec<StationComparison>,
}

/// One level on both sides.
///
/// # Shape
///
/// `points[i]` belongs to pair `i` of [`Comparison::points`].
#[derive(Clone, Debug, PartialEq)]
pub struct LevelComparison {
    /// Rung of the hierarchy, from 1.
    pub level: u8,
    /// Sums before and after, and what lies between.
    pub coverage: CoverageChange,
    /// What became of each point.
    pub points: Vec<Transition>,
    /// What became of the gaps: most people first, equal ones by their first point.
    pub gaps: Vec<GapFamily>,
    /// Walking time to the nearest station of this level.
    pub time: TimeSaved,
}

impl Comparison {
    /// Compares two evaluations, each with its district.
    ///
    /// # Cost
    ///
    /// Some passes over demand, levels and areas; no search.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed::comparison::Comparison;
    /// use walkshed::coverage::Evaluation;
    /// use walkshed::model::{CoverageOptions, District};
    ///
    /// let district = District::default();
    /// let evaluation = Evaluation::of(&district, &CoverageOptions::default());
    /// let side = (&district, &evaluation);
    /// assert!(Comparison::of(side, side).levels.is_empty());
    /// ```
    #[must_use]
    pub fn of(before: (&District, &Evaluation), after: (&District, &Evaluation)) -> Self {
        let matching = Matching::of(before, after);
        let levels: Vec<LevelComparison> = (1..=matching.levels())
            .into_par_iter()
            .map(|level| matching.level(level))
            .collect();
        Self {
            any: time::to_any(&matching),
            areas: areas::compare(&matching),
            stations: stations::compare(&matching),
            levels,
            points: matching.pairs,
            groups: matching.groups,
        }
    }

    /// Which group "people" means: `population`, else the first.
    #[must_use]
    pub fn people_group(&self) -> usize {
        people_group(&self.groups)
    }
}

impl Matching<'_> {
    fn level(&self, level: u8) -> LevelComparison {
        let everyone = self.pairs.iter().copied();
        LevelComparison {
            level,
            coverage: CoverageChange::of(self, level, everyone),
            points: self.pairs.iter().map(|&pair| self.transition(level, pair)).collect(),
            gaps: gaps::families(self, level),
            time: time::to_level(self, level),
        }
    }
}

#[cfg(test)]
mod tests;
