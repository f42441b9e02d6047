//! GeoJSON (RFC 7946): a feature collection, a feature, or a bare geometry.
//!
//! Features are taken from the text one by one, so that a bad one costs no other.

use super::Opened;
use crate::crs::Crs;
use crate::error::{ReadError, ReadFault, Spot};
use crate::finding::{Finding, Place, Problem};
use crate::rows::{Row, Rows, text_of};
use rustc_hash::FxHashMap;
use serde::de::{
    DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Value as Json, error::Category};
use std::fmt;
use walkshed::model::Value;

/// Reads all features.
pub(super) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    let mut collector =
        Collector { rows: file.rows(), by_name: FxHashMap::default(), seen: 0 };
    let mut deserializer = serde_json::Deserializer::from_slice(file.text_bytes());
    let root = Root(&mut collector).deserialize(&mut deserializer);
    let root = root
        .and_then(|root| deserializer.end().map(|()| root))
        .map_err(|error| from_json(file, &error))?;
    let mut rows = finish(file, collector, root)?;
    rows.list.shrink_to_fit();
    Ok(rows)
}

fn finish(
    file: &Opened<'_>,
    mut collector: Collector,
    root: RootMembers,
) -> Result<Rows, ReadError> {
    if let Some(name) = root.crs.as_ref().and_then(crs_name) {
        let unknown = || file.unusable(ReadFault::Crs(name.clone()));
        collector.rows.crs = Some(Crs::named(&name).ok_or_else(unknown)?);
    }
    let kind =
        root.members.get("type").and_then(Json::as_str).unwrap_or_default().to_owned();
    match kind.as_str() {
        "FeatureCollection" if root.features => {}
        "FeatureCollection" => {
            return Err(file.unusable(ReadFault::NoFeatures));
        }
        "Feature" => collector.add(Json::Object(root.members)),
        "Point" | "MultiPoint" | "LineString" | "MultiLineString" | "Polygon"
        | "MultiPolygon" | "GeometryCollection" => {
            let feature = [
                ("type".to_owned(), Json::from("Feature")),
                ("geometry".to_owned(), Json::Object(root.members)),
            ];
            collector.add(Json::Object(feature.into_iter().collect()));
        }
        other => {
            return Err(file.unusable(ReadFault::JsonType(other.to_owned())));
        }
    }
    Ok(collector.rows)
}

fn from_json(file: &Opened<'_>, error: &serde_json::Error) -> ReadError {
    let spot = Spot::Column { line: error.line(), column: error.column() };
    let text = error.to_string();
    let reason =
        text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
    let reason = reason.to_owned();
    match error.classify() {
        Category::Data if str::from_utf8(&file.bytes).is_ok() => {
            file.unusable(ReadFault::NotGeoJson(reason))
        }
        _ => file.damaged(ReadFault::NotJson(reason)),
    }
    .at(spot)
}

/// The name in a `crs` member, as files before RFC 7946 carry it; null declares nothing.
fn crs_name(crs: &Json) -> Option<String> {
    let name =
        crs.pointer("/properties/name").or_else(|| crs.pointer("/properties/code"));
    match (crs, name) {
        (Json::Null, _) => None,
        (Json::String(name), _) | (_, Some(Json::String(name))) => Some(name.clone()),
        (other, None) | (_, Some(other)) => Some(other.to_string()),
    }
}

/// Gathers features under the union of their properties, in the order they first appear.
struct Collector {
    rows: Rows,
    by_name: FxHashMap<String, usize>,
    seen: usize,
}

impl Collector {
    fn add(&mut self, feature: Json) {
        self.seen += 1;
        let place = Place::Feature(self.seen);
        if let Some(row) = self.row(place, feature) {
            self.rows.list.push(row);
        } else {
            let finding = Finding::new(&self.rows.file, Problem::NotAFeature);
            self.rows.findings.push(finding.at(place));
        }
    }

    fn row(&mut self, place: Place, feature: Json) -> Option<Row> {
        let Json::Object(mut feature) = feature else { return None };
        if feature.get("type").and_then(Json::as_str) != Some("Feature") {
            return None;
        }
        let properties = match feature.remove("properties") {
            Some(Json::Object(properties)) => properties,
            None | Some(Json::Null) => Map::new(),
            Some(_) => return None,
        };
        let mut values = Vec::new();
        for (name, value) in properties {
            let column = self.column(name);
            if values.len() <= column {
                values.resize(column + 1, Value::Null);
            }
            values[column] = value_of(value);
        }
        let mut row = Row::new(place, values);
        row.id = feature.remove("id").map(value_of).map(|id| text_of(&id).into_owned());
        row.geometry = match feature.remove("geometry") {
            None | Some(Json::Null) => Ok(None),
            Some(geometry) => super::shape::read(geometry).map(Some),
        };
        Some(row)
    }

    fn column(&mut self, name: String) -> usize {
        if let Some(&column) = self.by_name.get(&name) {
            return column;
        }
        let column = self.rows.columns.len();
        self.rows.columns.push(name.clone());
        self.by_name.insert(name, column);
        column
    }
}

/// A flat value; nested JSON is kept as its text.
fn value_of(value: Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(flag),
        Json::String(text) => Value::Text(text),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::Integer(whole),
            (None, Some(float)) if !number.is_u64() => Value::Number(float),
            _ => Value::Text(number.to_string()),
        },
        nested => Value::Text(nested.to_string()),
    }
}

/// The members of the outermost object, but for its features.
#[derive(Default)]
struct RootMembers {
    members: Map<String, Json>,
    crs: Option<Json>,
    features: bool,
}

struct Root<'c>(&'c mut Collector);

impl<'de> DeserializeSeed<'de> for Root<'_> {
    type Value = RootMembers;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<RootMembers, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Root<'_> {
    type Value = RootMembers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a GeoJSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RootMembers, A::Error> {
        let mut root = RootMembers::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "features" => {
                    map.next_value_seed(Features(&mut *self.0))?;
                    root.features = true;
                }
                "crs" => root.crs = Some(map.next_value()?),
                "type" | "id" | "properties" | "geometry" | "coordinates"
                | "geometries" => {
                    root.members.insert(key, map.next_value()?);
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(root)
    }
}

struct Features<'c>(&'c mut Collector);

impl<'de> DeserializeSeed<'de> for Features<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut features: A) -> Result<(), A::Error> {
        while let Some(feature) = features.next_element()? {
            self.0.add(feature);
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "geojson_tests.rs"]
mod tests;
