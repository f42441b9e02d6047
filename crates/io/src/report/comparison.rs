//! The object of `compare --format json`.

mod difference;
mod gaps;
mod stations;
mod time;

use super::coverage::{coverage, terms};
use super::provenance;
use crate::{Compared, Loaded};
use serde_json::{Map, Value, json};
use walkshed::coverage::Evaluation;

/// Scenarios, each beside what it is compared with, as one JSON object.
///
/// ```text
/// { metric, profile, substitution, at,
///   scenarios: [ { name, title, year, based_on, against,
///                  before, after,                        as of coverage
///                  difference: { total, levels, grids }, each level with its account
///                  gaps: [ { level, remains, new, closed, list } ],
///                  time_saved: { any, levels },
///                  stations } ],
///   provenance }
/// ```
///
/// Differences are after less before, so that more covered people are above zero; time saved is
/// before less after, so that a shorter walk is. `against` is null where the project as it stands
/// is meant. Weights of `before` and `after` have the groups of their side, all others those of
/// both. Stations are those to which something happened, or whose people changed.
///
/// # Order
///
/// Scenarios as they are given; levels from 1; grids and stations as in
/// [`Comparison`](walkshed::comparison::Comparison); gaps most people first.
#[must_use]
pub fn comparison(compared: &[Compared<'_>]) -> Value {
    let first = compared.first().map(|one| one.after);
    let terms =
        |(loaded, evaluation): (&Loaded, &Evaluation)| terms(loaded, &evaluation.options);
    let mut report = first.map_or_else(|| json!({}), terms);
    report["scenarios"] = compared.iter().map(scenario).collect();
    let files = compared.iter().flat_map(|one| [one.before.0, one.after.0]);
    report["provenance"] = together(files);
    report
}

fn scenario(compared: &Compared<'_>) -> Value {
    let Compared { before, after, comparison } = *compared;
    let nobody = || json!({ "name": null, "title": null, "year": null, "based_on": [] });
    let mut report = super::scenario(after.0).unwrap_or_else(nobody);
    report["against"] = json!(super::scenario(before.0));
    report["before"] = side(before);
    report["after"] = side(after);
    report["difference"] = difference::json(compared);
    report["gaps"] = gaps::json(comparison);
    report["time_saved"] = time::json(comparison);
    report["stations"] = stations::json(compared);
    report
}

/// One side, as `coverage` tells it, without what is the same for both.
fn side((loaded, evaluation): (&Loaded, &Evaluation)) -> Value {
    let same = ["metric", "profile", "substitution", "at", "scenario", "provenance"];
    let mut side = coverage(loaded, evaluation);
    if let Value::Object(members) = &mut side {
        members.retain(|key, _| !same.contains(&key.as_str()));
    }
    side
}

/// Where several answers come from together: every file, split and licence once.
fn together<'a>(all: impl Iterator<Item = &'a Loaded>) -> Value {
    let mut whole = Map::new();
    for loaded in all {
        let Value::Object(members) = provenance(loaded) else { continue };
        for (key, value) in members {
            match (whole.get_mut(&key), value) {
                (Some(Value::Array(known)), Value::Array(more)) => {
                    for one in more {
                        if !known.contains(&one) {
                            known.push(one);
                        }
                    }
                }
                (Some(_), _) => {}
                (None, value) => drop(whole.insert(key, value)),
            }
        }
    }
    Value::Object(whole)
}

#[cfg(test)]
mod tests;
