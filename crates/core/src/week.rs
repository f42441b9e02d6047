//! What is covered hour by hour: one week of opening hours over one district.
//!
//! ```text
//! District + Opening a station ──► Week ──► by level: 168 hours of coverage,
//!                                           people-hours uncovered, when the level vanishes
//! ```
//!
//! Every hour equals the [`Evaluation`](crate::coverage::Evaluation) of the district in which only
//! the stations count that are open when it begins ([`Standing`]); stations of which nobody knows
//! whether they are open then make unknown whom only they would cover (rule 13). Walks do not depend on the hour: they are
//! searched once, places that the same stations could cover are counted as one, and an hour is a set
//! of stations that are open, and of those that may be.
//!
//! Whoever asks says when each station opens; texts, calendars and defaults are read elsewhere.

mod hours;
mod open;

pub use hours::{Hour, PeopleHours, WeekLevel};

use crate::coverage::{Count, Coverage, Reach};
use crate::model::{Absence, CoverageOptions, District, Opening, Standing, Station};
use open::{OpenSet, Turns};
use rayon::prelude::*;

/// What is covered in every hour of a week.
#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    /// The terms, with the metric that was really used.
    pub options: CoverageOptions,
    /// Stations that take part: of known hours at some time, not absent for another reason, tied to
    /// the streets where the run needs them. By their place in the input, rising.
    pub stations: Vec<u32>,
    /// Stations that take part, or would, and whose hours are not known at some time, rising.
    pub hours_unknown: Vec<u32>,
    /// One answer a level, from 1.
    pub levels: Vec<WeekLevel>,
}

impl Week {
    /// Hours of a week.
    pub const HOURS: usize = 168;

    /// Evaluates every hour of a week on the terms given.
    ///
    /// `openings` holds one entry a station, in their order; where entries lack, nobody knows. Where
    /// a station's [`Standing`] tells that it is closed, or that its hours are not known, its
    /// opening tells instead; stations absent for any other reason stay absent all week.
    ///
    /// # Cost
    ///
    /// One bounded search a station for each unit of the budgets; then, for each set of stations
    /// that are open together, a look at the stations of each kind of place.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed::model::{CoverageOptions, District};
    /// use walkshed::week::Week;
    ///
    /// let nothing = Week::of(&District::default(), &CoverageOptions::default(), &[]);
    /// assert!(nothing.levels.is_empty());
    /// ```
    #[must_use]
    pub fn of(
        district: &District,
        options: &CoverageOptions,
        openings: &[Opening],
    ) -> Self {
        let reach =
            Reach::of(district, options, |s, station| standing(station, openings.get(s)));
        let take_part: Vec<Option<&Opening>> =
            reach.stations.iter().map(|&s| openings.get(s as usize)).collect();
        let calling = Calling { district, reach: &reach, turns: Turns::of(&take_part) };
        let levels = (1..=district.levels).map(|level| calling.level(level)).collect();
        let unclear = |s: &&u32| {
            let opening = openings.get(**s as usize);
            opening.is_some_and(|opening| !opening.unclear().is_empty())
        };
        let mut hours_unknown: Vec<u32> =
            reach.stations.iter().filter(unclear).copied().collect();
        hours_unknown.extend(&reach.unsure);
        hours_unknown.sort_unstable();
        Self { levels, hours_unknown, options: reach.options, stations: reach.stations }
    }

    /// What a minute of the week is called: weekday from 0 (Monday), hour, minute.
    #[must_use]
    pub fn clock(minute: u16) -> (u16, u16, u16) {
        (minute / 1440, minute / 60 % 24, minute % 60)
    }
}

/// How a station stands through a week: open now and then, of unknown hours, or not there at all.
fn standing(station: &Station, opening: Option<&Opening>) -> Standing {
    match station.absence() {
        Some(absence) if absence != Absence::Closed => Standing::Absent(absence),
        _ if opening.is_none_or(Opening::is_unknown) => Standing::HoursUnknown,
        _ => Standing::Counts,
    }
}

/// A week under way.
struct Calling<'w> {
    district: &'w District,
    reach: &'w Reach,
    turns: Turns,
}

impl Calling<'_> {
    fn level(&self, level: u8) -> WeekLevel {
        let fates = &self.reach.levels[usize::from(level) - 1];
        let demand = &self.district.demand;
        let sets = self.turns.sets.par_iter();
        let coverages: Vec<Coverage> =
            sets.map(|set| set.coverage(demand, fates)).collect();
        let substitution = self.reach.options.substitution;
        let [counting, own] = [
            self.places(&|of| substitution.counts(of, level)),
            self.places(&|of| of == level),
        ];
        let open = |places: &[u32], set: &OpenSet| {
            places.iter().filter(|&&place| set.has(place)).count()
        };
        let hour = |set: usize| Hour {
            open: open(&counting, &self.turns.sets[set]),
            own: open(&own, &self.turns.sets[set]),
            coverage: coverages[set].clone(),
        };
        let pieces = self.turns.pieces.iter();
        let begin = pieces.filter(|(piece, _)| piece.start.is_multiple_of(60));
        let summed = |part: fn(&Coverage) -> &Count| {
            let mut sums = vec![PeopleHours::default(); demand.groups().len()];
            for (coverage, minutes) in coverages.iter().zip(self.turns.minutes()) {
                let weights = sums.iter_mut().zip(&part(coverage).weights);
                weights.for_each(|(sum, &people)| sum.add(people, minutes));
            }
            sums
        };
        let of = |station: u32| self.district.stations[station as usize].level;
        let unsure = self.reach.unsure.iter().any(|&station| of(station) == level);
        WeekLevel {
            level,
            budget: self.reach.options.budget(level),
            hours: begin.map(|&(_, set)| hour(set)).collect(),
            uncovered: summed(|coverage| &coverage.uncovered),
            unknown: summed(|coverage| &coverage.unknown),
            vanishes: self
                .turns
                .when(|set| !unsure && !own.iter().any(|&place| set.may_have(place))),
        }
    }

    /// The places, among those that take part, of the stations of some levels.
    fn places(&self, wanted: &dyn Fn(u8) -> bool) -> Vec<u32> {
        let stations = (0..).zip(&self.reach.stations);
        let of = |station: &u32| self.district.stations[*station as usize].level;
        let wanted = stations.filter(|(_, station)| wanted(of(station)));
        wanted.map(|(place, _)| place).collect()
    }
}
