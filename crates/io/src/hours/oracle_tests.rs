//! Our evaluation beside that of the crate whose grammar we read.

use super::Hours;
use super::tests::calendar;
use crate::campaign::{Dice, effort};
use chrono::{Datelike, NaiveDate};
use opening_hours::{Context, ContextHolidays, OpeningHours, RuleKind};
use std::sync::Arc;

const DAYS: &[&str] = &[
    "Mo-Fr",
    "Sa,Su",
    "Fr-Mo",
    "PH",
    "Mo-Fr,PH",
    "Mo-Su",
    "We",
    "Th[1]",
    "Su[-1]",
    "Jan-Mar",
    "Oct-Feb Sa",
    "Apr 10-May 20",
    "Dec 20-Jan 10",
    "2026 Mo-We",
    "2025-2026",
    "week 2-20/2",
    "week 30-40 Tu",
    "2026 Feb 1-2026 Mar 1",
    "PH +1 day",
    "",
];
const TIMES: &[&str] =
    &["09:00-17:00", "08:30-12:00,14:00-18:00", "12:00-13:00", "10:00-24:00"];
const KINDS: &[&str] = &["", " off", " unknown", " closed"];
const BETWEEN: &[&str] = &["; ", ", ", " || "];

#[test]
fn rules_are_evaluated_as_the_crate_of_the_grammar_does() {
    let ours = calendar();
    let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    let days: Vec<_> = first.iter_days().take_while(|day| day.year() < 2027).collect();
    let holidays = || days.iter().copied().filter(|&day| ours.is_holiday(day).unwrap());
    let public = Arc::new(holidays().collect());
    let school = Arc::new(std::iter::empty().collect());
    let context = Context::default().with_holidays(ContextHolidays::new(public, school));
    let mut dice = Dice(11);
    let mut pick = |from: &[&'static str]| from[dice.roll(from.len())];
    let mut compared = 0;
    let texts = 150 * effort() as usize;
    for nth in 0..texts {
        let mut text = String::new();
        for rule in 0..=nth % 3 {
            let between = if rule == 0 { "" } else { pick(BETWEEN) };
            let piece = format!("{} {}{}", pick(DAYS), pick(TIMES), pick(KINDS));
            text = format!("{text}{between}{}", piece.trim());
        }
        let (Ok(read), Ok(theirs)) = (Hours::read(&text), text.parse::<OpeningHours>())
        else {
            continue;
        };
        let theirs = theirs.with_context(context.clone());
        for &day in days.iter().step_by(5) {
            let minutes = read.day(&ours, day).unwrap();
            let schedule: Vec<_> = theirs.schedule_at(day).into_iter().collect();
            let of = |kind: RuleKind| {
                let of_kind = schedule.iter().filter(|part| part.kind == kind);
                let minutes = of_kind.flat_map(|part| {
                    part.range.start.mins_from_midnight()
                        ..part.range.end.mins_from_midnight()
                });
                minutes.collect::<Vec<u16>>()
            };
            let flat = |ranges: Vec<std::ops::Range<u16>>| {
                ranges.into_iter().flatten().collect::<Vec<u16>>()
            };
            assert_eq!(flat(minutes.open), of(RuleKind::Open), "{text} on {day}");
            assert_eq!(flat(minutes.unknown), of(RuleKind::Unknown), "{text} on {day}");
        }
        compared += 1;
    }
    assert!(compared * 3 > texts * 2, "{compared} of {texts}");
}
