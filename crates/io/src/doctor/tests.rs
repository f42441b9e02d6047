use super::*;
use std::fs;
use std::path::Path;

/// What a check says of a project: two streets that cross, two stations beside them, two blocks,
/// and whatever else is given.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let usual = [
        (
            "walkshed.toml",
            "[inputs]\nstations = 's.csv'\ndemand = 'b.csv'\nstreets = 'w.csv'\n\
             extent = 'complete'\n",
        ),
        (
            "s.csv",
            "id,name,level,lon,lat,开放时间\n\
             S1,东站,1,99.901,24.5,Mo-Su 09:00-17:00\nS2,西站,1,99.909,24.5,24/7\n",
        ),
        ("b.csv", "id,人口,lon,lat\nB1,10,99.902,24.5001\nB2,20,99.907,24.5001\n"),
        ("w.csv", STREETS),
    ];
    for (name, text) in usual.iter().chain(files) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let project = Project::open(folder.path()).unwrap();
    let diagnosis = Diagnosis::of(&project, &|_| {});
    let errors = diagnosis.errors.iter().map(ToString::to_string);
    errors.chain(diagnosis.findings.iter().map(ToString::to_string)).collect()
}

const STREETS: &str = "id,wkt\nmain,\"LINESTRING (99.9 24.5, 99.91 24.5)\"\n\
                       cross,\"LINESTRING (99.905 24.495, 99.905 24.505)\"\n";

/// A part of one thing that is said.
#[track_caller]
fn says(files: &[(&str, &str)], part: &str) {
    let told = told(files);
    assert!(told.iter().any(|text| text.contains(part)), "{part} is not in {told:#?}");
}

#[test]
fn sound_files_give_nothing_to_say_but_what_was_inferred() {
    let told = told(&[]);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(
        told[0].contains("main crosses cross") || told[0].contains("cross crosses main")
    );
}

#[test]
fn places_far_from_streets_are_named_with_the_distance() {
    let far = "id,level,lon,lat,hours\nS1,1,99.901,24.5,24/7\nS2,1,99.909,24.51,24/7\n";
    says(&[("s.csv", far)], "s.csv row 3, id \"S2\": 686 m from the nearest street");
    let far = "id,人口,lon,lat\nB1,10,99.902,24.5001\nB2,20,99.9,24.51\n";
    says(&[("b.csv", far)], "b.csv row 3, id \"B2\": 751 m from the nearest street");
}

#[test]
fn streets_that_nearly_meet_and_islands_are_named() {
    let loose =
        format!("{STREETS}side,\"LINESTRING (99.902 24.50005, 99.902 24.504)\"\n");
    says(&[("w.csv", &loose)], "side > main 5.5 m (99.902000,24.500050)");
    let island = format!("{STREETS}far,\"LINESTRING (99.95 24.5, 99.951 24.5)\"\n");
    says(
        &[("w.csv", &island)],
        "1 parts of the streets, 0.1 km in all, cannot be reached from the longest: far",
    );
}

#[test]
fn one_house_entered_twice_is_told() {
    let twins = "id,name,level,lon,lat,hours\n\
                 S1,东站,1,99.901,24.5,24/7\nS2,東站,1,99.9011,24.5,24/7\n";
    says(&[("s.csv", twins)], "s.csv row 3, id \"S2\": 10 m from station S1");
    says(&[("s.csv", twins)], "s.csv row 3, id \"S2\": station S1 has the same name");
    let one_site = "id,name,level,lon,lat,site,hours\n\
                    S1,东站,1,99.901,24.5,A,24/7\nS2,西站,1,99.9011,24.5,A,24/7\n";
    let told = told(&[("s.csv", one_site)]);
    assert!(!told.iter().any(|text| text.contains("S1")), "{told:#?}");
}

#[test]
fn missing_hours_and_people_are_told() {
    let none = "id,level,lon,lat\nS1,1,99.901,24.5\n";
    says(&[("s.csv", none)], "s.csv: no column of opening hours");
    let blank = "id,level,lon,lat,营业时间\nS1,1,99.901,24.5,—\nS2,1,99.909,24.5,24/7\n";
    says(&[("s.csv", blank)], "s.csv row 2, id \"S1\": no opening hours");
    let unread = "id,level,lon,lat,营业时间\nS1,1,99.901,24.5,以公告为准\n\
                  S2,1,99.909,24.5,赶场日9:00-12:00\n";
    says(
        &[("s.csv", unread)],
        "s.csv row 2, id \"S1\": the opening hours \"以公告为准\" are not read: it refers to hours \
         that stand elsewhere (\"以公告为准\")",
    );
    says(
        &[("s.csv", unread)],
        "s.csv row 3, id \"S2\": of the opening hours \"赶场日9:00-12:00\", the hours speak of \
         market days, and no calendar names a market",
    );
    let nobody = "id,人口,lon,lat\nB1,0,99.902,24.5001\nB2,20,99.907,24.5001\n";
    says(&[("b.csv", nobody)], "b.csv row 2, id \"B1\": nobody lives here");
}

#[test]
fn grids_are_compared_with_what_stands_in_them() {
    let toml = "[inputs]\nstations = 's.csv'\ndemand = 'b.csv'\nstreets = 'w.csv'\n\
                grids = { path = 'g.csv', level = 2 }\nextent = 'complete'\n";
    let grids = "id,name,wkt\n\
         W,西社区,\"POLYGON ((99.89 24.49, 99.905 24.49, 99.905 24.51, 99.89 24.51, 99.89 24.49))\"\n";
    let stations = "id,name,level,lon,lat,community,hours\n\
                    S1,东站,1,99.909,24.5,W,24/7\nS2,西站,1,99.901,24.5,W,24/7\n";
    let files = [("walkshed.toml", toml), ("g.csv", grids), ("s.csv", stations)];
    says(&files, "s.csv row 2, id \"S1\": it stands in no grid");
    says(&files, "b.csv row 3, id \"B2\": in no grid");
}

#[test]
fn what_was_left_out_is_counted_and_a_useless_file_costs_its_role_only() {
    let bad = "id,level,lon,lat,hours\nS1,1,99.901,24.5,24/7\nS2,中心,99.909,24.5,24/7\n";
    says(&[("s.csv", bad)], "s.csv: 1 of 2 rows (50.0 %) are left out");
    let told =
        told(&[("s.csv", "%PDF"), ("b.csv", "id,人口,lon,lat\nB1,0,99.902,24.5\n")]);
    assert!(told[0].contains("s.csv: a document is not read"), "{told:#?}");
    assert!(told.iter().any(|text| text.contains("nobody lives here")), "{told:#?}");
}

#[test]
fn corrected_copies_never_stand_among_the_originals() {
    let folder = tempfile::tempdir().unwrap();
    let town = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/fengqing");
    for name in ["walkshed.toml", "stations.csv", "blocks.geojson", "streets.geojson"] {
        fs::copy(town.join(name), folder.path().join(name)).unwrap();
    }
    let toml = "[inputs]\nstations = 'stations.csv'\ndemand = 'blocks.geojson'\n\
                streets = 'streets.geojson'\n";
    fs::write(folder.path().join("walkshed.toml"), toml).unwrap();
    let before = fs::read(folder.path().join("stations.csv")).unwrap();
    let project = Project::open(folder.path()).unwrap();
    let diagnosis = Diagnosis::of(&project, &|_| {});
    let refused = diagnosis.fix(&project, folder.path()).unwrap_err();
    assert_eq!(refused.status(), 3, "{refused}");
    let copies = diagnosis.fix(&project, &folder.path().join("fixed")).unwrap();
    let rows: Vec<usize> = copies.iter().map(|copy| copy.rows).collect();
    assert_eq!(rows, [26, 225, 66]);
    assert_eq!(fs::read(folder.path().join("stations.csv")).unwrap(), before);
    let copied = Project::open(&folder.path().join("fixed")).unwrap();
    let (was, is) =
        (project.load(&|_| {}).unwrap().district, copied.load(&|_| {}).unwrap().district);
    assert_eq!(is.stations.len(), was.stations.len());
    let far = |(a, b): (&walkshed::model::Station, &walkshed::model::Station)| {
        a.id != b.id || (a.position.lng() - b.position.lng()).abs() > 1e-9
    };
    assert!(!is.stations.iter().zip(&was.stations).any(far));
    assert_eq!(is.demand.points().len(), was.demand.points().len());
}

/// A project of two scenarios over a straight street, and what is found of each.
fn of_scenarios(files: &[(&str, &str)]) -> (tempfile::TempDir, Diagnosis) {
    let folder = tempfile::tempdir().unwrap();
    let usual = [
        (
            "walkshed.toml",
            "[inputs]\nstations = 's.csv'\ndemand = 'b.csv'\nstreets = 'w.csv'\n\
             extent = 'complete'\n\
             [scenario.later]\nbased_on = 'north'\nclose_stations = ['S1', 'S9']\n\
             [scenario.north]\ntitle = '新区'\nadd_stations = 'n/s.csv'\n\
             add_demand = 'n/b.csv'\nadd_streets = 'n/w.csv'\n",
        ),
        (
            "s.csv",
            "id,name,level,lon,lat,hours\nS1,东站,1,99.901,24.5,24/7\nS2,西站,1,99.909,24.5,24/7\n",
        ),
        ("b.csv", "id,人口,lon,lat\nB1,10,99.902,24.5001\nB2,0,99.907,24.5001\n"),
        ("w.csv", "id,wkt\nmain,\"LINESTRING (99.9 24.5, 99.91 24.5)\"\n"),
        (
            "n/s.csv",
            "id,name,level,lon,lat,hours\nS2,x,1,99.9,24.52,24/7\nN1,东站,1,99.905,24.53,24/7\n",
        ),
        ("n/b.csv", "id,人口,lon,lat\nB3,0,99.9051,24.512\nB4,7,99.905,24.53\n"),
        (
            "n/w.csv",
            "id,wkt\nnew,\"LINESTRING (99.905 24.5, 99.905 24.51)\"\n\
             lost,\"LINESTRING (99.905 24.5101, 99.905 24.52)\"\n",
        ),
    ];
    fs::create_dir(folder.path().join("n")).unwrap();
    for (name, text) in usual.iter().chain(files) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let project = Project::open(folder.path()).unwrap();
    let diagnosis = Diagnosis::of(&project, &|_| {});
    (folder, diagnosis)
}

#[test]
fn scenarios_are_checked_and_what_is_known_is_not_told_again() {
    let (_folder, diagnosis) = of_scenarios(&[]);
    let told = |nth: usize| -> Vec<String> {
        diagnosis.scenarios[nth].findings.iter().map(ToString::to_string).collect()
    };
    assert_eq!(diagnosis.scenarios.len(), 2);
    let (later, north) = (&diagnosis.scenarios[0], &diagnosis.scenarios[1]);
    assert_eq!((north.name.as_str(), north.title.as_deref()), ("north", Some("新区")));
    assert!(
        diagnosis.findings.iter().any(|one| one.to_string().contains("\"B2\": nobody"))
    );
    assert_eq!(
        told(1),
        [
            "n/s.csv row 2, id \"S2\": the id is taken by s.csv row 3, which is kept; give each \
             its own",
            "n/w.csv: 1 connections without a shared vertex: main crosses new at 99.905000,24.500000",
            "n/s.csv row 3, id \"N1\": 1108 m from the nearest street; check the position, or add \
             the missing street",
            "n/b.csv row 3, id \"B4\": 1108 m from the nearest street; check the position, or add \
             the missing street",
            "n/w.csv: 2 streets end just before another without meeting it: new > lost 11.1 m \
             (99.905000,24.510000); lost > new 11.1 m (99.905000,24.510100); draw the missing \
             connections in a street file of your own",
            "n/w.csv: 1 parts of the streets, 1.1 km in all, cannot be reached from the longest: \
             lost; draw the missing connections in a street file of your own",
            "n/s.csv row 3, id \"N1\": station S1 has the same name; remove one of them, or tell \
             them apart",
            "n/b.csv row 2, id \"B3\": nobody lives here; check the column of people",
            "n/s.csv: 1 of 2 rows (50.0 %) are left out; correct the rows that are listed as \
             rejected",
        ]
    );
    assert_eq!((north.rejected("n/s.csv"), north.inputs.len()), (1, 3));
    assert_eq!(
        told(0),
        [
            "walkshed.toml, scenario.later.close_stations \"S9\": no station has this id; did \
             you mean \"S1\"?"
        ]
    );
    assert!(later.is_ill() && later.error.is_none() && diagnosis.is_ill());
    let report = crate::report::diagnosis(&diagnosis, crate::Lang::Zh);
    assert_eq!(report["scenarios"][1]["scenario"], "north");
    assert_eq!(report["scenarios"][1]["rows"][0]["role"], "add_demand");
    assert_eq!(report["scenarios"][0]["findings"].as_array().unwrap().len(), 1);
}

#[test]
fn a_scenario_that_cannot_be_read_costs_only_itself() {
    let (_folder, diagnosis) = of_scenarios(&[("n/b.csv", "%PDF")]);
    for one in &diagnosis.scenarios {
        let error = one.error.as_ref().unwrap().to_string();
        assert!(error.contains("b.csv: a document is not read"), "{error}");
        assert!(one.is_ill());
    }
    let report = crate::report::diagnosis(&diagnosis, crate::Lang::En);
    assert_eq!(report["scenarios"][1]["findings"][0]["kind"], "unusable_file");
}

#[test]
fn corrected_copies_have_the_scenarios_too() {
    let toml = "[inputs]\nstations = 's.csv'\ndemand = 'b.csv'\nstreets = 'w.csv'\n\
        extent = 'complete'\n[scenario.'a b']\nadd_stations = ['n/s.csv', 'n/t.csv']\n\
        add_streets = 'n/w.csv'\nstudy_area = 'n/a.csv'\n\
        move_stations = [{ S1 = '99.902,24.5' }, 'n/m.csv']\n\
        close_stations = ['N1', 'n/c.csv', { path = 'n/c.csv' }]\nscale_demand = 2\n";
    let area = "id,wkt\na,\"POLYGON ((99 24, 100 24, 100 25, 99 25, 99 24))\"\n";
    let (folder, diagnosis) = of_scenarios(&[
        ("walkshed.toml", toml),
        ("n/t.csv", "id,level,lon,lat\nT1,1,99.905,24.504\n"),
        ("n/a.csv", area),
        ("n/m.csv", "id,lon,lat\nT1,99.905,24.505\n"),
        ("n/c.csv", "id\nT1\n"),
    ]);
    let into = folder.path().join("fixed");
    let project = Project::open(folder.path()).unwrap();
    let copies = diagnosis.fix(&project, &into).unwrap();
    let copied = Project::open(&into).unwrap();
    let names: Vec<String> = copies
        .iter()
        .map(|copy| copy.to.file_name().unwrap().display().to_string())
        .collect();
    assert!(names.contains(&"a_b_add_stations_2.csv".to_owned()), "{names:?}");
    let load = |project: &Project| {
        let base = project.load(&|_| {}).unwrap();
        project.load_scenario("a b", &base, &|_| {}).unwrap().district
    };
    let (was, is) = (load(&project), load(&copied));
    assert_eq!(was.demand, is.demand);
    assert_eq!(was.stations.len(), is.stations.len());
    for (was, is) in was.stations.iter().zip(&is.stations) {
        assert_eq!((&was.id, was.status, was.position), (&is.id, is.status, is.position));
    }
}
