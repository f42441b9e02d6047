//! Well-known binary, as `GeoPackage` and `GeoParquet` hold it.
//!
//! The library takes a curve for a point, since it looks at the last three bits of a type only:
//! types are checked first.

use super::shape;
use crate::finding::{GeometryFault, Problem};
use geo::{Geometry, GeometryCollection};
use geo_traits::to_geo::ToGeoGeometry;
use geo_traits::{GeometryCollectionTrait, GeometryTrait, GeometryType};
use wkb::reader::{Wkb, read_wkb};

/// Reads one geometry; `None` if it is empty.
pub(super) fn read(bytes: &[u8]) -> Result<Option<Geometry>, Problem> {
    check_kind(bytes)?;
    let geometry = read_wkb(bytes)
        .map_err(|error| Problem::Geometry(GeometryFault::Binary(error.to_string())))?;
    match whole(&geometry)? {
        Some(geometry) => shape::checked(geometry),
        None => Ok(None),
    }
}

/// The same for the library's own geometry; an empty part of a collection is left out.
fn whole(geometry: &Wkb<'_>) -> Result<Option<Geometry>, Problem> {
    check_kind(geometry.buf())?;
    let GeometryType::GeometryCollection(parts) = geometry.as_type() else {
        return Ok(geometry.try_to_geometry());
    };
    let parts = parts.geometries().filter_map(|part| whole(part).transpose());
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    Ok(Some(Geometry::GeometryCollection(GeometryCollection(parts))))
}

/// Refuses what is neither a simple feature nor WKB at all.
fn check_kind(bytes: &[u8]) -> Result<(), Problem> {
    let code = match bytes {
        [0, a, b, c, d, ..] => u32::from_be_bytes([*a, *b, *c, *d]),
        [1, a, b, c, d, ..] => u32::from_le_bytes([*a, *b, *c, *d]),
        _ => return Ok(()), // for the library to refuse
    };
    // The upper bits tell of Z, M and a system in the extended dialect.
    let name = match (code & 0x1fff_ffff) % 1000 {
        1..=7 => return Ok(()),
        8 => "CircularString",
        9 => "CompoundCurve",
        10 => "CurvePolygon",
        11 => "MultiCurve",
        12 => "MultiSurface",
        13 => "Curve",
        14 => "Surface",
        15 => "PolyhedralSurface",
        16 => "TIN",
        17 => "Triangle",
        _ => return Err(Problem::Geometry(GeometryFault::Kind(format!("type {code}")))),
    };
    Err(Problem::Geometry(GeometryFault::Kind(name.to_owned())))
}

#[cfg(test)]
#[path = "wkb_tests.rs"]
mod tests;
