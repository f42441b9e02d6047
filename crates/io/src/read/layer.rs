//! Which layers of a file of several are read.

use super::Opened;
use crate::error::{ReadError, ReadFault};
use crate::normalize;
use crate::project::nearest;
use crate::rows::{Row, Rows};
use rustc_hash::FxHashMap;
use walkshed::model::Value;

/// The layers that the project names, else the only one there is; as places in `known`.
pub(super) fn chosen(
    file: &Opened<'_>,
    known: &[String],
) -> Result<Vec<usize>, ReadError> {
    let named = &file.input.layers;
    match (named.as_slice(), known) {
        ([], []) => Err(file.unusable(ReadFault::NoLayers(Vec::new()))),
        ([], [_]) => Ok(vec![0]),
        ([], _) => Err(file.unusable(ReadFault::ManyLayers(known.to_vec()))),
        (named, _) => named.iter().map(|name| place(file, known, name)).collect(),
    }
}

fn place(file: &Opened<'_>, known: &[String], name: &str) -> Result<usize, ReadError> {
    let exact = known.iter().position(|layer| layer == name);
    let alike =
        || known.iter().position(|layer| normalize::key(layer) == normalize::key(name));
    exact.or_else(alike).ok_or_else(|| {
        let near = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
        let (name, known) = (name.to_owned(), known.to_vec());
        file.unusable(ReadFault::NoLayer { name, known, near })
    })
}

/// Gathers the columns of records, in the order they first appear.
#[derive(Default)]
pub(super) struct Columns(FxHashMap<String, usize>);

impl Columns {
    /// The place of a column, which is added if it is new.
    pub(super) fn place(&mut self, rows: &mut Rows, name: &str) -> usize {
        if let Some(&place) = self.0.get(name) {
            return place;
        }
        let place = rows.columns.len();
        rows.columns.push(name.to_owned());
        self.0.insert(name.to_owned(), place);
        place
    }
}

/// Puts a value into a column of a row that is being made.
pub(super) fn put(values: &mut Vec<Value>, column: usize, value: Value) {
    if values.len() <= column {
        values.resize(column + 1, Value::Null);
    }
    values[column] = value;
}

/// A moment as ISO 8601 writes it, or the day alone: formats without days of their own write them
/// as midnights.
pub(super) fn day(moment: &str) -> &str {
    moment.strip_suffix("T00:00:00").unwrap_or(moment)
}

/// Rows that a file of so many bytes may hold: a row takes a byte at least, and a small table
/// may be packed well.
pub(super) fn most_rows(bytes: usize) -> usize {
    100_000 + bytes
}

/// Adds a row, unless there are more than a file of this size may hold.
pub(super) fn push(
    file: &Opened<'_>,
    rows: &mut Rows,
    row: Row,
) -> Result<(), ReadError> {
    let (most, from) = (most_rows(file.bytes.len()), file.bytes.len() as u64);
    if rows.list.len() >= most {
        return Err(file.unusable(ReadFault::Expands { from, to: most as u64 }));
    }
    rows.list.push(row);
    Ok(())
}
