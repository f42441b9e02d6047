use crate::crs::{Crs, FromWgs84};
use crate::doctor::Diagnosis;
use crate::finding::{Problem, Symptom};
use crate::project::Project;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn town() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/fengqing")
}

/// The reference town in a folder of its own.
fn copied() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(town()).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
    }
    folder
}

/// Delivers the stations in another system without a word.
fn deliver_stations(folder: &Path, crs: &Crs) {
    let to = FromWgs84::of(crs).unwrap();
    let mut reader = csv::Reader::from_path(town().join("stations.csv")).unwrap();
    let mut text = "id,level,lon,lat,parent,community\n".to_owned();
    for record in reader.records() {
        let record = record.unwrap();
        let number = |i: usize| record[i].parse::<f64>().unwrap();
        let [x, y] = to.at([number(3), number(4)]).unwrap();
        let (id, level, parent, community) =
            (&record[0], &record[2], &record[6], &record[7]);
        writeln!(text, "{id},{level},{x},{y},{parent},{community}").unwrap();
    }
    std::fs::write(folder.join("stations.csv"), text).unwrap();
}

/// The files said to be in another system, which, and whether that is certain.
fn found(folder: &Path) -> Vec<(String, String, bool)> {
    let diagnosis = Diagnosis::of(&Project::open(folder).unwrap(), &|_| {});
    let symptoms =
        diagnosis.findings.into_iter().filter_map(|finding| match finding.problem {
            Problem::Check(Symptom::System { found, certain, .. }) => {
                Some((finding.file, found, certain))
            }
            _ => None,
        });
    symptoms.collect()
}

fn named(file: &str, crs: &str) -> Vec<(String, String, bool)> {
    vec![(file.to_owned(), crs.to_owned(), true)]
}

#[test]
fn the_town_as_it_is_is_well() {
    assert_eq!(found(&town()), []);
}

#[test]
fn stations_from_a_map_with_an_offset_are_named_with_the_remedy() {
    for (crs, key) in [(Crs::Gcj02, "GCJ-02"), (Crs::Bd09, "BD-09")] {
        let folder = copied();
        deliver_stations(folder.path(), &crs);
        assert_eq!(found(folder.path()), named("stations.csv", key));
    }
}

#[cfg(feature = "proj")]
#[test]
fn stations_in_meters_are_named_though_they_cannot_be_read() {
    for code in [4542, 4521] {
        let folder = copied();
        deliver_stations(folder.path(), &Crs::Epsg(code));
        assert_eq!(found(folder.path()), named("stations.csv", &format!("EPSG:{code}")));
    }
}

#[test]
fn what_is_declared_rightly_is_well() {
    let folder = copied();
    deliver_stations(folder.path(), &Crs::Gcj02);
    let path = folder.path().join("walkshed.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let declared = text.replace(
        "stations = \"stations.csv\"",
        "stations = { path = \"stations.csv\", crs = \"高德\" }",
    );
    assert_ne!(text, declared);
    std::fs::write(&path, declared).unwrap();
    assert_eq!(found(folder.path()), []);
}
