use super::*;
use crate::project::Input;
use crate::read::fixtures::{
    self, COLUMNS, TOWN, campaign, first, opened, refusal, told,
};
use std::fmt::Write as _;

const FILE: &str = "communities.gpkg";

fn layer(names: &[&str]) -> Input {
    let layers = names.iter().map(|name| (*name).to_owned()).collect();
    Input { layers, ..Input::new(FILE) }
}

/// A package of one layer `a` with these columns, into which these rows were put.
fn package(columns: &str, rows: &[&str]) -> Vec<u8> {
    let database = Connection::open_in_memory().unwrap();
    let mut sql = String::from(
        "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
         CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
         CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT,
             organization_coordsys_id INTEGER, definition TEXT);
         INSERT INTO gpkg_contents VALUES ('a', 'features', 0);
         INSERT INTO gpkg_geometry_columns VALUES ('a', 'geom', 0);",
    );
    write!(sql, "CREATE TABLE a ({columns});").unwrap();
    for row in rows {
        write!(sql, "INSERT INTO a VALUES ({row});").unwrap();
    }
    database.execute_batch(&sql).unwrap();
    database.serialize(MAIN_DB).unwrap().to_vec()
}

fn read_bytes(bytes: &[u8]) -> Result<Rows, ReadError> {
    read(&opened(&Input::new("a.gpkg"), bytes))
}

#[test]
fn the_only_feature_layer_is_read_and_a_bare_table_by_its_name() {
    let rows = fixtures::fixture(FILE);
    assert_eq!(rows.columns, COLUMNS);
    assert_eq!(told(&rows), TOWN);
    assert_eq!(rows.crs, Some(Crs::Cgcs2000));
    assert_eq!(first(&rows, 0), (99.92, 24.58));
    let ids: Vec<_> = rows.list.iter().map(|row| row.id.as_deref()).collect();
    assert_eq!(ids, [Some("1"), Some("2"), Some("3")]);
    let table = fixtures::read(&layer(&["人口表"])).unwrap();
    assert_eq!(table.crs, None);
    assert_eq!((table.columns.len(), table.list.len()), (6, 3));
    assert!(table.list.iter().all(|row| row.geometry == Ok(None)));
}

#[test]
fn a_layer_that_is_not_there_is_told_with_those_that_are() {
    let (status, text) = refusal(fixtures::read(&layer(&["人囗表"])));
    assert_eq!(status, 3);
    assert_eq!(
        text,
        "no layer \"人囗表\"; there are 社区, 人口表; correct layer in walkshed.toml, or --layer, did you \
         mean \"人口表\"?"
    );
    let both = fixtures::read(&layer(&["社区", "人口表"]));
    assert_eq!(refusal(both).0, 3, "one has coordinates, the other none");
}

#[test]
fn several_layers_are_read_together_only_if_they_are_named() {
    let mut bytes =
        package("fid INTEGER PRIMARY KEY, geom BLOB, n TEXT", &["1, NULL, 'x'"]);
    let database = Connection::open_in_memory().unwrap();
    let database = {
        let mut database = database;
        let size = bytes.len();
        database.deserialize_read_exact(MAIN_DB, bytes.as_slice(), size, false).unwrap();
        database
    };
    database
        .execute_batch(
            "CREATE TABLE b (m REAL, n TEXT);
             INSERT INTO b VALUES (1.5, 'y');
             INSERT INTO gpkg_contents VALUES ('b', 'features', 0);
             INSERT INTO gpkg_geometry_columns VALUES ('b', 'shape', 0);",
        )
        .unwrap();
    bytes = database.serialize(MAIN_DB).unwrap().to_vec();
    let (status, text) = refusal(read_bytes(&bytes));
    assert_eq!(
        (status, text.as_str()),
        (3, "it holds several layers: a, b; name one in walkshed.toml: layer = \"a\"")
    );
    let input = Input { layers: vec!["a".into(), "b".into()], ..Input::new("a.gpkg") };
    let rows = read(&opened(&input, &bytes)).unwrap();
    assert_eq!(rows.columns, ["n", "m"]);
    assert_eq!(
        told(&rows),
        [
            r#"feature 1 Text("x") Null nowhere"#,
            r#"feature 2 Text("y") Number(1.5) nowhere"#
        ]
    );
}

#[test]
fn headers_of_geometries_are_read_in_both_byte_orders_and_curves_refused() {
    let point = "0101000000000000000000F03F0000000000000040";
    let big = "00000000013FF00000000000004000000000000000";
    let envelope = "0000000000000000".repeat(4);
    let rows = [
        format!("x'4750000100000000{point}'"),
        format!("x'4750000000000000{big}'"),
        format!("x'4750000300000000{envelope}{point}'"),
        "x'4750001100000000'".to_owned(),
        "x'4750002100000000544553540000'".to_owned(),
        format!("x'4750000F00000000{point}'"),
        "x'47500001000000000109000000'".to_owned(),
        "x'4750000100000000010100'".to_owned(),
        "x'00'".to_owned(),
        "'text'".to_owned(),
        format!(
            "x'475000010000000001{}'",
            point.replacen("01", "", 1).replace("F03F", "F07F")
        ),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let rows = read_bytes(&package("geom BLOB", &rows)).unwrap();
    let found = told(&rows);
    let expected = [
        "point",
        "point",
        "point",
        "nowhere",
        "geometry: extension TEST is not read",
        "geometry: damaged: a box of kind 7",
        "geometry: CompoundCurve is not read",
        "geometry: damaged",
        "geometry: damaged: the header of a geometry is missing",
        "geometry: damaged: no geometry",
        "longitude",
    ];
    for (i, expected) in expected.into_iter().enumerate() {
        let start = format!("feature {}  {expected}", i + 1);
        assert!(found[i].starts_with(&start), "{:?} {expected}", found[i]);
    }
    assert_eq!(first(&rows, 1), (1.0, 2.0));
}

#[test]
fn values_keep_their_kind_and_bytes_are_left_out_with_a_word() {
    let columns =
        "code INTEGER PRIMARY KEY, ok BOOLEAN, x REAL, photo BLOB, note TEXT, geom BLOB";
    let rows =
        ["7, 1, 1e999, x'00', CAST(x'ff' AS TEXT), NULL", "8, 2, -0.5, NULL, '', NULL"];
    let rows = read_bytes(&package(columns, &rows)).unwrap();
    assert_eq!(
        told(&rows),
        [
            "feature 1 Integer(7) Bool(true) Null Null Text(\"\u{fffd}\") nowhere",
            "feature 2 Integer(8) Integer(2) Number(-0.5) Null Text(\"\") nowhere",
            "a.gpkg, photo: columns that hold no plain values are left out",
            "a.gpkg: 1 cells hold bytes that are no text; if names look wrong, say so in \
             walkshed.toml: encoding = \"GBK\"",
        ]
    );
    assert_eq!(
        rows.list[0].id.as_deref(),
        Some("7"),
        "a key with a name of its own is both"
    );
}

#[test]
fn damage_is_told_and_other_databases_are_refused() {
    let sound = fixtures::bytes(FILE);
    let (status, text) = refusal(read_bytes(&sound[..sound.len() / 2]));
    assert_eq!(status, 4, "{text}");
    assert!(text.starts_with("damaged: not a sound GeoPackage file"), "{text}");
    assert_eq!(refusal(read_bytes(&sound[..50])).0, 4);
    let database = Connection::open_in_memory().unwrap();
    database.execute_batch("CREATE TABLE 站点 (名称 TEXT)").unwrap();
    let (status, text) = refusal(read_bytes(&database.serialize(MAIN_DB).unwrap()));
    assert_eq!(status, 3);
    assert!(text.starts_with("no layer or table in it, but 站点; "), "{text}");
}

#[test]
fn a_journal_that_is_not_written_back_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = fixtures::bytes(FILE);
    bytes[18..20].fill(2);
    std::fs::write(folder.path().join("a.gpkg"), bytes).unwrap();
    std::fs::write(folder.path().join("a.gpkg-wal"), b"changes").unwrap();
    let rows = crate::read::raw(folder.path(), &Input::new("a.gpkg")).unwrap();
    assert_eq!(rows.list.len(), 3);
    assert!(rows.findings.iter().any(|finding| finding.problem == Problem::Unsaved));
}

#[test]
fn a_view_without_end_is_broken_off() {
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)";
    let nothing =
        format!("CREATE VIEW a AS {endless} SELECT i, i AS geom FROM n WHERE i < 0");
    let views =
        [nothing, nothing_but(endless, "i"), nothing_but(endless, "zeroblob(900000000)")];
    for view in views {
        let sound = package("geom BLOB", &[]);
        let mut copy = Connection::open_in_memory().unwrap();
        let size = sound.len();
        copy.deserialize_read_exact(MAIN_DB, sound.as_slice(), size, false).unwrap();
        copy.execute_batch(&format!("DROP TABLE a; {view}")).unwrap();
        let start = std::time::Instant::now();
        let (status, text) = refusal(read_bytes(&copy.serialize(MAIN_DB).unwrap()));
        assert!(status == 3 || status == 4, "{text}");
        assert!(start.elapsed().as_secs() < 60, "{view}");
    }
}

fn nothing_but(endless: &str, value: &str) -> String {
    format!("CREATE VIEW a AS {endless} SELECT {value} AS geom FROM n")
}

#[test]
fn the_population_of_helsinki_is_read() {
    let file = "population/helsinki_population_grid_2020.gpkg";
    let Some(rows) = fixtures::real(file) else { return };
    assert_eq!(rows.list.len(), 92);
    let people = rows.columns.iter().position(|name| name == "population").unwrap();
    let people: i64 = rows
        .list
        .iter()
        .map(|row| row.text(people).unwrap().parse::<f64>().unwrap() as i64)
        .sum();
    assert_eq!(people, 71_724);
}

#[test]
fn no_change_of_bytes_brings_the_reader_down() {
    campaign(&fixtures::bytes(FILE), 41, 300, read_bytes);
    let point = "1, x'47500001000000000101000000000000000000F03F0000000000000040', 'x'";
    let small = package("fid INTEGER PRIMARY KEY, geom BLOB, n TEXT", &[point; 1]);
    campaign(&small, 42, 300, read_bytes);
}
