//! The Gauss-Krüger zones of CGCS2000, those of UTM, and Web Mercator: by their names, and by the
//! magnitude of coordinates in them.

use super::Crs;

/// A Gauss-Krüger zone of CGCS2000 by its number, eastings beginning with it.
pub(crate) fn numbered(zone: u32) -> Option<Crs> {
    match zone {
        13..=23 => Some(Crs::Epsg(4491 + zone - 13)),
        25..=45 => Some(Crs::Epsg(4513 + zone - 25)),
        _ => None,
    }
}

/// A 3-degree zone of CGCS2000 by its central meridian, eastings without a number.
pub(crate) fn of_meridian(meridian: u32) -> Option<Crs> {
    let fits = (75..=135).contains(&meridian) && meridian.is_multiple_of(3);
    fits.then(|| Crs::Epsg(4534 + (meridian - 75) / 3))
}

/// A 6-degree zone of the same kind.
fn wide_of_meridian(meridian: u32) -> Option<Crs> {
    let fits = (75..=135).contains(&meridian) && meridian % 6 == 3;
    fits.then(|| Crs::Epsg(4502 + (meridian - 75) / 6))
}

/// `CGCS2000 / 3-degree GK zone 39`, `CGCS2000 3度带 114E`, `CGCS2000_GK_CM_111E`,
/// `WGS 84 / UTM zone 50N`, `Web Mercator`: names as [`normalize::key`](crate::normalize::key)
/// writes them.
pub(super) fn named(key: &str) -> Option<Crs> {
    if key.contains("webmercator")
        || key.contains("web墨卡托")
        || key.contains("pseudomercator")
    {
        return Some(Crs::Epsg(3857));
    }
    if let Some((_, zone)) = key.split_once("utm") {
        return utm(key, zone);
    }
    let national =
        ["cgcs2000", "国家2000", "2000国家大地坐标系", "大地2000", "2000国家大地"];
    let rest = national
        .iter()
        .find_map(|name| key.contains(name).then(|| key.replace(name, " ")))?;
    let narrow = ["3degree", "3deg", "3度", "三度", "3°"];
    let wide = ["6degree", "6deg", "6度", "六度", "6°"];
    let holds = |words: &[&str]| words.iter().any(|word| rest.contains(word));
    let (is_narrow, is_wide) = (holds(&narrow), holds(&wide));
    let rest = narrow
        .iter()
        .chain(&wide)
        .fold(rest.clone(), |text, word| text.replace(word, " "));
    let number = numbers(&rest).into_iter().find(|&number| number >= 13)?;
    match number {
        13..=23 if !is_narrow => numbered(number),
        25..=45 if !is_wide => numbered(number),
        75.. if is_wide || (key.contains("gausskruger") && !is_narrow) => {
            wide_of_meridian(number)
        }
        75.. => of_meridian(number),
        _ => None,
    }
}

fn utm(key: &str, zone: &str) -> Option<Crs> {
    if !key.starts_with("utm") && !key.starts_with("wgs84") && !key.starts_with("wgs1984")
    {
        return None;
    }
    let number = numbers(zone).first().copied().filter(|zone| (1..=60).contains(zone))?;
    let south = zone.ends_with('s') || zone.contains("south");
    Some(Crs::Epsg(if south { 32700 } else { 32600 } + number))
}

/// What makes a zone.
pub(super) struct Zone {
    pub(super) false_easting_m: f64,
    pub(super) meridian: f64,
    pub(super) scale: f64,
    /// Its datum, as ESRI calls it in capitals.
    pub(super) datum: &'static str,
}

/// The numbers of a zone of CGCS2000, or of UTM in the north.
pub(super) fn numbers_of(crs: &Crs) -> Option<Zone> {
    let Crs::Epsg(code) = *crs else { return None };
    let (prefix, meridian) = match code {
        4491..=4501 => (code - 4491 + 13, 6 * (code - 4491) + 75),
        4502..=4512 => (0, 6 * (code - 4502) + 75),
        4513..=4533 => (code - 4513 + 25, 3 * (code - 4513) + 75),
        4534..=4554 => (0, 3 * (code - 4534) + 75),
        32601..=32660 => (0, 6 * (code - 32601)),
        _ => return None,
    };
    let is_utm = code > 32_600;
    let west = if is_utm { 177.0 } else { 0.0 };
    Some(Zone {
        false_easting_m: f64::from(prefix) * 1e6 + 500_000.0,
        meridian: f64::from(meridian) - west,
        scale: if is_utm { 0.9996 } else { 1.0 },
        datum: if is_utm { "\"D_WGS_1984\"" } else { "\"D_CHINA_2000\"" },
    })
}

/// The whole numbers in a text.
fn numbers(text: &str) -> Vec<u32> {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    runs.filter_map(|digits| digits.parse().ok()).collect()
}

/// Northings in meters within which China lies.
const NORTHINGS: std::ops::RangeInclusive<f64> = 300_000.0..=6_200_000.0;
/// Eastings within a zone, its number cut off: up to three degrees from the middle, and a little.
const EASTINGS: std::ops::RangeInclusive<f64> = 120_000.0..=880_000.0;
/// Eastings of China in Web Mercator.
const WEB_EASTINGS: std::ops::RangeInclusive<f64> = 8_000_000.0..=15_400_000.0;
/// Its northings.
const WEB_NORTHINGS: std::ops::RangeInclusive<f64> = 400_000.0..=7_300_000.0;

/// The systems in which two numbers, in whichever order, are a place in or near China; empty for
/// degrees and for what is nowhere.
///
/// An easting of eight digits begins with the number of its zone, so that there is one answer; one
/// of six digits fits every zone, and what else is known must decide.
pub(crate) fn likely([one, other]: [f64; 2]) -> Vec<Crs> {
    let mut found = Vec::new();
    for [easting, northing] in [[one, other], [other, one]] {
        if WEB_EASTINGS.contains(&easting) && WEB_NORTHINGS.contains(&northing) {
            found.push(Crs::Epsg(3857));
        }
        if !NORTHINGS.contains(&northing) {
            continue;
        }
        let zone = (easting / 1e6).floor();
        if (13.0..=45.0).contains(&zone) && EASTINGS.contains(&(easting - zone * 1e6)) {
            found.extend(numbered(zone as u32));
        }
        if EASTINGS.contains(&easting) && northing > *EASTINGS.end() {
            found.extend((75..=135).filter_map(of_meridian));
            found.extend((43..=53).map(|zone| Crs::Epsg(32600 + zone)));
        }
    }
    found
}

/// The systems that explain most of the pairs, those alike in number in the order of
/// [`likely`].
pub(crate) fn likeliest(pairs: &[[f64; 2]]) -> Vec<Crs> {
    let mut counts: Vec<(Crs, usize)> = Vec::new();
    for crs in pairs.iter().flat_map(|&pair| likely(pair)) {
        match counts.iter_mut().find(|(known, _)| *known == crs) {
            Some((_, count)) => *count += 1,
            None => counts.push((crs, 1)),
        }
    }
    let most = counts.iter().map(|&(_, count)| count).max().unwrap_or(0);
    let explains = |&(_, count): &(Crs, usize)| count == most && 2 * count > pairs.len();
    counts.into_iter().filter(explains).map(|(crs, _)| crs).collect()
}
