//! Demand of several years, and blocks that are sampled, from file to report.

use crate::cli::{Outcome, json};
use serde_json::Value;
use walkshed_tests::command::{Copy, run};

/// The town with people of 2010 beside those of 2020: a tenth fewer at every block.
fn of_two_years() -> Result<Copy, Box<dyn std::error::Error>> {
    let copy = Copy::of_fengqing()?;
    let mut blocks = json(&std::fs::read_to_string(copy.file("blocks.geojson"))?)?;
    for block in blocks["features"].as_array_mut().ok_or("no features")? {
        let properties = block["properties"].as_object_mut().ok_or("no properties")?;
        let people = properties.remove("population").and_then(|people| people.as_u64());
        let people = people.ok_or("no people")?;
        properties.insert("人口2010".to_owned(), (people - people / 10).into());
        properties.insert("2020年人口".to_owned(), people.into());
    }
    std::fs::write(copy.file("blocks.geojson"), blocks.to_string())?;
    Ok(copy)
}

#[test]
fn every_year_has_its_own_report_over_the_same_walks() -> Outcome {
    let (town, plain) = (of_two_years()?, Copy::of_fengqing()?);
    let ran = run("coverage PROJECT --format json", town.path());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let reports = json(&ran.out)?;
    let years: Vec<&Value> = reports["years"].as_array().into_iter().flatten().collect();
    let named: Vec<&Value> =
        years.iter().map(|year| &year["provenance"]["year"]).collect();
    assert_eq!(named, [2010, 2020]);
    // that of 2020 is the town as it is
    let alone = json(&run("coverage PROJECT --format json", plain.path()).out)?;
    for part in ["levels", "grids", "overlap", "total"] {
        assert_eq!(years[1][part], alone[part], "{part}");
    }
    let blocks = |year: &Value| year["levels"][3]["covered"]["blocks"].clone();
    assert_eq!(blocks(years[0]), blocks(years[1]));
    let people = |year: &Value| year["total"]["weights"]["population"].as_u64();
    assert!(people(years[0]) < people(years[1]));
    let one = run("coverage PROJECT --format json --year 2010", town.path());
    assert_eq!(json(&one.out)?, *years[0]);
    Ok(())
}

#[test]
fn the_years_stand_side_by_side() -> Outcome {
    let town = of_two_years()?;
    let zh = run("coverage PROJECT --lang zh", town.path());
    let (_, table) = zh.out.split_once("分年度覆盖\n").ok_or("no table")?;
    let heads: Vec<&str> =
        table.lines().next().ok_or("no line")?.split_whitespace().collect();
    assert_eq!(heads, ["2010", "2020"]);
    let unknown = run("coverage PROJECT --year 2035", town.path());
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("the years 2010, 2020"), "{}", unknown.err);
    let undated = Copy::of_fengqing()?;
    assert_eq!(run("coverage PROJECT --year 2020", undated.path()).status, 2);
    Ok(())
}

#[test]
fn samples_of_a_block_add_up_to_it() -> Outcome {
    let (town, out) = (Copy::of_fengqing()?, tempfile::tempdir()?);
    town.edit("walkshed.toml", |text| {
        text.replace(
            "\"blocks.geojson\"",
            "{ path = \"blocks.geojson\", sample = \"30m\" }",
        )
    })?;
    let command =
        format!("coverage PROJECT --format json --out {}", out.path().display());
    let report = json(&run(&command, town.path()).out)?;
    assert_eq!(report["total"]["weights"]["population"], 61_893);
    assert_eq!(report["total"]["weights"]["elderly"], 12_156);
    let provenance = &report["provenance"];
    assert_eq!(provenance["demand_point"], "samples");
    assert_eq!(provenance["sampling"]["samples"], report["total"]["blocks"]);
    let blocks = std::fs::read_to_string(out.path().join("blocks.geojson"))?;
    let blocks = json(&blocks)?;
    let blocks: Vec<&Value> = blocks["features"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|b| &b["properties"])
        .collect();
    assert_eq!(blocks.len(), 225);
    let sum = |key: &str| -> u64 { blocks.iter().filter_map(|b| b[key].as_u64()).sum() };
    assert_eq!(Some(sum("total_population")), Some(61_893));
    let covered = &report["levels"][1]["covered"]["weights"]["population"];
    assert_eq!(Some(sum("covered_population_2")), covered.as_u64());
    let partly = blocks.iter().filter(|block| block["status_2"] == "partly");
    assert!(partly.count() > 5);
    Ok(())
}

#[test]
fn planned_people_without_a_year_are_there_in_every_year() -> Outcome {
    let town = of_two_years()?;
    let people = |report: &Value| report["total"]["weights"]["population"].as_u64();
    let years =
        json(&run("coverage PROJECT --scenario north --format json", town.path()).out)?;
    let alone = json(&run("coverage PROJECT --format json", town.path()).out)?;
    for year in 0..2 {
        let before = people(&alone["years"][year]).ok_or("nobody")?;
        assert_eq!(people(&years["years"][year]), Some(before + 8000));
    }
    let compared = run("compare PROJECT --scenario north", town.path());
    assert!(compared.out.contains("\n  year          2020\n"), "{}", compared.out);
    let earlier =
        run("compare PROJECT --scenario north --year 2010 --format json", town.path());
    let difference = &json(&earlier.out)?["scenarios"][0];
    let total = |side: &str| people(&difference[side]);
    assert_eq!(total("after"), total("before").map(|before| before + 8000));
    Ok(())
}

#[test]
fn scenarios_of_different_years_are_not_compared_at_once() -> Outcome {
    let town = Copy::of_fengqing()?;
    let plan = |name: &str, year: u16| {
        let file = format!("{name}.csv");
        let row =
            format!("id,人口{year},人口{},lon,lat\n{name},9,9,99.92,24.57\n", year + 1);
        std::fs::write(town.file(&file), row).map(|()| file)
    };
    let (a, b) = (plan("a", 2030)?, plan("b", 2040)?);
    town.edit("walkshed.toml", |text| {
        format!(
            "{text}\n[scenario.a]\nadd_demand = '{a}'\n[scenario.b]\nadd_demand = '{b}'\n"
        )
    })?;
    let told = run("compare PROJECT --scenario a --scenario b", town.path());
    assert_eq!(told.status, 2);
    assert!(told.err.contains("in different years"), "{}", told.err);
    assert_eq!(run("compare PROJECT --scenario b", town.path()).status, 0);
    Ok(())
}
