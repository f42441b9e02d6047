//! GeoJSON as RFC 7946 wants it, one feature a line.
//!
//! Rings are closed and wound (outer counterclockwise, holes clockwise), coordinates are WGS 84
//! longitude and latitude with at most seven decimals (a centimeter), there is no `crs` member,
//! and what is absent is null. Nothing is cut at the antimeridian.

mod geometry;

use crate::layers::Feature;
use geometry::Shape;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::{self, Write};
use walkshed::model::Value;

/// What a collection says about itself before its features.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Further members, in order: licence, provenance and the like.
    pub members: Vec<(String, serde_json::Value)>,
}

impl Header {
    /// A name and nothing else.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), members: Vec::new() }
    }

    /// The same with one more member.
    #[must_use]
    pub fn with(
        mut self,
        key: impl Into<String>,
        value: impl Into<serde_json::Value>,
    ) -> Self {
        self.members.push((key.into(), value.into()));
        self
    }
}

/// Writes a collection as it comes, one feature a line, so that people and `git diff` can read it.
///
/// # Errors
///
/// What the writer says.
///
/// # Cost
///
/// The memory of one feature.
pub fn write(
    out: &mut impl Write,
    header: &Header,
    features: impl Iterator<Item = Feature>,
) -> io::Result<()> {
    out.write_all(b"{\n\"type\": \"FeatureCollection\",\n\"name\": ")?;
    serde_json::to_writer(&mut *out, &header.name)?;
    for (key, value) in &header.members {
        out.write_all(b",\n")?;
        serde_json::to_writer(&mut *out, key)?;
        out.write_all(b": ")?;
        serde_json::to_writer(&mut *out, value)?;
    }
    out.write_all(b",\n\"features\": [")?;
    let mut before: &[u8] = b"\n";
    for feature in features {
        out.write_all(before)?;
        serde_json::to_writer(&mut *out, &Member(&feature))?;
        before = b",\n";
    }
    out.write_all(b"\n]\n}\n")
}

/// One feature as a JSON object, as [`write()`] writes it.
#[must_use]
pub fn feature_json(feature: &Feature) -> serde_json::Value {
    let json = serde_json::to_value(Member(feature));
    json.unwrap_or_default()
}

/// One feature as JSON text, as [`write()`] writes it: for answers that stream.
///
/// # Errors
///
/// What the writer says.
pub fn write_feature(out: &mut impl Write, feature: &Feature) -> io::Result<()> {
    Ok(serde_json::to_writer(out, &Member(feature))?)
}

/// A value as JSON: numbers that JSON does not know are null.
#[must_use]
pub fn value_json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(flag) => (*flag).into(),
        Value::Integer(number) => (*number).into(),
        Value::Number(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Json(text) => nested(text),
    }
}

/// An array or object; text that is none stays text.
fn nested(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|_text| text.into())
}

/// A feature as a member of `features`.
struct Member<'a>(&'a Feature);

impl Serialize for Member<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(feature) = self;
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("type", "Feature")?;
        if !feature.id.is_empty() {
            map.serialize_entry("id", &feature.id)?;
        }
        map.serialize_entry("geometry", &feature.geometry.as_ref().map(Shape))?;
        map.serialize_entry("properties", &Properties(feature))?;
        map.end()
    }
}

struct Properties<'a>(&'a Feature);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let properties = &self.0.properties;
        serializer
            .collect_map(properties.iter().map(|(name, value)| (&**name, Flat(value))))
    }
}

struct Flat<'a>(&'a Value);

impl Serialize for Flat<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_none(),
            Value::Bool(flag) => serializer.serialize_bool(*flag),
            Value::Integer(number) => serializer.serialize_i64(*number),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Json(text) => nested(text).serialize(serializer),
        }
    }
}

#[cfg(test)]
#[path = "geojson/tests.rs"]
mod tests;
