use super::zones::likely;
use super::*;
use crate::campaign::{Dice, effort};
use crate::finding::Place;
use crate::rows::Row;
use geo::{Point, line_string, point};
use std::path::Path;

/// Systems by code, and what they are called.
const CALLED: [(&str, &[&str]); 14] = [
    (
        "EPSG:4326",
        &[
            "EPSG:4326",
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            "WGS 84",
            "wgs-84",
            "4326",
            "GPS",
            "WGS84坐标系",
        ],
    ),
    (
        "EPSG:4490",
        &[
            "EPSG:4490",
            "urn:ogc:def:crs:EPSG::4490",
            "CGCS2000",
            "天地圖",
            "天地图",
            "国家2000",
            "2000国家大地坐标系",
            "国家大地坐标系（CGCS2000）",
        ],
    ),
    (
        "GCJ-02",
        &[
            "GCJ-02",
            "gcj02",
            "火星坐标",
            "高德",
            "高德地图",
            "腾讯地图",
            "GCJ02（高德）",
            "火星坐标系(GCJ-02)",
        ],
    ),
    ("BD-09", &["BD-09", "bd09ll", "百度", "百度地图", "百度坐标系", "ＢＤ０９"]),
    (
        "EPSG:4547",
        &[
            "http://www.opengis.net/def/crs/EPSG/0/4547",
            "epsg4547",
            "CGCS2000 3度带 114E",
            "CGCS2000 / 3-degree Gauss-Kruger CM 114E",
            "CGCS2000_3_Degree_GK_CM_114E",
            "国家2000 三度带 中央经线114",
        ],
    ),
    (
        "EPSG:4527",
        &[
            "CGCS2000 / 3-degree GK zone 39",
            "CGCS2000_3_Degree_GK_Zone_39",
            "国家2000 39带",
            "2000国家大地坐标系3度带39带",
        ],
    ),
    ("EPSG:4497", &["CGCS2000 / Gauss-Kruger zone 19", "CGCS2000 6度带 19带"]),
    ("EPSG:4508", &["CGCS2000 / Gauss-Kruger CM 111E"]),
    ("EPSG:32650", &["UTM 50N", "WGS 84 / UTM zone 50N", "WGS_1984_UTM_Zone_50N"]),
    ("EPSG:32750", &["UTM zone 50S"]),
    ("EPSG:3857", &["EPSG:3857", "900913", "Web Mercator", "WGS 84 / Pseudo-Mercator"]),
    ("EPSG:4214", &["北京54", "Beijing 1954"]),
    ("EPSG:4610", &["西安80坐标系", "Xian_1980"]),
    ("+proj=tmerc +lon_0=102", &["+proj=tmerc +lon_0=102"]),
];

#[test]
fn systems_are_known_by_all_their_names() {
    for (code, names) in CALLED {
        let crs = Crs::named(code).unwrap();
        assert_eq!(crs.key(), code);
        for name in names {
            assert_eq!(Crs::named(name), Some(crs.clone()), "{name}");
        }
    }
    let four = ["EPSG:4326", "EPSG:4490", "GCJ-02", "BD-09"]
        .map(|code| Crs::named(code).unwrap());
    assert_eq!(four, [Crs::Wgs84, Crs::Cgcs2000, Crs::Gcj02, Crs::Bd09]);
    for name in [
        "",
        "很好",
        "12",
        "CGCS2000 3度带 100E",
        "bd09mc",
        "EPSG:",
        "高",
        "UTM",
        "本地坐标",
    ] {
        assert_eq!(Crs::named(name), None, "{name}");
    }
}

#[test]
fn every_zone_has_its_code() {
    for zone in 25..=45 {
        let (numbered, bare) = (4513 + zone - 25, 4534 + zone - 25);
        assert_eq!(
            Crs::named(&format!("CGCS2000 3度带 {zone}带")),
            Some(Crs::Epsg(numbered))
        );
        assert_eq!(
            Crs::named(&format!("CGCS2000 3度带 {}E", 3 * zone)),
            Some(Crs::Epsg(bare))
        );
    }
    for zone in 13..=23 {
        let (numbered, bare) = (4491 + zone - 13, 4502 + zone - 13);
        assert_eq!(
            Crs::named(&format!("CGCS2000 6度带 {zone}带")),
            Some(Crs::Epsg(numbered))
        );
        let meridian = 6 * zone - 3;
        assert_eq!(
            Crs::named(&format!("CGCS2000 6度带 {meridian}E")),
            Some(Crs::Epsg(bare))
        );
    }
}

/// What ESRI writes into a `.prj` file.
const ESRI_GEOGRAPHIC: &str = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
const ESRI_CHINA: &str = r#"GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
const OGC: &str = r#"PROJCS["CGCS2000 / 3-degree Gauss-Kruger CM 99E",GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4490"]],PROJECTION["Transverse_Mercator"],AUTHORITY["EPSG","4542"]]"#;

#[test]
fn well_known_text_that_repeats_a_code_is_that_code() {
    assert_eq!(Crs::named(ESRI_GEOGRAPHIC), Some(Crs::Wgs84));
    assert_eq!(Crs::named(ESRI_CHINA), Some(Crs::Cgcs2000));
    assert_eq!(Crs::named(OGC), Some(Crs::Epsg(4542)));
    let shifted = OGC.replace(
        r#"298.257222101,AUTHORITY["EPSG","1024"]],"#,
        "298.257222101],TOWGS84[1,2,3,0,0,0,0],",
    );
    assert_eq!(Crs::named(&shifted), Some(Crs::Definition(shifted.as_str().into())));
    for broken in
        ["PROJCS[", "GEOGCS[\"", "PROJCS[]]]]", "GEOGCS[AUTHORITY[\"EPSG\",\"x\"]]"]
    {
        assert_eq!(Crs::named(broken), Some(Crs::Definition(broken.into())), "{broken}");
    }
}

#[test]
fn zones_as_esri_writes_them_are_known_by_name_and_numbers() {
    let written = |name: &str, datum: &str, easting: f64, meridian: f64, scale: f64| {
        let geographic = ESRI_CHINA.replace("D_China_2000", datum);
        format!(
            r#"PROJCS["{name}",{geographic},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",{easting:.1}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{meridian:.1}],PARAMETER["Scale_Factor",{scale:?}],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#
        )
    };
    let china = "D_China_2000";
    let (narrow, wide) = ("CGCS2000_3_Degree_GK_Zone_33", "CGCS2000_GK_CM_99E");
    let text = written(narrow, china, 33_500_000.0, 99.0, 1.0);
    assert_eq!(Crs::named(&text), Some(Crs::Epsg(4521)));
    let text = written("CGCS2000_3_Degree_GK_CM_99E", china, 500_000.0, 99.0, 1.0);
    assert_eq!(Crs::named(&text), Some(Crs::Epsg(4542)));
    let text = written(wide, china, 500_000.0, 99.0, 1.0);
    assert_eq!(Crs::named(&text), Some(Crs::Epsg(4542)), "the same numbers");
    let text = written("WGS_1984_UTM_Zone_47N", "D_WGS_1984", 500_000.0, 99.0, 0.9996);
    assert_eq!(Crs::named(&text), Some(Crs::Epsg(32647)));
    // a town's own grid under a borrowed name
    for text in [
        written(narrow, china, 500_000.0, 99.0, 1.0),
        written(narrow, china, 33_500_000.0, 99.5, 1.0),
        written(narrow, "D_Xian_1980", 33_500_000.0, 99.0, 1.0),
    ] {
        assert_eq!(Crs::named(&text), Some(Crs::Definition(text.as_str().into())));
    }
}

#[test]
fn magnitudes_tell_the_zone() {
    let codes =
        |pair| likely(pair).iter().map(|crs| crs.key().into_owned()).collect::<Vec<_>>();
    assert_eq!(codes([33_593_665.826, 2_719_878.518]), ["EPSG:4521"]);
    assert_eq!(codes([2_719_878.518, 33_593_665.826]), ["EPSG:4521"]);
    assert_eq!(codes([17_593_665.0, 2_719_878.5]), ["EPSG:4495"]);
    assert_eq!(codes([12_690_421.95, 3_567_983.46]), ["EPSG:3857"]);
    assert_eq!(codes([99.9, 24.6]), [""; 0]);
    assert_eq!(codes([f64::NAN, f64::INFINITY]), [""; 0]);
    let six_digits = codes([593_665.8, 2_719_878.5]);
    assert!(six_digits.contains(&"EPSG:4542".to_owned()), "{six_digits:?}");
    assert!(six_digits.contains(&"EPSG:32647".to_owned()), "{six_digits:?}");
}

pub(super) fn rows_of(shapes: impl IntoIterator<Item = Geometry>) -> Rows {
    let mut rows = Rows::new("file.geojson", Path::new("file.geojson"));
    rows.list.extend(shapes.into_iter().enumerate().map(|(i, shape)| {
        let mut row = Row::new(Place::Feature(i + 1), Vec::new());
        row.geometry = Ok(Some(shape));
        row
    }));
    rows
}

pub(super) fn with_crs(name: &str) -> Input {
    Input { crs: Some(name.to_owned()), ..Input::new("file.geojson") }
}

pub(super) fn point_of(row: &Row) -> Point {
    Point::try_from(row.geometry.clone().unwrap().unwrap()).unwrap()
}

#[test]
fn the_project_goes_before_the_file_and_says_so() {
    let mut rows = rows_of([point!(x: 99.925_584, y: 24.577_125).into()]);
    rows.crs = Some(Crs::Wgs84);
    settle(&mut rows, &with_crs("高德")).unwrap();
    assert_eq!(rows.crs, Some(Crs::Gcj02));
    let found = point_of(&rows.list[0]);
    assert!((found.x() - 99.9247).abs() < 1e-6 && (found.y() - 24.5803).abs() < 1e-6);
    let expected =
        Problem::OtherCrs { stated: "EPSG:4326".into(), taken: "GCJ-02".into() };
    assert_eq!(rows.findings[0].problem, expected);
    let mut rows = rows_of([]);
    settle(&mut rows, &Input::new("file.geojson")).unwrap();
    assert_eq!(rows.crs, Some(Crs::Wgs84));
    let error = settle(&mut rows, &with_crs("很好")).unwrap_err();
    assert!(error.to_string().contains("\"很好\" is not known"), "{error}");
}

#[test]
fn a_place_that_is_none_costs_its_row_only() {
    let shapes = [
        point!(x: 99.9, y: 24.6).into(),
        point!(x: f64::NAN, y: 24.6).into(),
        line_string![(x: 99.9, y: 24.6), (x: 99.9, y: 91.0)].into(),
        point!(x: 24.6, y: 99.9).into(),
    ];
    let mut rows = rows_of(shapes);
    settle(&mut rows, &Input::new("file.geojson")).unwrap();
    let bad = |i: usize| matches!(rows.list[i].geometry, Err(Problem::Position(_)));
    assert_eq!([0, 1, 2, 3].map(bad), [false, true, true, true]);
    assert!(rows.findings.is_empty());
}

#[test]
fn exchanged_degrees_are_turned_round_once() {
    let shapes = (0..5).map(|i| point!(x: 24.6 + f64::from(i), y: 99.9).into());
    let mut rows = rows_of(shapes);
    settle(&mut rows, &with_crs("EPSG:4490")).unwrap();
    assert_eq!(point_of(&rows.list[1]), point!(x: 99.9, y: 25.6));
    assert_eq!(rows.findings.len(), 1);
    assert_eq!(rows.findings[0].problem, Problem::Exchanged);
}

#[test]
fn undeclared_meters_are_refused_with_the_likeliest_system() {
    let refused = |x, y| {
        let mut rows = rows_of([point!(x: x, y: y).into()]);
        settle(&mut rows, &Input::new("file.geojson")).unwrap_err().to_string()
    };
    for text in [refused(33_593_665.0, 2_719_878.0), refused(2_719_878.0, 33_593_665.0)] {
        assert!(text.contains("crs = \"EPSG:4521\""), "{text}");
    }
    let text = refused(593_665.0, 2_719_878.0);
    assert!(text.contains("central meridian"), "{text}");
    let text = refused(4e9, 4e9);
    assert!(text.contains("crs = \"EPSG:...\""), "{text}");
}

#[cfg(not(feature = "proj"))]
#[test]
fn without_proj_a_projection_is_refused_by_name() {
    let mut rows = rows_of([point!(x: 593_665.0, y: 2_719_878.0).into()]);
    let error = settle(&mut rows, &with_crs("EPSG:4542")).unwrap_err().to_string();
    assert!(error.contains("\"EPSG:4542\" takes PROJ"), "{error}");
    assert!(FromWgs84::of(&Crs::Epsg(4542)).is_err());
}

#[test]
fn a_definition_is_called_as_it_calls_itself() {
    let label = |text: &str| Crs::Definition(text.into()).label().into_owned();
    assert_eq!(
        label("PROJCS[\"WGS_1984_UTM_Zone_50N\",GEOGCS[\"GCS\"]]"),
        "WGS_1984_UTM_Zone_50N"
    );
    let json = "{\"type\":\"ProjectedCRS\",\"name\":\"unknown\",\"conversion\":{\"name\":\"UTM zone 50N\"}}";
    assert_eq!(label(json), "UTM zone 50N");
    assert_eq!(label("+proj=utm +zone=50"), "+proj=utm +zone=50");
    assert_eq!(Crs::Gcj02.label(), "GCJ-02");
}

/// What names are made of, and what breaks them.
const SHARDS: [&str; 40] = [
    "EPSG:",
    "4547",
    "urn:ogc:def:crs:",
    "::",
    "http://",
    "/",
    "#",
    "CGCS2000",
    "国家2000",
    "3度带",
    "6度",
    "CM",
    "zone",
    "114E",
    "99999999999",
    "UTM",
    "50N",
    "PROJCS[",
    "GEOGCS",
    "[",
    "]",
    "\"",
    "AUTHORITY[",
    "\"EPSG\"",
    ",",
    "TOWGS84[",
    "0",
    "ID[",
    "(",
    ")",
    "+proj=",
    "tmerc",
    " ",
    "　",
    "带",
    "𝟒",
    "\u{feff}",
    "{\"type\":\"CRS\"",
    "-",
    "高德",
];

#[test]
fn no_name_breaks_the_reader() {
    let mut dice = Dice(4);
    for _ in 0..20_000 * effort() {
        let text: String =
            (0..dice.roll(9)).map(|_| SHARDS[dice.roll(SHARDS.len())]).collect();
        if let Some(crs) = Crs::named(&text) {
            // what results name is understood again, and is the same
            assert_eq!(Crs::named(&crs.key()), Some(crs), "{text}");
        }
    }
}

#[test]
fn no_number_breaks_a_conversion() {
    let mut dice = Dice(5);
    let mut number = || match dice.roll(4) {
        0 => f64::from_bits((dice.roll(usize::MAX) as u64) << 1),
        1 => [f64::NAN, f64::INFINITY, f64::MAX, -0.0, 90.0, 180.0, 72.004][dice.roll(7)],
        2 => dice.roll(400) as f64 - 200.0,
        _ => dice.roll(40_000_000) as f64,
    };
    let names = ["EPSG:4326", "高德", "百度", "EPSG:4521", "EPSG:3857", "EPSG:2326"];
    for name in names.map(|name| Crs::named(name).unwrap()) {
        let (Ok(to), Ok(from)) = (ToWgs84::of(&name), FromWgs84::of(&name)) else {
            continue;
        };
        for _ in 0..5_000 * effort() {
            let place = [number(), number()];
            // no panic, and through PROJ nothing that is no number
            let found = [to.at(place), from.at(place)];
            let degrees = matches!(name, Crs::Wgs84 | Crs::Gcj02 | Crs::Bd09);
            let finite = |place: &[f64; 2]| place.iter().all(|number| number.is_finite());
            assert!(degrees || found.iter().flatten().all(finite), "{place:?} {found:?}");
            let mut rows = rows_of([Point::new(place[0], place[1]).into()]);
            let settled = settle(&mut rows, &with_crs(&name.key())).is_ok();
            if settled && let Ok(Some(shape)) = &rows.list[0].geometry {
                let point = Point::try_from(shape.clone()).unwrap();
                assert!(LngLat::new(point.x(), point.y()).is_ok(), "{place:?} {point:?}");
            }
        }
    }
}
