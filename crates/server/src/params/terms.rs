//! The terms of an evaluation, as `/coverage` takes them.

use super::Query;
use crate::ApiError;
use walkshed::model::{Budget, CoverageOptions, District, Metric, Profile, Substitution};

/// Longest walk that the service evaluates on request: the table grows with its square.
const LONGEST_MILLIS: u32 = 120 * 60_000;
/// The same under a budget in meters.
const LONGEST_MILLIMETERS: u32 = 10_000_000;

/// The terms of the project, with those that a request changes.
pub(crate) fn terms(
    query: &Query,
    project: &CoverageOptions,
    district: &District,
    profiles: &[Profile],
) -> Result<CoverageOptions, ApiError> {
    let mut terms = project.clone();
    if let Some(name) = query.text("profile") {
        let names = || profiles.iter().map(|p| p.name.as_str()).collect::<Vec<_>>();
        let wrong = || ApiError::value("profile", name, one_of(&names()));
        let known = profiles.iter().find(|profile| profile.name == name);
        terms.profile = known.cloned().ok_or_else(wrong)?;
    }
    if let Some(text) = query.text("budget") {
        terms.budgets = budgets(text, district.levels)?;
    }
    if let Some(key) = query.text("metric") {
        terms.metric =
            one("metric", key, [Metric::Network, Metric::Straight], Metric::key)?;
        if terms.metric == Metric::Network && district.network.is_none() {
            return Err(ApiError::value(
                "metric",
                key,
                "the project has no streets: straight",
            ));
        }
    }
    if let Some(key) = query.text("substitution") {
        let all = [Substitution::Inclusive, Substitution::Exclusive];
        terms.substitution = one("substitution", key, all, Substitution::key)?;
    }
    Ok(terms)
}

fn budgets(text: &str, levels: u8) -> Result<Vec<Budget>, ApiError> {
    let most = usize::from(levels.max(1));
    if text.split(',').count() > most {
        let allowed = format!("one budget for all levels, or one each for up to {most}");
        return Err(ApiError::value("budget", text, allowed));
    }
    text.split(',').map(budget).collect()
}

fn budget(text: &str) -> Result<Budget, ApiError> {
    let allowed = "write minutes (15min, at most 120min), meters (1000m, at most 10000m) or gb15, \
                   gb10, gb5";
    let fits = |budget: &Budget| match *budget {
        Budget::Millis(ms) => (1..=LONGEST_MILLIS).contains(&ms),
        Budget::Millimeters(mm) => (1..=LONGEST_MILLIMETERS).contains(&mm),
    };
    let parsed = text.parse().ok().filter(fits);
    parsed.ok_or_else(|| ApiError::value("budget", text, allowed))
}

/// The value with this key.
pub(super) fn one<T: Copy, const N: usize>(
    parameter: &str,
    key: &str,
    all: [T; N],
    name: impl Fn(T) -> &'static str,
) -> Result<T, ApiError> {
    let found = all.into_iter().find(|&value| name(value) == key);
    found.ok_or_else(|| ApiError::value(parameter, key, one_of(&all.map(name))))
}

fn one_of(names: &[&str]) -> String {
    format!("write {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::COVERAGE;

    fn read(text: &str) -> Result<CoverageOptions, String> {
        let query = Query::parse(text, COVERAGE).map_err(|error| error.to_string())?;
        let district = District { levels: 2, ..District::default() };
        let project =
            CoverageOptions { metric: Metric::Straight, ..CoverageOptions::default() };
        let profiles: Vec<Profile> =
            Profile::NAMES.into_iter().filter_map(Profile::named).collect();
        terms(&query, &project, &district, &profiles).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_not_said_stays_as_the_project_has_it() {
        let straight =
            CoverageOptions { metric: Metric::Straight, ..CoverageOptions::default() };
        assert_eq!(read("").unwrap(), straight);
        assert_eq!(read("profile=elder").unwrap().profile.speed_mm_s, 800);
        assert_eq!(read("budget=gb15,5min").unwrap().budgets.len(), 2);
    }

    #[test]
    fn a_value_that_cannot_be_is_named() {
        for (text, says) in [
            ("profile=dog", "profile = \"dog\": write adult, elder, child, wheelchair"),
            ("budget=15", "budget = \"15\""),
            ("budget=1440min", "at most 120min"),
            ("budget=0.000001min", "budget = "),
            ("budget=5min,5min,5min", "up to 2"),
            ("metric=network", "no streets"),
            ("metric=manhattan", "write network, straight"),
            ("substitution=", "write inclusive, exclusive"),
        ] {
            assert!(read(text).unwrap_err().contains(says), "{text}");
        }
    }
}
