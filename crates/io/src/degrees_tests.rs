use super::*;
use crate::campaign::{Dice, effort};

const LON: f64 = 99.0 + 55.0 / 60.0 + 29.0 / 3600.0;
const LAT: f64 = 24.0 + 34.0 / 60.0 + 48.0 / 3600.0;

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn angles_are_read_as_people_write_them() {
    let (lon, lat) = (Some(Axis::Longitude), Some(Axis::Latitude));
    for (text, value, axis) in [
        ("99°55′29″E", LON, lon),
        ("99°55'29\"", LON, None),
        ("99° 55' 29'' E", LON, lon),
        ("99度55分29秒", LON, None),
        ("东经99°55′29″", LON, lon),
        ("東經99度55分29秒", LON, lon),
        ("E99°55′29", LON, lon),
        ("N24°34'48\"", LAT, lat),
        ("北纬:24°34′48″", LAT, lat),
        ("纬度24.5", 24.5, lat),
        ("24°34.8′N", LAT, lat),
        ("24:34:48", LAT, None),
        ("24.58°S", -24.58, lat),
        ("W 0°30'", -0.5, lon),
        ("-24°34′48″", -LAT, None),
        ("９９°５５′２９″", LON, None),
        ("99.9247", 99.9247, None),
    ] {
        let found = degrees(text).unwrap_or_else(|| panic!("{text}"));
        assert!(near(found.degrees, value), "{text}: {found:?}");
        assert_eq!(found.axis, axis, "{text}");
    }
    for text in [
        "",
        "E",
        "°",
        "99°60′",
        "99°55′60″",
        "99.5°30′",
        "99°55.5′3″",
        "-99°W",
        "99°E N",
        "361°",
        "abc",
        "1.2.3",
        "99 55 29",
        "99°-55′",
        "约99°",
        "55′29″",
        "99°55″",
    ] {
        assert_eq!(degrees(text), None, "{text}");
    }
}

#[test]
fn two_angles_in_one_cell_are_understood_in_either_order() {
    for text in [
        "99°55′29″E,24°34′48″N",
        "N24°34'48\" E99°55'29\"",
        "E99°55′29″N24°34′48″",
        "北纬24度34分48秒、东经99度55分29秒",
        "东经99°55′29″,北纬24°34′48″",
        "99°55′29″ 24°34′48″",
        "99°55′29″ / 24°34′48″",
        "24°34′48″N;99°55′29″",
        "99°55′29″\u{ff0c}24°34′48″",
        "经度:99°55′29″ 纬度:24°34′48″",
    ] {
        let [lon, lat] = pair(text).unwrap_or_else(|| panic!("{text}"));
        assert!(near(lon, LON) && near(lat, LAT), "{text}: {lon} {lat}");
    }
    for text in ["99°55′29″", "99°E,24°E", "99°E,24°N,3", "1", "", "好,坏"] {
        assert_eq!(pair(text), None, "{text}");
    }
    assert_eq!(pair("99.9 24.5"), Some([99.9, 24.5]));
}

#[test]
fn no_text_is_too_odd() {
    let alphabet: Vec<char> =
        "0123456789.°′″'\"EWSN东北经度分秒,- :９,\u{0}é".chars().collect();
    let mut dice = Dice(4);
    for _ in 0..5000 * effort() {
        let length = dice.roll(30);
        let text: String =
            (0..length).map(|_| alphabet[dice.roll(alphabet.len())]).collect();
        if let Some(Angle { degrees, .. }) = degrees(&text) {
            assert!(degrees.abs() <= LARGEST, "{text}: {degrees}");
        }
        for value in pair(&text).into_iter().flatten() {
            assert!(value.abs() <= LARGEST, "{text}: {value}");
        }
    }
}
