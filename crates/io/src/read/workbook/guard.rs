//! What a workbook would cost to open, looked at before it is: the reader trusts sizes and chains
//! that a damaged file gets wrong, and keeps sheets as full rectangles.

use calamine::Dimensions;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufReader, Cursor};
use zip::ZipArchive;

/// So many cells may be blank in the rectangle of a sheet, whatever it holds.
const ALWAYS: u64 = 1 << 21;
/// Beyond, a sheet has at least one cell among so many.
const THINNEST: u64 = 64;

/// Columns and rows of the largest `.xls` sheet.
const XLS_COLUMNS: u32 = 256;
const XLS_ROWS: u32 = 65_536;

const FREE: u32 = 0xffff_fffa;

/// The cells of a sheet, and the rectangle around them.
#[derive(Default)]
struct Sheet {
    cells: u64,
    rows: u64,
    columns: u64,
}

impl Sheet {
    fn check(&self) -> Result<(), String> {
        let all = self.rows.saturating_mul(self.columns);
        if all > ALWAYS.max(self.cells.saturating_mul(THINNEST)) {
            return Err(format!("{} cells spread over {all}", self.cells));
        }
        Ok(())
    }
}

/// Checks the chains of a compound file (MS-CFB) and the records of its workbook (MS-XLS).
pub(super) fn xls(bytes: &[u8]) -> Result<(), String> {
    let compound = Compound::open(bytes).ok_or("its sectors lead nowhere")?;
    let circle = "its sectors lead in a circle";
    let start = |at: usize| word(bytes, at).ok_or("it has no directory");
    let entries = compound.chain(start(48)?, usize::MAX).ok_or(circle)?;
    let table = compound.chain(start(60)?, usize::MAX).ok_or(circle)?;
    let mut entries = entries.chunks_exact(128).filter_map(Entry::of);
    let root = entries.next().ok_or("it has no directory")?;
    let small = compound.chain(root.start, root.length).ok_or(circle)?;
    let small = Small { bytes: &small, next: words(&table) };
    let mut found = false;
    for entry in entries.filter(|entry| entry.is_workbook) {
        let stream = match entry.length {
            0..4096 => small.chain(entry.start, entry.length),
            length if length > bytes.len() => None,
            length => compound.chain(entry.start, length),
        };
        records(&stream.ok_or(circle)?)?;
        found = true;
    }
    if found { Ok(()) } else { Err("it holds no workbook; is it locked?".to_owned()) }
}

/// What the directory says of a stream.
struct Entry {
    start: u32,
    length: usize,
    is_workbook: bool,
}

impl Entry {
    fn of(bytes: &[u8]) -> Option<Self> {
        let name: Vec<u8> = bytes[..64].iter().step_by(2).copied().collect();
        let name = name.split(|&c| c == 0).next().unwrap_or_default();
        let named = |word: &[u8]| name.eq_ignore_ascii_case(word);
        let is_workbook = named(b"workbook") || named(b"book");
        let length = word(bytes, 120)? as usize;
        Some(Self { start: word(bytes, 116)?, length, is_workbook })
    }
}

/// The small streams, which share the stream of the root.
struct Small<'a> {
    bytes: &'a [u8],
    next: Vec<u32>,
}

impl Small<'_> {
    fn chain(&self, mut number: u32, length: usize) -> Option<Vec<u8>> {
        let mut whole = Vec::new();
        while number < FREE && whole.len() < length {
            let start = (number as usize).checked_mul(64)?;
            let end = start.checked_add(64)?.min(self.bytes.len());
            let sector =
                self.bytes.get(start..end).filter(|sector| !sector.is_empty())?;
            whole.extend_from_slice(sector);
            number = *self.next.get(number as usize)?;
        }
        Some(whole)
    }
}

/// Checks the cells of all sheets of a workbook stream.
fn records(mut stream: &[u8]) -> Result<(), String> {
    let mut sheet = Sheet::default();
    let (mut last_row, mut last_column) = (0, 0);
    let length = stream.len();
    while let Some(([kind0, kind1, size0, size1], rest)) = stream.split_first_chunk() {
        let (kind, size) = ([*kind0, *kind1], [*size0, *size1]);
        let (kind, size) = (u16::from_le_bytes(kind), u16::from_le_bytes(size));
        let Some((data, rest)) = rest.split_at_checked(usize::from(size)) else { break };
        stream = rest;
        let half = |at: usize| {
            data.get(at..at + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
        };
        match kind {
            // a new part of the workbook
            0x0809 | 0x000a => {
                sheet.check()?;
                sheet = Sheet::default();
                (last_row, last_column) = (0, 0);
            }
            // where a sheet starts
            0x0085 if word(data, 0).is_none_or(|start| start as usize >= length) => {
                return Err("a sheet beyond its end".to_owned());
            }
            // its own idea of its size, by which memory is set aside
            0x0200 => {
                let long = data.len() >= 14;
                let rows = if long { word(data, 4) } else { Some(u32::from(half(2))) };
                let columns = half(if long { 10 } else { 6 });
                if rows.is_none_or(|rows| rows > XLS_ROWS)
                    || u32::from(columns) > XLS_COLUMNS
                {
                    return Err("a sheet of impossible size".to_owned());
                }
            }
            // numbers, texts, truths, formulas; several numbers in one
            0x0203 | 0x0204 | 0x0205 | 0x0006 | 0x00d6 | 0x00fd | 0x027e | 0x00bd => {
                let column = if kind == 0x00bd && data.len() >= 6 {
                    half(data.len() - 2)
                } else {
                    half(2)
                };
                if u32::from(column) >= XLS_COLUMNS {
                    return Err("a cell beyond the last column".to_owned());
                }
                last_row = last_row.max(half(0));
                last_column = last_column.max(column);
                sheet.cells += 1;
                sheet.rows = u64::from(last_row) + 1;
                sheet.columns = u64::from(last_column) + 1;
            }
            _ => {}
        }
    }
    sheet.check()
}

/// A compound file: sectors, and which follows which.
struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector = match bytes.get(30..32)? {
            [9, 0] => 512,
            [12, 0] => 4096,
            _ => return None,
        };
        let mut file = Self { bytes, sector, next: Vec::new() };
        let mut tables: Vec<u32> =
            (76..512).step_by(4).filter_map(|at| word(bytes, at)).collect();
        let mut more = word(bytes, 68)?;
        let mut left = bytes.len() / sector + 1;
        while more < FREE {
            left = left.checked_sub(1)?;
            let listed = words(file.at(more)?);
            let (last, listed) = listed.split_last()?;
            tables.extend_from_slice(listed);
            more = *last;
        }
        for table in tables.into_iter().filter(|&table| table < FREE) {
            let sector = file.at(table)?;
            file.next.extend(words(sector));
            if file.next.len() > bytes.len() {
                return None;
            }
        }
        Some(file)
    }

    /// The sector of a number; the last may be cut short.
    fn at(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The first so many bytes of the sectors from one on; `None` if they never end.
    fn chain(&self, mut number: u32, length: usize) -> Option<Vec<u8>> {
        let mut whole = Vec::new();
        let mut left = self.bytes.len() / self.sector + 1;
        while number < FREE && whole.len() < length {
            left = left.checked_sub(1)?;
            whole.extend_from_slice(self.at(number)?);
            number = *self.next.get(number as usize)?;
        }
        Some(whole)
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| word(four, 0)).collect()
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// Merged blocks, as the table takes them.
type Blocks = Vec<Dimensions>;

/// Checks the sheets of an `OpenDocument` file, whose rows and cells may be repeated; returns their
/// merged blocks, which the reader leaves out, by name.
pub(super) fn ods(bytes: &[u8]) -> Result<Vec<(String, Blocks)>, String> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let content = archive.by_name("content.xml").map_err(|error| error.to_string())?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let (mut walk, mut buffer) = (Walk::default(), Vec::new());
    loop {
        buffer.clear();
        let event =
            reader.read_event_into(&mut buffer).map_err(|error| error.to_string())?;
        match event {
            Event::Start(element) | Event::Empty(element) => walk.take(&element)?,
            Event::Eof => return Ok(walk.blocks),
            _ => {}
        }
    }
}

/// Where in the sheets of an `OpenDocument` file one is.
#[derive(Default)]
struct Walk {
    blocks: Vec<(String, Blocks)>,
    sheet: Sheet,
    /// Rows up to this one, and columns up to this cell.
    rows: u64,
    columns: u64,
}

impl Walk {
    fn take(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        match element.name().as_ref() {
            "table:table" => {
                let name = value(element, "table:name").unwrap_or_default();
                self.blocks.push((name, Vec::new()));
                (self.sheet, self.rows) = (Sheet::default(), 0);
            }
            "table:table-row" => {
                let more = count(element, "table:number-rows-repeated");
                self.rows = self.rows.saturating_add(more);
                self.columns = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.merged(element);
                let columns = count(element, "table:number-columns-repeated");
                self.columns = self.columns.saturating_add(columns);
                if value(element, "office:value-type").is_some() {
                    self.sheet.cells += 1;
                    self.sheet.rows = self.rows;
                    self.sheet.columns = self.sheet.columns.max(self.columns);
                    return self.sheet.check();
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Notes the block that a cell starts.
    fn merged(&mut self, element: &BytesStart<'_>) {
        let down = count(element, "table:number-rows-spanned");
        let right = count(element, "table:number-columns-spanned");
        let start = (self.rows.saturating_sub(1), self.columns);
        let end = (start.0.saturating_add(down - 1), start.1.saturating_add(right - 1));
        let whole = |(row, column): (u64, u64)| {
            u32::try_from(row).ok().zip(u32::try_from(column).ok())
        };
        if let (true, Some((_, blocks)), Some(start), Some(end)) =
            (down > 1 || right > 1, self.blocks.last_mut(), whole(start), whole(end))
        {
            blocks.push(Dimensions { start, end });
        }
    }
}

fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.attributes().flatten().find(|a| a.key.as_ref() == name)?;
    Some(attribute.value.into_owned())
}

/// How often a thing is repeated, or how far it spans.
fn count(element: &BytesStart<'_>, name: &str) -> u64 {
    value(element, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

#[cfg(test)]
#[path = "guard_tests.rs"]
mod tests;
