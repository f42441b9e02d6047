//! Cells of a sheet, gathered into rows and turned into values.

use crate::finding::{Finding, Place, Problem, TableFault};
use crate::project::Input;
use crate::read::table::Table;
use crate::rows::Rows;
use calamine::{Data, Dimensions, ExcelDateTime, Range};
use walkshed::model::Value;

/// Columns of the widest sheet, `A` to `XFD`.
const MOST_COLUMNS: u32 = 1 << 14;

/// Spreadsheets keep so many digits of a number; the rest of a longer code is lost.
const MOST_DIGITS: f64 = 1e15;

/// The cells of a sheet on their way to a table.
pub(super) struct Cells {
    table: Table,
    /// Row that is being gathered, counted from 0.
    row: u32,
    values: Vec<Value>,
    /// Cells up to the last that holds something.
    filled: usize,
    /// Row, column and text of failed formulas.
    errors: Vec<(usize, usize, String)>,
}

impl Cells {
    pub(super) fn new(table: Table) -> Self {
        let (values, errors) = (Vec::new(), Vec::new());
        Self { table, row: 0, values, filled: 0, errors }
    }

    /// Adds a cell; rows come one after the other.
    pub(super) fn push(&mut self, (row, column): (u32, u32), data: Data) {
        if row != self.row {
            self.end_row();
            self.row = row;
        }
        let value = match data {
            Data::Error(error) => {
                let place = (row as usize + 1, column as usize);
                self.errors.push((place.0, place.1, error.to_string()));
                return;
            }
            data => value_of(data),
        };
        if value == Value::Null {
            return;
        }
        let column = column as usize;
        self.filled = self.filled.max(column + 1);
        if column >= self.table.width().unwrap_or(MOST_COLUMNS as usize) {
            return;
        }
        if self.values.len() <= column {
            self.values.resize(column + 1, Value::Null);
        }
        self.values[column] = value;
    }

    /// Adds the cells of a range.
    pub(super) fn push_all(&mut self, range: &Range<Data>) {
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            self.push((top + row as u32, left + column as u32), data.clone());
        }
    }

    fn end_row(&mut self) {
        let values = std::mem::take(&mut self.values);
        let filled = std::mem::take(&mut self.filled);
        if filled > 0 {
            self.table.push(self.row as usize + 1, values, filled);
        }
    }

    /// The table, its merged blocks filled; `None` if there is no cell.
    pub(super) fn finish(mut self, merged: &[Dimensions], input: &Input) -> Option<Rows> {
        self.end_row();
        let blocks: Vec<_> =
            merged.iter().map(|block| (block.start, block.end)).collect();
        let mut rows = self.table.finish_merged(&blocks, input)?;
        for (row, column, text) in self.errors {
            let Some(name) = rows.columns.get(column) else { continue };
            let finding = Finding::new(&rows.file, Problem::Table(TableFault::CellError));
            let finding = finding.at(Place::Row(row)).of(name, text);
            rows.findings.push(finding);
        }
        Some(rows)
    }
}

fn value_of(data: Data) -> Value {
    match data {
        Data::Empty | Data::Error(_) => Value::Null,
        Data::Bool(flag) => Value::Bool(flag),
        Data::Int(number) => Value::Integer(number),
        Data::Float(number) => number_of(number),
        Data::DateTime(time) => Value::Text(iso(&time)),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            match text.trim() {
                "" => Value::Null,
                trimmed if trimmed.len() == text.len() => Value::Text(text),
                trimmed => Value::Text(trimmed.to_owned()),
            }
        }
    }
}

/// A whole number as such, so that a code is not written with a point; one of too many digits as
/// the spreadsheet shows it, so that it is not taken for a whole code.
fn number_of(number: f64) -> Value {
    if !number.is_finite() {
        return Value::Null;
    }
    if number.abs() >= MOST_DIGITS {
        let text = format!("{number:.14E}");
        return Value::Text(text.replacen('E', "E+", usize::from(!text.contains("E-"))));
    }
    if number.fract() == 0.0 {
        return Value::Integer(number as i64);
    }
    Value::Number(number)
}

/// `2021-11-20`, `2021-11-20T08:30:00`; `08:30:00` without a day.
fn iso(time: &ExcelDateTime) -> String {
    let serial = time.as_f64();
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if time.is_duration() || serial < 1.0 {
        return clock;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if serial.fract() == 0.0 { date } else { format!("{date}T{clock}") }
}
