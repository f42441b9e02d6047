//! `walkshed isochrone`: areas and parts of streets within budgets.

use super::{Copy, Outcome, json, on_fengqing, run};
use geo::{Area, Coord, MapCoords, MultiPolygon, Relate};
use serde_json::Value;

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// The features of a run that went well.
fn features(command: &str) -> Fallible<Vec<Value>> {
    let ran = on_fengqing(command);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{command}");
    let collection = json(&ran.out)?;
    assert_eq!(collection["type"], "FeatureCollection");
    for member in ["licence", "terms", "provenance", "direction", "resolution_m"] {
        assert!(collection.get(member).is_some(), "{member}");
    }
    Ok(collection["features"].as_array().cloned().ok_or("no features")?)
}

/// An area in whole units of 1e-7 degrees, so that a vertex on a line lies on it.
fn shape(feature: &Value) -> Fallible<MultiPolygon> {
    let read: geojson::Geometry = serde_json::from_value(feature["geometry"].clone())?;
    let degrees: MultiPolygon = read.try_into()?;
    let whole = |c: Coord| Coord { x: (c.x * 1e7).round(), y: (c.y * 1e7).round() };
    Ok(degrees.map_coords(whole))
}

fn shapes(features: &[Value]) -> Fallible<Vec<MultiPolygon>> {
    features.iter().map(shape).collect()
}

/// A property of every feature.
fn each<'f>(features: &'f [Value], key: &str) -> Vec<&'f Value> {
    features.iter().map(|feature| &feature["properties"][key]).collect()
}

fn covers(large: &MultiPolygon, small: &MultiPolygon) -> bool {
    large.relate(small).is_covers() && large.unsigned_area() > small.unsigned_area()
}

#[test]
fn a_place_has_an_area_for_every_budget_and_the_larger_holds_the_smaller() -> Outcome {
    let command = "isochrone PROJECT --from 99.9241,24.578";
    let areas = features(&format!("{command} --budget 5min,10min,15min"))?;
    assert_eq!(each(&areas, "minutes"), [5.0, 10.0, 15.0]);
    assert!(each(&areas, "reason").iter().all(|reason| reason.is_null()));
    assert!(each(&areas, "id").iter().all(|id| *id == "99.9241,24.578"));
    let drawn = shapes(&areas)?;
    assert!(covers(&drawn[1], &drawn[0]) && covers(&drawn[2], &drawn[1]));
    let turned = features(&format!("{command} --budget 15min,5min,10min,5min"))?;
    assert_eq!(each(&turned, "minutes"), [15.0, 5.0, 10.0], "in their order, each once");
    assert_eq!(turned[0]["geometry"], areas[2]["geometry"]);
    let usual = features(command)?;
    assert_eq!(usual, areas[2..], "the budget of the project is 15 min");
    Ok(())
}

#[test]
fn a_budget_in_meters_is_drawn_as_such() -> Outcome {
    let areas = features("isochrone PROJECT --from 99.9241,24.578 --budget 500m,1000m")?;
    assert_eq!(each(&areas, "meters"), [500.0, 1000.0]);
    assert!(areas.iter().all(|area| area["properties"].get("minutes").is_none()));
    let drawn = shapes(&areas)?;
    assert!(covers(&drawn[1], &drawn[0]));
    Ok(())
}

#[test]
fn stations_are_asked_for_by_id_or_by_level() -> Outcome {
    let two = features("isochrone PROJECT --station T1,C2")?;
    assert_eq!(each(&two, "id"), ["T1", "C2"]);
    assert_eq!(each(&two, "level"), [1, 2]);
    assert_eq!(two[0]["properties"]["name"], "镇党群服务中心T1");
    let level = features("isochrone PROJECT --level 2")?;
    assert_eq!(each(&level, "id"), ["C1", "C2", "C3", "C4"]);
    assert!(level.contains(&two[1]), "an area does not depend on the others");
    assert_eq!(features("isochrone PROJECT")?.len(), 26);
    Ok(())
}

#[test]
fn stations_share_the_ground_in_three_ways() -> Outcome {
    let command = "isochrone PROJECT --level 2 --budget 10min --sharing";
    let own = shapes(&features(&format!("{command} overlapping"))?)?;
    let merged = features(&format!("{command} merged"))?;
    assert_eq!(each(&merged, "id"), [&Value::Null]);
    assert_eq!(merged[0]["id"], "all-10min");
    let merged = shape(&merged[0])?;
    let nearest = features(&format!("{command} nearest"))?;
    assert_eq!(each(&nearest, "id"), ["C1", "C2", "C3", "C4"]);
    let nearest = shapes(&nearest)?;
    for (nth, (own, nearest)) in own.iter().zip(&nearest).enumerate() {
        assert!(merged.relate(own).is_covers(), "station {nth}");
        assert!(nearest.unsigned_area() <= own.unsigned_area(), "station {nth}");
    }
    let sum: f64 = nearest.iter().map(Area::unsigned_area).sum();
    let whole = merged.unsigned_area();
    assert!(sum <= whole && sum > 0.99 * whole, "{sum} of {whole}");
    Ok(())
}

#[test]
fn rings_lack_the_next_smaller_area() -> Outcome {
    let command = "isochrone PROJECT --sharing merged --budget 5min,10min,15min";
    let full = features(command)?;
    let rings = features(&format!("{command} --rings"))?;
    assert_eq!(each(&rings, "minutes"), each(&full, "minutes"));
    assert_eq!(rings[0], full[0], "the smallest is whole");
    let (full, rings) = (shapes(&full)?, shapes(&rings)?);
    for nth in [1, 2] {
        let lacking = full[nth].unsigned_area() - full[nth - 1].unsigned_area();
        let off = rings[nth].unsigned_area() / lacking - 1.0;
        assert!(off.abs() < 1e-6, "{nth}: {off}");
    }
    let both = on_fengqing("isochrone PROJECT --rings --streets");
    assert_eq!((both.status, both.out.as_str()), (2, ""), "{}", both.err);
    Ok(())
}

#[test]
fn streets_are_the_exact_parts_in_reach() -> Outcome {
    let command = "isochrone PROJECT --station T1 --streets --budget";
    for (budgets, unit, keys) in [
        ("5min,10min", "minutes", ["least_minutes", "most_minutes"]),
        ("400m,800m", "meters", ["least_m", "most_m"]),
    ] {
        let parts = features(&format!("{command} {budgets}"))?;
        assert!(parts.iter().all(|part| part["geometry"]["type"] == "LineString"));
        assert!(each(&parts, "id").iter().all(|id| *id == "T1"));
        let [mut lengths, mut longest] = [[0.0, 0.0], [0.0_f64, 0.0]];
        let number = |part: &Value, key: &str| part["properties"][key].as_f64();
        let small = number(&parts[0], unit);
        for part in &parts {
            let nth = usize::from(number(part, unit) != small);
            let [least, most] = keys.map(|key| number(part, key));
            assert!(least <= most && most <= number(part, unit), "{part}");
            assert!(part["properties"]["way"].is_string(), "{part}");
            lengths[nth] += number(part, "length_m").ok_or("a length")?;
            longest[nth] = longest[nth].max(most.ok_or("a number")?);
        }
        assert!(0.0 < lengths[0] && lengths[0] < lengths[1], "{lengths:?}");
        assert_eq!(longest.map(Some), [small, small.map(|budget| budget * 2.0)]);
    }
    Ok(())
}

#[test]
fn what_cannot_be_asked_for_is_told() {
    for (command, meant) in [
        ("--budget 5min,500m", "mixes minutes and meters"),
        ("--station T1,X9", "X9"),
        ("--level 9", "did you mean 4?"),
        ("--station T1 --level 2", "--level"),
        ("--station T1 --from 99.9241,24.578", "--from"),
        ("--profile bicycle", "adult, elder, child, wheelchair"),
        ("--budget 15", "did you mean 15min?"),
        ("--resolution 0", "1..=100"),
        ("--sharing closest", "nearest"),
    ] {
        let ran = on_fengqing(&format!("isochrone PROJECT {command}"));
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{command}: {}", ran.err);
        assert!(ran.err.contains(meant), "{command}: {}", ran.err);
    }
}

#[test]
fn no_area_at_all_is_three_with_the_reason() {
    for (command, en, zh) in [
        ("--from -30,0", "-30,0: no usable street", "-30,0:附近没有可用道路"),
        ("--from -30,0 --streets", "no usable street", "附近没有可用道路"),
        ("--from -30,0 --sharing merged", "no usable street", "附近没有可用道路"),
        ("--from 99.9163,24.5731 --budget 1min", "the budget ends", "尚未走到道路"),
    ] {
        for (lang, reason) in [("en", en), ("zh", zh)] {
            let ran = on_fengqing(&format!("isochrone PROJECT {command} --lang {lang}"));
            assert_eq!((ran.status, ran.out.as_str()), (3, ""), "{command}: {}", ran.err);
            assert!(ran.err.contains(reason), "{command}: {}", ran.err);
        }
    }
}

#[test]
fn a_station_without_a_street_among_others_has_a_reason_and_no_geometry() -> Outcome {
    let copy = Copy::of_fengqing()?;
    copy.edit("stations.csv", |text| text.replace("99.922247053", "99.999"))?;
    for sharing in ["overlapping", "nearest"] {
        let command = format!("isochrone PROJECT --level 2 --sharing {sharing}");
        let ran = run(&command, copy.path());
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(ran.err.contains("C1: no usable street is in reach"), "{}", ran.err);
        let areas = json(&ran.out)?;
        let areas = areas["features"].as_array().ok_or("no features")?;
        assert_eq!(each(areas, "id"), ["C1", "C2", "C3", "C4"]);
        assert!(areas[0]["geometry"].is_null());
        assert_eq!(areas[0]["properties"]["reason"], "no street is in reach");
        for area in &areas[1..] {
            assert_eq!(area["geometry"]["type"], "MultiPolygon");
            assert!(area["properties"]["reason"].is_null());
        }
        let strict = run(&format!("{command} --strict"), copy.path());
        assert_eq!((strict.status, &strict.out), (1, &ran.out));
    }
    Ok(())
}

#[test]
fn a_budget_that_ends_before_the_street_has_a_reason_beside_the_larger() -> Outcome {
    let areas = features("isochrone PROJECT --from 99.9163,24.5731 --budget 1min,5min")?;
    assert!(areas[0]["geometry"].is_null() && !areas[1]["geometry"].is_null());
    let reason = "the budget ends before the street is reached";
    assert_eq!(areas[0]["properties"]["reason"], reason);
    Ok(())
}

#[test]
fn where_no_station_operates_there_is_no_area() -> Outcome {
    let copy = Copy::of_fengqing()?;
    copy.edit("stations.csv", |text| {
        let row = |line: &str| match line.split(',').nth(2) {
            Some("level") => format!("{line},status\n"),
            Some("2") => format!("{line},suspended\n"),
            _ => format!("{line},\n"),
        };
        text.lines().map(row).collect()
    })?;
    for (lang, reason) in [("en", "operates"), ("zh", "未运营")] {
        let command = format!("isochrone PROJECT --level 2 --lang {lang}");
        let ran = run(&command, copy.path());
        assert_eq!((ran.status, ran.out.as_str()), (3, ""), "{}", ran.err);
        let told = ran.err.lines().last().ok_or("no message")?;
        assert!(told.contains(reason), "{}", ran.err);
    }
    Ok(())
}
