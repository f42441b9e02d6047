use crate::error::ReadError;
use crate::project::settings::parse;
use crate::project::{Input, Project};
use crate::scenario::{Factor, Growth, Listed, Move, Relevel, Scenario};
use std::path::Path;
use walkshed::LngLat;
use walkshed::model::Weight;

fn read(text: &str) -> Result<Project, ReadError> {
    parse(text, Path::new("walkshed.toml"), Path::new("some/town"))
}

/// The scenario of a table with this line.
#[track_caller]
fn north(line: &str) -> Scenario {
    let project = read(&format!("[scenario.north]\n{line}\n")).unwrap();
    project.scenario("north").unwrap().clone()
}

#[track_caller]
fn refused(text: &str, en: &str, zh: &str) {
    let error = read(text).unwrap_err();
    assert_eq!(error.status(), 3, "{error}");
    assert_eq!(error.to_string(), format!("walkshed.toml, {en}"));
    assert_eq!(error.text(crate::Lang::Zh), format!("walkshed.toml{zh}"));
}

fn ids(list: &[&str]) -> Vec<Listed> {
    list.iter().map(|id| Listed::Id((*id).to_owned())).collect()
}

fn file(path: &str) -> Box<Input> {
    Box::new(Input::new(path))
}

#[test]
fn scenarios_stand_in_the_order_of_the_file() {
    let project = read(
        "[scenario.north]\ntitle = '北部新区'\nyear = 2030\nbased_on = 'a b'\n\
         [scenario.'a b']\nscenario.east.year = 2040\n",
    );
    assert!(project.is_err()); // a dotted key there is one of the table
    let project = read(
        "scenario.west.title = 'W'\n[scenario.north]\ntitle = '北部新区'\nyear = 2030\n\
         based_on = 'a b'\n[scenario.'a b']\n",
    );
    let project = project.unwrap();
    let names: Vec<&str> = project.scenarios.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["west", "north", "a b"]);
    let north = project.scenario("north").unwrap();
    assert_eq!((north.title.as_deref(), north.year), (Some("北部新区"), Some(2030)));
    assert_eq!(north.based_on.as_deref(), Some("a b"));
    assert!(north.is_empty() && !north.changes_streets());
    assert_eq!(project.scenario("south"), None);
}

#[test]
fn what_is_added_says_all_that_an_input_says() {
    let one = north("add_stations = 's.csv'");
    assert_eq!(one.add_stations, [Input::new("s.csv")]);
    let table = north(
        "add_demand = { path = 'd.csv', crs = 'EPSG:4490', columns = { id = '编号' } }",
    );
    assert_eq!(table.add_demand[0].crs.as_deref(), Some("EPSG:4490"));
    assert_eq!(table.add_demand[0].columns["id"], "编号");
    let both = north("add_streets = ['r.geojson', { path = 'c.osm.pbf' }]");
    assert_eq!(both.add_streets, [Input::new("r.geojson"), Input::new("c.osm.pbf")]);
    assert!(both.changes_streets() && !both.is_empty());
    let area = north("study_area = 'a.geojson'").study_area;
    assert_eq!(area, Some(Input::new("a.geojson")));
}

#[test]
fn a_text_is_a_file_if_it_ends_like_one_and_else_an_id() {
    let close = |value: &str| north(&format!("close_stations = {value}")).close_stations;
    assert_eq!(close("'P1'"), ids(&["P1"]));
    assert_eq!(close("['P1', ' P.2 ', 3]"), ids(&["P1", "P.2", "3"]));
    assert_eq!(close("12"), ids(&["12"]));
    assert_eq!(close("'gone.CSV'"), [Listed::File(file("gone.CSV"))]);
    assert_eq!(close("{ path = 'gone' }"), [Listed::File(file("gone"))]);
    let mixed = close("['P1', { path = 'x.gpkg', layer = 'a' }]");
    let Listed::File(input) = &mixed[1] else { panic!("{mixed:?}") };
    assert_eq!((input.path.as_str(), input.layers.len()), ("x.gpkg", 1));
    let gone = north("remove_streets = ['way/123', 'R-7', 45, 'old.geojson']");
    let mut expect = ids(&["way/123", "R-7", "45"]);
    expect.push(Listed::File(file("old.geojson")));
    assert_eq!(gone.remove_streets, expect);
    assert!(gone.changes_streets());
}

#[test]
fn doors_and_levels_stand_in_tables_or_files() {
    let at = |x, y| LngLat::new(x, y).unwrap();
    let to = |id: &str, x, y| Move::To { id: id.to_owned(), position: at(x, y) };
    let moves = |value: &str| north(&format!("move_stations = {value}")).move_stations;
    assert_eq!(moves("{ C4 = '99.92,24.58' }"), [to("C4", 99.92, 24.58)]);
    assert_eq!(moves("{ C4 = [99.92, 24] }"), [to("C4", 99.92, 24.0)]);
    assert_eq!(moves("{ C4 = [24.58, 99.92] }"), [to("C4", 99.92, 24.58)]);
    assert_eq!(moves("'moved.xlsx'"), [Move::File(file("moved.xlsx"))]);
    assert_eq!(
        moves("['moved.xlsx', { A = [1, 2], B = '3 4' }, { path = 'x' }]"),
        [
            Move::File(file("moved.xlsx")),
            to("A", 1.0, 2.0),
            to("B", 3.0, 4.0),
            Move::File(file("x"))
        ]
    );
    let levels =
        |value: &str| north(&format!("relevel_stations = {value}")).relevel_stations;
    let to = |id: &str, level| Relevel::To { id: id.to_owned(), level };
    assert_eq!(levels("{ S3 = 2, S4 = 1 }"), [to("S3", 2), to("S4", 1)]);
    assert_eq!(levels("'l.csv'"), [Relevel::File(file("l.csv"))]);
    assert_eq!(
        levels("[{ path = 'l' }, { S3 = 2 }]"),
        [Relevel::File(file("l")), to("S3", 2)]
    );
    let long = read("[scenario.n.relevel_stations]\nS3 = 2\n").unwrap();
    assert_eq!(long.scenarios[0].relevel_stations, [to("S3", 2)]);
}

#[test]
fn growth_is_for_everybody_or_for_some() {
    let scale = |value: &str| north(&format!("scale_demand = {value}")).scale_demand;
    let by = |millionths| Factor { millionths, ..Factor::default() };
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(scale("1.2"), [Growth::By(by(1_200_000))]);
    assert_eq!(scale("2"), [Growth::By(by(2_000_000))]);
    let of_group =
        |group: &str, m| Growth::By(Factor { groups: list(&[group]), ..by(m) });
    assert_eq!(
        scale("{ population = 1.2, elderly = 0 }"),
        [of_group("elderly", 0), of_group("population", 1_200_000)]
    );
    assert_eq!(
        scale("{ factor = 1.2, ids = ['B1', 7], groups = 'elderly' }"),
        [Growth::By(Factor {
            ids: list(&["B1", "7"]),
            groups: list(&["elderly"]),
            ..by(1_200_000)
        })]
    );
    assert_eq!(
        scale("[{ factor = 0.9, communities = '城北' }, 'g.csv', { path = 'g' }, 1]"),
        [
            Growth::By(Factor { communities: list(&["城北"]), ..by(900_000) }),
            Growth::File(file("g.csv")),
            Growth::File(file("g")),
            Growth::By(by(1_000_000)),
        ]
    );
}

#[test]
fn a_misspelled_key_is_named_with_its_line_and_the_nearest_one() {
    refused(
        "[scenario.north]\n\nadd_station = 's.csv'\n",
        "line 3, add_station: unknown key \"add_station\", expected one of \"title\", \"year\", \
         \"based_on\", \"pattern\", \"add_stations\", \"move_stations\", \"close_stations\", \
         \"relevel_stations\", \"add_demand\", \"scale_demand\", \"add_streets\", \
         \"remove_streets\", \"study_area\"; did you mean \"add_stations\"?",
        "第3行,add_station:未知的设置项“add_station”,可用的有:title、year、based_on、pattern、\
         add_stations、move_stations、close_stations、relevel_stations、add_demand、\
         scale_demand、add_streets、remove_streets、study_area;是否应为“add_stations”?",
    );
    refused(
        "[scenario.north]\nscale_demand = { factor = 1, comunities = 'A' }\n",
        "line 2, scale_demand: unknown key \"comunities\", expected one of \"factor\", \"ids\", \
         \"communities\", \"groups\"; did you mean \"communities\"?",
        "第2行,scale_demand:未知的设置项“comunities”,可用的有:factor、ids、communities、\
         groups;是否应为“communities”?",
    );
    refused(
        "[scenario.north]\nclose_stations = { path = 'a', colums = {} }\n",
        "line 2, close_stations: unknown key \"colums\", expected one of \"path\", \"crs\", \
         \"encoding\", \"sheet\", \"level\", \"layer\", \"join\", \"split\", \"columns\", \
         \"weights\", \"sample\"; did you mean \"columns\"?",
        "第2行,close_stations:未知的设置项“colums”,可用的有:path、crs、encoding、sheet、\
         level、layer、join、split、columns、weights、sample;是否应为“columns”?",
    );
}

#[test]
fn what_a_scenario_builds_on_must_be_there_and_not_itself() {
    refused(
        "[scenario.phase1]\n[scenario.phase2]\nbased_on = 'phase'\n",
        "line 3, based_on: no scenario \"phase\"; there are phase1, phase2; did you mean \
         \"phase1\"?",
        "第3行,based_on:没有情景“phase”,现有的情景:phase1、phase2;是否应为“phase1”?",
    );
    refused(
        "[scenario.a]\nbased_on = 'b'\n[scenario.b]\nbased_on = 'c'\n[scenario.c]\n\
         based_on = 'b'\n",
        "line 6, based_on: scenarios build on each other in a circle: b > c > b; let one of them \
         build on none: remove its based_on",
        "第6行,based_on:情景之间循环引用:b→c→b;请删去其中一个的based_on",
    );
    refused(
        "[scenario.a]\nbased_on = 'a'\n",
        "line 2, based_on: scenarios build on each other in a circle: a > a; let one of them \
         build on none: remove its based_on",
        "第2行,based_on:情景之间循环引用:a→a;请删去其中一个的based_on",
    );
    refused(
        "[scenario.a]\n[scenario.a]\n",
        "line 2: duplicate key; correct the line",
        "第2行:设置项重复;请更正此行",
    );
    refused(
        "[scenario.' ']\n",
        "line 1: a scenario without a name; correct the line",
        "第1行:情景没有名称;请更正此行",
    );
}

/// Lines whose value is wrong, and what is told of it.
#[track_caller]
fn refused_lines(lines: &[(&str, &str, &str)]) {
    for (line, en, zh) in lines {
        let key = line.split(' ').next().unwrap();
        refused(
            &format!("[scenario.north]\n{line}\n"),
            &format!("line 2, {key}: {en}; correct the line"),
            &format!("第2行,{key}:{zh};请更正此行"),
        );
    }
}

#[test]
fn a_bad_value_is_named_with_its_line_and_key() {
    refused_lines(&[
        ("year = 20300", "not a year from 1900 to 2200", "不是1900至2200之间的年份"),
        ("year = '2030'", "not a year from 1900 to 2200", "不是1900至2200之间的年份"),
        ("close_stations = ' '", "the id is empty", "编号为空"),
        ("close_stations = 1.5", "neither an id nor a file", "既不是编号,也不是文件"),
        ("close_stations = []", "the list is empty", "列表为空"),
        ("add_stations = ''", "the path is empty", "路径为空"),
        ("move_stations = ''", "the path is empty", "路径为空"),
        (
            "move_stations = { C4 = 'there' }",
            "C4: not a place: write \"99.92,24.58\" or [99.92, 24.58]",
            "C4:不是坐标,请写\"99.92,24.58\"或[99.92, 24.58]",
        ),
        (
            "move_stations = { C4 = [99.92, 24.58, 0] }",
            "C4: not a place: write \"99.92,24.58\" or [99.92, 24.58]",
            "C4:不是坐标,请写\"99.92,24.58\"或[99.92, 24.58]",
        ),
        (
            "move_stations = { C4 = [199.92, 124.58] }",
            "C4: not a place: write \"99.92,24.58\" or [99.92, 24.58]",
            "C4:不是坐标,请写\"99.92,24.58\"或[99.92, 24.58]",
        ),
        (
            "move_stations = 3",
            "neither a file nor a table of places: write { C4 = \"99.92,24.58\" }",
            "既不是文件,也不是坐标表,请写{ C4 = \"99.92,24.58\" }",
        ),
        (
            "relevel_stations = { S3 = 12 }",
            "S3: not a level from 1 to 9",
            "S3:不是1至9之间的级别",
        ),
        (
            "relevel_stations = 2",
            "neither a file nor a table of levels: write { S3 = 2 }",
            "既不是文件,也不是级别表,请写{ S3 = 2 }",
        ),
    ]);
    for line in ["add_stations = 3", "title = 3", "close_stations = true", "based_on = 1"]
    {
        let error = read(&format!("[scenario.north]\n{line}\n")).unwrap_err();
        assert!(
            error.to_string().starts_with("walkshed.toml, line 2"),
            "{line}: {error}"
        );
    }
}

#[test]
fn a_factor_is_a_number_and_not_too_large() {
    refused_lines(&[
        ("scale_demand = -1", "not a factor from 0 to 1000", "不是0至1000之间的倍数"),
        ("scale_demand = nan", "not a factor from 0 to 1000", "不是0至1000之间的倍数"),
        (
            "scale_demand = { population = 'more' }",
            "population: not a factor from 0 to 1000",
            "population:不是0至1000之间的倍数",
        ),
        (
            "scale_demand = { factor = 2000 }",
            "factor: not a factor from 0 to 1000",
            "factor:不是0至1000之间的倍数",
        ),
        ("scale_demand = { factor = 1, ids = '' }", "not a name", "不是编号或名称"),
    ]);
}

#[test]
fn norms_have_defaults_and_may_be_said_by_level() {
    let norms = |text: &str| {
        let norms = read(&format!("[norms]\n{text}\n")).unwrap().norms;
        norms.unwrap_or_else(|| panic!("{text} declares norms"))
    };
    assert_eq!(read("").unwrap().norms, None);
    let usual = norms("");
    assert_eq!(
        (usual.area_per_100_households_m2, usual.household_size),
        (Some(30.0), 2.62)
    );
    assert_eq!(usual.most_people(1), None);
    let own = norms("area_per_100_households = 45.5\nhousehold_size = 3");
    assert_eq!((own.area_per_100_households_m2, own.household_size), (Some(45.5), 3.0));
    let most = |people| Some(Weight::whole(people));
    let all = norms("people_per_station = 12000");
    assert_eq!((all.most_people(1), all.most_people(4)), (most(12_000), most(12_000)));
    let each = norms("people_per_station = [60000, 12000]");
    assert_eq!((each.most_people(2), each.most_people(3)), (most(12_000), None));
    refused(
        "[norms]\npeople_per_station = 0\n",
        "line 2, people_per_station: not a number from 1 to 4000000; correct the line",
        "第2行,people_per_station:不是1至4000000之间的数字;请更正此行",
    );
    refused(
        "[norms]\nhoushold_size = 0\n",
        "line 2, houshold_size: unknown key \"houshold_size\", expected one of \
         \"area_per_100_households\", \"household_size\", \"people_per_station\"; did you mean \
         \"household_size\"?",
        "第2行,houshold_size:未知的设置项“houshold_size”,可用的有:area_per_100_households、\
         household_size、people_per_station;是否应为“household_size”?",
    );
}
