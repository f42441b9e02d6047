use super::*;
use crate::osm::Asked;
use walkshed::model::{Budget, CoverageOptions, Metric, Profile};

fn read(text: &str) -> Result<Project, ReadError> {
    parse(text, Path::new("walkshed.toml"), Path::new("some/town"))
}

#[track_caller]
fn refused(text: &str, expect: &str) {
    let error = read(text).unwrap_err();
    assert_eq!(error.status(), 3, "{error}");
    assert_eq!(error.to_string(), format!("walkshed.toml, {expect}"));
}

#[test]
fn what_is_absent_has_the_defaults_of_the_rules() {
    let project = read("").unwrap();
    assert_eq!(project.name, "town");
    assert_eq!(project.options, CoverageOptions::default());
    assert_eq!((project.metric, &project.pattern), (None, &None));
    assert_eq!((project.connect_m, project.min_component_m), (1.0, 1000.0));
    assert_eq!(project.inputs, Inputs::default());
}

#[test]
fn an_input_is_a_path_a_table_or_a_list_of_both() {
    let project = read(
        "[inputs]\n\
         stations = 'a.csv'\n\
         demand = { path = 'b.csv', crs = 'EPSG:4490', columns = { id = '编号' } }\n\
         streets = ['c.osm.pbf', { path = 'd.geojson' }]\n\
         extent = 'e.geojson'\n\
         study_area = 'f.geojson'\n\
         [[inputs.grids]]\n\
         path = 'g.geojson'\n",
    );
    let inputs = project.unwrap().inputs;
    assert_eq!(inputs.stations, [Input::new("a.csv")]);
    assert_eq!(inputs.demand[0].crs.as_deref(), Some("EPSG:4490"));
    assert_eq!(inputs.demand[0].columns["id"], "编号");
    assert_eq!(inputs.streets, [Input::new("c.osm.pbf"), Input::new("d.geojson")]);
    assert_eq!(
        inputs.extent,
        Some(ExtentInput::Polygons(Box::new(Input::new("e.geojson"))))
    );
    assert_eq!(inputs.study_area, Some(Input::new("f.geojson")));
    assert_eq!(inputs.grids, [Input::new("g.geojson")]);
    let complete = read("inputs.extent = 'complete'").unwrap().inputs.extent;
    assert_eq!(complete, Some(ExtentInput::Complete));
}

#[test]
fn walking_and_hierarchy_are_read() {
    let project = read(
        "[hierarchy]\npattern = '1+4+N'\nnames = ['a', 'b']\nsubstitution = 'exclusive'\n\
         [walking]\nbudget = ['gb15', '10min']\nprofile = 'elder'\nmetric = 'straight'\n\
         max_snap = 100\ngap_join = '300m'\nconnect = 0.5\nmin_component = 0\n",
    );
    let project = project.unwrap();
    assert_eq!(project.pattern.unwrap().to_string(), "1+4+N");
    assert_eq!(project.level_names, ["a", "b"]);
    assert_eq!(project.metric, Some(Metric::Straight));
    let options = project.options;
    assert_eq!(
        options.budgets,
        [Budget::Millimeters(1_000_000), Budget::Millis(600_000)]
    );
    assert_eq!(options.profile.name, "elder");
    assert_eq!(options.substitution, Substitution::Exclusive);
    assert_eq!((options.max_snap_m, options.gap_join_m), (100.0, 300.0));
    assert_eq!((project.connect_m, project.min_component_m), (0.5, 0.0));
    let single = read("walking.budget = '1000m'").unwrap().options.budgets;
    assert_eq!(single, [Budget::Millimeters(1_000_000)]);
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_the_nearest_one() {
    refused(
        "name = 'x'\n[inputs]\nstation = 'a.csv'\n",
        "line 3, station: unknown key \"station\", expected one of \"stations\", \"demand\", \
         \"streets\", \"grids\", \"barriers\", \"extent\", \"study_area\", \"entrances\", \
         \"resources\", \"needs\"; did you mean \"stations\"?",
    );
    refused(
        "[inputs]\ndemand = { path = 'a', colums = {} }\n",
        "line 2, demand: unknown key \"colums\", expected one of \"path\", \"crs\", \
         \"encoding\", \"sheet\", \"level\", \"layer\", \"join\", \"split\", \"columns\", \
         \"weights\", \"sample\"; did you mean \"columns\"?",
    );
    refused(
        "[walkng]\n",
        "line 1: unknown key \"walkng\", expected one of \"name\", \"inputs\", \"hierarchy\", \
         \"walking\", \"scenario\", \"norms\", \"packs\", \"hours\"; did you mean \"walking\"?",
    );
}

#[test]
fn a_bad_value_is_named_with_its_line_and_key() {
    refused(
        "[walking]\n\nbudget = '15'\n",
        "line 3, budget: \"15\" is not a budget: write minutes (15min, at most 1440min), meters \
         (1000m, at most 100000m) or gb15, gb10, gb5; correct the line",
    );
    refused(
        "[walking]\nprofile = 'horse'\n",
        "line 2, profile: \"horse\" is not a profile: write adult, elder, child, wheelchair; \
         correct the line",
    );
    refused(
        "[hierarchy]\npattern = '1+x'\n",
        "line 2, pattern: \"1+x\" is not a pattern: write one count per level, N for any, as in \
         1+4+11+10 (at most 9 levels); correct the line",
    );
    refused(
        "[walking]\nmax_snap = -1\n",
        "line 2, max_snap: not a distance: write meters from 0 to 100000; correct the line",
    );
    for text in [
        "[walking]\nmax_snap = nan\n",
        "[walking]\nmax_snap = 'far'\n",
        "[walking]\nbudget = []\n",
        "[walking]\nbudget = 15\n",
        "[inputs]\nstations = ''\n",
        "[inputs]\nstations = 3\n",
        "[inputs]\nstations = { crs = 'GCJ-02' }\n",
        "[inputs\n",
        "name = ",
    ] {
        let error = read(text).unwrap_err();
        assert_eq!(error.status(), 3);
        assert!(error.to_string().starts_with("walkshed.toml, line "), "{text}: {error}");
    }
}

#[test]
fn what_is_wrong_with_a_setting_is_told_in_chinese() {
    for (text, expect) in [
        (
            "[inputs]\nstatoins = 'a.csv'",
            "第2行,statoins:未知的设置项“statoins”,可用的有:stations、demand、streets、grids、\
             barriers、extent、study_area、entrances、resources、needs;是否应为“stations”?",
        ),
        (
            "walking.metric = 'netwrk'",
            "第1行,walking.metric:\"netwrk\"不是度量方式,请写network、straight之一;请更正此行",
        ),
        (
            "walking.budget = '15'",
            "第1行,walking.budget:\"15\"不是步行限时或限距,请写分钟(15min,最多1440min)、\
             米(1000m,最多100000m)或gb15、gb10、gb5;请更正此行",
        ),
        (
            "hierarchy.pattern = '1-4'",
            "第1行,hierarchy.pattern:\"1-4\"不是体系结构,请逐级写出站点数,数目不限写N,\
             如1+4+11+10(最多9级);请更正此行",
        ),
        (
            "walking.max_snap = 'far'",
            "第1行,walking.max_snap:不是距离,请写0至100000之间的米数;请更正此行",
        ),
        ("inputs.grids = []", "第1行,inputs.grids:列表为空;请更正此行"),
        ("inputs.grids = ''", "第1行,inputs.grids:路径为空;请更正此行"),
        (
            "inputs.grids = { crs = 'x' }",
            "第1行,inputs.grids:缺少设置项“path”;请更正此行",
        ),
    ] {
        let error = read(text).unwrap_err();
        assert_eq!(error.text(crate::Lang::Zh), format!("walkshed.toml{expect}"));
    }
}

#[test]
fn a_project_has_profiles_of_its_own_beside_the_usual_ones() {
    let project = read(
        "[walking]\nprofile = ['slow', 'elder']\ncountry = 'GB'\nferries = true\n\
         [walking.profiles.slow]\nspeed = 0.7\nsteps = 1.5\nlift_wait = 90\n\
         [walking.profiles.pram]\nbase = 'wheelchair'\noff_street_speed = 0.5\n\
         cycleways = false\n[walking.profiles.elder]\nwheelchair = true\n",
    );
    let project = project.unwrap();
    assert_eq!(project.asked, Asked { ferries: true });
    let slow = Profile {
        name: "slow".into(),
        speed_mm_s: 700,
        off_street_mm_s: 700,
        steps_permille: 1500,
        wheels: false,
        cycleways: true,
        lift_ms: 90_000,
    };
    assert_eq!(project.options.profile, slow);
    let names: Vec<&str> = project.profiles.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["slow", "elder"]);
    let pram = project.profile("pram").unwrap();
    assert_eq!((pram.speed_mm_s, pram.off_street_mm_s, pram.wheels), (800, 500, true));
    assert!(!pram.cycleways && project.profile("child").unwrap().cycleways);
    let elder = &project.profiles[1];
    assert_eq!((elder.speed_mm_s, elder.wheels), (800, true));
    assert_eq!(project.profile("horse"), None);
}

#[test]
fn cycleways_are_walked_where_the_project_or_its_country_says_so() {
    for (text, walked) in [
        ("", false),
        ("country = 'GB'", true),
        ("country = 'CN'", false),
        ("country = 'GB'\ncycleways = false", false),
        ("cycleways = true", true),
        ("cycleways = true\nprofile = 'elder'", true),
    ] {
        let project = read(&format!("[walking]\n{text}\n")).unwrap();
        assert_eq!(project.options.profile.cycleways, walked, "{text}");
        assert_eq!(project.profiles, [project.options.profile], "{text}");
    }
}

#[test]
fn a_silly_profile_is_told_with_its_line() {
    for (text, expect) in [
        (
            "[walking]\nprofile = ['adult', 'slow']\n[walking.profiles.pram]\nspeed = 1\n",
            "line 2, profile: \"slow\" is not a profile: write adult, elder, child, wheelchair, \
             pram; correct the line",
        ),
        (
            "[walking]\nprofile = ['elder', 'elder']\n",
            "line 2, profile: profile \"elder\" is named twice; correct the line",
        ),
        (
            "[walking.profiles.fast]\nspeed = 40\n",
            "line 2, speed: not a number from 0.1 to 5; correct the line",
        ),
        (
            "[walking.profiles.fast]\nspeed = 'quick'\n",
            "line 2, speed: not a number from 0.1 to 5; correct the line",
        ),
        (
            "[walking.profiles.slow]\nlift_wait = -1\n",
            "line 2, lift_wait: not a number from 0 to 3600; correct the line",
        ),
        (
            "[walking.profiles.slow]\nbase = 'snail'\n",
            "line 2, base: \"snail\" is not a profile: write adult, elder, child, wheelchair; \
             correct the line",
        ),
        (
            "[walking.profiles.slow]\nsped = 1\n",
            "line 2, sped: unknown key \"sped\", expected one of \"base\", \"speed\", \
             \"off_street_speed\", \"steps\", \"wheelchair\", \"cycleways\", \"lift_wait\"; \
             did you mean \"speed\"?",
        ),
        (
            "[walking.profiles.' ']\n",
            "line 1: a profile without a name; correct the line",
        ),
        (
            "[walking]\ncountry = 'UK'\n",
            "line 2, country: not a country: write two capital letters of ISO 3166-1, such as CN \
             or GB; correct the line",
        ),
    ] {
        refused(text, expect);
        let zh = read(text).unwrap_err().text(crate::Lang::Zh);
        assert!(zh.contains("请更正此行") || zh.contains("是否应为"), "{zh}");
    }
}

#[test]
fn usual_hours_must_be_hours() {
    let project =
        read("[inputs]\n[hours]\ndefault = ['Mo-Fr 09:00-17:00', '每天9:00-12:00']\n")
            .unwrap();
    assert_eq!(project.assumed_hours.len(), 2);
    let error = read("[inputs]\n[hours]\ndefault = '以公告为准'\n").unwrap_err();
    assert!(
        error.to_string().contains("it refers to hours that stand elsewhere"),
        "{error}"
    );
}
