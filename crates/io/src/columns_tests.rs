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

/// Every name of the table of aliases, in both scripts.
const ALIASES: [(&Role, &str, &str); 41] = [
    (
        &STATIONS,
        "id",
        "编号 序号 站点编号 站点编码 备案号 登记编号 驿站编号 編號 序號 站點編號 備案號 登記編號 驛站編號 id code station_id no",
    ),
    (
        &STATIONS,
        "name",
        "名称 站点名称 驿站名称 阵地名称 党群服务中心名称 单位名称 网点名称 名稱 站點名稱 驛站名稱 陣地名稱 黨群服務中心名稱 單位名稱 網點名稱 name title station facility_name",
    ),
    (
        &STATIONS,
        "level",
        "级别 层级 网格级别 等级 站点级别 級別 層級 網格級別 等級 站點級別 level tier rank class",
    ),
    (
        &STATIONS,
        "kind",
        "类型 类别 站点类型 驿站类型 類型 類別 站點類型 驛站類型 type kind category",
    ),
    (&STATIONS, "theme", "主题 主題 theme"),
    (&STATIONS, "lon", "经度 东经 lng jd 經度 東經 lon long longitude x"),
    (&STATIONS, "lat", "纬度 北纬 wd 緯度 北緯 lat latitude y"),
    (&STATIONS, "easting", "Y坐标 横坐标 东坐标 Y坐標 橫坐標 東坐標 easting e"),
    (&STATIONS, "northing", "X坐标 纵坐标 北坐标 X坐標 縱坐標 北坐標 northing n"),
    (
        &STATIONS,
        "coordinates",
        "坐标 经纬度 位置坐标 坐標 經緯度 位置坐標 location coordinates latlng wkt",
    ),
    (
        &STATIONS,
        "crs",
        "坐标系 坐标来源 地图来源 坐標系 坐標來源 地圖來源 crs datum srid epsg",
    ),
    (&STATIONS, "address", "地址 详细地址 所在位置 詳細地址 address addr"),
    (
        &STATIONS,
        "parent",
        "上级 所属中心 上级网格 上级编号 上級 所屬中心 上級網格 上級編號 parent parent_id",
    ),
    (
        &STATIONS,
        "community",
        "社区 所属社区 村(社区) 社区名称 社區 所屬社區 村(社區) 社區名稱 community neighbourhood",
    ),
    (
        &STATIONS,
        "township",
        "街道 乡镇 镇(街道) 所属街道 鄉鎮 鎮(街道) 所屬街道 subdistrict town",
    ),
    (
        &STATIONS,
        "area_m2",
        "面积 建筑面积 场所面积 使用面积 面积(㎡) 面積 建築面積 場所面積 area area_m2 floor_area",
    ),
    (
        &STATIONS,
        "opening_hours",
        "开放时间 服务时间 营业时间 開放時間 服務時間 營業時間 opening_hours hours",
    ),
    (
        &STATIONS,
        "services",
        "服务事项 服务内容 功能 便民服务 服務事項 服務內容 便民服務 services amenities",
    ),
    (&STATIONS, "build_mode", "建设方式 建设模式 建設方式 建設模式 build_mode"),
    (
        &STATIONS,
        "operator",
        "牵头单位 责任单位 建设单位 牽頭單位 責任單位 建設單位 operator owner",
    ),
    (&STATIONS, "partners", "配合单位 共建单位 配合單位 共建單位 partners"),
    (&STATIONS, "contact", "负责人 联系人 負責人 聯繫人 聯系人 contact"),
    (&STATIONS, "phone", "电话 联系电话 電話 聯繫電話 phone"),
    (&STATIONS, "stars", "星级 评定等级 星級 評定等級 stars rating"),
    (
        &STATIONS,
        "opened_on",
        "建成时间 启用时间 挂牌时间 建成時間 啟用時間 掛牌時間 opened_on start_date",
    ),
    (&STATIONS, "status", "状态 运行情况 狀態 運行情況 status"),
    (
        &STATIONS,
        "capacity",
        "座位数 日服务能力 日均人次 座位數 日服務能力 capacity seats visits",
    ),
    (
        &GRIDS,
        "id",
        "社区代码 区划代码 统计代码 12位代码 社區代碼 區劃代碼 統計代碼 12位代碼",
    ),
    (&GRIDS, "name", "社区名称 居委会 村(居) 社區名稱 居委會"),
    (
        &DEMAND,
        "population",
        "人口 总人口 常住人口 户籍人口 入住人数 總人口 戶籍人口 入住人數 POP20 POP100 population pop 现状人口",
    ),
    (&DEMAND, "households", "户数 总户数 戶數 總戶數"),
    (&DEMAND, "dwellings", "dwellings 住宅套数 住房套数 套数 住宅套數"),
    (&DEMAND, "elderly", "60岁以上 老年人口 65岁以上 60歲以上"),
    (&DEMAND, "children", "0-3岁 儿童 未成年人 0-3歲 兒童 未成年人"),
    (&DEMAND, "disabled", "残疾人 殘疾人"),
    (&DEMAND, "members", "党员数 黨員數"),
    (&DEMAND, "area_m2", "面积 辖区面积(平方公里) 轄區面積(公顷) 面积(亩)"),
    (
        &DEMAND,
        "id",
        "地块编号 网格编号 小区名称 楼栋 地塊編號 網格編號 樓棟 GEOID GEOID20 GEOID10 block_id",
    ),
    (&DEMAND, "housing", "HOUSING20 HU100"),
    (&DEMAND, "lon", "INTPTLON20"),
    (
        &DEMAND,
        "land_use",
        "用地性质 地类 用地性質 地類 land_use landuse 用地代码 用地类型 地类编码",
    ),
];

#[test]
fn every_alias_of_the_domain_is_known_in_both_scripts() {
    for (role, field, names) in ALIASES {
        for name in names.split(' ') {
            let rows = rows(name);
            let mut findings = Vec::new();
            let bound =
                Columns::bind(role, &rows, &Input::default(), &mut findings).unwrap();
            assert_eq!(bound.get(field), Some(0), "{name} as {field} of {}", role.noun);
            assert!(findings.is_empty(), "{name} is a whole name: {findings:?}");
        }
    }
}

#[test]
fn names_that_a_shapefile_cut_off_are_known_by_their_start() {
    check(&DEMAND, "社区代|常住人|60岁以", "id=社区代|population=常住人|elderly=60岁以");
    check(&STATIONS, "党群服务中|网格级|经度", "name=党群服务中|level=网格级|lon=经度");
    check(&STATIONS, "facility_n|opening_ho", "name=facility_n|opening_hours=opening_ho");
    check(&STATIONS, "上级编|所属社", "parent=上级编|community=所属社");
    check(&STATIONS, "站|服", "name=|services=");
}

#[test]
fn residents_are_counted_before_those_who_are_registered() {
    for (header, read, others) in [
        ("户籍人口|总人口|常住人口", "常住人口", "户籍人口, 总人口"),
        ("户籍人口|2020年常住人口(人)", "2020年常住人口(人)", "户籍人口"),
        ("人口户籍|人口常住", "人口常住", "人口户籍"),
        ("户籍人口|总人口", "总人口", "户籍人口"),
        ("户籍人口|非常住人口", "户籍人口", "非常住人口"),
    ] {
        let rows = rows(header);
        let mut findings = Vec::new();
        let bound =
            Columns::bind(&DEMAND, &rows, &Input::default(), &mut findings).unwrap();
        assert_eq!(bound.get("population").map(|i| rows.columns[i].as_str()), Some(read));
        let said = findings.last().unwrap().to_string();
        let expect = format!(
            "file.csv, {read}: people are counted by this column, not by {others};"
        );
        assert!(said.starts_with(&expect), "{said}");
    }
}
