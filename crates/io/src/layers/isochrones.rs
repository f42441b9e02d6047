//! Isochrones and service areas: polygons, or the exact parts of streets.

use super::Feature;
use super::walks::kind_key;
use crate::Lang;
use crate::report::number::{meters, minutes};
use crate::street_id;
use geo::Geometry;
use std::sync::Arc;
use walkshed::model::{Budget, Value};
use walkshed::network::Network;
use walkshed::network::isochrone::{Area, Reached};
use walkshed::units::Unit;

/// What a place is called in the features: its id, name and level if it is a station.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The station's id, or the place as it was asked for.
    pub id: String,
    /// The station's name.
    pub name: Option<String>,
    /// The station's level.
    pub level: Option<u8>,
}

impl Named {
    fn properties(named: Option<&Self>) -> Vec<(Arc<str>, Value)> {
        let text = |text: Option<&str>| text.map_or(Value::Null, Value::from);
        let level = named.and_then(|n| n.level);
        vec![
            (Arc::from("id"), text(named.map(|n| n.id.as_str()))),
            (Arc::from("name"), text(named.and_then(|n| n.name.as_deref()))),
            (Arc::from("level"), level.map_or(Value::Null, |l| Value::Integer(l.into()))),
        ]
    }
}

/// A budget as a property: `minutes`, or `meters`.
fn budget(unit: Unit, limit: u32) -> (Arc<str>, Value) {
    match unit {
        Unit::Millis => (Arc::from("minutes"), minutes(limit)),
        Unit::Millimeters => (Arc::from("meters"), meters(limit.into())),
    }
}

/// One feature an area: `id`, `name` and `level` of the place (absent where all are merged),
/// `minutes` or `meters`, and `reason` where there is no area, and then no geometry.
#[must_use]
pub fn area(area: Area, unit: Unit, places: &[Named]) -> Feature {
    let named = area.station.and_then(|station| places.get(station as usize));
    let mut properties = Named::properties(named);
    properties.push(budget(unit, area.limit));
    let reason = area.shape.as_ref().err().map(ToString::to_string);
    properties.push((Arc::from("reason"), reason.map_or(Value::Null, Value::Text)));
    let who = named.map_or("all", |named| named.id.as_str());
    Feature {
        id: format!("{who}-{}", text_of(unit, area.limit)),
        geometry: area.shape.ok().map(Geometry::MultiPolygon),
        properties,
    }
}

/// One feature a part of a street within a budget: the place that it is nearest to, the budget,
/// the street, and the least and greatest time or length on it.
#[must_use]
pub fn part(
    part: &Reached,
    (unit, limit): (Unit, u32),
    network: &Network,
    places: &[Named],
) -> Feature {
    let named = places.get(part.station as usize);
    let street = network.street(part.street);
    let mut properties = Named::properties(named);
    properties.push(budget(unit, limit));
    let name = network.name_of(part.street);
    let [least, most] = part.range.map(|impedance| match unit {
        Unit::Millis => minutes(impedance),
        Unit::Millimeters => meters(impedance.into()),
    });
    let keys = match unit {
        Unit::Millis => ["least_minutes", "most_minutes"],
        Unit::Millimeters => ["least_m", "most_m"],
    };
    let own = [
        ("street", name.map_or(Value::Null, Value::from)),
        ("way", Value::Text(street_id(&street.id, Lang::En))),
        ("kind", Value::from(kind_key(street.manner.kind))),
        ("length_m", Value::Number(thousandth(part.to_m - part.from_m))),
        (keys[0], least),
        (keys[1], most),
    ];
    properties.extend(own.map(|(key, value)| (Arc::from(key), value)));
    Feature {
        id: format!(
            "{}-{}-{}",
            text_of(unit, limit),
            part.street,
            (part.from_m * 1000.0).round()
        ),
        geometry: Some(Geometry::LineString(part.line(network))),
        properties,
    }
}

fn thousandth(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn text_of(unit: Unit, limit: u32) -> String {
    let budget = match unit {
        Unit::Millis => Budget::Millis(limit),
        Unit::Millimeters => Budget::Millimeters(limit),
    };
    budget.to_string()
}
