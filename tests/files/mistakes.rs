//! Mistakes of real users, each seeded into the reference town: the promised exit status, and a
//! message that names the culprit and the remedy.

use super::Outcome;
use std::fs;
use std::io;
use walkshed_tests::command::{Copy, run};

/// How a mistake gets into the town.
type Spoil = fn(&Copy) -> io::Result<()>;

/// What is done, the command, its status, and what must stand in what it says.
struct Mistake(&'static str, Spoil, &'static str, u8, &'static [&'static str]);

const COVERAGE: &str = "coverage PROJECT --strict";
const CHECK: &str = "check PROJECT --strict";

/// The stations' file with one text for another.
fn stations(copy: &Copy, from: &str, to: &str) -> io::Result<()> {
    replace(copy, "stations.csv", from, to)
}

fn replace(copy: &Copy, file: &str, from: &str, to: &str) -> io::Result<()> {
    copy.edit(file, |text| {
        assert!(text.contains(from), "{file} has no {from}");
        text.replacen(from, to, 1)
    })
}

/// The stations as the project names them.
fn inputs(copy: &Copy, stations: &str) -> io::Result<()> {
    replace(copy, "walkshed.toml", "\"stations.csv\"", stations)
}

/// The first row of the stations.
const T1: &str = "T1,镇党群服务中心T1,1,99.924067938,24.578010804,1200,,B,";

const MISTAKES: &[Mistake] = &[
    Mistake(
        "longitude and latitude in each other's column",
        |copy| stations(copy, "lon,lat", "lat,lon"),
        COVERAGE,
        1,
        &["stations.csv", "the other way round"],
    ),
    Mistake(
        "a code that a spreadsheet has ruined",
        |copy| stations(copy, "\nT1,", "\n5.30921E+11,"),
        COVERAGE,
        1,
        &["stations.csv row 2, id \"5.30921E+11\"", "format the column as text"],
    ),
    Mistake(
        "two stations of one id",
        |copy| stations(copy, "\nC2,", "\nC1,"),
        COVERAGE,
        1,
        &["stations.csv row 4, id \"C1\"", "row 3", "give each its own"],
    ),
    Mistake(
        "a center that does not say of which level",
        |copy| stations(copy, "镇党群服务中心T1,1,", "党群服务中心T1,中心,"),
        COVERAGE,
        1,
        &["stations.csv row 2, level \"中心\"", "a center of which level?"],
    ),
    Mistake(
        "a level that is none",
        |copy| stations(copy, "T1,1,99", "T1,0,99"),
        COVERAGE,
        1,
        &["stations.csv row 2, level \"0\"", "not a level"],
    ),
    Mistake(
        "a station without coordinates",
        |copy| stations(copy, "99.924067938,24.578010804", ","),
        COVERAGE,
        1,
        &["stations.csv row 2", "no position"],
    ),
    Mistake(
        "a coordinate that is no number",
        |copy| stations(copy, "99.924067938", "待定"),
        COVERAGE,
        1,
        &["stations.csv row 2, lon \"待定\"", "not a number", "decimal degrees"],
    ),
    Mistake(
        "NaN for a coordinate",
        |copy| stations(copy, "99.924067938", "NaN"),
        COVERAGE,
        1,
        &["stations.csv row 2, lon \"NaN\""],
    ),
    Mistake(
        "no column of levels",
        |copy| stations(copy, "id,name,level", "id,name,rung"),
        COVERAGE,
        3,
        &["stations.csv", "no column for level", "rung", "columns = { level = \"...\" }"],
    ),
    Mistake(
        "a row with more cells than the header",
        |copy| stations(copy, T1, &format!("{T1},,,,,")),
        COVERAGE,
        1,
        &["stations.csv row 2", "cells"],
    ),
    Mistake(
        "the parent misspelled",
        |copy| stations(copy, ",600,T1,A,", ",600,TI,A,"),
        COVERAGE,
        1,
        &["stations.csv row 3", "TI"],
    ),
    Mistake(
        "the community misspelled",
        |copy| stations(copy, ",600,T1,A,", ",600,T1,AA,"),
        COVERAGE,
        1,
        &["community \"AA\"", "not among the grids"],
    ),
    Mistake(
        "a station of the pattern forgotten",
        |copy| {
            copy.edit("stations.csv", |text| {
                let mut lines: Vec<&str> = text.trim_end().lines().collect();
                lines.pop();
                lines.join("\n") + "\n"
            })
        },
        COVERAGE,
        1,
        &["stations.csv", "level 4", "9", "10"],
    ),
    Mistake(
        "a total below the stations",
        |copy| copy.edit("stations.csv", |text| format!("{text}合计,26,,,,,,,\n")),
        "coverage PROJECT",
        0,
        &["stations.csv", "totals", "row 28"],
    ),
    Mistake(
        "a negative number of people",
        |copy| replace(copy, "blocks.geojson", "\"population\": ", "\"population\": -"),
        COVERAGE,
        1,
        &["blocks.geojson feature 1, population \"-", "not a number from 0"],
    ),
    Mistake(
        "people in words",
        |copy| {
            replace(
                copy,
                "blocks.geojson",
                "\"population\": ",
                "\"population\": \"很多\", \"x\": ",
            )
        },
        COVERAGE,
        1,
        &["blocks.geojson feature 1, population \"很多\"", "write the number alone"],
    ),
    Mistake(
        "a file that breaks off",
        |copy| copy.edit("blocks.geojson", |text| text.chars().take(20_000).collect()),
        COVERAGE,
        4,
        &["blocks.geojson", "damaged at line", "export the file again"],
    ),
    Mistake(
        "an empty file",
        |copy| fs::write(copy.file("stations.csv"), ""),
        COVERAGE,
        4,
        &["stations.csv", "the file is empty"],
    ),
    Mistake(
        "a file that is not there",
        |copy| inputs(copy, "\"station.csv\""),
        COVERAGE,
        4,
        &["station.csv", "cannot be read", "check the path"],
    ),
    Mistake(
        "a key of the project misspelled",
        |copy| replace(copy, "walkshed.toml", "[inputs]", "[input]"),
        COVERAGE,
        3,
        &["walkshed.toml", "unknown key \"input\"", "did you mean \"inputs\"?"],
    ),
    Mistake(
        "a drawing in DWG",
        |copy| {
            fs::write(copy.file("roads.dwg"), b"AC1027\0\0")?;
            replace(copy, "walkshed.toml", "\"streets.geojson\"", "\"roads.dwg\"")
        },
        COVERAGE,
        3,
        &["roads.dwg", "a DWG drawing is not read", "save it as DXF"],
    ),
    Mistake(
        "a file geodatabase",
        |copy| {
            fs::create_dir(copy.file("roads.gdb"))?;
            replace(copy, "walkshed.toml", "\"streets.geojson\"", "\"roads.gdb\"")
        },
        COVERAGE,
        3,
        &["roads.gdb", "geodatabase", "save its layers as GeoPackage"],
    ),
    Mistake(
        "a document renamed to CSV",
        |copy| fs::write(copy.file("stations.csv"), b"%PDF-1.7\n"),
        COVERAGE,
        3,
        &["stations.csv", "a document is not read", "copy its table"],
    ),
    Mistake(
        "an encoding that there is not",
        |copy| inputs(copy, "{ path = \"stations.csv\", encoding = \"GKB\" }"),
        COVERAGE,
        3,
        &["stations.csv", "no encoding \"GKB\"", "GBK"],
    ),
    Mistake(
        "a coordinate system that there is not",
        |copy| inputs(copy, "{ path = \"stations.csv\", crs = \"WGS48\" }"),
        COVERAGE,
        3,
        &["stations.csv", "WGS48", "EPSG code"],
    ),
    Mistake(
        "a datum whose parameters are secret",
        |copy| inputs(copy, "{ path = \"stations.csv\", crs = \"EPSG:4214\" }"),
        COVERAGE,
        3,
        &["stations.csv", "EPSG:4214", "survey office"],
    ),
    Mistake(
        "meters of a projection without its name",
        |copy| {
            stations(copy, "99.924067938,24.578010804", "33593665.826,2719878.518")
                .and_then(|()| {
                    copy.edit("stations.csv", |text| {
                        let rows = text.lines().take(2);
                        rows.collect::<Vec<_>>().join("\n") + "\n"
                    })
                })
        },
        COVERAGE,
        3,
        &["stations.csv", "meters of a projection", "EPSG:4521"],
    ),
    Mistake(
        "a column of the project misspelled",
        |copy| inputs(copy, "{ path = \"stations.csv\", columns = { name = \"nmae\" } }"),
        COVERAGE,
        3,
        &["stations.csv", "no column \"nmae\"", "did you mean \"name\"?"],
    ),
    Mistake(
        "a table joined by the wrong column",
        |copy| {
            fs::write(copy.file("people.csv"), "代码,人数\nX1,5\n")?;
            let join = "{ path = \"blocks.geojson\", join = { path = \"people.csv\", on = \"id\", with = \"代码\" } }";
            replace(copy, "walkshed.toml", "\"blocks.geojson\"", join)
        },
        COVERAGE,
        3,
        &["blocks.geojson", "no id stands in 代码 of people.csv", "correct on and with"],
    ),
    Mistake(
        "one station entered twice under two ids",
        |copy| {
            copy.edit("stations.csv", |text| {
                format!("{text}T1b,镇党群服务中心T1,1,99.92410,24.57803,1200,,B,\n")
            })
        },
        CHECK,
        1,
        &[
            "stations.csv row 28",
            "station T1 has the same name",
            "counted as another site",
        ],
    ),
    Mistake(
        "a digit of a latitude mistyped",
        |copy| stations(copy, "24.578010804", "24.678010804"),
        CHECK,
        1,
        &[
            "stations.csv row 2, id \"T1\"",
            "from the nearest street",
            "check the position",
        ],
    ),
    Mistake(
        "a station entered under its neighbor's community",
        |copy| stations(copy, ",1200,,B,", ",1200,,A,"),
        CHECK,
        1,
        &[
            "stations.csv row 2, id \"T1\"",
            "it stands in 社区B",
            "correct the position or the community",
        ],
    ),
    Mistake(
        "blocks whose people were forgotten",
        |copy| {
            copy.edit("blocks.geojson", |text| {
                let people = without_number(text, "\"population\": ");
                without_number(&people, "\"elderly\": ")
            })
        },
        "check PROJECT",
        0,
        &["blocks.geojson feature 1, id", "nobody lives here"],
    ),
];

/// The first number after a key, made zero.
fn without_number(text: &str, key: &str) -> String {
    let Some((before, after)) = text.split_once(key) else { return text.to_owned() };
    format!(
        "{before}{key}0{}",
        after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
    )
}

#[test]
fn every_mistake_has_its_status_and_names_culprit_and_remedy() -> Outcome {
    assert!(MISTAKES.len() >= 25, "{}", MISTAKES.len());
    let mut wrong = Vec::new();
    for Mistake(what, spoil, command, status, parts) in MISTAKES {
        let copy = Copy::of_fengqing()?;
        spoil(&copy)?;
        let ran = run(command, copy.path());
        let said = format!(
            "{}{}",
            ran.err,
            if command.starts_with("check") { &ran.out } else { "" }
        );
        let missing: Vec<_> =
            parts.iter().filter(|part| !said.contains(**part)).collect();
        if ran.status != *status || !missing.is_empty() {
            let said: String = said.chars().take(1500).collect();
            wrong.push(format!(
                "{what}: status {}, not said {missing:?}:\n{said}",
                ran.status
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    Ok(())
}
