//! Workbooks: `.xlsx`, `.xlsm`, `.xlsb`, `.xls` and `.ods`.
//!
//! A sheet is read as a [`Table`], so that titles, totals and headers are what they are in CSV.

mod cells;
mod guard;

use super::table::Table;
use super::{Opened, expands};
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, Problem, TableFault};
use crate::normalize;
use crate::project::nearest;
use crate::rows::Rows;
use calamine::{Dimensions, Ods, Reader, SheetVisible, Xls, Xlsb, Xlsx};
use cells::Cells;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the format is called in messages.
const FORMAT: &str = "Excel";

/// A workbook over the bytes of a file.
enum Book<'a> {
    Xlsx(Xlsx<Cursor<&'a [u8]>>),
    Xlsb(Xlsb<Cursor<&'a [u8]>>),
    Xls(Xls<Cursor<&'a [u8]>>),
    /// With the merged blocks of its sheets.
    Ods(Ods<Cursor<&'a [u8]>>, Vec<(String, Vec<Dimensions>)>),
}

/// Reads the sheet that the project names, else the first one with records.
pub(super) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    let packed = file.bytes.starts_with(b"PK");
    let parts = if packed { expands::check(file, FORMAT)? } else { Vec::new() };
    let broken =
        |reason: String| file.damaged(ReadFault::Broken { format: FORMAT, reason });
    // Old binary formats are taken apart by offsets that a damaged file gets wrong.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut book = Book::open(&file.bytes, &parts).map_err(broken)?;
        book.rows(file)
    }));
    read.unwrap_or_else(|_panic| Err(broken("its records are out of order".to_owned())))
}

impl<'a> Book<'a> {
    fn open(bytes: &'a [u8], parts: &[String]) -> Result<Self, String> {
        let from = Cursor::new(bytes);
        let has = |name: &str| {
            parts.iter().any(|part| part.replace('\\', "/").eq_ignore_ascii_case(name))
        };
        let said = |error: &dyn ToString| error.to_string();
        if has("xl/workbook.bin") {
            Xlsb::new(from).map(Self::Xlsb).map_err(|error| said(&error))
        } else if has("content.xml") {
            let blocks = guard::ods(bytes)?;
            Ods::new(from)
                .map(|book| Self::Ods(book, blocks))
                .map_err(|error| said(&error))
        } else if bytes.starts_with(b"PK") {
            Xlsx::new(from).map(Self::Xlsx).map_err(|error| said(&error))
        } else {
            guard::xls(bytes)?;
            Xls::new(from).map(Self::Xls).map_err(|error| said(&error))
        }
    }

    /// Sheets that can be seen, or all if none can.
    fn sheets(&self) -> Vec<String> {
        let all = match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xlsb(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
            Self::Ods(book, _) => book.sheets_metadata(),
        };
        let seen = all.iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
        let seen: Vec<String> = seen.map(|sheet| sheet.name.clone()).collect();
        if seen.is_empty() {
            return all.iter().map(|sheet| sheet.name.clone()).collect();
        }
        seen
    }

    fn rows(&mut self, file: &Opened<'_>) -> Result<Rows, ReadError> {
        let sheets = self.sheets();
        let Some(asked) = &file.input.sheet else { return self.first(file, &sheets) };
        let key = normalize::key(asked);
        let exact = sheets.iter().find(|name| *name == asked);
        let alike = || sheets.iter().find(|name| normalize::key(name) == key);
        let Some(name) = exact.or_else(alike) else {
            let near = nearest(asked, sheets.iter().map(String::as_str));
            let near = near.map(str::to_owned);
            let fault = ReadFault::NoSheet { name: asked.clone(), known: sheets, near };
            return Err(file.unusable(fault));
        };
        self.sheet(file, name)?.ok_or_else(|| file.damaged(ReadFault::Blank))
    }

    /// The first sheet with records, and which others there are.
    fn first(&mut self, file: &Opened<'_>, sheets: &[String]) -> Result<Rows, ReadError> {
        let mut headed = None;
        for (i, name) in sheets.iter().enumerate() {
            let Some(mut rows) = self.sheet(file, name)? else { continue };
            if rows.list.is_empty() {
                headed.get_or_insert(rows);
                continue;
            }
            let others: Vec<String> = (sheets.iter().enumerate())
                .filter(|&(j, _)| j != i)
                .map(|(_, name)| name.clone())
                .collect();
            if !others.is_empty() {
                let problem =
                    Problem::Table(TableFault::Sheet { name: name.clone(), others });
                rows.findings.insert(0, Finding::new(&rows.file, problem));
            }
            return Ok(rows);
        }
        headed.ok_or_else(|| file.damaged(ReadFault::Blank))
    }

    /// The rows of one sheet; `None` if it has no cell.
    fn sheet(
        &mut self,
        file: &Opened<'_>,
        name: &str,
    ) -> Result<Option<Rows>, ReadError> {
        let mut cells = Cells::new(Table::new(file.rows(), false));
        let merged = self.fill(name, &mut cells);
        let merged = merged.map_err(|reason| {
            file.damaged(ReadFault::Broken { format: FORMAT, reason })
        })?;
        Ok(cells.finish(&merged, file.input))
    }

    /// Hands over all cells of a sheet, row by row; returns its merged blocks.
    fn fill(&mut self, name: &str, cells: &mut Cells) -> Result<Vec<Dimensions>, String> {
        let said = |error: &dyn ToString| error.to_string();
        match self {
            Self::Xlsx(book) => {
                let mut reader =
                    book.worksheet_cells_reader(name).map_err(|error| said(&error))?;
                while let Some(cell) = reader.next_cell().map_err(|error| said(&error))? {
                    cells.push(cell.get_position(), cell.get_value().clone().into());
                }
                drop(reader);
                book.merge_cells_by_sheet_name(name).map_err(|error| said(&error))
            }
            Self::Xlsb(book) => {
                let mut reader =
                    book.worksheet_cells_reader(name).map_err(|error| said(&error))?;
                while let Some(cell) = reader.next_cell().map_err(|error| said(&error))? {
                    cells.push(cell.get_position(), cell.get_value().clone().into());
                }
                Ok(Vec::new())
            }
            Self::Xls(book) => {
                let range = book.worksheet_range(name).map_err(|error| said(&error))?;
                cells.push_all(&range);
                book.merge_cells_by_sheet_name(name).map_err(|error| said(&error))
            }
            Self::Ods(book, blocks) => {
                let range = book.worksheet_range(name).map_err(|error| said(&error))?;
                cells.push_all(&range);
                let own = blocks.iter().find(|(sheet, _)| sheet == name);
                Ok(own.map(|(_, blocks)| blocks.clone()).unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
#[path = "workbook_tests.rs"]
mod tests;
