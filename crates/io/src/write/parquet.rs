//! `GeoParquet` 1.1: geometry as WKB, batch by batch.

use super::content::{Content, free};
use super::kind::GeometryKind;
use super::reference::Reference;
use super::survey::Survey;
use super::{unsupported, wkb};
use crate::layers::{Column, Feature, Kind};
use crate::rows::text_of;
use arrow_array::builder::{
    BinaryBuilder, BooleanBuilder, Float64Builder, Int64Builder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use serde_json::json;
use std::io::{self, Write};
use std::sync::Arc;
use walkshed::model::Value;

/// Rows of a batch, and of a group of the file.
const BATCH: usize = 1 << 16;

/// Writes all features.
pub(super) fn write(
    out: &mut (impl Write + Send),
    content: &Content<'_>,
) -> io::Result<()> {
    let columns = content.flat_columns();
    let place = free("geometry", columns.iter().map(|column| &*column.name));
    let fields =
        columns.iter().map(|column| Field::new(&*column.name, kind(column), true));
    let geometry = Field::new(&place, DataType::Binary, true);
    let schema = Arc::new(Schema::new(fields.chain([geometry]).collect::<Vec<_>>()));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(BATCH))
        .set_key_value_metadata(Some(about(content, &place)?))
        .build();
    // readers look for `geo` in the file's own metadata only where there is no other
    let options = ArrowWriterOptions::new()
        .with_properties(properties)
        .with_skip_arrow_metadata(true);
    let mut writer = ArrowWriter::try_new_with_options(out, Arc::clone(&schema), options)
        .map_err(error)?;
    let mut features = content.features().peekable();
    while features.peek().is_some() {
        let mut batch = Batch::of(&columns);
        for feature in features.by_ref().take(BATCH) {
            batch.push(content, feature)?;
        }
        let batch = RecordBatch::try_new(Arc::clone(&schema), batch.finish());
        writer.write(&batch.map_err(io::Error::other)?).map_err(error)?;
    }
    writer.close().map(|_metadata| ()).map_err(error)
}

/// What the system says, where that is the cause.
fn error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(source) => io::Error::other(source),
        },
        other => io::Error::other(other),
    }
}

fn kind(column: &Column) -> DataType {
    match column.kind {
        Kind::Boolean => DataType::Boolean,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Nothing | Kind::Text | Kind::Json | Kind::Mixed => DataType::Utf8,
    }
}

/// The member `geo`, and what must be said of the content.
fn about(content: &Content<'_>, place: &str) -> io::Result<Vec<KeyValue>> {
    let survey = Survey::of(content);
    let types: Vec<&str> = survey.kinds.iter().map(GeometryKind::name).collect();
    let mut column = json!({ "encoding": "WKB", "geometry_types": types });
    if let Some(bounds) = survey.bounds {
        let (min, max) = (bounds.min(), bounds.max());
        column["bbox"] = json!([min.x, min.y, max.x, max.y]);
    }
    if content.crs != crate::Crs::Wgs84 {
        column["crs"] = projjson(content)?;
    }
    let geo = json!({
        "version": "1.1.0",
        "primary_column": place,
        "columns": { place: column },
    });
    let mut about = vec![KeyValue::new("geo".to_owned(), geo.to_string())];
    let said = content.header.members.iter();
    about.extend(said.map(|(key, value)| KeyValue::new(key.clone(), value.to_string())));
    Ok(about)
}

/// What coordinates other than those of WGS 84 mean.
fn projjson(content: &Content<'_>) -> io::Result<serde_json::Value> {
    let reference = Reference::of(&content.crs);
    reference.projjson().ok_or_else(|| {
        unsupported(format!("no definition of {} for GeoParquet", reference.name))
    })
}

/// Columns of rows under way.
struct Batch {
    columns: Vec<Builder>,
    geometry: BinaryBuilder,
    bytes: Vec<u8>,
}

enum Builder {
    Boolean(BooleanBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Text(StringBuilder),
}

impl Batch {
    fn of(columns: &[Column]) -> Self {
        let builder = |column: &Column| match column.kind {
            Kind::Boolean => Builder::Boolean(BooleanBuilder::new()),
            Kind::Integer => Builder::Integer(Int64Builder::new()),
            Kind::Number => Builder::Number(Float64Builder::new()),
            Kind::Nothing | Kind::Text | Kind::Json | Kind::Mixed => {
                Builder::Text(StringBuilder::new())
            }
        };
        Self {
            columns: columns.iter().map(builder).collect(),
            geometry: BinaryBuilder::new(),
            bytes: Vec::new(),
        }
    }

    fn push(&mut self, content: &Content<'_>, mut feature: Feature) -> io::Result<()> {
        match feature.geometry.take() {
            Some(geometry) => {
                self.bytes.clear();
                wkb::append(&mut self.bytes, &super::kind::plain(geometry))?;
                self.geometry.append_value(&self.bytes);
            }
            None => self.geometry.append_null(),
        }
        let values = content.flat_values(feature);
        self.columns
            .iter_mut()
            .zip(&values)
            .for_each(|(column, value)| column.push(value));
        Ok(())
    }

    fn finish(mut self) -> Vec<ArrayRef> {
        let column = |builder: Builder| -> ArrayRef {
            match builder {
                Builder::Boolean(mut builder) => Arc::new(builder.finish()),
                Builder::Integer(mut builder) => Arc::new(builder.finish()),
                Builder::Number(mut builder) => Arc::new(builder.finish()),
                Builder::Text(mut builder) => Arc::new(builder.finish()),
            }
        };
        let geometry: ArrayRef = Arc::new(self.geometry.finish());
        self.columns.into_iter().map(column).chain([geometry]).collect()
    }
}

impl Builder {
    fn push(&mut self, value: &Value) {
        match (self, value) {
            (Self::Boolean(builder), Value::Bool(flag)) => builder.append_value(*flag),
            (Self::Boolean(builder), _) => builder.append_null(),
            (Self::Integer(builder), Value::Integer(number)) => {
                builder.append_value(*number);
            }
            (Self::Integer(builder), _) => builder.append_null(),
            (Self::Number(builder), Value::Number(number)) => {
                builder.append_value(*number);
            }
            (Self::Number(builder), Value::Integer(number)) => {
                builder.append_value(*number as f64);
            }
            (Self::Number(builder), _) => builder.append_null(),
            (Self::Text(builder), Value::Null) => builder.append_null(),
            (Self::Text(builder), value) => builder.append_value(text_of(value)),
        }
    }
}
