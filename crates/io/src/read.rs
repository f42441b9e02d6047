//! From a file to [`Rows`]: the format is told by the first bytes, then by the extension.
//!
//! ```text
//! bytes ──► Format::of ──► one reader a format ──► Rows, coordinates as the file has them
//!                                                   │
//!                             crs::settle ◄─────────┘   WGS 84, checked
//! ```

mod archive;
mod codepage;
mod csv;
mod dxf;
mod expands;
#[cfg(test)]
pub(crate) mod fixtures;
mod flatgeobuf;
mod format;
mod geojson;
mod geopackage;
mod geoparquet;
mod layer;
mod prj;
mod shape;
mod shapefile;
mod table;
mod text;
mod wkb;
mod wkt;
mod workbook;

pub(crate) use format::{Format, Unread};

use crate::error::{ReadError, ReadFault};
use crate::project::Input;
use crate::rows::Rows;
use crate::{crs, join};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The bytes of an input, read once.
pub(crate) struct Opened<'a> {
    /// What the project says of the file.
    pub(crate) input: &'a Input,
    /// The file, as the system finds it.
    pub(crate) path: PathBuf,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

/// A file that was read, and the SHA-256 of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Its path, as the project names it.
    pub(crate) path: String,
    /// Hexadecimal.
    pub(crate) sha256: String,
}

/// Reads the records of an input, on WGS 84, with the columns of the table that they are joined
/// with.
pub(crate) fn rows(folder: &Path, input: &Input) -> Result<Rows, ReadError> {
    let mut rows = raw(folder, input)?;
    crs::settle(&mut rows, input)?;
    if let Some(table) = &input.join {
        join::apply(&mut rows, table, folder)?;
    }
    Ok(rows)
}

/// Reads all records of an input, and says how many there are.
///
/// # Errors
///
/// [`ReadError`] if the file cannot be read, or holds no table or features.
pub fn records(folder: &Path, input: &Input) -> Result<usize, ReadError> {
    raw(folder, input).map(|rows| rows.list.len())
}

/// Reads the records of an input, with coordinates as the file has them.
pub(crate) fn raw(folder: &Path, input: &Input) -> Result<Rows, ReadError> {
    let path = folder.join(&input.path);
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    if path.is_dir()
        && let Some(Err(what)) = Format::of_extension(&extension.to_ascii_lowercase())
    {
        return Err(ReadError::unusable(&path, ReadFault::Format(what)));
    }
    let unreadable = |source| ReadError::Unreadable { path: path.clone(), source };
    let bytes = std::fs::read(&path).map_err(unreadable)?;
    let format = Format::of(&bytes, extension).map_err(|why| match why {
        Unread::Empty => ReadError::damaged(&path, ReadFault::Empty),
        Unread::Foreign(what) => ReadError::unusable(&path, ReadFault::Format(what)),
    })?;
    let file = Opened { input, path, bytes };
    let hash = || hex(Sha256::digest(&file.bytes).as_slice());
    let (sha256, rows) = rayon::join(hash, || of_format(&file, format));
    let mut rows = rows?;
    rows.sources.insert(0, Source { path: input.path.clone(), sha256 });
    Ok(rows)
}

/// Reads the records of a file in a format.
fn of_format(file: &Opened<'_>, format: Format) -> Result<Rows, ReadError> {
    let mut rows = match format {
        Format::Csv => csv::read(file),
        Format::Workbook => workbook::read(file),
        Format::GeoJson => geojson::read(file),
        Format::GeoJsonSeq => geojson::sequence::read(file),
        Format::GeoPackage => geopackage::read(file),
        Format::Shapefile => shapefile::read(file),
        Format::Zip => archive::read(file),
        Format::FlatGeobuf => flatgeobuf::read(file),
        Format::GeoParquet => geoparquet::read(file),
        Format::Dxf => dxf::read(file),
    }?;
    if matches!(format, Format::Csv | Format::Workbook) {
        wkt::take(&mut rows, file.input);
    }
    Ok(rows)
}

/// SHA-256 of a file that another reader opens.
pub(crate) fn hash(path: &Path) -> Result<String, ReadError> {
    let unreadable = |source| ReadError::Unreadable { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).map_err(unreadable)? {
            0 => break,
            n => hasher.update(&buffer[..n]),
        }
    }
    Ok(hex(hasher.finalize().as_slice()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl Opened<'_> {
    /// The bytes without a byte order mark of UTF-8.
    fn text_bytes(&self) -> &[u8] {
        self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.bytes)
    }

    fn rows(&self) -> Rows {
        Rows::new(&self.input.path, &self.path)
    }

    fn damaged(&self, fault: ReadFault) -> ReadError {
        ReadError::damaged(&self.path, fault)
    }

    fn unusable(&self, fault: ReadFault) -> ReadError {
        ReadError::unusable(&self.path, fault)
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
