//! A scenario gives what a project gives whose files were merged by hand: every kind of change,
//! beside text that is edited line by line and feature by feature.

#[path = "scenario_files/merge.rs"]
mod merge;
#[path = "scenario_files/osm.rs"]
mod osm;

use merge::{Features, edited_rows, with_rows};
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::Path;
use walkshed::coverage::Evaluation;
use walkshed_io::{Loaded, Project};
use walkshed_tests::command::{Copy, run};

type Outcome = Result<(), Box<dyn Error>>;

/// The plots, roads and stations of a district to be, north of the town.
const STATIONS: &str = "id,name,level,lon,lat,service_area_m2,parent,community,opening_hours\n\
    N1,北部中心,2,99.9275,24.6045,500,T1,,Mo-Su 08:30-20:30\n\
    N2,北部站,3,99.9235,24.6075,200,N1,,\n";

fn plots() -> Vec<Value> {
    let plot = |nth: u32| {
        let (x, y) =
            (99.922 + 0.003 * f64::from(nth % 3), 24.602 + 0.003 * f64::from(nth / 3));
        let ring = json!([[
            [x, y],
            [x + 0.002, y],
            [x + 0.002, y + 0.002],
            [x, y + 0.002],
            [x, y]
        ]]);
        json!({
            "type": "Feature",
            "properties": { "id": format!("plot {nth}"), "population": 500 + nth, "elderly": 60 + nth },
            "geometry": { "type": "Polygon", "coordinates": ring },
        })
    };
    (0..6).map(plot).collect()
}

fn line(id: &str, places: &[[f64; 2]]) -> Value {
    json!({
        "type": "Feature",
        "properties": { "id": id, "highway": "residential" },
        "geometry": { "type": "LineString", "coordinates": places },
    })
}

/// Lines that share no vertex with a street or with each other.
fn roads() -> Vec<Value> {
    vec![
        line("N-1", &[[99.9241, 24.5990], [99.9241, 24.6100]]),
        line("N-2", &[[99.9211, 24.6031], [99.9321, 24.6031]]),
        line("N-3", &[[99.9282, 24.5991], [99.9282, 24.6101]]),
        line("N-4", &[[99.9211, 24.6071], [99.9321, 24.6071]]),
    ]
}

fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Value {
    let ring =
        [[west, south], [east, south], [east, north], [west, north], [west, south]];
    json!({
        "type": "Feature",
        "properties": {},
        "geometry": { "type": "Polygon", "coordinates": [ring] },
    })
}

/// The town with a folder of planned files and some scenarios.
fn town(scenarios: &str) -> Result<Copy, Box<dyn Error>> {
    let town = Copy::of_fengqing_as_it_is()?;
    fs::create_dir(town.file("planned"))?;
    fs::write(town.file("planned/stations.csv"), STATIONS)?;
    Features(plots()).write(&town.file("planned/plots.geojson"))?;
    Features(roads()).write(&town.file("planned/roads.geojson"))?;
    town.edit("walkshed.toml", |text| {
        let own = text.find("\n[scenario").and_then(|end| text.get(..end));
        format!("{}\n{scenarios}\n", own.unwrap_or(text))
    })?;
    Ok(town)
}

/// A scenario of a project, and the project as it stands.
fn scenario(project: &Path, name: &str) -> Result<[Loaded; 2], Box<dyn Error>> {
    let project = Project::open(project)?;
    let base = project.load(&|_| {})?;
    let changed = project.load_scenario(name, &base, &|_| {})?;
    let applied = changed.scenario.as_ref().ok_or("a scenario")?;
    assert_eq!(applied.name, name);
    Ok([changed, base])
}

fn loaded(project: &Path) -> Result<Loaded, Box<dyn Error>> {
    Ok(Project::open(project)?.load(&|_| {})?)
}

/// Whether two projects are one, to the last person.
#[track_caller]
fn same(changed: &Loaded, merged: &Loaded) {
    let [one, two] = [changed, merged].map(|loaded| &loaded.district);
    assert_eq!(one.stations, two.stations);
    assert_eq!(one.demand, two.demand);
    assert_eq!(one.extent, two.extent);
    assert_eq!(one.levels, two.levels);
    assert_eq!(one.grids.list(), two.grids.list());
    let streets = |loaded: &Loaded| {
        loaded.district.network.as_ref().map(|n| (n.streets().len(), n.length_m()))
    };
    assert_eq!(streets(changed), streets(merged));
    assert_eq!(changed.options, merged.options);
    let [one, two] =
        [changed, merged].map(|loaded| Evaluation::of(&loaded.district, &loaded.options));
    assert_eq!(one, two);
    for (nth, station) in merged.district.stations.iter().enumerate() {
        assert!(changed.places.stations.of(nth).is_some(), "{}", station.id);
    }
    let demand = merged.district.demand.len();
    assert!(changed.places.demand.of(demand - 1).is_some());
    assert!(changed.places.demand.of(demand).is_none());
}

/// Applies `north`, merges by hand with `merge`, and compares; returns the scenario.
#[track_caller]
fn check(
    scenarios: &str,
    merge: impl FnOnce(&Copy) -> Outcome,
) -> Result<Loaded, Box<dyn Error>> {
    let town = town(scenarios)?;
    let [changed, base] = scenario(town.path(), "north")?;
    let hand = self::town("")?;
    merge(&hand)?;
    let merged = loaded(hand.path())?;
    same(&changed, &merged);
    let before = Evaluation::of(&base.district, &base.options);
    let after = Evaluation::of(&changed.district, &changed.options);
    assert!(before != after, "the change changes nothing");
    Ok(changed)
}

#[test]
fn planned_stations_plots_and_roads_are_as_if_they_stood_in_the_files() -> Outcome {
    let north = "[scenario.north]\n\
        title = '北部新区'\n\
        year = 2030\n\
        add_stations = 'planned/stations.csv'\n\
        add_demand = 'planned/plots.geojson'\n\
        add_streets = 'planned/roads.geojson'\n";
    let changed = check(north, |hand| {
        hand.edit("stations.csv", |text| with_rows(text, STATIONS))?;
        Features::edit(hand, "blocks.geojson", |all| all.extend(plots()))?;
        Features::edit(hand, "streets.geojson", |all| all.extend(roads()))
    })?;
    let applied = changed.scenario.ok_or("a scenario")?;
    assert_eq!((applied.title.as_deref(), applied.year), (Some("北部新区"), Some(2030)));
    let added = changed.inputs.iter().filter(|input| input.role.starts_with("add_"));
    let added: Vec<_> = added.map(|input| (input.role, input.path.as_str())).collect();
    assert_eq!(
        added,
        [
            ("add_demand", "planned/plots.geojson"),
            ("add_stations", "planned/stations.csv"),
            ("add_streets", "planned/roads.geojson"),
        ]
    );
    assert!(changed.inputs.iter().all(|input| input.sha256.len() == 64));
    let network = changed.district.network.ok_or("streets")?;
    assert!(network.connections().len() >= 4, "{:?}", network.connections());
    Ok(())
}

#[test]
fn stations_that_move_close_or_change_level_are_as_if_their_rows_were_edited() -> Outcome
{
    let north = "[scenario.north]\n\
        add_stations = 'planned/stations.csv'\n\
        move_stations = [{ C4 = '99.9345,24.5801', N2 = [99.9243, 24.6071] }, 'moved.csv']\n\
        close_stations = ['C2', 'closed.csv']\n\
        relevel_stations = [{ N1 = 1 }, { path = 'levels.csv', columns = { level = '新级' } }]\n";
    let town = town(north)?;
    fs::write(town.file("moved.csv"), "编号,经度,纬度\nS3,99.9301,24.5602\n")?;
    fs::write(town.file("closed.csv"), "编号,原因\nP1,拆迁\nP2,合并\n")?;
    fs::write(town.file("levels.csv"), "编号,新级\nS4,二级\n")?;
    let [changed, _] = scenario(town.path(), "north")?;
    let hand = self::town("")?;
    hand.edit("stations.csv", |text| {
        edited_rows(&with_rows(text, STATIONS), |row| match row[0].as_str() {
            "C4" => (row[3], row[4]) = ("99.9345".into(), "24.5801".into()),
            "N2" => (row[3], row[4]) = ("99.9243".into(), "24.6071".into()),
            "S3" => (row[3], row[4]) = ("99.9301".into(), "24.5602".into()),
            "N1" => row[2] = "1".into(),
            "S4" => row[2] = "2".into(),
            "C2" | "P1" | "P2" => row.push("closed".into()),
            _ => {}
        })
    })?;
    same(&changed, &loaded(hand.path())?);
    Ok(())
}

#[test]
fn growth_is_shared_out_to_the_last_person() -> Outcome {
    for (said, factors) in [
        ("1.25", vec![(1_250_000, "", "")]),
        ("{ elderly = 1.5 }", vec![(1_500_000, "elderly", "")]),
        (
            "[{ factor = 1.337, communities = '社区B', groups = 'population' }, 0.9]",
            vec![(1_337_000, "population", "B"), (900_000, "", "")],
        ),
        ("{ factor = 2, communities = ['B', 'town'] }", vec![(2_000_000, "", "town")]),
    ] {
        let north = format!("[scenario.north]\nscale_demand = {said}\n");
        check(&north, |hand| {
            Features::edit(hand, "blocks.geojson", |all| {
                for (millionths, group, community) in &factors {
                    let meant = |one: &Value| match *community {
                        "" | "town" => true, // every block lies in the town
                        community => one["properties"]["community"] == community,
                    };
                    for name in ["population", "elderly"] {
                        if group.is_empty() || *group == name {
                            merge::scale(all, name, meant, *millionths);
                        }
                    }
                }
            })
        })?;
    }
    Ok(())
}

#[test]
fn growth_by_id_and_by_file_is_that_of_the_rows() -> Outcome {
    let north = "[scenario.north]\n\
        scale_demand = ['growth.csv', { factor = 3, ids = ['FQ001', 'FQ003', 'FQ001'] }]\n";
    let town = town(north)?;
    let growth = "地块编号,社区,系数\nFQ002,,1.5\n,D,2\nFQ004,A,0.5\n";
    fs::write(town.file("growth.csv"), growth)?;
    let [changed, _] = scenario(town.path(), "north")?;
    let hand = self::town("")?;
    Features::edit(&hand, "blocks.geojson", |all| {
        let id = |ids: &'static [&'static str]| {
            move |one: &Value| ids.iter().any(|id| one["properties"]["id"] == *id)
        };
        for name in ["population", "elderly"] {
            merge::scale(all, name, id(&["FQ002"]), 1_500_000);
            merge::scale(
                all,
                name,
                |one| one["properties"]["community"] == "D",
                2_000_000,
            );
            merge::scale(all, name, id(&["FQ004"]), 500_000);
            merge::scale(all, name, id(&["FQ001", "FQ003"]), 3_000_000);
        }
    })?;
    same(&changed, &loaded(hand.path())?);
    Ok(())
}

#[test]
fn streets_that_are_removed_were_never_there() -> Outcome {
    let [west, south, east, north] = [99.9279, 24.555, 99.9381, 24.5801];
    let said = "[scenario.north]\n\
        remove_streets = ['NS03', 'gone.csv', 'razed.geojson']\n\
        add_streets = 'planned/roads.geojson'\n";
    let town = town(said)?;
    fs::write(town.file("gone.csv"), "id\nNS01\nNS05\n")?;
    Features(vec![rectangle(west, south, east, north)])
        .write(&town.file("razed.geojson"))?;
    let [changed, base] = scenario(town.path(), "north")?;
    let hand = self::town("")?;
    let mut razed = 0;
    Features::edit(&hand, "streets.geojson", |all| {
        all.retain(|one| {
            !["NS01", "NS03", "NS05"].iter().any(|id| one["properties"]["id"] == *id)
        });
        let before = all.len();
        all.retain(|one| {
            let inside = |at: &Value| {
                let [x, y] = [0, 1].map(|i| at[i].as_f64().unwrap_or_default());
                (west..=east).contains(&x) && (south..=north).contains(&y)
            };
            let places = one["geometry"]["coordinates"].as_array();
            !places.is_some_and(|places| places.iter().all(inside))
        });
        razed = before - all.len();
        all.extend(roads());
    })?;
    assert!(razed > 0);
    same(&changed, &loaded(hand.path())?);
    assert!(changed.district.network.is_some() && base.district.network.is_some());
    Ok(())
}

#[test]
fn the_study_area_is_that_of_a_project_that_names_it() -> Outcome {
    let area = || Features(vec![rectangle(99.9, 24.575, 99.93, 24.7)]);
    let said = "[scenario.north]\n\
        add_demand = 'planned/plots.geojson'\n\
        scale_demand = 1.1\n\
        study_area = 'area.geojson'\n";
    let town = town(said)?;
    area().write(&town.file("area.geojson"))?;
    let [changed, base] = scenario(town.path(), "north")?;
    let hand = self::town("")?;
    area().write(&hand.file("area.geojson"))?;
    hand.edit("walkshed.toml", |text| {
        text.replace("[inputs]\n", "[inputs]\nstudy_area = 'area.geojson'\n")
    })?;
    Features::edit(&hand, "blocks.geojson", |all| {
        for name in ["population", "elderly"] {
            merge::scale(all, name, |_| true, 1_100_000);
        }
        all.extend(plots());
    })?;
    let merged = loaded(hand.path())?;
    same(&changed, &merged);
    let outside = 225 + 6 - merged.district.demand.len();
    assert!(outside > 0 && base.district.demand.len() == 225);
    let said = format!("area.geojson: {outside} places outside the study area");
    assert!(changed.findings.iter().any(|one| one.to_string().starts_with(&said)));
    // the last plot is told at its place in its own file
    let (file, place) =
        changed.places.demand.of(merged.district.demand.len() - 1).ok_or("")?;
    assert_eq!((file, place.number()), ("planned/plots.geojson", 6));
    Ok(())
}

#[test]
fn phases_build_on_one_another() -> Outcome {
    let said = "[scenario.north]\n\
        based_on = 'phase 2'\n\
        close_stations = 'N1'\n\
        scale_demand = { factor = 2, ids = 'plot 3' }\n\
        [scenario.'phase 1']\n\
        add_stations = 'planned/stations.csv'\n\
        add_streets = 'planned/roads.geojson'\n\
        [scenario.'phase 2']\n\
        based_on = 'phase 1'\n\
        add_demand = 'planned/plots.geojson'\n\
        remove_streets = 'N-2'\n\
        relevel_stations = { N2 = 2 }\n";
    let changed = check(said, |hand| {
        hand.edit("stations.csv", |text| {
            edited_rows(&with_rows(text, STATIONS), |row| match row[0].as_str() {
                "N1" => row.push("closed".into()),
                "N2" => row[2] = "2".into(),
                _ => {}
            })
        })?;
        Features::edit(hand, "blocks.geojson", |all| {
            all.extend(plots());
            for name in ["population", "elderly"] {
                let meant = |one: &Value| one["properties"]["id"] == "plot 3";
                merge::scale(all, name, meant, 2_000_000);
            }
        })?;
        Features::edit(hand, "streets.geojson", |all| {
            let kept = roads().into_iter().filter(|one| one["properties"]["id"] != "N-2");
            all.extend(kept);
        })
    })?;
    assert_eq!(changed.scenario.ok_or("a scenario")?.based_on, ["phase 1", "phase 2"]);
    Ok(())
}

#[test]
fn what_an_input_says_holds_for_a_scenario_too() -> Outcome {
    let said = "[scenario.north]\n\
        add_demand = { path = 'plots.csv', encoding = 'GBK', columns = { id = '号' }, \
        weights = { population = '规划人口', children = '儿童' }, \
        join = { path = 'people.csv', on = '号' } }\n\
        add_stations = [{ path = 'a.csv', level = 4 }, 'planned/stations.csv']\n";
    let town = town(said)?;
    let plots = "号,经度,纬度\n甲,99.9241,24.6031\n乙,99.9282,24.6071\n";
    let (bytes, ..) = encoding_rs::GBK.encode(plots);
    fs::write(town.file("plots.csv"), bytes)?;
    fs::write(town.file("people.csv"), "号,规划人口,儿童\n甲,120,7\n乙,80,\n")?;
    fs::write(town.file("a.csv"), "id,name,lon,lat\nN9,点,99.9262,24.6032\n")?;
    let [changed, _] = scenario(town.path(), "north")?;
    let hand = self::town("")?;
    // as one writes it by hand: lists, plain files
    let people = "id,population,children,lon,lat\n甲,120,7,99.9241,24.6031\n乙,80,0,99.9282,24.6071\n";
    fs::write(hand.file("plots.csv"), people)?;
    fs::write(hand.file("a.csv"), "id,name,level,lon,lat\nN9,点,4,99.9262,24.6032\n")?;
    hand.edit("walkshed.toml", |text| {
        text.replace(
            "\"stations.csv\"",
            "['stations.csv', 'a.csv', 'planned/stations.csv']",
        )
        .replace("\"blocks.geojson\"", "['blocks.geojson', 'plots.csv']")
    })?;
    same(&changed, &loaded(hand.path())?);
    assert_eq!(changed.district.demand.groups(), ["population", "elderly", "children"]);
    Ok(())
}

#[test]
fn samples_and_years_are_those_of_the_merged_files() -> Outcome {
    let said = "[scenario.north]\n\
        add_demand = { path = 'plots.geojson', sample = 60 }\n\
        scale_demand = { elderly = 2 }\n\
        study_area = 'area.geojson'\n";
    let town = town(said)?;
    let planned = || {
        let mut all = plots();
        for (nth, one) in all.iter_mut().enumerate() {
            one["properties"] = json!({
                "id": format!("plot {nth}"), "人口2025": 100 + nth, "人口2035": 500 + nth,
            });
        }
        Features(all)
    };
    let area = || Features(vec![rectangle(99.9, 24.575, 99.93, 24.6043)]);
    planned().write(&town.file("plots.geojson"))?;
    area().write(&town.file("area.geojson"))?;
    let [changed, _] = scenario(town.path(), "north")?;
    let hand = self::town("")?;
    planned().write(&hand.file("plots.geojson"))?;
    area().write(&hand.file("area.geojson"))?;
    Features::edit(&hand, "blocks.geojson", |all| {
        merge::scale(all, "elderly", |_| true, 2_000_000);
    })?;
    hand.edit("walkshed.toml", |text| {
        text.replace("[inputs]\n", "[inputs]\nstudy_area = 'area.geojson'\n").replace(
            "\"blocks.geojson\"",
            "['blocks.geojson', { path = 'plots.geojson', sample = 60 }]",
        )
    })?;
    let merged = loaded(hand.path())?;
    same(&changed, &merged);
    assert_eq!(changed.samplings, merged.samplings);
    assert_eq!(changed.district.demand.years(), [2025, 2035]);
    assert!(changed.district.demand.blocks().len() > 1);
    same(&changed.in_year(2035), &merged.in_year(2035));
    Ok(())
}

#[test]
fn a_check_has_a_section_for_each_scenario() -> Outcome {
    let said = "[scenario.north]\ntitle = '北部新区'\n\
        add_stations = 'planned/stations.csv'\nclose_stations = 'C9'\n\
        [scenario.broken]\nadd_demand = 'nowhere.csv'\n";
    let town = town(said)?;
    let zh = run("check PROJECT --lang zh", town.path());
    let (project, scenarios) =
        zh.out.split_once("情景north:北部新区").ok_or("a section")?;
    assert!(!project.contains("C9") && scenarios.contains("是否应为“C1”?"), "{}", zh.out);
    assert!(scenarios.contains("新增站点  planned/stations.csv"), "{scenarios}");
    assert!(scenarios.contains("情景broken\n\n1个文件无法使用"), "{scenarios}");
    let ran = run("check PROJECT --format json", town.path());
    let report: Value = serde_json::from_str(&ran.out)?;
    let [north, broken] = [0, 1].map(|nth| &report["scenarios"][nth]);
    assert_eq!(
        (&north["scenario"], &north["title"]),
        (&json!("north"), &json!("北部新区"))
    );
    let fields = north["findings"].as_array().ok_or("findings")?.iter();
    assert!(fields.clone().any(|one| one["field"] == "scenario.north.close_stations"));
    assert_eq!(broken["findings"][0]["severity"], "error");
    Ok(())
}
