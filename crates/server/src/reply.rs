//! Answers: media types, links, times.

use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};
use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// Media type of features (RFC 7946).
pub(crate) const GEOJSON: &str = "application/geo+json";
/// Media type of every other answer.
pub(crate) const JSON: &str = "application/json";
/// Media type of `/api`. GDAL pushes no filter down if it is any other version.
pub(crate) const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.0";

/// An answer with a media type.
pub(crate) fn typed(media_type: &str, body: impl Into<Bytes>) -> HttpResponse {
    HttpResponse::Ok().insert_header((CONTENT_TYPE, media_type)).body(body.into())
}

/// An answer in plain JSON.
pub(crate) fn json(value: &Value) -> HttpResponse {
    typed(JSON, value.to_string())
}

/// A link as OGC API documents have it.
pub(crate) fn link(href: &str, rel: &str, media_type: &str, title: &str) -> Value {
    json!({"href": href, "rel": rel, "type": media_type, "title": title})
}

/// Where the service is, as the client sees it, without a slash at the end.
///
/// A host that is no plain name is left out: links are then relative to the root.
pub(crate) fn base(request: &HttpRequest) -> String {
    let connection = request.connection_info();
    let (scheme, host) = (connection.scheme(), connection.host());
    let plain = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']')
    };
    if matches!(scheme, "http" | "https") && !host.is_empty() && host.chars().all(plain) {
        format!("{scheme}://{host}")
    } else {
        String::new()
    }
}

/// A text as one segment of a path.
pub(crate) fn segment(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            // writing to a string cannot fail
            let _written = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Now, in UTC, as RFC 3339 has it.
pub(crate) fn now() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    timestamp(since.as_secs())
}

/// Seconds since 1970 as a date and time in UTC.
///
/// # References
///
/// Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
fn timestamp(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let leap_days = day_of_era / 1_460 + day_of_era / 146_096;
    let year_of_era = (day_of_era + day_of_era / 36_524 - leap_days) / 365;
    let day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_utc_dates() {
        assert_eq!(timestamp(0), "1970-01-01T00:00:00Z");
        assert_eq!(timestamp(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(timestamp(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(timestamp(951_868_800), "2000-03-01T00:00:00Z");
        assert_eq!(timestamp(4_107_542_400), "2100-03-01T00:00:00Z");
        assert_eq!(timestamp(1_795_519_800), "2026-11-24T11:30:00Z");
    }

    #[test]
    fn a_segment_holds_any_text() {
        assert_eq!(segment("站/1 a"), "%E7%AB%99%2F1%20a");
    }
}
