//! Stations of a whole project: bad rows, coordinates, hierarchy.

use super::*;
use walkshed::LngLat;
use walkshed::model::{Status, Value};

#[test]
fn a_chinese_table_loads_with_all_its_columns() {
    let stations = "\u{feff}编号;站点名称;级别;经度;纬度;上级;运行情况;面积(㎡);代码\r\n\
                    0012;甲;镇党群服务中心;99.9;24.5;;运营;１２;530921001\r\n\
                    0013;乙;四級;99.91;24.51;0012;在建;30.50;0042\r\n";
    let loaded = check(&[("s.csv", stations)], &[]);
    let [first, second] = loaded.district.stations.as_slice() else { unreachable!() };
    assert_eq!(
        (first.id.as_str(), first.level, first.status),
        ("0012", 1, Status::Operating)
    );
    assert_eq!(second.parent.as_deref(), Some("0012"));
    assert_eq!((second.level, second.status), (4, Status::UnderConstruction));
    let property = |name: &str, value: Value| (name.to_owned(), value);
    assert_eq!(
        first.properties,
        [
            property("area_m2", Value::Integer(12)),
            property("代码", Value::Integer(530_921_001))
        ]
    );
    assert_eq!(
        second.properties,
        [property("area_m2", Value::Number(30.5)), property("代码", "0042".into())]
    );
}

#[test]
fn bad_stations_are_named_one_by_one_and_the_others_kept() {
    let stations = "id,level,lon,lat,status\n\
                    A,1,99.9,24.5,\n\
                    B,1,abc,24.5,\n\
                    C,1,24.5,99.9,\n\
                    D,1,,24.5,\n\
                    E,1,NaN,24.5,\n\
                    F,1,inf,24.5,\n\
                    G,中心,99.9,24.5,\n\
                    H,7.5,99.9,24.5,\n\
                    I,,99.9,24.5,\n\
                    A,2,99.9,24.5,\n\
                    ,2,99.9,24.5,\n\
                    5.30921E+11,2,99.9,24.5,\n\
                    J,2,99.9,24.5,很好\n";
    let loaded = check(
        &[("s.csv", stations)],
        &[
            "s.csv row 3, lon \"abc\": not a number; write decimal degrees",
            "s.csv row 4, lat \"99.9\": latitude 99.9 is outside -90..90 (are longitude and \
             latitude swapped?); exchange them, longitude comes first",
            "s.csv row 5, lon \"\": no position; give longitude and latitude, or a geometry",
            "s.csv row 6, lon \"NaN\": longitude NaN is not a finite number; write decimal \
             degrees of WGS 84",
            "s.csv row 7, lon \"inf\": longitude inf is not a finite number; write decimal \
             degrees of WGS 84",
            "s.csv row 8, level \"中心\": a center of which level?; write 1 for a town's or 2 for \
             a community's",
            "s.csv row 9, level \"7.5\": not a level; write 1 to 9, or 一级 to 九级",
            "s.csv row 10, level \"\": no level; write 1 to 9, or 一级 to 九级",
            "s.csv row 11, id \"A\": the id is taken by s.csv row 2, which is kept; give each its \
             own",
            "s.csv row 13, id \"5.30921E+11\": a code whose digits a spreadsheet has cut off; \
             format the column as text and export again",
            "s.csv row 14, status \"很好\": not a status; the station counts as operating; write \
             planned, under_construction, built, operating, suspended or closed",
            "s.csv row 12: no id; made from its place in the file; give ids that stay when rows \
             move",
        ],
    );
    let ids: Vec<&str> = loaded.district.stations.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["A", "row 12", "J"]);
}

#[test]
fn columns_whose_values_are_exchanged_are_read_the_other_way_round() {
    let stations = "id,level,经度,纬度\nA,1,24.5,99.9\nB,2,24.6,99.8\n";
    let loaded = check(
        &[("s.csv", stations)],
        &["s.csv, 经度, 纬度: the coordinates stand the other way round, and are read \
             so; put longitude or easting first"],
    );
    assert_eq!(loaded.district.stations[0].position, LngLat::new(99.9, 24.5).unwrap());
    let chinese = "id,level,X坐标,Y坐标\nA,1,24.5,99.9\nB,2,24.6,99.8\n";
    let loaded = check(&[("s.csv", chinese)], &[]);
    assert_eq!(loaded.district.stations[1].position, LngLat::new(99.8, 24.6).unwrap());
}

#[test]
fn each_row_may_come_from_a_map_of_its_own() {
    let stations = "id,level,lon,lat,坐标来源\n\
                    A,1,99.9247,24.5803,GPS\n\
                    B,2,99.925584,24.577125,高德地图\n\
                    C,2,99.932083,24.583052,百度\n\
                    D,2,99.9247,24.5803,\n\
                    E,2,99.9247,24.5803,西安80\n";
    let loaded = check(
        &[("s.csv", stations)],
        &[
            "s.csv row 6, 坐标来源 \"西安80\": not a coordinate system that can be converted; write \
             WGS 84, GCJ-02 (高德), BD-09 (百度) or an EPSG code",
        ],
    );
    for station in &loaded.district.stations {
        let at = station.position;
        assert!((at.lng() - 99.9247).abs() < 1e-6 && (at.lat() - 24.5803).abs() < 1e-6);
    }
    assert_eq!(loaded.district.stations.len(), 4);
}

#[cfg(feature = "proj")]
#[test]
fn chinese_tables_may_call_the_northing_x_or_not() {
    let declared = toml("").replace("'s.csv'", "{ path = 's.csv', crs = 'EPSG:4521' }");
    let [easting, northing] = ["33593665.826", "2719878.518"];
    for (x, y, exchanged) in [(northing, easting, false), (easting, northing, true)] {
        let stations = format!("id,level,X坐标,Y坐标\nA,1,{x},{y}\nB,2,{x},{y}\n");
        let said = "s.csv, Y坐标, X坐标: the coordinates stand the other way round, and are read \
                    so; put longitude or easting first";
        let said: &[&str] = if exchanged { &[said] } else { &[] };
        let loaded = check(&[("walkshed.toml", &declared), ("s.csv", &stations)], said);
        let at = loaded.district.stations[0].position;
        assert!((at.lng() - 99.9247).abs() < 1e-8 && (at.lat() - 24.5803).abs() < 1e-8);
        assert_eq!(loaded.inputs[0].crs, Crs::Epsg(4521));
        fails(&[("s.csv", &stations)], 3, "crs = \"EPSG:4521\"");
    }
}

#[test]
fn one_cell_may_hold_both_coordinates() {
    let stations = "id,level,经纬度\nA,1,\"99.9,24.5\"\nB,2,99.9\n";
    let loaded = check(
        &[("s.csv", stations)],
        &["s.csv row 3, 经纬度 \"99.9\": not a number; write decimal degrees"],
    );
    assert_eq!(loaded.district.stations[0].position, LngLat::new(99.9, 24.5).unwrap());
}

#[test]
fn unknown_datums_and_undeclared_projections_are_refused() {
    let nowhere = toml("").replace("'s.csv'", "{ path = 's.csv', crs = '很好' }");
    fails(
        &[("walkshed.toml", &nowhere)],
        3,
        "coordinate system \"很好\" is not known; write its EPSG code",
    );
    let other = toml("").replace("'s.csv'", "{ path = 's.csv', encoding = 'GBQ' }");
    fails(&[("walkshed.toml", &other)], 3, "no encoding \"GBQ\"");
    let meters = "id,level,x,y\nA,1,593665.8,2719878.5\n";
    fails(&[("s.csv", meters)], 3, "x, y: meters of a projection");
    check(
        &[("s.csv", "id,level,lon,lat,坐标系\nA,1,9,9,WGS84\nB,1,9,9,外星\n")],
        &[
            "s.csv row 3, 坐标系 \"外星\": not a coordinate system that can be converted; write \
             WGS 84, GCJ-02 (高德), BD-09 (百度) or an EPSG code",
        ],
    );
    let cgcs = toml("").replace("'s.csv'", "{ path = 's.csv', crs = 'EPSG:4490' }");
    assert_eq!(check(&[("walkshed.toml", &cgcs)], &[]).inputs[0].crs, Crs::Cgcs2000);
}

#[test]
fn hierarchy_faults_are_named_at_their_rows() {
    let stations = "id,level,lon,lat,parent\n\
                    T,1,9,9,\n\
                    A,2,9,9,X\n\
                    B,3,9,9,C\n\
                    C,2,9,9,B\n\
                    D,4,9,9,T\n";
    let pattern = toml("[hierarchy]\npattern = '1+2+2'");
    let loaded = check(
        &[("s.csv", stations), ("walkshed.toml", &pattern)],
        &[
            "s.csv row 3, id \"A\": A has parent \"X\", which is not there; correct the stations, \
             or hierarchy in walkshed.toml",
            "s.csv row 4, id \"B\": parents go in a circle: B > C > B; correct the stations, or \
             hierarchy in walkshed.toml",
            "s.csv row 6, id \"D\": the pattern has 3 levels; the station is kept; correct the \
             stations, or hierarchy in walkshed.toml",
            "s.csv: level 3: 1/2; correct the stations, or hierarchy in walkshed.toml",
        ],
    );
    assert_eq!(loaded.district.levels, 4);
}

#[test]
fn the_pattern_of_the_town_misses_a_point_that_is_dropped() {
    let text = fs::read_to_string(fengqing().join("stations.csv")).unwrap();
    let without = text.lines().filter(|line| !line.starts_with("P10,"));
    let stations = without.collect::<Vec<_>>().join("\n");
    let pattern = toml("[hierarchy]\npattern = '1+4+11+10'");
    check(
        &[("s.csv", &stations), ("walkshed.toml", &pattern)],
        &["s.csv: level 4: 9/10; correct the stations, or hierarchy in walkshed.toml"],
    );
}

#[test]
fn stations_that_serve_nobody_are_said() {
    check(
        &[("s.csv", "id,level,lon,lat,状态\nA,1,9,9,已建\nB,2,9,9,规划\n")],
        &[
            "s.csv, 状态: 1 stations are built but not said to be operating, and serve nobody; write \
             operating (运营) where a station is open",
            "s.csv: no station is operating, so that none serves; write operating (运营) where a \
           station is open",
        ],
    );
}

#[test]
fn sources_of_one_role_are_read_in_order() {
    let lists = toml("").replace("'s.csv'", "['s.csv', 't.geojson']");
    let more = features(&[
        (r#"{"id": "C1", "level": 2}"#, "Point", "[9,9]"),
        (r#"{"level": 2, "lon": 7, "楼层": 3}"#, "Point", "[9,9]"),
        (r#"{"id": "L", "level": 2}"#, "LineString", "[[9,9],[8,8]]"),
    ]);
    let loaded = check(
        &[("walkshed.toml", &lists), ("t.geojson", &more)],
        &[
            "t.geojson feature 1, id \"C1\": the id is taken by s.csv row 2, which is kept; give \
             each its own",
            "t.geojson feature 3: the geometry is no point (the door of the station); give one, \
             or leave the feature out",
            "t.geojson feature 2: no id; made from its place in the file; give ids that stay when \
             rows move",
        ],
    );
    let second = &loaded.district.stations[1];
    let properties: Vec<&str> =
        second.properties.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        (second.id.as_str(), properties.as_slice()),
        ("feature 2", &["lon", "楼层"][..])
    );
}

#[test]
fn pairs_with_the_latitude_first_are_read_the_other_way_round() {
    let stations =
        "id,level,latlng\nA,1,\"24.5,99.9\"\nB,2,\"24.6,99.8\"\nC,2,\"24.6,x\"\n";
    let loaded = check(
        &[("s.csv", stations)],
        &[
            "s.csv, latlng: the coordinates stand the other way round, and are read so; put \
             longitude or easting first",
            "s.csv row 4, latlng \"24.6,x\": not a number; write decimal degrees",
        ],
    );
    assert_eq!(loaded.district.stations[0].position, LngLat::new(99.9, 24.5).unwrap());
}
