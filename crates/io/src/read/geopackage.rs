//! `GeoPackage` (OGC 12-128): feature layers, and tables of attributes.
//!
//! The bytes are opened in memory, so that what is read is what was hashed and nothing is written
//! beside the file. Its schema is not trusted: views may not run for ever, and no value may be
//! longer than the file.

use super::layer::{self, Columns};
use super::{Opened, wkb};
use crate::crs::Crs;
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, GeometryFault, Place, Problem};
use crate::rows::{Row, Rows};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, OptionalExtension, Statement, params};
use walkshed::model::Value;

/// Names that other programs give to the key of a row.
const MADE_KEYS: [&str; 2] = ["fid", "ogc_fid"];

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
    let mut copy = bytes.to_vec();
    if let Some(versions) = copy.get_mut(18..20) {
        // A journal beside the file cannot be used in memory: the file is read as it is.
        versions.fill(1);
    }
    database.deserialize_read_exact(MAIN_DB, copy.as_slice(), copy.len(), true)?;
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
    given.then(|| Crs::Definition(definition.into()))
}

/// How one table is read.
struct Table {
    select: String,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    kind: Kind,
    key: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Geometry,
    Boolean,
    Other,
}

impl Table {
    fn of(
        database: &Connection,
        name: &str,
        geometry: Option<&str>,
    ) -> rusqlite::Result<Self> {
        let mut about =
            database.prepare("SELECT name, type, pk FROM pragma_table_info(?1)")?;
        let columns = about.query_map(params![name], |row| {
            let (name, kind): (String, String) = (row.get(0)?, row.get(1)?);
            let is_geometry = geometry.is_some_and(|g| g.eq_ignore_ascii_case(&name));
            let is_key =
                row.get::<_, i64>(2)? == 1 && kind.eq_ignore_ascii_case("INTEGER");
            let kind = match kind.to_ascii_uppercase().as_str() {
                _ if is_geometry => Kind::Geometry,
                "BOOLEAN" => Kind::Boolean,
                _ => Kind::Other,
            };
            Ok(Column { name, kind, key: is_key })
        })?;
        let columns = columns.collect::<rusqlite::Result<Vec<_>>>()?;
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        let listed: Vec<String> = columns.iter().map(|c| quoted(&c.name)).collect();
        let select = format!("SELECT {} FROM {}", listed.join(", "), quoted(name));
        Ok(Self { select, columns })
    }

    fn read(
        &self,
        file: &Opened<'_>,
        database: &Connection,
        gathered: &mut Columns,
        rows: &mut Rows,
    ) -> Result<(), ReadError> {
        let broken = |error| broken(file, &error);
        let is_made = |name: &str| MADE_KEYS.iter().any(|k| k.eq_ignore_ascii_case(name));
        let plain = |c: &Column| c.kind != Kind::Geometry && !(c.key && is_made(&c.name));
        let places: Vec<Option<usize>> = self
            .columns
            .iter()
            .map(|c| plain(c).then(|| gathered.place(rows, &c.name)))
            .collect();
        let mut statement: Statement<'_> =
            database.prepare(&self.select).map_err(broken)?;
        let mut found = statement.query([]).map_err(broken)?;
        let (mut blobs, mut undecoded) = (vec![false; self.columns.len()], 0);
        while let Some(record) = found.next().map_err(broken)? {
            let mut row = Row::new(Place::Feature(rows.list.len() + 1), Vec::new());
            let mut values = Vec::with_capacity(rows.columns.len());
            for (i, column) in self.columns.iter().enumerate() {
                let value = record.get_ref(i).map_err(broken)?;
                if let (true, ValueRef::Integer(key)) = (column.key, value) {
                    row.id = Some(key.to_string());
                }
                if column.kind == Kind::Geometry {
                    row.geometry = geometry_of(value);
                }
                let Some(place) = places[i] else { continue };
                blobs[i] |= matches!(value, ValueRef::Blob(_));
                layer::put(
                    &mut values,
                    place,
                    plain_value(value, column, &mut undecoded),
                );
            }
            row.set(values);
            layer::push(file, rows, row)?;
        }
        self.say(&blobs, undecoded, rows);
        Ok(())
    }

    fn say(&self, blobs: &[bool], undecoded: usize, rows: &mut Rows) {
        let named = self.columns.iter().zip(blobs).filter(|(_, blob)| **blob);
        let named: Vec<&str> = named.map(|(column, _)| column.name.as_str()).collect();
        if !named.is_empty() {
            let finding = Finding::new(&rows.file, Problem::NotPlain);
            rows.findings.push(finding.in_column(named.join(", ")));
        }
        if undecoded > 0 {
            let problem = Problem::Undecoded { cells: undecoded };
            rows.findings.push(Finding::new(&rows.file, problem));
        }
    }
}

fn plain_value(value: ValueRef<'_>, column: &Column, undecoded: &mut usize) -> Value {
    match value {
        ValueRef::Integer(flag @ (0 | 1)) if column.kind == Kind::Boolean => {
            Value::Bool(flag == 1)
        }
        ValueRef::Integer(whole) => Value::Integer(whole),
        ValueRef::Real(number) if number.is_finite() => Value::Number(number),
        ValueRef::Null | ValueRef::Blob(_) | ValueRef::Real(_) => Value::Null,
        ValueRef::Text(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            *undecoded += usize::from(matches!(text, std::borrow::Cow::Owned(_)));
            Value::Text(text.into_owned())
        }
    }
}

/// A geometry behind the header of the format.
fn geometry_of(value: ValueRef<'_>) -> Result<Option<geo::Geometry>, Problem> {
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

#[cfg(test)]
#[path = "geopackage_tests.rs"]
mod tests;
