use super::*;
use crate::project::Project;
use std::fs;

/// A draft over some files.
fn draft(files: &[(&str, &str)]) -> (tempfile::TempDir, Draft) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let draft = Draft::of(folder.path(), Lang::En).unwrap();
    (folder, draft)
}

const STATIONS: &str = "编号,名称,级别,经度,纬度\nS1,甲站,3,99.901,24.5\n";
const BLOCKS: &str = "id,人口,wkt\n\
    B1,10,\"POLYGON ((99.9 24.5, 99.901 24.5, 99.901 24.501, 99.9 24.501, 99.9 24.5))\"\n";
const STREETS: &str = "id,wkt\nmain,\"LINESTRING (99.9 24.5, 99.91 24.5)\"\n";
const RIVER: &str = "id,wkt\nr,\"LINESTRING (99.9 24.52, 99.91 24.52)\"\n";

fn used(draft: &Draft) -> Vec<(&str, &str)> {
    draft.used.iter().map(|(file, role)| (file.as_str(), *role)).collect()
}

#[test]
fn roles_follow_geometry_columns_and_names() {
    let (folder, draft) = draft(&[
        ("站点.csv", STATIONS),
        ("人口/地块.csv", BLOCKS),
        ("道路.csv", STREETS),
        ("河流.csv", RIVER),
        ("notes.md", "nothing"),
        ("~$站点.csv", "a lock"),
        (".hidden.csv", "x"),
    ]);
    assert_eq!(
        used(&draft),
        [
            ("人口/地块.csv", "demand"),
            ("河流.csv", "barriers"),
            ("站点.csv", "stations"),
            ("道路.csv", "streets")
        ]
    );
    draft.write().unwrap();
    let project = Project::open(folder.path()).unwrap();
    assert_eq!(project.inputs.demand[0].path, "人口/地块.csv");
    assert_eq!(project.load(&|_| {}).unwrap().district.stations.len(), 1);
    let again = draft.write().unwrap_err();
    assert_eq!(again.source.kind(), std::io::ErrorKind::AlreadyExists);
}

#[test]
fn doors_resources_and_needs_have_roles_of_their_own() {
    let (folder, draft) = draft(&[
        ("站点.csv", STATIONS),
        ("地块.csv", BLOCKS),
        ("道路.csv", STREETS),
        ("站点出入口.csv", "站点编号,经度,纬度\nS1,99.9012,24.5\n"),
        ("银行网点.csv", "编号,名称,类型,经度,纬度\nK1,农行,银行网点,99.902,24.5\n"),
        ("需求清单.csv", "社区,需求事项,需求人数\n甲社区,助餐,120\n"),
    ]);
    let roles: Vec<&str> = used(&draft).into_iter().map(|(_, role)| role).collect();
    assert_eq!(
        roles,
        ["demand", "stations", "entrances", "streets", "resources", "needs"]
    );
    draft.write().unwrap();
    let loaded = Project::open(folder.path()).unwrap().load(&|_| {}).unwrap();
    assert_eq!(loaded.district.stations[0].entrances.len(), 1);
    assert_eq!((loaded.resources.len(), loaded.needs.len()), (1, 1));
}

#[test]
fn what_cannot_be_known_is_asked() {
    let asked = |files: &[(&str, &str)]| -> Vec<String> {
        draft(files).1.questions.iter().map(|question| question.text(Lang::En)).collect()
    };
    let nothing = asked(&[("readme.txt", "just words\nand more\n")]);
    assert_eq!(nothing.len(), 3, "{nothing:#?}");
    let level = asked(&[
        ("站点.csv", "编号,经度,纬度\nS1,99.901,24.5\n"),
        ("地块.csv", BLOCKS),
        ("道路.csv", STREETS),
    ]);
    assert!(level[0].contains("which level are the stations of 站点.csv?"), "{level:#?}");
    let table = asked(&[
        ("站点.csv", STATIONS),
        ("社区.csv", &BLOCKS.replace("人口", "备注")),
        ("人口.csv", "代码,人口\nX,5\nY,6\n"),
    ]);
    assert!(table.iter().any(|text| text.contains("people of 人口.csv")), "{table:#?}");
}

#[test]
fn unreadable_files_are_listed_and_projects_within_are_left_alone() {
    let (_folder, draft) = draft(&[
        ("站点.csv", STATIONS),
        ("路网.dwg", "AC1027"),
        ("old/walkshed.toml", ""),
        ("old/站点.csv", STATIONS),
    ]);
    assert_eq!(used(&draft), [("站点.csv", "stations")]);
    assert_eq!(draft.unread.len(), 1);
    assert!(draft.text.contains("# not read:") && draft.text.contains("save it as DXF"));
}

#[test]
fn no_name_of_a_column_spoils_the_draft() {
    let odd = STATIONS.replace("名称", "\"名\u{7}\n称\"");
    let (folder, draft) = draft(&[("站点.csv", &odd), ("地块.csv", BLOCKS)]);
    draft.write().unwrap();
    assert!(Project::open(folder.path()).is_ok(), "{}", draft.text);
}

#[test]
fn a_folder_that_is_none_is_an_error() {
    assert_eq!(Draft::of("no such folder".as_ref(), Lang::En).unwrap_err().status(), 4);
}

const PLOTS: &str = "地块编号,用地性质,规划人口,户数,wkt\n\
    N1,R2,500,190,\"POLYGON ((99.9 24.51, 99.901 24.51, 99.901 24.511, 99.9 24.511, 99.9 24.51))\"\n\
    N2,R2,300,110,\"POLYGON ((99.903 24.51, 99.904 24.51, 99.904 24.511, 99.903 24.511, 99.903 24.51))\"\n";
const EDGE: &str = "id,wkt\ne,\"POLYGON ((99.89 24.505, 99.92 24.505, 99.92 24.52, 99.89 24.52, 99.89 24.505))\"\n";

#[test]
fn a_folder_within_is_a_scenario() {
    let (folder, draft) = draft(&[
        ("站点.csv", STATIONS),
        ("地块.csv", BLOCKS),
        ("道路.csv", STREETS),
        ("north ext/stations.csv", &STATIONS.replace("S1", "N1")),
        ("north ext/plots.csv", PLOTS),
        ("north ext/roads.csv", &STREETS.replace("main", "new")),
        ("north ext/edge.csv", EDGE),
        ("north ext/draw.py", "print(1)"),
        ("north ext/older/plots.csv", PLOTS),
        ("phase2/plots.csv", &PLOTS.replace("\nN", "\nP")),
        (
            "layers/demand.geojson",
            "{\"provenance\": {\"engine\": \"walkshed 1\"}, \"features\": []}",
        ),
        ("layers/other.csv", STATIONS),
    ]);
    assert_eq!(
        used(&draft),
        [
            ("north ext/edge.csv", "study_area"),
            ("north ext/plots.csv", "add_demand"),
            ("north ext/roads.csv", "add_streets"),
            ("north ext/stations.csv", "add_stations"),
            ("phase2/plots.csv", "add_demand"),
            ("地块.csv", "demand"),
            ("站点.csv", "stations"),
            ("道路.csv", "streets"),
        ],
        "{}",
        draft.text
    );
    let asked: Vec<String> =
        draft.questions.iter().map(|question| question.text(Lang::En)).collect();
    assert!(
        asked.iter().any(|text| text.starts_with("are the files of north ext planned?"))
    );
    assert!(draft.text.contains("[scenario.\"north ext\"]\n"), "{}", draft.text);
    assert!(
        draft.text.contains("# not used: north ext/older/plots.csv"),
        "{}",
        draft.text
    );
    assert!(draft.text.contains("#   people as planned, by 规划人口"), "{}", draft.text);
    draft.write().unwrap();
    let project = Project::open(folder.path()).unwrap();
    let base = project.load(&|_| {}).unwrap();
    let north = project.load_scenario("north ext", &base, &|_| {}).unwrap().district;
    assert_eq!((north.stations.len(), north.demand.len()), (2, 2)); // the town lies outside
    assert_eq!(north.demand.groups(), ["population", "households"]);
    assert_eq!(north.demand.people(1).to_string(), "300");
    let more = project.load_scenario("phase2", &base, &|_| {}).unwrap().district;
    assert_eq!(more.demand.len(), 3);
}

#[test]
fn files_whose_names_say_so_are_planned() {
    let (folder, draft) = draft(&[
        ("站点.csv", STATIONS),
        ("地块.csv", BLOCKS),
        ("规划地块.csv", PLOTS),
        ("拟建站点.csv", &STATIONS.replace("S1", "N1")),
        ("规划道路.csv", STREETS),
        ("规划范围.csv", EDGE),
    ]);
    let planned: Vec<&str> = used(&draft).iter().map(|(_, role)| *role).collect();
    assert_eq!(
        planned,
        ["demand", "add_stations", "stations", "add_demand", "study_area", "add_streets"]
    );
    assert!(draft.text.contains("[scenario.planned]\n"), "{}", draft.text);
    draft.write().unwrap();
    let project = Project::open(folder.path()).unwrap();
    let base = project.load(&|_| {}).unwrap();
    let planned = project.load_scenario("planned", &base, &|_| {}).unwrap();
    assert_eq!(planned.district.stations.len(), 2);
    assert_eq!(planned.district.network.unwrap().streets().len(), 1);
}

#[test]
fn a_plan_alone_is_a_project() {
    let (folder, draft) = draft(&[
        ("规划站点.csv", STATIONS),
        ("规划地块.csv", PLOTS),
        ("新区/道路.csv", STREETS),
    ]);
    assert_eq!(
        used(&draft),
        [
            ("新区/道路.csv", "streets"),
            ("规划地块.csv", "demand"),
            ("规划站点.csv", "stations")
        ]
    );
    draft.write().unwrap();
    let project = Project::open(folder.path()).unwrap();
    let demand = project.load(&|_| {}).unwrap().district.demand;
    assert_eq!(demand.people(0).to_string(), "500");
    assert!(project.scenarios.is_empty());
}

#[test]
fn people_as_they_are_go_before_those_that_are_planned() {
    let both = BLOCKS.replace("人口", "人口,规划人口").replace("10,", "10,99,");
    let (folder, draft) = draft(&[("站点.csv", STATIONS), ("地块.csv", &both)]);
    draft.write().unwrap();
    let demand =
        Project::open(folder.path()).unwrap().load(&|_| {}).unwrap().district.demand;
    assert_eq!(demand.people(0).to_string(), "10");
}

/// What a small folder becomes in Chinese, below its name.
const ZH: &str = r#"
[inputs]
# 站点.csv:1行;列:编号、名称、级别、经度、纬度
#   站点.csv第3行:本行有6个单元格,表头只有5列;单元格内含分隔符时,请用引号括起
stations = "站点.csv"
# 地块.csv:1行;1个面;列:id、社区名
#   人口取自人口.csv:1个关联值中有1个能够对应
demand = { path = "地块.csv", join = { path = "人口.csv", on = "社区名" } }
# grids = "..."
# 道路.csv:1行;1条线;列:id
streets = "道路.csv"
# barriers = "..."
# extent = "complete"        # 如所绘道路之外没有需要计入的道路,请启用此行
# study_area = "研究范围.csv"  # 只计入范围内的需求
# 未采用:备注.txt
# 未能读取:路网.dwg:不支持DWG图形文件;请另存为DXF

[hierarchy]
# pattern = "1+4+11+10"      # 各级应配置的站点数
substitution = "inclusive"   # 就近口径:本级及以上任一站点均可服务

[walking]
budget  = "15min"            # 也可写1000m、gb15,或按级别列成数组
profile = "adult"            # 步行速度1.2米/秒;elder(老年人)0.8、child(儿童)1.0、wheelchair(轮椅)0.8

[scenario.north]
# north/plots.csv:2行;2个面;统计项:population、households;列:地块编号、用地性质、规划人口、户数
#   人口按规划数计,取自规划人口列
add_demand = { path = "north/plots.csv", weights = { population = "规划人口", households = "户数" } }
# north/edge.csv:1行;1个面;列:id
# 所示范围内的需求才计入;如需同时看周边城区的变化,请删去study_area一行
study_area = "north/edge.csv"
"#;

/// The lines of a draft that are not comments.
fn settings(draft: &Draft) -> Vec<&str> {
    let lines = draft.text.lines().map(|line| line.split('#').next().unwrap_or_default());
    lines.map(str::trim_end).filter(|line| !line.is_empty()).collect()
}

#[test]
fn only_the_comments_follow_the_language() {
    let (folder, en) = draft(&[
        ("站点.csv", &format!("{STATIONS}S2,乙站,3,99.9,24.5,x\n")),
        ("地块.csv", &BLOCKS.replace("人口", "社区名")),
        ("人口.csv", "社区名,人口\n10,5\n"),
        ("道路.csv", STREETS),
        ("路网.dwg", "AC1027"),
        ("备注.txt", "just words\nand more\n"),
        ("研究范围.csv", EDGE),
        ("north/plots.csv", PLOTS),
        ("north/edge.csv", EDGE),
    ]);
    let zh = Draft::of(folder.path(), Lang::Zh).unwrap();
    let (head, rest) = zh.text.split_at(zh.text.find("\n[inputs]").unwrap());
    assert!(head.starts_with(
        "# 本文件根据同一文件夹中的数据起草,有注释的各行请逐一核对\nname = "
    ));
    let within = format!("{}/", folder.path().display());
    assert_eq!(rest.replace(&within, ""), ZH);

    let above = "# only the demand inside is counted; leave the line out to see the town around \
                 it too\nstudy_area = \"north/edge.csv\"\n";
    assert!(en.text.ends_with(above), "{}", en.text);
    assert_eq!(settings(&zh), settings(&en));
    assert_eq!((&zh.questions, &zh.used), (&en.questions, &en.used));
    let read = |draft: &Draft| {
        let path = draft.write().unwrap();
        let project = Project::open(folder.path()).unwrap();
        fs::remove_file(path).unwrap();
        format!("{project:#?}")
    };
    assert_eq!(read(&zh), read(&en));
}
