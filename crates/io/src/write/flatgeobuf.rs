//! `FlatGeobuf` with its index: features stand in the order of the Hilbert curve, not of the
//! input.

use super::content::Content;
use super::kind::{GeometryKind, plain};
use super::reference::Reference;
use super::survey::Survey;
use crate::layers::{Column, Kind};
use crate::rows::text_of;
use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geozero::error::GeozeroError;
use geozero::{ColumnValue, GeomProcessor, GeozeroGeometry, PropertyProcessor};
use std::io::{self, Write};
use walkshed::model::Value;

/// Writes all features.
///
/// # Cost
///
/// Features wait in a temporary file until their order is known; 56 bytes each stay in memory.
pub(super) fn write(out: &mut impl Write, content: &Content<'_>) -> io::Result<()> {
    let survey = Survey::of(content);
    let reference = Reference::of(&content.crs);
    let (definition, about, licence) =
        (reference.wkt(), content.about(), content.licence());
    let common = match survey.kinds.common() {
        // an empty point cannot be told from a damaged one
        Some(GeometryKind::Point) if survey.without > 0 => Some(GeometryKind::MultiPoint),
        // nor can an empty collection
        Some(GeometryKind::Collection) if survey.without > 0 => None,
        common => common,
    };
    let options = FgbWriterOptions {
        // readers find features without a place only by passing over all
        write_index: survey.count > 0 && survey.without == 0,
        detect_type: false,
        promote_to_multi: false,
        crs: FgbCrs {
            org: reference.epsg.map(|_| "EPSG"),
            code: reference.epsg.and_then(|code| i32::try_from(code).ok()).unwrap_or(0),
            name: Some(&reference.name),
            wkt: definition.as_deref().filter(|_| reference.epsg.is_none()),
            ..FgbCrs::default()
        },
        title: Some(&content.header.name),
        description: Some(&licence).filter(|text| !text.is_empty()).map(String::as_str),
        metadata: about.as_deref(),
        ..FgbWriterOptions::default()
    };
    let kind = common.map_or(GeometryType::Unknown, kind);
    let mut writer = FgbWriter::create_with_options(&content.header.name, kind, options)
        .map_err(error)?;
    let columns = content.flat_columns();
    for column in &columns {
        writer.add_column(&column.name, column_type(column), |_, _| {});
    }
    for mut feature in content.features() {
        let geometry = feature.geometry.take().map(plain);
        let geometry = match common {
            Some(kind) => geometry.map(|geometry| kind.promote(geometry)),
            None => geometry,
        };
        let values = content.flat_values(feature);
        match geometry {
            Some(geometry) => add(&mut writer, geometry, &columns, &values),
            None => add(&mut writer, Nowhere(common), &columns, &values),
        }
        .map_err(unsound)?;
    }
    writer.write(out).map_err(error)
}

fn add(
    writer: &mut FgbWriter<'_>,
    geometry: impl GeozeroGeometry,
    columns: &[Column],
    values: &[Value],
) -> geozero::error::Result<()> {
    let mut filled = Ok(());
    writer.add_feature_geom(geometry, |feature| {
        let mut cells = columns.iter().zip(values).enumerate();
        filled =
            cells.try_for_each(|(nth, (column, value))| put(feature, nth, column, value));
    })?;
    filled
}

/// No geometry: the format has only empty ones, of the kind of the layer or else a polygon. What
/// has parts must have one, or readers call the feature damaged.
struct Nowhere(Option<GeometryKind>);

impl GeozeroGeometry for Nowhere {
    fn process_geom<P: GeomProcessor>(
        &self,
        processor: &mut P,
    ) -> geozero::error::Result<()> {
        match self.0 {
            Some(GeometryKind::MultiPolygon) => {
                processor.multipolygon_begin(1, 0)?;
                processor.polygon_begin(false, 0, 0)?;
                processor.polygon_end(false, 0)?;
                processor.multipolygon_end(0)
            }
            None => {
                processor.polygon_begin(true, 0, 0)?;
                processor.polygon_end(true, 0)
            }
            Some(_) => Ok(()),
        }
    }
}

/// One value; what is absent is left out.
fn put(
    feature: &mut impl PropertyProcessor,
    nth: usize,
    column: &Column,
    value: &Value,
) -> geozero::error::Result<()> {
    let text;
    let value = match (column.kind, value) {
        (_, Value::Null) => return Ok(()),
        (Kind::Boolean, Value::Bool(flag)) => ColumnValue::Bool(*flag),
        (Kind::Integer, Value::Integer(number)) => ColumnValue::Long(*number),
        (Kind::Number, Value::Integer(number)) => ColumnValue::Double(*number as f64),
        (Kind::Number, Value::Number(number)) => ColumnValue::Double(*number),
        (_, value) => {
            text = text_of(value);
            ColumnValue::String(&text)
        }
    };
    feature.property(nth, &column.name, &value).map(|_more| ())
}

fn column_type(column: &Column) -> ColumnType {
    match column.kind {
        Kind::Boolean => ColumnType::Bool,
        Kind::Integer => ColumnType::Long,
        Kind::Number => ColumnType::Double,
        Kind::Nothing | Kind::Text | Kind::Json | Kind::Mixed => ColumnType::String,
    }
}

fn kind(kind: GeometryKind) -> GeometryType {
    match kind {
        GeometryKind::Point => GeometryType::Point,
        GeometryKind::LineString => GeometryType::LineString,
        GeometryKind::Polygon => GeometryType::Polygon,
        GeometryKind::MultiPoint => GeometryType::MultiPoint,
        GeometryKind::MultiLineString => GeometryType::MultiLineString,
        GeometryKind::MultiPolygon => GeometryType::MultiPolygon,
        GeometryKind::Collection => GeometryType::GeometryCollection,
    }
}

/// What the system says, where that is the cause.
fn error(error: flatgeobuf::Error) -> io::Error {
    match error {
        flatgeobuf::Error::IO(error) => error,
        other => io::Error::other(other),
    }
}

fn unsound(error: GeozeroError) -> io::Error {
    match error {
        GeozeroError::IoError(error) => error,
        other => io::Error::other(other),
    }
}
