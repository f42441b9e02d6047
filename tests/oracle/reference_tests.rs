//! The oracle against every answer of the reference town but siting.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::solved::Metric::{Network, Straight};
use super::*;

const BUDGETS: [(&str, f64); 5] = [
    ("adult_15min_1080m", 1080.0),
    ("elder_15min_720m", 720.0),
    ("1000m", 1000.0),
    ("500m", 500.0),
    ("300m", 300.0),
];

const SETS: [(&str, &[u32]); 7] = [
    ("L1", &[1]),
    ("L1-2", &[1, 2]),
    ("L1-3", &[1, 2, 3]),
    ("L1-4", &[1, 2, 3, 4]),
    ("L2", &[2]),
    ("L3", &[3]),
    ("L4", &[4]),
];

pub(super) const ALL: &[u32] = &[1, 2, 3, 4];

pub(super) fn town() -> Town {
    Town::read(&crate::dataset("fengqing")).unwrap()
}

fn expected() -> Value {
    let path = crate::dataset("fengqing").join("expected.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn block_ids(town: &Town, blocks: &[usize]) -> Vec<String> {
    blocks.iter().map(|block| town.blocks[*block].id.clone()).collect()
}

fn assert_near(found: f64, wanted: &Value, share: f64, what: &str) {
    let wanted = wanted.as_f64().unwrap();
    assert!((found - wanted).abs() <= share * wanted, "{what}: {found}, not {wanted}");
}

/// Rounded to the digits that the file has.
fn rounded(number: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (number * scale).round() / scale
}

#[test]
fn totals_are_those_of_the_reference_town() {
    let (town, wanted) = (town(), expected());
    let all: Vec<usize> = (0..town.blocks.len()).collect();
    let total = town.solve().tally(&all);
    assert_eq!((town.blocks.len(), town.stations.len()), (225, 26));
    assert_eq!(json!(total.population), wanted["population"]);
    assert_eq!(json!(total.elderly), wanted["elderly"]);
}

#[test]
fn coverage_is_that_of_the_reference_town() {
    let (town, wanted) = (town(), expected());
    let solved = town.solve();
    let mut figures = 0;
    for (set, levels) in SETS {
        for (name, metric) in [("network", Network), ("straight", Straight)] {
            for (budget, meters) in BUDGETS {
                let tally = solved.covered(metric, levels, meters);
                let found = json!({
                    "population": tally.population,
                    "elderly": tally.elderly,
                    "blocks": tally.blocks,
                    "by_community": tally.by_community,
                });
                let key = format!("{name}/{budget}");
                assert_eq!(found, wanted["sets"][set][&key], "{set} {key}");
                figures += 1;
            }
            let (mean, max) = solved.nearest_mean_max(metric, levels);
            let nearest = &wanted["sets"][set][format!("{name}/nearest_m")];
            assert_near(mean, &nearest["mean"], 1e-4, set);
            assert_near(max, &nearest["max"], 1e-4, set);
            figures += 1;
        }
    }
    let all = wanted["sets"].as_object().unwrap().values();
    assert_eq!(figures, all.map(|set| set.as_object().unwrap().len()).sum::<usize>());
}

#[test]
fn no_distance_of_the_reference_town_lies_near_a_budget() {
    let (town, wanted) = (town(), expected());
    let solved = town.solve();
    for (name, metric) in [("network", Network), ("straight", Straight)] {
        let mut margin = f64::INFINITY;
        for (_, levels) in SETS {
            for (_, meters) in BUDGETS {
                let nearest = solved.nearest_budget_margin_m(metric, levels, meters);
                assert!(solved.margin_m(metric, levels, meters) <= nearest);
                margin = margin.min(nearest);
            }
        }
        assert_eq!(
            json!(rounded(margin, 3)),
            wanted["smallest_margin_m"][name],
            "{name}"
        );
    }
}

#[test]
fn overlap_and_losses_are_those_of_the_reference_town() {
    let (town, wanted) = (town(), expected());
    let solved = town.solve();
    let overlap = solved.overlap(Network, ALL, 1080.0);
    let found = json!({
        "uncovered": overlap.people[0],
        "exactly_one": overlap.people[1],
        "two_or_more": overlap.people[2..].iter().sum::<u64>(),
        "max": overlap.people.len() - 1,
        "mean_per_resident": rounded(overlap.mean, 3),
    });
    assert_eq!(found, wanted["overlap_L1-4_1080m"]);
    let mut losses = BTreeMap::new();
    for (place, station) in town.stations.iter().enumerate() {
        losses.insert(&station.id, solved.loss(Network, ALL, 1080.0, place));
    }
    losses.retain(|_, loss| *loss > 0);
    assert_eq!(json!(losses), wanted["unique_loss_L1-4_1080m"]);
}

#[test]
fn uncovered_blocks_and_nearest_stations_are_those_of_the_reference_town() {
    let (town, wanted) = (town(), expected());
    let solved = town.solve();
    for (key, levels) in [
        ("uncovered_blocks_L1-4_1080m", ALL),
        ("uncovered_blocks_L1-2_1080m", &[1, 2][..]),
    ] {
        let blocks = solved.uncovered(Network, levels, 1080.0);
        let people = solved.tally(&blocks).population;
        let found = json!({"blocks": block_ids(&town, &blocks), "population": people});
        assert_eq!(found, wanted[key], "{key}");
    }
    let mut nearest = BTreeMap::new();
    for (block, near) in town.blocks.iter().zip(solved.nearest(Network, ALL)) {
        nearest.insert(&block.id, near.map(|near| &town.stations[near.station].id));
    }
    assert_eq!(json!(nearest), wanted["nearest_station_L1-4"]);
    let across = solved.across_a_border(Network, ALL);
    assert_eq!(json!(across), wanted["across_a_community_border_L1-4"]);
}

#[test]
fn gaps_are_those_of_the_reference_town() {
    let (town, wanted) = (town(), expected());
    let solved = town.solve();
    for (key, levels) in [("gaps_L1-4_1080m", ALL), ("gaps_L1-2_1080m", &[1, 2][..])] {
        let found = solved.gaps(levels, 1080.0);
        let gap = |gap: &Gap| {
            let blocks = block_ids(&town, &gap.blocks);
            json!({"population": gap.tally.population, "blocks": blocks})
        };
        let by_block: BTreeMap<_, _> = found
            .causes
            .iter()
            .map(|(b, cause)| (&town.blocks[*b].id, cause.name()))
            .collect();
        let by_cause: BTreeMap<_, _> = found
            .people_by_cause
            .iter()
            .map(|(cause, people)| (cause.name(), people))
            .collect();
        let as_json = json!({
            "gap_join_m": GAP_JOIN_M,
            "gaps": found.gaps.iter().map(gap).collect::<Vec<_>>(),
            "people_by_cause": by_cause,
            "cause_by_block": by_block,
            "smallest_margin": {
                "gap_join_m": rounded(found.join_margin_m, 1),
                "ratio": rounded(found.ratio_margin, 3),
            },
        });
        assert_eq!(as_json, wanted[key], "{key}");
    }
}

#[test]
fn station_grids_are_those_of_the_reference_town() {
    let (town, wanted) = (town(), expected());
    let solved = town.solve();
    let (mut found, mut margin) = (BTreeMap::new(), f64::INFINITY);
    for grid in solved.station_grids(Network) {
        margin = margin.min(grid.margin_m);
        let entry = json!({
            "level": grid.level,
            "parent": grid.parent,
            "blocks": grid.blocks.len(),
            "population": solved.tally(&grid.blocks).population,
        });
        found.insert(&town.stations[grid.station].id, entry);
    }
    assert_eq!(json!(found), wanted["grids_without_polygons"]);
    assert_eq!(json!(rounded(margin, 1)), wanted["grids_smallest_tie_m"]);
}

#[test]
fn polygons_hold_the_blocks_that_declare_them() {
    let mut town = town();
    let before: Vec<_> =
        ["town", "A", "B", "C", "D"].map(|id| town.solve().polygon_grid(id)).into();
    assert_eq!(before[0].len(), 225);
    for block in &mut town.blocks {
        block.community = None;
    }
    let after: Vec<_> =
        ["town", "A", "B", "C", "D"].map(|id| town.solve().polygon_grid(id)).into();
    assert_eq!(before, after);
}
