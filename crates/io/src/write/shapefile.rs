//! A Shapefile and its companions.
//!
//! ```text
//! NAME.shp  shapes        NAME.prj  what the coordinates mean
//! NAME.shx  their places  NAME.cpg  "UTF-8"
//! NAME.dbf  attributes    NAME.fields.csv  long names of shortened columns, if there are any
//! ```
//!
//! Written here because no crate writes features without a shape, empty layers that keep their
//! type, or the same bytes every day.

mod dbf;
mod names;
mod shp;

use super::content::Content;
use super::kind::{GeometryKind, Parts};
use super::note::Note;
use super::reference::Reference;
use super::survey::Survey;
use super::{Aside, WriteError, unsupported};
use dbf::Table;
use geo::Geometry;
use shp::{Shape, ShapeKind};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes all files aside.
pub(super) fn stage(
    place: &Path,
    content: &Content<'_>,
    notes: &mut Vec<Note>,
) -> Result<Vec<Aside>, WriteError> {
    let survey = Survey::of(content);
    let table = Table::of(content, &survey);
    let kinds = kinds(&survey);
    let mut asides = Vec::new();
    if let [kind] = kinds[..] {
        stage_kind(place, content, &table, kind, None, &mut asides)?;
    } else {
        let mut into = Vec::new();
        for (nth, kind) in kinds.into_iter().enumerate() {
            let own = ending(place, &format!("_{}.shp", kind.noun()));
            // rows without a shape go where the first ones are
            let first = Some(nth == 0);
            stage_kind(&own, content, &table, kind, first, &mut asides)?;
            into.push(file_name(&own));
        }
        notes.push(Note::Split { file: file_name(place), into });
    }
    if table.is_shortened() {
        let names = ending(place, ".fields.csv");
        notes.push(Note::Shortened {
            file: file_name(place),
            columns: table.shortened().count(),
            table: file_name(&names),
        });
        asides.push(Aside::write(names, |out| write_names(out, &table))?);
    }
    notes.extend(table.cut(content).map(|(column, rows)| Note::Cut {
        file: file_name(place),
        column,
        rows,
        limit: dbf::WIDEST,
    }));
    Ok(asides)
}

/// The kinds of shape that the features have; one kind of no shape if there is none.
fn kinds(survey: &Survey) -> Vec<ShapeKind> {
    let mut kinds: Vec<ShapeKind> = Vec::new();
    for kind in survey.kinds.iter() {
        let own: &[ShapeKind] = match kind {
            GeometryKind::Point => &[ShapeKind::Point],
            GeometryKind::MultiPoint => &[ShapeKind::MultiPoint],
            GeometryKind::LineString | GeometryKind::MultiLineString => {
                &[ShapeKind::Line]
            }
            GeometryKind::Polygon | GeometryKind::MultiPolygon => &[ShapeKind::Polygon],
            GeometryKind::Collection => {
                &[ShapeKind::MultiPoint, ShapeKind::Line, ShapeKind::Polygon]
            }
        };
        kinds.extend(own);
    }
    if kinds.contains(&ShapeKind::MultiPoint) {
        kinds.retain(|&kind| kind != ShapeKind::Point);
    }
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.is_empty() {
        kinds.push(ShapeKind::None);
    }
    kinds
}

/// The files of one kind of shape. Where there are several, `first` says whether these also
/// take the rows without a shape.
fn stage_kind(
    place: &Path,
    content: &Content<'_>,
    table: &Table,
    kind: ShapeKind,
    first: Option<bool>,
    asides: &mut Vec<Aside>,
) -> Result<(), WriteError> {
    let mut rows = 0;
    let belongs = |geometry: Option<&Geometry>| match (first, geometry) {
        (None, _) => true,
        (Some(first), None) => first,
        (Some(_), Some(geometry)) => kind.holds_some_of(geometry),
    };
    let index = ending(place, ".shx");
    let mut places = shp::Index::default();
    asides.push(Aside::write(place, |out| {
        let mut writer = shp::Writer::start(out, kind)?;
        for mut feature in content.features() {
            let geometry = feature.geometry.take();
            if belongs(geometry.as_ref()) {
                let shape = geometry.and_then(|g| Shape::of(kind, Parts::of(g)));
                writer.push(out, shape.as_ref())?;
                rows += 1;
            }
        }
        places = writer.finish(out)?;
        Ok(())
    })?);
    asides.push(Aside::write(index, |out| shp::write_index(out, kind, &places))?);
    asides.push(Aside::write(ending(place, ".dbf"), |out| {
        table.start(out, rows)?;
        let mut number = 0;
        for mut feature in content.features() {
            if belongs(feature.geometry.take().as_ref()) {
                table.push(out, number, &content.flat_values(feature))?;
                number += 1;
            }
        }
        table.finish(out)
    })?);
    let reference = Reference::of(&content.crs);
    let unknown =
        || unsupported(format!("no definition of {} for a Shapefile", reference.name));
    let definition = || reference.wkt().ok_or_else(unknown);
    asides.push(Aside::write(ending(place, ".prj"), |out| {
        out.write_all(definition()?.as_bytes())
    })?);
    asides.push(Aside::write(ending(place, ".cpg"), |out| out.write_all(b"UTF-8"))?);
    Ok(())
}

fn write_names(out: &mut BufWriter<File>, table: &Table) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["field", "name"])?;
    for (short, long) in table.shortened() {
        writer.write_record([short, long])?;
    }
    writer.flush()
}

/// The same name with another end.
fn ending(place: &Path, end: &str) -> PathBuf {
    let mut name = place.file_stem().unwrap_or_default().to_owned();
    name.push(end);
    place.with_file_name(name)
}

fn file_name(place: &Path) -> String {
    place.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
#[path = "shapefile/tests.rs"]
mod tests;
