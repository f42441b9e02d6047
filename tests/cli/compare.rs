//! Scenarios beside the project as it stands.

use super::{Outcome, json, settled};
use serde_json::Value;
use std::fs;
use std::io;
use walkshed_tests::command::{Copy, Ran, run};

/// The reference town with three scenarios more.
fn town() -> io::Result<Copy> {
    let copy = Copy::of_fengqing()?;
    copy.edit("walkshed.toml", |text| format!("{text}{SCENARIOS}"))?;
    fs::write(copy.file("south.geojson"), SOUTH)?;
    Ok(copy)
}

const SCENARIOS: &str = r#"
[scenario.fewer]
title = "一站关闭"
close_stations = ["S8", "P3"]

[scenario.moved]
title = "站点调整"
year = 2028
based_on = "fewer"
move_stations = { S10 = "99.9215,24.5875" }
relevel_stations = { P1 = 3 }

[scenario.south]
close_stations = ["S8"]
study_area = "south.geojson"
"#;

/// The southern half of the town.
const SOUTH: &str = r#"{"type": "FeatureCollection", "features": [{"type": "Feature",
"properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[99.8, 24.5], [100.1, 24.5],
[100.1, 24.578], [99.8, 24.578], [99.8, 24.5]]]}}]}"#;

fn ran(copy: &Copy, command: &str) -> Ran {
    run(command, copy.path())
}

fn report(copy: &Copy, command: &str) -> Result<Value, Box<dyn std::error::Error>> {
    let ran = ran(copy, command);
    assert_eq!(ran.status, 0, "{command}: {}", ran.err);
    Ok(json(&ran.out)?)
}

#[test]
fn the_sheet_says_what_a_scenario_changes() -> Outcome {
    let copy = town()?;
    for lang in ["en", "zh"] {
        let command = format!("compare PROJECT --scenario north --lang {lang}");
        let told = ran(&copy, &command);
        assert_eq!(told.status, 0, "{}", told.err);
        insta::assert_snapshot!(format!("compare_{lang}"), settled(&told.out));
    }
    let told = ran(&copy, "compare PROJECT --scenario moved --against fewer");
    insta::assert_snapshot!("compare_moved", settled(&told.out));
    Ok(())
}

#[test]
fn whoever_never_reaches_a_station_is_told_apart() -> Outcome {
    let copy = town()?;
    // of all planned roads one lane, which meets no other
    copy.edit("north/roads.geojson", |text| {
        let wanted =
            |line: &&str| !line.contains("LineString") || line.contains("\"NR22\"");
        let text: Vec<&str> = text.lines().filter(wanted).collect();
        text.join("\n").replace("},\n]", "}\n]")
    })?;
    let told = ran(&copy, "compare PROJECT --scenario north2 --against north");
    let line = "apart from these, 0 reach a station only now, 0 reach none any more, 3,640 never do";
    assert!(told.out.contains(line), "{}", told.out);
    let zh = ran(&copy, "compare PROJECT --scenario north2 --against north --lang zh");
    assert!(zh.out.contains("3,640人始终走不到"), "{}", zh.out);
    Ok(())
}

#[test]
fn several_scenarios_stand_side_by_side_first() -> Outcome {
    let copy = town()?;
    let told = ran(&copy, "compare PROJECT --scenario fewer --scenario moved --lang en");
    let (summary, _) = told.out.split_once("\n\n\n").ok_or("a summary")?;
    insta::assert_snapshot!("compare_summary", summary);
    Ok(())
}

#[test]
fn no_line_is_wider_than_a_hundred_columns() -> Outcome {
    let copy = town()?;
    for lang in ["en", "zh"] {
        let command = format!(
            "compare PROJECT --scenario north --scenario moved --scenario south --lang {lang}"
        );
        let told = ran(&copy, &command);
        let width = |line: &str| -> usize {
            line.chars().map(|c| if c.is_ascii() || c == '→' { 1 } else { 2 }).sum()
        };
        let wide: Vec<&str> = told.out.lines().filter(|line| width(line) > 100).collect();
        assert!(wide.is_empty(), "{wide:#?}");
    }
    Ok(())
}

#[test]
fn both_sides_are_those_of_coverage_and_the_account_adds_up() -> Outcome {
    let copy = town()?;
    let compared = report(&copy, "compare PROJECT --scenario north --format json")?;
    let scenario = &compared["scenarios"][0];
    assert_eq!(scenario["name"], "north");
    assert_eq!(scenario["year"], Value::Null);
    assert_eq!(scenario["against"], Value::Null);
    let base = report(&copy, "coverage PROJECT --format json")?;
    let north = report(&copy, "coverage PROJECT --scenario north --format json")?;
    assert_eq!(north["scenario"]["title"], "北部新区");
    for member in ["total", "stations", "levels", "overlap", "grids"] {
        assert_eq!(scenario["before"][member], base[member], "{member}");
        assert_eq!(scenario["after"][member], north[member], "{member}");
    }
    for level in 0..4 {
        let people = |value: &Value| value["weights"]["population"].as_i64().unwrap_or(0);
        let account = &scenario["difference"]["levels"][level]["account"];
        let sum = people(&account["gained"]) - people(&account["lost"])
            + people(&account["newcomers"]["covered"])
            - people(&account["gone"]["covered"])
            + people(&account["growth"]);
        let covered = |report: &Value| people(&report["levels"][level]["covered"]);
        assert_eq!(sum, covered(&north) - covered(&base));
        let told = &scenario["difference"]["levels"][level]["covered"];
        assert_eq!(people(told), sum);
    }
    let inputs = compared["provenance"]["inputs"].as_array().ok_or("inputs")?;
    let paths: Vec<&str> =
        inputs.iter().filter_map(|file| file["path"].as_str()).collect();
    assert!(paths.contains(&"north/plots.geojson") && paths.contains(&"stations.csv"));
    assert_eq!(paths.iter().filter(|path| **path == "stations.csv").count(), 1);
    Ok(())
}

#[test]
fn a_study_area_limits_both_sides_and_a_base_may_be_a_scenario() -> Outcome {
    let copy = town()?;
    let compared = report(&copy, "compare PROJECT --scenario south --format json")?;
    let scenario = &compared["scenarios"][0];
    let total = |side: &str| scenario[side]["total"]["weights"]["population"].clone();
    assert_eq!(total("before"), total("after"));
    assert!(total("before").as_i64() < Some(61_893));
    let account = &scenario["difference"]["levels"][3]["account"];
    assert_eq!(account["gone"]["covered"]["blocks"], 0);

    let command = "compare PROJECT --scenario moved --against fewer --format json";
    let scenario = &report(&copy, command)?["scenarios"][0];
    assert_eq!(scenario["against"]["name"], "fewer");
    assert_eq!(scenario["based_on"], serde_json::json!(["fewer"]));
    let stations = scenario["stations"].as_array().ok_or("stations")?;
    let changes = |id: &str| -> Option<Value> {
        let station = stations.iter().find(|station| station["id"] == id)?;
        Some(station["changes"].clone())
    };
    assert_eq!(changes("S10"), Some(serde_json::json!(["moved"])));
    assert_eq!(changes("P1"), Some(serde_json::json!(["releveled"])));
    // it was closed before, and is
    assert!(changes("S8").is_none_or(|changes| changes == serde_json::json!([])));
    Ok(())
}

#[test]
fn layers_of_changes_agree_with_the_report() -> Outcome {
    let copy = town()?;
    let out = copy.file("changes");
    let command =
        format!("compare PROJECT --scenario north --format json --out {}", out.display());
    let compared = report(&copy, &command)?;
    let account = &compared["scenarios"][0]["difference"]["levels"][3]["account"];
    let layer = |name: &str| -> Result<Vec<Value>, Box<dyn std::error::Error>> {
        let text = fs::read_to_string(out.join(format!("{name}_changes.geojson")))?;
        Ok(json(&text)?["features"].as_array().cloned().unwrap_or_default())
    };
    let demand = layer("demand")?;
    assert_eq!(demand.len(), 235);
    let people = |change: &str, side: &str| -> i64 {
        let those = demand.iter().map(|f| &f["properties"]);
        let those = those.filter(|p| p["change_4"] == change);
        those.filter_map(|p| p[format!("{side}_population")].as_i64()).sum()
    };
    for (part, change) in [("gained", "gained"), ("lost", "lost")] {
        let side = if part == "lost" { "before" } else { "after" };
        assert_eq!(account[part]["weights"]["population"], people(change, side));
    }
    let new = &account["newcomers"]["covered"]["weights"]["population"];
    assert_eq!(*new, people("new_covered", "after"));
    assert!(layer("grids")?.len() >= 5 && layer("stations")?.len() == 28);
    let gaps = layer("gaps")?;
    let listed = compared["scenarios"][0]["gaps"].as_array().ok_or("gaps")?;
    let families: usize =
        listed.iter().filter_map(|level| level["list"].as_array()).map(Vec::len).sum();
    assert_eq!(gaps.len(), families);
    Ok(())
}

#[test]
fn every_format_is_written_and_several_scenarios_have_a_folder_each() -> Outcome {
    let copy = town()?;
    let out = copy.file("out");
    let command = format!(
        "compare PROJECT --scenario fewer --scenario moved --out {} --as \
         geojson,geojsonl,gpkg,fgb,parquet,shp,csv,xlsx",
        out.display()
    );
    let written = ran(&copy, &command);
    assert_eq!(written.status, 0, "{}", written.err);
    for folder in ["fewer", "moved"] {
        for file in [
            "demand_changes.geojson",
            "gaps_changes.geojsonl",
            "changes.gpkg",
            "stations_changes.fgb",
            "grids_changes.parquet",
            "demand_changes.shp",
            "stations_changes.csv",
            "walkshed_changes.xlsx",
        ] {
            assert!(
                out.join(folder).join(file).is_file(),
                "{folder}/{file}: {}",
                written.err
            );
        }
        // read back by what reads them
        for (file, rows) in [
            ("changes.gpkg --layer demand_changes", 225),
            ("stations_changes.fgb", 26),
            ("walkshed_changes.xlsx --sheet stations", 26),
        ] {
            let back = copy.file(&format!("back-{folder}.csv"));
            let file = format!("{}/{file}", out.join(folder).display());
            let (file, layer) = file.split_once(' ').unwrap_or((&file, ""));
            let command = format!("convert {file} {} {layer}", back.display());
            let read = ran(&copy, &command);
            assert_eq!(read.status, 0, "{command}: {}", read.err);
            assert_eq!(fs::read_to_string(back)?.lines().count(), rows + 1, "{command}");
        }
    }
    Ok(())
}

#[test]
fn every_command_goes_into_a_scenario_and_names_those_there_are() -> Outcome {
    let copy = town()?;
    for command in [
        "gaps PROJECT",
        "explain PROJECT --from 99.9163,24.5731",
        "isochrone PROJECT --level 2 --budget 5min",
        "matrix PROJECT",
        "coverage PROJECT",
    ] {
        let base = ran(&copy, command);
        let fewer = ran(&copy, &format!("{command} --scenario moved"));
        assert_eq!((base.status, fewer.status), (0, 0), "{command}: {}", fewer.err);
        let unknown = ran(&copy, &format!("{command} --scenario nroth"));
        assert_eq!((unknown.status, unknown.out.as_str()), (2, ""), "{command}");
        assert!(
            unknown.err.contains("north, north2, fewer, moved, south"),
            "{}",
            unknown.err
        );
    }
    let sheet = ran(&copy, "coverage PROJECT --scenario moved");
    assert!(
        sheet.out.contains("moved: 站点调整 (2028), builds on fewer"),
        "{}",
        sheet.out
    );
    for (command, meant) in [
        ("compare PROJECT", "--scenario"),
        ("compare PROJECT --scenario nroth", "north"),
        ("compare PROJECT --scenario north --against nroth", "north"),
        ("compare PROJECT --scenario north --as gpkg", "--out"),
        ("serve PROJECT --scenario nroth --bind 127.0.0.1:0", "north"),
    ] {
        let told = ran(&copy, command);
        assert_eq!((told.status, told.out.as_str()), (2, ""), "{command}: {}", told.err);
        assert!(told.err.contains(meant), "{command}: {}", told.err);
    }
    Ok(())
}

#[test]
fn norms_are_asked_only_where_somebody_asks() -> Outcome {
    let copy = town()?;
    let plain = report(&copy, "coverage PROJECT --format json")?;
    assert_eq!(plain["load"], Value::Null);
    let asked = report(&copy, "coverage PROJECT --norms --format json")?;
    assert_eq!(asked["load"]["norms"]["area_per_100_households_m2"], 30.0);
    assert_eq!(asked["load"]["households"], "assumed");
    let people: i64 = asked["load"]["levels"]
        .as_array()
        .ok_or("levels")?
        .iter()
        .filter_map(|level| level["people"].as_i64())
        .sum();
    assert_eq!(people, 61_893); // everybody is nearest to some station
    copy.edit("walkshed.toml", |text| {
        format!(
            "{text}\n[norms]\narea_per_100_households = 12\npeople_per_station = 5000\n"
        )
    })?;
    let told = ran(&copy, "coverage PROJECT");
    let section = told.out.split("\n\n").find(|part| part.contains("m²/100 hh"));
    insta::assert_snapshot!("norms", section.ok_or("a section on load")?);
    let out = copy.file("layers");
    let command = format!("coverage PROJECT --as geojson,xlsx --out {}", out.display());
    assert_eq!(ran(&copy, &command).status, 0);
    let layer = json(&fs::read_to_string(out.join("stations.geojson"))?)?;
    let first = &layer["features"][0]["properties"];
    assert!(first["area_per_100_households"].is_number(), "{first}");
    assert_eq!(first["norm_verdict"], "meets");
    Ok(())
}

#[test]
fn unlike_sides_are_made_alike_and_said_so() -> Outcome {
    let copy = town()?;
    copy.edit("walkshed.toml", |text| {
        let streets = |line: &&str| !line.starts_with("streets ");
        text.lines().filter(streets).collect::<Vec<_>>().join("\n")
    })?;
    let told = run("compare PROJECT --scenario north --lang en", copy.path());
    assert_eq!(told.status, 0, "{}", told.err);
    assert!(told.err.contains("all are compared as the crow flies"), "{}", told.err);
    assert!(told.out.contains("straight line") && !told.out.contains("walking network"));
    Ok(())
}

#[test]
fn every_scenario_has_a_folder_of_its_own_once() -> Outcome {
    let copy = town()?;
    copy.edit("walkshed.toml", |text| {
        let close = "close_stations = 'P1'";
        format!("{text}\n[scenario.'a/b']\n{close}\n[scenario.a_b]\n{close}\n")
    })?;
    let out = copy.file("out");
    let command = format!(
        "compare PROJECT --scenario a/b --scenario a_b --scenario a_b --out {}",
        out.display()
    );
    let told = run(&command, copy.path());
    assert_eq!(told.status, 0, "{}", told.err);
    let mut folders: Vec<String> = fs::read_dir(&out)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, _>>()?;
    folders.sort();
    assert_eq!(folders, ["a_b", "a_b_2"]);
    Ok(())
}
