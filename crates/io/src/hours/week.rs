//! The opening hours of all stations in one week.

use super::offer::asked;
use super::spans::Spans;
use super::{BeyondCalendar, Offer, OpenMinutes, Timetable, Unclear, next_offers};
use crate::project::Loaded;
use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use std::ops::Range;
use walkshed::model::{Absence, Opening};
use walkshed::week::Week;

/// A week of coverage, and what it rests on.
///
/// # Examples
///
/// ```
/// use walkshed_io::Project;
/// use walkshed_io::hours::CoveredWeek;
///
/// let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../datasets/fengqing");
/// let loaded = Project::open(folder.as_ref())?.load(&|_| {})?;
/// let standard = CoveredWeek::of(&loaded, None)?;
/// let last = standard.week.levels.last().unwrap();
/// let share = |hour: usize| last.hours[hour].coverage.share(0).unwrap();
/// assert!(share(10) > share(19), "Monday morning, Monday evening");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CoveredWeek {
    /// Its Monday; `None` for a week of no date in particular, without holidays.
    pub monday: Option<NaiveDate>,
    /// What is covered, hour by hour.
    pub week: Week,
    /// Days of it that are public holidays, from 0 (Monday).
    pub holidays: Vec<usize>,
    /// Days of its weekend that are worked.
    pub made_up: Vec<usize>,
    /// Stations that say nothing of their hours and are taken to keep the usual ones.
    pub assumed: usize,
    /// Stations of whose hours, or of one of several that were asked for, nobody knows, and why, in
    /// input order.
    pub unclear: Vec<(u32, Unclear)>,
    /// When the services that are asked for are offered next, from the Monday or from the moment
    /// asked about; empty where none is asked for, or no date.
    pub next: Vec<Offer>,
}

impl CoveredWeek {
    /// Evaluates the week that a day is in, else a week without holidays.
    ///
    /// # Errors
    ///
    /// [`BeyondCalendar`] if the hours of a station depend on what the calendar does not know of
    /// that week. In a week of no date in particular, such stations are unclear instead.
    ///
    /// # Cost
    ///
    /// That of [`Week::of`].
    pub fn of(loaded: &Loaded, day: Option<NaiveDate>) -> Result<Self, BeyondCalendar> {
        let monday = day.map(monday_of);
        let timetable = Timetable::of(loaded);
        let own = &loaded.packs.calendar;
        let standard = own.standard();
        let calendar = if monday.is_some() { own } else { &standard };
        let first = monday.unwrap_or_default();
        let first = if monday.is_some() { first } else { monday_of(first) };
        let selection = loaded.selected.as_ref().map(|selected| &selected.selection);
        let services =
            selection.map(|asked| asked.services.as_slice()).unwrap_or_default();
        let (mut openings, mut assumed, mut unclear) = (Vec::new(), 0, Vec::new());
        for (nth, station) in loaded.district.stations.iter().enumerate() {
            let absent = station.absence().is_some_and(|why| why != Absence::Closed);
            if absent {
                openings.push(Opening::unknown());
                continue;
            }
            let told = asked(&timetable, nth, services);
            assumed += usize::from(told.iter().any(|told| told.is_assumed()));
            let weeks = told.iter().map(|told| told.week(calendar, first));
            let (open, why) = any(weeks, monday.is_some())?;
            openings.push(open.opening());
            unclear.extend(why.map(|why| (nth as u32, why)));
        }
        let days = || first.iter_days().take(7).enumerate().filter(|_| monday.is_some());
        let holiday = |&(_, day): &(usize, NaiveDate)| own.is_holiday(day) == Ok(true);
        let weekend = |day: NaiveDate| day.weekday().num_days_from_monday() > 4;
        let made_up = |&(_, day): &(usize, NaiveDate)| {
            weekend(day) && own.is_working(day) == Ok(true)
        };
        let from = selection
            .and_then(|asked| asked.at)
            .or(monday.map(|monday| monday.and_time(NaiveTime::MIN)));
        let next = match (from, services) {
            (None, _) | (_, []) => Vec::new(),
            (Some(from), services) => next_offers(loaded, services, from),
        };
        Ok(Self {
            monday,
            week: Week::of(&loaded.district, &loaded.options, &openings),
            holidays: days().filter(holiday).map(|(nth, _)| nth).collect(),
            made_up: days().filter(made_up).map(|(nth, _)| nth).collect(),
            assumed,
            unclear,
            next,
        })
    }
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    let after = day.weekday().num_days_from_monday();
    day.checked_sub_days(Days::new(after.into())).unwrap_or(day)
}

/// Open when any of several is, unknown when any may be; and why one of them is not known at all.
fn any(
    all: impl Iterator<Item = Result<OpenMinutes, Unclear>>,
    dated: bool,
) -> Result<(OpenMinutes, Option<Unclear>), BeyondCalendar> {
    let whole: Range<u16> = 0..Opening::WEEK;
    let (mut open, mut unknown, mut why) = (Vec::new(), Vec::new(), None);
    for one in all {
        match one {
            Ok(one) => {
                open.extend(one.open);
                unknown.extend(one.unknown);
            }
            Err(Unclear::Beyond(beyond)) if dated => return Err(beyond),
            Err(unclear) => {
                unknown.push(whole.clone());
                why = why.or(Some(unclear));
            }
        }
    }
    let open = Spans::new(open);
    let unknown = Spans::new(unknown).without(&open).into_ranges();
    Ok((OpenMinutes { open: open.into_ranges(), unknown }, why))
}
