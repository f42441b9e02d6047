//! The parameters as `/api` declares them.

use crate::layer::level_means;
use crate::params::{COVERAGE, ITEMS, LIMIT, MOST};
use serde_json::{Map, Value, json};
use walkshed::model::{Metric, Profile, Status, Substitution};
use walkshed_io::layers::Layer;

/// A reference to a parameter of [`all`].
pub(super) fn shared(name: &str) -> Value {
    json!({"$ref": format!("#/components/parameters/{name}")})
}

/// The parameters of a page of a layer, but `f`.
pub(super) fn items(layer: Layer) -> Vec<Value> {
    let one = |name: &&str| match *name {
        "level" => query("level", level_means(layer), &json!({"type": "integer"})),
        name => shared(name),
    };
    ITEMS.iter().filter(|name| **name != "f").map(one).collect()
}

/// The parameters of `/coverage`, but `f`.
pub(super) fn coverage() -> Vec<Value> {
    COVERAGE.iter().filter(|name| **name != "f").map(|name| shared(name)).collect()
}

fn query(name: &str, description: &str, schema: &Value) -> Value {
    json!({
        "name": name,
        "in": "query",
        "description": description,
        "required": false,
        "schema": schema,
    })
}

/// Every parameter that paths share, by name.
pub(super) fn all() -> Value {
    let mut named = Map::new();
    for mut parameter in of_items().into_iter().chain(of_coverage()).chain(of_stations())
    {
        let name = parameter["name"].as_str().unwrap_or_default().to_owned();
        if parameter["schema"]["type"] == "array" {
            parameter["style"] = json!("form");
            parameter["explode"] = json!(false);
        }
        named.insert(name, parameter);
    }
    let feature = json!({
        "name": "featureId",
        "in": "path",
        "description": "Id of a feature",
        "required": true,
        "schema": {"type": "string"},
    });
    named.insert("featureId".to_owned(), feature);
    named.into()
}

fn words(words: &[&str]) -> Value {
    json!({"type": "string", "enum": words})
}

/// Those of every path, and of pages of features.
fn of_items() -> Vec<Value> {
    let bbox = json!({
        "type": "array",
        "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
        "items": {"type": "number"},
    });
    vec![
        query("f", "Format of the answer", &words(&["json"])),
        query(
            "limit",
            "Most features on a page; a larger number is lowered to the maximum",
            &json!({"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}),
        ),
        query(
            "bbox",
            "Only features that touch this box: west, south, east, north in degrees (CRS84), or \
             with heights, which play no part. West beyond east crosses the antimeridian. \
             Features without geometry match every box",
            &bbox,
        ),
        query(
            "datetime",
            "A date or time, or an interval. No feature here has one, so none is left out",
            &json!({"type": "string"}),
        ),
        query(
            "cursor",
            "Where the page begins: part of next links, not to be made up",
            &json!({"type": "integer", "minimum": 0}),
        ),
    ]
}

/// Which stations count.
fn of_stations() -> Vec<Value> {
    let list = json!({"type": "array", "minItems": 1, "items": {"type": "string"}});
    let of = |name, what: &str| {
        let description = format!("Only stations {what}, one of several with commas");
        query(name, &description, &list)
    };
    let stages = json!({
        "type": "array",
        "minItems": 1,
        "items": words(&Status::ALL.map(Status::key)),
    });
    vec![
        query(
            "at",
            "Only stations open at this moment, in the local time of the project, as \
             2026-11-24T19:00",
            &json!({"type": "string"}),
        ),
        query(
            "as_of",
            "Only stations that were there on this day, as 2021-11-19",
            &json!({"type": "string", "format": "date"}),
        ),
        of("service", "offering this service"),
        of("group", "for this group of people"),
        of("theme", "devoted to this theme"),
        of("kind", "of this kind"),
        of("facility", "with this room or piece of equipment"),
        query("status", "Stations in these stages of life; else operating", &stages),
    ]
}

/// Those of `/coverage`.
fn of_coverage() -> Vec<Value> {
    vec![
        query("profile", "Who walks; else as the project says", &words(&Profile::NAMES)),
        query(
            "budget",
            "The largest walk, or one each from level 1, with commas: 15min (at most 120min), \
             1000m (at most 10000m), gb15, gb10, gb5",
            &json!({"type": "array", "minItems": 1, "items": {"type": "string"}}),
        ),
        query(
            "metric",
            "Along the streets or as the crow flies",
            &words(&[Metric::Network.key(), Metric::Straight.key()]),
        ),
        query(
            "substitution",
            "Whether stations of higher levels serve too (inclusive) or not (exclusive)",
            &words(&[Substitution::Inclusive.key(), Substitution::Exclusive.key()]),
        ),
    ]
}
