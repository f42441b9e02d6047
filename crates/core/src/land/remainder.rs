//! What circles leave of a district.

use geo::{
    BooleanOps, BoundingRect, Intersects, LineString, MultiPolygon, Polygon, Rect,
};

/// The parts of a district outside a union: where no station is near.
///
/// # Order
///
/// That of `geo`'s overlay: the same for the same input.
///
/// # Cost
///
/// One general overlay with those rings of the union that come near the district.
#[must_use]
pub fn remainder(district: &MultiPolygon, union: &MultiPolygon) -> MultiPolygon {
    let Some(extent) = district.bounding_rect() else { return MultiPolygon(Vec::new()) };
    district.difference(&near(union, extent))
}

/// The polygons that meet a box, without the holes that do not: inside the box nothing changes.
fn near(union: &MultiPolygon, extent: Rect) -> MultiPolygon {
    let meets = |ring: &LineString| {
        ring.bounding_rect().is_some_and(|rect| rect.intersects(&extent))
    };
    let polygon = |polygon: &Polygon| {
        let holes = polygon.interiors().iter().filter(|&hole| meets(hole));
        Polygon::new(polygon.exterior().clone(), holes.cloned().collect())
    };
    let polygons = union.iter().filter(|polygon| meets(polygon.exterior()));
    MultiPolygon(polygons.map(polygon).collect())
}
