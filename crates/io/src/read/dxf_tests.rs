use super::*;
use crate::campaign::{Dice, effort};
use crate::project::Input;
use geo::{Area, Coord, Geometry, LineString};

/// A drawing of some entities, each of groups between blanks.
fn drawing(header: &[u8], entities: &[&str]) -> Vec<u8> {
    let mut bytes = b"0\r\nSECTION\r\n2\r\nHEADER\r\n".to_vec();
    bytes.extend_from_slice(header);
    bytes.extend_from_slice(b"0\nENDSEC\n0\nSECTION\n2\nENTITIES\n");
    for entity in entities {
        for group in entity.split(' ') {
            let (code, value) = group.split_once('=').expect("a group");
            bytes.extend_from_slice(format!("  {code}\n{value}\n").as_bytes());
        }
    }
    bytes.extend_from_slice(b"0\nENDSEC\n0\nEOF\n");
    bytes
}

fn opened(bytes: Vec<u8>, layers: &[&str]) -> Result<Rows, ReadError> {
    let layers = layers.iter().map(|&name| name.to_owned()).collect();
    let input = Input { layers, ..Input::new("a.dxf") };
    read(&Opened { input: &input, path: "a.dxf".into(), bytes })
}

fn shape(entity: &str) -> Geometry {
    let rows = opened(drawing(b"", &[entity]), &[]).unwrap();
    rows.list[0].geometry.clone().unwrap().unwrap()
}

fn line(entity: &str) -> LineString {
    match shape(entity) {
        Geometry::LineString(line) => line,
        other => panic!("{entity}: {other:?}"),
    }
}

fn area(entity: &str) -> f64 {
    match shape(entity) {
        Geometry::Polygon(polygon) => polygon.unsigned_area(),
        other => panic!("{entity}: {other:?}"),
    }
}

#[test]
fn straight_entities_keep_their_numbers() {
    let ends =
        |line: LineString| line.0.into_iter().map(|at| (at.x, at.y)).collect::<Vec<_>>();
    assert_eq!(
        ends(line("0=LINE 8=A 10=1 20=2 30=9 11=3 21=4")),
        [(1.0, 2.0), (3.0, 4.0)]
    );
    let open = "0=LWPOLYLINE 90=3 70=0 10=0 20=0 10=1 20=0 10=1 20=1";
    assert_eq!(ends(line(open)), [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]);
    let closed = "0=LWPOLYLINE 70=1 10=0 20=0 10=4 20=0 10=4 20=4 10=0 20=4";
    assert!((area(closed) - 16.0).abs() < 1e-12);
    let heavy = "0=POLYLINE 70=1 10=0 20=0 0=VERTEX 10=0 20=0 0=VERTEX 10=4 20=0 0=VERTEX 10=4 20=3 \
                 0=SEQEND";
    assert!((area(heavy) - 6.0).abs() < 1e-12);
    assert_eq!(shape("0=POINT 10=5 20=6"), geo::point!(x: 5.0, y: 6.0).into());
    assert_eq!(shape("0=INSERT 2=门 10=5 20=6 66=0"), geo::point!(x: 5.0, y: 6.0).into());
    let mirrored = "0=LWPOLYLINE 10=1 20=0 10=2 20=0 230=-1.0";
    assert_eq!(ends(line(mirrored)), [(-1.0, 0.0), (-2.0, 0.0)]);
}

#[test]
fn curves_stay_within_a_centimeter() {
    let far = |line: &LineString, center: Coord, radius: f64| {
        let middles = line.lines().map(|piece| (piece.start + piece.end) / 2.0);
        let places = line.0.iter().copied().chain(middles);
        places
            .map(|at| ((at - center).x.hypot((at - center).y) - radius).abs())
            .fold(0.0, f64::max)
    };
    let arc = line("0=ARC 10=100 20=50 40=80 50=350 51=45");
    let center = Coord { x: 100.0, y: 50.0 };
    assert!(far(&arc, center, 80.0) <= 0.0101, "{}", far(&arc, center, 80.0));
    let first = arc.0[0] - center;
    assert!((first.y.atan2(first.x).to_degrees() + 10.0).abs() < 1e-9);
    let circle = area("0=CIRCLE 10=0 20=0 40=30");
    assert!((circle - 900.0 * std::f64::consts::PI).abs() < 2.0, "{circle}");
    // Two half circles to the right of the line are a whole one.
    let round = area("0=LWPOLYLINE 70=1 10=-30 20=0 42=1 10=30 20=0 42=1");
    assert!((round - circle).abs() < 2.0, "{round}");
    let bulged = line("0=LWPOLYLINE 70=0 10=0 20=0 42=1 10=10 20=0");
    assert!(
        bulged.0.iter().all(|at| at.y <= 1e-9),
        "positive bulges turn left around the center"
    );
    let ellipse = area("0=ELLIPSE 10=0 20=0 11=0 21=40 40=0.5 41=0 42=6.283185307179586");
    assert!((ellipse - 800.0 * std::f64::consts::PI).abs() < 3.0, "{ellipse}");
    // A quarter circle as a spline with weights.
    let spline = line(
        "0=SPLINE 70=8 71=2 40=0 40=0 40=0 40=1 40=1 40=1 41=1 41=0.7071067811865476 41=1 10=10 \
         20=0 10=10 20=10 10=0 20=10",
    );
    assert!(far(&spline, Coord { x: 0.0, y: 0.0 }, 10.0) < 0.02);
    let fitted = line("0=SPLINE 70=0 71=3 11=0 21=0 11=5 21=5 11=9 21=0");
    assert_eq!(fitted.0.len(), 3);
}

#[test]
fn layers_are_chosen_by_name_and_a_slip_of_the_pen_is_named() {
    let entities = [
        "0=LINE 5=1A 8=道路中心线 10=0 20=0 11=1 21=1",
        "0=LINE 5=1B 8=Wall 10=0 20=0 11=1 21=1",
        "0=LINE 5=1C 8=Wall 67=1 10=0 20=0 11=1 21=1",
        "0=TEXT 8=Wall 10=0 20=0 1=x",
        "0=HATCH 8=Wall 10=0 20=0",
    ];
    let all = opened(drawing(b"", &entities), &[]).unwrap();
    let ids = |rows: &Rows| {
        rows.list.iter().filter_map(|row| row.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&all), ["1A", "1B"]);
    assert_eq!(
        all.findings[0].to_string(),
        "a.dxf: entities that are no points, lines or outlines are left out: 1 HATCH, 1 TEXT"
    );
    let walls = opened(drawing(b"", &entities), &["WALL"]).unwrap();
    assert_eq!(ids(&walls), ["1B"]);
    assert_eq!(walls.list[0].text(0).unwrap(), "Wall");
    let error = opened(drawing(b"", &entities), &["道路中心"]).unwrap_err();
    assert_eq!(error.status(), 3);
    assert_eq!(
        error.to_string(),
        "a.dxf: no layer \"道路中心\"; there are Wall, 道路中心线; correct layer in walkshed.toml, or --layer, did \
         you mean \"道路中心线\"?"
    );
}

#[test]
fn names_are_read_in_the_code_page_of_the_drawing() {
    let layer = |header: &[u8], name: &[u8]| {
        let bytes = drawing(header, &["0=POINT 8=@ 10=1 20=2"]);
        let at = bytes.iter().position(|&byte| byte == b'@').unwrap();
        let bytes = [&bytes[..at], name, &bytes[at + 1..]].concat();
        let rows = opened(bytes, &[]).unwrap();
        rows.list[0].text(0).unwrap().into_owned()
    };
    let (gbk, _, _) = encoding_rs::GBK.encode("联通");
    let (big5, _, _) = encoding_rs::BIG5.encode("道路");
    let old = b"9\n$ACADVER\n1\nAC1015\n9\n$DWGCODEPAGE\n3\nANSI_936\n";
    let new = b"9\n$ACADVER\n1\nAC1032\n9\n$DWGCODEPAGE\n3\nANSI_936\n";
    assert_eq!(layer(old, &gbk), "联通");
    assert_eq!(layer(new, "联通".as_bytes()), "联通");
    assert_eq!(layer(b"", "道路".as_bytes()), "道路");
    assert_eq!(layer(b"", &encoding_rs::GBK.encode("道路").0), "道路");
    assert_eq!(layer(b"9\n$DWGCODEPAGE\n3\nANSI_950\n", &big5), "道路");
    assert_eq!(layer(b"", b"\\U+9053\\U+8DEF1"), "道路1");
}

#[test]
fn a_bad_entity_costs_only_itself_and_a_cut_drawing_is_broken() {
    let entities = [
        "0=LINE 10=x 20=0 11=1 21=1",
        "0=LINE 10=nan 20=0 11=1 21=1",
        "0=LINE 10=0",
        "0=POINT 10=1 20=2",
    ];
    let rows = opened(drawing(b"", &entities), &[]).unwrap();
    let bad = rows.list.iter().filter(|row| row.geometry.is_err()).count();
    assert_eq!((rows.list.len(), bad), (4, 3));
    let whole = drawing(b"", &["0=LINE 10=0 20=0 11=1 21=1"]);
    for length in [0, 1, 30, whole.len() - 40, whole.len() - 5] {
        let error = opened(whole[..length].to_vec(), &[]).unwrap_err();
        assert_eq!(error.status(), 4, "{length}: {error}");
    }
    let error = opened(b"0\nSECTION\nx\nHEADER\n".to_vec(), &[]).unwrap_err();
    assert!(
        error.to_string().contains("line 3: not a sound DXF file: no group code"),
        "{error}"
    );
    assert_eq!(opened(b"AutoCAD Binary DXF\r\n".to_vec(), &[]).unwrap_err().status(), 3);
}

#[test]
fn no_drawing_is_too_odd() {
    let seed = drawing(
        b"9\n$ACADVER\n1\nAC1015\n",
        &[
            "0=LWPOLYLINE 70=1 10=0 20=0 42=0.5 10=4 20=0 10=4 20=4",
            "0=POLYLINE 70=1 0=VERTEX 10=0 20=0 0=VERTEX 10=4 20=0 42=1 0=SEQEND",
            "0=SPLINE 70=1 71=2 40=0 40=0 40=0 40=1 40=1 40=1 10=1 20=0 10=1 20=1 10=0 20=1",
            "0=ELLIPSE 10=0 20=0 11=0 21=40 40=0.5 41=0 42=6",
            "0=ARC 10=1 20=5 40=8 50=350 51=45",
        ],
    );
    let alphabet = b"0123456789.-e\nAENDLSECV=\xd5\xff";
    let mut dice = Dice(6);
    for _ in 0..2000 * effort() {
        let mut bytes = seed.clone();
        for _ in 0..=dice.roll(5) {
            let at = dice.roll(bytes.len());
            match dice.roll(5) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, alphabet[dice.roll(alphabet.len())]),
                2 => drop(bytes.drain(at..(at + dice.roll(9)).min(bytes.len()))),
                _ if at < bytes.len() => bytes[at] = alphabet[dice.roll(alphabet.len())],
                _ => {}
            }
        }
        drop(opened(bytes, &[]));
    }
}
