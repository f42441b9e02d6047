use super::*;
use std::fs;
use std::path::{Path, PathBuf};
use walkshed::model::{Extent, Weight};

#[path = "load_beside_tests.rs"]
mod beside;
#[path = "load_demand_tests.rs"]
mod demand;
#[path = "load_joined_tests.rs"]
mod joined;
#[path = "load_sampled_tests.rs"]
mod sampled;
#[path = "load_stations_tests.rs"]
mod stations;
#[path = "load_streets_tests.rs"]
mod streets;
#[path = "load_tables_tests.rs"]
mod tables;

fn fengqing() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/fengqing")
}

const STATIONS: &str = "id,name,level,lon,lat\nC1,center,1,99.9,24.5\n";
const BLOCKS: &str = "id,population,lon,lat\nB1,10,99.9,24.5\n";

/// Loads a project of these files, each a name and its text. What is not given is a station
/// and a block.
fn load(files: &[(&str, &str)]) -> Result<Loaded, ReadError> {
    let folder = tempfile::tempdir().unwrap();
    let defaults = [
        ("walkshed.toml", "[inputs]\nstations = 's.csv'\ndemand = 'b.csv'\n"),
        ("s.csv", STATIONS),
        ("b.csv", BLOCKS),
    ];
    for (name, text) in defaults.iter().chain(files) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    Project::open(folder.path())?.load(&|_| {})
}

/// The findings of a project that loads, in order.
#[track_caller]
fn check(files: &[(&str, &str)], expect: &[&str]) -> Loaded {
    let loaded = load(files).unwrap();
    let findings: Vec<String> = loaded.findings.iter().map(ToString::to_string).collect();
    assert_eq!(findings, expect);
    loaded
}

/// The status of a project that does not load, and a part of the message.
#[track_caller]
fn fails(files: &[(&str, &str)], status: u8, part: &str) {
    let error = load(files).unwrap_err();
    assert_eq!(error.status(), status, "{error}");
    assert!(error.to_string().contains(part), "{error}");
}

/// A project with one more input.
fn toml(input: &str) -> String {
    format!("[inputs]\nstations = 's.csv'\ndemand = 'b.csv'\n{input}\n")
}

/// A collection of features from `(properties, geometry type, coordinates)`.
fn features(list: &[(&str, &str, &str)]) -> String {
    let feature = |(properties, kind, coordinates): &(&str, &str, &str)| {
        let geometry = format!(r#"{{"type": "{kind}", "coordinates": {coordinates}}}"#);
        format!(
            r#"{{"type": "Feature", "properties": {properties}, "geometry": {geometry}}}"#
        )
    };
    let features = list.iter().map(feature).collect::<Vec<_>>().join(",\n");
    format!(r#"{{"type": "FeatureCollection", "features": [{features}]}}"#)
}

#[test]
fn the_reference_town_loads_without_findings() {
    let loaded = Project::open(&fengqing()).unwrap().load(&|_| {}).unwrap();
    let district = &loaded.district;
    let findings: Vec<String> = loaded.findings.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{findings:#?}");
    assert_eq!(loaded.name, "凤庆县城 (示例)");
    assert_eq!(district.stations.len(), 26);
    assert_eq!(district.demand.len(), 225);
    assert_eq!(district.demand.groups(), ["population", "elderly"]);
    let people: Weight = (0..225).map(|i| district.demand.people(i)).sum();
    assert_eq!(people.to_string(), "61893");
    assert_eq!((district.grids.list().len(), district.barriers.shapes().len()), (5, 1));
    assert_eq!((district.levels, &district.extent), (4, &Extent::Complete));
    assert_eq!(loaded.options, CoverageOptions::default());
    assert!(loaded.licences.is_empty());
    let properties: Vec<&str> =
        district.stations[0].properties.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(properties, ["service_area_m2", "opening_hours"]);
    let inputs: Vec<String> =
        loaded.inputs.iter().map(|i| format!("{} {}", i.role, i.path)).collect();
    assert_eq!(
        inputs,
        [
            "stations stations.csv",
            "demand blocks.geojson",
            "grids grids.geojson",
            "barriers barriers.geojson",
            "streets streets.geojson",
        ]
    );
    assert!(loaded.inputs.iter().all(|i| i.sha256.len() == 64 && i.crs == Crs::Wgs84));
}

#[test]
fn a_file_that_gives_nothing_is_an_error_with_its_status() {
    fails(&[("walkshed.toml", "[inputs]\ndemand = 'b.csv'\n")], 3, "no stations");
    let absent = toml("").replace("s.csv", "absent.csv");
    fails(&[("walkshed.toml", &absent)], 4, "absent.csv: cannot be read");
    fails(&[("s.csv", "")], 4, "the file is empty");
    fails(&[("s.csv", "id,level,lon,lat\n")], 3, "no row");
    fails(&[("s.csv", "id,lon,lat\nA,1,2\n")], 3, "no column for level of stations");
    fails(
        &[("s.csv", "id,level,lon,lat\nA,1,x,2\n")],
        3,
        "no usable row; the first: s.csv row 2",
    );
    fails(
        &[("s.csv", "%PDF-1.7")],
        3,
        "a document is not read; copy its table into an Excel",
    );
    fails(&[("s.csv", "{\"type\": \"Feat")], 4, "damaged at line 1 column 14");
    let straight = toml("[walking]\nmetric = 'network'");
    fails(&[("walkshed.toml", &straight)], 3, "metric network without streets");
    let absent = Path::new("no such folder");
    assert_eq!(Project::open(absent).unwrap_err().status(), 4);
}

#[test]
fn grids_and_barriers_keep_what_they_can() {
    let square = "[[[0,0],[2,0],[2,2],[0,2],[0,0]]]";
    let grids = features(&[
        (r#"{"id": "town", "level": 1}"#, "Polygon", square),
        (
            r#"{"id": "A", "name": "社区A", "level": "二级", "parent": "town"}"#,
            "Polygon",
            square,
        ),
        (r#"{"id": "B", "level": "中心"}"#, "Polygon", square),
        (r#"{"id": "C", "level": 2, "parent": "city"}"#, "Polygon", square),
        (r#"{"id": "D", "level": 2}"#, "Point", "[0,0]"),
    ]);
    let barriers =
        features(&[("{}", "LineString", "[[0,0],[1,1]]"), ("{}", "Point", "[0,0]")]);
    let blocks = "id,population,lon,lat,community\n1,1,1,1,社区A\n2,1,1,1,B\n3,1,1,1,B\n";
    let loaded = check(
        &[
            ("walkshed.toml", &toml("grids = 'g.geojson'\nbarriers = 'r.geojson'")),
            ("g.geojson", &grids),
            ("r.geojson", &barriers),
            ("b.csv", blocks),
        ],
        &[
            "g.geojson feature 3, level \"中心\": a center of which level?; write 1 for a town's \
             or 2 for a community's",
            "g.geojson feature 5: the geometry is no polygon; give one, or leave the feature out",
            "r.geojson feature 2: the geometry is no polygon or line; give one, or leave the \
             feature out",
            "g.geojson feature 4, id \"C\": C has parent \"city\", which is not there; correct \
             the stations, or hierarchy in walkshed.toml",
            "b.csv, community \"B\": not among the grids; the place decides for 2 rows; write the \
             id or the name of a grid",
        ],
    );
    assert_eq!(loaded.district.grids.list().len(), 3);
    assert_eq!(loaded.district.barriers.shapes().len(), 1);
    assert_eq!(loaded.options.metric, Metric::Straight);
}
