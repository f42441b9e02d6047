use super::*;
use crate::layers::fixtures::{evaluated, town};
use walkshed::model::{Absence, Extent, ExtentSource, Metric, Standing};

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .map(|map| map.keys().map(String::as_str).collect())
        .unwrap_or_default()
}

#[test]
fn members_are_those_of_the_design() {
    let (town, evaluation) = evaluated(Metric::Network);
    let report = coverage(&town, &evaluation);
    assert_eq!(
        keys(&report),
        [
            "metric",
            "profile",
            "substitution",
            "at",
            "total",
            "stations",
            "levels",
            "overlap",
            "across_border",
            "grids",
            "provenance"
        ]
    );
    assert_eq!(report["profile"], json!({ "name": "adult", "speed_m_s": 1.2 }));
    assert_eq!(
        report["total"],
        json!({ "blocks": 4, "weights": { "population": 181, "elderly": 13.5 } })
    );
    assert_eq!(
        report["stations"],
        json!({ "used": 2, "left_out": [{ "id": "S9", "reason": "planned" }] })
    );
    let level = &report["levels"][1];
    assert_eq!(
        keys(level),
        [
            "level",
            "budget",
            "stations",
            "covered",
            "uncovered",
            "unknown",
            "exclusive",
            "straight",
            "gaps"
        ]
    );
    assert_eq!(
        level["budget"].to_string(),
        r#"{"minutes":15,"seconds":900,"meters":1080}"#
    );
    assert_eq!(
        level["covered"].to_string(),
        r#"{"blocks":2,"weights":{"population":150,"elderly":10.5},"share":{"population":0.828729,"elderly":0.777778}}"#
    );
    assert_eq!(level["gaps"]["count"], 2);
    assert_eq!(
        keys(&report["grids"][0]),
        ["id", "name", "level", "parent", "total", "levels"]
    );
    let engine = report["provenance"]["engine"].as_str();
    assert!(engine.is_some_and(|engine| engine.starts_with("walkshed ")));
}

#[test]
fn a_station_left_out_says_why() {
    let reasons = |standing: Standing| {
        let mut town = town();
        town.district.stations[1].standing = standing;
        let evaluation = Evaluation::of(&town.district, &town.options);
        let report = coverage(&town, &evaluation);
        let unknown = &report["levels"][1]["unknown"]["weights"]["population"];
        (report["stations"]["left_out"][0]["reason"].to_string(), unknown.to_string())
    };
    let absent = |absence| reasons(Standing::Absent(absence)).0;
    assert_eq!(absent(Absence::NotThatDay), r#""not_that_day""#);
    assert_eq!(absent(Absence::Closed), r#""not_open""#);
    assert_eq!(absent(Absence::Filtered), r#""filtered""#);
    let unsure = reasons(Standing::HoursUnknown);
    assert_eq!(unsure, (r#""hours_unknown""#.to_owned(), "50".to_owned()));
}

#[test]
fn the_unknown_have_a_share_of_their_own_and_only_they() {
    let mut town = town();
    let whole = town.district.grids.list()[0].shape.clone();
    town.district.extent = Extent::Area { shape: whole, source: ExtentSource::Project };
    let evaluation = Evaluation::of(&town.district, &town.options);
    let report = coverage(&town, &evaluation);
    let level = &report["levels"][1];
    assert_eq!(level["unknown"]["blocks"], 1); // d lies outside
    assert_eq!(level["share_if_unknown_covered"]["population"], 0.834_254);
    assert!(report["grids"][0]["levels"][1].get("share_if_unknown_covered").is_none());
}

#[test]
fn parts_add_up_to_their_whole() {
    for metric in [Metric::Network, Metric::Straight] {
        let (town, evaluation) = evaluated(metric);
        let report = coverage(&town, &evaluation);
        for level in report["levels"].as_array().unwrap() {
            let parts = ["covered", "uncovered", "unknown"];
            let blocks: u64 =
                parts.iter().filter_map(|p| level[p]["blocks"].as_u64()).sum();
            assert_eq!(Some(blocks), report["total"]["blocks"].as_u64());
        }
        let depths = report["overlap"]["by_sites"].as_array().unwrap();
        let blocks: u64 =
            depths.iter().filter_map(|depth| depth["blocks"].as_u64()).sum();
        assert_eq!(Some(blocks), report["total"]["blocks"].as_u64());
    }
}

#[test]
fn budgets_say_what_they_mean_on_the_ground() {
    let budget =
        |text: &str| budget_json(text.parse().unwrap(), &Profile::default()).to_string();
    assert_eq!(budget("gb15"), r#"{"meters":1000}"#);
    assert_eq!(budget("7.5min"), r#"{"minutes":7.5,"seconds":450,"meters":540}"#);
    assert_eq!(budget("0.1m"), r#"{"meters":0.1}"#);
}

#[test]
fn nobody_has_no_share() {
    let nobody =
        Loaded { district: District { levels: 1, ..District::default() }, ..town() };
    let evaluation = Evaluation::of(&nobody.district, &nobody.options);
    let report = coverage(&nobody, &evaluation);
    assert_eq!(report["levels"][0]["covered"]["share"], json!({}));
    assert_eq!(report["grids"], json!([]));
}
