#![doc = include_str!("../docs/hours.md")]

mod moon;
mod offer;
mod osm;
mod recurrence;
mod rule;
mod spans;
mod timetable;
mod unread;
mod week;
mod zh;

pub use crate::pack::{BeyondCalendar, Calendar, Need};
pub use offer::{NearOffer, Offer, near_offers, next_offers};
pub use recurrence::Recurrence;
pub use timetable::{Timetable, Told, Unclear};
pub use unread::Unread;
pub use week::CoveredWeek;

use crate::normalize;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use rule::{DAY, Plan, Rule};
use spans::Spans;
use std::ops::Range;
use walkshed::model::Opening;

/// When a place is open, as a text says it.
///
/// # Examples
///
/// ```
/// use walkshed_io::hours::{Hours, Openness};
/// use walkshed_io::pack::Packs;
///
/// let calendar = Packs::read(".".as_ref(), &[])?.calendar;
/// let hours = Hours::read("周二至周日 9:00—17:00,周一闭馆")?;
/// let at = |text: &str| hours.at(&calendar, text.parse().unwrap());
/// assert_eq!(at("2026-11-24T10:00:00")?, Openness::Open);
/// assert_eq!(at("2026-11-23T10:00:00")?, Openness::Closed);
///
/// assert!(Hours::read("以公告为准").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Hours {
    text: String,
    rules: Vec<Rule>,
}

/// Whether a place is open at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Openness {
    /// It is.
    Open,
    /// It is not.
    Closed,
    /// The text itself leaves it open: 法定节假日开放时间另行通知.
    Unknown,
}

/// One day, or one week, in minutes: ranges that are half-open, sorted and apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct OpenMinutes {
    /// When it is open.
    pub open: Vec<Range<u16>>,
    /// When the text leaves it open whether it is.
    pub unknown: Vec<Range<u16>>,
}

impl OpenMinutes {
    /// As the model takes a week.
    #[must_use]
    pub fn opening(&self) -> Opening {
        let open = Opening::during(self.open.iter().cloned());
        open.unknown_during(self.unknown.iter().cloned())
    }
}

/// Office hours on working days: what a station must go beyond to serve people who work.
///
/// # References
///
/// 08:30-12:00 and 14:30-18:00 are the hours of most offices of counties and towns.
const OFFICE: [Range<u16>; 2] = [510..720, 870..1080];

/// How many days ahead [`Hours::next_open`] looks.
const AHEAD: u64 = 400;

impl Hours {
    /// Reads a text: `opening_hours` of OpenStreetMap, or Chinese as files have it.
    ///
    /// # Errors
    ///
    /// [`Unread`] where it is no statement of hours, or not a certain one: then they are unknown.
    pub fn read(text: &str) -> Result<Self, Unread> {
        let plain = zh::tidy(text);
        if normalize::is_blank(&plain) {
            return Err(Unread::Blank);
        }
        let says = without_comments(&plain);
        // times without a word are read as Chinese files mean them
        let ours = says.chars().any(is_chinese)
            || !says.contains(|c: char| c.is_alphabetic() || matches!(c, '/' | '+'));
        let rules = if ours { ours_first(&plain)? } else { osm::read(&plain)? };
        Ok(Self { text: text.to_owned(), rules })
    }

    /// Reads a text that names days and no times, as those of a service may: all day on each.
    fn read_days(text: &str) -> Option<Self> {
        let plain = zh::tidy(text);
        let rules = match plain.strip_prefix("market:") {
            Some(id) if !id.contains(char::is_whitespace) => osm::read(&plain).ok()?,
            _ => zh::read_days(&plain)?,
        };
        Some(Self { text: text.to_owned(), rules })
    }

    /// The text that was read.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is open at a moment.
    ///
    /// # Errors
    ///
    /// [`BeyondCalendar`] if that depends on what the calendar does not know.
    pub fn at(
        &self,
        calendar: &Calendar,
        moment: NaiveDateTime,
    ) -> Result<Openness, BeyondCalendar> {
        let minute = (moment.hour() * 60 + moment.minute()) as u16;
        let day = self.plan(calendar, moment.date())?;
        Ok(match (day.open.holds(minute), day.unknown.holds(minute)) {
            (true, _) => Openness::Open,
            (false, true) => Openness::Unknown,
            (false, false) => Openness::Closed,
        })
    }

    /// Its minutes of a day, with what began the day before and lasts past midnight.
    ///
    /// # Errors
    ///
    /// As [`Hours::at`].
    pub fn day(
        &self,
        calendar: &Calendar,
        date: NaiveDate,
    ) -> Result<OpenMinutes, BeyondCalendar> {
        self.plan(calendar, date).map(Plan::minutes)
    }

    /// Its minutes of the week that begins on a Monday (on whichever day is given).
    ///
    /// # Errors
    ///
    /// As [`Hours::at`].
    pub fn week(
        &self,
        calendar: &Calendar,
        monday: NaiveDate,
    ) -> Result<OpenMinutes, BeyondCalendar> {
        let mut week = OpenMinutes::default();
        for (nth, date) in (0..7_u16).zip(monday.iter_days()) {
            let day = self.day(calendar, date)?;
            let later =
                |range: Range<u16>| range.start + nth * DAY..range.end + nth * DAY;
            week.open.extend(day.open.into_iter().map(later));
            week.unknown.extend(day.unknown.into_iter().map(later));
        }
        Ok(OpenMinutes {
            open: Spans::new(week.open).into_ranges(),
            unknown: Spans::new(week.unknown).into_ranges(),
        })
    }

    /// On how many days of a year it opens.
    ///
    /// # Errors
    ///
    /// As [`Hours::at`].
    pub fn open_days(
        &self,
        calendar: &Calendar,
        year: i32,
    ) -> Result<u16, BeyondCalendar> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
        let mut days = 0;
        for date in first.iter_days().take_while(|date| date.year() == year) {
            let opens = !Plan::of(&self.rules, calendar, date)?.open.is_empty();
            days += u16::from(opens);
        }
        Ok(days)
    }

    /// Minutes of a week in which it is open outside office hours: before 8:30, at noon from
    /// 12:00 to 14:30, after 18:00, and on weekends and holidays.
    ///
    /// # Errors
    ///
    /// As [`Hours::at`]; whether a day is an office day asks the calendar too.
    pub fn minutes_outside_office_hours(
        &self,
        calendar: &Calendar,
        monday: NaiveDate,
    ) -> Result<u16, BeyondCalendar> {
        let mut minutes = 0;
        for date in monday.iter_days().take(7) {
            let day = self.plan(calendar, date)?.open;
            if day.is_empty() {
                continue;
            }
            let office = Spans::new(OFFICE);
            let outside =
                if calendar.is_working(date)? { day.without(&office) } else { day };
            minutes += outside.minutes();
        }
        Ok(minutes)
    }

    /// The first minute from a moment on at which it is open: the moment itself, if it is open
    /// then. `None` if it does not open within 400 days.
    ///
    /// # Errors
    ///
    /// [`BeyondCalendar`] if it had not opened yet when the calendar ends.
    pub fn next_open(
        &self,
        calendar: &Calendar,
        from: NaiveDateTime,
    ) -> Result<Option<NaiveDateTime>, BeyondCalendar> {
        let after = (from.hour() * 60 + from.minute()) as u16;
        for ahead in 0..AHEAD {
            let Some(date) = from.date().checked_add_days(Days::new(ahead)) else {
                break;
            };
            let not_before = if ahead == 0 { after } else { 0 };
            let day = self.plan(calendar, date)?.open;
            let minute = day.ranges().iter().find(|range| range.end > not_before);
            let Some(range) = minute else { continue };
            if ahead == 0 && range.start <= after {
                return Ok(Some(from));
            }
            let (hour, minute) = (range.start / 60, range.start % 60);
            let time = NaiveTime::from_hms_opt(hour.into(), minute.into(), 0);
            return Ok(time.map(|time| date.and_time(time)));
        }
        Ok(None)
    }

    /// What holds on a day, the end of yesterday's included.
    fn plan(&self, calendar: &Calendar, date: NaiveDate) -> Result<Plan, BeyondCalendar> {
        let today = Plan::of(&self.rules, calendar, date)?;
        let spills = |rule: &Rule| {
            rule.state != rule::State::Closed
                && rule.spans.ranges().iter().any(|range| range.end > DAY)
        };
        let yesterday = match date.pred_opt().filter(|_| self.rules.iter().any(spills)) {
            Some(yesterday) => Plan::of(&self.rules, calendar, yesterday)?,
            None => Plan::default(),
        };
        let (day, late) = (0..DAY, DAY..2 * DAY);
        let both = |today: &Spans, before: &Spans| {
            today.within(&day).with(&before.within(&late))
        };
        let open = both(&today.open, &yesterday.open);
        let unknown = both(&today.unknown, &yesterday.unknown).without(&open);
        Ok(Plan { open, unknown })
    }
}

impl Plan {
    fn minutes(self) -> OpenMinutes {
        OpenMinutes { open: self.open.into_ranges(), unknown: self.unknown.into_ranges() }
    }
}

/// Chinese, else what only the syntax of OpenStreetMap has: 19:00-26:00.
fn ours_first(plain: &str) -> Result<Vec<Rule>, Unread> {
    zh::read(plain).or_else(|unread| match unread {
        Unread::Words { .. } => osm::read(plain).map_err(|_syntax| unread),
        other => Err(other),
    })
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The text without what stands in quotes.
fn without_comments(text: &str) -> String {
    text.split('"').step_by(2).collect()
}

#[cfg(test)]
mod data_tests;
#[cfg(test)]
mod oracle_tests;
#[cfg(test)]
mod tests;
