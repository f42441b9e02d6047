//! What programs rely on: JSON, GeoJSON, the matrix, layers, and the same bytes every time.

use super::{Copy, Outcome, json, on_fengqing, run};
use serde_json::Value;
use std::fs;
use std::io;
use walkshed_tests::dataset;

#[test]
fn the_json_equals_the_answers_of_the_reference_town() -> Outcome {
    let expected = json(&fs::read_to_string(dataset("fengqing").join("expected.json"))?)?;
    let report = json(&on_fengqing("coverage PROJECT --format json").out)?;
    assert_eq!(report["total"]["weights"]["population"], expected["population"]);
    assert_eq!(report["total"]["weights"]["elderly"], expected["elderly"]);
    for (level, set) in ["L1", "L1-2", "L1-3", "L1-4"].iter().enumerate() {
        let found = &report["levels"][level]["covered"];
        let wanted = &expected["sets"][set]["network/adult_15min_1080m"];
        assert_eq!(found["blocks"], wanted["blocks"], "{set}");
        for group in ["population", "elderly"] {
            assert_eq!(found["weights"][group], wanted[group], "{set} {group}");
        }
    }
    let members: Vec<&String> =
        report.as_object().into_iter().flatten().map(|(k, _)| k).collect();
    for member in [
        "metric",
        "profile",
        "substitution",
        "at",
        "total",
        "stations",
        "levels",
        "grids",
        "provenance",
    ] {
        assert!(members.iter().any(|m| *m == member), "{member}");
    }
    Ok(())
}

#[test]
fn flags_win_over_the_project() -> Outcome {
    let expected = json(&fs::read_to_string(dataset("fengqing").join("expected.json"))?)?;
    for (flags, set) in [
        ("--profile elder", "network/elder_15min_720m"),
        ("--budget 1000m", "network/1000m"),
        ("--budget gb10", "network/500m"),
        ("--metric straight", "straight/adult_15min_1080m"),
        ("--metric straight --budget gb5", "straight/300m"),
    ] {
        let report =
            json(&on_fengqing(&format!("coverage PROJECT --format json {flags}")).out)?;
        let found = &report["levels"][3]["covered"]["weights"]["population"];
        assert_eq!(found, &expected["sets"]["L1-4"][set]["population"], "{flags}");
    }
    let alone = json(
        &on_fengqing("coverage PROJECT --format json --substitution exclusive").out,
    )?;
    let found = &alone["levels"][3]["covered"]["weights"]["population"];
    let wanted = &expected["sets"]["L4"]["network/adult_15min_1080m"]["population"];
    assert_eq!(found, wanted);
    Ok(())
}

#[test]
fn gaps_as_json_and_as_geojson_are_the_same_gaps() -> Outcome {
    let listed = json(&on_fengqing("gaps PROJECT --level 4 --format json").out)?;
    let drawn = json(&on_fengqing("gaps PROJECT --level 4 --format geojson").out)?;
    let (gaps, features) = (listed["gaps"].as_array(), drawn["features"].as_array());
    let (gaps, features) = (gaps.ok_or("no gaps")?, features.ok_or("no features")?);
    assert_eq!(gaps.len(), features.len());
    for (gap, feature) in gaps.iter().zip(features) {
        assert_eq!(gap["id"], feature["id"]);
        for (name, value) in feature["properties"].as_object().into_iter().flatten() {
            assert_eq!(&gap[name], value, "{name}");
        }
        assert_eq!(feature["geometry"]["type"], "MultiPolygon");
    }
    let demand =
        gaps.iter().flat_map(|gap| gap["demand"].as_array().into_iter().flatten());
    let mut demand: Vec<&str> = demand.filter_map(Value::as_str).collect();
    demand.sort_unstable();
    let expected = json(&fs::read_to_string(dataset("fengqing").join("expected.json"))?)?;
    let expected = &expected["uncovered_blocks_L1-4_1080m"]["blocks"];
    assert_eq!(serde_json::to_value(demand)?, *expected);
    Ok(())
}

#[test]
fn the_matrix_is_in_input_order_and_complete() -> Outcome {
    let ran = on_fengqing("matrix PROJECT");
    let mut csv = csv::Reader::from_reader(ran.out.as_bytes());
    assert_eq!(
        csv.headers()?,
        ["demand", "station", "seconds", "walk_m", "straight_m"].as_slice()
    );
    let blocks = json(&fs::read_to_string(dataset("fengqing").join("blocks.geojson"))?)?;
    let features = blocks["features"].as_array().into_iter().flatten();
    let id = |feature: &Value| feature["properties"]["id"].as_str().map(str::to_owned);
    let blocks: Vec<String> = features.filter_map(id).collect();
    let stations = fs::read_to_string(dataset("fengqing").join("stations.csv"))?;
    let id = |line: &str| line.split(',').next().map(str::to_owned);
    let stations: Vec<String> = stations.lines().skip(1).filter_map(id).collect();
    assert_eq!((blocks.len(), stations.len()), (225, 26));
    let place = |ids: &[String], id: &str| ids.iter().position(|known| known == id);
    let mut last = None;
    let mut rows = 0;
    for row in csv.records() {
        let row = row?;
        let at = (place(&blocks, &row[0]), place(&stations, &row[1]));
        assert!(at.0.is_some() && at.1.is_some() && last < Some(at), "{row:?}");
        let [seconds, walk_m, straight_m] = [2, 3, 4].map(|i| row[i].parse::<f64>());
        let (seconds, walk_m) = (seconds?, walk_m?);
        assert!(seconds <= 3600.0 && straight_m? <= walk_m + 0.001, "{row:?}");
        assert!((walk_m / 1.2 - seconds).abs() < 0.05, "{row:?}");
        last = Some(at);
        rows += 1;
    }
    assert_eq!(
        rows,
        on_fengqing("matrix PROJECT --budget 60min").out.lines().count() - 1
    );
    let shorter = on_fengqing("matrix PROJECT --budget 15min");
    assert!(shorter.out.lines().skip(1).all(|line| ran.out.contains(line)));
    assert!(shorter.out.lines().count() < rows);
    Ok(())
}

#[test]
fn the_layers_are_written_and_told() -> Outcome {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("new").join("layers");
    let command = format!("coverage PROJECT --out {} --as geojson", out.display());
    let ran = on_fengqing(&command);
    assert_eq!(ran.status, 0, "{}", ran.err);
    for layer in ["stations", "demand", "grids", "gaps"] {
        let file = out.join(layer).with_extension("geojson");
        let features = json(&fs::read_to_string(&file)?)?;
        assert_eq!(features["type"], "FeatureCollection");
        assert!(ran.err.contains(&format!("wrote {}\n", file.display())), "{}", ran.err);
    }
    let quiet = on_fengqing(&format!("{command} --quiet"));
    assert_eq!(quiet.err, "");
    assert_eq!(quiet.out, ran.out);
    Ok(())
}

#[test]
fn the_number_of_threads_changes_no_byte() -> Outcome {
    for command in [
        "coverage PROJECT",
        "coverage PROJECT --lang zh",
        "coverage PROJECT --format json",
        "gaps PROJECT --format json",
        "gaps PROJECT --format geojson",
        "matrix PROJECT",
        "matrix PROJECT --budget 1000m",
        "matrix PROJECT --metric straight",
    ] {
        let [one, four] =
            [1, 4].map(|n| on_fengqing(&format!("{command} --threads {n}")));
        assert_eq!((one.status, four.status), (0, 0), "{command}");
        assert!(!one.out.is_empty() && one.out == four.out, "{command}");
    }
    let folder = tempfile::tempdir()?;
    let layers = |threads: usize| -> io::Result<Vec<Vec<u8>>> {
        let out = folder.path().join(threads.to_string());
        let command =
            format!("coverage PROJECT --threads {threads} --out {}", out.display());
        assert_eq!(on_fengqing(&command).status, 0);
        let read = |layer: &str| fs::read(out.join(layer).with_extension("geojson"));
        ["stations", "demand", "grids", "gaps"].into_iter().map(read).collect()
    };
    assert!(layers(1)? == layers(4)?);
    Ok(())
}

#[test]
fn a_project_without_people_counts_places() -> Outcome {
    let copy = Copy::of_fengqing()?;
    fs::write(
        copy.file("places.csv"),
        "id,lon,lat\na,99.9241,24.5781\nb,99.95,24.5781\n",
    )?;
    copy.edit("walkshed.toml", |text| text.replace("blocks.geojson", "places.csv"))?;
    for command in [
        "coverage PROJECT",
        "gaps PROJECT",
        "coverage PROJECT --format json",
        "matrix PROJECT",
    ] {
        let ran = run(command, copy.path());
        assert_eq!(ran.status, 0, "{command}: {}", ran.err);
    }
    let ran = run("coverage PROJECT", copy.path());
    assert!(ran.out.contains("Coverage by level (blocks)"), "{}", ran.out);
    Ok(())
}
