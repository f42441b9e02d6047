//! `GeoPackage` (OGC 12-128): feature layers, and tables of attributes.
//!
//! The bytes are opened in memory, so that what is read is what was hashed and nothing is written
//! beside the file. Its schema is not trusted: views may not run for ever, and no value may be
//! longer than the file.

mod geometry;
mod table;

use super::Opened;
use super::layer::{self, Columns};
use crate::crs::Crs;
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, Problem};
use crate::rows::Rows;
use rusqlite::limits::Limit;
use rusqlite::{Connection, MAIN_DB, OptionalExtension, params};
use std::io::Read as _;
use std::ops::Range;
use table::Table;

/// Where the header of a database says whether it keeps a journal beside the file.
const JOURNAL: Range<usize> = 18..20;

/// Reads the layers that the project names, or the only one.
pub(super) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    let mut rows = file.rows();
    let mut journal = file.path.clone().into_os_string();
    journal.push("-wal");
    if std::fs::metadata(journal).is_ok_and(|journal| journal.len() > 0) {
        rows.findings.push(Finding::new(&rows.file, Problem::Unsaved));
    }
    let broken = |error| broken(file, &error);
    let database = open(&file.bytes).map_err(broken)?;
    let layers = chosen(file, &database)?;
    let mut gathered = Columns::default();
    for (i, layer) in layers.iter().enumerate() {
        let geometry = geometry_column(&database, layer).map_err(broken)?;
        let (geometry, crs) = geometry.unzip();
        if i > 0 && crs.clone().flatten() != rows.crs {
            return Err(file.unusable(ReadFault::MixedCrs(layers)));
        }
        rows.crs = crs.flatten();
        let table = Table::of(&database, layer, geometry.as_deref()).map_err(broken)?;
        table.read(file, &database, &mut gathered, &mut rows)?;
    }
    Ok(rows)
}

fn open(bytes: &[u8]) -> rusqlite::Result<Connection> {
    let mut database = Connection::open_in_memory()?;
    // A journal beside the file cannot be used in memory: the file is read as it is, and the two
    // bytes that ask for a journal are replaced.
    let (before, rest) = bytes.split_at(bytes.len().min(JOURNAL.start));
    let after = bytes.get(JOURNAL.end..).unwrap_or_default();
    let patch = [1; JOURNAL.end - JOURNAL.start];
    let patch = &patch[..rest.len().min(patch.len())];
    let patched = before.chain(patch).chain(after);
    database.deserialize_read_exact(MAIN_DB, patched, bytes.len(), true)?;
    database.pragma_update(None, "trusted_schema", false)?;
    let longest = i32::try_from(bytes.len()).unwrap_or(i32::MAX).max(1 << 16);
    database.set_limit(Limit::SQLITE_LIMIT_LENGTH, longest)?;
    // Steps that a file of this size may take, in thousands.
    let mut left = 100_000 + bytes.len() / 10;
    let ends = move || {
        left = left.saturating_sub(1);
        left == 0
    };
    database.progress_handler(1000, Some(ends));
    Ok(database)
}

fn broken(file: &Opened<'_>, error: &rusqlite::Error) -> ReadError {
    let reason = error.to_string();
    file.damaged(ReadFault::Broken { format: "GeoPackage", reason })
}

/// The names of the layers to read.
fn chosen(file: &Opened<'_>, database: &Connection) -> Result<Vec<String>, ReadError> {
    let broken = |error| broken(file, &error);
    let list = |sql: &str| {
        let mut statement = database.prepare(sql)?;
        let names = statement.query_map([], |row| row.get(0))?;
        names.collect::<rusqlite::Result<Vec<String>>>()
    };
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
    let tables = list(tables).map_err(broken)?;
    if !tables.iter().any(|name| name.eq_ignore_ascii_case("gpkg_contents")) {
        return Err(file.unusable(ReadFault::NoLayers(tables)));
    }
    let of_kind = |kind| {
        let order = "ORDER BY rowid";
        list(&format!(
            "SELECT table_name FROM gpkg_contents WHERE data_type = '{kind}' {order}"
        ))
    };
    let features = of_kind("features").map_err(broken)?;
    let attributes = of_kind("attributes").map_err(broken)?;
    let known = match file.input.layers.as_slice() {
        [] if !features.is_empty() => features,
        _ => [features, attributes].concat(),
    };
    if known.is_empty() {
        return Err(file.unusable(ReadFault::NoLayers(tables)));
    }
    let places = layer::chosen(file, &known)?;
    Ok(places.into_iter().map(|place| known[place].clone()).collect())
}

/// The geometry column of a layer, and what its coordinates mean; `None` for a bare table.
fn geometry_column(
    database: &Connection,
    layer: &str,
) -> rusqlite::Result<Option<(String, Option<Crs>)>> {
    let column = "SELECT column_name, srs_id FROM gpkg_geometry_columns \
                  WHERE lower(table_name) = lower(?1)";
    let column = database.query_row(column, params![layer], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
    });
    let column = match column.optional() {
        // A package of bare tables needs no such table.
        Err(rusqlite::Error::SqliteFailure(_, Some(why))) if why.contains("no such") => {
            return Ok(None);
        }
        column => column?,
    };
    let Some((name, system)) = column else { return Ok(None) };
    let system = database
        .query_row(
            "SELECT organization, organization_coordsys_id, definition \
             FROM gpkg_spatial_ref_sys WHERE srs_id = ?1 AND srs_id > 0",
            params![system],
            |row| {
                Ok(crs(&row.get::<_, String>(0)?, row.get(1)?, &row.get::<_, String>(2)?))
            },
        )
        .optional()?;
    Ok(Some((name, system.flatten())))
}

/// A system by the code of its authority, else by its definition.
fn crs(organization: &str, code: i64, definition: &str) -> Option<Crs> {
    if organization.eq_ignore_ascii_case("EPSG")
        && let Some(known) = Crs::named(&format!("EPSG:{code}"))
    {
        return Some(known);
    }
    let given = !definition.is_empty() && !definition.eq_ignore_ascii_case("undefined");
    let defined = || Crs::named(definition).unwrap_or(Crs::Definition(definition.into()));
    given.then(defined)
}

#[cfg(test)]
#[path = "geopackage_tests.rs"]
mod tests;
