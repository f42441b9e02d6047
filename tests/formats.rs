//! Every output, read back by software that no one here wrote: GDAL, pyarrow, openpyxl, and the
//! CSV module of Python. `formats/read_back.py` compares.

#[path = "formats/judge.rs"]
mod judge;
#[path = "formats/rows.rs"]
mod rows;

use judge::Judge;
use serde_json::Value;
use std::error::Error;
use std::fs;
use std::path::Path;
use walkshed_io::layers::Layer;
use walkshed_io::write::Format;
use walkshed_tests::dataset;

type Outcome = Result<(), Box<dyn Error>>;

/// Runs a command line; its status, and what it says.
fn run(args: &[&str]) -> (u8, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = walkshed_cli::run(["walkshed"].iter().chain(args), &mut out, &mut err);
    (status, String::from_utf8_lossy(&err).into_owned())
}

/// Runs one that must succeed.
fn done(args: &[&str]) -> Result<String, Box<dyn Error>> {
    match run(args) {
        (0, said) => Ok(said),
        (status, said) => Err(format!("{args:?}: status {status}: {said}").into()),
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// All layers of the reference town in all formats.
fn town(folder: &Path) -> Result<String, Box<dyn Error>> {
    let keys: Vec<&str> = Format::ALL.iter().map(|format| format.key()).collect();
    let (project, out, keys) = (text(&dataset("fengqing")), text(folder), keys.join(","));
    done(&["coverage", &project, "--out", &out, "--as", &keys, "--format", "json"])
}

#[test]
fn layers_of_the_reference_town_are_the_same_in_every_format() -> Outcome {
    let Some(judge) = Judge::find() else { return Ok(()) };
    let home = tempfile::tempdir()?;
    town(home.path())?;
    for (layer, features) in [
        (Layer::Stations, 26),
        (Layer::Demand, 225),
        (Layer::Grids, 26),
        (Layer::Gaps, 16),
    ] {
        let of =
            |format: Format| home.path().join(layer.key()).with_extension(format.key());
        let reference = of(Format::GeoJson);
        for format in Format::ALL {
            let found = match format {
                Format::Xlsx => continue,
                Format::GeoPackage => {
                    let all = home.path().join("layers.gpkg");
                    judge.compare(&reference, &all, Some(layer.key()))?
                }
                other => judge.compare(&reference, &of(other), None)?,
            };
            assert_eq!(found, format!("{features} features"), "{layer:?} {format:?}");
        }
    }
    Ok(())
}

#[test]
fn the_same_town_gives_the_same_bytes() -> Outcome {
    let (one, other) = (tempfile::tempdir()?, tempfile::tempdir()?);
    town(one.path())?;
    town(other.path())?;
    let mut files = 0;
    for entry in fs::read_dir(one.path())? {
        let name = entry?.file_name();
        let bytes = |folder: &Path| fs::read(folder.join(&name));
        assert!(bytes(one.path())? == bytes(other.path())?, "{}", name.display());
        files += 1;
    }
    assert!(files > 4 * 6, "{files} files");
    Ok(())
}

#[test]
fn a_geopackage_tells_gdal_its_layers_system_and_styles() -> Outcome {
    let home = tempfile::tempdir()?;
    town(home.path())?;
    let file = text(&home.path().join("layers.gpkg"));
    let Some(said) = judge::ogrinfo(&["-so", "-al", &file]) else { return Ok(()) };
    for layer in ["stations", "sites", "demand", "grids", "gaps", "layer_styles"] {
        assert!(said.contains(&format!("Layer name: {layer}\n")), "{layer}: {said}");
    }
    assert_eq!(said.matches("ID[\"EPSG\",4326]").count(), 5, "{said}");
    assert_eq!(
        said.matches("\"provenance\":{\"engine\":\"walkshed").count(),
        5,
        "{said}"
    );
    assert!(!said.contains("Warning") && !said.contains("ERROR"), "{said}");
    Ok(())
}

#[test]
fn a_workbook_has_a_sheet_a_table_and_numbers_that_are_numbers() -> Outcome {
    let Some(judge) = Judge::find() else { return Ok(()) };
    let home = tempfile::tempdir()?;
    let (project, out) = (text(&dataset("fengqing")), text(home.path()));
    let expected = fs::read_to_string(dataset("fengqing").join("expected.json"))?;
    let expected: Value = serde_json::from_str(&expected)?;
    let wanted = &expected["sets"]["L1-4"]["network/adult_15min_1080m"];
    for (lang, names, level, group) in [
        (
            "en",
            "Coverage by level|Coverage by community|stations|demand|Gaps|Findings|Sources and assumptions",
            "any station",
            "people",
        ),
        (
            "zh",
            "分级覆盖|分社区覆盖|站点|需求|盲区|数据检查|数据来源与假定",
            "任一站点",
            "人口",
        ),
    ] {
        done(&["coverage", &project, "--out", &out, "--as", "xlsx", "--lang", lang])?;
        let sheets = judge.sheets(&home.path().join("walkshed.xlsx"))?;
        let sheets = sheets.as_array().ok_or("no sheets")?;
        let found: Vec<&str> = sheets.iter().filter_map(|s| s["name"].as_str()).collect();
        assert_eq!(found.join("|"), names);
        assert!(sheets.iter().all(|sheet| sheet["frozen"] == "A2"), "{lang}");
        let rows: Vec<usize> =
            sheets.iter().map(|s| s["rows"].as_array().map_or(0, Vec::len)).collect();
        assert_eq!(rows[..5], [1 + 12, 1 + 26, 1 + 26, 1 + 225, 1 + 16]);
        let levels = &sheets[0];
        for (column, format) in [(3, "0.0"), (6, "#,##0"), (7, "0.0%")] {
            assert_eq!(levels["formats"][column], format, "{lang} {column}");
        }
        let mut all = levels["rows"].as_array().into_iter().flatten();
        let last = all.find(|row| row[0] == level && row[1] == group).ok_or("no row")?;
        assert_eq!(last[6].as_f64(), wanted["population"].as_f64(), "{last}");
        let ids = sheets[3]["rows"].as_array().into_iter().flatten().skip(1);
        assert!(ids.into_iter().all(|row| row[0].is_string()), "{lang}: ids stay text");
    }
    Ok(())
}

#[test]
fn rows_of_every_kind_are_the_same_in_every_format() -> Outcome {
    let Some(judge) = Judge::find() else { return Ok(()) };
    let home = tempfile::tempdir()?;
    for kinds in rows::KINDS {
        let (name, features) = rows::write(home.path(), kinds)?;
        let reference = home.path().join(&name).with_extension("geojson");
        for format in Format::ALL {
            if format == Format::Shapefile && kinds.len() > 1 {
                continue;
            }
            let out = home.path().join(format!("{name}-out.{}", format.key()));
            done(&["convert", &text(&reference), &text(&out)])?;
            let found = judge.compare(&reference, &out, None)?;
            assert_eq!(found, format!("{features} features"), "{name} {format:?}");
        }
    }
    Ok(())
}

#[test]
fn a_shapefile_of_mixed_kinds_becomes_one_file_a_kind() -> Outcome {
    let home = tempfile::tempdir()?;
    let (name, _) = rows::write(home.path(), &["Point", "LineString", "MultiPolygon"])?;
    let input = home.path().join(name).with_extension("geojson");
    let out = home.path().join("out.shp");
    let said = done(&["convert", &text(&input), &text(&out)])?;
    assert!(!out.exists());
    let parts = "out_points.shp, out_lines.shp, out_polygons.shp";
    assert!(said.contains(parts), "{said}");
    assert!(said.contains("texts in \"long\" were cut to 254 bytes in 1 rows"), "{said}");
    for (part, features) in [("points", 2), ("lines", 1), ("polygons", 1)] {
        let file = text(&home.path().join(format!("out_{part}.shp")));
        let Some(said) = judge::ogrinfo(&["-so", "-al", &file]) else { return Ok(()) };
        assert!(said.contains(&format!("Feature Count: {features}\n")), "{part}: {said}");
    }
    Ok(())
}

#[test]
fn a_station_file_survives_every_format() -> Outcome {
    let home = tempfile::tempdir()?;
    let stations = text(&dataset("fengqing").join("stations.csv"));
    let original = fs::read_to_string(&stations)?;
    for format in Format::ALL {
        let there = text(&home.path().join("there").with_extension(format.key()));
        let back = home.path().join(format!("back-from-{}.csv", format.key()));
        done(&["convert", &stations, &there])?;
        done(&["convert", &there, &text(&back)])?;
        let lines = |text: &str| -> Vec<String> {
            let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
            // an index has its own order
            if format == Format::FlatGeobuf {
                lines.sort();
            }
            lines
        };
        let back = fs::read_to_string(back)?;
        assert_eq!(lines(&back), lines(&original), "{format:?}");
    }
    Ok(())
}

#[test]
fn outlines_survive_every_format() -> Outcome {
    let Some(judge) = Judge::find() else { return Ok(()) };
    let home = tempfile::tempdir()?;
    for (name, features) in
        [("blocks", 225), ("grids", 5), ("streets", 0), ("barriers", 0)]
    {
        let original = dataset("fengqing").join(name).with_extension("geojson");
        for format in Format::ALL {
            // sixteen digits and an order of its own are not what is asked here
            if matches!(format, Format::Xlsx | Format::FlatGeobuf) {
                continue;
            }
            let there = text(&home.path().join(name).with_extension(format.key()));
            let back = home.path().join(format!("{name}-from-{}.geojson", format.key()));
            done(&["convert", &text(&original), &there])?;
            done(&["convert", &there, &text(&back)])?;
            let found = judge.compare(&original, &back, None)?;
            assert!(
                found.ends_with(" features") && !found.contains('\n'),
                "{name} {format:?}: {found}"
            );
            if features > 0 {
                assert_eq!(found, format!("{features} features"), "{name} {format:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn coordinates_of_a_table_go_where_they_are_asked_to() -> Outcome {
    let home = tempfile::tempdir()?;
    let stations = text(&dataset("fengqing").join("stations.csv"));
    let by_proj = ["EPSG:4542", "EPSG:4521", "EPSG:32647"];
    let by_proj = by_proj.into_iter().filter(|_| cfg!(feature = "proj"));
    for crs in ["GCJ-02", "BD-09", "EPSG:4490"].into_iter().chain(by_proj) {
        for key in ["csv", "gpkg", "shp", "parquet", "fgb", "xlsx"] {
            let there = text(&home.path().join("there").with_extension(key));
            let back = home.path().join("back.csv");
            done(&["convert", &stations, &there, "--crs", crs])?;
            // tables do not say what their numbers mean, all others do
            if matches!(key, "csv" | "xlsx") {
                done(&["convert", &there, &text(&back), "--from-crs", crs])?;
            } else {
                done(&["convert", &there, &text(&back)])?;
            }
            let read = |path: &Path| rows::places(path);
            let (before, after) = (read(Path::new(&stations))?, read(&back)?);
            assert_eq!(before.len(), after.len());
            for (id, [x, y]) in &before {
                let [u, v] = after[id];
                let off = (x - u).abs().max((y - v).abs());
                assert!(off < 1e-7, "{crs} {key} {id}: {off}");
            }
        }
    }
    Ok(())
}

#[test]
fn what_cannot_be_converted_is_refused_by_name() {
    let home = tempfile::tempdir().unwrap();
    let stations = text(&dataset("fengqing").join("stations.csv"));
    let out = |name: &str| text(&home.path().join(name));
    for (args, status, says) in [
        (vec![&*stations, "a.dwg"], 2, "the name tells no format"),
        (vec![&*stations, &*stations], 2, "is the file that is read"),
        (
            vec![&*stations, "a.gpkg", "--crs", "nowhere"],
            2,
            "--crs nowhere: not a coordinate",
        ),
        (vec![&*stations, "a.geojson", "--crs", "GCJ-02"], 2, "GeoJSON is always WGS 84"),
        (vec!["missing.csv", "a.gpkg"], 4, "missing.csv"),
        (vec![&*stations, "none/a.gpkg"], 4, "none"),
    ] {
        let mut all = vec!["convert".to_owned()];
        for (nth, arg) in args.iter().enumerate() {
            let is_out = nth == 1 && !Path::new(arg).is_absolute();
            all.push(if is_out { out(arg) } else { (*arg).to_owned() });
        }
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let (found, said) = run(&all);
        assert_eq!(found, status, "{args:?}: {said}");
        assert!(said.contains(says), "{args:?}: {said}");
    }
    let left = fs::read_dir(home.path()).unwrap().count();
    assert_eq!(left, 0, "nothing is left of what was refused");
}
