use super::*;
use crate::layers::fixtures::evaluated;
use walkshed::model::{Demand, Metric};

/// The town with a land use for its block, if any.
fn reported(metric: Metric, land_use: Option<&str>) -> Value {
    let (mut town, evaluation) = evaluated(metric);
    let mut demand = Demand::new(town.district.demand.groups().to_vec());
    for (i, point) in town.district.demand.points().iter().enumerate() {
        let mut point = point.clone();
        point.land_use = point.shape.as_ref().and(land_use).map(str::to_owned);
        demand.push(point, town.district.demand.weights(i));
    }
    town.district.demand = demand;
    let measured = LandShares::of(&town.district, &evaluation, LandShares::DRAWN);
    shares(&town, &evaluation, &measured)
}

#[test]
fn members_are_those_that_are_documented() {
    let report = reported(Metric::Network, Some("R2"));
    let keys: Vec<&str> =
        report.as_object().map(|map| map.keys().map(String::as_str).collect()).unwrap();
    assert_eq!(
        keys,
        [
            "geometry",
            "plots",
            "definitions",
            "absent",
            "standard",
            "total",
            "levels",
            "grids"
        ]
    );
    assert_eq!(
        report["plots"],
        json!({
            "with_outline": 2, "points": 2, "mended": 0, "land_use_declared": 2,
            "residential": 2,
        })
    );
    assert_eq!(report["absent"], json!([]));
    assert_eq!(report["definitions"].as_array().map(Vec::len), Some(8));
    let budgets = &report["levels"][1]["budgets"];
    let standards = [0, 1, 2, 3].map(|nth| budgets[nth]["standard"].clone());
    assert_eq!(standards, [Value::Null, json!("gb15"), json!("gb10"), json!("gb5")]);
    assert_eq!(budgets[1]["budget"], json!({ "meters": 1000 }));
    for reach in ["straight", "walking"] {
        let inside = &budgets[0][reach];
        assert_eq!(inside["residential_area"], inside["demand_area"]);
        let share = inside["demand_area"]["share"].as_f64().unwrap();
        assert!(share > 0.0 && share <= 1.0, "{inside}");
    }
    assert_eq!(
        report["grids"][0]["total"],
        json!({
            "area_m2": report["total"]["area_m2"],
            "residential_area_m2": report["total"]["residential_area_m2"],
            "blocks": report["grids"][0]["total"]["blocks"],
            "weights": report["grids"][0]["total"]["weights"],
        })
    );
}

#[test]
fn what_cannot_be_told_is_null_with_a_reason() {
    let report = reported(Metric::Straight, None);
    let reasons: Vec<(&str, &str)> = report["absent"]
        .as_array()
        .unwrap()
        .iter()
        .map(|absent| {
            (absent["id"].as_str().unwrap(), absent["reason"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        reasons,
        [
            ("residential_area.straight", "no_land_use"),
            ("residential_area.walking", "no_land_use"),
            ("demand_area.walking", "no_streets"),
            ("people.walking", "no_streets"),
            ("blocks.walking", "no_streets"),
        ]
    );
    let own = &report["levels"][0]["budgets"][0];
    assert_eq!(own["straight"]["residential_area"], Value::Null);
    assert_eq!(own["walking"], Value::Null);
}

#[test]
fn every_definition_is_said_in_both_languages() {
    let report = reported(Metric::Network, Some("0701"));
    for definition in report["definitions"].as_array().unwrap() {
        let said = |lang: &str| definition[lang].as_str().unwrap().to_owned();
        assert!(said("en").contains("divided by"), "{definition}");
        assert!(said("zh").contains("除以"), "{definition}");
        assert!(!said("zh").contains("  "), "{definition}");
    }
}
