//! A table beside a layer: its columns are added to the rows that have the same key.
//!
//! Keys are text, compared without regard to width and surrounding space; codes keep their zeros.
//! What matches nothing is named in both files, since a missing community is missing people.

use crate::columns::find;
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, JoinFault, Problem};
use crate::identity::is_cut;
use crate::normalize;
use crate::project::Join;
use crate::read;
use crate::rows::{Row, Rows};
use rustc_hash::FxHashMap;
use std::path::Path;

/// Keys that an error shows of each side.
const SHOWN: usize = 3;

/// Adds the columns of a table to some rows.
///
/// # Errors
///
/// If the table cannot be read, a key's column is not there, or no key matches any.
pub(crate) fn apply(
    rows: &mut Rows,
    join: &Join,
    folder: &Path,
) -> Result<(), ReadError> {
    let table = read::rows(folder, &join.table)?;
    let on = find(rows, &join.on)?;
    let with = find(&table, join.with.as_deref().unwrap_or(&join.on))?;
    let keyed = Keyed::of(&table, with, &mut rows.findings);
    let links = link(rows, on, &keyed);
    if links.iter().all(Option::is_none) && !rows.list.is_empty() {
        return Err(nothing(rows, on, &table, with));
    }
    say_unmatched(rows, on, &table, with, &keyed, &links);
    append(rows, &table, with, &links);
    rows.sources.extend(table.sources);
    rows.findings.extend(table.findings);
    Ok(())
}

/// Rows of a table by their key.
pub(crate) struct Keyed {
    by_key: FxHashMap<String, usize>,
    /// Rows that were named: without a sound key, or with one that stood before.
    named: Vec<bool>,
}

impl Keyed {
    /// Of two rows with one key the first counts, and the second is named.
    pub(crate) fn of(table: &Rows, column: usize, findings: &mut Vec<Finding>) -> Self {
        let mut by_key = FxHashMap::default();
        let mut named = vec![false; table.list.len()];
        for (nth, row) in table.list.iter().enumerate() {
            let Some(key) = key_of(row, column) else { continue };
            if is_cut(&key) {
                named[nth] = true;
                findings.push(finding(table, row, column, Problem::CutCode));
                continue;
            }
            let first = *by_key.entry(key).or_insert(nth);
            if first != nth {
                named[nth] = true;
                let place = table.list[first].place;
                let file = table.file.clone();
                let problem = JoinFault::DuplicateKey { file, place };
                findings.push(finding(table, row, column, Problem::Join(problem)));
            }
        }
        Self { by_key, named }
    }

    /// The row that has the key of another.
    pub(crate) fn row_of(&self, row: &Row, column: usize) -> Option<usize> {
        self.by_key.get(&key_of(row, column)?).copied()
    }
}

/// A key as it is compared; `None` if the cell is blank.
fn key_of(row: &Row, column: usize) -> Option<String> {
    row.named(Some(column)).map(|text| normalize::plain(&text))
}

fn finding(rows: &Rows, row: &Row, column: usize, problem: Problem) -> Finding {
    let value = row.text(column).unwrap_or_default();
    Finding::new(&rows.file, problem).at(row.place).of(&rows.columns[column], value)
}

fn link(rows: &Rows, on: usize, keyed: &Keyed) -> Vec<Option<usize>> {
    rows.list.iter().map(|row| keyed.row_of(row, on)).collect()
}

fn nothing(rows: &Rows, on: usize, table: &Rows, with: usize) -> ReadError {
    let first = |rows: &Rows, column| -> Vec<String> {
        let keys = rows.list.iter().filter_map(|row| row.named(Some(column)));
        keys.take(SHOWN).collect()
    };
    let fault = ReadFault::NoMatch {
        column: rows.columns[on].clone(),
        table: table.file.clone(),
        with: table.columns[with].clone(),
        keys: first(rows, on),
        known: first(table, with),
    };
    ReadError::unusable(&rows.path, fault)
}

/// Names what has no partner, in both files, and rows of the table that several rows take.
fn say_unmatched(
    rows: &mut Rows,
    on: usize,
    table: &Rows,
    with: usize,
    keyed: &Keyed,
    links: &[Option<usize>],
) {
    let mut taken = vec![0_usize; table.list.len()];
    for (row, link) in rows.list.iter().zip(links) {
        if let Some(nth) = link {
            taken[*nth] += 1;
        } else {
            let problem = JoinFault::Unmatched { other: table.file.clone() };
            rows.findings.push(finding(rows, row, on, Problem::Join(problem)));
        }
    }
    for ((row, &times), &named) in table.list.iter().zip(&taken).zip(&keyed.named) {
        let problem = match times {
            _ if named => continue,
            0 => JoinFault::Unmatched { other: rows.file.clone() },
            1 => continue,
            rows => JoinFault::Shared { rows },
        };
        rows.findings.push(finding(table, row, with, Problem::Join(problem)));
    }
}

/// Adds every column but the key; a name that is taken is followed by the table's.
fn append(rows: &mut Rows, table: &Rows, with: usize, links: &[Option<usize>]) {
    let width = rows.columns.len();
    let added: Vec<usize> = (0..table.columns.len()).filter(|&i| i != with).collect();
    for &column in &added {
        let name = &table.columns[column];
        let taken = rows.columns.contains(name);
        let other = || format!("{name} ({})", table.file);
        rows.columns.push(if taken { other() } else { name.clone() });
    }
    for (row, link) in rows.list.iter_mut().zip(links) {
        let Some(nth) = *link else { continue };
        let other = &table.list[nth];
        row.extend(width, added.iter().map(|&column| other.value(column).clone()));
        if let Ok(None) = row.geometry {
            row.geometry.clone_from(&other.geometry);
        }
    }
}
