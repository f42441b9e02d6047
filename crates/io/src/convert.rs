//! One file into another: any format that is read into any that is written.
//!
//! Rows keep their columns, their values and their order; coordinates pass through WGS 84. What
//! was wrong with a row is told, and costs no more than its place.

mod about;
mod error;
mod table;

pub use error::{ConvertError, Refusal};

use crate::crs::FromWgs84;
use crate::finding::Finding;
use crate::project::Input;
use crate::write::geojson::Header;
use crate::write::{self, Content, Format, Options, Written};
use crate::{Crs, read};
use std::path::Path;
use table::Table;

/// What is asked of the file that is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conversion {
    /// Its format; `None` as its name says.
    pub format: Option<Format>,
    /// What its coordinates are to mean; `None` is WGS 84.
    pub crs: Option<String>,
    /// What is asked of text.
    pub options: Options,
}

/// What became of a file.
#[derive(Debug)]
pub struct Converted {
    /// Rows that were written.
    pub rows: usize,
    /// What the coordinates of the input meant.
    pub from: Crs,
    /// What those of the output mean.
    pub to: Crs,
    /// The files, and what they could not take.
    pub written: Written,
    /// What was wrong with the input.
    pub findings: Vec<Finding>,
}

/// Reads a file, the path of which starts from `folder`, and writes it as another.
///
/// # Errors
///
/// [`ConvertError`]: what was asked for does not fit together, the file cannot be read, or the
/// other cannot be written.
pub fn convert(
    input: &Input,
    folder: &Path,
    out: &Path,
    conversion: &Conversion,
) -> Result<Converted, ConvertError> {
    let unknown = || Refusal::Format { out: out.to_owned() };
    let format =
        conversion.format.or_else(|| Format::of_path(out)).ok_or_else(unknown)?;
    let to = target(conversion, format)?;
    let source = folder.join(&input.path);
    if let (Ok(one), Ok(other)) = (source.canonicalize(), out.canonicalize())
        && one == other
    {
        return Err(Refusal::SameFile { file: out.to_owned() }.into());
    }
    let change = FromWgs84::of(&to)
        .map_err(Box::new)
        .map_err(|fault| Refusal::Crs { name: to.key().into_owned(), fault })?;
    let mut rows = read::rows(folder, input)?;
    let mut findings = std::mem::take(&mut rows.findings);
    let from = rows.crs.clone().unwrap_or_default();
    let table = Table::of(&rows, &change, &to, &mut findings)?;
    drop(rows);
    let name = out.file_stem().unwrap_or_default().to_string_lossy();
    let mut header = Header::new(name);
    header.members = about::of(&source, &input.layers);
    let features = &table.features;
    let mut content = Content::new(header, table.columns, || features.iter().cloned());
    content.crs = to.clone();
    content.places = table.places;
    content.id_column = content.id_column.filter(|_| table.has_ids);
    let written = write::write(out, format, &content, conversion.options)?;
    Ok(Converted { rows: features.len(), from, to, written, findings })
}

/// What the coordinates are to mean; GeoJSON knows WGS 84 only (rule 21).
fn target(conversion: &Conversion, format: Format) -> Result<Crs, Refusal> {
    let Some(name) = &conversion.crs else { return Ok(Crs::Wgs84) };
    let unknown = || Refusal::UnknownCrs { name: name.clone() };
    let crs = Crs::named(name).ok_or_else(unknown)?;
    let is_geojson = matches!(format, Format::GeoJson | Format::GeoJsonSeq);
    if is_geojson && crs != Crs::Wgs84 {
        return Err(Refusal::GeoJson { name: name.clone() });
    }
    Ok(crs)
}

#[cfg(test)]
#[path = "convert/tests.rs"]
mod tests;
