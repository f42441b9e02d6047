//! What opening hours come to in a year and in a week.

use super::entries::Entry;
use crate::Loaded;
use crate::hours::{Hours, Timetable};
use crate::pack::Calendar;
use chrono::{Datelike, NaiveDate};
use walkshed::standard::{Amount, Check, Measure, Number};

/// The names of the measures.
const OPEN_DAYS: &str = "open_days_per_year";
const OUTSIDE_OFFICE: &str = "minutes_outside_office_hours";

/// The hours of all stations, if any rule asks for them.
pub(super) struct HoursOf {
    timetable: Option<Timetable>,
    calendar: Calendar,
    /// A calendar without holidays, for the ordinary week.
    ordinary: Calendar,
    /// The last year that the calendar knows from beginning to end.
    year: Option<i32>,
}

impl HoursOf {
    pub(super) fn new(loaded: &Loaded) -> Self {
        let calendar = loaded.packs.calendar.clone();
        let last = calendar.valid_through();
        let whole = |last: NaiveDate| match (last.month(), last.day()) {
            (12, 31) => last.year(),
            _ => last.year() - 1,
        };
        Self {
            timetable: is_asked(loaded).then(|| Timetable::of(loaded)),
            ordinary: calendar.standard(),
            calendar,
            year: last.map(whole),
        }
    }

    /// The measures of a station's hours; none where nobody knows them.
    pub(super) fn measures(&self, entry: &Entry<'_>) -> Vec<(&'static str, Number)> {
        let Some(timetable) = &self.timetable else { return Vec::new() };
        if let Some(place) = entry.place {
            let told = timetable.station(place as usize);
            let hours = told.hours().next();
            return hours.map_or_else(Vec::new, |h| self.of(h, told.is_assumed()));
        }
        let hours = entry.facts.hours.as_deref().and_then(|text| Hours::read(text).ok());
        hours.map_or_else(Vec::new, |hours| self.of(&hours, false))
    }

    fn of(&self, hours: &Hours, assumed: bool) -> Vec<(&'static str, Number)> {
        let days = self.year.and_then(|year| hours.open_days(&self.calendar, year).ok());
        let minutes = MONDAY.and_then(|monday| {
            hours.minutes_outside_office_hours(&self.ordinary, monday).ok()
        });
        let measures = [(OPEN_DAYS, days), (OUTSIDE_OFFICE, minutes)];
        let known = |(name, count): (&'static str, Option<u16>)| {
            let amount = Amount::whole(i32::from(count?));
            Some((name, Number { assumed, ..Number::from(amount) }))
        };
        measures.into_iter().filter_map(known).collect()
    }
}

/// Any Monday: an ordinary week is like every other.
const MONDAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2024, 1, 1);

/// Whether a rule of the project asks for hours.
fn is_asked(loaded: &Loaded) -> bool {
    let standards = loaded.packs.standards.iter().flat_map(|pack| &pack.clauses);
    let ratings = loaded.packs.ratings.iter().flat_map(|pack| &pack.clauses);
    let asks = |measure: &Measure| {
        let mut names = measure.of.iter().map(|term| term.name.as_str());
        names.any(|name| name.contains(OPEN_DAYS) || name.contains(OUTSIDE_OFFICE))
    };
    let mut checks = standards.chain(ratings).flat_map(|clause| &clause.rule.checks);
    checks.any(|check| matches!(check, Check::Measured { measure, .. } if asks(measure)))
}
