use super::*;
use crate::finding::Place;
use crate::rows::Row;
use std::path::Path;

fn rows(header: &str) -> Rows {
    let mut rows = Rows::new("file.csv", Path::new("file.csv"));
    rows.columns = header.split('|').map(str::to_owned).collect();
    rows
}

/// Binds the columns of a header; `expect` is `field=column` for each, by name.
#[track_caller]
fn check(role: &Role, header: &str, expect: &str) {
    let rows = rows(header);
    let columns = Columns::bind(role, &rows, &Input::default(), &mut Vec::new()).unwrap();
    for pair in expect.split('|') {
        let (field, name) = pair.split_once('=').unwrap();
        let found = columns.get(field).map_or("", |i| rows.columns[i].as_str());
        assert_eq!(found, name, "{field} of {header}");
    }
}

#[test]
fn stations_are_recognized_in_both_languages_and_scripts() {
    check(
        &STATIONS,
        "id|name|level|lon|lat",
        "id=id|name=name|level=level|lon=lon|lat=lat",
    );
    check(
        &STATIONS,
        "序号|站点名称|级别|经度|纬度|所属社区|上级编号|运行情况",
        "id=序号|name=站点名称|level=级别|lon=经度|lat=纬度|community=所属社区|parent=上级编号\
         |status=运行情况",
    );
    check(
        &STATIONS,
        "站點編號|驛站名稱|層級|經度|緯度|狀態|地址",
        "id=站點編號|name=驛站名稱|level=層級|lon=經度|lat=緯度|status=狀態",
    );
    check(&STATIONS, "Station ID|Tier|LONGITUDE|Latitude", "id=Station ID|level=Tier");
    check(
        &STATIONS,
        "编号|站点名称（全称）|等 级|坐标",
        "name=站点名称（全称）|level=等 级",
    );
    check(&STATIONS, "名称|坐标（经度,纬度）", "name=名称|coordinates=坐标（经度,纬度）");
}

#[test]
fn the_longest_part_of_a_name_decides_and_of_equals_the_last() {
    check(&STATIONS, "党群服务中心名称及简介|等级划分", "name=党群服务中心名称及简介");
    check(&STATIONS, "社区编号|社区", "id=社区编号|community=社区");
    check(&STATIONS, "上级主管部门|site area|场所概况", "parent=|site=");
    check(
        &STATIONS,
        "station full name|grade level",
        "name=station full name|level=grade level",
    );
    check(&STATIONS, "notes|provider|width", "id=|name=|level=");
    let rows = rows("2020年常住人口|人口密度");
    let mut findings = Vec::new();
    let bound = Columns::bind(&DEMAND, &rows, &Input::default(), &mut findings).unwrap();
    assert_eq!(bound.weights, [("population".to_owned(), 0)]);
    let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "file.csv, 2020年常住人口: read as population; say so in walkshed.toml if that is wrong: \
          columns = { ... }"
        ]
    );
}

#[test]
fn groups_are_counted_in_the_order_of_the_file() {
    for (header, expect) in [
        ("id|population|elderly|community", "population elderly"),
        ("GEOID20|POP20|HOUSING20|INTPTLAT20|INTPTLON20", "population"),
        ("编号|60岁以上|人口（人）|总户数", "elderly population households"),
        (
            "id|儿童|残疾人|党员数|常住人口|户籍人口",
            "children disabled members population",
        ),
    ] {
        let bound =
            Columns::bind(&DEMAND, &rows(header), &Input::default(), &mut Vec::new());
        let groups: Vec<String> =
            bound.unwrap().weights.into_iter().map(|(g, _)| g).collect();
        assert_eq!(groups.join(" "), expect, "{header}");
    }
}

#[test]
fn what_the_project_says_wins_and_a_slip_of_the_pen_is_named() {
    let rows = rows("name|驿站名称|级|kind");
    let input = |field: &str, name: &str| Input {
        columns: [(field.to_owned(), name.to_owned())].into(),
        ..Input::default()
    };
    let bind = |input: &Input| Columns::bind(&STATIONS, &rows, input, &mut Vec::new());
    let bound = bind(&input("name", "驿站名称")).unwrap();
    assert_eq!(bound.get("name"), Some(1));
    let others: Vec<&str> = bound.others(&rows).map(|(_, name)| name).collect();
    assert_eq!(others, ["name", "级", "kind"]);
    let error = bind(&input("name", "驿站名")).unwrap_err();
    assert_eq!(error.status(), 3);
    assert_eq!(
        error.to_string(),
        "file.csv: no column \"驿站名\"; there are name, 驿站名称, 级, kind; correct columns in \
         walkshed.toml, did you mean \"驿站名称\"?"
    );
    let error = bind(&input("nmae", "name")).unwrap_err().to_string();
    assert!(
        error.contains("no field \"nmae\"") && error.contains("did you mean \"name\"?")
    );
}

#[test]
fn every_alias_finds_its_own_field() {
    for role in [&STATIONS, &DEMAND, &GRIDS, &STREETS] {
        for field in role.fields {
            for name in field.names {
                let rows = rows(name);
                let bound =
                    Columns::bind(role, &rows, &Input::default(), &mut Vec::new())
                        .unwrap();
                assert_eq!(bound.get(field.key), Some(0), "{name} of {}", role.noun);
            }
        }
    }
}

#[test]
fn a_part_of_a_name_makes_an_id_only_if_it_tells_rows_apart() {
    for (values, expect) in [(["1", "2"], Some(0)), (["1", "1"], None), (["1", ""], None)]
    {
        let mut rows = rows("社区编号");
        rows.list = (values.iter().enumerate())
            .map(|(i, value)| Row::new(Place::Row(i + 2), vec![Value::from(*value)]))
            .collect();
        let bound = Columns::bind(&STATIONS, &rows, &Input::default(), &mut Vec::new());
        assert_eq!(bound.unwrap().get("id"), expect, "{values:?}");
    }
}
