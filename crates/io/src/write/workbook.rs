//! Excel workbooks: a sheet a table, numbers as numbers, the header in sight.
//!
//! Rows go to a temporary file as they come, so that a long sheet costs no memory.

use super::content::Content;
use super::csv::Cells;
use super::note::Note;
use super::{Aside, WriteError, Written, publish};
use crate::layers::{Column, Kind};
use crate::rows::text_of;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook,
    Worksheet, XlsxError,
};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use walkshed::model::Value;

/// One table.
pub struct Sheet<'a> {
    /// What its tab says.
    pub name: String,
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// Its rows, one value a column.
    pub rows: Box<dyn Iterator<Item = Vec<Value>> + 'a>,
}

impl std::fmt::Debug for Sheet<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut sheet = f.debug_struct("Sheet");
        sheet.field("name", &self.name).field("columns", &self.columns);
        sheet.finish_non_exhaustive()
    }
}

/// One column of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetColumn {
    /// What stands above it.
    pub title: String,
    /// How its numbers are shown.
    pub look: Look,
}

/// How the numbers of a column are shown; text is text in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// Text.
    Text,
    /// People and things: `61,893`.
    Count,
    /// A share of one: `26.5%`.
    Share,
    /// Minutes: `12.3`.
    Minutes,
    /// Meters: `1,080`.
    Meters,
    /// A number as it is.
    Plain,
}

/// Characters that a tab may not have, and how many it may.
const NOT_IN_A_NAME: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
const LONGEST_NAME: usize = 31;
/// Characters of a cell, and rows of a sheet.
const LONGEST_TEXT: usize = 32_767;
const MOST_ROWS: u32 = 1_048_576;
/// Widths of columns, in characters.
const WIDTHS: (f64, f64) = (8.0, 40.0);
/// The largest whole number that a cell holds exactly.
const LARGEST_WHOLE: u64 = 1 << 53;

impl SheetColumn {
    /// A column with a title.
    #[must_use]
    pub fn new(title: impl Into<String>, look: Look) -> Self {
        Self { title: title.into(), look }
    }
}

impl Look {
    fn format(self) -> Format {
        let format = Format::new();
        match self {
            Self::Text => format.set_num_format("@"),
            Self::Count | Self::Meters => format.set_num_format("#,##0"),
            Self::Share => format.set_num_format("0.0%"),
            Self::Minutes => format.set_num_format("0.0"),
            Self::Plain => format.set_num_format("General"),
        }
    }
}

/// Writes a workbook.
///
/// # Errors
///
/// [`WriteError`], also where a sheet has more rows than Excel takes.
pub fn write<'a>(
    place: &Path,
    sheets: impl IntoIterator<Item = Sheet<'a>>,
) -> Result<Written, WriteError> {
    let mut notes = Vec::new();
    let aside = stage(place, sheets, &mut notes)?;
    Ok(Written { paths: publish(vec![aside])?, notes })
}

/// Writes a workbook aside.
pub(super) fn stage<'a>(
    place: &Path,
    sheets: impl IntoIterator<Item = Sheet<'a>>,
    notes: &mut Vec<Note>,
) -> Result<Aside, WriteError> {
    Aside::write(place, |out| {
        let mut workbook = Workbook::new();
        // the same tables give the same bytes
        let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(error)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
        let mut names: Vec<String> = Vec::new();
        for sheet in sheets {
            let name = tab(&sheet.name, &names);
            let worksheet =
                workbook.add_worksheet_with_constant_memory().map_err(error)?;
            worksheet.set_name(&name).map_err(error)?;
            names.push(name);
            let cut = fill(worksheet, sheet)?;
            notes.extend(cut.into_iter().map(|(column, rows)| Note::Cut {
                file:
                    place.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                column,
                rows,
                limit: LONGEST_TEXT,
            }));
        }
        workbook.save_to_writer(&mut *out).map_err(error)?;
        out.flush()
    })
}

/// A table of any content, its columns as they are called.
pub(super) fn sheet<'a>(content: &Content<'a>) -> Sheet<'a> {
    let cells = Cells::of(content);
    let look = |column: &Column| match column.kind {
        Kind::Integer | Kind::Number => Look::Plain,
        _ => Look::Text,
    };
    let mut columns: Vec<SheetColumn> = (content.flat_columns().iter())
        .map(|column| SheetColumn::new(&*column.name, look(column)))
        .collect();
    let place = match &cells {
        Cells::Two(_) => Look::Plain,
        _ => Look::Text,
    };
    columns.extend(cells.names().into_iter().map(|name| SheetColumn::new(name, place)));
    let with_id = content.id_column.is_some();
    let rows = content.features().map(move |mut feature| {
        let geometry = feature.geometry.take();
        let id = (!feature.id.is_empty()).then_some(feature.id.as_str());
        let id = with_id.then(|| Value::from(id));
        let values = feature.properties.into_iter().map(|(_, value)| value);
        id.into_iter().chain(values).chain(cells.values(geometry)).collect()
    });
    Sheet { name: content.header.name.clone(), columns, rows: Box::new(rows) }
}

/// Writes the header and the rows; returns the columns whose texts were cut, and in how many rows.
fn fill(worksheet: &mut Worksheet, sheet: Sheet<'_>) -> io::Result<Vec<(String, usize)>> {
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0x00E7_EEF5))
        .set_border_bottom(FormatBorder::Thin);
    let Sheet { columns, rows, .. } = sheet;
    let last =
        u16::try_from(columns.len().saturating_sub(1)).map_err(io::Error::other)?;
    for (column, nth) in columns.iter().zip(0..) {
        worksheet.set_column_width(nth, width(column)).map_err(error)?;
    }
    worksheet.set_freeze_panes(1, 0).map_err(error)?;
    for (column, nth) in columns.iter().zip(0..) {
        worksheet
            .write_string_with_format(0, nth, &column.title, &header)
            .map_err(error)?;
    }
    let formats: Vec<Format> =
        columns.iter().map(|column| column.look.format()).collect();
    let mut cut = vec![0; columns.len()];
    let mut end = 0;
    for values in rows {
        end += 1;
        if end >= MOST_ROWS {
            let text =
                "a sheet holds no more than 1,048,575 rows; write CSV or a GeoPackage";
            return Err(io::Error::new(ErrorKind::Unsupported, text));
        }
        for ((value, nth), format) in values.iter().zip(0_u16..).zip(&formats) {
            let was_cut = put(worksheet, (end, nth), value, format).map_err(error)?;
            cut[usize::from(nth)] += usize::from(was_cut);
        }
    }
    if !columns.is_empty() {
        worksheet.autofilter(0, 0, end, last).map_err(error)?;
    }
    let told = columns.into_iter().zip(cut).filter(|(_, rows)| *rows > 0);
    Ok(told.map(|(column, rows)| (column.title, rows)).collect())
}

/// Writes a cell; true if its text was cut.
fn put(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    format: &Format,
) -> Result<bool, XlsxError> {
    match value {
        Value::Null => {}
        Value::Bool(flag) => {
            worksheet.write_boolean(row, column, *flag)?;
        }
        Value::Integer(number) if number.unsigned_abs() <= LARGEST_WHOLE => {
            worksheet.write_number_with_format(row, column, *number as f64, format)?;
        }
        Value::Number(number) if number.is_finite() => {
            worksheet.write_number_with_format(row, column, *number, format)?;
        }
        other => {
            let text = text_of(other);
            let kept: String = text.chars().take(LONGEST_TEXT).collect();
            worksheet.write_string_with_format(row, column, &kept, format)?;
            return Ok(kept.len() < text.len());
        }
    }
    Ok(false)
}

/// Room for the title, and for numbers of some length.
fn width(column: &SheetColumn) -> f64 {
    let wide = |c: char| if c.is_ascii() { 1.1 } else { 2.1 };
    let title: f64 = column.title.chars().map(wide).sum();
    let least = if column.look == Look::Text { 12.0 } else { WIDTHS.0 };
    // the button of the filter stands beside the title
    (title + 3.0).clamp(least, WIDTHS.1)
}

/// A name that a tab may have, and no other has.
fn tab(name: &str, taken: &[String]) -> String {
    let clean =
        |c: char| if NOT_IN_A_NAME.contains(&c) || c.is_control() { ' ' } else { c };
    let name: String = name.chars().map(clean).collect();
    let name = name.trim().trim_matches('\'');
    let name = if name.is_empty() { "Sheet" } else { name };
    let short = |most: usize| name.chars().take(most).collect::<String>();
    let again = |n: usize| match n {
        1 => short(LONGEST_NAME),
        n => format!("{} {n}", short(LONGEST_NAME - 1 - n.to_string().len())),
    };
    // of one name more than are taken, one is free
    let is_free =
        |name: &String| taken.iter().all(|t| t.to_lowercase() != name.to_lowercase());
    (1..=taken.len() + 1).map(again).find(is_free).unwrap_or_else(|| short(LONGEST_NAME))
}

/// What the system says, where that is the cause.
fn error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}
