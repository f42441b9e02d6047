use super::fixtures::{COLUMNS, path};
use super::*;
use geo::{BoundingRect, CoordsIter};

/// The first two outlines of the town, by code, as boxes on WGS 84.
fn boxes(name: &str) -> Vec<(String, [f64; 4], usize)> {
    let rows = rows(&path(""), &Input::new(name)).unwrap();
    let code = rows.columns.iter().position(|name| COLUMNS[0].starts_with(name)).unwrap();
    let mut all = Vec::new();
    for row in &rows.list {
        let Some(shape) = row.geometry.as_ref().unwrap() else { continue };
        let (code, within) = (row.text(code).unwrap(), shape.bounding_rect().unwrap());
        let (low, high) = (within.min(), within.max());
        let sides = [low.x, low.y, high.x, high.y];
        all.push((code.into_owned(), sides, shape.coords_count()));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
fn the_town_lies_in_the_same_place_in_every_format() {
    let expected = boxes("communities.geojson");
    assert_eq!(format!("{:?}", expected[0].1), "[99.92, 24.58, 99.93, 24.59]");
    for name in [
        "communities.gpkg",
        "communities.geojsonl",
        "communities.geojsons",
        "communities.parquet",
        "plain.fgb",
        "utf8.shp",
        #[cfg(feature = "proj")]
        "communities.fgb",
        #[cfg(feature = "proj")]
        "communities.zip",
        #[cfg(feature = "proj")]
        "gbk.shp",
        #[cfg(feature = "proj")]
        "projected.parquet",
    ] {
        let found = boxes(name);
        assert_eq!(found.len(), 2, "{name}");
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!((&found.0, found.2), (&expected.0, expected.2), "{name}");
            let near = found.1.iter().zip(expected.1).all(|(a, b)| (a - b).abs() < 1e-7);
            assert!(near, "{name}: {:?}", found.1);
        }
    }
}

/// A row: all its values as text, and every position.
type Record = (Vec<String>, Vec<(f64, f64)>);

/// All rows, in the order of their values.
fn content(rows: &Rows) -> Vec<Record> {
    let row = |row: &crate::rows::Row| -> Record {
        let texts = (0..rows.columns.len())
            .map(|i| row.text(i).map(std::borrow::Cow::into_owned).unwrap_or_default());
        let shape = row.geometry.as_ref().unwrap().as_ref().unwrap();
        // A ring may begin anywhere and run either way.
        let mut at: Vec<_> = shape.coords_iter().map(|at| (at.x, at.y)).collect();
        at.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        at.dedup();
        (texts.collect(), at)
    };
    let mut all: Vec<_> = rows.list.iter().map(row).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn blocks_that_gdal_writes_are_read_as_they_were() {
    let town = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/fengqing");
    let folder = tempfile::tempdir().unwrap();
    let source = rows(&town, &Input::new("blocks.geojson")).unwrap();
    let expected = content(&source);
    for (name, options) in [
        ("a.gpkg", &["-f", "GPKG"][..]),
        ("a.fgb", &["-f", "FlatGeobuf"]),
        ("gbk.shp", &["-f", "ESRI Shapefile", "-lco", "ENCODING=GBK"]),
        ("utf8.shp", &["-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8"]),
        ("a.geojsonl", &["-f", "GeoJSONSeq", "-lco", "COORDINATE_PRECISION=15"]),
        ("a.geojson", &["-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15"]),
        #[cfg(feature = "proj")]
        ("meters.gpkg", &["-f", "GPKG", "-t_srs", "EPSG:4542"]),
        #[cfg(feature = "proj")]
        ("zone.shp", &["-f", "ESRI Shapefile", "-t_srs", "EPSG:4521"]),
    ] {
        let made = std::process::Command::new("ogr2ogr")
            .args(options)
            .args([folder.path().join(name), town.join("blocks.geojson")])
            .output();
        let Ok(made) = made else {
            eprintln!("skipped: ogr2ogr is not at hand");
            return;
        };
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let found = rows(folder.path(), &Input::new(name)).unwrap();
        let same = |at: &(f64, f64), of: &(f64, f64)| {
            (at.0 - of.0).abs() < 1e-7 && (at.1 - of.1).abs() < 1e-7
        };
        let found = content(&found);
        assert_eq!(found.len(), expected.len(), "{name}");
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found.0, expected.0, "{name}");
            assert_eq!(found.1.len(), expected.1.len(), "{name}");
            let near = found.1.iter().zip(&expected.1).all(|(a, b)| same(a, b));
            assert!(near, "{name}: {:?} is not {:?}", found.1, expected.1);
        }
    }
}
