//! What a page of features is asked for.

use super::{BoundingBox, ITEMS, Query, Which};
use crate::ApiError;
use actix_web::HttpRequest;
use std::fmt::Write;

/// Features on a page, unless a number is asked for.
pub(crate) const LIMIT: usize = 100;
/// Most features on a page; more are lowered to it, since clients ask for more than they were told.
pub(crate) const MOST: usize = 10_000;

/// A page of features: which, how many, from where.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Items {
    /// Most features on the page.
    pub(crate) limit: usize,
    /// Only what touches this box.
    pub(crate) bbox: Option<BoundingBox>,
    /// Only this level.
    pub(crate) level: Option<i64>,
    /// The place in the layer to go on from: what a `next` link carries.
    pub(crate) cursor: usize,
    /// Which stations count.
    pub(crate) which: Which,
    /// As given: nothing here has a date, so it leaves nothing out.
    datetime: Option<String>,
    /// Whether `f` was given.
    format: bool,
    /// Whether `limit` was given.
    limited: bool,
}

impl Items {
    /// Reads the query of a page.
    pub(crate) fn of(request: &HttpRequest) -> Result<Self, ApiError> {
        Self::read(&Query::of(request, ITEMS)?)
    }

    fn read(query: &Query) -> Result<Self, ApiError> {
        Ok(Self {
            limit: query.text("limit").map_or(Ok(LIMIT), limit)?,
            bbox: query.text("bbox").map(BoundingBox::parse).transpose()?,
            level: query.text("level").map(level).transpose()?,
            cursor: query.text("cursor").map_or(Ok(0), cursor)?,
            which: Which::of(query)?,
            datetime: query.text("datetime").map(datetime).transpose()?,
            format: query.text("f").is_some(),
            limited: query.text("limit").is_some(),
        })
    }

    /// The query of the same page, or of another that begins at `cursor`.
    pub(crate) fn query(&self, cursor: usize) -> String {
        let mut text = String::new();
        let mut add = |name: &str, value: &dyn std::fmt::Display| {
            let before = if text.is_empty() { '?' } else { '&' };
            // writing to a string cannot fail
            let _written = write!(text, "{before}{name}={value}");
        };
        if self.format {
            add("f", &"json");
        }
        if let Some(bbox) = &self.bbox {
            add("bbox", bbox);
        }
        if let Some(level) = &self.level {
            add("level", level);
        }
        if let Some(datetime) = &self.datetime {
            add("datetime", datetime);
        }
        self.which.write(|name, value| add(name, &value));
        if self.limited {
            add("limit", &self.limit);
        }
        if cursor > 0 {
            add("cursor", &cursor);
        }
        text
    }
}

/// Digits, however many.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn limit(text: &str) -> Result<usize, ApiError> {
    let digits = is_digits(text).then(|| text.parse().unwrap_or(usize::MAX));
    match digits {
        Some(number) if number > 0 => Ok(MOST.min(number)),
        _ => Err(ApiError::value(
            "limit",
            text,
            format!("write a whole number from 1 to {MOST}"),
        )),
    }
}

fn level(text: &str) -> Result<i64, ApiError> {
    text.parse()
        .map_err(|_number| ApiError::value("level", text, "write a whole number, as 2"))
}

fn cursor(text: &str) -> Result<usize, ApiError> {
    let number = is_digits(text).then(|| text.parse().ok()).flatten();
    number.ok_or_else(|| ApiError::value("cursor", text, "follow the next links instead"))
}

/// An instant, or an interval with at most one open end.
fn datetime(text: &str) -> Result<String, ApiError> {
    let refused = || {
        ApiError::value(
            "datetime",
            text,
            "write 2026-11-24T19:00:00Z, or two with / between",
        )
    };
    let open = |end: &str| matches!(end, "" | "..");
    let sound = match text.split_once('/') {
        None => is_instant(text),
        Some((from, to)) => {
            let one = |end: &str| open(end) || is_instant(end);
            one(from) && one(to) && !(open(from) && open(to))
        }
    };
    // a plus would be read as a space when it comes back
    sound.then(|| text.replace([' ', '+'], "%2B")).ok_or_else(refused)
}

/// Whether a text has the form of a date, or of a date and time with its zone (RFC 3339).
fn is_instant(text: &str) -> bool {
    let (date, time) =
        text.split_once(['T', 't']).map_or((text, None), |(d, t)| (d, Some(t)));
    let parts: Vec<&str> = date.split('-').collect();
    let number = |part: &str, length: usize, most: u32| {
        part.len() == length
            && is_digits(part)
            && part.parse::<u32>().is_ok_and(|n| n <= most)
    };
    let is_date = matches!(*parts.as_slice(), [year, month, day]
        if number(year, 4, 9999) && number(month, 2, 12) && number(day, 2, 31));
    let clock = |text: &str| {
        let (text, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let parts: Vec<&str> = text.split(':').collect();
        is_digits(fraction)
            && matches!(*parts.as_slice(), [hour, minute, second]
                if number(hour, 2, 23) && number(minute, 2, 59) && number(second, 2, 60))
    };
    let zoned = |text: &str| {
        let zulu = text.strip_suffix(['Z', 'z']).map(|clock| (clock, "00:00"));
        let offset = || text.rsplit_once(['+', '-', ' ']);
        zulu.or_else(offset).is_some_and(|(time, zone)| {
            let zone = zone.split_once(':');
            clock(time) && zone.is_some_and(|(h, m)| number(h, 2, 23) && number(m, 2, 59))
        })
    };
    is_date && time.is_none_or(zoned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Items, String> {
        let query = Query::parse(text, ITEMS).map_err(|error| error.to_string())?;
        Items::read(&query).map_err(|error| error.to_string())
    }

    #[test]
    fn a_limit_is_lowered_and_never_zero() {
        assert_eq!(read("").unwrap().limit, LIMIT);
        assert_eq!(read("limit=1000000").unwrap().limit, MOST);
        assert_eq!(read(&format!("limit={}", "9".repeat(90))).unwrap().limit, MOST);
        for wrong in ["0", "-1", "ten", "1.5", "", "%2B5", "000"] {
            assert!(
                read(&format!("limit={wrong}")).unwrap_err().contains("limit = "),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_link_carries_what_was_asked_for() {
        let asked =
            read("level=2&bbox=1,2,3.5,4&f=json&limit=7&datetime=2026-01-01").unwrap();
        let next = "?f=json&bbox=1,2,3.5,4&level=2&datetime=2026-01-01&limit=7&cursor=9";
        assert_eq!(asked.query(9), next);
        let again = read(next.trim_start_matches('?')).unwrap();
        assert_eq!(again, Items { cursor: 9, ..asked });
        assert_eq!(read("").unwrap().query(0), "");
    }

    #[test]
    fn a_date_must_be_one() {
        for good in [
            "2026-11-24",
            "2026-11-24T19:00:00Z",
            "2026-11-24T19:00:00.25%2B08:00",
            "../2026-11-24",
            "2026-11-24/",
            "2026-11-24T00:00:00Z/2026-11-25T00:00:00Z",
        ] {
            assert!(read(&format!("datetime={good}")).is_ok(), "{good}");
        }
        for wrong in
            ["", "/", "../..", "now", "2026-13-01", "2026-11-24T19:00", "2026-11-24%26a"]
        {
            assert!(read(&format!("datetime={wrong}")).is_err(), "{wrong}");
        }
    }
}
