//! What answers look like, as `/api` describes them.

use super::PROBLEM;
use serde_json::{Map, Value, json};
use walkshed_io::layers::View;

/// A reference to a schema of [`all`].
pub(super) fn named(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// A reference to a response of [`responses`].
pub(super) fn problem(name: &str) -> Value {
    json!({"$ref": format!("#/components/responses/{name}")})
}

/// The errors.
pub(super) fn responses() -> Value {
    let all = [
        ("BadRequest", "A parameter cannot be used, or is not known here"),
        ("NotFound", "Nothing has this name"),
        ("NotReady", "The project is being loaded, or too many evaluations wait"),
        ("ServerError", "The service could not answer"),
    ];
    let response = |(name, description): (&str, &str)| {
        let content: Map<String, Value> =
            [(PROBLEM.to_owned(), json!({"schema": named("problem")}))]
                .into_iter()
                .collect();
        (name.to_owned(), json!({"description": description, "content": content}))
    };
    all.into_iter().map(response).collect::<Map<_, _>>().into()
}

/// Every schema that paths share, by name.
pub(super) fn all() -> Value {
    let text = json!({"type": "string"});
    let links = json!({"type": "array", "items": named("link")});
    json!({
        "link": object(&["href", "rel"], &json!({
            "href": text, "rel": text, "type": text, "title": text,
        })),
        "landingPage": object(&["links"], &json!({
            "title": text, "description": text, "attribution": text,
            "licence": {"type": "array", "items": text}, "links": links,
        })),
        "confClasses": object(&["conformsTo"], &json!({
            "conformsTo": {"type": "array", "items": text},
        })),
        "collections": object(&["links", "collections"], &json!({
            "links": links,
            "collections": {"type": "array", "items": named("collection")},
        })),
        "collection": object(&["id", "links"], &json!({
            "id": text, "title": text, "description": text, "attribution": text,
            "licence": {"type": "array", "items": text},
            "itemType": text, "crs": {"type": "array", "items": text},
            "extent": {"type": "object"}, "links": links,
        })),
        "geometry": {
            "type": "object", "nullable": true, "required": ["type", "coordinates"],
            "properties": {
                "type": text,
                "coordinates": {"type": "array", "items": {}},
            },
        },
        "coverage": object(&["metric", "profile", "total", "levels", "grids"], &json!({
            "metric": text, "profile": {"type": "object"}, "substitution": text,
            "total": {"type": "object"}, "stations": {"type": "object"},
            "levels": {"type": "array", "items": {"type": "object"}},
            "grids": {"type": "array", "items": {"type": "object"}},
            "provenance": {"type": "object"},
        })),
        "health": object(&["status"], &json!({"status": text})),
        "problem": object(&["type", "title", "status", "detail"], &json!({
            "type": text, "title": text, "status": {"type": "integer"},
            "detail": text, "parameter": text,
        })),
    })
}

fn object(required: &[&str], properties: &Value) -> Value {
    json!({"type": "object", "required": required, "properties": properties})
}

/// The properties of a layer's features.
pub(super) fn properties(view: &View<'_>) -> Value {
    let mut properties = Map::new();
    for column in view.columns() {
        let mut schema = json!({"nullable": true});
        match column.kind.json() {
            Some(kind) => schema["type"] = json!(kind),
            // without a type, "nullable" says nothing
            None => schema = json!({}),
        }
        properties.insert(column.name.to_string(), schema);
    }
    json!({"type": "object", "properties": properties})
}

/// A feature with such properties.
pub(super) fn feature(properties: &Value) -> Value {
    object(
        &["type", "id", "geometry", "properties"],
        &json!({
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string"},
            "geometry": named("geometry"),
            "properties": properties,
            "links": {"type": "array", "items": named("link")},
        }),
    )
}

/// A page of such features.
pub(super) fn page(properties: &Value) -> Value {
    object(
        &["type", "features"],
        &json!({
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {"type": "array", "items": feature(properties)},
            "timeStamp": {"type": "string", "format": "date-time"},
            "numberMatched": {"type": "integer", "minimum": 0},
            "numberReturned": {"type": "integer", "minimum": 0},
            "links": {"type": "array", "items": named("link")},
        }),
    )
}
