//! The product against every answer of the reference town but siting.
//!
//! `datasets/fengqing/expected.json` was computed by an independent program; its README says what
//! each figure means.

use serde_json::{Value, json};
use std::error::Error;
use walkshed::coverage::{Evaluation, LevelAnswer, Status};
use walkshed::model::{Budget, CoverageOptions, Metric, Profile, Substitution};
use walkshed_io::{Loaded, Project};
use walkshed_tests::dataset;

type Outcome = Result<(), Box<dyn Error>>;

/// The budgets of the file: as it calls them, as we write them, and who walks.
const BUDGETS: [(&str, &str, &str); 7] = [
    ("adult_15min_1080m", "15min", "adult"),
    ("adult_15min_1080m", "1080m", "adult"),
    ("elder_15min_720m", "15min", "elder"),
    ("elder_15min_720m", "720m", "adult"),
    ("1000m", "gb15", "adult"),
    ("500m", "gb10", "adult"),
    ("300m", "gb5", "elder"),
];

fn town() -> Result<(Loaded, Value), Box<dyn Error>> {
    let folder = dataset("fengqing");
    let loaded = Project::open(&folder)?.load(&|_| {})?;
    let expected =
        serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json"))?)?;
    Ok((loaded, expected))
}

fn options(
    budget: &str,
    profile: &str,
    metric: Metric,
) -> Result<CoverageOptions, Box<dyn Error>> {
    Ok(CoverageOptions {
        metric,
        profile: Profile::named(profile).ok_or("no such profile")?,
        budgets: vec![budget.parse::<Budget>()?],
        ..CoverageOptions::default()
    })
}

fn ids(loaded: &Loaded, points: impl Iterator<Item = usize>) -> Vec<&str> {
    points.map(|p| loaded.district.demand.points()[p].id.as_str()).collect()
}

fn people(weight: walkshed::model::Weight) -> f64 {
    weight.to_f64()
}

/// The sets of the file: a level inclusive, or alone.
fn set_name(level: u8, substitution: Substitution) -> String {
    match (level, substitution) {
        (1, _) => "L1".to_owned(),
        (_, Substitution::Inclusive) => format!("L1-{level}"),
        (_, Substitution::Exclusive) => format!("L{level}"),
    }
}

fn check_set(
    loaded: &Loaded,
    evaluation: &Evaluation,
    answer: &LevelAnswer,
    wanted: &Value,
    what: &str,
) {
    let covered = &answer.coverage.covered;
    let demand = &loaded.district.demand;
    assert_eq!(
        json!(people(covered.weights[0])),
        json!(wanted["population"].as_f64()),
        "{what}"
    );
    assert_eq!(
        json!(people(covered.weights[1])),
        json!(wanted["elderly"].as_f64()),
        "{what}"
    );
    assert_eq!(json!(covered.blocks), wanted["blocks"], "{what}");
    assert_eq!(demand.groups(), ["population", "elderly"]);
    let communities = wanted["by_community"].as_object().expect("an object");
    for (id, wanted) in communities {
        let area = evaluation.areas.iter().find(|a| &a.id == id).expect("a community");
        let level = &area.levels[usize::from(answer.level) - 1];
        let found = people(level.coverage.covered.weights[0]);
        assert_eq!(json!(found), json!(wanted.as_f64()), "{what}, {id}");
    }
}

#[test]
fn every_set_budget_metric_group_and_community_is_covered_as_expected() -> Outcome {
    let (loaded, expected) = town()?;
    let mut checked = std::collections::BTreeSet::new();
    for metric in [Metric::Network, Metric::Straight] {
        for (name, budget, profile) in BUDGETS {
            for substitution in [Substitution::Inclusive, Substitution::Exclusive] {
                let options =
                    CoverageOptions { substitution, ..options(budget, profile, metric)? };
                let evaluation = Evaluation::of(&loaded.district, &options);
                assert_eq!(evaluation.levels.len(), 4);
                for answer in &evaluation.levels {
                    let set = set_name(answer.level, substitution);
                    let wanted =
                        &expected["sets"][&set][format!("{}/{name}", metric.key())];
                    check_set(
                        &loaded,
                        &evaluation,
                        answer,
                        wanted,
                        &format!("{set} {name}"),
                    );
                    checked.insert((set, metric.key(), name));
                }
            }
        }
    }
    assert_eq!(checked.len(), 7 * 2 * 5);
    Ok(())
}

#[test]
fn the_columns_beside_a_run_equal_the_runs_they_stand_for() -> Outcome {
    let (loaded, _) = town()?;
    let run = |metric, substitution| -> Result<Evaluation, Box<dyn Error>> {
        let options =
            CoverageOptions { substitution, ..options("15min", "adult", metric)? };
        Ok(Evaluation::of(&loaded.district, &options))
    };
    let inclusive = run(Metric::Network, Substitution::Inclusive)?;
    let exclusive = run(Metric::Network, Substitution::Exclusive)?;
    let straight = run(Metric::Straight, Substitution::Inclusive)?;
    for level in 0..4 {
        let answer = &inclusive.levels[level];
        assert_eq!(answer.exclusive, exclusive.levels[level].coverage);
        assert_eq!(answer.straight, straight.levels[level].coverage);
    }
    Ok(())
}

#[test]
fn mean_and_longest_walk_agree_to_a_hundredth_of_a_percent() -> Outcome {
    let (loaded, expected) = town()?;
    for substitution in [Substitution::Inclusive, Substitution::Exclusive] {
        let options = CoverageOptions {
            substitution,
            ..options("15min", "adult", Metric::Network)?
        };
        for answer in &Evaluation::of(&loaded.district, &options).levels {
            let sets = &expected["sets"][set_name(answer.level, substitution)];
            for metric in ["network", "straight"] {
                let meters = |p: usize| match metric {
                    "network" => answer.points[p].nearest.map(|n| n.meters()),
                    _ => answer.points[p].straight_mm.map(|mm| mm as f64 / 1000.0),
                };
                let (mut sum, mut weight, mut longest) = (0.0, 0.0, 0.0_f64);
                for point in 0..answer.points.len() {
                    let (meters, people) = (
                        meters(point).ok_or("reached")?,
                        people(loaded.district.demand.people(point)),
                    );
                    sum += meters * people;
                    weight += people;
                    longest = longest.max(meters);
                }
                let wanted = &sets[format!("{metric}/nearest_m")];
                for (found, wanted) in
                    [(sum / weight, &wanted["mean"]), (longest, &wanted["max"])]
                {
                    let wanted = wanted.as_f64().ok_or("a number")?;
                    assert!(
                        (found / wanted - 1.0).abs() < 1e-4,
                        "{metric} {found} {wanted}"
                    );
                }
            }
        }
    }
    Ok(())
}

#[test]
fn overlap_loss_nearest_station_and_border_crossing_are_as_expected() -> Outcome {
    let (loaded, expected) = town()?;
    let evaluation =
        Evaluation::of(&loaded.district, &options("15min", "adult", Metric::Network)?);
    let wanted = &expected["overlap_L1-4_1080m"];
    let overlap = &evaluation.overlap;
    let depth = |k: usize| overlap.by_depth[k].weights[0];
    assert_eq!(json!(people(depth(0))), json!(wanted["uncovered"].as_f64()));
    assert_eq!(json!(people(depth(1))), json!(wanted["exactly_one"].as_f64()));
    assert_eq!(
        json!(people(overlap.at_least(2, 0))),
        json!(wanted["two_or_more"].as_f64())
    );
    assert_eq!(json!(overlap.by_depth.len() - 1), wanted["max"]);
    let mean = (overlap.mean(0).ok_or("people")? * 1000.0).round() / 1000.0;
    assert_eq!(json!(mean), wanted["mean_per_resident"]);

    let stations = loaded.district.stations.iter().zip(&evaluation.stations);
    let losses: serde_json::Map<String, Value> = stations
        .filter(|(_, answer)| people(answer.loss[0]) > 0.0)
        .map(|(station, answer)| {
            (station.id.clone(), json!(people(answer.loss[0]) as u64))
        })
        .collect();
    assert_eq!(Value::Object(losses), expected["unique_loss_L1-4_1080m"]);

    let last = evaluation.levels.last().ok_or("levels")?;
    for (point, answer) in last.points.iter().enumerate() {
        let station = answer.nearest.ok_or("reached")?.station as usize;
        let id = &loaded.district.demand.points()[point].id;
        assert_eq!(
            json!(loaded.district.stations[station].id),
            expected["nearest_station_L1-4"][id]
        );
    }
    let across = json!(people(evaluation.across_border[0]) as u64);
    assert_eq!(across, expected["across_a_community_border_L1-4"]);
    let served = evaluation.stations.iter().map(|s| people(s.catchment[0])).sum::<f64>();
    assert!((served - 61_893.0).abs() < 0.001, "catchments hold everyone: {served}");
    Ok(())
}

#[test]
fn uncovered_blocks_gaps_and_causes_are_as_expected() -> Outcome {
    let (loaded, expected) = town()?;
    let evaluation =
        Evaluation::of(&loaded.district, &options("15min", "adult", Metric::Network)?);
    for level in [2_usize, 4] {
        let answer = &evaluation.levels[level - 1];
        let uncovered =
            |p: &usize| matches!(answer.points[*p].status, Status::Uncovered(_));
        let blocks = ids(&loaded, (0..answer.points.len()).filter(uncovered));
        let wanted = &expected[format!("uncovered_blocks_L1-{level}_1080m")];
        assert_eq!(json!(blocks), wanted["blocks"]);

        let wanted = &expected[format!("gaps_L1-{level}_1080m")];
        let gaps: Vec<Value> = answer
            .gaps
            .iter()
            .map(|gap| {
                let blocks = ids(&loaded, gap.points.iter().map(|&p| p as usize));
                json!({"population": people(gap.count.weights[0]) as u64, "blocks": blocks})
            })
            .collect();
        assert_eq!(Value::Array(gaps), wanted["gaps"]);
        for (id, cause) in wanted["cause_by_block"].as_object().ok_or("causes")? {
            let points = loaded.district.demand.points();
            let point = points.iter().position(|p| &p.id == id).ok_or("a block")?;
            assert_eq!(json!(answer.points[point].status.reason()), *cause, "{id}");
        }
        let by_cause = wanted["people_by_cause"].as_object().ok_or("causes")?;
        for (cause, wanted) in by_cause {
            let of = |p: &usize| answer.points[*p].status.reason() == Some(cause);
            let found = (0..answer.points.len()).filter(of);
            let found: f64 =
                found.map(|p| people(loaded.district.demand.people(p))).sum();
            assert_eq!(json!(found), json!(wanted.as_f64()), "{cause}");
        }
    }
    Ok(())
}

#[test]
fn grids_without_polygons_are_as_expected() -> Outcome {
    let (loaded, expected) = town()?;
    for metric_budget in ["15min", "1080m"] {
        let options = options(metric_budget, "adult", Metric::Network)?;
        let evaluation = Evaluation::of(&loaded.district, &options);
        let made: serde_json::Map<String, Value> = evaluation
            .areas
            .iter()
            .filter(|area| area.grid.is_none())
            .map(|area| {
                let total = &area.levels[0].coverage.total;
                let population = people(total.weights[0]) as u64;
                let answer = json!({
                    "level": area.level, "parent": area.parent,
                    "blocks": total.blocks, "population": population,
                });
                (area.id.clone(), answer)
            })
            .collect();
        assert_eq!(Value::Object(made), expected["grids_without_polygons"]);
    }
    Ok(())
}
