use super::*;
use crate::crs::Crs;
use crate::project::Input;
use crate::read::fixtures::{self, campaign, first, opened, refusal, told};
use geo::Area;
use walkshed::model::Value;

/// The town as a Shapefile has it: no true or false, one letter less in a name.
const TOWN: [&str; 3] = [
    r#"feature 1 Text("030921001001") Text("凤山社区") Integer(1205) Number(1.25) Text("2021-05-06") Integer(1) polygon with 1 holes"#,
    r#"feature 2 Text("030921001002") Text("文明社区") Integer(877) Number(0.5) Text("2022-01-31") Integer(0) 2 polygons"#,
    "feature 3 Text(\"030921001003\") Null Null Null Null Null nowhere",
];

/// A main file of these records.
fn shapes(records: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"\x00\x00\x27\x0a".to_vec();
    bytes.resize(HEADER, 0);
    bytes[28..30].copy_from_slice(&1000_u16.to_le_bytes());
    bytes[32] = 5;
    for (i, record) in records.iter().enumerate() {
        bytes.extend((i as u32 + 1).to_be_bytes());
        bytes.extend((record.len() as u32 / 2).to_be_bytes());
        bytes.extend(record);
    }
    let words = (bytes.len() as u32 / 2).to_be_bytes();
    bytes[24..28].copy_from_slice(&words);
    bytes
}

fn polygon(rings: &[&[(f64, f64)]]) -> Vec<u8> {
    let mut bytes = 5_i32.to_le_bytes().to_vec();
    bytes.extend([0; 32]);
    let counts = [rings.len(), rings.iter().map(|ring| ring.len()).sum()];
    for count in counts {
        bytes.extend((count as u32).to_le_bytes());
    }
    let mut start = 0;
    for ring in rings {
        bytes.extend(u32::to_le_bytes(start));
        start += ring.len() as u32;
    }
    for (x, y) in rings.iter().copied().flatten() {
        bytes.extend(x.to_le_bytes());
        bytes.extend(y.to_le_bytes());
    }
    bytes
}

fn read_bytes(bytes: &[u8]) -> Result<Rows, ReadError> {
    read_parts(&opened(&Input::new("a.shp"), bytes), &Parts::default())
}

fn shape(rings: &[&[(f64, f64)]]) -> Result<Option<Geometry>, Problem> {
    let mut rows = read_bytes(&shapes(&[polygon(rings)])).unwrap();
    rows.list.remove(0).geometry
}

const fn square(x: f64, y: f64, side: f64) -> [(f64, f64); 5] {
    [(x, y), (x, y + side), (x + side, y + side), (x + side, y), (x, y)]
}

fn reversed<const N: usize>(mut ring: [(f64, f64); N]) -> [(f64, f64); N] {
    ring.reverse();
    ring
}

#[test]
fn tables_in_gbk_and_utf8_read_the_same() {
    let [gbk, utf8] = ["gbk.shp", "utf8.shp"].map(fixtures::fixture);
    assert_eq!(gbk.columns, ["社区代码", "社区名称", "人口", "面积", "建成", "已建"]);
    assert_eq!(utf8.columns, ["社区代", "社区名", "人口", "面积", "建成", "已建"]);
    assert_eq!(told(&gbk), TOWN);
    assert_eq!(told(&utf8), TOWN);
    assert_eq!((gbk.crs, utf8.crs.clone()), (Some(Crs::Epsg(4542)), Some(Crs::Wgs84)));
    assert_eq!(first(&utf8, 0), (99.92, 24.58));
    let sources: Vec<_> = gbk.sources.iter().map(|source| source.path.as_str()).collect();
    assert_eq!(sources, ["gbk.shp", "gbk.dbf", "gbk.prj", "gbk.cpg"]);
}

#[test]
fn a_wrong_or_missing_declaration_of_the_encoding_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    };
    put("a.shp", &fixtures::bytes("gbk.shp"));
    put("a.DBF", &fixtures::bytes("gbk.dbf"));
    put("a.cpg", b"UTF-8");
    let rows = |input: Input| super::super::raw(folder.path(), &input).unwrap();
    let found = rows(Input::new("a.shp"));
    assert_eq!(told(&found)[..3], TOWN);
    assert_eq!(
        told(&found)[3],
        "a.shp: the text is declared as UTF-8, but is none; it is read as GBK; if names look \
         wrong, say so in walkshed.toml: encoding = \"GBK\""
    );
    let input = Input { encoding: Some("GB18030".into()), ..Input::new("a.shp") };
    assert_eq!(told(&rows(input)), TOWN);
    let input = Input { encoding: Some("klingon".into()), ..Input::new("a.shp") };
    let (status, text) = refusal(super::super::raw(folder.path(), &input));
    assert_eq!(status, 3);
    assert!(text.contains("klingon"), "{text}");
}

#[test]
fn without_its_table_a_shapefile_is_shapes_only() {
    let rows = read_bytes(&fixtures::bytes("gbk.shp")).unwrap();
    assert_eq!(rows.list.len(), 3);
    assert_eq!(
        told(&rows)[3],
        "a.shp: no .dbf file beside it, so that nothing but shapes is read; copy all files of \
         the Shapefile together"
    );
}

#[test]
fn a_table_of_another_length_is_told_and_deleted_records_are_passed_over() {
    let mut dbf = fixtures::bytes("gbk.dbf");
    dbf[4] = 2;
    dbf[225] = b'*';
    let parts = Parts {
        dbf: Some(Part { path: "a.dbf".into(), bytes: dbf }),
        ..Parts::default()
    };
    let bytes = fixtures::bytes("gbk.shp");
    let rows = read_parts(&opened(&Input::new("a.shp"), &bytes), &parts).unwrap();
    let places: Vec<_> = rows.list.iter().map(|row| row.place.number()).collect();
    assert_eq!(places, [2, 3]);
    assert_eq!(rows.list[1].value(0), &Value::Null);
    let uneven = Problem::UnevenTable { shapes: 3, records: 2 };
    assert!(rows.findings.iter().any(|finding| finding.problem == uneven));
}

#[test]
fn holes_find_their_outer_ring_whatever_the_order() {
    let (big, small, far) =
        (square(0.0, 0.0, 10.0), square(2.0, 2.0, 4.0), square(20.0, 0.0, 5.0));
    let (hole, inner) =
        (reversed(square(1.0, 1.0, 8.0)), reversed(square(3.0, 3.0, 1.0)));
    let Ok(Some(Geometry::MultiPolygon(parts))) =
        shape(&[&hole, &inner, &big, &far, &small])
    else {
        unreachable!()
    };
    let areas: Vec<f64> = parts.iter().map(Area::unsigned_area).collect();
    assert_eq!(areas, [100.0 - 64.0, 25.0, 16.0 - 1.0]);
    let Ok(Some(Geometry::Polygon(one))) = shape(&[&hole]) else { unreachable!() };
    assert!(
        (one.unsigned_area() - 64.0).abs() < 1e-9,
        "a hole in nothing is a ring drawn the wrong way"
    );
    let outside = reversed(square(50.0, 50.0, 1.0));
    let Ok(Some(Geometry::MultiPolygon(two))) = shape(&[&big, &far, &outside]) else {
        unreachable!()
    };
    assert_eq!(two.0.len(), 3);
}

#[test]
fn a_damaged_record_costs_only_itself_and_a_cut_file_is_damaged() {
    let sound = polygon(&[&square(0.0, 0.0, 1.0)]);
    let mut counts = sound.clone();
    counts[40..44].copy_from_slice(&i32::MAX.to_le_bytes());
    let mut kind = sound.clone();
    kind[0] = 99;
    let patch = [31_i32.to_le_bytes().as_slice(), &[0; 40], &[0; 32]].concat();
    let thin = polygon(&[&[(0.0, 0.0), (1.0, 1.0)]]);
    let nowhere = polygon(&[&[(0.0, 0.0), (f64::NAN, 1.0), (1.0, 1.0), (0.0, 0.0)]]);
    let records = [counts, kind, sound, patch, thin, nowhere, Vec::new()];
    let rows = read_bytes(&shapes(&records)).unwrap();
    let found = told(&rows);
    assert!(found[0].contains("damaged: a record of 128 bytes, where "), "{}", found[0]);
    assert!(found[1].contains("geometry: damaged"), "{}", found[1]);
    assert!(found[2].ends_with("polygon with 0 holes"), "{}", found[2]);
    assert!(found[3].ends_with("MultiPatch is not read"), "{}", found[3]);
    assert!(found[4].ends_with("a ring of 3 positions"), "{}", found[4]);
    assert!(found[5].contains("longitude"), "{}", found[5]);
    assert!(found[6].contains("geometry: damaged"), "{}", found[6]);
    assert_eq!(
        refusal(read_bytes(b"id,lon,lat\n1,2,3\n")).0,
        4,
        "a table by another name"
    );
    let whole = fixtures::bytes("gbk.shp");
    for at in [50, 99, 110, 300, whole.len() - 1] {
        let (status, text) = refusal(read_bytes(&whole[..at]));
        assert_eq!(status, 4, "{text}");
    }
}

#[test]
fn a_cut_table_is_named() {
    let mut bytes = fixtures::bytes("gbk.dbf");
    bytes.truncate(500);
    let parts =
        Parts { dbf: Some(Part { path: "a.dbf".into(), bytes }), ..Parts::default() };
    let shp = fixtures::bytes("gbk.shp");
    let error = read_parts(&opened(&Input::new("a.shp"), &shp), &parts).unwrap_err();
    assert_eq!(error.status(), 4);
    assert!(
        error
            .to_string()
            .starts_with("a.dbf: damaged: not a sound Shapefile file: it ends in")
    );
}

#[test]
fn communities_of_chicago_are_read_without_a_coordinate_system() {
    let Some(rows) = fixtures::real("population/chicago77/Chicago77.shp") else { return };
    assert_eq!((rows.list.len(), rows.crs), (77, None));
}

#[test]
fn no_change_of_bytes_brings_the_reader_down() {
    let [shp, dbf, prj] = ["gbk.shp", "gbk.dbf", "gbk.prj"].map(fixtures::bytes);
    let part = |bytes: &[u8]| Some(Part { path: PathBuf::new(), bytes: bytes.to_vec() });
    let input = Input::new("a.shp");
    campaign(&shp, 45, 2_000, |bytes| {
        let parts = Parts { dbf: part(&dbf), prj: part(&prj), cpg: None, fields: None };
        read_parts(&opened(&input, bytes), &parts)
    });
    campaign(&dbf, 46, 2_000, |bytes| {
        let parts =
            Parts { dbf: part(bytes), prj: part(&prj), cpg: part(b"GBK"), fields: None };
        read_parts(&opened(&input, &shp), &parts)
    });
    campaign(&prj, 47, 2_000, |bytes| {
        let parts = Parts { dbf: None, prj: part(bytes), cpg: part(bytes), fields: None };
        read_parts(&opened(&input, &shp), &parts)
    });
}
