//! `GeoPackage` 1.3 (OGC 12-128r17): all layers in one `SQLite` file.
//!
//! ```text
//! gpkg_contents, gpkg_geometry_columns, gpkg_spatial_ref_sys   what there is
//! gpkg_extensions, rtree_...                                    an index for each layer
//! gpkg_metadata, gpkg_metadata_reference                        licence and provenance
//! layer_styles                                                  how QGIS is to draw it
//! ```
//!
//! The same content gives the same bytes: there is no clock in it.

mod index;
mod schema;
mod style;

use super::content::Content;
use super::kind::{GeometryKind, plain};
use super::survey::Survey;
use super::{Aside, WriteError, wkb};
use crate::layers::Kind;
use crate::rows::text_of;
use geo::{BoundingRect, Geometry};
use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};
use rusqlite::{Connection, ErrorCode, ToSql, Transaction};
use schema::Table;
use std::io::{self, ErrorKind};
use std::path::Path;
use walkshed::model::Value;

/// Writes the file aside.
pub(super) fn stage(place: &Path, contents: &[Content<'_>]) -> Result<Aside, WriteError> {
    Aside::fill(place, |path| write(path, contents).map_err(error))
}

fn write(path: &Path, contents: &[Content<'_>]) -> rusqlite::Result<()> {
    let mut connection = Connection::open(path)?;
    // nobody sees the file before it is whole, and it is synced then
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;
         PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;",
    )?;
    let transaction = connection.transaction()?;
    schema::create(&transaction, contents)?;
    let mut names = Vec::new();
    for (nth, content) in contents.iter().enumerate() {
        let survey = Survey::of(content);
        let table = Table::of(content, &survey, &names);
        table.create(&transaction, content, &survey)?;
        index::start(&transaction, &table)?;
        fill(&transaction, &table, content)?;
        index::keep(&transaction, &table)?;
        schema::describe(&transaction, &table, content, nth + 1)?;
        style::add(&transaction, &table, content)?;
        names.push(table.name);
    }
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)
}

/// Inserts the features, in order: their number is their row.
fn fill(
    transaction: &Transaction<'_>,
    table: &Table,
    content: &Content<'_>,
) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare(&table.insert())?;
    let mut insert_box = transaction.prepare(&index::insert(table))?;
    let kind = table.kind;
    for (mut feature, row) in content.features().zip(1_i64..) {
        let geometry = feature.geometry.take().map(plain);
        let geometry = geometry.map(|geometry| match kind {
            Some(kind) => kind.promote(geometry),
            None => geometry,
        });
        let bounds = geometry.as_ref().and_then(Geometry::bounding_rect);
        let blob = geometry.map(|g| blob(&g, table.srs)).transpose();
        let blob = blob
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        let values = content.flat_values(feature);
        let mut cells: Vec<Box<dyn ToSql>> = vec![Box::new(row), Box::new(blob)];
        for (value, column) in values.into_iter().zip(&table.columns) {
            cells.push(Box::new(Cell { value, kind: column.kind }));
        }
        insert.execute(rusqlite::params_from_iter(cells))?;
        if let Some(bounds) = bounds {
            let (min, max) = (bounds.min(), bounds.max());
            insert_box.execute((row, min.x, max.x, min.y, max.y))?;
        }
    }
    Ok(())
}

/// A value in the type of its column.
struct Cell {
    value: Value,
    kind: Kind,
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match (self.kind, &self.value) {
            (_, Value::Null) => ToSqlOutput::Owned(Sql::Null),
            (Kind::Boolean, Value::Bool(flag)) => {
                ToSqlOutput::Owned(Sql::Integer((*flag).into()))
            }
            (Kind::Integer, Value::Integer(number)) => {
                ToSqlOutput::Owned(Sql::Integer(*number))
            }
            (Kind::Number, Value::Integer(number)) => {
                ToSqlOutput::Owned(Sql::Real(*number as f64))
            }
            (Kind::Number, Value::Number(number)) => {
                ToSqlOutput::Owned(Sql::Real(*number))
            }
            (_, Value::Text(text)) => {
                ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes()))
            }
            (_, value) => ToSqlOutput::Owned(Sql::Text(text_of(value).into_owned())),
        })
    }
}

/// A geometry with the header of a `GeoPackage`: flags, system, and a box unless it is a point.
fn blob(geometry: &Geometry, srs: i32) -> io::Result<Vec<u8>> {
    const LITTLE_ENDIAN: u8 = 1;
    const BOX: u8 = 1 << 1;
    const EMPTY: u8 = 1 << 4;
    let mut bytes = b"GP\0".to_vec();
    let bounds = geometry.bounding_rect();
    let boxed = GeometryKind::of(geometry) != GeometryKind::Point;
    let flags = match bounds {
        None => EMPTY,
        Some(_) if boxed => BOX,
        Some(_) => 0,
    };
    bytes.push(LITTLE_ENDIAN | flags);
    bytes.extend(srs.to_le_bytes());
    if let Some(bounds) = bounds.filter(|_| boxed) {
        let (min, max) = (bounds.min(), bounds.max());
        for number in [min.x, max.x, min.y, max.y] {
            bytes.extend(number.to_le_bytes());
        }
    }
    wkb::append(&mut bytes, geometry)?;
    Ok(bytes)
}

/// What the system says, where that is the cause.
fn error(error: rusqlite::Error) -> io::Error {
    let kind = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => ErrorKind::StorageFull,
        Some(ErrorCode::OutOfMemory) => ErrorKind::OutOfMemory,
        Some(ErrorCode::TooBig) => ErrorKind::FileTooLarge,
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            ErrorKind::PermissionDenied
        }
        _ => ErrorKind::Other,
    };
    io::Error::new(kind, error)
}
