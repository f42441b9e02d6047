//! A project of the files that a county has: a table in GBK, a workbook, a drawing.

use super::*;
use rust_xlsxwriter::{Format, Workbook};
use walkshed::model::{Status, Value};

const SETTINGS: &str = "[inputs]\n\
    stations = '站点.csv'\n\
    demand = '人口.xlsx'\n\
    streets = { path = '道路.dxf', layer = '道路中心线', crs = 'EPSG:4542' }\n\
    [walking]\nmin_component = '0m'\n";

const STATIONS: &str = "凤山镇党群服务站点一览表,,,,,\r\n\
    编号,站点名称,级别,坐标,建筑面积(亩),状态\r\n\
    0012,镇中心,镇党群服务中心,\"东经99°55′29″,北纬24°34′48″\",3,运营\r\n\
    0013,东门站,党群服务站,\"N24°34'49\"\" E99°55'30\"\"\",约350㎡,已建\r\n\
    合计,,,,3.5,\r\n";

/// Two streets that meet, and a wall, in meters of a Gauss-Krüger zone; names in GBK.
const DRAWING: &str = "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1015\n9\n$DWGCODEPAGE\n3\nANSI_936\n0\n\
    ENDSEC\n0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n5\n1A\n8\n道路中心线\n70\n0\n10\n593600\n20\n2719800\n10\n\
    593700\n20\n2719800\n42\n0.4\n10\n593700\n20\n2719950\n0\nLINE\n5\n1B\n8\n道路中心线\n10\n593600\n20\n\
    2719800\n11\n593600\n21\n2719950\n0\nLINE\n5\n1C\n8\n围墙\n10\n0\n20\n0\n11\n1\n21\n1\n0\nTEXT\n8\n注记\n\
    10\n0\n20\n0\n0\nENDSEC\n0\nEOF\n";

fn people() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    let mut draw = || -> Result<(), rust_xlsxwriter::XlsxError> {
        sheet.merge_range(0, 0, 0, 4, "凤庆县各小区人口", &plain)?;
        for (i, name) in
            ["小区名称", "所属社区", "户籍人口", "常住人口", "图形"].iter().enumerate()
        {
            sheet.write(2, i as u16, *name)?;
        }
        sheet.write(3, 0, "甲")?.write(3, 2, 90)?.write(3, 3, "约100")?;
        sheet.write(3, 4, "SRID=4490;POINT(99.9247 24.5803)")?;
        sheet.write(4, 0, "乙")?.write(4, 2, 10)?.write(4, 3, "１，２00")?;
        sheet.write(
            4,
            4,
            "POLYGON((99.924 24.58,99.925 24.58,99.925 24.581,99.924 24.58))",
        )?;
        sheet.merge_range(3, 1, 4, 1, "东山社区", &plain)?;
        sheet.write(5, 0, "丙")?.write(5, 3, 7)?.write(5, 4, "POINT(99.9 abc)")?;
        sheet.write(6, 0, "合 计")?.write(6, 3, 1307).map(drop)
    };
    draw().unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn what_a_county_has_loads_with_every_doubt_said() {
    let folder = tempfile::tempdir().unwrap();
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    for (name, bytes) in [
        ("walkshed.toml", SETTINGS.as_bytes().to_vec()),
        ("站点.csv", gbk(STATIONS)),
        ("道路.dxf", gbk(DRAWING)),
        ("人口.xlsx", people()),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let loaded = Project::open(folder.path()).unwrap().load(&|_| {}).unwrap();
    let [first, second] = loaded.district.stations.as_slice() else { unreachable!() };
    assert_eq!((first.id.as_str(), first.level), ("0012", 1));
    assert!((first.position.lng() - 99.924_722_222).abs() < 1e-8);
    assert!((second.position.lat() - 24.580_277_777).abs() < 1e-8);
    assert_eq!((second.level, second.status), (3, Status::Built));
    let area = |properties: &[(String, Value)]| properties[0].clone();
    assert_eq!(area(&first.properties), ("area_m2".into(), Value::Integer(2000)));
    assert_eq!(area(&second.properties), ("area_m2".into(), Value::Integer(350)));
    let demand = &loaded.district.demand;
    assert_eq!(demand.groups(), ["population"]);
    let people: Vec<String> =
        (0..demand.len()).map(|i| demand.people(i).to_string()).collect();
    assert_eq!(people, ["100", "1200"]);
    assert!(
        demand
            .points()
            .iter()
            .all(|point| point.community.as_deref() == Some("东山社区"))
    );
    assert!(demand.points()[1].shape.is_some());
    assert!(loaded.district.network.is_some());

    let said: Vec<String> = loaded.findings.iter().map(ToString::to_string).collect();
    for part in [
        "站点.csv: the text is not UTF-8 and was read as GB18030",
        "站点.csv row 2: passed over above the header: row 1",
        "站点.csv: left out as totals: row 5",
        "站点.csv, 状态: 1 stations are built but not said to be operating",
        "人口.xlsx row 3: passed over above the header: row 1",
        "人口.xlsx: left out as totals: row 7",
        "人口.xlsx: 1 merged cells got the value of their block",
        "人口.xlsx, 常住人口: people are counted by this column, not by 户籍人口",
        "人口.xlsx, 常住人口 \"约100\": 1 rough numbers",
        "人口.xlsx row 6: geometry: not well-known text",
        "道路.dxf: entities that are no points, lines or outlines are left out: 1 TEXT",
    ] {
        assert!(said.iter().any(|one| one.starts_with(part)), "{part}\n{said:#?}");
    }
}
