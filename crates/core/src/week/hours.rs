//! The answer of one level, hour by hour.

use crate::coverage::Coverage;
use crate::model::{Budget, Weight};
use std::ops::Range;

/// What one level covers through a week.
///
/// # Units
///
/// Hours from Monday 00:00, minutes of the week as in [`Opening`](crate::model::Opening).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekLevel {
    /// Rung of the hierarchy, from 1.
    pub level: u8,
    /// The largest walk.
    pub budget: Budget,
    /// The 168 hours: hour 0 begins Monday 00:00, hour 34 Tuesday 10:00.
    pub hours: Vec<Hour>,
    /// By population group: people times the time they are not covered, to the minute.
    pub uncovered: Vec<PeopleHours>,
    /// By population group: people times the time nobody can know of, to the minute.
    pub unknown: Vec<PeopleHours>,
    /// When no station of this very level is open, as minutes of the week: rising, half-open, apart.
    /// Not while the hours of one of them are not known: it may be open.
    pub vanishes: Vec<Range<u16>>,
}

/// One hour of a week, as it is when it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hour {
    /// Stations open that count at the level, substitution as in the terms.
    pub open: usize,
    /// Stations open of this very level.
    pub own: usize,
    /// Covered, uncovered and unknown, by group.
    pub coverage: Coverage,
}

impl WeekLevel {
    /// The hours at whose beginning no station of this very level is open, from 0 to 167.
    pub fn vanished_hours(&self) -> impl Iterator<Item = usize> {
        let vanished = |hour: &usize| {
            let minute = (hour * 60) as u16;
            self.vanishes.iter().any(|range| range.contains(&minute))
        };
        (0..self.hours.len()).filter(vanished)
    }
}

/// Weights times time, exactly: what a level owes its people in a week.
///
/// # Examples
///
/// ```
/// use walkshed::model::Weight;
/// use walkshed::week::PeopleHours;
///
/// let mut sum = PeopleHours::default();
/// sum.add(Weight::whole(200), 90);
/// assert_eq!(sum.hours(), 300.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeopleHours(u128);

impl PeopleHours {
    /// Adds some people for some minutes.
    pub fn add(&mut self, people: Weight, minutes: u16) {
        self.0 += u128::from(people.thousandths()) * u128::from(minutes);
    }

    /// Thousandths of a person times minutes.
    #[must_use]
    pub fn thousandth_minutes(self) -> u128 {
        self.0
    }

    /// People times hours, for display and shares.
    #[must_use]
    pub fn hours(self) -> f64 {
        self.0 as f64 / 60_000.0
    }
}
