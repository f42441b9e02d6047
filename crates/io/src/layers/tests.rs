use super::fixtures::evaluated;
use super::*;
use geo::Geometry;
use std::collections::HashSet;
use walkshed::model::Metric;

fn names(columns: &[Column]) -> Vec<&str> {
    columns.iter().map(|column| &*column.name).collect()
}

/// One property of every feature of a layer, as text.
fn each(layer: Layer, metric: Metric, name: &str) -> Vec<String> {
    let (town, evaluation) = evaluated(metric);
    let of = |feature: Feature| match feature.property(name) {
        Some(Value::Null) => "null".to_owned(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Integer(number)) => number.to_string(),
        Some(Value::Number(number)) => format!("{number}"),
        other => format!("{other:?}"),
    };
    layer.features(&town, &evaluation).map(of).collect()
}

#[test]
fn every_feature_has_every_column_once_and_pages_agree_with_the_whole() {
    for metric in [Metric::Network, Metric::Straight] {
        let (town, evaluation) = evaluated(metric);
        for layer in Layer::ALL {
            let view = layer.view(&town, &evaluation);
            let all: Vec<Feature> = layer.features(&town, &evaluation).collect();
            assert_eq!(all.len(), view.len());
            assert!(!view.is_empty() && view.feature(view.len()).is_none());
            let columns = names(view.columns());
            assert_eq!(columns.iter().collect::<HashSet<_>>().len(), columns.len());
            for (index, feature) in all.iter().enumerate() {
                let keys: Vec<&str> =
                    feature.properties.iter().map(|(name, _)| &**name).collect();
                assert_eq!(keys, columns, "{layer:?}");
                assert_eq!(view.feature(index).as_ref(), Some(feature));
                assert_eq!(view.find(&feature.id), Some(index));
                for (column, (_, value)) in view.columns().iter().zip(&feature.properties)
                {
                    let kind = column.kind;
                    assert_eq!(kind.or(Kind::of(value)), kind, "{layer:?} {column:?}");
                }
            }
            assert_eq!(layer.schema(&town, &evaluation), view.columns());
        }
    }
}

#[test]
fn columns_are_those_of_the_design_in_its_order() {
    let (town, evaluation) = evaluated(Metric::Network);
    let columns = |layer: Layer| {
        let schema = layer.schema(&town, &evaluation);
        names(&schema).join(" ")
    };
    assert_eq!(
        columns(Layer::Stations),
        "id name level parent community site status theme snap_m_read seats counts snap_m \
         covers_population loss_population catchment_population \
         covers_elderly loss_elderly catchment_elderly"
    );
    assert_eq!(
        columns(Layer::Demand),
        "id population elderly community \
         status_1 reason_1 minutes_1 walk_m_1 straight_m_1 nearest_1 \
         status_2 reason_2 minutes_2 walk_m_2 straight_m_2 nearest_2 cover_count snap_m"
    );
    assert_eq!(
        columns(Layer::Grids),
        "id name level parent total_blocks total_population total_elderly \
         covered_population_1 unknown_population_1 share_population_1 share_max_population_1 \
         covered_elderly_1 unknown_elderly_1 share_elderly_1 share_max_elderly_1 \
         covered_population_2 unknown_population_2 share_population_2 share_max_population_2 \
         covered_elderly_2 unknown_elderly_2 share_elderly_2 share_max_elderly_2"
    );
    assert_eq!(
        columns(Layer::Gaps),
        "level rank blocks population elderly worst_minutes median_minutes \
         nearest_station cause"
    );
}

#[test]
fn stations_keep_what_was_read_beside_what_they_do() {
    let of = |name: &str| each(Layer::Stations, Metric::Network, name);
    assert_eq!(of("theme"), ["红色", "null", "null"]);
    assert_eq!(of("snap_m_read"), ["7", "null", "null"]);
    assert_eq!(of("snap_m"), ["0", "0", "0"]);
    assert_eq!(of("seats"), ["null", "1.5", "null"]);
    assert_eq!(of("status"), ["operating", "operating", "planned"]);
    assert_eq!(of("covers_population"), ["100", "50", "0"]);
    assert_eq!(of("covers_elderly"), ["10.5", "0", "0"]);
    let straight = each(Layer::Stations, Metric::Straight, "snap_m");
    assert_eq!(straight, ["null", "null", "null"]);
}

#[test]
fn demand_says_who_is_near_also_beyond_the_budget() {
    let of = |name: &str| each(Layer::Demand, Metric::Network, name);
    assert_eq!(of("status_1"), ["covered", "uncovered", "uncovered", "uncovered"]);
    assert_eq!(of("status_2"), ["covered", "covered", "uncovered", "uncovered"]);
    assert_eq!(of("reason_2"), ["null", "null", "closed", "no_street"]);
    assert_eq!(of("nearest_2"), ["T1", "S1", "S1", "S1"]);
    assert_eq!(of("cover_count"), ["1", "1", "0", "0"]);
    let (minutes, meters) = (of("minutes_1"), of("walk_m_1"));
    let (minutes, meters): (f64, f64) =
        (minutes[1].parse().unwrap(), meters[1].parse().unwrap());
    assert!((minutes * 72.0 - meters).abs() < 0.1, "{minutes} {meters}");
    assert!(of("straight_m_1")[1].parse::<f64>().unwrap() <= meters);
}

#[test]
fn nobody_walks_straight() {
    let of = |name: &str| each(Layer::Demand, Metric::Straight, name);
    assert!(of("walk_m_1").iter().all(|meters| meters == "null"));
    assert!(of("snap_m").iter().all(|meters| meters == "null"));
    assert!(of("minutes_1").iter().all(|minutes| minutes != "null"));
}

#[test]
fn gaps_are_named_by_level_and_rank_and_drawn_by_their_blocks() {
    let (town, evaluation) = evaluated(Metric::Network);
    let gaps: Vec<Feature> = Layer::Gaps.features(&town, &evaluation).collect();
    let ids: Vec<&str> = gaps.iter().map(|gap| gap.id.as_str()).collect();
    assert_eq!(ids, ["L1-1", "L1-2", "L1-3", "L2-1", "L2-2"]);
    let drawn = |gap: &Feature| match &gap.geometry {
        Some(Geometry::MultiPolygon(shape)) => format!("{} polygons", shape.0.len()),
        Some(Geometry::MultiPoint(points)) => format!("{} points", points.0.len()),
        other => format!("{other:?}"),
    };
    let drawn: Vec<String> = gaps.iter().map(drawn).collect();
    assert_eq!(drawn, ["1 points", "1 polygons", "1 points", "1 polygons", "1 points"]);
    assert_eq!(gaps[3].property("cause"), Some(&Value::from("closed")));
    assert_eq!(gaps[3].property("population"), Some(&Value::Integer(30)));
}

#[test]
fn surroundings_of_a_station_have_no_geometry() {
    let (town, evaluation) = evaluated(Metric::Network);
    let grids: Vec<Feature> = Layer::Grids.features(&town, &evaluation).collect();
    let drawn: Vec<(&str, bool)> =
        grids.iter().map(|grid| (grid.id.as_str(), grid.geometry.is_some())).collect();
    assert_eq!(drawn, [("town", true), ("S1", false)]);
    assert!(matches!(grids[0].geometry, Some(Geometry::Polygon(_))));
    let share = grids[0].property("share_population_2");
    assert_eq!(share, Some(&Value::Number(0.833_333)));
    assert_eq!(grids[0].property("total_blocks"), Some(&Value::Integer(3)));
}
