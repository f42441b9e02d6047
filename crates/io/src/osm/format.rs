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
    Xml,
}

/// Compressions by their first bytes.
const COMPRESSED: [(&[u8], &str); 5] = [
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"PK\x03\x04", "zip"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
];

/// Compressions by extension, for files too damaged to show.
const EXTENSIONS: [(&str, &str); 5] =
    [("gz", "gzip"), ("bz2", "bzip2"), ("zip", "zip"), ("xz", "xz"), ("zst", "zstd")];

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
    let compression = |format| OsmError::Compressed { path: path.to_owned(), format };
    if let Some((_, format)) =
        COMPRESSED.iter().find(|(magic, _)| head.starts_with(magic))
    {
        return Err(compression(format));
    }
    if let Some(format) = by_content(&head) {
        return Ok(format);
    }
    if let Some((_, format)) = EXTENSIONS.iter().find(|(ext, _)| extension == Some(ext)) {
        return Err(compression(format));
    }
    match extension {
        Some("pbf") => Ok(Format::Pbf),
        Some("osm" | "xml") => Ok(Format::Xml),
        _ => Err(OsmError::NotOsm { path: path.to_owned(), content: Content::Unknown }),
    }
}

fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

fn by_content(head: &[u8]) -> Option<Format> {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if text.trim_ascii_start().starts_with(b"<") {
        return Some(Format::Xml);
    }
    let name = b"OSMHeader";
    head.windows(name.len()).any(|bytes| bytes == name).then_some(Format::Pbf)
}
