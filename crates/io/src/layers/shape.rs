//! Geometries of features.

use geo::{Geometry, MultiPoint, MultiPolygon, Point};
use walkshed::model::{Demand, DemandPoint};

/// An outline: a polygon where it has one part, as it was most likely read.
pub(super) fn outline(shape: &MultiPolygon) -> Geometry {
    match shape.0.as_slice() {
        [only] => Geometry::Polygon(only.clone()),
        _ => Geometry::MultiPolygon(shape.clone()),
    }
}

/// The outline of a demand point, or its position.
pub(super) fn of_point(point: &DemandPoint) -> Geometry {
    match &point.shape {
        Some(shape) => outline(shape),
        None => Geometry::Point(Point::from(point.position)),
    }
}

/// All outlines of some demand points as one, or their positions if none has an outline.
pub(super) fn of_points(demand: &Demand, points: &[u32]) -> Geometry {
    let those = || points.iter().map(|&point| &demand.points()[point as usize]);
    let shapes: Vec<_> = those()
        .filter_map(|point| point.shape.as_ref())
        .flat_map(|s| s.0.clone())
        .collect();
    if shapes.is_empty() {
        let positions = those().map(|point| Point::from(point.position));
        Geometry::MultiPoint(MultiPoint::new(positions.collect()))
    } else {
        Geometry::MultiPolygon(MultiPolygon::new(shapes))
    }
}
