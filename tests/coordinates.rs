//! Coordinate systems, from a table of stations to longitude and latitude, judged by pyproj.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::process::Command;
use walkshed::LngLat;
use walkshed_io::{Loaded, Project};

/// Ten micrometers are far below what any file can say, and a hundredth of what is asked.
const CLOSE_DEGREES: f64 = 1e-10;

/// What pyproj said of a dozen places in each of ten systems; remade by its own first line and
/// `python3 pyproj_judge.py 12`.
const REFERENCE: &str = include_str!("coordinates/reference.csv");

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A place in a coordinate system, and in degrees.
type Place = ([f64; 2], [f64; 2]);

fn places(text: &str) -> Outcome<BTreeMap<String, Vec<Place>>> {
    let mut reader =
        csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let mut places = BTreeMap::<String, Vec<Place>>::new();
    for record in reader.records() {
        let record = record?;
        let number = |i: usize| record[i].parse::<f64>();
        let place = ([number(1)?, number(2)?], [number(3)?, number(4)?]);
        places.entry(record[0].to_owned()).or_default().push(place);
    }
    Ok(places)
}

/// A project whose stations stand at these numbers of a system.
fn load(
    system: &str,
    header: &str,
    numbers: impl Iterator<Item = [f64; 2]>,
) -> Outcome<Loaded> {
    let folder = tempfile::tempdir()?;
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
    let mut stations = format!("id,level,{header}\n");
    for (i, [x, y]) in numbers.enumerate() {
        writeln!(stations, "S{i},1,{x},{y}")?;
    }
    write("stations.csv", &stations)?;
    write("demand.csv", "id,population,lon,lat\nB,1,114.3,30.5\n")?;
    let inputs = format!(
        "stations = {{ path = 'stations.csv', crs = '{system}' }}\ndemand = 'demand.csv'"
    );
    write("walkshed.toml", &format!("[inputs]\n{inputs}\n"))?;
    Ok(Project::open(folder.path())?.load(&|_| {})?)
}

fn assert_close(system: &str, loaded: &Loaded, places: &[Place]) {
    let stations = &loaded.district.stations;
    assert_eq!(stations.len(), places.len(), "{system}");
    let mut worst = 0.0_f64;
    for (station, (_, [lng, lat])) in stations.iter().zip(places) {
        let at: LngLat = station.position;
        worst = worst.max((at.lng() - lng).abs()).max((at.lat() - lat).abs());
    }
    assert!(worst < CLOSE_DEGREES, "{system}: {worst} degrees from pyproj");
    assert_eq!(loaded.inputs[0].crs.key(), system);
}

#[test]
fn ten_systems_agree_with_what_pyproj_said() -> Outcome {
    let all = places(REFERENCE)?;
    assert_eq!(all.len(), 10);
    for (system, places) in all {
        let loaded =
            load(&system, "easting,northing", places.iter().map(|place| place.0))?;
        assert_close(&system, &loaded, &places);
    }
    Ok(())
}

#[test]
fn chinese_tables_may_exchange_the_axes() -> Outcome {
    for (system, places) in places(REFERENCE)? {
        if system == "EPSG:3857" || system == "EPSG:25832" || system == "EPSG:2326" {
            continue; // there, places stand on the earth in either order
        }
        let turned = places.iter().map(|([x, y], _)| [*y, *x]);
        assert_close(&system, &load(&system, "X坐标,Y坐标", turned.clone())?, &places);
        assert_close(&system, &load(&system, "easting,northing", turned)?, &places);
    }
    Ok(())
}

/// A Python that has pyproj, `$WALKSHED_PYTHON` before that on the path.
fn python() -> Option<String> {
    let wanted = std::env::var("WALKSHED_PYTHON").ok();
    let candidates = wanted.into_iter().chain(["python3".to_owned()]);
    let has_pyproj = |python: &String| {
        let output = Command::new(python).args(["-c", "import pyproj"]).output();
        output.is_ok_and(|output| output.status.success())
    };
    candidates.into_iter().find(has_pyproj)
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that skips says so")]
fn ten_thousand_places_agree_with_pyproj() -> Outcome {
    let Some(python) = python() else {
        eprintln!(
            "SKIPPED judging coordinates: no python3 with pyproj, set WALKSHED_PYTHON"
        );
        return Ok(());
    };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/coordinates/pyproj_judge.py");
    let output = Command::new(python).args([script, "10000"]).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let all = places(&String::from_utf8(output.stdout)?)?;
    assert_eq!(all.len(), 10);
    for (system, places) in all {
        assert_eq!(places.len(), 10_000);
        let loaded =
            load(&system, "easting,northing", places.iter().map(|place| place.0))?;
        assert_close(&system, &loaded, &places);
    }
    Ok(())
}

#[test]
fn legacy_datums_are_refused_with_the_remedy() -> Outcome {
    for system in ["EPSG:4214", "EPSG:4610", "EPSG:2431", "西安80", "北京54"] {
        let folder = tempfile::tempdir()?;
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
        write("stations.csv", "id,level,easting,northing\nA,1,500000,3375541\n")?;
        write("demand.csv", "id,population,lon,lat\nB,1,114.3,30.5\n")?;
        let stations =
            format!("stations = {{ path = 'stations.csv', crs = '{system}' }}");
        write(
            "walkshed.toml",
            &format!("[inputs]\n{stations}\ndemand = 'demand.csv'\n"),
        )?;
        let error = Project::open(folder.path())?.load(&|_| {}).unwrap_err();
        assert_eq!(error.status(), 3);
        let text = error.to_string();
        assert!(
            text.contains("stations.csv") && text.contains("+towgs84"),
            "{system}: {text}"
        );
    }
    Ok(())
}
