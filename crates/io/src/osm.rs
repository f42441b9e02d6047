//! OpenStreetMap streets: which ways of an extract may be walked, and where they run.
//!
//! ```text
//! .osm.pbf -- pbf --+                                              +-- StreetLines, areas
//!                   +-> tags::walkable -> ways -> assemble, cut ---+-- boxes
//! .osm     -- xml --+   tags::passage            and joined again  +-- OsmReport
//! .osm.gz, .osm.bz2
//! ```
//!
//! [`read`] is the way in, and [`Asked::read`] where more is wanted than streets. Which ways are
//! walked is one pure function, [`tags::walkable`]; which nodes stop those who walk there is
//! another, [`tags::passage`]. Objects may come in any order and have any ids. Nodes that are
//! missing or not on the earth cut the ways that use them, and are reported; squares of which a
//! part is missing are dropped, and reported; a file cut off or damaged is an error with its place.
//!
//! Left out: files compressed as a whole in other ways (refused by name), relations other than
//! multipolygons (a ferry's `duration` must be on its way), change files, and coordinates stored
//! on ways instead of nodes.

mod assemble;
mod damage;
mod error;
#[cfg(test)]
mod fixtures;
mod format;
mod names;
mod outlines;
mod pbf;
mod report;
pub mod tags;
mod ways;
mod xml;

pub use damage::Damage;
pub use error::{Content, OsmError, Place};
pub(crate) use names::Names;
pub use report::{AreaFault, Doors, DroppedArea, InvalidNode, OsmReport, WayKinds};
pub use tags::Asked;
pub(crate) use tags::{counted, of_piece};

use format::Format;
use std::path::Path;
use walkshed::LngLat;
use walkshed::network::lines::StreetLines;

/// The walkable streets of one file of OpenStreetMap data.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OsmStreets {
    /// The walkable ways, in the order of the file; nodes are numbered by their first use.
    pub lines: StreetLines,
    /// South-west and north-east corner of the box that the file declares, if it is one.
    pub declared_box: Option<(LngLat, LngLat)>,
    /// South-west and north-east corner of the box around the nodes of `lines`.
    pub nodes_box: Option<(LngLat, LngLat)>,
    /// What was read and what was left out.
    pub report: OsmReport,
}

/// Reads the walkable streets of a `.osm.pbf`, `.osm`, `.osm.gz` or `.osm.bz2` file.
///
/// The format is told by the first bytes, which a renamed file cannot belie, and where they are
/// neither by the extension.
///
/// # CRS
///
/// WGS 84, longitude first, as OpenStreetMap data is by definition.
///
/// # Order
///
/// Lines are in the order of the file: first the ways, then outlines of squares that no tag of
/// their own makes walkable, then the lines without length that join what a gate or a lift has
/// parted, each with the id of the way that it serves. The result is the same for any number of
/// threads. A way cut at a node gives several lines with the same id, and a node that is split
/// several vertices.
///
/// # Errors
///
/// [`OsmError`] names the file, the place, and what to do; [`OsmError::is_damaged`] tells a
/// missing or damaged file from one whose content cannot be used, such as one without any
/// walkable street.
///
/// # Cost
///
/// A PBF file of 50,000 ways takes about 0.1 s on two cores. Memory grows with the walkable ways,
/// not with the file (XML: with all nodes).
pub fn read(path: &Path) -> Result<OsmStreets, OsmError> {
    Asked::default().read(path)
}

impl Asked {
    /// Reads what is asked for beside the walkable streets of a file, as [`read`] does.
    ///
    /// # Errors
    ///
    /// As [`read`].
    pub fn read(self, path: &Path) -> Result<OsmStreets, OsmError> {
        let mut streets = match format::detect(path)? {
            Format::Pbf => pbf::read(path, self)?,
            Format::Xml(compression) => xml::read(path, compression, self)?,
        };
        streets.report.bytes = std::fs::metadata(path).map_or(0, |file| file.len());
        Ok(streets)
    }
}

/// What a file says of its box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum BoundingBox {
    #[default]
    None,
    Declared(LngLat, LngLat),
    /// Not a box on the earth.
    Invalid,
}

impl BoundingBox {
    /// The box around both, as a file may declare several.
    fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::None, only) | (only, Self::None) => only,
            (Self::Declared(low, high), Self::Declared(other_low, other_high)) => {
                let around = box_around(&[low, high, other_low, other_high]);
                around.map_or(Self::Invalid, |(low, high)| Self::Declared(low, high))
            }
            _ => Self::Invalid,
        }
    }
}

/// A box from its south-west and north-east corner, each longitude first.
fn bounding_box(south_west: [f64; 2], north_east: [f64; 2]) -> BoundingBox {
    let corner = |[lng, lat]: [f64; 2]| LngLat::new(lng, lat);
    match (corner(south_west), corner(north_east)) {
        (Ok(low), Ok(high)) if low.lng() < high.lng() && low.lat() < high.lat() => {
            BoundingBox::Declared(low, high)
        }
        _ => BoundingBox::Invalid,
    }
}

/// Puts the result together, if there is anything to walk on.
fn finish(
    path: &Path,
    declared: BoundingBox,
    (lines, mut report): (StreetLines, OsmReport),
) -> Result<OsmStreets, OsmError> {
    report.invalid_box = declared == BoundingBox::Invalid;
    if lines.lines.is_empty() {
        return Err(OsmError::NoStreet {
            path: path.to_owned(),
            report: Box::new(report),
        });
    }
    let declared_box = match declared {
        BoundingBox::Declared(south_west, north_east) => Some((south_west, north_east)),
        BoundingBox::None | BoundingBox::Invalid => None,
    };
    let nodes_box = box_around(&lines.positions);
    Ok(OsmStreets { lines, declared_box, nodes_box, report })
}

fn box_around(positions: &[LngLat]) -> Option<(LngLat, LngLat)> {
    let corner = |pick: fn(f64, f64) -> f64| {
        positions.iter().copied().reduce(|a, b| {
            // Both numbers are taken from valid positions.
            LngLat::new(pick(a.lng(), b.lng()), pick(a.lat(), b.lat())).unwrap_or(a)
        })
    };
    Some((corner(f64::min)?, corner(f64::max)?))
}

#[cfg(test)]
#[path = "osm/read_tests.rs"]
mod tests;
