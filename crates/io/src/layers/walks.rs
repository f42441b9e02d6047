//! Explained walks: one line a stretch of street, with its legs at both ends.

use super::Feature;
use crate::Lang;
use crate::report::number::{count, meters, minutes};
use crate::street_id;
use crate::write::geojson::value_json;
use geo::{Geometry, LineString};
use serde_json::json;
use std::sync::Arc;
use walkshed::explain::{Explanation, LevelWalk, Quicker, StationWalk};
use walkshed::model::{District, Value};
use walkshed::network::lines::StreetKind;
use walkshed::network::{Network, Pair};
use walkshed::units::Unit;
use walkshed::{LngLat, network::Snap};

/// The walks of an explanation, level by level, each from the place to the station.
///
/// # Shape
///
/// Features with the properties `level`, `station`, `order` (from 0), `part` (`leg` or `street`),
/// `street` (its name), `id` (of the street in its source), `kind`, `minutes` and `walk_m`; legs
/// have no street.
#[must_use]
pub fn walks(district: &District, explanation: &Explanation) -> Vec<Feature> {
    let (Some(network), Ok(snap)) = (&district.network, &explanation.snap) else {
        return Vec::new();
    };
    let mut features = Vec::new();
    for level in &explanation.levels {
        if let Some(walk) = &level.walk {
            let writer = Writer { district, network, level, walk };
            writer.write(explanation.at, snap, &mut features);
        }
    }
    features
}

/// The English key of a kind of street.
#[must_use]
pub fn kind_key(kind: StreetKind) -> &'static str {
    match kind {
        StreetKind::Level => "street",
        StreetKind::Steps => "steps",
        StreetKind::Lift => "lift",
        StreetKind::Escalator => "escalator",
        StreetKind::Ferry => "ferry",
    }
}

/// The same as one JSON value: an array of levels, each with its station and stretches.
#[must_use]
pub fn levels(district: &District, explanation: &Explanation) -> serde_json::Value {
    let features = walks(district, explanation);
    let level = |level: &LevelWalk| {
        let number = Value::Integer(level.level.into());
        let own = features.iter().filter(|f| f.property("level") == Some(&number));
        let stretch = |f: &Feature| {
            let kept = f
                .properties
                .iter()
                .filter(|(key, _)| !matches!(&**key, "level" | "station" | "order"));
            kept.map(|(key, value)| (key.to_string(), value_json(value))).collect()
        };
        let stretches: Vec<serde_json::Map<_, _>> = own.map(stretch).collect();
        let walk = level.walk.as_ref().map(|walk| {
            let cost = (walk.path.primary, walk.path.secondary);
            let (ms, mm) = level.unit.time_and_length(cost);
            let station = &district.stations[walk.station as usize];
            let mut told = json!({
                "station": station.id,
                "minutes": value_json(&minutes(ms)),
                "walk_m": value_json(&meters(mm.into())),
                "straight_m": value_json(&meters(walk.straight_mm)),
                "within": walk.within,
                "quicker": walk.quicker.as_ref().map(|q| quicker(district, level, q)),
                "stretches": stretches,
            });
            if !station.entrances.is_empty() {
                told["entrance"] = json!([walk.door.lng(), walk.door.lat()]);
            }
            told
        });
        json!({ "level": level.level, "walk": walk })
    };
    explanation.levels.iter().map(level).collect()
}

fn quicker(district: &District, level: &LevelWalk, q: &Quicker) -> serde_json::Value {
    let network = district.network.as_ref();
    let street = network.map(|n| (n, n.street_of(q.snap.piece)));
    let (key, value) = match level.unit {
        Unit::Millis => ("minutes", minutes(q.primary)),
        Unit::Millimeters => ("walk_m", meters(q.primary.into())),
    };
    json!({
        "station": district.stations[q.station as usize].id,
        "id": street.map(|(n, s)| street_id(&n.street(s).id, Lang::En)),
        "street": street.and_then(|(n, s)| n.name_of(s)),
        "snap_m": value_json(&meters(q.snap.leg_mm())),
        key: value_json(&value),
    })
}

struct Writer<'a> {
    district: &'a District,
    network: &'a Network,
    level: &'a LevelWalk,
    walk: &'a StationWalk,
}

impl Writer<'_> {
    fn write(&self, from: LngLat, snap: &Snap, features: &mut Vec<Feature>) {
        let path = &self.walk.path;
        features.push(self.feature(0, path.first_leg, &[from, snap.at], None));
        for (stretch, order) in path.stretches.iter().zip(1..) {
            let cost = (stretch.primary, stretch.secondary);
            let street = Some(stretch.street);
            features.push(self.feature(order, cost, &stretch.places, street));
        }
        let places = [self.walk.snap.at, self.walk.door];
        let last = path.stretches.len() + 1;
        features.push(self.feature(last, path.last_leg, &places, None));
    }

    fn feature(
        &self,
        order: usize,
        cost: Pair,
        places: &[LngLat],
        street: Option<usize>,
    ) -> Feature {
        let (ms, mm) = self.level.unit.time_and_length(cost);
        let station = &self.district.stations[self.walk.station as usize];
        let text = |text: Option<&str>| text.map_or(Value::Null, Value::from);
        let id = street.map(|s| street_id(&self.network.street(s).id, Lang::En));
        let kind = street.map(|s| kind_key(self.network.street(s).manner.kind));
        let properties = [
            ("level", Value::Integer(self.level.level.into())),
            ("station", Value::from(station.id.as_str())),
            ("order", count(order)),
            ("part", Value::from(if street.is_some() { "street" } else { "leg" })),
            ("street", text(street.and_then(|s| self.network.name_of(s)))),
            ("id", text(id.as_deref())),
            ("kind", text(kind)),
            ("minutes", minutes(ms)),
            ("walk_m", meters(mm.into())),
        ];
        let line: LineString = places.iter().map(|&at| geo::Coord::from(at)).collect();
        Feature {
            id: format!("L{}-{order}", self.level.level),
            geometry: Some(Geometry::LineString(line)),
            properties: properties.map(|(key, value)| (Arc::from(key), value)).into(),
        }
    }
}
