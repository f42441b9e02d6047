use super::*;
use crate::layers::Kind;
use crate::layers::fixtures::{changed, evaluated};
use std::collections::HashSet;
use walkshed::comparison::Comparison;
use walkshed::model::{Metric, Value};

/// Runs over the town compared with itself as it could be.
fn check(of: impl FnOnce(Compared<'_>)) {
    let (before, after) = (evaluated(Metric::Network), changed());
    let comparison =
        Comparison::of((&before.0.district, &before.1), (&after.0.district, &after.1));
    of(Compared {
        before: (&before.0, &before.1),
        after: (&after.0, &after.1),
        comparison: &comparison,
    });
}

fn text(feature: &Feature, name: &str) -> String {
    match feature.property(name) {
        Some(Value::Null) => "null".to_owned(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Integer(number)) => number.to_string(),
        Some(Value::Number(number)) => number.to_string(),
        other => format!("{other:?}"),
    }
}

fn rows(layer: ChangeLayer, compared: Compared<'_>, names: &[&str]) -> Vec<String> {
    let row = |feature: Feature| {
        names.iter().map(|name| text(&feature, name)).collect::<Vec<_>>().join(" ")
    };
    layer.features(compared).map(row).collect()
}

#[test]
fn every_feature_has_every_column_of_its_kind() {
    check(|compared| {
        for layer in ChangeLayer::ALL {
            let schema = layer.schema(compared);
            let names: HashSet<&str> =
                schema.iter().map(|column| &*column.name).collect();
            assert_eq!(names.len(), schema.len());
            assert!(layer.features(compared).count() > 0, "{layer:?}");
            for feature in layer.features(compared) {
                assert_eq!(feature.properties.len(), schema.len());
                for (column, (_, value)) in schema.iter().zip(&feature.properties) {
                    let kind = column.kind;
                    assert_eq!(kind.or(Kind::of(value)), kind, "{layer:?} {column:?}");
                }
            }
        }
    });
}

#[test]
fn people_say_what_became_of_them() {
    check(|compared| {
        let names = [
            "id",
            "before_population",
            "after_population",
            "after_children",
            "change_2",
            "status_before_2",
            "status_after_2",
        ];
        assert_eq!(
            rows(ChangeLayer::Demand, compared, &names),
            [
                "a 100 150 0 kept covered covered",
                "b 50 50 0 kept covered covered",
                "c 30 30 0 gained uncovered covered",
                "e null 8 2 new_covered null covered",
                "d 1 null null gone_uncovered uncovered null",
            ]
        );
    });
}

#[test]
fn stations_and_gaps_say_what_became_of_them() {
    check(|compared| {
        let names = ["id", "change", "level_before", "level_after", "status_after"];
        assert_eq!(
            rows(ChangeLayer::Stations, compared, &names),
            [
                "T1 null 1 1 operating",
                "S1 moved,releveled 2 1 operating",
                "S9 null 2 2 planned",
                "N1 added null 2 operating",
            ]
        );
        let names =
            ["level", "rank", "change", "trend", "before_population", "after_population"];
        let gaps = rows(ChangeLayer::Gaps, compared, &names);
        assert!(gaps.contains(&"2 1 closed null 30 0".to_owned()), "{gaps:?}");
    });
}
