//! CSV as RFC 4180 wants it, in UTF-8: points as two columns, other geometries as WKT.

use super::content::{Content, Places, free};
use super::kind::{GeometryKind, plain};
use super::reference::Reference;
use super::survey::Survey;
use crate::rows::text_of;
use geo::Geometry;
use std::io::{self, Write};
use walkshed::model::Value;

/// Writes a header and a row a feature; `bom` puts a byte order mark in front, by which
/// spreadsheets know UTF-8.
pub(super) fn write(
    out: &mut impl Write,
    content: &Content<'_>,
    bom: bool,
) -> io::Result<()> {
    if bom {
        out.write_all(b"\xef\xbb\xbf")?;
    }
    let terminator = csv::Terminator::CRLF;
    // The library looks through the whole rest of a cell each time its buffer is full, so that
    // with a small one an outline of a million vertices takes most of a minute.
    let mut writer = csv::WriterBuilder::new()
        .terminator(terminator)
        .buffer_capacity(1 << 20)
        .from_writer(out);
    let cells = Cells::of(content);
    let columns = content.flat_columns();
    let names = columns.iter().map(|column| &*column.name);
    writer.write_record(names.chain(cells.names().iter().map(String::as_str)))?;
    for mut feature in content.features() {
        let geometry = feature.geometry.take();
        for value in content.flat_values(feature) {
            writer.write_field(text_of(&value).as_bytes())?;
        }
        for value in cells.values(geometry) {
            writer.write_field(text_of(&value).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// How a table without geometries holds the places of its rows.
#[derive(Debug)]
pub(super) enum Cells {
    /// In two columns of these names.
    Two([String; 2]),
    /// As text, in a column of this name.
    Wkt(String),
    /// Not beside what it has.
    None,
}

impl Cells {
    /// Points have two columns; if anything else comes, all is text.
    pub(super) fn of(content: &Content<'_>) -> Self {
        if content.places != Places::Added {
            return Self::None;
        }
        let kinds = Survey::of(content).kinds;
        let columns = content.flat_columns();
        let free = |name| free(name, columns.iter().map(|column| &*column.name));
        match kinds.common() {
            None if kinds.iter().next().is_none() => Self::None,
            Some(GeometryKind::Point) if Reference::of(&content.crs).is_degrees() => {
                Self::Two([free("lon"), free("lat")])
            }
            Some(GeometryKind::Point) => Self::Two([free("easting"), free("northing")]),
            _ => Self::Wkt(free("wkt")),
        }
    }

    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::Two(names) => names.to_vec(),
            Self::Wkt(name) => vec![name.clone()],
            Self::None => Vec::new(),
        }
    }

    pub(super) fn values(&self, geometry: Option<Geometry>) -> Vec<Value> {
        match (self, geometry.map(plain)) {
            (Self::None, _) => Vec::new(),
            (Self::Two(_), Some(Geometry::Point(point))) => {
                vec![Value::Number(point.x()), Value::Number(point.y())]
            }
            (Self::Two(_), _) => vec![Value::Null, Value::Null],
            (Self::Wkt(_), Some(geometry)) => vec![Value::Text(text(&geometry))],
            (Self::Wkt(_), None) => vec![Value::Null],
        }
    }
}

/// A geometry as WKT.
pub(super) fn text(geometry: &Geometry) -> String {
    let mut text = String::new();
    // writing to a string cannot fail
    let _written = wkt::to_wkt::write_geometry(&mut text, geometry).is_ok();
    text
}
