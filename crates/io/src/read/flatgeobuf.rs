//! `FlatGeobuf`.
//!
//! The library verifies a table before it lends it, but its readers of whole files believe the
//! sizes that a file declares, and its reader of properties runs over their end. So the file is
//! framed here, each size is held against the bytes that there are, and properties are read by
//! hand.

mod shape;

use super::layer::{self, Columns};
use super::{Opened, prj};
use crate::crs::Crs;
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, Place, Problem};
use crate::rows::{Row, Rows};
use flatgeobuf::{
    ColumnType, GeometryType, Header, size_prefixed_root_as_feature,
    size_prefixed_root_as_header,
};
use walkshed::model::Value;

/// Bytes in front of the header, and of a node of the index.
const MAGIC: usize = 8;
const NODE: u64 = 40;

/// Reads all features.
pub(super) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    read_features(file).map_err(|fault| match fault {
        Fault::Format(reason) => {
            file.damaged(ReadFault::Broken { format: "FlatGeobuf", reason })
        }
        Fault::Read(error) => error,
    })
}

/// Why a file could not be read.
enum Fault {
    Format(String),
    Read(ReadError),
}

impl From<&str> for Fault {
    fn from(reason: &str) -> Self {
        Self::Format(reason.to_owned())
    }
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

fn read_features(file: &Opened<'_>) -> Result<Rows, Fault> {
    let magic = file.bytes.get(..MAGIC).unwrap_or_default();
    if !(magic.starts_with(b"fgb\x03") && magic[4..].starts_with(b"fgb")) {
        return Err("its first bytes are not those of version 3".into());
    }
    let head = file.bytes.get(MAGIC..).and_then(framed);
    let (head, mut rest) = head.ok_or("its header is cut off")?;
    let header = size_prefixed_root_as_header(head)
        .map_err(|error| Fault::Format(format!("its header: {error}")))?;
    let index = index_size(&header).and_then(|size| rest.get(size..));
    rest = index.ok_or("its index is cut off")?;
    let mut rows = file.rows();
    rows.crs = header.crs().and_then(|crs| system(&crs));
    let names = header.columns().map(|columns| {
        columns.iter().map(|one| (one.name().to_owned(), one.type_())).collect()
    });
    let mut reader = Reader { columns: Columns::default(), blobs: Vec::new() };
    let schema = reader.schema(&mut rows, names.unwrap_or_default());
    let declared = header.features_count();
    let mut seen = 0;
    while !rest.is_empty() && (declared == 0 || seen < declared) {
        let (feature, after) = framed(rest).ok_or_else(|| cut(seen))?;
        seen += 1;
        let row = reader.row(&mut rows, feature, header.geometry_type(), &schema)?;
        layer::push(file, &mut rows, row)?;
        rest = after;
    }
    if seen < declared {
        return Err(cut(seen));
    }
    if !reader.blobs.is_empty() {
        let finding = Finding::new(&rows.file, Problem::NotPlain);
        rows.findings.push(finding.in_column(reader.blobs.join(", ")));
    }
    Ok(rows)
}

fn cut(seen: u64) -> Fault {
    Fault::Format(format!("it ends in feature {}", seen + 1))
}

/// What a length in front of it frames, with that length, and what follows.
fn framed(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let size = u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?) as usize;
    bytes.split_at_checked(size.checked_add(4)?)
}

/// Bytes of the index, which is a tree of boxes above the features.
fn index_size(header: &Header<'_>) -> Option<usize> {
    let (mut level, node) = (header.features_count(), header.index_node_size());
    if level == 0 || node == 0 {
        return Some(0);
    }
    let mut nodes = level;
    while level > 1 {
        level = level.div_ceil(u64::from(node).max(2));
        nodes = nodes.checked_add(level)?;
    }
    // A tree of one feature has a root above it.
    let nodes = if header.features_count() == 1 { 2 } else { nodes };
    usize::try_from(nodes.checked_mul(NODE)?).ok()
}

/// A system by its code, else by its definition.
fn system(crs: &flatgeobuf::Crs<'_>) -> Option<Crs> {
    let authority = crs.org().unwrap_or("EPSG");
    let code = crs.code_string().map(str::to_owned);
    let code = code.or_else(|| (crs.code() > 0).then(|| crs.code().to_string()));
    let known = code
        .filter(|_| ["EPSG", "OGC"].iter().any(|a| a.eq_ignore_ascii_case(authority)));
    let known = known.and_then(|code| Crs::named(&format!("{authority}:{code}")));
    known.or_else(|| prj::read(crs.wkt()?.as_bytes()))
}

/// A column: its type, and its place among those of the rows.
struct Column {
    kind: ColumnType,
    place: usize,
}

struct Reader {
    columns: Columns,
    blobs: Vec<String>,
}

impl Reader {
    /// Gives the columns their places; those of bytes are left out.
    fn schema(
        &mut self,
        rows: &mut Rows,
        columns: Vec<(String, ColumnType)>,
    ) -> Vec<Column> {
        let mut schema = Vec::with_capacity(columns.len());
        for (name, kind) in columns {
            let is_blob = kind == ColumnType::Binary;
            if is_blob && !self.blobs.contains(&name) {
                self.blobs.push(name.clone());
            }
            let place = if is_blob { 0 } else { self.columns.place(rows, &name) };
            schema.push(Column { kind, place });
        }
        schema
    }

    fn row(
        &mut self,
        rows: &mut Rows,
        bytes: &[u8],
        kind: GeometryType,
        schema: &[Column],
    ) -> Result<Row, Fault> {
        let number = rows.list.len() + 1;
        let feature = size_prefixed_root_as_feature(bytes)
            .map_err(|error| Fault::Format(format!("feature {number}: {error}")))?;
        let own = feature.columns().map(|columns| {
            columns.iter().map(|one| (one.name().to_owned(), one.type_())).collect()
        });
        let own = own.map(|columns| self.schema(rows, columns));
        let schema = own.as_deref().unwrap_or(schema);
        let mut values = Vec::with_capacity(schema.len());
        let mut properties = feature.properties().map_or(&[][..], |bytes| bytes.bytes());
        while !properties.is_empty() {
            let taken = property(&mut properties, schema);
            let (column, value) = taken.ok_or_else(|| {
                Fault::Format(format!("feature {number}: its properties are damaged"))
            })?;
            if column.kind != ColumnType::Binary {
                layer::put(&mut values, column.place, value);
            }
        }
        let mut row = Row::new(Place::Feature(number), values);
        row.geometry = match feature.geometry() {
            Some(geometry) => shape::read(&geometry, kind, bytes.len()),
            None => Ok(None),
        };
        Ok(row)
    }
}

/// Takes the next property.
fn property<'s>(bytes: &mut &[u8], schema: &'s [Column]) -> Option<(&'s Column, Value)> {
    let place = u16::from_le_bytes(taken(bytes)?);
    let column = schema.get(usize::from(place))?;
    let value = match column.kind {
        ColumnType::Byte => Value::Integer(i8::from_le_bytes(taken(bytes)?).into()),
        ColumnType::UByte => Value::Integer(u8::from_le_bytes(taken(bytes)?).into()),
        ColumnType::Bool => Value::Bool(taken::<1>(bytes)? != [0]),
        ColumnType::Short => Value::Integer(i16::from_le_bytes(taken(bytes)?).into()),
        ColumnType::UShort => Value::Integer(u16::from_le_bytes(taken(bytes)?).into()),
        ColumnType::Int => Value::Integer(i32::from_le_bytes(taken(bytes)?).into()),
        ColumnType::UInt => Value::Integer(u32::from_le_bytes(taken(bytes)?).into()),
        ColumnType::Long => Value::Integer(i64::from_le_bytes(taken(bytes)?)),
        ColumnType::ULong => {
            let number = u64::from_le_bytes(taken(bytes)?);
            i64::try_from(number)
                .map_or_else(|_| Value::Text(number.to_string()), Value::Integer)
        }
        ColumnType::Float => number(f32::from_le_bytes(taken(bytes)?).into()),
        ColumnType::Double => number(f64::from_le_bytes(taken(bytes)?)),
        ColumnType::String | ColumnType::Json => {
            Value::Text(str::from_utf8(sized(bytes)?).ok()?.to_owned())
        }
        ColumnType::DateTime => {
            let text = str::from_utf8(sized(bytes)?).ok()?;
            Value::Text(layer::day(text).to_owned())
        }
        ColumnType::Binary => sized(bytes).map(|_| Value::Null)?,
        _ => return None,
    };
    Some((column, value))
}

fn number(number: f64) -> Value {
    if number.is_finite() { Value::Number(number) } else { Value::Null }
}

fn taken<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*first)
}

fn sized<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    let size = u32::from_le_bytes(taken(bytes)?) as usize;
    let (first, rest) = bytes.split_at_checked(size)?;
    *bytes = rest;
    Some(first)
}

#[cfg(test)]
#[path = "flatgeobuf_tests.rs"]
mod tests;
