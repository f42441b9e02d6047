use super::*;
use crate::crs::tests::{point_of, rows_of, with_crs};
use crate::crs::{FromWgs84, ToWgs84, settle};
use crate::error::ReadFault;
use crate::finding::Problem;
use crate::project::Input;
use geo::{Geometry, line_string, point};

/// A place and its coordinates in a system, by pyproj 3.7.2 (PROJ 9.5.1), easting first.
const REFERENCE: [(&str, [f64; 2], [f64; 2]); 11] = [
    ("EPSG:4547", [114.3, 30.5], [528_799.742_478_558, 3_375_580.000_221_881]),
    ("EPSG:4526", [114.3, 30.5], [38_528_799.742_478_56, 3_375_580.000_221_881]),
    ("EPSG:4542", [99.9247, 24.5803], [593_665.825_907_236, 2_719_878.518_073_994]),
    ("EPSG:4521", [99.9247, 24.5803], [33_593_665.825_907_24, 2_719_878.518_073_994]),
    ("EPSG:4502", [75.3, 39.4], [525_840.986_315_672, 4_362_954.645_933_604]),
    ("EPSG:4497", [111.2, 34.5], [19_518_368.009_764_288, 3_819_143.056_229_219]),
    ("EPSG:32650", [117.967, 28.431], [594_699.374_455_576, 3_145_328.443_076_197]),
    ("EPSG:3857", [117.967, 28.431], [13_132_026.370_410_103, 3_303_422.505_363_057]),
    ("EPSG:2326", [114.17, 22.32], [835_559.742_285_664, 820_110.445_766_817]),
    ("EPSG:25832", [8.69, 49.41], [477_512.528_898_929, 5_473_081.358_973_006]),
    ("EPSG:3826", [121.5, 25.04], [300_454.059_455_013, 2_770_301.227_061_304]),
];

/// What ESRI writes into a `.prj` file of a numbered zone.
const ESRI_ZONE: &str = r#"PROJCS["Town_Grid",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",33500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",99.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;

fn near(one: [f64; 2], other: [f64; 2], by: f64) -> bool {
    (one[0] - other[0]).abs() < by && (one[1] - other[1]).abs() < by
}

#[test]
fn proj_agrees_with_pyproj_both_ways() {
    for (name, degrees, meters) in REFERENCE {
        let crs = Crs::named(name).unwrap();
        let found = ToWgs84::of(&crs).unwrap().at(meters).unwrap();
        assert!(near(found, degrees, 1e-8), "{name} {found:?}");
        let found = FromWgs84::of(&crs).unwrap().at(degrees).unwrap();
        assert!(near(found, meters, 1e-3), "{name} {found:?}");
    }
}

#[test]
fn definitions_are_read_like_codes() {
    let (_, degrees, meters) = REFERENCE[3];
    for text in [
        ESRI_ZONE,
        "+proj=tmerc +lon_0=99 +x_0=33500000 +ellps=GRS80 +units=m",
        "+proj=tmerc +lon_0=99 +x_0=33500000 +datum=WGS84 +type=crs",
    ] {
        let crs = Crs::named(text).unwrap();
        assert!(matches!(crs, Crs::Definition(_)), "{text}");
        let found = ToWgs84::of(&crs).unwrap().at(meters).unwrap();
        assert!(near(found, degrees, 1e-8), "{text} {found:?}");
        let found = FromWgs84::of(&crs).unwrap().at(degrees).unwrap();
        assert!(near(found, meters, 1e-3), "{text} {found:?}");
    }
}

#[test]
fn a_guessed_change_of_datum_is_refused() {
    // Beijing 1954 and Xian 1980, and projections of theirs
    for code in [4214, 4610, 2431, 2333, 2401, 2363, 4555] {
        let fault = ToWgs84::of(&Crs::Epsg(code)).unwrap_err();
        assert_eq!(fault, ReadFault::Ballpark(format!("EPSG:{code}")), "{code}");
        assert!(FromWgs84::of(&Crs::Epsg(code)).is_err(), "{code}");
    }
    let krassovsky =
        Crs::named("+proj=tmerc +lon_0=102 +x_0=500000 +ellps=krass").unwrap();
    assert!(matches!(ToWgs84::of(&krassovsky), Err(ReadFault::Ballpark(_))));
}

#[test]
fn parameters_of_a_survey_office_open_a_legacy_datum() {
    let text = "+proj=longlat +ellps=krass +towgs84=15.8,-154.4,-82.3,0,0,0,0 +no_defs";
    let crs = Crs::named(text).unwrap();
    let [lng, lat] = ToWgs84::of(&crs).unwrap().at([114.5, 30.5]).unwrap();
    // 3-parameter shift of tens of meters, and back
    assert!((20e-5..200e-5).contains(&(lng - 114.5).hypot(lat - 30.5)), "{lng} {lat}");
    let back = FromWgs84::of(&crs).unwrap().at([lng, lat]).unwrap();
    assert!(near(back, [114.5, 30.5], 1e-8), "{back:?}");
}

#[test]
fn what_proj_does_not_know_is_said() {
    for text in ["EPSG:999999", "PROJCS[", "+proj=nowhere", "EPSG:5714"] {
        let crs = Crs::named(text).unwrap();
        assert!(matches!(ToWgs84::of(&crs), Err(ReadFault::Crs(_))), "{text}");
    }
}

#[test]
fn projected_geometries_are_settled_in_either_order() {
    let [lng, lat] = REFERENCE[2].1;
    for (name, [easting, northing]) in
        [("EPSG:4542", REFERENCE[2].2), ("EPSG:4521", REFERENCE[3].2)]
    {
        for exchanged in [false, true] {
            let at = |dx: f64| {
                let (x, y) = (easting + dx, northing);
                if exchanged { point!(x: y, y: x) } else { point!(x: x, y: y) }
            };
            let mut rows = rows_of([0.0, 100.0, 200.0].map(|dx| at(dx).into()));
            settle(&mut rows, &with_crs(name)).unwrap();
            let found = point_of(&rows.list[0]);
            assert!(near([found.x(), found.y()], [lng, lat], 1e-8), "{name} {found:?}");
            let said = rows.findings.iter().any(|f| f.problem == Problem::Exchanged);
            assert_eq!(said, exchanged);
        }
    }
}

#[test]
fn a_declared_system_that_cannot_be_right_is_refused() {
    let refused = |x: f64, y: f64, name: &str| {
        let mut rows = rows_of([point!(x: x, y: y).into()]);
        settle(&mut rows, &with_crs(name)).unwrap_err().to_string()
    };
    let text = refused(33_593_665.8, 2_719_878.5, "EPSG:4542");
    assert!(
        text.contains("where EPSG:4542 is used") && text.contains("\"EPSG:4521\""),
        "{text}"
    );
    let text = refused(99.9247, 24.5803, "EPSG:4542");
    assert!(text.contains("crs = \"EPSG:4326\""), "{text}");
    let text = refused(593_665.8, 2_719_878.5, "EPSG:4214");
    assert!(text.contains("+towgs84"), "{text}");
}

#[test]
fn many_threads_give_the_bytes_of_one() {
    let line = |i: u32| -> Geometry {
        let x = 480_000.0 + f64::from(i);
        line_string![(x: x, y: 2_719_878.5), (x: x + 0.5, y: 2_719_900.25)].into()
    };
    let mut many = rows_of((0..25_000).map(line));
    settle(&mut many, &with_crs("EPSG:4542")).unwrap();
    for i in [0, 9_999, 24_999] {
        let mut one = rows_of([line(i)]);
        settle(&mut one, &with_crs("EPSG:4542")).unwrap();
        assert_eq!(many.list[i as usize].geometry, one.list[0].geometry);
    }
    let input = Input::new("file.geojson");
    assert!(settle(&mut rows_of([line(1)]), &input).is_err());
}

#[test]
fn a_place_beyond_the_projection_costs_its_row() {
    let shapes = [
        point!(x: 593_665.8, y: 2_719_878.5).into(),
        point!(x: 593_666.8, y: 2_719_878.5).into(),
        point!(x: 1e30, y: 1e30).into(),
    ];
    let mut rows = rows_of(shapes);
    settle(&mut rows, &with_crs("EPSG:4542")).unwrap();
    assert_eq!(rows.list[2].geometry, Err(Problem::BeyondCrs));
    assert!(rows.list[1].geometry.is_ok());
}
