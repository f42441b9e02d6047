//! Geometries of every format to shapes of the geo crate: finite coordinates, as the file has
//! them, and rings of at least four positions (rule 23). Whether they lie on the earth is asked
//! when their coordinate system is settled.

use crate::finding::{GeometryFault, Problem};
use geo::{Coord, CoordsIter, Geometry, HasDimensions, Polygon};
use walkshed::LngLat;

/// A position of finite numbers.
pub(super) fn coord(x: f64, y: f64) -> Result<Coord, Problem> {
    if x.is_finite() && y.is_finite() {
        return Ok(Coord { x, y });
    }
    // A number that is not finite is refused by name.
    LngLat::new(x, y).map(Coord::from).map_err(Problem::Position)
}

/// A geometry that another reader made; `None` if it is empty.
pub(super) fn checked(geometry: Geometry) -> Result<Option<Geometry>, Problem> {
    check(&geometry)?;
    Ok(Some(geometry).filter(|geometry| !geometry.is_empty()))
}

fn check(geometry: &Geometry) -> Result<(), Problem> {
    match geometry {
        Geometry::Polygon(one) => check_rings(one)?,
        Geometry::MultiPolygon(many) => many.iter().try_for_each(check_rings)?,
        Geometry::GeometryCollection(parts) => parts.iter().try_for_each(check)?,
        _ => {}
    }
    geometry.coords_iter().try_for_each(|at| coord(at.x, at.y).map(drop))
}

/// Empty polygons are no fault, but their holes would be.
pub(super) fn check_rings(polygon: &Polygon) -> Result<(), Problem> {
    let outer = Some(polygon.exterior()).filter(|_| !polygon.is_empty());
    let short =
        outer.into_iter().chain(polygon.interiors()).find(|ring| ring.0.len() < 4);
    short.map_or(Ok(()), |ring| Err(Problem::Geometry(GeometryFault::Ring(ring.0.len()))))
}
