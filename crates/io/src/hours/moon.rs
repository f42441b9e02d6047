//! Days of the lunar month, and the twelve branches.

use chrono::{Datelike, NaiveDate};
use icu_calendar::Date;
use icu_calendar::cal::ChineseTraditional;

/// Years for which the lunar calendar is tabulated, not reckoned.
const TABULATED: std::ops::RangeInclusive<i32> = 1912..=2100;

/// The day of the lunar month: 1 is 初一. `None` far away from our time.
pub(super) fn lunar_day(date: NaiveDate) -> Option<u8> {
    if !TABULATED.contains(&date.year()) {
        return None;
    }
    let (month, day) = (date.month() as u8, date.day() as u8);
    let date = Date::try_new_iso(date.year(), month, day).ok()?;
    Some(date.to_calendar(ChineseTraditional::new()).day_of_month().0)
}

/// The earthly branch of a day: 0 is 子. Day after day since antiquity, whatever the calendar.
///
/// # References
///
/// The Julian day number of a date at noon, plus one, over twelve: 2000-01-01, day 2 451 545, is
/// a day of 午 (6).
pub(super) fn branch(date: NaiveDate) -> u8 {
    /// Julian day number of the day before 0001-01-01.
    const BEFORE_FIRST: i32 = 1_721_425;
    (date.num_days_from_ce() + BEFORE_FIRST + 1).rem_euclid(12) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn lunar_new_year_is_where_the_holidays_say() {
        for first in ["2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06"] {
            assert_eq!(lunar_day(day(first)), Some(1), "{first}");
            let eve = day(first).pred_opt().unwrap();
            assert!(matches!(lunar_day(eve), Some(29 | 30)), "{eve}");
        }
        // 端午 is 五月初五, 中秋 is 八月十五: in the middle of their breaks
        assert_eq!(lunar_day(day("2026-06-19")), Some(5));
        assert_eq!(lunar_day(day("2026-09-25")), Some(15));
        assert_eq!(lunar_day(day("1700-01-01")), None);
    }

    #[test]
    fn branches_go_round_every_twelve_days() {
        assert_eq!(branch(day("2000-01-01")), 6);
        assert_eq!(branch(day("2024-02-10")), 4);
        assert_eq!(branch(day("2024-02-22")), 4);
        assert_eq!(branch(day("-0001-01-01")), branch(day("-0001-01-13")));
    }
}
