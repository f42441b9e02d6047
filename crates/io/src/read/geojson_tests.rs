use super::*;
use crate::project::Input;

fn read_text(text: &[u8]) -> Result<Rows, ReadError> {
    let (input, path) = (&Input::new("a.geojson"), "a.geojson".into());
    read(&Opened { input, path, bytes: text.to_vec() })
}

fn collection(features: &str) -> String {
    format!(r#"{{"type": "FeatureCollection", "features": [{features}]}}"#)
}

/// One feature with this geometry; what is wrong with it.
#[track_caller]
fn refused(geometry: &str, expect: &str) {
    let feature = format!(r#"{{"type": "Feature", "geometry": {geometry}}}"#);
    let mut rows = read_text(collection(&feature).as_bytes()).unwrap();
    crate::crs::settle(&mut rows, &Input::new("a.geojson")).unwrap();
    let problem = rows.list[0].geometry.as_ref().map(drop).unwrap_err();
    assert_eq!(problem.to_string(), expect, "{geometry}");
}

#[test]
fn properties_keep_their_order_and_kind() {
    let rows = read_text(
        collection(
            r#"{"type": "Feature", "id": 7, "properties": {"b": 1, "a": "0012"},
                "geometry": {"type": "Point", "coordinates": [99.9, 24.5, 1200]}},
               {"type": "Feature", "id": "x", "properties": {"c": [1, 2], "b": 1.5, "d": true},
                "geometry": null}"#,
        )
        .as_bytes(),
    );
    let rows = rows.unwrap();
    assert_eq!(rows.columns, ["b", "a", "c", "d"]);
    let [first, second] = rows.list.as_slice() else { unreachable!() };
    assert_eq!((first.id.as_deref(), second.id.as_deref()), (Some("7"), Some("x")));
    assert_eq!((first.value(0), first.value(1)), (&Value::Integer(1), &"0012".into()));
    assert_eq!((first.value(2), second.value(1)), (&Value::Null, &Value::Null));
    assert_eq!(
        (second.value(0), second.value(2)),
        (&Value::Number(1.5), &"[1,2]".into())
    );
    assert_eq!(second.value(3), &Value::Bool(true));
    assert!(matches!(first.geometry, Ok(Some(geo::Geometry::Point(_)))));
    assert_eq!(second.geometry, Ok(None));
}

#[test]
fn a_feature_or_a_bare_geometry_is_a_collection_of_one() {
    let polygon = r#"{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}"#;
    let feature =
        format!(r#"{{"type": "Feature", "properties": {{}}, "geometry": {polygon}}}"#);
    for text in [polygon, &feature] {
        let rows = read_text(text.as_bytes()).unwrap();
        assert!(
            matches!(rows.list[0].geometry, Ok(Some(geo::Geometry::Polygon(_)))),
            "{text}"
        );
    }
}

#[test]
fn a_bad_feature_costs_no_other() {
    let good =
        r#"{"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}}"#;
    let rows =
        read_text(collection(&format!("17, {good}, {{}}, {good}")).as_bytes()).unwrap();
    let places: Vec<Place> = rows.list.iter().map(|row| row.place).collect();
    assert_eq!(places, [Place::Feature(2), Place::Feature(4)]);
    let found: Vec<String> = rows.findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [1, 3].map(|n| format!(
            "a.geojson feature {n}: not a GeoJSON feature; see RFC 7946, section 3.2"
        ))
    );
}

#[test]
fn geometries_are_checked_at_the_door() {
    let far = r#"{"type": "LineString", "coordinates": [[0, 0], [593665.8, 2719878.5]]}"#;
    let rows = read_text(far.as_bytes()).unwrap();
    assert!(rows.list[0].geometry.is_ok(), "where on the earth it is, is asked later");
    refused(
        r#"{"type": "Point", "coordinates": []}"#,
        "geometry: a position of 0 numbers",
    );
    refused(r#"{"type": "Polygon", "coordinates": []}"#, "geometry: no ring");
    refused(
        r#"{"type": "Polygon", "coordinates": [[]]}"#,
        "geometry: a ring of 0 positions",
    );
    refused(
        r#"{"type": "Polygon", "coordinates": [[[0,0],[1,1]]]}"#,
        "geometry: a ring of 3 positions",
    );
    for geometry in [
        r#"{"type": "Circle", "coordinates": [0, 0]}"#,
        r#"{"type": "Point", "coordinates": ["0", "0"]}"#,
        r#"{"type": "Point"}"#,
        r#"{"coordinates": [1, 2]}"#,
        "17",
        r#"{"type": "LineString", "coordinates": [[0, 0], 1]}"#,
    ] {
        let feature = format!(r#"{{"type": "Feature", "geometry": {geometry}}}"#);
        let rows = read_text(collection(&feature).as_bytes()).unwrap();
        assert!(matches!(rows.list[0].geometry, Err(Problem::Geometry(_))), "{geometry}");
    }
}

#[test]
fn the_coordinate_system_is_taken_from_the_file() {
    let named = |name: &str| {
        let crs = format!(r#"{{"type": "name", "properties": {{"name": "{name}"}}}}"#);
        read_text(
            format!(r#"{{"type": "FeatureCollection", "crs": {crs}, "features": []}}"#)
                .as_bytes(),
        )
        .map(|rows| rows.crs)
    };
    assert_eq!(named("urn:ogc:def:crs:OGC:1.3:CRS84").unwrap(), Some(Crs::Wgs84));
    assert_eq!(named("urn:ogc:def:crs:EPSG::4490").unwrap(), Some(Crs::Cgcs2000));
    assert_eq!(named("urn:ogc:def:crs:EPSG::4547").unwrap(), Some(Crs::Epsg(4547)));
    let error = named("nowhere").unwrap_err();
    assert_eq!(error.status(), 3);
    assert_eq!(
        error.to_string(),
        "a.geojson: coordinate system \"nowhere\" is not known; write its EPSG code, GCJ-02, \
         BD-09, or a PROJ string"
    );
}

#[test]
fn what_is_not_json_is_damaged_and_what_is_not_geojson_is_unusable() {
    let status = |text: &[u8]| read_text(text).map(drop).map_err(|error| error.status());
    for damaged in [
        &br#"{"type": "FeatureCollection", "features": [{"ty"#[..],
        br#"{"type": "FeatureCollection", "features": []} x"#,
        b"hello",
        b"{\"type\": \"\xff\"}",
        b"{\"features\": [{\"type\": \"\xff\"}]}",
        br#"{"features": [1e999]}"#,
        br#"{"features": [NaN]}"#,
        br#"{"type": "Point", "coordinates": [1e999, 0]}"#,
        br#"{"type": "Point", "coordinates": [NaN, 0]}"#,
    ] {
        assert_eq!(status(damaged), Err(4), "{}", String::from_utf8_lossy(damaged));
    }
    for unusable in [
        "[]",
        "3",
        r#"{"type": "Topology"}"#,
        r#"{"type": "FeatureCollection"}"#,
        r#"{"type": "FeatureCollection", "features": 3}"#,
        "{}",
    ] {
        assert_eq!(status(unusable.as_bytes()), Err(3), "{unusable}");
    }
    assert_eq!(
        read_text(b"{\"type\": \"FeatureCollection\",\n\"features\": [")
            .unwrap_err()
            .to_string(),
        "a.geojson: damaged at line 2 column 13: not JSON: EOF while parsing a list; export the \
         file again"
    );
}

#[test]
fn nesting_without_end_is_damage_and_costs_no_stack() {
    for [open, close] in [["[", "]"], ["{\"a\":", "}"], ["{\"geometries\":[", "]}"]] {
        for member in ["coordinates", "geometry", "properties", "features", "crs", "x"] {
            let deep = open.repeat(1_000_000) + "1" + &close.repeat(1_000_000);
            let text = format!("{{\"type\": \"Feature\", \"{member}\": {deep}}}");
            let found = read_text(text.as_bytes());
            // What has no meaning is passed over at any depth.
            let known: &[&str] = match open {
                "{\"a\":" => &["properties", "crs"],
                _ => &["coordinates", "geometry", "properties", "crs"],
            };
            assert!(found.is_err() || !known.contains(&member), "{open} {member}");
        }
    }
}

#[test]
fn a_polygon_of_a_million_vertices_is_one_list_of_positions() {
    let vertex =
        |i: u32| format!("[{},{}]", f64::from(i) * 1e-4, f64::from(i % 97) * 1e-3);
    let ring: Vec<String> = (0..1_000_000).map(vertex).collect();
    let text = format!(r#"{{"type":"Polygon","coordinates":[[{}]]}}"#, ring.join(","));
    let rows = read_text(text.as_bytes()).unwrap();
    let Ok(Some(geo::Geometry::Polygon(polygon))) = &rows.list[0].geometry else {
        unreachable!()
    };
    assert_eq!(polygon.exterior().0.len(), 1_000_001);
}

#[test]
fn a_sequence_under_the_name_of_a_collection_is_read_as_one() {
    let point = r#"{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}"#;
    for text in [format!("{point}\n{point}\n"), format!("{point}\r\nnonsense\r\n{point}")]
    {
        assert_eq!(read_text(text.as_bytes()).unwrap().list.len(), 2, "{text}");
    }
    let error = read_text(format!("{point} nonsense").as_bytes()).unwrap_err();
    assert_eq!(error.status(), 4);
}

#[test]
fn no_change_of_bytes_brings_the_reader_down() {
    let sound = crate::read::fixtures::bytes("communities.geojson");
    crate::read::fixtures::campaign(&sound, 43, 3_000, read_text);
}
