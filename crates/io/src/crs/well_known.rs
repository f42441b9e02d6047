//! The little of well-known text (WKT) that must be understood without PROJ: which code it repeats.

use super::{Crs, zones};
use crate::normalize;

/// The code that a definition repeats: its own identifier, or for plain longitude and latitude the
/// datum. A definition with a shift of its own to WGS 84 is none of the registered ones.
pub(super) fn code(text: &str) -> Option<Crs> {
    if shifts(text) {
        return None;
    }
    if let Some(code) = own_identifier(text) {
        return Some(Crs::of_code(code));
    }
    let upper = text.trim_start().to_uppercase();
    if upper.starts_with("PROJCS") {
        return zone(text);
    }
    let geographic = ["GEOGCS", "GEOGCRS", "GEODCRS", "GEODETICCRS", "GEOGRAPHICCRS"];
    if !geographic.iter().any(|word| upper.starts_with(word)) {
        return None;
    }
    let degrees = upper.contains("\"DEGREE\"") && upper.contains("\"GREENWICH\"");
    let holds = |names: &[&str]| degrees && names.iter().any(|name| upper.contains(name));
    if holds(&["\"D_WGS_1984\"", "\"WGS_1984\"", "\"WORLD GEODETIC SYSTEM 1984"]) {
        return Some(Crs::Wgs84);
    }
    holds(&["\"D_CHINA_2000\"", "\"CHINA_2000\"", "\"CHINA 2000\""])
        .then_some(Crs::Cgcs2000)
}

/// The zone that a definition without a code is by its name, as ESRI writes `.prj` files, if its
/// numbers are those of the zone.
fn zone(text: &str) -> Option<Crs> {
    let name = text.split('"').nth(1)?;
    let crs = zones::named(&normalize::key(name))?;
    let zone = zones::numbers_of(&crs)?;
    let upper = text.to_uppercase();
    let is = |name: &str, expected: f64| parameter(&upper, name) == Some(expected);
    let same = is("FALSE_EASTING", zone.false_easting_m)
        && is("CENTRAL_MERIDIAN", zone.meridian)
        && is("SCALE_FACTOR", zone.scale)
        && is("FALSE_NORTHING", 0.0)
        && is("LATITUDE_OF_ORIGIN", 0.0)
        && upper.contains(zone.datum);
    same.then_some(crs)
}

/// The number in `PARAMETER["Central_Meridian",99.0]`.
fn parameter(upper: &str, name: &str) -> Option<f64> {
    let (_, rest) = upper.split_once(&format!("PARAMETER[\"{name}\","))?;
    rest.split(']').next()?.trim().parse().ok()
}

/// Whether it carries a shift to WGS 84 that is not zero.
fn shifts(text: &str) -> bool {
    let upper = text.to_uppercase();
    let Some((_, rest)) = upper.split_once("TOWGS84") else {
        return upper.starts_with("BOUNDCRS");
    };
    let numbers = rest.trim_start_matches(['[', '(', ' ']);
    let numbers = numbers.split([']', ')']).next().unwrap_or_default();
    numbers.split(',').any(|number| number.trim().parse() != Ok(0.0))
}

/// The code in `AUTHORITY["EPSG","4547"]` or `ID["EPSG",4547]`, as long as it belongs to the whole
/// and not to a part.
fn own_identifier(text: &str) -> Option<u32> {
    let (mut depth, mut quoted) = (0_usize, false);
    let mut word = String::new();
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '(' => {
                depth += 1;
                let rest = text.get(at + 1..).unwrap_or_default();
                if depth == 2
                    && matches!(word.to_uppercase().as_str(), "AUTHORITY" | "ID")
                {
                    return epsg(rest);
                }
                word.clear();
            }
            ']' | ')' => {
                depth = depth.saturating_sub(1);
                word.clear();
            }
            ',' => word.clear(),
            c if c.is_whitespace() => {}
            c => word.push(c),
        }
    }
    None
}

/// `"EPSG","4547"]...`
fn epsg(rest: &str) -> Option<u32> {
    let inner = rest.split([']', ')']).next()?;
    let mut parts = inner.split(',').map(|part| part.trim().trim_matches('"'));
    let authority = parts.next()?;
    let code = parts.next()?.parse().ok()?;
    authority.eq_ignore_ascii_case("EPSG").then_some(code)
}
