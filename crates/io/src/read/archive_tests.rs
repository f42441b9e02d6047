use super::*;
use crate::project::Input;
use crate::read::fixtures::{self, campaign, opened, refusal, told};
use std::io::Write as _;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn read_bytes(bytes: &[u8]) -> Result<Rows, ReadError> {
    read(&opened(&Input::new("a.zip"), bytes))
}

const CSV: &[u8] = b"id,lon,lat\n1,99.9,24.5\n";

#[test]
fn a_shapefile_in_a_folder_is_read_with_its_companions() {
    let rows = fixtures::fixture("communities.zip");
    let plain = fixtures::fixture("gbk.shp");
    assert_eq!(rows.columns, plain.columns);
    assert_eq!(told(&rows), told(&plain));
    assert_eq!(rows.crs, plain.crs);
    assert_eq!(rows.sources.len(), 1, "the archive stands for what is in it");
}

#[test]
fn any_other_format_is_read_from_an_archive() {
    for (name, entry, rows) in [
        ("communities.gpkg", "a.gpkg", 3),
        ("communities.fgb", "x/a.FGB", 2),
        ("communities.geojson", "a.json", 3),
        ("communities.parquet", "a.parquet", 3),
    ] {
        let found = read_bytes(&packed(&[(entry, &fixtures::bytes(name))]));
        assert_eq!(told(&found.unwrap()).len(), rows, "{name}");
    }
    let clutter: (&str, &[u8]) = ("__MACOSX/._a.csv", b"\0");
    let rows = read_bytes(&packed(&[("a.csv", CSV), clutter, ("readme.txt", b"hello")]));
    assert_eq!(rows.unwrap().list.len(), 1);
}

#[test]
fn of_several_the_project_names_one() {
    let bytes = packed(&[("甲.csv", CSV), ("乙.csv", b"id\n7\n8\n")]);
    let (status, text) = refusal(read_bytes(&bytes));
    assert_eq!(
        (status, text.as_str()),
        (3, "it holds several layers: 甲, 乙; name one in walkshed.toml: layer = \"甲\"")
    );
    let input = Input { layers: vec!["乙".into()], ..Input::new("a.zip") };
    assert_eq!(read(&opened(&input, &bytes)).unwrap().list.len(), 2);
    let input = Input { layers: vec!["丙".into()], ..Input::new("a.zip") };
    assert_eq!(refusal(read(&opened(&input, &bytes))).0, 3);
}

#[test]
fn names_in_gbk_are_read() {
    // The name is written as ASCII of the same length, and then replaced.
    let mut bytes = packed(&[("abcd.csv", CSV), ("efgh.csv", CSV)]);
    for (from, to) in [(b"abcd", b"\xc9\xe7\xc7\xf8"), (b"efgh", b"\xc8\xcb\xbf\xda")] {
        while let Some(at) = bytes.windows(4).position(|window| window == from) {
            bytes[at..at + 4].copy_from_slice(to);
        }
    }
    let (_, text) = refusal(read_bytes(&bytes));
    assert!(text.starts_with("it holds several layers: 社区, 人口; "), "{text}");
}

#[test]
fn what_holds_no_layer_is_refused_by_name() {
    let of = |entries: &[(&str, &[u8])]| refusal(read_bytes(&packed(entries)));
    let (status, text) = of(&[("a/b.zip", b"PK")]);
    assert_eq!((status, text.as_str().contains("packed archive")), (3, true), "{text}");
    let (_, text) = of(&[("town.gdb/a00000001.gdbtable", b"x")]);
    assert!(text.contains("file geodatabase"), "{text}");
    let (_, text) = of(&[("plan.dwg", b"AC1032")]);
    assert!(text.contains("DWG"), "{text}");
    let (_, text) = of(&[("readme.txt", b"x"), ("a.dbf", b"x")]);
    assert!(
        text.starts_with("no layer or table in it, but readme.txt, a.dbf; "),
        "{text}"
    );
    assert!(of(&[]).1.starts_with("nothing in it"));
}

#[test]
fn a_password_is_told() {
    let mut bytes = packed(&[("a.csv", CSV)]);
    for signature in [&b"PK\x03\x04"[..], b"PK\x01\x02"] {
        let at = bytes.windows(4).position(|window| window == signature).unwrap();
        let flags = if signature[2] == 3 { at + 6 } else { at + 8 };
        bytes[flags] |= 1;
    }
    let (status, text) = refusal(read_bytes(&bytes));
    assert_eq!((status, text.contains("password")), (3, true), "{text}");
}

#[test]
fn a_bomb_is_told_before_it_goes_off() {
    let zeros = vec![b' '; 64 << 20];
    let bomb = packed(&[("a.csv", &zeros)]);
    let start = std::time::Instant::now();
    let (status, text) = refusal(read_bytes(&bomb));
    assert_eq!((status, text.contains("that expand to 67108864")), (3, true), "{text}");
    assert!(start.elapsed().as_secs() < 1, "{:?}", start.elapsed());
    // One that lies about its size ends where the lie does.
    let mut liar = bomb;
    let size = (zeros.len() as u32).to_le_bytes();
    while let Some(at) = liar.windows(4).position(|window| window == size) {
        liar[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    let (status, text) = refusal(read_bytes(&liar));
    assert_eq!(status, 4, "{text}");
}

#[test]
fn a_cut_archive_is_damaged() {
    let whole = fixtures::bytes("communities.zip");
    for at in [4, 30, whole.len() / 2, whole.len() - 10] {
        let (status, text) = refusal(read_bytes(&whole[..at]));
        assert_eq!(status, 4, "{text}");
    }
}

#[test]
fn no_change_of_bytes_brings_the_reader_down() {
    campaign(&fixtures::bytes("communities.zip"), 48, 2_000, read_bytes);
    campaign(&packed(&[("a.csv", CSV)]), 49, 2_000, read_bytes);
}
