//! Sequences of GeoJSON features: one a line, or each behind a record separator (RFC 8142), where
//! it may span lines. A bad one costs only itself.

use super::{Collector, Feature};
use crate::error::{ReadError, ReadFault, Spot};
use crate::finding::Problem;
use crate::read::Opened;
use crate::rows::Rows;
use serde::Deserialize;

/// What stands before each record of RFC 8142.
const SEPARATOR: u8 = 0x1e;

/// The type of a record.
#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "type")]
    name: String,
}

/// Reads all features. What begins like one collection over many lines is read as one.
pub(in crate::read) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    let first =
        records(file).next().map(|(_, text)| serde_json::from_slice::<Kind>(text));
    match first {
        Some(Ok(kind)) if kind.name != "FeatureCollection" => lines(file),
        Some(Err(error)) if !error.is_eof() => lines(file),
        Some(_) if !file.text_bytes().contains(&SEPARATOR) => super::read_whole(file),
        _ => lines(file),
    }
}

/// Reads all features of a sequence.
pub(super) fn lines(file: &Opened<'_>) -> Result<Rows, ReadError> {
    let mut collector = Collector::new(file);
    let mut first = None;
    for (line, text) in records(file) {
        match serde_json::from_slice::<Feature>(text) {
            Ok(feature) => collector.add(feature),
            Err(error) => {
                let reason = reason(&error);
                first.get_or_insert_with(|| (line, reason.clone()));
                collector.skip(Problem::NotAFeatureLine(reason));
            }
        }
    }
    match first {
        Some((line, reason)) if collector.rows.list.is_empty() => {
            Err(file.damaged(ReadFault::NotJson(reason)).at(Spot::Line(line)))
        }
        None if collector.rows.list.is_empty() => Err(file.damaged(ReadFault::Blank)),
        _ => Ok(collector.rows),
    }
}

/// What the reader of JSON says, without the place, which is one within the record.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason).to_owned()
}

/// The records that are not blank, with the lines that they begin on.
fn records<'b>(file: &'b Opened<'_>) -> impl Iterator<Item = (usize, &'b [u8])> {
    let bytes = file.text_bytes();
    let mark = if bytes.contains(&SEPARATOR) { SEPARATOR } else { b'\n' };
    let mut line = 1;
    let all = bytes.split(move |byte| *byte == mark).map(move |text| {
        let blank = text.len() - text.trim_ascii_start().len();
        let lines = |text: &[u8]| text.split(|byte| *byte == b'\n').count() - 1;
        let begin = line + lines(&text[..blank]);
        line += lines(text) + usize::from(mark == b'\n');
        (begin, text.trim_ascii())
    });
    all.filter(|(_, text)| !text.is_empty())
}

#[cfg(test)]
#[path = "sequence_tests.rs"]
mod tests;
