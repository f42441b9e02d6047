//! Which format a file is in.

use crate::error::Foreign;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Format {
    /// Text with commas, semicolons or tabs.
    Csv,
    /// A workbook: `.xlsx`, `.xlsm`, `.xlsb`, `.xls`, `.ods`.
    Workbook,
    /// A feature collection, a feature or a geometry.
    GeoJson,
    /// A feature a line, or RFC 8142.
    GeoJsonSeq,
    /// `SQLite` with the tables of OGC 12-128.
    GeoPackage,
    /// `.shp` with its companions.
    Shapefile,
    /// A ZIP file that holds a Shapefile or another of these.
    Zip,
    /// `FlatGeobuf`.
    FlatGeobuf,
    /// Parquet with geometry as WKB.
    GeoParquet,
    /// A drawing in the exchange format of `AutoCAD`.
    Dxf,
}

/// Why bytes are in no format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// There is no byte.
    Empty,
    /// The format is known, and not read.
    Foreign(Foreign),
}

/// Formats by their first bytes.
const FIRST_BYTES: [(&[u8], Result<Format, Foreign>); 12] = [
    (b"SQLite format 3\0", Ok(Format::GeoPackage)),
    (b"\x00\x00\x27\x0a", Ok(Format::Shapefile)),
    (b"PAR1", Ok(Format::GeoParquet)),
    (b"fgb\x03", Ok(Format::FlatGeobuf)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Ok(Format::Workbook)),
    (b"\x1e", Ok(Format::GeoJsonSeq)),
    (b"AutoCAD Binary DXF", Ok(Format::Dxf)),
    (b"AC10", Err(Foreign::Dwg)),
    (b"7z\xbc\xaf\x27\x1c", Err(Foreign::Archive)),
    (b"Rar!", Err(Foreign::Archive)),
    (b"\x1f\x8b", Err(Foreign::Archive)),
    (b"%PDF", Err(Foreign::Document)),
];

/// Formats by the end of their name, where the first bytes do not tell.
const EXTENSIONS: [(&str, Result<Format, Foreign>); 28] = [
    ("csv", Ok(Format::Csv)),
    ("tsv", Ok(Format::Csv)),
    ("txt", Ok(Format::Csv)),
    ("xlsx", Ok(Format::Workbook)),
    ("xlsm", Ok(Format::Workbook)),
    ("xlsb", Ok(Format::Workbook)),
    ("xls", Ok(Format::Workbook)),
    ("et", Ok(Format::Workbook)),
    ("ods", Ok(Format::Workbook)),
    ("geojson", Ok(Format::GeoJson)),
    ("json", Ok(Format::GeoJson)),
    ("geojsonl", Ok(Format::GeoJsonSeq)),
    ("geojsons", Ok(Format::GeoJsonSeq)),
    ("geojsonseq", Ok(Format::GeoJsonSeq)),
    ("ndjson", Ok(Format::GeoJsonSeq)),
    ("jsonl", Ok(Format::GeoJsonSeq)),
    ("gpkg", Ok(Format::GeoPackage)),
    ("shp", Ok(Format::Shapefile)),
    ("zip", Ok(Format::Zip)),
    ("fgb", Ok(Format::FlatGeobuf)),
    ("parquet", Ok(Format::GeoParquet)),
    ("geoparquet", Ok(Format::GeoParquet)),
    ("dxf", Ok(Format::Dxf)),
    ("dwg", Err(Foreign::Dwg)),
    ("gdb", Err(Foreign::FileGdb)),
    ("kml", Err(Foreign::Kml)),
    ("kmz", Err(Foreign::Kml)),
    ("docx", Err(Foreign::Document)),
];

impl Format {
    /// The format of some bytes under an extension: what the bytes say goes before what the name
    /// says, since files are renamed more often than they are rewritten.
    pub(crate) fn of(bytes: &[u8], extension: &str) -> Result<Self, Unread> {
        if bytes.is_empty() {
            return Err(Unread::Empty);
        }
        let extension = extension.to_ascii_lowercase();
        let named = Self::of_extension(&extension);
        let told = FIRST_BYTES.iter().find(|(magic, _)| bytes.starts_with(magic));
        let found = match told {
            Some((_, told)) => Some(*told),
            None if bytes.starts_with(b"PK") => match named {
                Some(Ok(Self::Workbook) | Err(_)) => named,
                _ if holds_workbook(bytes) => Some(Ok(Self::Workbook)),
                _ => Some(Ok(Self::Zip)),
            },
            None => {
                let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
                let json =
                    first == Some(&b'{') && matches!(named, None | Some(Ok(Self::Csv)));
                if json { Some(Ok(Self::GeoJson)) } else { named }
            }
        };
        found.unwrap_or(Ok(Self::Csv)).map_err(Unread::Foreign)
    }

    /// The format that a file name stands for; `None` if it says nothing.
    pub(crate) fn of_extension(extension: &str) -> Option<Result<Self, Foreign>> {
        let known = EXTENSIONS.iter().find(|(name, _)| *name == extension);
        known.map(|&(_, format)| format)
    }

    /// Whether a file of this name only says something of the one beside it: long names of
    /// columns, or licence and provenance, as [`write`](crate::write) leaves them.
    pub(crate) fn is_companion(name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        [".fields.csv", ".about.json"].iter().any(|end| name.ends_with(end))
    }
}

/// So many bytes at the end of a workbook hold the names of its parts.
const DIRECTORY: usize = 1 << 14;

/// Whether a ZIP file is a workbook under another name: its directory, at the end, tells, or its
/// first part, which says what it is.
fn holds_workbook(bytes: &[u8]) -> bool {
    let has = |bytes: &[u8], name: &[u8]| {
        bytes.windows(name.len()).any(|window| window.eq_ignore_ascii_case(name))
    };
    let end = &bytes[bytes.len().saturating_sub(DIRECTORY)..];
    let start = &bytes[..bytes.len().min(128)];
    has(end, b"xl/workbook.") || has(start, b"vnd.oasis.opendocument.spreadsheet")
}
