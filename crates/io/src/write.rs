//! Files that others read: one file a format, and a whole folder of them at once.
//!
//! ```text
//! View ──► Content ──► geojson, geojsonl, gpkg, flatgeobuf, parquet, shapefile, csv, workbook
//! Rows ──►    │                                   │
//!             └── columns, features, licence      └──► Aside ──► in its place, whole
//! ```

mod aside;
mod content;
mod csv;
mod directory;
mod error;
mod flatgeobuf;
mod format;
pub mod geojson;
mod geojsonl;
mod gpkg;
mod kind;
mod note;
mod parquet;
mod reference;
mod shapefile;
mod survey;
pub mod week_svg;
mod wkb;
pub mod workbook;

pub use aside::Aside;
pub use content::{Content, Places, free};
pub use directory::{write_changes, write_layers, write_tables};
pub use error::WriteError;
pub use format::Format;
pub use note::Note;

use aside::sync_folder;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What may be asked of files of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether CSV begins with a byte order mark, by which spreadsheets know UTF-8.
    pub bom: bool,
}

/// Files that were written, and what they could not take as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The files.
    pub paths: Vec<PathBuf>,
    /// What their formats had no room for.
    pub notes: Vec<Note>,
}

/// Writes one content as one file, with the companions of its format.
///
/// # Errors
///
/// [`WriteError`] names the file; what stood there before still does.
pub fn write(
    place: &Path,
    format: Format,
    content: &Content<'_>,
    options: Options,
) -> Result<Written, WriteError> {
    let mut notes = Vec::new();
    let asides = stage(place, format, content, options, &mut notes)?;
    let paths = publish(asides)?;
    Ok(Written { paths, notes })
}

/// Moves files into their places, once all are whole.
///
/// # Errors
///
/// [`WriteError`] if the system refuses.
pub fn publish(asides: Vec<Aside>) -> Result<Vec<PathBuf>, WriteError> {
    let paths = asides.into_iter().map(Aside::publish).collect::<Result<Vec<_>, _>>()?;
    for folder in paths.iter().filter_map(|path| path.parent()).take(1) {
        let here = Path::new(".");
        sync_folder(if folder.as_os_str().is_empty() { here } else { folder })?;
    }
    Ok(paths)
}

/// Writes one content aside.
fn stage(
    place: &Path,
    format: Format,
    content: &Content<'_>,
    options: Options,
    notes: &mut Vec<Note>,
) -> Result<Vec<Aside>, WriteError> {
    let mut asides = match format {
        Format::GeoJson => vec![Aside::write(place, |out| {
            geojson::write(out, &content.header, content.features())
        })?],
        Format::GeoJsonSeq => {
            vec![Aside::write(place, |out| geojsonl::write(out, content))?]
        }
        Format::GeoPackage => vec![gpkg::stage(place, std::slice::from_ref(content))?],
        Format::FlatGeobuf => {
            vec![Aside::write(place, |out| flatgeobuf::write(out, content))?]
        }
        Format::GeoParquet => {
            vec![Aside::write(place, |out| parquet::write(out, content))?]
        }
        Format::Shapefile => shapefile::stage(place, content, notes)?,
        Format::Csv => {
            vec![Aside::write(place, |out| csv::write(out, content, options.bom))?]
        }
        Format::Xlsx => vec![workbook::stage(place, [workbook::sheet(content)], notes)?],
    };
    asides.extend(about(place, format, content)?);
    Ok(asides)
}

/// Licence and provenance in a file beside, for formats that have no room for them.
fn about(
    place: &Path,
    format: Format,
    content: &Content<'_>,
) -> Result<Option<Aside>, WriteError> {
    let Some(about) = content.about() else { return Ok(None) };
    if !matches!(
        format,
        Format::GeoJsonSeq | Format::Shapefile | Format::Csv | Format::Xlsx
    ) {
        return Ok(None);
    }
    let place = place.with_extension("about.json");
    Aside::write(place, |out| writeln!(out, "{about}")).map(Some)
}

/// A refusal by a format, in words.
fn unsupported(text: String) -> io::Error {
    io::Error::new(ErrorKind::Unsupported, text)
}

#[cfg(test)]
#[path = "write/tests.rs"]
mod tests;
