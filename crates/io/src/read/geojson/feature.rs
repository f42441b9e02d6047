//! The members of a GeoJSON feature, whatever stands where one is expected.

use super::shape::{Node, Shape};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;
use std::fmt;

/// The members of a feature, and those of a bare geometry.
#[derive(Default)]
pub(super) struct Feature {
    /// A bare geometry, or the type alone.
    pub(super) shape: Shape,
    /// Its `id`.
    pub(super) id: Json,
    /// Its `properties`.
    pub(super) properties: Json,
    /// Its `geometry`.
    pub(super) geometry: Node,
}

impl Feature {
    /// Takes a member, if it is one.
    pub(super) fn take<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "type" => self.shape.kind = map.next_value()?,
            "coordinates" => self.shape.coordinates = map.next_value()?,
            "geometries" => self.shape.geometries = map.next_value()?,
            "id" => self.id = map.next_value()?,
            "properties" => self.properties = map.next_value()?,
            "geometry" => self.geometry = map.next_value()?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

/// What is no object is a feature without a type.
impl<'de> Deserialize<'de> for Feature {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(FeatureVisitor)
    }
}

struct FeatureVisitor;

impl<'de> Visitor<'de> for FeatureVisitor {
    type Value = Feature;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Feature, A::Error> {
        let mut feature = Feature::default();
        while let Some(key) = map.next_key::<String>()? {
            feature.take(&key, &mut map)?;
        }
        Ok(feature)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Feature, A::Error> {
        while parts.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Feature::default())
    }

    fn visit_str<E>(self, _text: &str) -> Result<Feature, E> {
        Ok(Feature::default())
    }

    fn visit_f64<E>(self, _number: f64) -> Result<Feature, E> {
        Ok(Feature::default())
    }

    fn visit_i64<E>(self, _number: i64) -> Result<Feature, E> {
        Ok(Feature::default())
    }

    fn visit_u64<E>(self, _number: u64) -> Result<Feature, E> {
        Ok(Feature::default())
    }

    fn visit_bool<E>(self, _flag: bool) -> Result<Feature, E> {
        Ok(Feature::default())
    }

    fn visit_unit<E>(self) -> Result<Feature, E> {
        Ok(Feature::default())
    }
}
