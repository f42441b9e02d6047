//! What is covered hour by hour: one week of opening hours over one district.
//!
//! ```text
//! District + Opening a station ──► Week ──► by level: 168 hours of coverage,
//!                                           people-hours uncovered, when the level vanishes
//! ```
//!
//! Every hour equals the [`Evaluation`] of the district in which only the stations count that are
//! open when it begins ([`Standing`]); stations whose hours nobody knows make unknown whom only they
//! would cover (rule 13).
//!
//! Whoever asks says when each station opens; texts, calendars and defaults are read elsewhere.

mod hours;

pub use hours::{Hour, PeopleHours, WeekLevel};

use crate::coverage::Evaluation;
use crate::model::{Absence, CoverageOptions, District, Opening, Standing};
use std::ops::Range;

/// What is covered in every hour of a week.
#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    /// The terms, with the metric that was really used.
    pub options: CoverageOptions,
    /// Stations that take part: known hours, not absent for another reason, tied to the streets
    /// where the run needs them. By their place in the input, rising.
    pub stations: Vec<u32>,
    /// Stations that would take part were their hours known, rising.
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
        naive(district, options, openings)
    }

    /// What a minute of the week is called: weekday from 0 (Monday), hour, minute.
    #[must_use]
    pub fn clock(minute: u16) -> (u16, u16, u16) {
        (minute / 1440, minute / 60 % 24, minute % 60)
    }
}

/// The standing of a station at a minute of the week.
fn standing(
    station: &crate::model::Station,
    opening: Option<&Opening>,
    minute: u16,
) -> Standing {
    match station.absence() {
        Some(absence) if absence != Absence::Closed => Standing::Absent(absence),
        _ => match opening.and_then(|opening| opening.is_open(minute)) {
            Some(true) => Standing::Counts,
            Some(false) => Standing::Absent(Absence::Closed),
            None => Standing::HoursUnknown,
        },
    }
}

/// The pieces of a week in which no station opens or closes.
fn pieces(openings: &[Opening]) -> Vec<Range<u16>> {
    let ranges = openings.iter().filter_map(Opening::ranges).flatten();
    let mut changes: Vec<u16> =
        ranges.flat_map(|range| [range.start, range.end]).collect();
    changes.extend((0..=Week::HOURS as u16).map(|hour| hour * 60));
    changes.sort_unstable();
    changes.dedup();
    changes.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

fn naive(district: &District, options: &CoverageOptions, openings: &[Opening]) -> Week {
    let mut at = district.clone();
    let mut week = Week {
        options: options.clone(),
        stations: Vec::new(),
        hours_unknown: Vec::new(),
        levels: Vec::new(),
    };
    for piece in pieces(openings) {
        for (s, station) in at.stations.iter_mut().enumerate() {
            station.standing =
                standing(&district.stations[s], openings.get(s), piece.start);
        }
        let evaluation = Evaluation::of(&at, options);
        if week.levels.is_empty() {
            let level = |answer: &crate::coverage::LevelAnswer| WeekLevel {
                level: answer.level,
                budget: answer.budget,
                hours: Vec::new(),
                uncovered: vec![PeopleHours::default(); district.demand.groups().len()],
                unknown: vec![PeopleHours::default(); district.demand.groups().len()],
                vanishes: Vec::new(),
            };
            week.levels = evaluation.levels.iter().map(level).collect();
            week.options = evaluation.options.clone();
        }
        for (level, answer) in week.levels.iter_mut().zip(&evaluation.levels) {
            let own = |s: &&u32| district.stations[**s as usize].level == level.level;
            let own = answer.stations.iter().filter(own).count();
            let minutes = piece.end - piece.start;
            for (sum, &people) in
                level.uncovered.iter_mut().zip(&answer.coverage.uncovered.weights)
            {
                sum.add(people, minutes);
            }
            for (sum, &people) in
                level.unknown.iter_mut().zip(&answer.coverage.unknown.weights)
            {
                sum.add(people, minutes);
            }
            if own == 0 {
                match level.vanishes.last_mut() {
                    Some(last) if last.end == piece.start => last.end = piece.end,
                    _ => level.vanishes.push(piece.clone()),
                }
            }
            if piece.start.is_multiple_of(60) {
                let coverage = answer.coverage.clone();
                level.hours.push(Hour { open: answer.stations.len(), own, coverage });
            }
        }
    }
    week
}
