//! Geometries of a package: a header of its own, then well-known binary.

use crate::finding::{GeometryFault, Problem};
use crate::read::wkb;
use rusqlite::types::ValueRef;

/// A geometry behind the header of the format.
pub(super) fn geometry_of(value: ValueRef<'_>) -> Result<Option<geo::Geometry>, Problem> {
    let bytes = match value {
        ValueRef::Null => return Ok(None),
        ValueRef::Blob(bytes) => bytes,
        _ => return Err(fault("no geometry".to_owned())),
    };
    let [b'G', b'P', _version, flags, ..] = bytes else {
        return Err(fault("the header of a geometry is missing".to_owned()));
    };
    if flags & 0b10_0000 != 0 {
        let name = bytes.get(8..12).map(String::from_utf8_lossy).unwrap_or_default();
        return Err(Problem::Geometry(GeometryFault::Kind(format!("extension {name}"))));
    }
    let box_size = match flags >> 1 & 0b111 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        other => return Err(fault(format!("a box of kind {other}"))),
    };
    if flags & 0b1_0000 != 0 {
        return Ok(None);
    }
    let body = bytes.get(8 + box_size..).unwrap_or_default();
    wkb::read(body)
}

fn fault(text: String) -> Problem {
    Problem::Geometry(GeometryFault::Binary(text))
}
