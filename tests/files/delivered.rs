//! The reference town, delivered in every format and system that planners use, gives the answers
//! of the town as it stands; undeclared, the check names the system of the file that is wrong.

use super::Outcome;
use encoding_rs::GB18030;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use walkshed_io::{Conversion, Input, convert};
use walkshed_tests::command::{Copy, run};
use walkshed_tests::dataset;

const ROLES: [(&str, &str); 5] = [
    ("stations", "stations.csv"),
    ("demand", "blocks.geojson"),
    ("grids", "grids.geojson"),
    ("streets", "streets.geojson"),
    ("barriers", "barriers.geojson"),
];

/// Coverage of a project without what names its files, its grids by id: a spatial index keeps no
/// order.
fn answers(project: &Path) -> Result<Value, Box<dyn Error>> {
    let ran = run("coverage PROJECT --format json", project);
    if ran.status != 0 {
        return Err(ran.err.into());
    }
    let mut report: Value = serde_json::from_str(&ran.out)?;
    report.as_object_mut().ok_or("an object")?.remove("provenance");
    let grids = report["grids"].as_array_mut().ok_or("grids")?;
    grids.sort_by_key(|grid| grid["id"].to_string());
    Ok(report)
}

/// Names another file for a role, with what must be said of it.
fn deliver(town: &Copy, role: &str, file: &str, said: &str) -> Outcome {
    let (_, was) = ROLES.iter().find(|(name, _)| *name == role).ok_or("a role")?;
    let entry = format!("{{ path = \"{file}\"{said} }}");
    town.edit("walkshed.toml", |text| text.replace(&format!("\"{was}\""), &entry))?;
    fs::remove_file(town.file(was))?;
    Ok(())
}

/// A file of the town in another format and system.
fn converted(town: &Copy, from: &str, to: &str, crs: Option<&str>) -> Outcome {
    let conversion = Conversion { crs: crs.map(str::to_owned), ..Conversion::default() };
    convert(&Input::new(from), &dataset("fengqing"), &town.file(to), &conversion)?;
    Ok(())
}

#[test]
fn every_format_that_is_written_is_read_to_the_same_answers() -> Outcome {
    let expected = answers(&dataset("fengqing"))?;
    for format in ["csv", "xlsx", "geojson", "geojsonl", "gpkg", "shp", "fgb", "parquet"]
    {
        let town = Copy::of_fengqing()?;
        for (role, file) in ROLES {
            let name = format!("{role}_delivered.{format}");
            converted(&town, file, &name, None)?;
            deliver(&town, role, &name, "")?;
        }
        assert_eq!(answers(town.path())?, expected, "{format}");
    }
    Ok(())
}

#[expect(clippy::print_stderr, reason = "a test that skips says so")]
fn skip() {
    eprintln!("skipped: ogr2ogr is not installed");
}

/// Runs GDAL's converter; `false` if it is not there.
fn gdal(arguments: &[&str], folder: &Path) -> Result<bool, Box<dyn Error>> {
    match Command::new("ogr2ogr").args(arguments).current_dir(folder).output() {
        Err(_) => {
            skip();
            Ok(false)
        }
        Ok(done) if done.status.success() => Ok(true),
        Ok(done) => Err(String::from_utf8_lossy(&done.stderr).into()),
    }
}

#[test]
fn what_gdal_writes_is_read_to_the_same_answers() -> Outcome {
    let expected = answers(&dataset("fengqing"))?;
    for (format, more) in [
        ("gpkg", &[][..]),
        ("fgb", &[]),
        ("geojsonl", &["-f", "GeoJSONSeq", "-lco", "COORDINATE_PRECISION=12"]),
        ("shp", &["-lco", "ENCODING=GBK"]),
        ("shz", &["-lco", "ENCODING=UTF-8"]),
        ("csv", &["-lco", "GEOMETRY=AS_WKT", "-lco", "SEPARATOR=SEMICOLON"]),
    ] {
        let town = Copy::of_fengqing()?;
        for (role, file) in ROLES {
            let (source, delivered) =
                (format!("{role}.geojson"), format!("{role}_out.{format}"));
            converted(&town, file, &source, None)?;
            let arguments = [&[delivered.as_str(), source.as_str()], more].concat();
            if !gdal(&arguments, town.path())? {
                return Ok(());
            }
            let name = delivered.replace(".shz", ".zip");
            fs::rename(town.file(&delivered), town.file(&name))?;
            deliver(&town, role, &name, "")?;
        }
        assert_eq!(answers(town.path())?, expected, "{format}");
    }
    Ok(())
}

#[test]
fn streets_may_be_a_drawing() -> Outcome {
    let expected = answers(&dataset("fengqing"))?;
    let town = Copy::of_fengqing()?;
    let text = fs::read_to_string(dataset("fengqing").join("streets.geojson"))?;
    let mut source: Value = serde_json::from_str(&text)?;
    for feature in source["features"].as_array_mut().ok_or("features")? {
        feature["properties"] = json!({ "Layer": "道路" });
    }
    fs::write(town.file("source.geojson"), source.to_string())?;
    let project = ["-t_srs", "EPSG:4542", "-f", "DXF", "roads.dxf", "source.geojson"];
    if !gdal(&project, town.path())? {
        return Ok(());
    }
    deliver(&town, "streets", "roads.dxf", ", crs = \"EPSG:4542\", layer = \"道路\"")?;
    assert_eq!(answers(town.path())?, expected);
    Ok(())
}

/// The systems that planners' files come in.
const SYSTEMS: [&str; 4] = ["GCJ-02", "BD-09", "EPSG:4542", "EPSG:4521"];

/// A file of the town as GBK text in another system.
fn as_gbk(town: &Copy, file: &str, to: &str, crs: &str) -> Outcome {
    converted(town, file, to, Some(crs))?;
    let text = fs::read_to_string(town.file(to))?;
    fs::write(town.file(to), GB18030.encode(&text).0)?;
    Ok(())
}

/// A file of the town with the two numbers of every place exchanged.
fn exchanged(town: &Copy, file: &str, to: &str) -> Outcome {
    converted(town, file, "straight.geojson", None)?;
    let text = fs::read_to_string(town.file("straight.geojson"))?;
    let mut json: Value = serde_json::from_str(&text)?;
    for feature in json["features"].as_array_mut().ok_or("features")? {
        exchange(&mut feature["geometry"]["coordinates"]);
    }
    fs::write(town.file(to), json.to_string())?;
    Ok(())
}

fn exchange(places: &mut Value) {
    let Some(list) = places.as_array_mut() else { return };
    if list.first().is_some_and(Value::is_number) {
        list.swap(0, 1);
    } else {
        list.iter_mut().for_each(exchange);
    }
}

#[test]
fn every_system_gives_the_same_answers_once_it_is_declared() -> Outcome {
    let expected = answers(&dataset("fengqing"))?;
    for system in SYSTEMS {
        let town = Copy::of_fengqing()?;
        for (role, file) in ROLES {
            let name = format!("{role}_gbk.csv");
            as_gbk(&town, file, &name, system)?;
            deliver(
                &town,
                role,
                &name,
                &format!(", crs = \"{system}\", encoding = \"GBK\""),
            )?;
        }
        assert_eq!(answers(town.path())?, expected, "{system}");
    }
    let town = Copy::of_fengqing()?;
    for (role, file) in ROLES {
        let name = format!("{role}_exchanged.geojson");
        exchanged(&town, file, &name)?;
        deliver(&town, role, &name, "")?;
    }
    assert_eq!(answers(town.path())?, expected, "exchanged");
    Ok(())
}

/// What the check says of systems: file and system of each.
fn systems(project: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let ran = run("check PROJECT --format json", project);
    let report: Value = serde_json::from_str(&ran.out)?;
    let findings = report["findings"].as_array().ok_or("findings")?;
    let of_kind = findings.iter().filter(|finding| finding["kind"] == "system");
    let told = of_kind.map(|finding| {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        (text("file"), text("remedy"))
    });
    Ok(told.collect())
}

#[test]
fn an_undeclared_system_is_named_whichever_file_it_is() -> Outcome {
    assert_eq!(systems(&dataset("fengqing"))?, []);
    for (role, file) in [
        ("stations", "stations.csv"),
        ("demand", "blocks.geojson"),
        ("streets", "streets.geojson"),
    ] {
        for system in SYSTEMS {
            let town = Copy::of_fengqing()?;
            let name = format!("{role}_undeclared.csv");
            converted(&town, file, &name, Some(system))?;
            deliver(&town, role, &name, "")?;
            let told = systems(town.path())?;
            let remedy = format!("say in walkshed.toml: crs = \"{system}\"");
            assert_eq!(told, [(name, remedy)], "{role} in {system}");
        }
    }
    Ok(())
}
