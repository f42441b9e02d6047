//! From a file to [`Rows`]: the format is told by the first bytes, then by the extension.

mod csv;
mod geojson;
mod shape;

use crate::crs::Crs;
use crate::error::{Foreign, ReadError, ReadFault};
use crate::project::Input;
use crate::rows::Rows;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The bytes of an input, read once.
pub(crate) struct Opened<'a> {
    /// The file, as the project names it.
    pub(crate) name: &'a str,
    /// The file, as the system finds it.
    pub(crate) path: PathBuf,
    /// Its bytes, without a byte order mark.
    pub(crate) bytes: Vec<u8>,
    /// What its coordinates mean, unless the file itself says otherwise.
    pub(crate) crs: Crs,
}

/// Reads the records of an input; the second value is the SHA-256 of its bytes.
pub(crate) fn rows(folder: &Path, input: &Input) -> Result<(Rows, String), ReadError> {
    let path = folder.join(&input.path);
    let crs = declared(&path, input)?;
    let unreadable = |source| ReadError::Unreadable { path: path.clone(), source };
    let mut bytes = std::fs::read(&path).map_err(unreadable)?;
    let hash = hex(Sha256::digest(&bytes).as_slice());
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    let file = Opened { name: &input.path, path, bytes, crs };
    let rows = match file.format()? {
        Format::Csv => csv::read(&file),
        Format::GeoJson => geojson::read(&file),
    };
    Ok((rows?, hash))
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

/// What the project says of the file.
pub(crate) fn declared(path: &Path, input: &Input) -> Result<Crs, ReadError> {
    if let Some(encoding) = &input.encoding {
        let utf8 = matches!(crate::normalize::key(encoding).as_str(), "utf8" | "utf8bom");
        if !utf8 {
            let fault = ReadFault::Encoding(encoding.clone());
            return Err(ReadError::unusable(path, fault));
        }
    }
    match &input.crs {
        None => Ok(Crs::default()),
        Some(name) => Crs::named(name).ok_or_else(|| unknown_crs(path, name)),
    }
}

fn unknown_crs(path: &Path, name: &str) -> ReadError {
    ReadError::unusable(path, ReadFault::Crs(name.to_owned()))
}

enum Format {
    Csv,
    GeoJson,
}

/// Formats that are known, but not read: what their first bytes are, or their extension.
const UNREAD: [(&[u8], &[&str], Foreign); 6] = [
    (b"PK\x03\x04", &["xlsx", "xlsm", "ods", "zip", "kmz"], Foreign::ExcelOrZip),
    (b"\xd0\xcf\x11\xe0", &["xls"], Foreign::Excel),
    (b"SQLite format 3", &["gpkg", "sqlite"], Foreign::GeoPackage),
    (b"\x00\x00\x27\x0a", &["shp", "dbf"], Foreign::Shapefile),
    (b"PAR1", &["parquet"], Foreign::Parquet),
    (b"fgb\x03", &["fgb"], Foreign::FlatGeobuf),
];

impl Opened<'_> {
    fn format(&self) -> Result<Format, ReadError> {
        let extension =
            self.path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let extension = extension.to_ascii_lowercase();
        if self.bytes.is_empty() {
            return Err(self.damaged(ReadFault::Empty));
        }
        let known = |(magic, extensions, _): &&(&[u8], &[&str], Foreign)| {
            self.bytes.starts_with(magic) || extensions.contains(&extension.as_str())
        };
        if let Some(&(_, _, what)) = UNREAD.iter().find(known) {
            return Err(self.unusable(ReadFault::Format(what)));
        }
        let json = matches!(extension.as_str(), "geojson" | "json");
        let first = self.bytes.iter().find(|b| !b.is_ascii_whitespace());
        Ok(if json || first == Some(&b'{') { Format::GeoJson } else { Format::Csv })
    }

    fn rows(&self) -> Rows {
        Rows::new(self.name, &self.path, self.crs)
    }

    fn damaged(&self, fault: ReadFault) -> ReadError {
        ReadError::damaged(&self.path, fault)
    }

    fn unusable(&self, fault: ReadFault) -> ReadError {
        ReadError::unusable(&self.path, fault)
    }
}
