//! Comma, semicolon or tab separated text in UTF-8, the first row naming the columns.

use super::Opened;
use crate::error::{ReadError, ReadFault, Spot};
use crate::finding::{Finding, Place, Problem};
use crate::rows::{Row, Rows, value_of};
use csv::{ByteRecord, ReaderBuilder};
use rustc_hash::FxHashSet;

/// Reads all rows; blank ones are passed over, but counted as a spreadsheet counts them.
pub(super) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    check_text(file)?;
    let text = file.text_bytes();
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text);
    let mut rows = file.rows();
    let (mut record, mut end, mut number) = (ByteRecord::new(), 0, 0);
    loop {
        let more = reader.read_byte_record(&mut record).map_err(|error| {
            file.damaged(ReadFault::Csv(error.to_string())).at(Spot::Row(number))
        })?;
        if !more {
            break;
        }
        let start = std::mem::replace(&mut end, reader.position().byte() as usize);
        let cells = str::from_utf8(&text[start..end]).unwrap_or_default();
        let before = start.checked_sub(1).and_then(|i| text.get(i));
        number += 1 + blank_lines(before == Some(&b'\r'), cells);
        if end == text.len() && is_unclosed(cells, &record) {
            return Err(file.damaged(ReadFault::OpenQuote).at(Spot::Row(number)));
        }
        take(&mut rows, &record, Place::Row(number));
    }
    if rows.columns.is_empty() {
        return Err(file.damaged(ReadFault::Blank));
    }
    Ok(rows)
}

/// The header if there is none yet, else a row.
fn take(rows: &mut Rows, record: &ByteRecord, place: Place) {
    // The bytes were checked to be UTF-8, and a separator splits no character.
    let cell = |bytes| str::from_utf8(bytes).unwrap_or_default();
    let filled = record.iter().rposition(|bytes| !cell(bytes).trim().is_empty());
    let Some(last) = filled else { return };
    if rows.columns.is_empty() {
        let names: Vec<&str> = record.iter().map(|bytes| cell(bytes).trim()).collect();
        header(rows, &names[..=last], place);
        return;
    }
    let expected = rows.columns.len();
    if last >= expected {
        let problem = Problem::Cells { found: last + 1, expected };
        rows.findings.push(Finding::new(&rows.file, problem).at(place));
        return;
    }
    let values =
        record.iter().take(expected).map(|bytes| value_of(cell(bytes))).collect();
    rows.list.push(Row::new(place, values));
}

/// Names the columns; one without a name, or with one that is taken, gets a name of its own.
fn header(rows: &mut Rows, names: &[&str], place: Place) {
    let mut taken = FxHashSet::default();
    for (i, name) in names.iter().enumerate() {
        let mut unique = (*name).to_owned();
        if name.is_empty() || !taken.insert(unique.clone()) {
            let finding = Finding::new(&rows.file, Problem::Header).at(place);
            rows.findings.push(finding.of(format!("column {}", i + 1), *name));
            unique = format!("column {}", i + 1);
            taken.insert(unique.clone());
        }
        rows.columns.push(unique);
    }
}

fn check_text(file: &Opened<'_>) -> Result<(), ReadError> {
    if file.bytes.starts_with(b"\xff\xfe") || file.bytes.starts_with(b"\xfe\xff") {
        return Err(file.unusable(ReadFault::Utf16));
    }
    if let Err(error) = str::from_utf8(&file.bytes) {
        let before =
            str::from_utf8(&file.bytes[..error.valid_up_to()]).unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        return Err(file.unusable(ReadFault::MaybeGbk).at(Spot::Line(line)));
    }
    if file.bytes.contains(&0) {
        return Err(file.damaged(ReadFault::ZeroBytes));
    }
    Ok(())
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
fn is_unclosed(text: &str, record: &ByteRecord) -> bool {
    let Some(last) = record.len().checked_sub(1).and_then(|last| record.get(last)) else {
        return false;
    };
    let last = str::from_utf8(last).unwrap_or_default().replace('"', "\"\"");
    text.matches('"').count() % 2 == 1 && text.ends_with(&format!("\"{last}"))
}

#[cfg(test)]
#[path = "csv_tests.rs"]
mod tests;
