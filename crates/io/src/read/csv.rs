//! Comma, semicolon or tab separated text in UTF-8, the first row naming the columns.

use super::{Opened, not_utf8};
use crate::error::ReadError;
use crate::finding::{Finding, Place, Problem};
use crate::normalize;
use crate::rows::{Row, Rows, value_of};
use csv::{ByteRecord, ReaderBuilder};
use rustc_hash::FxHashSet;

/// Reads all rows; blank ones are passed over, but counted as a spreadsheet counts them.
pub(super) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    check_text(file)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(&file.bytes))
        .has_headers(false)
        .flexible(true)
        .from_reader(file.bytes.as_slice());
    let mut rows = file.rows();
    let (mut record, mut end, mut number) = (ByteRecord::new(), 0, 0);
    loop {
        let more = reader.read_byte_record(&mut record).map_err(|error| {
            file.damaged(error.to_string(), "export it again")
                .with_place(format!("row {number}"))
        })?;
        if !more {
            break;
        }
        let start = std::mem::replace(&mut end, reader.position().byte() as usize);
        let text = file.bytes.get(start..end).unwrap_or_default();
        number += 1 + blank_lines(text);
        if end == file.bytes.len() && is_unclosed(text, &record) {
            let error =
                file.damaged("a quoted cell is not closed", "export the file again");
            return Err(error.with_place(format!("row {number}")));
        }
        take(&mut rows, &record, Place::Row(number));
    }
    if rows.columns.is_empty() {
        return Err(file.damaged("the file is blank", "export it again"));
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
    rows.rows.push(Row::new(place, values));
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
        return Err(not_utf8(
            &file.path,
            "the text is UTF-16, which is not readable yet",
        ));
    }
    if let Err(error) = str::from_utf8(&file.bytes) {
        let before = &file.bytes[..error.valid_up_to()];
        let line = 1 + before.iter().filter(|&&b| b == b'\n').count();
        let error =
            not_utf8(&file.path, "the text is not UTF-8 (GBK is not readable yet)");
        return Err(error.with_place(format!("line {line}")));
    }
    if file.bytes.contains(&0) {
        return Err(file.damaged("zero bytes in a text file", "export it again"));
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

/// Line ends before the first byte of a record: the reader passes over blank lines.
fn blank_lines(text: &[u8]) -> usize {
    let leading = text.iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
    let ends = &text[..leading];
    let pairs = ends.windows(2).filter(|pair| pair == b"\r\n").count();
    leading - pairs
}

/// Whether the last record swallowed the rest of the file for want of a closing quote.
fn is_unclosed(text: &[u8], record: &ByteRecord) -> bool {
    let odd = text.iter().filter(|&&b| b == b'"').count() % 2 == 1;
    odd && (record.iter().any(|cell| cell.contains(&b'\n')) || opens_quoted(record, text))
}

/// Whether the last cell begins with the quote that is not closed.
fn opens_quoted(record: &ByteRecord, text: &[u8]) -> bool {
    let Some(last) = record.iter().last() else { return false };
    let last = str::from_utf8(last).unwrap_or_default();
    let text = normalize::plain(str::from_utf8(text).unwrap_or_default());
    text.ends_with(&format!("\"{}", normalize::plain(last)))
}
