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

/// The groups of several files together, each once: where any of them counts a group by year, all do.
#[must_use]
pub fn united(groups: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for group in groups {
        if !all.contains(&group) {
            all.push(group);
        }
    }
    let by_year = |name: &str| {
        all.iter().any(|group| matches!(undated(group), (own, Some(_)) if own == name))
    };
    let kept: Vec<bool> =
        all.iter().map(|group| undated(group).1.is_some() || !by_year(group)).collect();
    all.into_iter().zip(kept).filter_map(|(group, kept)| kept.then_some(group)).collect()
}

/// Which of a file's own groups stands for one of [`united`] ones: itself; for a year, the group
/// without a year, else that of the nearest year, the earlier of two.
///
/// # Examples
///
/// ```
/// use walkshed::model::source;
///
/// let own = ["population@2020".to_owned(), "population@2030".to_owned()];
/// assert_eq!(source(&own, "population@2030"), Some(1));
/// assert_eq!(source(&own, "population@2025"), Some(0));
/// assert_eq!(source(&["population".to_owned()], "population@2025"), Some(0));
/// assert_eq!(source(&own, "elderly"), None);
/// ```
#[must_use]
pub fn source(own: &[String], wanted: &str) -> Option<usize> {
    let exact = own.iter().position(|group| group == wanted);
    let (name, Some(year)) = undated(wanted) else { return exact };
    let same = |(_, group): &(usize, &String)| undated(group).0 == name;
    let nearest = own.iter().enumerate().filter(same).min_by_key(|(_, group)| {
        undated(group).1.map_or((0, 0), |own| (1 + own.abs_diff(year), own))
    });
    exact.or(nearest.map(|(place, _)| place))
}
