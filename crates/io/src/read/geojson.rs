//! GeoJSON (RFC 7946): a feature collection, a feature, or a bare geometry.
//!
//! Features are taken from the text one by one, so that a bad one costs no other.

mod feature;
pub(super) mod sequence;
mod shape;

use super::Opened;
use super::layer::{self, Columns};
use crate::crs::Crs;
use crate::error::{ReadError, ReadFault, Spot};
use crate::finding::{Finding, Place, Problem};
use crate::rows::{Row, Rows, text_of};
use feature::Feature;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json, error::Category};
use shape::Node;
use std::fmt;
use walkshed::model::Value;

/// Types of bare geometries.
const KINDS: [&str; 7] = [
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
];

/// Reads all features.
pub(super) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    let whole = read_whole(file);
    let is_more = |error: &ReadError| {
        let text = file.text_bytes();
        let mut features =
            serde_json::Deserializer::from_slice(text).into_iter::<Feature>();
        let first = features.next().and_then(Result::ok);
        let is_feature =
            first.is_some_and(|one| one.shape.kind.text() == Some("Feature"));
        error.status() == 4 && is_feature && features.next().is_some()
    };
    match whole {
        // A sequence of features under the name of a collection of them.
        Err(error) if is_more(&error) => sequence::lines(file),
        whole => whole,
    }
}

/// Reads all features of one collection, one feature, or one geometry.
fn read_whole(file: &Opened<'_>) -> Result<Rows, ReadError> {
    let mut collector = Collector::new(file);
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
    match root.feature.shape.kind.text().unwrap_or_default() {
        "FeatureCollection" if root.features => {}
        "FeatureCollection" => return Err(file.unusable(ReadFault::NoFeatures)),
        "Feature" => collector.add(root.feature),
        kind if KINDS.contains(&kind) => collector.add(root.feature),
        other => return Err(file.unusable(ReadFault::JsonType(other.to_owned()))),
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
    /// What was gathered.
    rows: Rows,
    columns: Columns,
    seen: usize,
}

impl Collector {
    /// Nothing gathered yet.
    fn new(file: &Opened<'_>) -> Self {
        Self { rows: file.rows(), columns: Columns::default(), seen: 0 }
    }

    /// Adds a feature; what is none is told.
    fn add(&mut self, feature: Feature) {
        self.seen += 1;
        let place = Place::Feature(self.seen);
        if let Some(row) = self.row(place, feature) {
            self.rows.list.push(row);
        } else {
            self.tell(Problem::NotAFeature);
        }
    }

    /// Counts a feature that cannot be read.
    fn skip(&mut self, problem: Problem) {
        self.seen += 1;
        self.tell(problem);
    }

    fn tell(&mut self, problem: Problem) {
        let finding = Finding::new(&self.rows.file, problem);
        self.rows.findings.push(finding.at(Place::Feature(self.seen)));
    }

    fn row(&mut self, place: Place, feature: Feature) -> Option<Row> {
        let kind = feature.shape.kind.text()?;
        let is_bare = KINDS.contains(&kind);
        if kind != "Feature" && !is_bare {
            return None;
        }
        let properties = match feature.properties {
            Json::Object(properties) => properties,
            Json::Null => Map::new(),
            _ => return None,
        };
        let mut values = Vec::new();
        for (name, value) in properties {
            let column = self.columns.place(&mut self.rows, &name);
            layer::put(&mut values, column, value_of(value));
        }
        let mut row = Row::new(place, values);
        let id = Some(feature.id).filter(|id| !id.is_null()).map(value_of);
        row.id = id.map(|id| text_of(&id).into_owned());
        row.geometry = match feature.geometry {
            _ if is_bare => feature.shape.read().map(Some),
            Node::Null => Ok(None),
            geometry => geometry.geometry().map(Some),
        };
        Some(row)
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

/// The members of the outermost object.
#[derive(Default)]
struct RootMembers {
    feature: Feature,
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
                other => root.feature.take(other, &mut map)?,
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
