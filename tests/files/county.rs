//! A county's folder as it comes from four offices: outlines as a Shapefile, people as a workbook
//! with title rows, merged cells and a total, roads as a drawing, stations as GBK text in GCJ-02
//! of which three have no coordinates. From there to a table in two commands.

use super::Outcome;
use encoding_rs::GB18030;
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use walkshed_io::{Conversion, convert};
use walkshed_io::{Input, Project};
use walkshed_tests::command::run;
use walkshed_tests::dataset;

type Made<T> = Result<T, Box<dyn Error>>;

/// Rows without coordinates.
const WITHOUT: usize = 3;

/// A file of the reference town as CSV in another system: header and rows.
fn table(name: &str, crs: &str) -> Made<Vec<Vec<String>>> {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("out.csv");
    let conversion = Conversion { crs: Some(crs.to_owned()), ..Conversion::default() };
    convert(&Input::new(name), &dataset("fengqing"), &out, &conversion)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(&out)?;
    let rows = reader
        .records()
        .map(|row| row.map(|row| row.iter().map(str::to_owned).collect::<Vec<String>>()));
    Ok(rows.collect::<Result<_, _>>()?)
}

fn column(rows: &[Vec<String>], name: &str) -> Made<usize> {
    let found = rows.first().and_then(|header| header.iter().position(|c| c == name));
    Ok(found.ok_or_else(|| format!("no column {name} in {:?}", rows.first()))?)
}

/// Communities by id: name, people, residents above sixty.
fn communities() -> Made<BTreeMap<String, (String, u64, u64)>> {
    let json = |name| -> Made<Value> {
        Ok(serde_json::from_str(&fs::read_to_string(dataset("fengqing").join(name))?)?)
    };
    let mut all = BTreeMap::new();
    let grids = json("grids.geojson")?;
    for grid in grids["features"].as_array().ok_or("features")? {
        let properties = &grid["properties"];
        if properties["level"] == 2 {
            let text =
                |key: &str| properties[key].as_str().unwrap_or_default().to_owned();
            all.insert(text("id"), (text("name"), 0, 0));
        }
    }
    let blocks = json("blocks.geojson")?;
    for block in blocks["features"].as_array().ok_or("features")? {
        let properties = &block["properties"];
        let id = properties["community"].as_str().ok_or("community")?;
        let (_, people, elderly) = all.get_mut(id).ok_or("unknown community")?;
        *people += properties["population"].as_u64().ok_or("population")?;
        *elderly += properties["elderly"].as_u64().ok_or("elderly")?;
    }
    Ok(all)
}

/// Outlines of the communities, in Gauss-Krüger meters with a `.prj`.
fn outlines(folder: &Path) -> Outcome {
    let text = fs::read_to_string(dataset("fengqing").join("grids.geojson"))?;
    let mut grids: Value = serde_json::from_str(&text)?;
    let features = grids["features"].as_array_mut().ok_or("features")?;
    features.retain(|grid| grid["properties"]["level"] == 2);
    for grid in features.iter_mut() {
        let name = grid["properties"]["name"].clone();
        grid["properties"] = serde_json::json!({ "社区名称": name });
    }
    let source = tempfile::tempdir()?;
    fs::write(source.path().join("grids.geojson"), grids.to_string())?;
    let conversion =
        Conversion { crs: Some("EPSG:4542".to_owned()), ..Conversion::default() };
    let out = folder.join("社区.shp");
    convert(&Input::new("grids.geojson"), source.path(), &out, &conversion)?;
    fs::remove_file(folder.join("社区.fields.csv"))?;
    Ok(())
}

/// People by community under a title, the town in merged cells, a total below.
fn people(folder: &Path) -> Outcome {
    let communities = communities()?;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("人口")?;
    let bold = Format::new().set_bold();
    sheet.merge_range(0, 0, 0, 4, "凤庆县城各社区人口统计表", &bold)?;
    sheet.write(1, 0, "单位:人")?;
    for (i, title) in (0..).zip(["街道", "社区名称", "户籍人口", "常住人口", "60岁以上"])
    {
        sheet.write(2, i, title)?;
    }
    let last = 2 + communities.len() as u32;
    sheet.merge_range(3, 0, last, 0, "凤山镇", &bold)?;
    let mut total = 0;
    for (row, (name, people, elderly)) in (3..).zip(communities.values()) {
        sheet.write(row, 1, name)?;
        sheet.write(row, 2, (*people as f64 * 1.1).round())?;
        sheet.write(row, 3, people.to_string())?; // a number as text
        sheet.write(row, 4, *elderly as f64)?;
        total += people;
    }
    sheet.write(last + 1, 1, "合计")?;
    sheet.write(last + 1, 3, total as f64)?;
    book.save(folder.join("人口.xlsx"))?;
    Ok(())
}

/// Streets as light polylines on a layer, in meters that nothing declares.
fn roads(folder: &Path) -> Outcome {
    let rows = table("streets.geojson", "EPSG:4542")?;
    let wkt = column(&rows, "wkt")?;
    let mut dxf = String::from(
        "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1015\n9\n$DWGCODEPAGE\n3\nANSI_936\n0\n\
         ENDSEC\n0\nSECTION\n2\nENTITIES\n",
    );
    for row in &rows[1..] {
        let inside = row[wkt].trim_start_matches(|c: char| !c.is_ascii_digit());
        let places: Vec<Vec<&str>> = inside
            .trim_end_matches(')')
            .split(',')
            .map(|place| place.split_whitespace().collect())
            .collect();
        write!(dxf, "0\nLWPOLYLINE\n8\n道路\n90\n{}\n70\n0\n", places.len())?;
        for place in places {
            write!(dxf, "10\n{}\n20\n{}\n", place[0], place[1])?;
        }
    }
    dxf += "0\nENDSEC\n0\nEOF\n";
    fs::write(folder.join("道路.dxf"), GB18030.encode(&dxf).0)?;
    Ok(())
}

/// Stations in GBK and GCJ-02, some without coordinates.
fn stations(folder: &Path) -> Outcome {
    let rows = table("stations.csv", "GCJ-02")?;
    let [id, name, level, lon, lat] =
        ["id", "name", "level", "lon", "lat"].map(|name| column(&rows, name));
    let [id, name, level, lon, lat] = [id?, name?, level?, lon?, lat?];
    let mut text = String::from("站点编号,站点名称,级别,经度,纬度\r\n");
    for (nth, row) in rows[1..].iter().enumerate() {
        let place = if nth < rows.len() - 1 - WITHOUT {
            format!("{},{}", row[lon], row[lat])
        } else {
            ",".to_owned()
        };
        write!(text, "{},{},{},{place}\r\n", row[id], row[name], row[level])?;
    }
    fs::write(folder.join("站点.csv"), GB18030.encode(&text).0)?;
    Ok(())
}

/// What four offices delivered.
fn delivered() -> Result<tempfile::TempDir, Box<dyn Error>> {
    let home = tempfile::tempdir()?;
    for office in [outlines, people, roads, stations] {
        office(home.path())?;
    }
    Ok(home)
}

#[test]
fn a_folder_from_four_offices_becomes_a_table_in_two_commands() -> Outcome {
    let home = delivered()?;
    let folder = home.path();
    let drafted = run("init PROJECT", folder);
    assert_eq!(drafted.status, 0, "{}", drafted.err);
    let project = fs::read_to_string(folder.join("walkshed.toml"))?;
    for said in [
        "stations = { path = \"站点.csv\", crs = \"GCJ-02\" }",
        // ten bytes of a name are three characters
        "join = { path = \"人口.xlsx\", on = \"社区名\", with = \"社区名称\" }",
        "streets = { path = \"道路.dxf\", crs = \"EPSG:4542\" }",
        "4 of 4 keys are there",
        "GB18030",
    ] {
        assert!(project.contains(said), "{said} is not in\n{project}");
    }
    // what only its owner can know is asked
    assert!(drafted.err.contains("which level of grid"), "{}", drafted.err);
    assert!(drafted.err.contains("extent = \"complete\""), "{}", drafted.err);

    let ran = run("coverage PROJECT --format json", folder);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out)?;
    let all: u64 = communities()?.values().map(|(_, people, _)| people).sum();
    assert_eq!(
        report["total"]["weights"]["population"], all,
        "residents, not registered"
    );
    assert_eq!(report["stations"]["used"], 26 - WITHOUT);
    for row in 25..=27 {
        let doubt = format!("站点.csv row {row}");
        assert!(ran.err.contains(&doubt), "{doubt} is not in\n{}", ran.err);
    }
    for doubt in [
        "left out as totals",
        "户籍人口",
        "merged cells",
        "GB18030",
        "passed over above the header",
    ] {
        assert!(ran.err.contains(doubt), "{doubt} is not in\n{}", ran.err);
    }

    // the doctor has nothing to say of systems once they are declared
    let checked = run("check PROJECT --format json", folder);
    let report: Value = serde_json::from_str(&checked.out)?;
    let findings = report["findings"].as_array().ok_or("findings")?;
    let system = findings.iter().find(|finding| finding["kind"] == "system");
    assert_eq!((checked.status, system), (0, None));
    let project = Project::open(folder)?;
    assert_eq!(project.inputs.grids[0].level, Some(2));
    Ok(())
}

#[test]
fn a_draft_explains_itself_in_the_language_of_its_reader() -> Outcome {
    let home = delivered()?;
    let folder = home.path();
    let (en, zh) = (
        run("init PROJECT --print", folder),
        run("init PROJECT --print --lang zh", folder),
    );
    assert_eq!((en.status, zh.status), (0, 0), "{}{}", en.err, zh.err);
    let system = "GCJ-02: judged by the other files: they fit to ";
    assert!(
        en.out.contains(system) && en.out.contains(" m by the next best\n"),
        "{}",
        en.out
    );
    for said in [
        "#   GCJ-02:由其他文件推断,按此读取,各文件之间相差",
        "次优解释为",
        "4个关联值中有4个能够对应",
    ] {
        assert!(zh.out.contains(said), "{said} is not in\n{}", zh.out);
    }
    let settings = |text: &str| -> Vec<String> {
        let lines = text.lines().filter_map(|line| line.split('#').next());
        lines
            .map(|line| line.trim_end().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    };
    assert_eq!(settings(&en.out), settings(&zh.out));
    Ok(())
}
