use super::*;
use crate::layers::Layer;
use crate::layers::fixtures::evaluated;
use crate::report;
use geo::{Geometry, LineString, MultiPolygon, Point, Polygon, point, polygon};
use walkshed::model::Metric;

fn feature(id: &str, geometry: Option<Geometry>) -> Feature {
    let properties = vec![
        ("名称".into(), "a \"quoted\"\nname".into()),
        ("nan".into(), Value::Number(f64::NAN)),
        ("none".into(), Value::Null),
        ("flag".into(), Value::Bool(true)),
    ];
    Feature { id: id.into(), geometry, properties }
}

fn written(header: &Header, features: Vec<Feature>) -> String {
    let mut out = Vec::new();
    write(&mut out, header, features.into_iter()).unwrap();
    String::from_utf8(out).unwrap()
}

fn read(text: &str) -> geojson::FeatureCollection {
    text.parse::<geojson::GeoJson>().unwrap().try_into().unwrap()
}

fn coordinates(geometry: impl Into<Geometry>) -> serde_json::Value {
    feature_json(&feature("x", Some(geometry.into())))["geometry"]["coordinates"].take()
}

/// A square whose rings both turn the wrong way.
fn inside_out() -> Polygon {
    polygon!(
        exterior: [(x: 0., y: 0.), (x: 0., y: 4.), (x: 4., y: 4.), (x: 4., y: 0.)],
        interiors: [[(x: 1., y: 1.), (x: 2., y: 1.), (x: 2., y: 2.), (x: 1., y: 2.)]],
    )
}

#[test]
fn a_collection_has_one_feature_a_line_after_its_header() {
    let header = Header::new("gaps").with("licence", vec!["ODbL"]);
    let point: Geometry = point!(x: 99.5, y: 24.0).into();
    let text =
        written(&header, vec![feature("L1-1", Some(point)), feature("L1-2", None)]);
    let properties =
        r#"{"名称":"a \"quoted\"\nname","nan":null,"none":null,"flag":true}"#;
    let expected = [
        "{",
        r#""type": "FeatureCollection","#,
        r#""name": "gaps","#,
        r#""licence": ["ODbL"],"#,
        r#""features": ["#,
        &format!(
            r#"{{"type":"Feature","id":"L1-1","geometry":{{"type":"Point","coordinates":[99.5,24.0]}},"properties":{properties}}},"#
        ),
        &format!(
            r#"{{"type":"Feature","id":"L1-2","geometry":null,"properties":{properties}}}"#
        ),
        "]",
        "}",
        "",
    ];
    assert_eq!(text, expected.join("\n"));
}

#[test]
fn an_empty_collection_is_one_too() {
    assert!(read(&written(&Header::new("gaps"), Vec::new())).features.is_empty());
}

#[test]
fn rings_are_wound_and_closed_whichever_way_they_came() {
    let expected = serde_json::json!([
        [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]],
        [[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 1.0], [1.0, 1.0]]
    ]);
    let wrong = inside_out();
    let reversed = |ring: &LineString| LineString(ring.0.iter().rev().copied().collect());
    let holes = wrong.interiors().iter().map(reversed).collect();
    let right = Polygon::new(reversed(wrong.exterior()), holes);
    assert_eq!(coordinates(wrong.clone()), expected);
    assert_eq!(coordinates(right), expected);
    let twice = MultiPolygon(vec![wrong.clone(), wrong]);
    assert_eq!(coordinates(twice), serde_json::json!([expected, expected]));
}

#[test]
fn small_rings_far_from_the_origin_are_wound_too() {
    let (x, y) = (179.999_999_1, -89.999_999_1);
    let ring = |step: f64| {
        vec![(x, y), (x + step, y), (x + step, y + step), (x, y + step), (x, y)]
    };
    let mut clockwise = ring(1e-7);
    clockwise.reverse();
    let polygon = |ring: Vec<(f64, f64)>| Polygon::new(ring.into(), Vec::new());
    assert_eq!(coordinates(polygon(clockwise)), coordinates(polygon(ring(1e-7))));
}

#[test]
fn coordinates_have_seven_decimals_and_no_negative_zero() {
    let position = coordinates(Point::new(99.924_067_938, -0.000_000_01));
    assert_eq!(position.to_string(), "[99.9240679,0.0]");
}

#[test]
fn foreign_readers_get_back_what_was_written() {
    let (town, evaluation) = evaluated(Metric::Network);
    for layer in Layer::ALL {
        let features: Vec<Feature> = layer.features(&town, &evaluation).collect();
        let header = report::header(layer.key(), &town, &evaluation);
        let collection = read(&written(&header, features.clone()));
        let members = collection.foreign_members.unwrap();
        assert_eq!(members["name"], layer.key());
        assert_eq!(members["licence"][0], "© somebody, ODbL 1.0");
        assert_eq!(collection.features.len(), features.len());
        for (read, feature) in collection.features.iter().zip(&features) {
            assert_eq!(read.id, Some(geojson::feature::Id::String(feature.id.clone())));
            for (name, value) in &feature.properties {
                assert_eq!(read.property(name), Some(&value_json(value)));
            }
            let json = serde_json::to_value(read.geometry.as_ref()).unwrap();
            assert_eq!(json, feature_json(feature)["geometry"]);
        }
    }
}

#[test]
fn a_feature_reads_the_same_as_text_and_as_a_value() {
    let feature = feature("x", Some(inside_out().into()));
    let mut text = Vec::new();
    write_feature(&mut text, &feature).unwrap();
    assert_eq!(String::from_utf8(text).unwrap(), feature_json(&feature).to_string());
}
