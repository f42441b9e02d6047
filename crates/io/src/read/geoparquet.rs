//! Parquet, with geometry as WKB where the `geo` metadata of `GeoParquet` or the type of a column
//! says so; without any, it is a table.
//!
//! Batches are read column by column with texts shared, so that a value which stands in a million
//! rows is held once until it is counted: a file may not give more rows than it has bytes, nor
//! expand beyond measure. The library panics on some damaged files, which is caught here.

mod pages;
mod value;

use super::layer::{self, Columns};
use super::{Opened, wkb};
use crate::crs::Crs;
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, Place, Problem};
use crate::rows::{Row, Rows};
use arrow_array::{Array, RecordBatch, cast::AsArray};
use arrow_schema::{DataType, Field, Schema};
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;
use serde_json::Value as Json;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use value::{plain, value};

/// Rows that are decoded at once.
const BATCH: usize = 1024;

/// Bytes of text and geometry that any file may give, and how many for each of its own.
const FREE: u64 = 16 << 20;
const MOST_RATIO: u64 = 200;

/// Names of columns that hold WKB in files without metadata.
const GEOMETRIES: [&str; 4] = ["geometry", "geom", "wkb", "wkb_geometry"];

/// Reads all rows.
pub(super) fn read(file: &Opened<'_>) -> Result<Rows, ReadError> {
    let bytes = Bytes::from(file.bytes.clone());
    let whole = catch_unwind(AssertUnwindSafe(|| read_rows(file, &bytes)));
    match whole {
        Ok(Ok(rows)) => Ok(rows),
        Ok(Err(Fault::Read(error))) => Err(error),
        Ok(Err(Fault::Format(reason))) => Err(broken(file, reason)),
        Err(_panic) => Err(broken(file, "its pages are damaged".to_owned())),
    }
}

fn broken(file: &Opened<'_>, reason: String) -> ReadError {
    file.damaged(ReadFault::Broken { format: "Parquet", reason })
}

/// Why a file could not be read.
enum Fault {
    Format(String),
    Read(ReadError),
}

impl From<ParquetError> for Fault {
    fn from(error: ParquetError) -> Self {
        Self::Format(error.to_string())
    }
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

fn read_rows(file: &Opened<'_>, bytes: &Bytes) -> Result<Rows, Fault> {
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let metadata = ArrowReaderMetadata::load(bytes, options)?;
    check_size(file, &metadata)?;
    pages::check(&file.bytes, metadata.metadata()).map_err(Fault::Format)?;
    let geometry = geometry_column(file, &metadata)?;
    let mut rows = file.rows();
    let (name, crs) = geometry.unzip();
    rows.crs = crs.flatten();
    let schema = Arc::clone(metadata.schema());
    let kept: Vec<usize> = (0..schema.fields().len())
        .filter(|&i| {
            let field = schema.field(i);
            name.as_deref() == Some(field.name().as_str()) || plain(field.data_type())
        })
        .collect();
    say_left_out(&mut rows, &schema, &kept);
    let options = ArrowReaderOptions::new().with_schema(shared(&schema));
    let metadata =
        ArrowReaderMetadata::try_new(Arc::clone(metadata.metadata()), options)?;
    let mask = ProjectionMask::roots(metadata.parquet_schema(), kept);
    let builder =
        ParquetRecordBatchReaderBuilder::new_with_metadata(bytes.clone(), metadata);
    let batches = builder.with_projection(mask).with_batch_size(BATCH).build()?;
    let mut reader = Reader { file, name, columns: Columns::default(), used: 0 };
    for batch in batches {
        let batch = batch.map_err(|error| Fault::Format(error.to_string()))?;
        reader.take(&mut rows, &batch)?;
    }
    Ok(rows)
}

/// The same columns, texts and bytes shared.
fn shared(schema: &Schema) -> Arc<Schema> {
    let field = |field: &Arc<Field>| {
        let kind = match field.data_type() {
            DataType::Utf8 => DataType::Utf8View,
            DataType::Binary => DataType::BinaryView,
            other => other.clone(),
        };
        field.as_ref().clone().with_data_type(kind)
    };
    let fields: Vec<Field> = schema.fields().iter().map(field).collect();
    Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone()))
}

/// Refuses a file that declares more than its bytes can stand for.
fn check_size(file: &Opened<'_>, metadata: &ArrowReaderMetadata) -> Result<(), Fault> {
    let rows = metadata.metadata().file_metadata().num_rows();
    let most = layer::most_rows(file.bytes.len()) as u64;
    let to = u64::try_from(rows).unwrap_or(u64::MAX);
    if to > most {
        let from = file.bytes.len() as u64;
        return Err(file.unusable(ReadFault::Expands { from, to }).into());
    }
    Ok(())
}

/// The name of the geometry column, and what its coordinates mean.
fn geometry_column(
    file: &Opened<'_>,
    metadata: &ArrowReaderMetadata,
) -> Result<Option<(String, Option<Crs>)>, Fault> {
    let pairs = metadata.metadata().file_metadata().key_value_metadata();
    let geo = pairs.into_iter().flatten().find(|pair| pair.key == "geo");
    let Some(text) = geo.and_then(|pair| pair.value.as_ref()) else {
        return Ok(bare_geometry(metadata.schema()).map(|name| (name, None)));
    };
    let damaged =
        |error: serde_json::Error| Fault::Format(format!("its geo metadata: {error}"));
    let geo: Json = serde_json::from_str(text).map_err(damaged)?;
    let primary = geo["primary_column"].as_str().unwrap_or("geometry");
    let column = &geo["columns"][primary];
    let encoding = column["encoding"].as_str().unwrap_or("WKB");
    if encoding != "WKB" {
        let reason = format!("geometry encoded as {encoding} is not read, only WKB is");
        let fault = ReadFault::Broken { format: "GeoParquet", reason };
        return Err(file.unusable(fault).into());
    }
    let crs = match column.get("crs") {
        None => Some(Crs::Wgs84),
        Some(Json::Null) => None,
        Some(crs) => Some(system(crs)),
    };
    Ok(Some((primary.to_owned(), crs)))
}

/// A system as PROJJSON: by its code, else as it is.
fn system(crs: &Json) -> Crs {
    let code = &crs["id"]["code"];
    let code = code.as_str().map_or_else(|| code.to_string(), str::to_owned);
    let authority = crs["id"]["authority"].as_str();
    let known = authority.filter(|authority| matches!(*authority, "EPSG" | "OGC"));
    let known = known.and_then(|authority| Crs::named(&format!("{authority}:{code}")));
    let definition = || {
        let text = crs.as_str().map_or_else(|| crs.to_string(), str::to_owned);
        Crs::named(&text).unwrap_or(Crs::Definition(text.into()))
    };
    known.unwrap_or_else(definition)
}

/// A column of bytes that is named as geometries are.
fn bare_geometry(schema: &Schema) -> Option<String> {
    let mut fields = schema.fields().iter();
    let found = fields.find(|field| {
        let name = field.name().to_ascii_lowercase();
        *field.data_type() == DataType::Binary && GEOMETRIES.contains(&name.as_str())
    });
    found.map(|field| field.name().clone())
}

/// Says which columns are not read; the boxes that a writer adds to geometries are none.
fn say_left_out(rows: &mut Rows, schema: &Schema, kept: &[usize]) {
    let fields = schema.fields().iter().enumerate();
    let left = fields.filter(|(i, field)| !kept.contains(i) && field.name() != "bbox");
    let left: Vec<&str> = left.map(|(_, field)| field.name().as_str()).collect();
    if !left.is_empty() {
        let finding = Finding::new(&rows.file, Problem::NotPlain);
        rows.findings.push(finding.in_column(left.join(", ")));
    }
}

struct Reader<'f, 'o> {
    file: &'f Opened<'o>,
    name: Option<String>,
    columns: Columns,
    /// Bytes of text and geometry so far.
    used: u64,
}

impl Reader<'_, '_> {
    fn take(&mut self, rows: &mut Rows, batch: &RecordBatch) -> Result<(), Fault> {
        let first = rows.list.len();
        for _ in 0..batch.num_rows() {
            let row = Row::new(Place::Feature(rows.list.len() + 1), Vec::new());
            layer::push(self.file, rows, row)?;
        }
        let mut values: Vec<Vec<_>> = Vec::new();
        values.resize_with(batch.num_rows(), Vec::new);
        let schema = batch.schema();
        for (field, array) in schema.fields().iter().zip(batch.columns()) {
            if self.name.as_ref() == Some(field.name()) {
                self.geometries(rows, first, array.as_ref())?;
                continue;
            }
            let place = self.columns.place(rows, field.name());
            for (i, values) in values.iter_mut().enumerate() {
                let value = value(array.as_ref(), i);
                if let walkshed::model::Value::Text(text) = &value {
                    self.count(text.len())?;
                }
                layer::put(values, place, value);
            }
        }
        for (row, values) in rows.list[first..].iter_mut().zip(values) {
            row.set(values);
        }
        Ok(())
    }

    fn geometries(
        &mut self,
        rows: &mut Rows,
        first: usize,
        array: &dyn Array,
    ) -> Result<(), Fault> {
        let Some(blobs) = array.as_binary_view_opt() else {
            return Err(Fault::Format("its geometries are no bytes".to_owned()));
        };
        for (row, blob) in rows.list[first..].iter_mut().zip(blobs) {
            let Some(blob) = blob else { continue };
            self.count(blob.len())?;
            row.geometry = wkb::read(blob);
        }
        Ok(())
    }

    /// Counts what was taken out of shared memory.
    fn count(&mut self, bytes: usize) -> Result<(), Fault> {
        self.used += bytes as u64;
        let (from, to) = (self.file.bytes.len() as u64, self.used);
        if to > FREE + MOST_RATIO * from {
            return Err(self.file.unusable(ReadFault::Expands { from, to }).into());
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "geoparquet_tests.rs"]
mod tests;
