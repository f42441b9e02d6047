//! `walkshed explain`: one walk, street by street.

use super::{Copy, Outcome, json, on_fengqing, run};
use serde_json::Value;
use std::fs;
use walkshed_tests::dataset;

const HOME: &str = "explain PROJECT --from 99.9163,24.5731";

fn list(value: &Value) -> impl DoubleEndedIterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Three decimals as a whole number: minutes and meters are written with three.
fn thousandths(value: &Value) -> i64 {
    (value.as_f64().unwrap_or(f64::NAN) * 1000.0).round() as i64
}

#[test]
fn a_walk_is_told_in_the_language_of_its_reader() {
    for (lang, snapshot) in [("en", "explain_en"), ("zh", "explain_zh")] {
        let ran = on_fengqing(&format!("{HOME} --lang {lang}"));
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        insta::assert_snapshot!(snapshot, ran.out);
    }
}

#[test]
fn a_walk_to_a_site_with_several_entrances_says_which_it_leads_to() -> Outcome {
    let copy = Copy::of_fengqing()?;
    copy.edit("walkshed.toml", |text| {
        text.replace("extent ", "entrances = \"entrances.csv\"\nextent ")
    })?;
    let gates =
        "station,lon,lat\nC1,99.9222,24.5905\nC1,99.9236,24.5916\nC1,99.93,24.60\n";
    fs::write(copy.file("entrances.csv"), gates)?;
    let command = "explain PROJECT --from 99.9245,24.592";
    let told = |lang: &str| run(&format!("{command} --lang {lang}"), copy.path()).out;
    assert!(told("zh").contains("第2个入口(共3个)"), "{}", told("zh"));
    assert!(told("en").contains("entrance 2 of 3"), "{}", told("en"));
    let report = json(&run(&format!("{command} --format json"), copy.path()).out)?;
    let walks: Vec<&Value> =
        list(&report["levels"]).map(|level| &level["walk"]).collect();
    assert_eq!(walks[1]["station"], "C1");
    assert_eq!(walks[1]["entrance"], serde_json::json!([99.9236, 24.5916]));
    assert_eq!(walks[0].get("entrance"), None, "T1 has one door");
    let layer = json(&run(&format!("{command} --format geojson"), copy.path()).out)?;
    let last = list(&layer["features"])
        .rfind(|feature| feature["properties"]["level"] == 2)
        .map(|feature| &feature["geometry"]["coordinates"]);
    let ends = last.and_then(|line| list(line).last());
    assert_eq!(ends, Some(&serde_json::json!([99.9236, 24.5916])));
    Ok(())
}

#[test]
fn the_stretches_of_a_walk_add_up_to_it() -> Outcome {
    for terms in ["", " --profile elder", " --budget 1000m", " --budget 15min,gb15"] {
        let report = json(&on_fengqing(&format!("{HOME} --format json{terms}")).out)?;
        assert_eq!(report["from"], serde_json::json!([99.9163, 24.5731]));
        assert_eq!(list(&report["levels"]).count(), 4, "{terms}");
        for walk in list(&report["levels"]).map(|level| &level["walk"]) {
            let sum = |key: &str| -> i64 {
                list(&walk["stretches"]).map(|stretch| thousandths(&stretch[key])).sum()
            };
            let stretches = list(&walk["stretches"]).count();
            assert!(stretches >= 3, "{walk}");
            assert_eq!(sum("walk_m"), thousandths(&walk["walk_m"]), "{terms}");
            let off = (sum("minutes") - thousandths(&walk["minutes"])).unsigned_abs();
            assert!(off as usize <= stretches, "each is rounded: {walk}");
            assert!(thousandths(&walk["straight_m"]) <= thousandths(&walk["walk_m"]));
            let parts: Vec<&Value> =
                list(&walk["stretches"]).map(|s| &s["part"]).collect();
            assert!(parts[0] == "leg" && parts[stretches - 1] == "leg", "{walk}");
            assert!(parts[1..stretches - 1].iter().all(|part| *part == "street"));
        }
    }
    Ok(())
}

#[test]
fn a_walk_is_within_its_budget_or_said_to_be_beyond() -> Outcome {
    let report = json(&on_fengqing(&format!("{HOME} --format json")).out)?;
    let told: Vec<_> = list(&report["levels"])
        .map(|level| (&level["walk"]["station"], level["walk"]["within"].as_bool()))
        .map(|(station, within)| (station.as_str().unwrap_or_default(), within))
        .collect();
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(told, [("T1", no), ("C2", yes), ("S6", yes), ("S6", yes)]);
    let far = json(&on_fengqing(&format!("{HOME} --format json --budget 60min")).out)?;
    assert!(list(&far["levels"]).all(|level| level["walk"]["within"] == true));
    let minutes = |report: &Value| report["levels"][0]["walk"]["minutes"].clone();
    assert_eq!(minutes(&report), minutes(&far), "a budget changes no walk");
    Ok(())
}

#[test]
fn a_walk_as_lines_is_the_same_walk_without_a_break() -> Outcome {
    let told = json(&on_fengqing(&format!("{HOME} --format json")).out)?;
    let drawn = json(&on_fengqing(&format!("{HOME} --format geojson")).out)?;
    assert_eq!(drawn["type"], "FeatureCollection");
    let mut features = list(&drawn["features"]);
    for level in list(&told["levels"]) {
        let mut here = serde_json::json!([99.9163, 24.5731]);
        for (order, stretch) in list(&level["walk"]["stretches"]).enumerate() {
            let feature = features.next().ok_or("too few lines")?;
            let properties = &feature["properties"];
            for (key, value) in stretch.as_object().into_iter().flatten() {
                assert_eq!(&properties[key], value, "{key}");
            }
            assert_eq!(properties["level"], level["level"]);
            assert_eq!(properties["station"], level["walk"]["station"]);
            assert_eq!(properties["order"], order);
            let line = feature["geometry"]["coordinates"].as_array().ok_or("no line")?;
            assert_eq!(line.first(), Some(&here), "{feature}");
            here = line.last().cloned().ok_or("no place")?;
        }
        assert_eq!(here, station(&level["walk"]["station"])?, "it ends at the station");
    }
    assert!(features.next().is_none(), "no other lines");
    Ok(())
}

/// Where a station stands, as it is written.
fn station(id: &Value) -> Result<Value, Box<dyn std::error::Error>> {
    let mut rows = csv::Reader::from_path(dataset("fengqing").join("stations.csv"))?;
    let found = rows.records().filter_map(Result::ok).find(|row| *id == row[0]);
    let row = found.ok_or("no such station")?;
    let written = |text: &str| text.parse::<f64>().map(|x| (x * 1e7).round() / 1e7);
    Ok(serde_json::json!([written(&row[3])?, written(&row[4])?]))
}

#[test]
fn swapped_coordinates_are_told_with_the_swap() {
    for command in ["explain", "isochrone"] {
        let ran = on_fengqing(&format!("{command} PROJECT --from 24.5731,99.9163"));
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{command}");
        let meant = "did you mean 99.9163,24.5731?";
        assert!(ran.err.contains(meant), "{}", ran.err);
        for (place, meant) in [("here", "not a place"), ("999,999", "999")] {
            let ran = on_fengqing(&format!("{command} PROJECT --from {place}"));
            assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{place}");
            assert!(ran.err.contains(meant), "{}", ran.err);
        }
    }
}

#[test]
fn a_place_in_mid_ocean_has_no_walk_but_a_reason() {
    for format in ["table", "json", "geojson"] {
        for (lang, reason) in [("en", "no street in reach"), ("zh", "附近没有道路")]
        {
            let ran = on_fengqing(&format!(
                "explain PROJECT --from -30,0 --format {format} --lang {lang}"
            ));
            assert_eq!((ran.status, ran.out.as_str()), (3, ""), "{format}: {}", ran.err);
            assert!(ran.err.contains(reason), "{}", ran.err);
            assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        }
    }
}

#[test]
fn a_project_without_streets_has_no_walks() -> Outcome {
    let copy = Copy::of_fengqing()?;
    let lines = |text: &str| -> String {
        let gone =
            |line: &&str| line.starts_with("streets") || line.starts_with("extent");
        text.split_inclusive('\n').filter(|line| !gone(line)).collect()
    };
    copy.edit("walkshed.toml", lines)?;
    fs::remove_file(copy.file("streets.geojson"))?;
    for command in [HOME, "isochrone PROJECT --station T1"] {
        let ran = run(command, copy.path());
        assert!(matches!(ran.status, 2 | 3), "{command}: {} {}", ran.status, ran.err);
        assert_eq!(ran.out, "", "{command}");
        assert!(ran.err.contains("no streets to walk on"), "{}", ran.err);
    }
    Ok(())
}
