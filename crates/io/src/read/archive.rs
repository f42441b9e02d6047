//! A ZIP file that holds one Shapefile, or one file of another format, unpacked in memory.
//!
//! Nothing is unpacked before the sizes that the directory declares were looked at, and nothing
//! beyond them: a bomb is told by its directory, or breaks off at what it declares.

use super::shapefile::{self, Part, Parts};
use super::{Format, Opened, codepage::decoded, layer};
use crate::error::{Foreign, ReadError, ReadFault};
use crate::rows::Rows;
use encoding_rs::{GBK, UTF_8};
use std::io::{Cursor, Read as _};
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes that any archive may unpack to, and how much more for a byte of the archive: tables of
/// text fields that are mostly blank pack well.
const FREE: u64 = 16 << 20;
const MOST_RATIO: u64 = 200;

/// A file in the archive.
struct Entry {
    index: usize,
    name: String,
    size: u64,
}

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Reads the only layer of an archive, or the one that the project names.
pub(super) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    let broken = |error| broken(file, &error);
    let mut archive =
        ZipArchive::new(Cursor::new(file.bytes.as_slice())).map_err(broken)?;
    let entries = entries(file, &mut archive)?;
    let main: Vec<&Entry> =
        entries.iter().filter(|entry| entry.format().is_some()).collect();
    if main.is_empty() {
        return Err(nothing(file, &entries));
    }
    let entry = main[chosen(file, &main)?];
    let format = entry.format().unwrap_or(Format::Csv);
    let inner = Opened {
        input: file.input,
        path: file.path.join(&entry.name),
        bytes: unpacked(file, &mut archive, entry)?,
    };
    if format != Format::Shapefile {
        return super::of_format(&inner, format);
    }
    let mut part = |extension: &str| {
        let beside = entries.iter().find(|other| other.is_beside(entry, extension));
        let part = beside.map(|other| -> Result<Part, ReadError> {
            let bytes = unpacked(file, &mut archive, other)?;
            Ok(Part { path: file.path.join(&other.name), bytes })
        });
        part.transpose()
    };
    let [dbf, prj, cpg, fields] = ["dbf", "prj", "cpg", "fields.csv"].map(&mut part);
    let parts = Parts { dbf: dbf?, prj: prj?, cpg: cpg?, fields: fields? };
    shapefile::read_parts(&inner, &parts)
}

/// The files of the archive, if together they are of a size that it may unpack to.
fn entries(
    file: &Opened<'_>,
    archive: &mut Archive<'_>,
) -> Result<Vec<Entry>, ReadError> {
    let from = file.bytes.len() as u64;
    let mut entries = Vec::new();
    let mut to: u64 = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| broken(file, &error))?;
        let name = name(entry.name_raw());
        if entry.is_dir() || is_clutter(&name) {
            continue;
        }
        if entry.encrypted() {
            return Err(file.unusable(ReadFault::Encrypted));
        }
        to = to.saturating_add(entry.size());
        entries.push(Entry { index, name, size: entry.size() });
    }
    if to > FREE + MOST_RATIO * from {
        return Err(file.unusable(ReadFault::Expands { from, to }));
    }
    Ok(entries)
}

/// A name as Windows in Chinese or anything else writes it.
fn name(raw: &[u8]) -> String {
    let known = [UTF_8, GBK].into_iter().find_map(|encoding| decoded(encoding, raw));
    let name = known.unwrap_or_else(|| String::from_utf8_lossy(raw).into_owned());
    name.replace('\\', "/")
}

/// What macOS and Windows leave in archives.
fn is_clutter(name: &str) -> bool {
    let mut parts = name.split('/');
    parts.any(|part| part.starts_with('.') || part == "__MACOSX" || part == "Thumbs.db")
}

impl Entry {
    /// The format, if it is one of those that hold a layer.
    fn format(&self) -> Option<Format> {
        if Format::is_companion(&self.name) {
            return None;
        }
        let extension = Path::new(&self.name).extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" => None,
            known => match Format::of_extension(known)?.ok()? {
                Format::Zip => None,
                format => Some(format),
            },
        }
    }

    /// Its name without the folder and the extension.
    fn stem(&self) -> String {
        let stem = Path::new(&self.name).file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    /// Whether it has the same name with another ending, in whatever case.
    fn is_beside(&self, main: &Self, extension: &str) -> bool {
        let stem = Path::new(&main.name).with_extension("");
        let rest = self.name.strip_prefix(&*stem.to_string_lossy());
        let ending = rest.and_then(|rest| rest.strip_prefix('.'));
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case(extension))
    }
}

/// Which of the files that hold a layer is read, as a place in `main`.
fn chosen(file: &Opened<'_>, main: &[&Entry]) -> Result<usize, ReadError> {
    let stems: Vec<String> = main.iter().map(|entry| entry.stem()).collect();
    // A package of layers inside has its own names.
    if let ([_], Some(Format::GeoPackage | Format::Dxf)) = (main, main[0].format()) {
        return Ok(0);
    }
    match layer::chosen(file, &stems)?.as_slice() {
        [one] => Ok(*one),
        _ => Err(file.unusable(ReadFault::ManyLayers(stems))),
    }
}

fn nothing(file: &Opened<'_>, entries: &[Entry]) -> ReadError {
    let nested = |entry: &Entry| {
        let extension =
            Path::new(&entry.name).extension()?.to_str()?.to_ascii_lowercase();
        match Format::of_extension(&extension)? {
            Ok(Format::Zip) => Some(Foreign::Archive),
            Ok(_) => None,
            Err(foreign) => Some(foreign),
        }
    };
    let in_database = entries.iter().any(|entry| entry.name.contains(".gdb/"));
    let database = in_database.then_some(Foreign::FileGdb);
    if let Some(foreign) = database.or_else(|| entries.iter().find_map(nested)) {
        return file.unusable(ReadFault::Format(foreign));
    }
    let names = entries.iter().take(10).map(|entry| entry.name.clone());
    file.unusable(ReadFault::NoLayers(names.collect()))
}

/// The bytes of an entry, no more of them than it declares.
fn unpacked(
    file: &Opened<'_>,
    archive: &mut Archive<'_>,
    entry: &Entry,
) -> Result<Vec<u8>, ReadError> {
    let stream = archive.by_index(entry.index).map_err(|error| broken(file, &error))?;
    let mut bytes = Vec::new();
    let read = stream.take(entry.size + 1).read_to_end(&mut bytes);
    read.map_err(|error| broken(file, &ZipError::Io(error)))?;
    if bytes.len() as u64 != entry.size {
        let reason = format!("{} is not of the size that is declared", entry.name);
        return Err(file.damaged(ReadFault::Broken { format: "ZIP", reason }));
    }
    Ok(bytes)
}

fn broken(file: &Opened<'_>, error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(reason) => {
            let reason = (*reason).to_owned();
            file.unusable(ReadFault::Broken { format: "ZIP", reason })
        }
        other => {
            let reason = other.to_string();
            file.damaged(ReadFault::Broken { format: "ZIP", reason })
        }
    }
}

#[cfg(test)]
#[path = "archive_tests.rs"]
mod tests;
