//! Geometries as well-known binary.

use geo::Geometry;
use std::io;
use wkb::writer::{WriteOptions, write_geometry};

/// Adds a geometry to some bytes.
pub(super) fn append(bytes: &mut Vec<u8>, geometry: &Geometry) -> io::Result<()> {
    write_geometry(bytes, geometry, &WriteOptions::default()).map_err(io::Error::other)
}
