//! One table of a package, row by row.

use super::broken;
use super::geometry::geometry_of;
use crate::error::ReadError;
use crate::finding::{Finding, Place, Problem};
use crate::read::Opened;
use crate::read::layer::{self, Columns};
use crate::rows::{Row, Rows};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement, params};
use std::borrow::Cow;
use walkshed::model::Value;

/// Names that other programs give to the key of a row.
const MADE_KEYS: [&str; 2] = ["fid", "ogc_fid"];

/// How one table is read.
pub(super) struct Table {
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
    /// Looks at the columns of a table.
    pub(super) fn of(
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

    /// Adds the rows of the table.
    pub(super) fn read(
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
            *undecoded += usize::from(matches!(text, Cow::Owned(_)));
            Value::Text(text.into_owned())
        }
    }
}
