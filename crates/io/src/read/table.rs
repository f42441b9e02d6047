//! Rows of cells to [`Rows`], for every format that has no columns of its own: where the header
//! is, and which rows are neither header nor record.
//!
//! ```text
//! 凤庆县人口统计表                     title, passed over
//! 社区      | 人口        | 坐标       header in two rows, joined: 人口常住, 经度 ...
//!           | 常住 | 户籍 | 经度 | 纬度
//! 东山社区  | 4102 | ...               records
//! 合计      | 9731 | ...               total, left out
//! ```

mod header;
mod merged;

use crate::finding::{Finding, Place, Problem, TableFault};
use crate::normalize;
use crate::rows::{Row, Rows};
use header::Header;
use rustc_hash::FxHashSet;
use walkshed::model::Value;

/// Rows that may stand above the first record.
const LOOK_AHEAD: usize = 20;

/// Longest column name that is taken for one, in bytes.
const LONGEST_NAME: usize = 2000;

/// A table in the making.
pub(super) struct Table {
    rows: Rows,
    /// Rows that wait for the header to be found.
    waiting: Vec<(usize, Vec<Value>)>,
    totals: Vec<usize>,
    /// Whether cells beyond the header cost their row, as where a separator may have slipped.
    strict: bool,
    beyond: usize,
}

impl Table {
    /// No rows yet.
    pub(super) fn new(rows: Rows, strict: bool) -> Self {
        Self { rows, waiting: Vec::new(), totals: Vec::new(), strict, beyond: 0 }
    }

    /// How many columns there are, once it is known.
    pub(super) fn width(&self) -> Option<usize> {
        Some(self.rows.columns.len()).filter(|&width| width > 0)
    }

    /// Adds the cells of a row; `cells` is how many there are, if not all are given.
    pub(super) fn push(&mut self, number: usize, values: Vec<Value>, cells: usize) {
        if self.width().is_some() {
            self.record(number, values, cells);
        } else if values.iter().any(|value| *value != Value::Null) {
            self.waiting.push((number, values));
            if self.waiting.len() == LOOK_AHEAD {
                self.settle();
            }
        }
    }

    /// All rows; `None` if there is not even a header.
    pub(super) fn finish(mut self) -> Option<Rows> {
        if self.width().is_none() {
            self.settle();
        }
        self.width()?;
        let mut say = |problem| {
            self.rows.findings.push(Finding::new(&self.rows.file, problem));
        };
        if !self.totals.is_empty() {
            say(Problem::Table(TableFault::Totals { rows: self.totals }));
        }
        if self.beyond > 0 {
            say(Problem::Table(TableFault::BeyondHeader { cells: self.beyond }));
        }
        Some(self.rows)
    }

    /// Finds the header among the rows that wait, and makes records of those below.
    fn settle(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let cells: Vec<&[Value]> =
            waiting.iter().map(|(_, row)| row.as_slice()).collect();
        let Some(header) = Header::find(&cells) else { return };
        let numbers = |range: std::ops::Range<usize>| {
            waiting[range].iter().map(|&(number, _)| number).collect::<Vec<_>>()
        };
        let place = Place::Row(waiting[header.first].0);
        if header.first > 0 {
            let problem =
                Problem::Table(TableFault::Titles { rows: numbers(0..header.first) });
            self.rows.findings.push(Finding::new(&self.rows.file, problem).at(place));
        }
        if header.rows > 1 {
            let rows = numbers(header.first..header.first + header.rows);
            let problem = Problem::Table(TableFault::JoinedHeader { rows });
            self.rows.findings.push(Finding::new(&self.rows.file, problem).at(place));
        }
        self.name(&header.names, place);
        for (number, values) in waiting.into_iter().skip(header.first + header.rows) {
            let cells = filled(&values);
            self.record(number, values, cells);
        }
    }

    /// Names the columns; one without a name, or with one that is taken, gets one of its own.
    fn name(&mut self, names: &[String], place: Place) {
        let mut taken = FxHashSet::default();
        for (i, name) in names.iter().enumerate() {
            let mut unique = name.clone();
            let sound = !name.is_empty() && name.len() <= LONGEST_NAME;
            if !sound || !taken.insert(unique.clone()) {
                let finding = Finding::new(&self.rows.file, Problem::Header).at(place);
                let shown: String = name.chars().take(LONGEST_NAME).collect();
                self.rows.findings.push(finding.of(format!("column {}", i + 1), shown));
                unique = format!("column {}", i + 1);
                taken.insert(unique.clone());
            }
            self.rows.columns.push(unique);
        }
    }

    fn record(&mut self, number: usize, mut values: Vec<Value>, cells: usize) {
        let expected = self.rows.columns.len();
        let place = Place::Row(number);
        if cells > expected {
            if self.strict {
                let problem = Problem::Cells { found: cells, expected };
                let finding = Finding::new(&self.rows.file, problem);
                self.rows.findings.push(finding.at(place));
                return;
            }
            self.beyond += cells - expected;
        }
        values.truncate(expected);
        if values.iter().all(|value| *value == Value::Null) {
            return;
        }
        if is_total(&values) {
            self.totals.push(number);
            return;
        }
        self.rows.list.push(Row::new(place, values));
    }
}

/// Cells up to the last that holds something.
pub(super) fn filled(values: &[Value]) -> usize {
    values.iter().rposition(|value| *value != Value::Null).map_or(0, |last| last + 1)
}

/// Whether a row sums up others: one of its first texts says so.
fn is_total(values: &[Value]) -> bool {
    let texts = values.iter().filter_map(|value| match value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    });
    texts.take(2).any(says_total)
}

/// 合计, 合 计, 凤山镇小计, 总计:, Total, Sub-total.
fn says_total(text: &str) -> bool {
    // Most cells are told by their last bytes.
    let text = text.trim_end_matches([':', '\u{ff1a}', ' ']);
    let last = text.as_bytes().last_chunk::<3>();
    let ends = last.is_some_and(|end| {
        end.eq_ignore_ascii_case(b"tal")
            || end == "计".as_bytes()
            || end == "計".as_bytes()
    });
    if !ends || text.len() > 60 {
        return false;
    }
    let key = normalize::key(text);
    matches!(key.as_str(), "total" | "subtotal" | "grandtotal" | "累计")
        || ["合计", "小计", "总计", "共计"].iter().any(|word| key.ends_with(word))
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
