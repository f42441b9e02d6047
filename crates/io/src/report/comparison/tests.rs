use super::*;
use crate::layers::fixtures::{changed, evaluated};
use walkshed::comparison::Comparison;
use walkshed::model::Metric;

fn report() -> Value {
    let (before, after) = (evaluated(Metric::Network), changed());
    let comparison =
        Comparison::of((&before.0.district, &before.1), (&after.0.district, &after.1));
    super::comparison(&[Compared {
        before: (&before.0, &before.1),
        after: (&after.0, &after.1),
        comparison: &comparison,
    }])
}

fn keys(value: &Value) -> Vec<&str> {
    let members = value.as_object();
    members.map(|map| map.keys().map(String::as_str).collect()).unwrap_or_default()
}

#[test]
fn members_are_those_that_are_documented() {
    let report = report();
    assert_eq!(
        keys(&report),
        ["metric", "profile", "substitution", "at", "scenarios", "provenance"]
    );
    let scenario = &report["scenarios"][0];
    assert_eq!(
        keys(scenario),
        [
            "name",
            "title",
            "year",
            "based_on",
            "against",
            "before",
            "after",
            "difference",
            "gaps",
            "time_saved",
            "stations"
        ]
    );
    for side in ["before", "after"] {
        assert_eq!(
            keys(&scenario[side]),
            ["total", "stations", "levels", "overlap", "across_border", "grids"]
        );
    }
    assert_eq!(keys(&scenario["difference"]), ["total", "levels", "grids"]);
    assert_eq!(
        keys(&scenario["difference"]["levels"][0]),
        ["level", "total", "covered", "uncovered", "unknown", "account"]
    );
    assert_eq!(report["provenance"]["licence"], json!(["© somebody, ODbL 1.0"]));
}

#[test]
fn figures_are_after_less_before_and_the_account_adds_up() {
    let report = report();
    let scenario = &report["scenarios"][0];
    let level = &scenario["difference"]["levels"][1];
    assert_eq!(level["level"], 2);
    // 150 + 50 + 30 + 8 after, 100 + 50 before
    assert_eq!(level["covered"]["blocks"], 2);
    assert_eq!(
        level["covered"]["weights"],
        json!({ "population": 88, "elderly": 3, "children": 2 })
    );
    assert_eq!(level["covered"]["share"]["population"], 0.171_271); // 1 - 150 / 181
    let account = &level["account"];
    assert_eq!(account["gained"]["weights"]["population"], 30);
    assert_eq!(account["newcomers"]["covered"]["weights"]["population"], 8);
    assert_eq!(account["growth"]["weights"]["population"], 50);
    assert_eq!(account["gone"]["uncovered"]["weights"]["population"], 1);
    let gaps = &scenario["gaps"][1];
    assert_eq!(
        [&gaps["remains"], &gaps["new"], &gaps["closed"]],
        [&json!(0), &json!(0), &json!(2)]
    );
    let time = &scenario["time_saved"]["any"];
    assert_eq!(time["newcomers"]["weights"]["population"], 58);
    assert_eq!(time["mean_minutes"]["children"], Value::Null);
}
