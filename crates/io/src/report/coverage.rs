//! The object of `coverage --format json`: what other programs rely on.

use super::number::{by_group, count_json, thousandths_json, weights_json};
use super::{provenance, selection};
use crate::Loaded;
use serde_json::{Value, json};
use walkshed::coverage::{
    Area, Count, Coverage, Evaluation, HomeService, LeftOut, LevelAnswer, Overlap,
    StationAnswer,
};
use walkshed::gap::Gap;
use walkshed::model::{Absence, Budget, CoverageOptions, District, Profile, Station};

/// Everything that an evaluation counted, as one JSON object; `scenario` and `load` only where there
/// is a scenario, or norms are asked.
///
/// # Order
///
/// Levels from 1; grids as in [`Evaluation::areas`]; stations left out in input order.
#[must_use]
pub fn coverage(loaded: &Loaded, evaluation: &Evaluation) -> Value {
    let district = &loaded.district;
    let groups = district.demand.groups();
    let everyone = Count::of(&district.demand, 0..district.demand.len());
    let home = HomeService::of(district, evaluation);
    let level = |(nth, answer): (usize, &LevelAnswer)| {
        let mut level = level_json(groups, evaluation, answer);
        if let Some(count) = home.as_ref().and_then(|home| home.uncovered.get(nth)) {
            level["served_at_home"] = count_json(groups, count);
        }
        level
    };
    let grid = |area: &Area| grid_json(district, evaluation, area);
    let norms = loaded.norms.as_ref();
    let load = norms.map(|norms| super::load::load(loaded, evaluation, norms));
    let mut report = terms(loaded, &evaluation.options);
    let more = [
        ("scenario", super::scenario(loaded)),
        ("total", Some(count_json(groups, &everyone))),
        ("stations", Some(stations_json(&district.stations, &evaluation.stations))),
        ("levels", Some(evaluation.levels.iter().enumerate().map(level).collect())),
        ("overlap", Some(overlap_json(groups, &evaluation.overlap))),
        ("across_border", Some(weights_json(groups, &evaluation.across_border))),
        ("grids", Some(evaluation.areas.iter().map(grid).collect())),
        ("load", load),
        ("provenance", Some(provenance(loaded))),
    ];
    for (key, value) in more {
        if let Some(value) = value {
            report[key] = value;
        }
    }
    report
}

/// The terms of an answer: metric, profile, substitution, time, and which stations count.
pub(super) fn terms(loaded: &Loaded, options: &CoverageOptions) -> Value {
    let Profile { name, .. } = &options.profile;
    let speed = thousandths_json(options.profile.speed_mm_s.into());
    let mut terms = json!({
        "metric": options.metric.key(),
        "profile": { "name": name, "speed_m_s": speed },
        "substitution": options.substitution.key(),
        "at": selection::at(loaded),
    });
    if let Some(selection) = selection::selection(loaded) {
        terms["selection"] = selection;
    }
    terms
}

/// A budget in time and in what it means on the ground; one in meters has meters alone.
pub(crate) fn budget_json(budget: Budget, profile: &Profile) -> Value {
    let meters = thousandths_json(budget.reach_mm(profile));
    match budget {
        Budget::Millis(ms) => {
            let seconds = thousandths_json(ms.into());
            json!({ "minutes": minutes(ms), "seconds": seconds, "meters": meters })
        }
        Budget::Millimeters(_) => json!({ "meters": meters }),
    }
}

/// Minutes of a budget, whole or to six decimals.
fn minutes(ms: u32) -> Value {
    if ms.is_multiple_of(60_000) {
        json!(ms / 60_000)
    } else {
        json!((f64::from(ms) / 0.06).round() / 1e6)
    }
}

fn stations_json(stations: &[Station], answers: &[StationAnswer]) -> Value {
    let left_out = |(station, answer): (&Station, &StationAnswer)| {
        let reason = match answer.left_out? {
            LeftOut::Absent(Absence::NotOperating) => station.status.key(),
            other => other.key(),
        };
        Some(json!({ "id": station.id, "reason": reason }))
    };
    let used = answers.iter().filter(|answer| answer.left_out.is_none()).count();
    let left_out: Vec<Value> =
        stations.iter().zip(answers).filter_map(left_out).collect();
    json!({ "used": used, "left_out": left_out })
}

fn level_json(groups: &[String], evaluation: &Evaluation, answer: &LevelAnswer) -> Value {
    let mut level = head_json(evaluation, answer.level, answer.stations.len());
    add_parts(&mut level, groups, &answer.coverage);
    level["exclusive"] = part_json(groups, &answer.exclusive);
    level["straight"] = part_json(groups, &answer.straight);
    level["gaps"] = gaps_json(groups, &answer.gaps);
    level
}

fn grid_json(district: &District, evaluation: &Evaluation, area: &Area) -> Value {
    let groups = district.demand.groups();
    let levels = area.levels.iter().map(|answer| {
        let mut level = head_json(evaluation, answer.level, answer.stations);
        add_parts(&mut level, groups, &answer.coverage);
        level
    });
    json!({
        "id": area.id,
        "name": area.name,
        "level": area.level,
        "parent": area.parent,
        "total": count_json(groups, &super::total(&district.demand, area)),
        "levels": levels.collect::<Vec<_>>(),
    })
}

fn head_json(evaluation: &Evaluation, level: u8, stations: usize) -> Value {
    let options = &evaluation.options;
    let budget = budget_json(options.budget(level), &options.profile);
    json!({ "level": level, "budget": budget, "stations": stations })
}

/// Adds the three parts of a whole, and what the unknown could make of it (rule 12).
fn add_parts(level: &mut Value, groups: &[String], coverage: &Coverage) {
    level["covered"] = part_json(groups, coverage);
    level["uncovered"] = count_json(groups, &coverage.uncovered);
    level["unknown"] = count_json(groups, &coverage.unknown);
    if coverage.unknown.blocks > 0 {
        let most = |group| coverage.share_if_unknown_covered(group);
        level["share_if_unknown_covered"] = by_group(groups, most);
    }
}

/// Those covered, with their share of everyone.
fn part_json(groups: &[String], coverage: &Coverage) -> Value {
    let mut covered = count_json(groups, &coverage.covered);
    covered["share"] = by_group(groups, |group| coverage.share(group));
    covered
}

/// How many gaps, and everyone in them.
fn gaps_json(groups: &[String], gaps: &[Gap]) -> Value {
    let mut blocks = 0;
    let mut weights = vec![walkshed::model::Weight::ZERO; groups.len()];
    for gap in gaps {
        blocks += gap.count.blocks;
        for (sum, &weight) in weights.iter_mut().zip(&gap.count.weights) {
            *sum += weight;
        }
    }
    json!({ "count": gaps.len(), "blocks": blocks, "weights": weights_json(groups, &weights) })
}

/// How many sites reach a person: everyone by number of sites, and the mean.
fn overlap_json(groups: &[String], overlap: &Overlap) -> Value {
    let depth = |(sites, count): (usize, &Count)| {
        let mut depth = json!({ "sites": sites });
        depth["blocks"] = json!(count.blocks);
        depth["weights"] = weights_json(groups, &count.weights);
        depth
    };
    let by_sites: Vec<Value> = overlap.by_depth.iter().enumerate().map(depth).collect();
    let mean = |group| overlap.mean(group).map(|mean| (mean * 1e6).round() / 1e6);
    json!({ "mean_sites": by_group(groups, mean), "by_sites": by_sites })
}

#[cfg(test)]
#[path = "coverage/tests.rs"]
mod tests;
