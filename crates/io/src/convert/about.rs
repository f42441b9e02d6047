//! What a file says of itself, so that its licence reaches the next one: members of GeoJSON,
//! metadata of `GeoPackage`, `FlatGeobuf` and `GeoParquet`, or `NAME.about.json` beside others.

use crate::read::Format;
use flatgeobuf::FgbReader;
use parquet::file::reader::{FileReader, SerializedFileReader};
use rusqlite::{Connection, OpenFlags};
use serde_json::{Map, Value as Json};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Members that are taken over; whatever else a file says of itself is about its own form.
const MEMBERS: [&str; 6] =
    ["licence", "license", "attribution", "copyright", "terms", "provenance"];

/// Licence and provenance of a file whose rows were read; nothing where it has none.
pub(super) fn of(path: &Path, layers: &[String]) -> Vec<(String, Json)> {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let format = Format::of_extension(&extension.to_ascii_lowercase());
    let said = match format {
        Some(Ok(Format::GeoJson)) => of_json(path),
        Some(Ok(Format::GeoPackage)) => of_package(path, layers.first()),
        Some(Ok(Format::FlatGeobuf)) => of_flatgeobuf(path),
        Some(Ok(Format::GeoParquet)) => of_parquet(path),
        _ => of_json(&path.with_extension("about.json")),
    };
    let mut said = said.unwrap_or_default();
    let member = |key: &str| Some((key.to_owned(), said.remove(key)?));
    MEMBERS.into_iter().filter_map(member).collect()
}

fn of_json(path: &Path) -> Option<Map<String, Json>> {
    #[derive(serde::Deserialize)]
    struct Head {
        licence: Option<Json>,
        license: Option<Json>,
        attribution: Option<Json>,
        copyright: Option<Json>,
        terms: Option<Json>,
        provenance: Option<Json>,
    }
    let file = BufReader::new(File::open(path).ok()?);
    // the features are passed over, not built
    let head: Head = serde_json::from_reader(file).ok()?;
    let values = [
        head.licence,
        head.license,
        head.attribution,
        head.copyright,
        head.terms,
        head.provenance,
    ];
    let members = MEMBERS.into_iter().zip(values);
    Some(members.filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
}

fn of_text(text: &str) -> Option<Map<String, Json>> {
    serde_json::from_str(text).ok()
}

fn of_package(path: &Path, layer: Option<&String>) -> Option<Map<String, Json>> {
    let package =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    let text: String = package
        .query_row(
            "SELECT metadata FROM gpkg_metadata
             JOIN gpkg_metadata_reference ON md_file_id = id
             WHERE mime_type = 'application/json' AND (?1 IS NULL OR table_name = ?1)
             ORDER BY id LIMIT 1",
            [layer],
            |row| row.get(0),
        )
        .ok()?;
    of_text(&text)
}

fn of_flatgeobuf(path: &Path) -> Option<Map<String, Json>> {
    let mut file = BufReader::new(File::open(path).ok()?);
    let reader = FgbReader::open(&mut file).ok()?;
    of_text(reader.header().metadata()?)
}

fn of_parquet(path: &Path) -> Option<Map<String, Json>> {
    let reader = SerializedFileReader::new(File::open(path).ok()?).ok()?;
    let pairs = reader.metadata().file_metadata().key_value_metadata()?;
    let json = |text: &str| {
        serde_json::from_str(text).unwrap_or_else(|_plain| Json::String(text.to_owned()))
    };
    let pair = |pair: &parquet::file::metadata::KeyValue| {
        Some((pair.key.clone(), json(pair.value.as_deref()?)))
    };
    Some(pairs.iter().filter_map(pair).collect())
}
