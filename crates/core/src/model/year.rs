//! Groups that were counted, or are planned, for one year.

/// The name of a group in one year: `population@2020`.
///
/// # Examples
///
/// ```
/// use walkshed::model::{dated, undated};
///
/// assert_eq!(undated(&dated("population", 2020)), ("population", Some(2020)));
/// assert_eq!(undated("elderly"), ("elderly", None));
/// ```
#[must_use]
pub fn dated(group: &str, year: u16) -> String {
    format!("{group}@{year}")
}

/// A group and its year, if it has one.
#[must_use]
pub fn undated(group: &str) -> (&str, Option<u16>) {
    let parts = group.rsplit_once('@').and_then(|(name, year)| {
        let year = year.parse().ok().filter(|_| year.len() == 4)?;
        Some((name, Some(year)))
    });
    parts.unwrap_or((group, None))
}
