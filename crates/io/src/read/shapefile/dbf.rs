//! The table of a Shapefile (dBase III and its heirs).
//!
//! Read here and not by the dbase crate: that one decodes with replacement characters, so that a
//! wrong language id cannot be noticed, and gives up the file for one bad number.

use crate::finding::Problem;
use crate::read::codepage::{self, decoded};
use encoding_rs::{Encoding, GBK, UTF_8, WINDOWS_1252};
use walkshed::model::Value;

/// Bytes of the header, and of the description of a field.
const PIECE: usize = 32;

/// A table, taken apart.
pub(super) struct Table<'b> {
    fields: Vec<Field>,
    records: &'b [u8],
    size: usize,
    encoding: &'static Encoding,
    /// What was wrong, or was assumed.
    pub(super) problems: Vec<Problem>,
}

struct Field {
    name: Vec<u8>,
    kind: u8,
    start: usize,
    end: usize,
    decimals: u8,
}

impl<'b> Table<'b> {
    /// Takes a table apart; the encodings that the project and a `.cpg` file declare go before
    /// the language id of the table.
    pub(super) fn new(
        bytes: &'b [u8],
        asked: Option<&'static Encoding>,
        beside: Option<&'static Encoding>,
    ) -> Result<Self, String> {
        let header = bytes.get(..PIECE).ok_or("its header is cut off")?;
        let count = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
        let start = usize::from(u16::from_le_bytes([header[8], header[9]]));
        let size = usize::from(u16::from_le_bytes([header[10], header[11]]));
        let fields = bytes.get(PIECE..start).ok_or("its header is cut off")?;
        let fields = fields_of(fields, size)?;
        let held = &bytes[start..];
        let whole = (count as usize).checked_mul(size);
        let records = whole.and_then(|whole| held.get(..whole)).ok_or_else(|| {
            format!("it ends in record {} of {count}", held.len() / size + 1)
        })?;
        let problems = Vec::new();
        let mut table = Self { fields, records, size, encoding: UTF_8, problems };
        table.choose(asked, beside, header[29]);
        Ok(table)
    }

    /// Names of the columns.
    pub(super) fn columns(&self) -> Vec<String> {
        let plain = self.fields.iter().filter(|field| field.is_plain());
        plain.map(|field| self.text(&field.name).0).collect()
    }

    /// Names of the fields that are no columns, since they hold no plain values.
    pub(super) fn left_out(&self) -> Vec<String> {
        let others = self.fields.iter().filter(|field| !field.is_plain());
        others.map(|field| self.text(&field.name).0).collect()
    }

    /// How many records there are, deleted ones too.
    pub(super) fn len(&self) -> usize {
        self.records.len() / self.size
    }

    /// The values of a record, `None` if it is deleted or not there.
    pub(super) fn values(
        &self,
        record: usize,
        undecoded: &mut usize,
    ) -> Option<Vec<Value>> {
        let record = self.records.chunks_exact(self.size).nth(record)?;
        let plain = self.fields.iter().filter(|field| field.is_plain());
        let value = |field: &Field| {
            let cell = &record[field.start..field.end];
            let (text, sound) = self.text(trimmed(cell));
            *undecoded += usize::from(!sound);
            field.value(cell, text)
        };
        (record[0] != b'*').then(|| plain.map(value).collect())
    }

    /// Text in the encoding of the table, and whether it is sound.
    fn text(&self, bytes: &[u8]) -> (String, bool) {
        match decoded(self.encoding, bytes) {
            Some(text) => (text, true),
            None => {
                (self.encoding.decode_without_bom_handling(bytes).0.into_owned(), false)
            }
        }
    }

    /// Decides for an encoding: what is declared if the text is sound in it, else UTF-8, GBK or
    /// what any byte can be.
    fn choose(
        &mut self,
        asked: Option<&'static Encoding>,
        beside: Option<&'static Encoding>,
        language: u8,
    ) {
        let by_id = codepage::of_language(language);
        let declared = asked.or(beside).or(by_id);
        self.encoding = match declared {
            Some(declared) if asked.is_some() => declared,
            Some(declared) if self.is_in(declared) => {
                let doubtful = beside.is_none() && declared != UTF_8;
                if doubtful && self.is_surely_utf8() { UTF_8 } else { declared }
            }
            _ => {
                let known = [UTF_8, GBK].into_iter().find(|known| self.is_in(known));
                known.unwrap_or(declared.unwrap_or(WINDOWS_1252))
            }
        };
        let told = declared.is_some_and(|declared| declared == self.encoding);
        if !told && !self.is_in_ascii() {
            let declared = declared.map(|declared| declared.name().to_owned());
            self.problems.push(Problem::Decoded { declared, used: self.encoding.name() });
        }
    }

    fn is_in(&self, encoding: &'static Encoding) -> bool {
        self.texts().all(|text| decoded(encoding, text).is_some())
    }

    fn is_in_ascii(&self) -> bool {
        self.texts().all(<[u8]>::is_ascii)
    }

    /// Whether the text is UTF-8, and too long to be so by chance.
    fn is_surely_utf8(&self) -> bool {
        let others = |text: &[u8]| text.iter().filter(|byte| !byte.is_ascii()).count();
        self.is_in(UTF_8) && self.texts().map(others).sum::<usize>() >= 12
    }

    /// All names and all cells of text.
    fn texts(&self) -> impl Iterator<Item = &[u8]> {
        let names = self.fields.iter().map(|field| field.name.as_slice());
        let texts: Vec<&Field> = self.fields.iter().filter(|f| f.kind == b'C').collect();
        let cells = self.records.chunks_exact(self.size).flat_map(move |record| {
            let cells: Vec<&[u8]> =
                texts.iter().map(|f| trimmed(&record[f.start..f.end])).collect();
            cells
        });
        names.chain(cells)
    }
}

/// The fields that a header describes.
fn fields_of(header: &[u8], size: usize) -> Result<Vec<Field>, String> {
    let mut start = 1;
    let mut fields = Vec::new();
    let pieces = header.chunks_exact(PIECE).take_while(|piece| piece[0] != b'\r');
    for piece in pieces {
        let name = piece[..11].split(|byte| *byte == 0).next().unwrap_or_default();
        let (kind, decimals) = (piece[11].to_ascii_uppercase(), piece[17]);
        let end = start + usize::from(piece[16]);
        fields.push(Field { name: name.to_vec(), kind, start, end, decimals });
        start = end;
    }
    if fields.is_empty() {
        return Err("it has no fields".to_owned());
    }
    if start > size {
        return Err(format!("its fields need {start} bytes, its records have {size}"));
    }
    Ok(fields)
}

impl Field {
    /// Whether its values are plain ones: no memo, no picture, no time of a kind of its own.
    fn is_plain(&self) -> bool {
        match self.kind {
            b'C' | b'N' | b'F' | b'D' | b'L' => true,
            b'I' | b'+' => self.end - self.start == 4,
            b'O' => self.end - self.start == 8,
            _ => false,
        }
    }

    fn value(&self, cell: &[u8], text: String) -> Value {
        if let (b'I' | b'+', &[a, b, c, d]) = (self.kind, cell) {
            return Value::Integer(i32::from_le_bytes([a, b, c, d]).into());
        }
        if let (b'O', &[a, b, c, d, e, f, g, h]) = (self.kind, cell) {
            let number = f64::from_le_bytes([a, b, c, d, e, f, g, h]);
            return if number.is_finite() { Value::Number(number) } else { Value::Null };
        }
        if text.is_empty() {
            return Value::Null;
        }
        match self.kind {
            b'N' | b'F' => self.number(text),
            b'D' => date(text),
            b'L' => match text.as_str() {
                "T" | "t" | "Y" | "y" => Value::Bool(true),
                "F" | "f" | "N" | "n" => Value::Bool(false),
                _ => Value::Null,
            },
            _ => Value::Text(text),
        }
    }

    /// Stars stand for no value; what is no number is left to whoever needs one.
    fn number(&self, text: String) -> Value {
        if text.contains('*') {
            return Value::Null;
        }
        if self.decimals == 0
            && let Ok(whole) = text.parse()
        {
            return Value::Integer(whole);
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let is_code =
            self.decimals == 0 && digits > 17 && !text.contains(['.', 'e', 'E']);
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() && !is_code => Value::Number(number),
            _ => Value::Text(text),
        }
    }
}

/// `20260131` as `2026-01-31`.
fn date(text: String) -> Value {
    match (text.get(..4), text.get(4..6), text.get(6..)) {
        _ if text.bytes().all(|byte| byte == b'0') => Value::Null,
        (Some(year), Some(month), Some(day)) if day.len() == 2 => {
            Value::Text(format!("{year}-{month}-{day}"))
        }
        _ => Value::Text(text),
    }
}

/// A cell without what fills it up.
fn trimmed(cell: &[u8]) -> &[u8] {
    let text = cell.split(|byte| *byte == 0).next().unwrap_or_default();
    text.trim_ascii()
}

#[cfg(test)]
#[path = "dbf_tests.rs"]
mod tests;
