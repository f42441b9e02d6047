//! Attributes: dBASE III with UTF-8 text.

use super::names;
use crate::layers::Kind;
use crate::rows::text_of;
use crate::write::content::Content;
use crate::write::survey::Survey;
use std::io::{self, ErrorKind, Write};
use walkshed::model::Value;

/// The longest text of a cell, in bytes.
pub(super) const WIDEST: usize = 254;
/// The widest number that readers take for a whole one.
const WIDEST_WHOLE: usize = 18;
/// Width of any other number, and digits behind its point.
const REAL: (u8, u8) = (24, 15);
/// The only column of a table without any.
const NUMBER: &str = "FID";
/// The date in the header: the same every day.
const DATE: [u8; 3] = [100, 1, 1];

/// Columns with their widths.
#[derive(Debug)]
pub(super) struct Table {
    fields: Vec<Field>,
    too_long: Vec<usize>,
}

#[derive(Debug)]
struct Field {
    short: String,
    long: String,
    kind: FieldKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FieldKind {
    Text(u8),
    Whole(u8),
    Real,
    Logical,
}

impl Table {
    pub(super) fn of(content: &Content<'_>, survey: &Survey) -> Self {
        let columns = content.flat_columns();
        let short = names::short(columns.iter().map(|column| &*column.name));
        let field =
            |((column, short), &width): ((&crate::layers::Column, String), &usize)| {
                Field {
                    short,
                    long: column.name.to_string(),
                    kind: kind(column.kind, width),
                }
            };
        let mut fields: Vec<Field> =
            columns.iter().zip(short).zip(&survey.widths).map(field).collect();
        if fields.is_empty() {
            // a table has a column, be it of numbers
            let [short, long] = [NUMBER; 2].map(str::to_owned);
            fields.push(Field { short, long, kind: FieldKind::Whole(10) });
        }
        let is_text = |i: &usize| matches!(fields[*i].kind, FieldKind::Text(_));
        let long = (0..survey.widths.len()).filter(|&i| survey.widths[i] > WIDEST);
        let too_long = long.filter(is_text).collect();
        Self { fields, too_long }
    }

    /// Short and long names of the columns that were shortened.
    pub(super) fn shortened(&self) -> impl Iterator<Item = (&str, &str)> {
        let both = self.fields.iter().map(|f| (f.short.as_str(), f.long.as_str()));
        both.filter(|(short, long)| short != long)
    }

    pub(super) fn is_shortened(&self) -> bool {
        self.shortened().next().is_some()
    }

    /// Columns whose text is cut, and in how many rows.
    pub(super) fn cut(
        &self,
        content: &Content<'_>,
    ) -> impl Iterator<Item = (String, usize)> {
        let mut rows = vec![0; self.fields.len()];
        if !self.too_long.is_empty() {
            for feature in content.features() {
                let values = content.flat_values(feature);
                let long = self.too_long.iter();
                long.filter(|&&i| text_of(&values[i]).len() > WIDEST)
                    .for_each(|&i| rows[i] += 1);
            }
        }
        self.too_long.iter().map(move |&i| (self.fields[i].long.clone(), rows[i]))
    }

    /// Writes the header for so many rows.
    pub(super) fn start(&self, out: &mut impl Write, rows: u32) -> io::Result<()> {
        let too_wide = |_error| {
            io::Error::new(ErrorKind::InvalidInput, "more columns than a Shapefile holds")
        };
        let header = u16::try_from(33 + 32 * self.fields.len()).map_err(too_wide)?;
        let width: usize = self.fields.iter().map(|f| usize::from(f.kind.width())).sum();
        let width = u16::try_from(1 + width).map_err(too_wide)?;
        out.write_all(&[0x03])?;
        out.write_all(&DATE)?;
        out.write_all(&rows.to_le_bytes())?;
        out.write_all(&header.to_le_bytes())?;
        out.write_all(&width.to_le_bytes())?;
        out.write_all(&[0; 20])?;
        for field in &self.fields {
            let mut name = [0; 11];
            name[..field.short.len()].copy_from_slice(field.short.as_bytes());
            out.write_all(&name)?;
            let (letter, decimals) = match field.kind {
                FieldKind::Text(_) => (b'C', 0),
                FieldKind::Whole(_) => (b'N', 0),
                FieldKind::Real => (b'N', REAL.1),
                FieldKind::Logical => (b'L', 0),
            };
            out.write_all(&[letter, 0, 0, 0, 0, field.kind.width(), decimals])?;
            out.write_all(&[0; 14])?;
        }
        out.write_all(&[0x0d])
    }

    /// Writes one row, the number of which counts from 0; what is absent is blank.
    pub(super) fn push(
        &self,
        out: &mut impl Write,
        number: u32,
        values: &[Value],
    ) -> io::Result<()> {
        out.write_all(b" ")?;
        let own = [Value::Integer(number.into())];
        let values = if values.is_empty() { &own } else { values };
        for (field, value) in self.fields.iter().zip(values) {
            let width = usize::from(field.kind.width());
            match field.kind {
                FieldKind::Text(_) => {
                    let text = text_of(value);
                    let text = names::cut(&text, width);
                    out.write_all(text.as_bytes())?;
                    out.write_all(&[b' '; WIDEST][..width - text.len()])?;
                }
                FieldKind::Whole(_) | FieldKind::Real => {
                    let digits = digits(value, width);
                    write!(out, "{digits:>width$}")?;
                }
                FieldKind::Logical => out.write_all(match value {
                    Value::Bool(true) => b"T",
                    Value::Bool(false) => b"F",
                    _ => b"?",
                })?,
            }
        }
        Ok(())
    }

    /// Writes the mark behind the last row.
    #[expect(clippy::unused_self, reason = "a table is started, pushed and finished")]
    pub(super) fn finish(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&[0x1a])
    }
}

impl FieldKind {
    fn width(self) -> u8 {
        match self {
            Self::Text(width) | Self::Whole(width) => width,
            Self::Real => REAL.0,
            Self::Logical => 1,
        }
    }
}

/// What holds the values of a column, the longest of which has so many bytes.
fn kind(kind: Kind, width: usize) -> FieldKind {
    match kind {
        Kind::Integer if width <= WIDEST_WHOLE => FieldKind::Whole(width.max(1) as u8),
        Kind::Number => FieldKind::Real,
        Kind::Boolean => FieldKind::Logical,
        _ => FieldKind::Text(width.clamp(1, WIDEST) as u8),
    }
}

/// The shortest text that reads as the same number.
fn digits(value: &Value, width: usize) -> String {
    let text = text_of(value);
    match value {
        Value::Number(number) if text.len() > width => format!("{number:e}"),
        _ => text.into_owned(),
    }
}
