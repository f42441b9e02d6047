use super::*;
use crate::project::Input;
use crate::read::fixtures::{
    self, COLUMNS, TOWN, campaign, first, opened, refusal, told,
};
use flatgeobuf::geozero::{ColumnValue, PropertyProcessor};
use flatgeobuf::{FgbCrs, FgbWriter, FgbWriterOptions};

fn read_bytes(bytes: &[u8]) -> Result<Rows, ReadError> {
    read(&opened(&Input::new("a.fgb"), bytes))
}

/// What is read, without its place, since an index changes the order.
fn sorted(told: &[impl AsRef<str>]) -> Vec<String> {
    let without = |line: &str| line.split_once(" Text").unwrap().1.to_owned();
    let mut text: Vec<String> = told.iter().map(|line| without(line.as_ref())).collect();
    text.sort();
    text
}

#[test]
fn features_are_read_with_and_without_an_index() {
    let [indexed, plain] = ["communities.fgb", "plain.fgb"].map(fixtures::fixture);
    for rows in [&indexed, &plain] {
        assert_eq!(rows.columns, COLUMNS);
        // GDAL leaves out what has no geometry.
        assert_eq!(sorted(&told(rows)), sorted(&TOWN[..2]));
    }
    assert_eq!(indexed.crs, Some(Crs::Epsg(4542)));
    assert_eq!(plain.crs, Some(Crs::Wgs84));
    assert_eq!(first(&plain, 0), (99.92, 24.58));
}

/// A file of these geometries, each with a property of every kind.
fn written(shapes: &[geo::Geometry]) -> Vec<u8> {
    let options = FgbWriterOptions {
        detect_type: false,
        crs: FgbCrs { code: 4490, ..FgbCrs::default() },
        ..FgbWriterOptions::default()
    };
    let mut writer =
        FgbWriter::create_with_options("a", GeometryType::Unknown, options).unwrap();
    let kinds = [
        ("byte", ColumnType::Byte),
        ("ulong", ColumnType::ULong),
        ("float", ColumnType::Float),
        ("json", ColumnType::Json),
        ("bytes", ColumnType::Binary),
        ("time", ColumnType::DateTime),
    ];
    for (name, kind) in &kinds {
        writer.add_column(name, *kind, |_, _| {});
    }
    for shape in shapes {
        writer
            .add_feature_geom(shape.clone(), |feature| {
                let mut put = |i, value: ColumnValue<'_>| {
                    feature.property(i, kinds[i].0, &value).unwrap();
                };
                put(0, ColumnValue::Byte(-3));
                put(1, ColumnValue::ULong(u64::MAX));
                put(2, ColumnValue::Float(0.5));
                put(3, ColumnValue::Json("{}"));
                put(4, ColumnValue::Binary(b"x"));
                put(5, ColumnValue::DateTime("2026-01-31T00:00:00Z"));
            })
            .unwrap();
    }
    let mut bytes = Vec::new();
    writer.write(&mut bytes).unwrap();
    bytes
}

#[test]
fn every_type_of_property_and_of_geometry_is_read() {
    let shapes: [geo::Geometry; 3] = [
        geo::Point::new(1.0, 2.0).into(),
        geo::MultiPoint::from(vec![(1.0, 2.0), (3.0, 4.0)]).into(),
        geo::MultiLineString(vec![
            geo::LineString::from(vec![(0.0, 0.0), (1.0, 1.0)]),
            geo::LineString::from(vec![(2.0, 0.0), (3.0, 1.0)]),
        ])
        .into(),
    ];
    let bytes = written(&shapes);
    let rows = read_bytes(&bytes).unwrap();
    assert_eq!(rows.crs, Some(Crs::Cgcs2000));
    assert_eq!(rows.columns, ["byte", "ulong", "float", "json", "time"]);
    let read = |row: &Row| row.geometry.clone().unwrap().unwrap();
    let mut found: Vec<String> =
        rows.list.iter().map(|row| format!("{:?}", read(row))).collect();
    let mut expected: Vec<String> =
        shapes.iter().map(|shape| format!("{shape:?}")).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    let row = &rows.list[0];
    let values: Vec<&Value> = (0..5).map(|i| row.value(i)).collect();
    assert_eq!(
        values,
        [
            &Value::Integer(-3),
            &"18446744073709551615".into(),
            &Value::Number(0.5),
            &"{}".into(),
            &"2026-01-31T00:00:00Z".into()
        ]
    );
    assert_eq!(
        rows.findings[0].to_string(),
        "a.fgb, bytes: columns that hold no plain values are left out"
    );
}

#[test]
fn collections_are_read() {
    let rows = fixtures::fixture("collection.fgb");
    let parts: Vec<geo::Geometry> = vec![
        geo::Point::new(5.0, 6.0).into(),
        geo::LineString::from(vec![(0.0, 0.0), (1.0, 1.0)]).into(),
    ];
    let expected = geo::Geometry::GeometryCollection(geo::GeometryCollection(parts));
    assert_eq!(rows.list[0].geometry, Ok(Some(expected)));
}

#[test]
fn a_cut_file_is_damaged_wherever_it_is_cut() {
    for name in ["communities.fgb", "plain.fgb"] {
        let whole = fixtures::bytes(name);
        for at in 5..whole.len() {
            let (status, text) = refusal(read_bytes(&whole[..at]));
            assert_eq!(status, 4, "{name} at {at}: {text}");
        }
    }
}

#[test]
fn sizes_that_are_declared_and_not_there_ask_for_no_memory() {
    let mut bytes = fixtures::bytes("plain.fgb");
    let header = u32::from_le_bytes(bytes[8..12].try_into().unwrap()) as usize;
    bytes[12 + header..16 + header].fill(0xff);
    assert_eq!(refusal(read_bytes(&bytes)).0, 4);
    bytes[8..12].fill(0xff);
    let (status, text) = refusal(read_bytes(&bytes));
    assert_eq!(status, 4);
    assert!(text.contains("its header is cut off"), "{text}");
}

#[test]
fn no_change_of_bytes_brings_the_reader_down() {
    campaign(&fixtures::bytes("communities.fgb"), 50, 2_000, read_bytes);
    campaign(&fixtures::bytes("plain.fgb"), 51, 2_000, read_bytes);
}
