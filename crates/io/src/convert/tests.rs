use super::*;
use std::fs;

/// Converts a file of this text; what is written, and what was told.
fn converted(
    (name, text): (&str, &str),
    from: Option<&str>,
    (out, to): (&str, Option<&str>),
) -> (String, Converted) {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join(name), text).unwrap();
    let input = Input { crs: from.map(str::to_owned), ..Input::new(name) };
    let conversion = Conversion { crs: to.map(str::to_owned), ..Conversion::default() };
    let out = home.path().join(out);
    let told = convert(&input, home.path(), &out, &conversion).unwrap();
    (fs::read_to_string(out).unwrap(), told)
}

#[test]
fn cells_of_coordinates_move_and_all_others_stay() {
    let table =
        "编号,经度,纬度,坐标系,备注\n007,99.926,24.575,高德,约100\n008,99.926,24.575,,\n";
    let (text, told) = converted(("a.csv", table), None, ("b.csv", None));
    let lines: Vec<Vec<&str>> =
        text.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(lines[0], ["编号", "经度", "纬度", "坐标系", "备注"]);
    assert_eq!((lines[1][0], lines[1][3], lines[1][4]), ("007", "EPSG:4326", "约100"));
    let moved: f64 = lines[1][1].parse().unwrap();
    assert!((0.0005..0.005).contains(&(99.926 - moved)), "{moved}");
    assert_eq!(lines[2], ["008", "99.926", "24.575", "", ""]);
    assert_eq!((told.rows, told.findings.len()), (2, 0), "{:?}", told.findings);
}

#[test]
fn rows_without_a_place_are_kept_and_told() {
    let table = "id,lon,lat\na,99.9,24.5\nb,,\nc,x,24.5\n";
    let (text, told) = converted(("a.csv", table), None, ("b.geojson", None));
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let features = json["features"].as_array().unwrap();
    assert_eq!(features.len(), 3);
    assert_eq!(features[1]["geometry"], serde_json::Value::Null);
    assert_eq!(features[2]["properties"]["lon"], "x");
    assert_eq!(told.findings.len(), 2, "{:?}", told.findings);
}

#[test]
fn geometries_get_columns_only_where_none_says_the_same() {
    let feature = |properties: &str| {
        format!(
            "{{\"type\":\"Feature\",\"id\":\"s1\",\"geometry\":{{\"type\":\"Point\",\
             \"coordinates\":[99.5,24.5]}},\"properties\":{properties}}}"
        )
    };
    let (text, _) = converted(
        ("a.json", &feature("{\"lon\":99.5,\"lat\":24.5}")),
        None,
        ("b.csv", None),
    );
    assert_eq!(text, "id,lon,lat\r\ns1,99.5,24.5\r\n");
    let (text, _) =
        converted(("a.json", &feature("{\"lon\":\"old\"}")), None, ("b.csv", None));
    assert_eq!(text, "id,lon,lon_2,lat\r\ns1,old,99.5,24.5\r\n");
}

#[test]
fn a_whole_number_among_others_keeps_its_last_digit() {
    let table = "id,code\na,9007199254740993\nb,0.5\n";
    let (text, _) = converted(("a.csv", table), None, ("b.csv", None));
    assert_eq!(text.replace("\r\n", "\n"), table);
}

#[test]
fn what_does_not_fit_together_is_refused_before_anything_is_read() {
    let home = tempfile::tempdir().unwrap();
    let refused = |out: &str, crs: Option<&str>| {
        let conversion =
            Conversion { crs: crs.map(str::to_owned), ..Conversion::default() };
        let input = Input::new("missing.csv");
        let error =
            convert(&input, home.path(), Path::new(out), &conversion).unwrap_err();
        match error {
            ConvertError::Refused(refusal) => Some(refusal),
            _ => None,
        }
    };
    assert!(matches!(refused("a.kml", None), Some(Refusal::Format { .. })));
    assert!(matches!(refused("a.gpkg", Some("?")), Some(Refusal::UnknownCrs { .. })));
    assert!(matches!(refused("a.json", Some("BD-09")), Some(Refusal::GeoJson { .. })));
    // Xian 1980: nobody knows the way there
    assert!(matches!(refused("a.gpkg", Some("EPSG:4610")), Some(Refusal::Crs { .. })));
    assert_eq!(refused("a.gpkg", None), None);
}

#[test]
fn a_licence_goes_from_file_to_file() {
    let home = tempfile::tempdir().unwrap();
    let text = "{\"type\":\"FeatureCollection\",\"licence\":[\"© somebody\"],\"features\":[\
                {\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\
                \"coordinates\":[99.5,24.5]}}]}";
    let mut before = "start.geojson".to_owned();
    fs::write(home.path().join(&before), text).unwrap();
    for format in Format::ALL.into_iter().chain([Format::GeoJson]) {
        let out = home.path().join(format!("after-{}", format.key()));
        let out = out.with_extension(format.key());
        let input = Input::new(&before);
        convert(&input, home.path(), &out, &Conversion::default()).unwrap();
        before = out.file_name().unwrap().to_string_lossy().into_owned();
    }
    let end = fs::read_to_string(home.path().join("after-geojson.geojson")).unwrap();
    assert!(end.contains("\"licence\": [\"© somebody\"]"), "{end}");
}

#[test]
fn no_name_of_a_file_or_a_column_breaks_a_format() {
    let home = tempfile::tempdir().unwrap();
    let table = "\"a'b\"\"c {t}\",geom,fid,GEOM,lon,lat,选择 select,,very_long_name_of_1\n\
                 1,2,3,4,99.5,24.5,x,y,z\n";
    fs::write(home.path().join("in.csv"), table).unwrap();
    for format in Format::ALL {
        let name = format!("gpkg_'{{c}} \"{{t}}\" 一; DROP.{}", format.key());
        let out = home.path().join(name);
        let input = Input::new("in.csv");
        convert(&input, home.path(), &out, &Conversion::default()).unwrap();
        let again = Input::new(out.file_name().unwrap().to_string_lossy());
        let back = home.path().join("back.csv");
        let told = convert(&again, home.path(), &back, &Conversion::default()).unwrap();
        assert_eq!(told.rows, 1, "{format:?}");
        let text = fs::read_to_string(back).unwrap();
        assert!(text.ends_with("\r\n1,2,3,4,99.5,24.5,x,y,z\r\n"), "{format:?}: {text}");
    }
}
