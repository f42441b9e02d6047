//! Moments as people write them on a command line: `2026-11-24T19:00`.

use chrono::NaiveDateTime;
use std::fmt;

/// Text that is no moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidMoment(String);

impl fmt::Display for InvalidMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(text) = self;
        write!(f, "{text:?} is not a moment: write day and hour as 2026-11-24T19:00")
    }
}

impl std::error::Error for InvalidMoment {}

/// Reads a moment in local time: `2026-11-24T19:00`, a space instead of the T, or with seconds.
///
/// # Errors
///
/// [`InvalidMoment`] if it is none.
pub fn parse_moment(text: &str) -> Result<NaiveDateTime, InvalidMoment> {
    let forms =
        ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"];
    let read = |form: &&str| NaiveDateTime::parse_from_str(text.trim(), form).ok();
    forms.iter().find_map(read).ok_or_else(|| InvalidMoment(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_have_a_day_and_an_hour() {
        for text in ["2026-11-24T19:00", "2026-11-24 19:00", "2026-11-24T19:00:00"] {
            assert_eq!(parse_moment(text).unwrap().to_string(), "2026-11-24 19:00:00");
        }
        for text in ["19:00", "2026-11-24", "2026-13-24T19:00", "2026-11-24T24:00", ""] {
            assert!(parse_moment(text).is_err(), "{text}");
        }
    }
}
