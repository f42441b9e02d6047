//! Rings of a Shapefile to polygons: outer ones run clockwise, holes the other way, and nothing
//! says which hole is whose.

use geo::{
    Area, BoundingRect, Coord, Geometry, Intersects, LineString, Polygon,
    coordinate_position::{CoordPos, coord_pos_relative_to_ring},
};
use shapefile::PolygonRing;

/// Puts each hole into the smallest outer ring that holds it; one that lies in none is an outer
/// ring, drawn the wrong way round.
pub(super) fn polygons(rings: Vec<PolygonRing<Coord>>) -> Geometry {
    let (mut outer, mut holes) = (Vec::new(), Vec::new());
    for ring in rings {
        match ring {
            PolygonRing::Outer(ring) => {
                outer.push(Polygon::new(LineString(ring), Vec::new()));
            }
            PolygonRing::Inner(ring) => holes.push(LineString(ring)),
        }
    }
    if let ([only], false) = (outer.as_mut_slice(), holes.is_empty()) {
        holes.drain(..).for_each(|hole| only.interiors_push(hole));
    }
    let sizes: Vec<f64> = outer.iter().map(Area::unsigned_area).collect();
    let boxes: Vec<_> = outer.iter().map(BoundingRect::bounding_rect).collect();
    for hole in holes {
        let around = (0..sizes.len()).filter(|&i| {
            let near = hole.0.first().zip(boxes[i]);
            near.is_some_and(|(at, within)| within.intersects(at))
                && holds(&outer[i], &hole)
        });
        match around.min_by(|&a, &b| sizes[a].total_cmp(&sizes[b])) {
            Some(i) => outer[i].interiors_push(hole),
            None => outer.push(Polygon::new(hole, Vec::new())),
        }
    }
    match outer.len() {
        1 => Geometry::Polygon(outer.remove(0)),
        _ => Geometry::MultiPolygon(outer.into()),
    }
}

/// Whether the first vertex of a hole that is not on the outline lies inside it.
fn holds(outer: &Polygon, hole: &LineString) -> bool {
    let outline = outer.exterior();
    let mut places = hole.0.iter().map(|at| coord_pos_relative_to_ring(*at, outline));
    let decided = places.find(|place| *place != CoordPos::OnBoundary);
    decided.unwrap_or(CoordPos::Inside) == CoordPos::Inside
}
