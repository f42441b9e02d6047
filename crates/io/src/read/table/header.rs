//! Which of the first rows names the columns.

use crate::columns::is_known;
use crate::normalize;
use crate::rows::text_of;
use rustc_hash::FxHashMap;
use walkshed::model::Value;

/// The header among some rows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// The place of its first row among them.
    pub(super) first: usize,
    /// 1, or 2 if a row of groups stands above one of parts.
    pub(super) rows: usize,
    /// Names of the columns.
    pub(super) names: Vec<String>,
}

impl Header {
    /// The first row that fills half of the columns, with words; a later one if that knows
    /// columns by name and this one none.
    pub(super) fn find(rows: &[&[Value]]) -> Option<Self> {
        let width = rows.iter().map(|row| count(row)).max()?;
        let wide = |&i: &usize| 2 * count(rows[i]) >= width;
        let names = |i: &usize| wide(i) && 2 * words(rows[*i]) >= count(rows[*i]);
        let first = (0..rows.len()).find(names).or_else(|| (0..rows.len()).find(wide))?;
        let knows = |i: usize| known(rows, i);
        let better = || (first + 1..rows.len()).filter(names).find(|&i| knows(i) >= 2);
        let first = if knows(first) == 0 { better().unwrap_or(first) } else { first };
        let top = texts(rows[first]);
        let parts = rows.get(first + 1).filter(|below| is_second(rows[first], below));
        let names = parts.map(|below| joined(&top, &texts(below)));
        let rows = 1 + usize::from(names.is_some());
        Some(Self { first, rows, names: names.unwrap_or(top) })
    }
}

/// Columns that are known by name, in a row or in it and the one below.
fn known(rows: &[&[Value]], i: usize) -> usize {
    let mut names = texts(rows[i]);
    if let Some(below) = rows.get(i + 1).filter(|below| is_second(rows[i], below)) {
        names = joined(&names, &texts(below));
    }
    names.iter().filter(|name| is_known(name)).count()
}

/// Whether a row names the parts of groups in the row above: only words, one under each blank,
/// and none under a name that needs no parts.
fn is_second(above: &[Value], row: &[Value]) -> bool {
    let above = texts(above);
    let row_texts = texts(row);
    let width = above.len().max(row_texts.len());
    let blank = |names: &[String], i: usize| names.get(i).is_none_or(String::is_empty);
    let parts = (0..width).filter(|&i| blank(&above, i)).count();
    let alone = (0..width).filter(|&i| blank(&row_texts, i)).count();
    let fits = |i: usize| match (blank(&above, i), blank(&row_texts, i)) {
        (true, true) => false,
        (false, false) => group(&above, i),
        _ => true,
    };
    // A record without a first cell is rare, and so is one that says 经度.
    let likely = || blank(&row_texts, 0) || row_texts.iter().any(|name| is_known(name));
    let shaped = words(row) == count(row) && parts > 0 && alone > 0;
    shaped && (0..width).all(fits) && likely()
}

/// Whether a name is followed by a blank, as one that spans several columns is.
fn group(names: &[String], i: usize) -> bool {
    !names[i.min(names.len() - 1)].is_empty()
        && names.get(i + 1).is_none_or(String::is_empty)
}

/// Names of two rows as one: a group's name goes before those of its parts, unless the part alone
/// is a name that is known and the two together are not.
fn joined(above: &[String], below: &[String]) -> Vec<String> {
    let mut group = "";
    let width = above.len().max(below.len());
    let mut counts = FxHashMap::<&str, usize>::default();
    for name in below {
        *counts.entry(name).or_default() += 1;
    }
    let part = |i: usize| below.get(i).map_or("", String::as_str);
    (0..width)
        .map(|i| {
            if let Some(name) = above.get(i).filter(|name| !name.is_empty()) {
                group = name;
            }
            if part(i).is_empty() {
                return group.to_owned();
            }
            let gap = if part(i).is_ascii() { " " } else { "" };
            let both = format!("{group}{gap}{}", part(i));
            let once = counts.get(part(i)) == Some(&1);
            if once && !is_known(&both) && is_known(part(i)) {
                return part(i).to_owned();
            }
            both
        })
        .collect()
}

/// Cells that hold something.
fn count(row: &[Value]) -> usize {
    row.iter().filter(|value| **value != Value::Null).count()
}

/// Cells that hold words, not numbers or dashes.
fn words(row: &[Value]) -> usize {
    let word = |value: &&Value| match value {
        Value::Text(text) => {
            !normalize::is_blank(text) && normalize::count(text).is_none()
        }
        _ => false,
    };
    row.iter().filter(word).count()
}

/// The names in a row, up to the last, on one line each.
fn texts(row: &[Value]) -> Vec<String> {
    let text = |value: &Value| {
        let text = text_of(value);
        if text.contains(['\n', '\r']) && !text.is_ascii() {
            // A line break in a header is for the eye.
            return text.split_whitespace().collect();
        }
        text.trim().to_owned()
    };
    row[..super::filled(row)].iter().map(text).collect()
}
