//! The tables of a `GeoPackage`.

use crate::layers::{Column, Kind};
use crate::write::content::{Content, free};
use crate::write::kind::GeometryKind;
use crate::write::reference::Reference;
use crate::write::survey::Survey;
use rusqlite::Transaction;

/// The time that stands where the format wants one.
pub(super) const TIME: &str = "2000-01-01T00:00:00.000Z";
/// Ids of systems that no authority numbers.
const OWN_SYSTEM: i32 = 100_000;

const TABLES: &str = "
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
";

/// Needed only where something must be said.
const METADATA: &str = "
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
INSERT INTO gpkg_extensions VALUES
  ('gpkg_metadata', NULL, 'gpkg_metadata',
   'http://www.geopackage.org/spec121/#extension_metadata', 'read-write'),
  ('gpkg_metadata_reference', NULL, 'gpkg_metadata',
   'http://www.geopackage.org/spec121/#extension_metadata', 'read-write');
";

/// One layer as a table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    /// The columns of numbers of rows, and of geometries.
    pub(super) row: String,
    pub(super) place: String,
    pub(super) columns: Vec<Column>,
    /// The kind that all geometries are written as; `None` if they are of several.
    pub(super) kind: Option<GeometryKind>,
    pub(super) srs: i32,
}

/// The tables that every file has, and the systems that its layers are in.
pub(super) fn create(
    transaction: &Transaction<'_>,
    contents: &[Content<'_>],
) -> rusqlite::Result<()> {
    transaction.execute_batch(TABLES)?;
    if contents.iter().any(|content| content.about().is_some()) {
        transaction.execute_batch(METADATA)?;
    }
    let wgs_84 = Reference::of(&crate::Crs::Wgs84);
    let others = contents.iter().map(|content| Reference::of(&content.crs));
    for reference in std::iter::once(wgs_84).chain(others) {
        let srs = srs(&reference);
        transaction.execute(
            "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)",
            (
                &reference.name,
                srs,
                if reference.epsg.is_some() { "EPSG" } else { "NONE" },
                srs,
                reference.wkt().as_deref().unwrap_or("undefined"),
            ),
        )?;
    }
    Ok(())
}

fn srs(reference: &Reference) -> i32 {
    let code = reference.epsg.and_then(|code| i32::try_from(code).ok());
    let own = || OWN_SYSTEM + i32::from(reference.name == "BD-09");
    code.unwrap_or_else(own)
}

impl Table {
    pub(super) fn of(content: &Content<'_>, survey: &Survey, taken: &[String]) -> Self {
        let columns = content.flat_columns();
        let mut unique: Vec<Column> = Vec::new();
        for column in columns {
            // SQLite does not tell cases apart
            let name = free(&column.name, unique.iter().map(|other| &*other.name));
            unique.push(Column { name: name.into(), kind: column.kind });
        }
        let own = |name: &str| free(name, unique.iter().map(|column| &*column.name));
        // two names by which readers know that a key is not of the user's making
        let row = ["fid", "ogc_fid"].into_iter().find(|name| own(name) == *name);
        let (row, place) = (row.map_or_else(|| own("fid"), str::to_owned), own("geom"));
        let reserved = content.header.name.is_empty()
            || ["gpkg_", "sqlite_", "rtree_"]
                .iter()
                .any(|start| content.header.name.to_lowercase().starts_with(start))
            || content.header.name.eq_ignore_ascii_case("layer_styles");
        let wanted =
            format!("{}{}", if reserved { "layer_" } else { "" }, content.header.name);
        Self {
            name: free(&wanted, taken.iter().map(String::as_str)),
            row,
            place,
            columns: unique,
            kind: survey.kinds.common(),
            srs: srs(&Reference::of(&content.crs)),
        }
    }

    /// Creates it and says that it is there.
    pub(super) fn create(
        &self,
        transaction: &Transaction<'_>,
        content: &Content<'_>,
        survey: &Survey,
    ) -> rusqlite::Result<()> {
        let kind = self.kind.map_or("GEOMETRY", GeometryKind::name).to_uppercase();
        let mut columns = String::new();
        for column in &self.columns {
            columns.extend([", ", &quoted(&column.name), " ", sql_type(column.kind)]);
        }
        transaction.execute_batch(&format!(
            "CREATE TABLE {} ({} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {} {kind}{columns})",
            quoted(&self.name),
            quoted(&self.row),
            quoted(&self.place),
        ))?;
        let bounds = survey.bounds;
        transaction.execute(
            "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                &self.name,
                &self.name,
                content.licence(),
                TIME,
                bounds.map(|b| b.min().x),
                bounds.map(|b| b.min().y),
                bounds.map(|b| b.max().x),
                bounds.map(|b| b.max().y),
                self.srs,
            ),
        )?;
        transaction.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)",
            (&self.name, &self.place, kind, self.srs),
        )?;
        Ok(())
    }

    /// The statement that adds a row: its number, its geometry, its values.
    pub(super) fn insert(&self) -> String {
        let marks = ", ?".repeat(self.columns.len());
        format!("INSERT INTO {} VALUES (?, ?{marks})", quoted(&self.name))
    }
}

/// Licence and provenance of a layer.
pub(super) fn describe(
    transaction: &Transaction<'_>,
    table: &Table,
    content: &Content<'_>,
    number: usize,
) -> rusqlite::Result<()> {
    let Some(about) = content.about() else { return Ok(()) };
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    transaction.execute(
        "INSERT INTO gpkg_metadata VALUES (?, 'dataset', 'https://www.rfc-editor.org/rfc/rfc8259', 'application/json', ?)",
        (number, about),
    )?;
    transaction.execute(
        "INSERT INTO gpkg_metadata_reference VALUES ('table', ?, NULL, NULL, ?, ?, NULL)",
        (&table.name, TIME, number),
    )?;
    Ok(())
}

/// A name as SQL writes it.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn sql_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Boolean => "BOOLEAN",
        Kind::Integer => "INTEGER",
        Kind::Number => "REAL",
        Kind::Nothing | Kind::Text | Kind::Json | Kind::Mixed => "TEXT",
    }
}
