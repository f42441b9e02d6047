//! The one form that hours are kept in: days and minutes, one rule after the other.

use super::Recurrence;
use super::spans::Spans;
use crate::pack::{BeyondCalendar, Calendar, is_between};
use chrono::{Datelike, Days as Length, NaiveDate};
use std::ops::Range;

/// Minutes of a day.
pub(super) const DAY: u16 = 1440;

/// On some days, some minutes are open, closed or unknown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) days: Days,
    /// From midnight to at most two days later: what goes past midnight belongs to the day on
    /// which it began.
    pub(super) spans: Spans,
    pub(super) state: State,
    pub(super) how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Open,
    Closed,
    Unknown,
}

/// What a rule makes of what earlier rules said of the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// It stands alone.
    Replace,
    /// It stands beside them.
    Add,
    /// It stands alone if its minutes meet theirs, else beside them: 每天9:00-17:00 and 周六
    /// 10:00-16:00 are two different days, 每天9:00-16:00 and 周一18:00-20:00 a longer one.
    Overlay,
    /// It counts if they leave the day closed.
    Fallback,
}

/// All of these, each any of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Days(pub(super) Vec<Vec<DayIs>>);

/// Something that a day can be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum DayIs {
    /// Bit 0 is Monday.
    Weekday(u8),
    /// The so-manieth weekday of its month, some days later.
    NthWeekday { mask: u8, from_start: [bool; 5], from_end: [bool; 5], later: i16 },
    /// A public holiday, some days later.
    Holiday { later: i16 },
    /// Any other day.
    NoHoliday,
    /// A day of the break of one festival.
    Festival(&'static str),
    /// A day of work, weekend days made up among them.
    Working,
    /// Saturday and Sunday, unless they are made up.
    Rest,
    /// A day of a market; of the only one where none is named.
    Market(Option<String>),
    /// A day that comes back.
    Recurs(Recurrence),
    /// Days of the month: bit 1 is the first.
    MonthDay(u32),
    /// Month and day, first to last, over the end of the year where need be.
    Yearly((u32, u32), (u32, u32)),
    /// First to last.
    Dated(NaiveDate, NaiveDate),
    /// First to last, every so many.
    Year(i32, i32, i32),
    /// Weeks of ISO 8601, first to last, every so many.
    Week(u32, u32, u32),
    /// A season that the calendar knows.
    Season(&'static str),
}

/// What rules say of one day.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub(super) open: Spans,
    pub(super) unknown: Spans,
}

impl Plan {
    /// What the rules say of what begins on a day.
    pub(super) fn of(
        rules: &[Rule],
        calendar: &Calendar,
        date: NaiveDate,
    ) -> Result<Self, BeyondCalendar> {
        let mut plan = Self::default();
        for rule in rules {
            // what is closed stays so, whatever the calendar knows
            let closes = rule.state == State::Closed;
            if !(closes && plan.is_empty()) && rule.days.hold(calendar, date)? {
                plan.take(rule);
            }
        }
        Ok(plan)
    }

    fn is_empty(&self) -> bool {
        self.open.is_empty() && self.unknown.is_empty()
    }

    fn take(&mut self, rule: &Rule) {
        let meets = self.open.meets(&rule.spans) || self.unknown.meets(&rule.spans);
        let alone = match rule.how {
            How::Replace => rule.state != State::Closed,
            How::Overlay => meets && rule.state != State::Closed,
            How::Add => false,
            How::Fallback => {
                if !self.is_empty() {
                    return;
                }
                true
            }
        };
        if alone {
            *self = Self::default();
        }
        let (open, unknown) =
            (self.open.without(&rule.spans), self.unknown.without(&rule.spans));
        *self = match rule.state {
            State::Closed => Self { open, unknown },
            State::Open => Self { open: open.with(&rule.spans), unknown },
            State::Unknown => Self { open, unknown: unknown.with(&rule.spans) },
        };
    }
}

impl Rule {
    /// A day from its beginning to its end.
    pub(super) fn whole_day() -> Spans {
        let whole: Range<u16> = 0..DAY;
        Spans::new([whole])
    }

    /// All that begins on a day, past midnight too.
    pub(super) fn all_of_it() -> Spans {
        let all: Range<u16> = 0..2 * DAY;
        Spans::new([all])
    }
}

impl Days {
    /// Any of these.
    pub(super) fn any(days: Vec<DayIs>) -> Self {
        Self(if days.is_empty() { Vec::new() } else { vec![days] })
    }

    /// Whether a day is all that it must be. What the calendar does not know matters only where
    /// nothing else decides.
    fn hold(&self, calendar: &Calendar, date: NaiveDate) -> Result<bool, BeyondCalendar> {
        let mut refused = None;
        for any in &self.0 {
            let mut held = false;
            let mut here = None;
            for day in any {
                match day.holds(calendar, date) {
                    Ok(true) => held = true,
                    Ok(false) => (),
                    Err(beyond) => here = Some(beyond),
                }
            }
            match (held, here) {
                (true, _) => (),
                (false, None) => return Ok(false),
                (false, some) => refused = refused.or(some),
            }
        }
        refused.map_or(Ok(true), Err)
    }
}

impl DayIs {
    fn holds(
        &self,
        calendar: &Calendar,
        date: NaiveDate,
    ) -> Result<bool, BeyondCalendar> {
        if !matches!(
            self,
            Self::Weekday(_)
                | Self::Holiday { .. }
                | Self::NoHoliday
                | Self::Festival(_)
                | Self::Working
                | Self::Rest
                | Self::Recurs(_)
                | Self::Market(_)
        ) {
            calendar.require_date(date)?;
        }
        let earlier = |days: i16| moved(date, -i64::from(days));
        Ok(match self {
            Self::Weekday(mask) => is_weekday(*mask, date),
            Self::NthWeekday { mask, from_start, from_end, later } => earlier(*later)
                .is_some_and(|day| {
                    let nth = |day: u32| ((day - 1) / 7) as usize;
                    is_weekday(*mask, day)
                        && (from_start[nth(day.day()).min(4)]
                            || from_end[nth(month_length(day) - day.day() + 1).min(4)])
                }),
            Self::Holiday { later } => match earlier(*later) {
                Some(day) => calendar.is_holiday(day)?,
                None => false,
            },
            Self::NoHoliday => !calendar.is_holiday(date)?,
            Self::Festival(id) => calendar.is_festival(date, id)?,
            Self::Working => calendar.is_working(date)?,
            Self::Rest => {
                let weekend = is_weekday(0b110_0000, date);
                weekend && !calendar.is_working(date)?
            }
            Self::Market(id) => calendar.is_market(date, id.as_deref())?,
            Self::Recurs(days) => calendar.recurs(date, days)?,
            Self::MonthDay(mask) => mask >> date.day() & 1 == 1,
            Self::Yearly(first, last) => {
                is_between((date.month(), date.day()), *first, *last)
            }
            Self::Dated(first, last) => (*first..=*last).contains(&date),
            Self::Year(first, last, step) => {
                (*first..=*last).contains(&date.year())
                    && (date.year() - first) % (*step).max(1) == 0
            }
            Self::Week(first, last, step) => {
                let week = date.iso_week().week();
                (*first..=*last).contains(&week)
                    && (week - first).is_multiple_of((*step).max(1))
            }
            Self::Season(id) => calendar.is_season(date, id)?,
        })
    }
}

fn is_weekday(mask: u8, date: NaiveDate) -> bool {
    mask >> date.weekday().num_days_from_monday() & 1 == 1
}

fn moved(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let length = Length::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(length) } else { date.checked_add_days(length) }
}

fn month_length(date: NaiveDate) -> u32 {
    date.num_days_in_month().into()
}
