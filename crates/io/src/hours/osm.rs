//! `opening_hours` of OpenStreetMap, into rules.

use super::rule::{DayIs, Days, How, Rule, State};
use super::spans::Spans;
use super::{Unread, rule};
use chrono::NaiveDate;
use opening_hours_syntax::rules::day::{
    Date, DateOffset, DaySelector, HolidayKind, MonthdayRange, WeekDayOffset,
    WeekDayRange,
};
use opening_hours_syntax::rules::time::{Time, TimeSpan};
use opening_hours_syntax::rules::{RuleOperator, RuleSequence};
use opening_hours_syntax::{RuleKind, parse};

/// The rules of a text in that syntax. A piece may begin with `market:ID`, which is ours.
pub(super) fn read(text: &str) -> Result<Vec<Rule>, Unread> {
    if !text.contains("market:") {
        return plain(text);
    }
    let mut rules = Vec::new();
    for piece in text.split(';').map(str::trim).filter(|piece| !piece.is_empty()) {
        let Some(rest) = piece.strip_prefix("market:") else {
            rules.extend(plain(piece)?);
            continue;
        };
        let (id, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let market = DayIs::Market((!id.is_empty()).then(|| id.to_owned()));
        let rest = if rest.trim().is_empty() { "24/7" } else { rest.trim() };
        for mut rule in plain(rest)? {
            rule.days.0.push(vec![market.clone()]);
            rules.push(rule);
        }
    }
    Ok(rules)
}

fn plain(text: &str) -> Result<Vec<Rule>, Unread> {
    // a space between holidays and weekdays says "and" here and "or" there
    let doubtful = ["PH ", "SH "].iter().any(|holiday| {
        text.split(holiday).skip(1).any(|rest| {
            ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].iter().any(|d| rest.starts_with(d))
        })
    });
    if doubtful {
        return Err(Unread::Doubtful { text: text.to_owned() });
    }
    let expression =
        parse(text).map_err(|_error| Unread::Syntax { text: text.to_owned() })?;
    expression.rules.iter().map(|sequence| one(sequence, text)).collect()
}

fn one(sequence: &RuleSequence, text: &str) -> Result<Rule, Unread> {
    let state = match sequence.kind {
        RuleKind::Open => State::Open,
        RuleKind::Closed => State::Closed,
        RuleKind::Unknown => State::Unknown,
    };
    let how = match sequence.operator {
        RuleOperator::Normal => How::Replace,
        RuleOperator::Additional => How::Add,
        RuleOperator::Fallback => How::Fallback,
    };
    let spans: Vec<_> =
        sequence.time_selector.spans.iter().map(minutes).collect::<Result<_, _>>()?;
    let mut spans = Spans::new(spans);
    if state == State::Closed && spans == Rule::whole_day() {
        spans = Rule::all_of_it();
    }
    let days = days(&sequence.day_selector)
        .ok_or_else(|| Unread::Syntax { text: text.to_owned() })?;
    Ok(Rule { days, spans, state, how })
}

fn minutes(span: &TimeSpan) -> Result<std::ops::Range<u16>, Unread> {
    let (Time::Fixed(start), Time::Fixed(end)) = (span.range.start, span.range.end)
    else {
        return Err(Unread::Sun);
    };
    if span.open_end || span.repeats.is_some() {
        return Err(Unread::OpenEnd);
    }
    let (start, end) = (start.mins_from_midnight(), end.mins_from_midnight());
    let end = if end <= start { end + rule::DAY } else { end };
    Ok(start..end.min(2 * rule::DAY))
}

fn days(selector: &DaySelector) -> Option<Days> {
    let years = selector.year.iter().map(|range| {
        let (range, step) = range.clone().into_parts();
        Some(DayIs::Year(**range.start(), **range.end(), step.into()))
    });
    let weeks = selector.week.iter().map(|range| {
        let (range, step) = range.clone().into_parts();
        Some(DayIs::Week((**range.start()).into(), (**range.end()).into(), step.into()))
    });
    let all = [
        years.collect::<Option<Vec<_>>>()?,
        selector.monthday.iter().map(month_days).collect::<Option<Vec<_>>>()?,
        weeks.collect::<Option<Vec<_>>>()?,
        selector.weekday.iter().map(weekdays).collect::<Option<Vec<_>>>()?,
    ];
    Some(Days(all.into_iter().filter(|any| !any.is_empty()).collect()))
}

/// `None` for what is not evaluated: Easter, offsets, school holidays.
fn month_days(range: &MonthdayRange) -> Option<DayIs> {
    match range {
        MonthdayRange::Month { range, year: None } => {
            Some(DayIs::Yearly((*range.start() as u32, 1), (*range.end() as u32, 31)))
        }
        MonthdayRange::Month { range, year: Some(year) } => {
            let first = NaiveDate::from_ymd_opt(**year, *range.start() as u32, 1)?;
            let last = NaiveDate::from_ymd_opt(**year, *range.end() as u32, 1)?;
            let last = last.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
            Some(DayIs::Dated(first, last))
        }
        MonthdayRange::Date { start, end } => {
            let (first_year, first) = fixed(start)?;
            let (last_year, last) = fixed(end)?;
            let day = |year, (month, day)| NaiveDate::from_ymd_opt(year, month, day);
            match (first_year, last_year) {
                (None, None) => Some(DayIs::Yearly(first, last)),
                (Some(a), Some(b)) => Some(DayIs::Dated(day(a, first)?, day(b, last)?)),
                (Some(a), None) => {
                    let after = i32::from(last < first);
                    Some(DayIs::Dated(day(a, first)?, day(a + after, last)?))
                }
                (None, Some(_)) => None,
            }
        }
    }
}

fn fixed((date, offset): &(Date, DateOffset)) -> Option<(Option<i32>, (u32, u32))> {
    let still = offset.day_offset == 0 && offset.wday_offset == WeekDayOffset::None;
    match date {
        Date::Fixed { year, month, day } if still => {
            Some((year.map(|year| *year), (*month as u32, u32::from(*day))))
        }
        _ => None,
    }
}

fn weekdays(range: &WeekDayRange) -> Option<DayIs> {
    match range {
        WeekDayRange::Fixed { range, offset, nth_from_start, nth_from_end } => {
            let (first, last) = (*range.start() as u8, *range.end() as u8);
            let in_range = |day: u8| {
                if first <= last {
                    (first..=last).contains(&day)
                } else {
                    day >= first || day <= last
                }
            };
            let mask =
                (0..7).filter(|&day| in_range(day)).fold(0, |mask, day| mask | 1 << day);
            let every = nth_from_start.iter().chain(nth_from_end).all(|nth| *nth);
            Some(if every && *offset == 0 {
                DayIs::Weekday(mask)
            } else {
                DayIs::NthWeekday {
                    mask,
                    from_start: *nth_from_start,
                    from_end: *nth_from_end,
                    later: *offset,
                }
            })
        }
        WeekDayRange::Holiday { kind: HolidayKind::Public, offset } => {
            Some(DayIs::Holiday { later: *offset })
        }
        WeekDayRange::Holiday { kind: HolidayKind::School, .. } => None,
    }
}
