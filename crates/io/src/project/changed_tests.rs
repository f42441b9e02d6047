use crate::error::ReadError;
use crate::project::{Loaded, Project};
use std::fs;
use walkshed::model::{Metric, Status};

const STATIONS: &str =
    "id,name,level,lon,lat\nC1,center,1,99.9,24.5\nP1,point,2,99.91,24.5\n";
const BLOCKS: &str =
    "id,population,lon,lat,community\nB1,10,99.9,24.5,east\nB2,20,99.91,24.5,west\n";
const STREETS: &str = "id,wkt\nmain,\"LINESTRING (99.89 24.5, 99.9 24.5, 99.92 24.5)\"\n\
    side,\"LINESTRING (99.9 24.5, 99.9 24.51)\"\n";

/// The scenario `x` of a project whose file says these lines of it, beside more files.
fn change(scenario: &str, files: &[(&str, &str)]) -> Result<(Loaded, usize), ReadError> {
    let folder = tempfile::tempdir().unwrap();
    let toml = format!(
        "[inputs]\nstations = 's.csv'\ndemand = 'b.csv'\nstreets = 'w.csv'\n\
         extent = 'complete'\n[hierarchy]\npattern = '1+1'\n[scenario.x]\n{scenario}\n"
    );
    let usual = [
        ("walkshed.toml", toml.as_str()),
        ("s.csv", STATIONS),
        ("b.csv", BLOCKS),
        ("w.csv", STREETS),
    ];
    for (name, text) in usual.iter().chain(files) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let project = Project::open(folder.path())?;
    let base = project.load(&|_| {})?;
    assert!(base.findings.is_empty(), "{:?}", base.findings);
    project.change("x", &base, &|_| {})
}

/// What is found of a scenario that loads.
#[track_caller]
fn check(scenario: &str, files: &[(&str, &str)], expect: &[&str]) -> Loaded {
    let (loaded, own) = change(scenario, files).unwrap();
    let findings: Vec<String> = loaded.findings.iter().map(ToString::to_string).collect();
    assert_eq!(findings, expect);
    assert_eq!(own, findings.len());
    loaded
}

#[track_caller]
fn fails(scenario: &str, files: &[(&str, &str)], status: u8, part: &str) {
    let error = change(scenario, files).unwrap_err();
    assert_eq!(error.status(), status, "{error}");
    assert!(error.to_string().contains(part), "{error}");
}

#[test]
fn a_scenario_that_says_nothing_is_the_project_and_is_told() {
    let loaded = check(
        "title = 'nothing'",
        &[],
        &[
            "walkshed.toml, scenario.x: the scenario changes nothing; add files or ids to it, or \
           remove it",
        ],
    );
    assert_eq!(loaded.district.stations.len(), 2);
    assert_eq!(loaded.options.metric, Metric::Network);
    let applied = loaded.scenario.unwrap();
    assert_eq!((applied.name.as_str(), applied.title.as_deref()), ("x", Some("nothing")));
    assert!(applied.based_on.is_empty() && applied.year.is_none());
}

#[test]
fn ids_that_are_not_there_cost_only_themselves() {
    let loaded = check(
        "close_stations = ['P2', 'P1']\nmove_stations = { Q = '99.9,24.5' }\n\
         relevel_stations = { C9 = 2 }\nscale_demand = [{ popluation = 2 }, \
         { factor = 2, ids = 'B9', communities = ['west', 'south'] }]\n\
         remove_streets = ['way/7', 'side']",
        &[],
        &[
            "walkshed.toml, scenario.x.scale_demand \"popluation\": no group of people has this \
             name; did you mean \"population\"?",
            "walkshed.toml, scenario.x.scale_demand \"B9\": no demand has this id; write ids as \
             the files of the project do",
            "walkshed.toml, scenario.x.scale_demand \"south\": no grid has this id or name, and \
             no demand declares it; write the id or the name of a grid",
            "walkshed.toml, scenario.x.move_stations \"Q\": no station has this id; write ids as \
             the files of the project do",
            "walkshed.toml, scenario.x.relevel_stations \"C9\": no station has this id; did you \
             mean \"C1\"?",
            "walkshed.toml, scenario.x.close_stations \"P2\": no station has this id; did you \
             mean \"P1\"?",
            "walkshed.toml, scenario.x.remove_streets \"way/7\": no street has this id; write \
             way/123 for OpenStreetMap, else the id of the street file",
            "s.csv: level 2: 0/1; correct the stations, or hierarchy in walkshed.toml",
        ],
    );
    assert_eq!(loaded.district.stations[1].status, Status::Closed);
    let people = |nth| loaded.district.demand.people(nth).to_string();
    assert_eq!((people(0), people(1)), ("10".into(), "40".into()));
    assert_eq!(loaded.district.network.unwrap().streets().len(), 1);
}

#[test]
fn rows_of_files_are_named_where_they_stand() {
    let loaded = check(
        "close_stations = 'closed.csv'\nmove_stations = 'moved.csv'\n\
         relevel_stations = 'levels.csv'\nscale_demand = 'growth.csv'\n\
         remove_streets = 'gone.csv'",
        &[
            ("closed.csv", "id,why\nP9,x\n,y\nP1,z\n"),
            ("moved.csv", "id,lon,lat\nC1,99.9001,24.5001\nP1,x,24.5\nZ7,99.9,24.5\n"),
            ("levels.csv", "编号,级别\nC1,十级\nP1,2\n"),
            ("growth.csv", "id,community,factor\nB1,,2\nB7,,2\n,north,2\nB2,,more\n"),
            ("gone.csv", "id\nside\n5.3E+11\n"),
        ],
        &[
            "growth.csv row 5, factor \"more\": not a factor from 0 to 1000; write 1.2 for a \
             fifth more",
            "growth.csv row 3, id \"B7\": no demand has this id; write ids as the files of the \
             project do",
            "growth.csv row 4, community \"north\": no grid has this id or name, and no demand \
             declares it; write the id or the name of a grid",
            "moved.csv row 3, lon \"x\": not a number; write decimal degrees",
            "levels.csv row 2, 级别 \"十级\": not a level; write 1 to 9, or 一级 to 九级",
            "closed.csv row 3: no id; add the id",
            "moved.csv row 4, id \"Z7\": no station has this id; write ids as the files of the \
             project do",
            "closed.csv row 2, id \"P9\": no station has this id; did you mean \"P1\"?",
            "gone.csv row 3, id \"5.3E+11\": a code whose digits a spreadsheet has cut off; \
             format the column as text and export again",
            "s.csv: level 2: 0/1; correct the stations, or hierarchy in walkshed.toml",
        ],
    );
    let station = &loaded.district.stations[0];
    assert_eq!((station.position.lng(), station.position.lat()), (99.9001, 24.5001));
    assert_eq!(loaded.district.demand.people(0).to_string(), "20");
    let roles: Vec<_> =
        loaded.counts.iter().map(|count| (count.role, count.read)).collect();
    assert_eq!(
        roles[3..],
        [
            ("scale_demand", 4),
            ("move_stations", 3),
            ("relevel_stations", 2),
            ("close_stations", 3),
            ("remove_streets", 2),
        ]
    );
}

#[test]
fn added_rows_are_those_of_a_second_file() {
    let loaded = check(
        "add_stations = 'more.csv'\nadd_demand = 'plots.csv'",
        &[
            (
                "more.csv",
                "id,level,lon,lat,parent\nP1,2,99.92,24.5,C1\nP2,2,99.92,24.5,C1\n",
            ),
            ("plots.csv", "id,population,lon,lat\nB2,5,99.9,24.5\nB3,5,99.9,24.5\n"),
        ],
        &[
            "plots.csv row 2, id \"B2\": the id is taken by b.csv row 3, which is kept; give each \
             its own",
            "more.csv row 2, id \"P1\": the id is taken by s.csv row 3, which is kept; give each \
             its own",
            "s.csv: level 2: 2/1; correct the stations, or hierarchy in walkshed.toml",
        ],
    );
    let stations: Vec<&str> =
        loaded.district.stations.iter().map(|station| station.id.as_str()).collect();
    assert_eq!(stations, ["C1", "P1", "P2"]);
    assert_eq!(loaded.district.demand.len(), 3);
    let (file, place) = loaded.places.stations.of(2).unwrap();
    assert_eq!((file, place.number()), ("more.csv", 3));
}

#[test]
fn what_holds_no_more_is_told_anew() {
    let none = check(
        "close_stations = ['C1', 'P1']",
        &[],
        &[
            "s.csv: level 1: 0/1; correct the stations, or hierarchy in walkshed.toml",
            "s.csv: level 2: 0/1; correct the stations, or hierarchy in walkshed.toml",
            "s.csv: no station is operating, so that none serves; write operating (运营) where a \
           station is open",
        ],
    );
    assert!(none.district.stations.iter().all(|one| one.status == Status::Closed));
    // a level that nobody has any more is none, as by hand; here the pattern keeps it
    let levels = check(
        "relevel_stations = { P1 = 1 }",
        &[],
        &[
            "s.csv: level 1: 2/1; correct the stations, or hierarchy in walkshed.toml",
            "s.csv: level 2: 0/1; correct the stations, or hierarchy in walkshed.toml",
        ],
    );
    assert_eq!(levels.district.levels, 2);
}

#[test]
fn streets_that_are_added_are_told_by_their_own_file() {
    let loaded = check(
        "add_streets = 'new.csv'\nremove_streets = 'area.csv'",
        &[
            ("new.csv", "id,wkt\nnew,\"LINESTRING (99.91 24.49, 99.91 24.52)\"\n"),
            ("area.csv", "id,wkt\na,\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\n"),
        ],
        &[
            "area.csv: no street lies wholly inside; check the polygons",
            "new.csv: 1 connections without a shared vertex: main crosses new at \
             99.910000,24.500000",
        ],
    );
    assert_eq!(loaded.district.network.unwrap().streets().len(), 3);
}

#[test]
fn a_file_that_gives_nothing_is_an_error_with_its_status() {
    fails("add_stations = 'absent.csv'", &[], 4, "absent.csv: cannot be read");
    fails("add_demand = 'a.csv'", &[("a.csv", "")], 4, "the file is empty");
    fails(
        "add_stations = 'a.csv'",
        &[("a.csv", "id,level,lon,lat\nP1,1,99.9,24.5\n")],
        3,
        "no usable row; the first: a.csv row 2, id \"P1\": the id is taken",
    );
    fails(
        "close_stations = 'a.csv'",
        &[("a.csv", "why\nx\n")],
        3,
        "no column for id of stations",
    );
    let growth = |text: &str, part: &str| {
        fails("scale_demand = 'g.csv'", &[("g.csv", text)], 3, part);
    };
    growth("id,times\nB1,2\n", "no column for factor of demand");
    growth("who,factor\nB1,2\n", "no column for id of demand");
    growth("id,factor\nB1,x\n", "no usable row; the first: g.csv row 2, factor \"x\"");
    let area = "id,wkt\na,\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\n";
    fails("study_area = 'a.csv'", &[("a.csv", area)], 3, "no demand lies inside");
    fails("study_area = 'a.csv'", &[("a.csv", BLOCKS)], 3, "no polygon");
}

#[test]
fn a_name_that_is_no_scenario_is_told_with_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    let toml = "[inputs]\nstations = 's.csv'\ndemand = 'b.csv'\n";
    fs::write(folder.path().join("walkshed.toml"), toml).unwrap();
    fs::write(folder.path().join("s.csv"), STATIONS).unwrap();
    fs::write(folder.path().join("b.csv"), BLOCKS).unwrap();
    let mut project = Project::open(folder.path()).unwrap();
    let base = project.load(&|_| {}).unwrap();
    let told = |project: &Project, name| {
        project.load_scenario(name, &base, &|_| {}).unwrap_err().to_string()
    };
    assert!(told(&project, "x").ends_with(
        "no scenario \"x\"; the project has none; name one under [scenario.NAME] in walkshed.toml"
    ));
    project.scenarios = vec![crate::scenario::Scenario::new("north")];
    assert!(
        told(&project, "nort")
            .ends_with("no scenario \"nort\"; there are north; did you mean \"north\"?")
    );
    project.scenarios[0].based_on = Some("north".into());
    assert!(told(&project, "north").contains("circle: north > north"));
}

#[test]
fn streets_are_kept_only_where_a_scenario_changes_them_and_else_read_again() {
    let (loaded, _) = change("close_stations = 'P1'", &[]).unwrap();
    assert!(loaded.street_files.is_none());
    let folder = tempfile::tempdir().unwrap();
    let toml = "[inputs]\nstations = 's.csv'\ndemand = 'b.csv'\nstreets = 'w.csv'\n\
        [scenario.x]\nremove_streets = 'side'\n";
    for (name, text) in [
        ("walkshed.toml", toml),
        ("s.csv", STATIONS),
        ("b.csv", BLOCKS),
        ("w.csv", STREETS),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let project = Project::open(folder.path()).unwrap();
    let mut base = project.load(&|_| {}).unwrap();
    assert!(base.street_files.is_some());
    let kept = project.load_scenario("x", &base, &|_| {}).unwrap();
    base.street_files = None;
    let again = project.load_scenario("x", &base, &|_| {}).unwrap();
    let streets = |loaded: &Loaded| {
        let network = loaded.district.network.clone().unwrap();
        (network.streets().len(), network.length_m(), loaded.findings.clone())
    };
    assert_eq!(streets(&kept), streets(&again));
    assert_eq!(streets(&kept).0, 1);
}
