//! Rows that are hard to write: long, empty, and strange values beside every kind of geometry.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// Kinds of geometry that come together in a file, beside rows without one.
pub(crate) const KINDS: [&[&str]; 6] = [
    &["Point"],
    &["LineString"],
    &["MultiPolygon"],
    &["Point", "LineString", "MultiPolygon"],
    &[""],
    &[],
];

/// Writes a file of such rows, which always has one without geometry unless it is empty; returns
/// its name and how many there are.
pub(crate) fn write(
    folder: &Path,
    kinds: &[&str],
) -> Result<(String, usize), Box<dyn Error>> {
    let mut features = Vec::new();
    if !kinds.is_empty() {
        features.push(feature(0, &Value::Null));
    }
    for (nth, kind) in kinds.iter().filter(|kind| !kind.is_empty()).enumerate() {
        features.push(feature(nth + 1, &geometry(kind)));
    }
    let name = if kinds.is_empty() {
        "empty".to_owned()
    } else {
        format!("rows{}", kinds.concat())
    };
    let count = features.len();
    let collection = json!({ "type": "FeatureCollection", "features": features });
    fs::write(folder.join(&name).with_extension("geojson"), collection.to_string())?;
    Ok((name, count))
}

fn geometry(kind: &str) -> Value {
    let coordinates = match kind {
        "Point" => json!([99.924_123_456_7, 24.578]),
        "LineString" => json!([[99, 24], [99.5, 24.5], [99.500_000_1, 24.6]]),
        _ => json!([
            [
                [[100, 24], [100.1, 24], [100.1, 24.1], [100, 24.1], [100, 24]],
                [[100.02, 24.02], [100.02, 24.05], [100.05, 24.05], [100.02, 24.02]]
            ],
            [[[101, 24], [101.1, 24], [101.1, 24.1], [101, 24]]]
        ]),
    };
    json!({ "type": kind, "coordinates": coordinates })
}

fn feature(nth: usize, geometry: &Value) -> Value {
    let properties = [
        json!({
            "name": "凤庆县\"中心\"\n驿站, 一;二\t'三'", "big": 1_234_567_890_123_456_789_i64,
            "share": 0.1, "flag": true, "code": "001200", "none": null,
            "long": "凤".repeat(130), "mixed": "a", "很长的中文字段名称": 1, "very_long_name_1": 2,
        }),
        json!({
            "name": null, "big": -9_007_199_254_740_993_i64, "share": -0.000_012_345_678_901_234_567,
            "flag": null, "code": "530921000000", "none": null,
            "long": null, "mixed": 12, "很长的中文字段名称": null, "very_long_name_1": -2,
        }),
        json!({
            "name": "", "big": 0, "share": 1e300, "flag": false, "code": "5.30921E+11", "none": null,
            "long": "x", "mixed": 1.5, "很长的中文字段名称": 3, "very_long_name_1": 0,
        }),
        json!({
            "name": "=1+1", "big": null, "share": null, "flag": true, "code": "-", "none": null,
            "long": "", "mixed": null, "很长的中文字段名称": 4, "very_long_name_1": 7,
        }),
    ];
    json!({
        "type": "Feature",
        "id": format!("r{nth}"),
        "geometry": geometry,
        "properties": properties[nth % properties.len()],
    })
}

/// Longitude and latitude of each row of a CSV file, by its id.
pub(crate) fn places(path: &Path) -> Result<BTreeMap<String, [f64; 2]>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let header = reader.headers()?.clone();
    let column = |name: &str| {
        header.iter().position(|column| column == name).ok_or(format!("no column {name}"))
    };
    let (id, lon, lat) = (column("id")?, column("lon")?, column("lat")?);
    let mut places = BTreeMap::new();
    for row in reader.records() {
        let row = row?;
        places.insert(row[id].to_owned(), [row[lon].parse()?, row[lat].parse()?]);
    }
    Ok(places)
}
