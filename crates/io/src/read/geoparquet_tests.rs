use super::*;
use crate::project::Input;
use crate::read::fixtures::{
    self, COLUMNS, TOWN, campaign, first, opened, refusal, told,
};
use arrow_array::builder::BinaryBuilder;
use arrow_array::{
    ArrayRef, Date32Array, Decimal128Array, Float32Array, Int8Array, StringArray,
    StructArray, TimestampMillisecondArray, UInt64Array,
};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use walkshed::model::Value;

fn read_bytes(bytes: &[u8]) -> Result<Rows, ReadError> {
    read(&opened(&Input::new("a.parquet"), bytes))
}

fn written(
    columns: Vec<(&str, ArrayRef)>,
    geo: Option<&str>,
    pack: Compression,
) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let pairs = geo.map(|geo| vec![KeyValue::new("geo".to_owned(), geo.to_owned())]);
    let properties = WriterProperties::builder()
        .set_compression(pack)
        .set_key_value_metadata(pairs)
        .build();
    let mut bytes = Vec::new();
    let mut writer =
        ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

fn points(count: usize) -> ArrayRef {
    let mut point = b"\x01\x01\0\0\0".to_vec();
    point.extend(1.0_f64.to_le_bytes());
    point.extend(2.0_f64.to_le_bytes());
    let mut builder = BinaryBuilder::new();
    (0..count).for_each(|_| builder.append_value(&point));
    Arc::new(builder.finish())
}

#[test]
fn a_file_of_geopandas_is_read_with_its_system() {
    let [degrees, meters] =
        ["communities.parquet", "projected.parquet"].map(fixtures::fixture);
    for rows in [&degrees, &meters] {
        let columns: Vec<&String> =
            rows.columns.iter().filter(|name| *name != "id").collect();
        assert_eq!(columns, COLUMNS.iter().collect::<Vec<_>>());
        assert_eq!(rows.list.len(), 3);
        let kinds: Vec<String> = told(rows)
            .iter()
            .map(|line| line.rsplit_once(['"', ')', 'l']).unwrap().1.trim().to_owned())
            .collect();
        assert_eq!(kinds.len(), 3);
        let town = told(&fixtures::fixture("communities.geojson"));
        assert_eq!(town, TOWN);
        let names = rows.columns.iter().position(|name| name == "社区名称").unwrap();
        assert_eq!(rows.list[0].text(names).as_deref(), Some("凤山社区"));
        assert_eq!(rows.list[2].geometry, Ok(None));
        let built = rows.columns.iter().position(|name| name == "建成").unwrap();
        assert!(rows.list[0].text(built).unwrap().starts_with("2021-05-06"));
    }
    assert_eq!(
        (degrees.crs.clone(), meters.crs.clone()),
        (Some(Crs::Wgs84), Some(Crs::Epsg(4542)))
    );
    assert_eq!(first(&degrees, 0), (99.92, 24.58));
}

#[test]
fn every_type_of_value_is_read_and_nested_ones_are_left_out() {
    let nested: ArrayRef = Arc::new(StructArray::from(vec![(
        Arc::new(Field::new("x", DataType::Int8, true)),
        Arc::new(Int8Array::from(vec![1])) as ArrayRef,
    )]));
    let decimal =
        Decimal128Array::from(vec![12_345]).with_precision_and_scale(10, 2).unwrap();
    let moment = TimestampMillisecondArray::from(vec![1_769_817_600_500]);
    let bytes = written(
        vec![
            ("small", Arc::new(Int8Array::from(vec![-3]))),
            ("large", Arc::new(UInt64Array::from(vec![u64::MAX]))),
            ("half", Arc::new(Float32Array::from(vec![0.5]))),
            ("price", Arc::new(decimal)),
            ("day", Arc::new(Date32Array::from(vec![20_484]))),
            ("moment", Arc::new(moment)),
            ("text", Arc::new(StringArray::from(vec!["0012"]))),
            ("nested", nested),
        ],
        None,
        Compression::SNAPPY,
    );
    let rows = read_bytes(&bytes).unwrap();
    let values: Vec<&Value> = (0..7).map(|i| rows.list[0].value(i)).collect();
    assert_eq!(
        values,
        [
            &Value::Integer(-3),
            &"18446744073709551615".into(),
            &Value::Number(0.5),
            &Value::Number(123.45),
            &"2026-01-31".into(),
            &"2026-01-31T00:00:00.500".into(),
            &"0012".into(),
        ]
    );
    assert_eq!(rows.crs, None);
    assert_eq!(
        rows.findings[0].to_string(),
        "a.parquet, nested: columns that hold no plain values are left out"
    );
}

#[test]
fn the_metadata_say_what_coordinates_mean() {
    let of = |column: &str| {
        let geo = format!(
            r#"{{"version":"1.1.0","primary_column":"g","columns":{{"g":{{"encoding":"WKB"{column}}}}}}}"#
        );
        read_bytes(&written(
            vec![("g", points(1))],
            Some(&geo),
            Compression::UNCOMPRESSED,
        ))
    };
    assert_eq!(of("").unwrap().crs, Some(Crs::Wgs84));
    assert_eq!(of(r#","crs":null"#).unwrap().crs, None);
    let named = r#","crs":{"id":{"authority":"EPSG","code":4547}}"#;
    assert_eq!(of(named).unwrap().crs, Some(Crs::Epsg(4547)));
    let other = r#","crs":{"type":"ProjectedCRS","name":"ours"}"#;
    assert!(matches!(of(other).unwrap().crs, Some(Crs::Definition(_))));
    let native = r#"{"primary_column":"g","columns":{"g":{"encoding":"point"}}}"#;
    let native = written(vec![("g", points(1))], Some(native), Compression::SNAPPY);
    let (status, text) = refusal(read_bytes(&native));
    assert_eq!((status, text.contains("encoded as point")), (3, true), "{text}");
    let broken = written(vec![("g", points(1))], Some("{"), Compression::SNAPPY);
    assert_eq!(refusal(read_bytes(&broken)).0, 4);
    let bare = written(vec![("geometry", points(2))], None, Compression::SNAPPY);
    let bare = read_bytes(&bare).unwrap();
    assert_eq!((told(&bare).len(), first(&bare, 1)), (2, (1.0, 2.0)));
}

#[test]
fn a_bomb_of_repeated_values_is_told() {
    let one = "x".repeat(1 << 19);
    let many = StringArray::from(vec![one.as_str(); 1000]);
    let bomb = written(
        vec![("a", Arc::new(many))],
        None,
        Compression::ZSTD(ZstdLevel::default()),
    );
    assert!(bomb.len() < 1 << 20);
    let start = std::time::Instant::now();
    let (status, text) = refusal(read_bytes(&bomb));
    assert_eq!((status, text.contains("that expand to")), (3, true), "{text}");
    let rows = Int8Array::from(vec![1; 3_000_000]);
    let bomb = written(vec![("a", Arc::new(rows))], None, Compression::SNAPPY);
    let (status, text) = refusal(read_bytes(&bomb));
    assert_eq!((status, text.contains("that expand to 3000000")), (3, true), "{text}");
    assert!(start.elapsed().as_secs() < 30);
}

#[test]
fn damage_is_told() {
    let whole = fixtures::bytes("communities.parquet");
    for at in [4, 100, whole.len() / 2, whole.len() - 1] {
        let (status, text) = refusal(read_bytes(&whole[..at]));
        assert_eq!(status, 4, "{text}");
    }
}

#[test]
fn the_streets_of_wuhan_are_read() {
    let Some(rows) = fixtures::real("roads-metro/wuhan_8989.parquet") else { return };
    assert_eq!(rows.list.len(), 92_667);
    assert!(rows.list.iter().all(|row| matches!(row.geometry, Ok(Some(_)))));
    let Some(Crs::Definition(text)) = &rows.crs else { unreachable!() };
    assert!(text.contains("UTM zone 50N"), "{text}");
}

#[test]
fn no_change_of_bytes_brings_the_reader_down() {
    campaign(&fixtures::bytes("communities.parquet"), 52, 500, read_bytes);
    let small = written(vec![("geometry", points(3))], None, Compression::SNAPPY);
    campaign(&small, 53, 1_000, read_bytes);
    let text: ArrayRef = Arc::new(StringArray::from(vec!["甲", "乙", "甲"]));
    let small = written(vec![("a", text)], None, Compression::ZSTD(ZstdLevel::default()));
    campaign(&small, 54, 1_000, read_bytes);
}
