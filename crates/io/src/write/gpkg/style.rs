//! How QGIS is to draw the layers of an evaluation: covered and uncovered ground in colors,
//! stations by level, gaps by cause, areas as outlines with their names.
//!
//! A layer is known by its columns, so that one which was converted opens the same.

mod qml;

use super::schema::{TIME, Table};
use crate::layers::Kind;
use crate::write::content::Content;
use crate::write::kind::GeometryKind;
use qml::{Drawn, Symbol};
use rusqlite::Transaction;
use walkshed::model::Value;

/// The table that QGIS looks into.
const TABLE: &str = "
CREATE TABLE IF NOT EXISTS layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT CURRENT_TIMESTAMP);
";

/// Adds the style of a layer, if it is one that has a style.
pub(super) fn add(
    transaction: &Transaction<'_>,
    table: &Table,
    content: &Content<'_>,
) -> rusqlite::Result<()> {
    let Some(style) = style(table, content) else { return Ok(()) };
    transaction.execute_batch(TABLE)?;
    transaction.execute(
        "INSERT OR IGNORE INTO gpkg_contents
         VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, NULL, NULL, NULL, NULL, 0)",
        [TIME],
    )?;
    transaction.execute(
        "INSERT INTO layer_styles
         VALUES (NULL, '', '', ?, ?, 'walkshed', ?, NULL, 1, '', '', NULL, ?)",
        (&table.name, &table.place, style, TIME),
    )?;
    Ok(())
}

fn style(table: &Table, content: &Content<'_>) -> Option<String> {
    let drawn = match table.kind? {
        GeometryKind::Point | GeometryKind::MultiPoint => Drawn::Marker,
        GeometryKind::Polygon | GeometryKind::MultiPolygon => Drawn::Fill,
        _ => return None,
    };
    let has = |name: &str| table.columns.iter().any(|column| &*column.name == name);
    if let Some(status) = last_status(table) {
        return Some(qml::categorized(&status, drawn, &STATUSES.map(own)));
    }
    if has("cause") && has("rank") {
        return Some(qml::categorized("cause", drawn, &CAUSES.map(own)));
    }
    if drawn == Drawn::Marker && has("level") {
        return Some(qml::categorized("level", drawn, &by_level(content)));
    }
    (drawn == Drawn::Fill && has("name") && has("level")).then(|| qml::outlines("name"))
}

/// Green, red and gray, which print well and differ in lightness too.
const STATUSES: [(&str, Symbol); 3] = [
    ("covered", Symbol { color: [102, 189, 99, 200], size: 2.2 }),
    ("uncovered", Symbol { color: [215, 48, 39, 220], size: 2.2 }),
    ("unknown", Symbol { color: [189, 189, 189, 200], size: 2.2 }),
];
const CAUSES: [(&str, Symbol); 5] = [
    ("far", Symbol { color: [215, 48, 39, 150], size: 2.2 }),
    ("barrier", Symbol { color: [69, 117, 180, 150], size: 2.2 }),
    ("detour", Symbol { color: [253, 174, 97, 150], size: 2.2 }),
    ("closed", Symbol { color: [118, 42, 131, 150], size: 2.2 }),
    ("no_street", Symbol { color: [99, 99, 99, 150], size: 2.2 }),
];
/// From the first level, whose sign is the largest.
const LEVELS: [[u8; 4]; 4] =
    [[165, 0, 38, 255], [230, 97, 1, 255], [44, 123, 182, 255], [94, 60, 153, 255]];

fn own((value, symbol): (&str, Symbol)) -> (String, Symbol) {
    (value.to_owned(), symbol)
}

/// The column of statuses at the last level.
fn last_status(table: &Table) -> Option<String> {
    let of_level = |name: &str| name.strip_prefix("status_")?.parse::<u8>().ok();
    let texts = table.columns.iter().filter(|column| column.kind == Kind::Text);
    let level = texts.filter_map(|column| of_level(&column.name)).max()?;
    Some(format!("status_{level}"))
}

/// One sign for each level that comes.
fn by_level(content: &Content<'_>) -> Vec<(String, Symbol)> {
    let mut levels = std::collections::BTreeSet::new();
    for feature in content.features() {
        if let Some(Value::Integer(level)) = feature.property("level") {
            levels.insert(*level);
        }
    }
    let symbol = |(nth, level): (usize, i64)| {
        let color = LEVELS[nth.min(LEVELS.len() - 1)];
        let size = (5.0 - nth as f64).max(2.0);
        (level.to_string(), Symbol { color, size })
    };
    levels.into_iter().enumerate().map(symbol).collect()
}
