//! Days as people write them: 2021-11-20, 2021年11月20日前, 2021.11, 20211120.

use crate::normalize;
use chrono::{Datelike, Months, NaiveDate};

/// The day that a text names; of a month or a year alone, its last: by then it is certain.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let text = normalize::plain(text);
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let numbers: Vec<&str> =
        day.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let number = |nth: usize| numbers.get(nth).and_then(|run| run.parse::<u32>().ok());
    if let ([digits], 8) = (&numbers[..], numbers.first().map_or(0, |run| run.len())) {
        let at = |from, to| digits.get(from..to).and_then(|run| run.parse::<u32>().ok());
        return NaiveDate::from_ymd_opt(at(0, 4)?.cast_signed(), at(4, 6)?, at(6, 8)?);
    }
    let year = number(0).filter(|year| (1900..2200).contains(year))?.cast_signed();
    match (number(1), number(2), numbers.len()) {
        (Some(month), Some(day), 3) => NaiveDate::from_ymd_opt(year, month, day),
        (Some(month), None, 2) => {
            let first = NaiveDate::from_ymd_opt(year, month, 1)?;
            first.checked_add_months(Months::new(1))?.pred_opt()
        }
        (None, None, 1) => {
            NaiveDate::from_ymd_opt(year, 1, 1)?.with_month(12)?.with_day(31)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for (text, day) in [
            ("2021-11-20", "2021-11-20"),
            ("2021/1/5", "2021-01-05"),
            ("2021年11月20日前", "2021-11-20"),
            ("２０２１．１１．２０", "2021-11-20"),
            ("20211120", "2021-11-20"),
            ("2021-11-20T00:00:00", "2021-11-20"),
            ("2021年2月", "2021-02-28"),
            ("2021", "2021-12-31"),
        ] {
            assert_eq!(
                date(text).map(|day| day.to_string()),
                Some(day.to_owned()),
                "{text}"
            );
        }
        for text in ["去年", "2021-13-01", "2021-02-30", "12", "", "2021-1-2-3"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
