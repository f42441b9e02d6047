use super::*;
use crate::campaign::{Dice, effort};
use crate::read::Opened;
use geo::{CoordsIter, line_string, point, polygon};

fn shape(text: &str) -> Geometry {
    read(text).unwrap_or_else(|problem| panic!("{text}: {problem}")).1.expect("a shape")
}

#[test]
fn every_kind_of_geometry_is_read() {
    assert_eq!(shape("POINT (99.9 24.5)"), point!(x: 99.9, y: 24.5).into());
    assert_eq!(shape("point(99.9 24.5)"), point!(x: 99.9, y: 24.5).into());
    assert_eq!(shape("POINT Z (99.9 24.5 1600)"), point!(x: 99.9, y: 24.5).into());
    assert_eq!(shape("POINTZ(99.9 24.5 1600)"), point!(x: 99.9, y: 24.5).into());
    let line = line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 1.0)];
    assert_eq!(shape("LINESTRING(0 0, 1 1)"), line.into());
    let square =
        polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 0.0)];
    assert_eq!(shape("POLYGON((0 0,1 0,1 1,0 0))"), square.into());
    for text in [
        "MULTIPOINT((0 0),(1 1))",
        "MULTILINESTRING((0 0,1 1),(2 2,3 3))",
        "MULTIPOLYGON(((0 0,1 0,1 1,0 0)))",
        "GEOMETRYCOLLECTION(POINT(1 1))",
    ] {
        shape(text);
    }
    assert_eq!(read("SRID=4490;POINT(1 2)").unwrap().0, Some(4490));
    assert_eq!(read("POINT EMPTY").unwrap(), (None, None));
    assert_eq!(read("POLYGON EMPTY").unwrap(), (None, None));
}

#[test]
fn binary_in_digits_is_read_with_its_system() {
    let plain = "0101000000000000000000F03F0000000000000040";
    assert_eq!(shape(plain), point!(x: 1.0, y: 2.0).into());
    let extended = "0101000020E6100000000000000000f03f0000000000000040";
    assert_eq!(read(extended).unwrap().0, Some(4326));
    assert_eq!(shape(extended), point!(x: 1.0, y: 2.0).into());
    let big = "00000000013FF00000000000004000000000000000";
    assert_eq!(shape(big), point!(x: 1.0, y: 2.0).into());
    assert!(read(plain.split_at(20).0).is_err());
    assert!(!is_geometry("0101000000"), "ten digits may be a code");
    assert!(!is_geometry("530921001001"));
}

#[test]
fn a_bad_text_is_told_with_its_reason() {
    for (text, reason) in [
        ("POINT (99.9", "a bracket is not closed"),
        ("POINT (99.9 24.5))", "text after the last bracket"),
        ("POINT (1 2) POINT (3 4)", "text after the last bracket"),
        ("POINT (1e999 2)", "not a finite number"),
        ("POINT (nan 2)", ""),
        ("POLYGON((0 0,1 1))", "a ring of"),
        ("CIRCLE (1 2)", ""),
        ("", ""),
    ] {
        let problem = read(text).unwrap_err().to_string();
        assert!(problem.contains(reason), "{text}: {problem}");
    }
    let deep = "GEOMETRYCOLLECTION(".repeat(100_000);
    assert!(read(&deep).unwrap_err().to_string().contains("nested too deeply"));
}

#[test]
fn a_column_of_geometries_is_found_by_name_or_by_what_it_holds() {
    let read = |text: &str, input: &Input| {
        let (path, bytes) = ("a.csv".into(), text.as_bytes().to_vec());
        let mut rows = crate::read::csv::read(&Opened { input, path, bytes }).unwrap();
        take(&mut rows, input);
        rows
    };
    let text =
        "编号,图形,人口\n1,\"POLYGON((0 0,1 0,1 1,0 0))\",5\n2,,6\n3,POLYGON((,7\n";
    let rows = read(text, &Input::new("a.csv"));
    assert_eq!(rows.columns, ["编号", "人口"]);
    let kinds: Vec<String> = (rows.list.iter())
        .map(|row| match &row.geometry {
            Ok(Some(_)) => "shape".to_owned(),
            Ok(None) => "none".to_owned(),
            Err(problem) => problem.to_string(),
        })
        .collect();
    assert_eq!(kinds[..2], ["shape", "none"]);
    assert!(kinds[2].contains("not closed"), "{kinds:?}");
    assert_eq!(rows.list[2].text(1).unwrap(), "7");

    let rows = read(
        "id,x\n1,SRID=4490;POINT(99 24)\n2,SRID=3857;POINT(1 2)\n",
        &Input::new("a.csv"),
    );
    assert_eq!(rows.crs, Some(Crs::Cgcs2000));
    assert_eq!(rows.list[1].geometry, Err(Problem::Datum));
    let rows = read("id,坐标\n1,\"99.9,24.5\"\n", &Input::new("a.csv"));
    assert_eq!(rows.columns.len(), 2, "a pair of numbers is no geometry");
    let named = Input {
        columns: [("coordinates".to_owned(), "g".to_owned())].into(),
        ..Input::new("a.csv")
    };
    assert_eq!(read("id,g\n1,POINT(99 24)\n", &named).columns, ["id", "g"]);
}

#[test]
fn no_text_is_too_odd() {
    let seeds = [
        "POLYGON((0 0,1 0,1 1,0 0),(0 0,1 0,1 1,0 0))",
        "SRID=4326;MULTIPOLYGON ZM (((0 0 1 1,1 0 1 1,1 1 1 1,0 0 1 1)))",
        "0101000020E6100000000000000000f03f0000000000000040",
        "GEOMETRYCOLLECTION(POINT(1 1),LINESTRING EMPTY,MULTIPOINT(1 1,(2 2)))",
    ];
    let alphabet = b"(),. -+eE0123456789POINTZMEMPTY;=SRID\xe9\x00";
    let mut dice = Dice(5);
    for _ in 0..5000 * effort() {
        let mut bytes = seeds[dice.roll(seeds.len())].as_bytes().to_vec();
        for _ in 0..=dice.roll(4) {
            let at = dice.roll(bytes.len());
            match dice.roll(4) {
                0 => bytes.truncate(at.max(1)),
                1 => bytes.insert(at, alphabet[dice.roll(alphabet.len())]),
                2 => bytes.extend_from_within(at..),
                _ => bytes[at] = alphabet[dice.roll(alphabet.len())],
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Ok((_, Some(shape))) = read(&text) {
            assert!(
                shape.coords_iter().all(|at| at.x.is_finite() && at.y.is_finite()),
                "{text}"
            );
        }
    }
}
