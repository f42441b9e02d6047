//! GeoJSON geometries to shapes of the geo crate, in the coordinates of the file.

use crate::finding::{GeometryFault, Problem};
use geo::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPolygon,
    Polygon,
};
use geojson::{GeometryValue, Position};
use serde_json::Value as Json;

/// Reads the geometry of one feature.
pub(super) fn read(geometry: Json) -> Result<Geometry, Problem> {
    let value = serde_json::from_value(geometry);
    shape(
        value
            .map_err(|error| Problem::Geometry(GeometryFault::Json(error.to_string())))?,
    )
}

fn shape(value: GeometryValue) -> Result<Geometry, Problem> {
    Ok(match value {
        GeometryValue::Point { coordinates } => {
            Geometry::Point(place(&coordinates)?.into())
        }
        GeometryValue::MultiPoint { coordinates } => {
            Geometry::MultiPoint(line(&coordinates)?.into_points().into())
        }
        GeometryValue::LineString { coordinates } => {
            Geometry::LineString(line(&coordinates)?)
        }
        GeometryValue::MultiLineString { coordinates } => {
            let lines = coordinates.iter().map(|positions| line(positions));
            Geometry::MultiLineString(MultiLineString(lines.collect::<Result<_, _>>()?))
        }
        GeometryValue::Polygon { coordinates } => {
            Geometry::Polygon(polygon(&coordinates)?)
        }
        GeometryValue::MultiPolygon { coordinates } => {
            let polygons = coordinates.iter().map(|rings| polygon(rings));
            Geometry::MultiPolygon(MultiPolygon(polygons.collect::<Result<_, _>>()?))
        }
        GeometryValue::GeometryCollection { geometries } => {
            let parts = geometries.into_iter().map(|part| shape(part.value));
            Geometry::GeometryCollection(GeometryCollection(
                parts.collect::<Result<_, _>>()?,
            ))
        }
    })
}

fn place(position: &Position) -> Result<Coord, Problem> {
    match position.as_slice() {
        [x, y, ..] => Ok(Coord { x: *x, y: *y }),
        short => Err(Problem::Geometry(GeometryFault::Position(short.len()))),
    }
}

fn line(positions: &[Position]) -> Result<LineString, Problem> {
    positions.iter().map(place).collect::<Result<Vec<_>, _>>().map(LineString)
}

fn polygon(rings: &[Vec<Position>]) -> Result<Polygon, Problem> {
    let mut rings = rings.iter().map(|ring| {
        let ring = Polygon::new(line(ring)?, Vec::new()).into_inner().0;
        match ring.0.len() {
            0..4 => Err(Problem::Geometry(GeometryFault::Ring(ring.0.len()))),
            _ => Ok(ring),
        }
    });
    let outer = rings.next().ok_or(Problem::Geometry(GeometryFault::NoRing))??;
    Ok(Polygon::new(outer, rings.collect::<Result<_, _>>()?))
}
