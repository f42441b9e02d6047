use super::*;
use crate::campaign::{Dice, effort};
use geo::Point;

fn hex(text: &str) -> Vec<u8> {
    let digit = |c: &u8| char::from(*c).to_digit(16).unwrap() as u8;
    text.as_bytes().chunks(2).map(|pair| digit(&pair[0]) << 4 | digit(&pair[1])).collect()
}

const POINT: &str = "0101000000000000000000F03F0000000000000040";

#[test]
fn points_are_read_in_every_dialect_without_their_heights() {
    let expected = Ok(Some(Geometry::Point(Point::new(1.0, 2.0))));
    for text in [
        POINT,
        "00000000013FF00000000000004000000000000000",
        "01E9030000000000000000F03F00000000000000400000000000000840",
        "0101000080000000000000F03F00000000000000400000000000000840",
        "0101000020E6100000000000000000F03F0000000000000040",
    ] {
        assert_eq!(read(&hex(text)), expected, "{text}");
    }
    let empty = "0101000000000000000000F87F000000000000F87F";
    assert_eq!(read(&hex(empty)), Ok(None));
    assert_eq!(read(&hex("010300000000000000")), Ok(None), "POLYGON EMPTY");
}

#[test]
fn collections_leave_out_what_is_empty_and_refuse_curves() {
    let of = |parts: &[&str]| {
        let count = format!("0107000000{:02x}000000", parts.len());
        read(&hex(&(count + &parts.concat())))
    };
    let point: Geometry = Point::new(1.0, 2.0).into();
    let empty = "0101000000000000000000F87F000000000000F87F";
    let only = GeometryCollection(vec![point]);
    assert_eq!(of(&[POINT, empty]), Ok(Some(Geometry::GeometryCollection(only))));
    for (curve, name) in
        [("08", "CircularString"), ("0A", "CurvePolygon"), ("11", "Triangle")]
    {
        let text = format!("01{curve}000000000000000000F03F0000000000000040");
        let kind = || Err(Problem::Geometry(GeometryFault::Kind(name.to_owned())));
        assert_eq!(read(&hex(&text)), kind());
    }
}

#[test]
fn counts_beyond_the_bytes_and_endless_nesting_are_faults() {
    for text in [
        "",
        "01",
        "0102000000FFFFFFFF",
        "0103000000FFFFFFFF00000000",
        "0107000000FFFFFFFF",
        "0106000000FFFFFFFF0103000000FFFFFFFF",
        "0200000000",
    ] {
        assert!(read(&hex(text)).is_err(), "{text}");
    }
    let deep = hex("010700000001000000").repeat(100_000);
    assert!(read(&deep).is_err());
    let ring = format!("010300000001000000{}", "02000000") + &"0".repeat(64);
    let short = Problem::Geometry(GeometryFault::Ring(2));
    assert_eq!(read(&hex(&ring)), Err(short));
}

#[test]
fn no_change_of_bytes_brings_the_reader_down() {
    let sound = hex(&format!(
        "010700000003000000{POINT}{}{}",
        "010200000002000000000000000000F03F000000000000004000000000000008400000000000001040",
        "0106000000010000000103000000010000000400000000000000000000000000000000000000000000000000F03F0000000000000000000000000000F03F000000000000F03F00000000000000000000000000000000"
    ));
    assert!(read(&sound).is_ok());
    let mut dice = Dice(7);
    for _ in 0..20_000 * effort() {
        let mut bytes = sound.clone();
        for _ in 0..=dice.roll(3) {
            let at = dice.roll(bytes.len());
            bytes[at] =
                [0, 1, 2, 3, 0x7f, 0x80, 0xff, dice.roll(256) as u8][dice.roll(8)];
        }
        bytes.truncate(sound.len() - dice.roll(3) * dice.roll(40));
        drop(read(&bytes));
    }
}
