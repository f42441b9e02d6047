//! Comma, semicolon or tab separated text.

use super::Opened;
use super::table::{Table, filled};
use super::text::decode;
use crate::error::{ReadError, ReadFault, Spot};
use crate::rows::{Rows, value_of};
use csv::{ReaderBuilder, StringRecord};
use walkshed::model::Value;

/// Longest line that is taken for a row, in bytes: an outline of a million vertices fits.
const LONGEST_LINE: usize = 64 << 20;
/// Longer lines are looked at before they are taken apart.
const LONG_LINE: usize = 1 << 16;
/// Cells of the widest sheet.
const MOST_CELLS: usize = 1 << 14;

/// Reads all rows; blank ones are passed over, but counted as a spreadsheet counts them.
pub(super) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    let (text, findings) = decode(file)?;
    let separator = separator(text.as_bytes());
    check_lines(file, &text, separator)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut table = Table::new(Rows { findings, ..file.rows() }, true);
    let (mut record, mut end, mut number) = (StringRecord::new(), 0, 0);
    loop {
        let more = reader.read_record(&mut record).map_err(|error| {
            file.damaged(ReadFault::Csv(error.to_string())).at(Spot::Row(number))
        })?;
        if !more {
            break;
        }
        let start = std::mem::replace(&mut end, reader.position().byte() as usize);
        let cells = text.get(start..end).unwrap_or_default();
        let before = start.checked_sub(1).and_then(|i| text.as_bytes().get(i));
        number += 1 + blank_lines(before == Some(&b'\r'), cells);
        if end == text.len() && is_unclosed(cells, &record) {
            return Err(file.damaged(ReadFault::OpenQuote).at(Spot::Row(number)));
        }
        take(&mut table, number, &record);
    }
    table.finish().ok_or_else(|| file.damaged(ReadFault::Blank))
}

/// One record as a row; of cells beyond the header, only their number.
fn take(table: &mut Table, number: usize, record: &StringRecord) {
    let width = table.width().unwrap_or(record.len());
    let mut values: Vec<Value> = Vec::with_capacity(width.min(record.len()));
    values.extend(record.iter().take(width).map(value_of));
    let beyond = record.iter().enumerate().skip(width);
    let last = beyond.filter(|(_, cell)| !cell.trim().is_empty()).last();
    let cells = last.map_or_else(|| filled(&values), |(last, _)| last + 1);
    table.push(number, values, cells);
}

/// Refuses a file that is no table before it costs memory.
fn check_lines(file: &Opened<'_>, text: &str, separator: u8) -> Result<(), ReadError> {
    // Separators in quotes part nothing: an outline may be a cell.
    let cells = |line: &str| {
        let (mut quoted, mut cells) = (false, 1);
        for byte in line.bytes() {
            quoted ^= byte == b'"';
            cells += usize::from(!quoted && byte == separator);
        }
        cells
    };
    let bad = |line: &str| {
        line.len() > LONG_LINE && (line.len() > LONGEST_LINE || cells(line) > MOST_CELLS)
    };
    match text.split('\n').position(bad) {
        Some(line) => Err(file.damaged(ReadFault::LongLine).at(Spot::Line(line + 1))),
        None => Ok(()),
    }
}

/// Whichever stands most often in the first line, outside quotes.
fn separator(bytes: &[u8]) -> u8 {
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(0);
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for &byte in &bytes[start..] {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if !quoted => {
                counts.iter_mut().filter(|(b, _)| *b == byte).for_each(|(_, n)| *n += 1);
            }
            _ => {}
        }
    }
    counts.into_iter().rev().max_by_key(|&(_, n)| n).map_or(b',', |(byte, _)| byte)
}

/// Line ends before the first character of a record: the reader passes over blank lines. After a
/// carriage return, it leaves the line feed of the same line end to the next record.
fn blank_lines(after_return: bool, text: &str) -> usize {
    let (mut count, mut pair) = (0, after_return);
    for end in text.chars().take_while(|c| matches!(c, '\n' | '\r')) {
        count += usize::from(!(pair && end == '\n'));
        pair = end == '\r';
    }
    count
}

/// Whether the last record lacks a closing quote: it has an odd number of them, and the cell that
/// an odd one opens is the last, which then holds the rest of the file.
fn is_unclosed(text: &str, record: &StringRecord) -> bool {
    let Some(last) = record.len().checked_sub(1).and_then(|last| record.get(last)) else {
        return false;
    };
    let last = last.replace('"', "\"\"");
    text.matches('"').count() % 2 == 1 && text.ends_with(&format!("\"{last}"))
}

#[cfg(test)]
#[path = "csv_tests.rs"]
mod tests;
