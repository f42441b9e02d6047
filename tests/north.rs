//! The north district of the reference town: a scenario, and the same files merged by hand.

use crate::cli::{Outcome, json};
use serde_json::{Value, json as object};
use std::fs;
use std::path::Path;
use walkshed_tests::command::{Copy, run};
use walkshed_tests::dataset;

/// The town with the files of its north district merged into its own.
fn merged() -> Result<Copy, Box<dyn std::error::Error>> {
    let copy = Copy::of_fengqing_as_it_is()?;
    let north = dataset("fengqing").join("north");
    append(&copy, "blocks.geojson", &north.join("plots.geojson"), |properties| {
        object!({
            "id": properties["地块编号"],
            "population": properties["规划人口"],
            "elderly": properties["60岁以上"],
            "land_use": properties["用地性质"],
        })
    })?;
    append(&copy, "streets.geojson", &north.join("roads.geojson"), Value::clone)?;
    let planned = fs::read_to_string(north.join("stations.csv"))?;
    copy.edit("stations.csv", |text| {
        let row = |line: &str| -> String {
            let cells: Vec<&str> = line.split(',').collect();
            let level = if cells[2] == "三级" { 3 } else { 4 };
            let [lon, lat, area, parent] = [3, 4, 5, 6].map(|cell| cells[cell]);
            format!("{},{},{level},{lon},{lat},{area},{parent},,\n", cells[0], cells[1])
        };
        let rows: String = planned.lines().skip(1).map(row).collect();
        format!("{}\n{rows}", text.trim_end())
    })?;
    Ok(copy)
}

/// Puts the features of one file behind those of another, with other properties.
fn append(
    copy: &Copy,
    name: &str,
    more: &Path,
    properties: impl Fn(&Value) -> Value,
) -> Outcome {
    let read = |path: &Path| -> Result<Value, Box<dyn std::error::Error>> {
        Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
    };
    let mut whole = read(&copy.file(name))?;
    let mut more = read(more)?;
    let features = more["features"].as_array_mut().ok_or("no features")?;
    for feature in features.iter_mut() {
        feature["properties"] = properties(&feature["properties"]);
    }
    whole["features"].as_array_mut().ok_or("no features")?.append(features);
    Ok(fs::write(copy.file(name), whole.to_string())?)
}

/// An answer in JSON without where it comes from.
fn answer(text: &str) -> Result<Value, Box<dyn std::error::Error>> {
    let mut answer = json(text)?;
    let members = answer.as_object_mut().ok_or("no object")?;
    members.remove("provenance");
    members.remove("scenario");
    Ok(answer)
}

/// The members of two answers that differ.
fn differing<'a>(one: &'a Value, other: &Value) -> Vec<&'a String> {
    let members = one.as_object().into_iter().flatten();
    members.filter(|&(key, value)| other[key] != *value).map(|(key, _)| key).collect()
}

#[test]
fn a_district_of_planned_files_equals_the_files_merged_by_hand() -> Outcome {
    let (town, merged) = (Copy::of_fengqing()?, merged()?);
    for terms in [
        "",
        "--budget gb15,gb10,gb5,gb5 --substitution exclusive",
        "--profile wheelchair --metric straight",
        "--profile elder --budget 15min,15min,500m,300m",
    ] {
        for command in ["coverage PROJECT --format json", "gaps PROJECT --format geojson"]
        {
            let planned = format!("{command} {terms} --scenario north");
            let (planned, by_hand) = (
                run(&planned, town.path()),
                run(&format!("{command} {terms}"), merged.path()),
            );
            assert_eq!([planned.status, by_hand.status], [0, 0], "{}", planned.err);
            let (planned, by_hand) = (answer(&planned.out)?, answer(&by_hand.out)?);
            assert!(planned.as_object().is_some_and(|members| members.len() > 1));
            assert_eq!(differing(&planned, &by_hand), [""; 0], "{command} {terms}");
            assert_eq!(differing(&by_hand, &planned), [""; 0], "{command} {terms}");
        }
    }
    let walks = |scenario: &str, copy: &Copy| {
        run(&format!("matrix PROJECT --budget 20min {scenario}"), copy.path()).out
    };
    let planned = walks("--scenario north", &town);
    assert!(planned.contains("\nN-02,N1,"));
    assert!(planned == walks("", &merged), "the walks differ");
    Ok(())
}

#[test]
fn its_layers_equal_those_of_the_merged_files() -> Outcome {
    let (town, merged) = (Copy::of_fengqing()?, merged()?);
    let folder = tempfile::tempdir()?;
    let write = |scenario: &str, copy: &Copy, name: &str| {
        let out = folder.path().join(name);
        let command = format!("coverage PROJECT {scenario} --out {}", out.display());
        let ran = run(&command, copy.path());
        assert_eq!(ran.status, 0, "{}", ran.err);
        out
    };
    let planned = write("--scenario north", &town, "planned");
    let by_hand = write("", &merged, "by_hand");
    for layer in ["stations", "demand", "grids", "gaps"] {
        let features = |out: &Path| -> Result<Value, Box<dyn std::error::Error>> {
            let text = fs::read_to_string(out.join(format!("{layer}.geojson")))?;
            Ok(json(&text)?["features"].take())
        };
        assert!(features(&planned)? == features(&by_hand)?, "{layer}");
    }
    Ok(())
}

#[test]
fn eight_thousand_people_are_added_to_the_last_one() -> Outcome {
    let town = Copy::of_fengqing()?;
    let of = |scenario: &str| {
        let command = format!("coverage PROJECT --format json {scenario}");
        json(&run(&command, town.path()).out)
    };
    let (before, after) = (of("")?, of("--scenario north")?);
    let people = |report: &Value| report["total"]["weights"]["population"].as_u64();
    assert_eq!(people(&before), Some(61_893));
    assert_eq!(people(&after), Some(69_893));
    let roads = fs::read_to_string(town.file("north/roads.geojson"))?;
    assert_eq!(roads.matches("LineString").count(), 30);
    Ok(())
}

#[test]
fn a_study_area_drops_people_and_no_station() -> Outcome {
    let town = Copy::of_fengqing()?;
    town.edit("walkshed.toml", |text| {
        let area = "based_on = \"north\"\nstudy_area = \"north/boundary.geojson\"";
        format!("{text}\n[scenario.inside]\n{area}\n")
    })?;
    let of = |scenario: &str| {
        let command = format!("matrix PROJECT --budget 60min --scenario {scenario}");
        run(&command, town.path()).out
    };
    // whoever lives inside walks as before, also to stations outside
    let walks = of("inside");
    let all = of("north");
    let inside: Vec<&str> = all.lines().filter(|walk| walk.starts_with("N-")).collect();
    assert!(inside.iter().any(|walk| walk.contains(",S1,")));
    assert_eq!(walks.lines().skip(1).collect::<Vec<_>>(), inside);
    let report =
        json(&run("coverage PROJECT --scenario inside --format json", town.path()).out)?;
    assert_eq!(report["total"]["weights"]["population"], 8000);
    assert_eq!(report["levels"][3]["unknown"]["blocks"], 0);
    assert_eq!(report["stations"]["used"], 28);
    Ok(())
}
