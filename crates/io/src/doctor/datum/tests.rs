use super::*;
use crate::crs::{Crs, FromWgs84};
use geo::{Geometry, MapCoords, Point};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

fn town() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/fengqing")
}

fn geojson(file: &str) -> Vec<(Json, Geometry)> {
    let text = std::fs::read_to_string(town().join(file)).unwrap();
    features(&text)
}

fn features(text: &str) -> Vec<(Json, Geometry)> {
    let collection: Json = serde_json::from_str(text).unwrap();
    let features = collection["features"].as_array().unwrap().iter();
    let read = |feature: &Json| {
        let geometry: geojson::Geometry =
            serde_json::from_value(feature["geometry"].clone()).unwrap();
        (feature["properties"].clone(), Geometry::try_from(geometry).unwrap())
    };
    features.map(read).collect()
}

fn text_of(properties: &Json, key: &str) -> Option<String> {
    properties[key].as_str().map(str::to_owned)
}

fn wgs84() -> Hypothesis {
    Hypothesis { crs: Crs::Wgs84, exchanged: false }
}

pub(super) fn exhibit(part: Part, sightings: Vec<Sighting>) -> Exhibit {
    Exhibit { part, sightings, read_as: Some(wgs84()), is_fixed: false }
}

fn areas(part: Part, file: &str) -> Exhibit {
    let sighting = |(properties, shape): (Json, Geometry)| Sighting {
        shape,
        community: text_of(&properties, "community"),
        names: ["id", "name"]
            .iter()
            .filter_map(|key| text_of(&properties, key))
            .collect(),
    };
    exhibit(part, geojson(file).into_iter().map(sighting).collect())
}

/// Stations, demand, grids, barriers and streets of the reference town.
fn fengqing() -> Vec<Exhibit> {
    let mut reader = csv::Reader::from_path(town().join("stations.csv")).unwrap();
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (lng, lat, community) = (column("lon"), column("lat"), column("community"));
    let stations = reader.records().map(|record| {
        let record = record.unwrap();
        let number = |i: usize| record[i].parse::<f64>().unwrap();
        let point = Point::new(number(lng), number(lat));
        Sighting { community: Some(record[community].to_owned()), ..Sighting::new(point) }
    });
    vec![
        exhibit(Part::Stations, stations.collect()),
        areas(Part::Demand, "blocks.geojson"),
        areas(Part::Grids, "grids.geojson"),
        areas(Part::Barriers, "barriers.geojson"),
        areas(Part::Streets, "streets.geojson"),
    ]
}

/// The same file as it would be delivered in another system, and read as if it were not.
pub(super) fn delivered(file: &mut Exhibit, crs: &Crs, exchanged: bool) {
    let to = FromWgs84::of(crs).unwrap();
    for sighting in &mut file.sightings {
        to.apply(&mut sighting.shape).unwrap();
        if exchanged {
            sighting.shape =
                sighting.shape.map_coords(|at| geo::Coord { x: at.y, y: at.x });
        }
    }
    let meters = matches!(crs, Crs::Epsg(_));
    file.read_as = (!meters).then_some(Hypothesis { crs: Crs::Wgs84, exchanged });
}

const NAMES: [&str; 5] = ["stations", "demand", "grids", "barriers", "streets"];

#[test]
fn a_town_whose_files_agree_is_well() {
    assert_eq!(judge(&fengqing()), []);
    for crs in [Crs::Gcj02, Crs::Bd09] {
        // one mistake in all files moves the town, and nothing shows it
        let mut files = fengqing();
        for file in &mut files {
            delivered(file, &crs, false);
        }
        assert_eq!(judge(&files), []);
    }
    assert_eq!(judge(&[]), []);
}

fn assert_named(files: &[Exhibit], wrong: &[usize], crs: &Crs, exchanged: bool) {
    let verdicts = judge(files);
    let names: Vec<&str> = wrong.iter().map(|&i| NAMES[i]).collect();
    let context = format!("{names:?} in {crs:?} exchanged {exchanged}: {verdicts:?}");
    assert_eq!(verdicts.len(), 1, "{context}");
    let hypothesis = Hypothesis { crs: crs.clone(), exchanged };
    assert_eq!(
        (&*verdicts[0].files, &verdicts[0].hypothesis),
        (wrong, &hypothesis),
        "{context}"
    );
    assert!(verdicts[0].is_certain(), "{context}");
}

#[test]
fn a_file_in_an_offset_datum_is_named() {
    for crs in [Crs::Gcj02, Crs::Bd09] {
        for wrong in [0, 1, 2, 4] {
            for exchanged in [false, true] {
                let mut files = fengqing();
                delivered(&mut files[wrong], &crs, exchanged);
                assert_named(&files, &[wrong], &crs, exchanged);
            }
        }
    }
}

#[test]
fn files_with_one_mistake_in_common_are_named_together() {
    for crs in [Crs::Gcj02, Crs::Bd09] {
        for wrong in [&[0, 1][..], &[0, 2], &[0, 1, 2], &[0, 1, 2, 3]] {
            let mut files = fengqing();
            files[4].is_fixed = true; // from OpenStreetMap
            for &i in wrong {
                delivered(&mut files[i], &crs, false);
            }
            assert_named(&files, wrong, &crs, false);
        }
    }
}

#[cfg(feature = "proj")]
#[test]
fn undeclared_meters_are_named_in_either_order() {
    for code in [4542, 4521, 3857, 32647, 4495] {
        for wrong in [0, 1, 4] {
            for exchanged in [false, true] {
                let mut files = fengqing();
                delivered(&mut files[wrong], &Crs::Epsg(code), exchanged);
                assert_named(&files, &[wrong], &Crs::Epsg(code), exchanged);
            }
        }
    }
}

#[test]
fn a_shift_of_363_meters_is_that_of_gcj02() {
    let (east, north) =
        (88.0 / 111_320.0 / 24.58_f64.to_radians().cos(), -352.0 / 110_780.0);
    for wrong in [0, 1, 4] {
        let mut files = fengqing();
        for sighting in &mut files[wrong].sightings {
            sighting.shape = sighting
                .shape
                .map_coords(|at| geo::Coord { x: at.x + east, y: at.y + north });
        }
        assert_named(&files, &[wrong], &Crs::Gcj02, false);
    }
}

#[test]
fn chance_is_no_evidence() {
    let mut streets = fengqing().swap_remove(4);
    streets.is_fixed = true;
    let mut wrong = 0;
    for trial in 0..300_u32 {
        // an even scatter, another in each trial
        let at = |i: u32, step: f64| (f64::from(trial * 37 + i) * step).fract();
        let scattered = (0..3 + trial % 30).map(|i| {
            let lng = 99.92 + 0.02 * at(i, 0.754_877_666_246_693);
            Sighting::new(Point::new(lng, 24.56 + 0.03 * at(i, 0.569_840_290_998_053)))
        });
        let stations = exhibit(Part::Stations, scattered.collect());
        wrong += usize::from(!judge(&[stations, streets.clone()]).is_empty());
    }
    assert!(wrong <= 3, "{wrong} of 300 scatters were taken for an offset");
}

/// A file of real data, if there is one.
#[expect(clippy::print_stderr, reason = "a test that skips says so")]
pub(super) fn data_file(file: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("WALKSHED_DATA").map_or_else(beside, PathBuf::from);
    let path = folder.join(file);
    if !path.is_file() {
        eprintln!("SKIPPED: no {file}, set WALKSHED_DATA to the folder of real data");
        return None;
    }
    Some(path)
}

fn data(file: &str) -> Option<String> {
    data_file(file).map(|path| std::fs::read_to_string(path).unwrap())
}

/// The border of Beijing's districts from a Chinese map, and the same from OpenStreetMap.
#[test]
fn real_borders_of_two_datums_are_told_apart() {
    let gcj = data("boundaries-china/province/110000.json");
    let wgs = data("boundaries-china/beijing-districts-wgs84-lines.geojson");
    let (Some(gcj), Some(wgs)) = (gcj, wgs) else { return };
    let corners = features(&gcj)
        .iter()
        .flat_map(|(_, shape)| {
            geo::CoordsIter::coords_iter(shape).map(Point::from).collect::<Vec<_>>()
        })
        .map(Sighting::new)
        .collect();
    let lines =
        features(&wgs).into_iter().map(|(_, shape)| Sighting::new(shape)).collect();
    let mut files = [exhibit(Part::Demand, corners), exhibit(Part::Streets, lines)];
    let verdicts = judge(&files);
    assert_eq!(verdicts.len(), 1, "{verdicts:?}");
    assert_eq!(verdicts[0].files, [0], "{verdicts:?}");
    assert_eq!(verdicts[0].hypothesis.crs, Crs::Gcj02, "{verdicts:?}");
    assert!(verdicts[0].is_certain(), "{verdicts:?}");
    files[0].read_as = Some(Hypothesis { crs: Crs::Gcj02, exchanged: false });
    assert_eq!(judge(&files), []);
}

/// Points and outlines of one Chinese map agree, though both are moved.
#[test]
fn real_files_of_one_datum_are_left_alone() {
    let points = data("facilities-china/zhejiang_public_service_points.csv");
    let outlines = data("boundaries-china/citys/330100.json");
    let (Some(points), Some(outlines)) = (points, outlines) else { return };
    let mut reader = csv::Reader::from_reader(points.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (lng, lat, city, district) =
        (column("lng"), column("lat"), column("city"), column("district"));
    let stations = reader.records().filter_map(|record| {
        let record = record.unwrap();
        let (x, y) = (record[lng].parse().ok()?, record[lat].parse().ok()?);
        let community = Some(format!("{}区", &record[district]));
        (&record[city] == "杭州")
            .then(|| Sighting { community, ..Sighting::new(Point::new(x, y)) })
    });
    let grids = features(&outlines).into_iter().map(|(properties, shape)| Sighting {
        shape,
        community: None,
        names: text_of(&properties, "name").into_iter().collect(),
    });
    let files = [
        exhibit(Part::Stations, stations.collect()),
        exhibit(Part::Grids, grids.collect()),
    ];
    assert!(files[0].sightings.len() > 300 && !files[1].sightings.is_empty());
    assert_eq!(judge(&files), []);
}
