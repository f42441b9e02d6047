//! What a file holds: told by its first bytes, else by its extension.

use super::damage::Damage;
use super::error::{Content, OsmError, Place};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Pbf,
    Xml(Compression),
}

/// How a file of XML is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compression {
    None,
    Gzip,
    Bzip2,
}

impl Compression {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::None => "nothing",
            Self::Gzip => "gzip",
            Self::Bzip2 => "bzip2",
        }
    }
}

/// Compressions by their first bytes and their extension, which tells them where a file is too
/// damaged to show; only the first two are read.
const COMPRESSED: [(&[u8], &str, Result<Compression, &str>); 5] = [
    (b"\x1f\x8b", "gz", Ok(Compression::Gzip)),
    (b"BZh", "bz2", Ok(Compression::Bzip2)),
    (b"PK\x03\x04", "zip", Err("zip")),
    (b"\xfd7zXZ\0", "xz", Err("xz")),
    (b"\x28\xb5\x2f\xfd", "zst", Err("zstd")),
];

/// The name of the first block lies within the first bytes of every PBF file.
const HEAD: u64 = 64;

/// Tells the format of a file.
pub(super) fn detect(path: &Path) -> Result<Format, OsmError> {
    let head = head(path)
        .map_err(|source| OsmError::Unreadable { path: path.to_owned(), source })?;
    if head.is_empty() {
        let (path, place) = (path.to_owned(), Place::Byte(0));
        return Err(OsmError::Damaged { path, place, damage: Damage::Empty });
    }
    let extension = path.extension().and_then(|ext| ext.to_str()).map(str::to_lowercase);
    let extension = extension.as_deref();
    let compressed = |known: &dyn Fn(&[u8], &str) -> bool| {
        let found = COMPRESSED.iter().find(|(magic, ext, _)| known(magic, ext));
        found.map(|(_, _, compression)| match *compression {
            Ok(read) => Ok(Format::Xml(read)),
            Err(format) => Err(OsmError::Compressed { path: path.to_owned(), format }),
        })
    };
    if let Some(format) = compressed(&|magic, _| head.starts_with(magic)) {
        return format;
    }
    if let Some(format) = by_content(&head) {
        return Ok(format);
    }
    if let Some(format) = compressed(&|_, ext| extension == Some(ext)) {
        return format;
    }
    match extension {
        Some("pbf") => Ok(Format::Pbf),
        Some("osm" | "xml") => Ok(Format::Xml(Compression::None)),
        _ => Err(OsmError::NotOsm { path: path.to_owned(), content: Content::Unknown }),
    }
}

fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// Tells the format by what is not compressed.
pub(super) fn by_content(head: &[u8]) -> Option<Format> {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if text.trim_ascii_start().starts_with(b"<") {
        return Some(Format::Xml(Compression::None));
    }
    let name = b"OSMHeader";
    head.windows(name.len()).any(|bytes| bytes == name).then_some(Format::Pbf)
}
