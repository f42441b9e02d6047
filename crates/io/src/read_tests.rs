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
    assert_eq!(expected[0].1, [99.92, 24.58, 99.93, 24.59]);
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
