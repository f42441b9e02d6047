//! What people and programs call coordinate systems.

use super::{Crs, zones};
use crate::normalize;
use std::sync::Arc;

/// Names of the systems that are not only a code, as [`normalize::key`] writes them.
const NAMES: [(&[&str], Crs); 4] = [
    (
        &[
            "crs84",
            "wgs84",
            "wgs1984",
            "gps",
            "osm",
            "openstreetmap",
            "worldgeodeticsystem1984",
        ],
        Crs::Wgs84,
    ),
    (
        &[
            "cgcs2000",
            "国家2000",
            "大地2000",
            "2000国家大地坐标系",
            "国家大地2000",
            "国家大地坐标系2000",
            "2000国家大地",
            "天地图",
            "tianditu",
            "chinageodeticcoordinatesystem2000",
            "gcschinageodeticcoordinatesystem2000",
            "china2000",
        ],
        Crs::Cgcs2000,
    ),
    (
        &[
            "gcj02",
            "gcj",
            "gcj02ll",
            "gcjo2",
            "火星",
            "国测局",
            "国测局02",
            "国测局加密",
            "高德",
            "高德/腾讯",
            "腾讯",
            "腾讯/高德",
            "amap",
            "gaode",
            "tencent",
            "autonavi",
            "mars",
        ],
        Crs::Gcj02,
    ),
    (&["bd09", "bd", "bd09ll", "百度", "百度09", "baidu"], Crs::Bd09),
];

/// What may follow the name of a map or a datum.
const ENDINGS: [&str; 13] = [
    "坐标系统",
    "大地坐标系",
    "坐标系",
    "坐标",
    "地图",
    "经纬度",
    "拾取",
    "采集",
    "加密",
    "定位",
    "导航",
    "map",
    "maps",
];

/// Legacy systems, by what their names hold.
const LEGACY: [(&[&str], u32); 2] = [
    (
        &["beijing1954", "beijing54", "北京54", "北京1954", "54北京", "1954北京", "bj54"],
        4214,
    ),
    (&["xian1980", "xian80", "西安80", "西安1980", "80西安", "1980西安", "xa80"], 4610),
];

/// How definitions in well-known text begin.
const WELL_KNOWN: [&str; 14] = [
    "PROJCS",
    "GEOGCS",
    "COMPD_CS",
    "PROJCRS",
    "PROJECTEDCRS",
    "GEOGCRS",
    "GEOGRAPHICCRS",
    "GEODCRS",
    "GEODETICCRS",
    "BOUNDCRS",
    "COMPOUNDCRS",
    "FITTED_CS",
    "DERIVEDPROJCRS",
    "LOCAL_CS",
];

/// The system that a text names.
pub(super) fn find(text: &str) -> Option<Crs> {
    let text = text.trim().trim_start_matches('\u{feff}').trim();
    if let Some(found) = definition(text) {
        return Some(found);
    }
    let key = normalize::key(text);
    let bare = normalize::bare_key(text);
    let inside =
        key.split(['(', '[']).nth(1).map(|rest| rest.trim_end_matches([')', ']']));
    authority(&key)
        .or_else(|| known(&key))
        .or_else(|| known(&bare))
        .or_else(|| zones::named(&key))
        .or_else(|| known(inside?))
        .or_else(|| legacy(&key))
}

/// Well-known text, PROJJSON and PROJ strings; one that only repeats a code is that code.
fn definition(text: &str) -> Option<Crs> {
    let upper: String = text.chars().take(16).flat_map(char::to_uppercase).collect();
    let is_text = WELL_KNOWN.iter().any(|word| {
        let rest = upper.strip_prefix(word);
        rest.is_some_and(|rest| rest.trim_start().starts_with(['[', '(']))
    });
    if is_text {
        let known = super::well_known::code(text).or_else(|| offset_datum(text));
        return Some(known.unwrap_or_else(|| Crs::Definition(text.into())));
    }
    let is_string = text.starts_with("+proj=")
        || text.starts_with("+init=")
        || text.starts_with("proj=");
    let is_json = text.starts_with('{') && text.contains("CRS\"");
    if !is_string && !is_json {
        return None;
    }
    Some(offset_datum(text).unwrap_or_else(|| Crs::Definition(Arc::from(text))))
}

/// The offset datums, which no definition can tell from WGS 84 but by the name that
/// [`write`](crate::write) gives them.
fn offset_datum(text: &str) -> Option<Crs> {
    let json = || serde_json::from_str::<serde_json::Value>(text).ok();
    let name = if text.starts_with('{') {
        json()?.get("name")?.as_str()?.to_owned()
    } else {
        text.split('"').nth(1)?.to_owned()
    };
    [Crs::Gcj02, Crs::Bd09].into_iter().find(|datum| datum.key() == name)
}

/// `EPSG:4547`, `urn:ogc:def:crs:EPSG::4547`, `http://www.opengis.net/def/crs/EPSG/0/4547`, `4547`.
fn authority(key: &str) -> Option<Crs> {
    let mut parts = key.rsplit([':', '/', '#']);
    let code = parts.next()?.trim_start_matches("srid=").trim_start_matches("epsg");
    if let Some(authority) =
        parts.find(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()))
        && ["esri", "iau", "ignf"].contains(&authority)
        && code.bytes().all(|b| b.is_ascii_digit())
    {
        return Some(Crs::Definition(
            format!("{}:{code}", authority.to_uppercase()).into(),
        ));
    }
    if code == "crs84" {
        return Some(Crs::Wgs84);
    }
    code.parse().ok().filter(|code| (1024..=1_000_000).contains(code)).map(Crs::of_code)
}

fn known(key: &str) -> Option<Crs> {
    let mut name = key;
    loop {
        let fits = |(names, _): &&(&[&str], Crs)| names.contains(&name);
        if let Some((_, crs)) = NAMES.iter().find(fits) {
            return Some(crs.clone());
        }
        let shorter = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
        name = shorter.filter(|rest| !rest.is_empty())?;
    }
}

fn legacy(key: &str) -> Option<Crs> {
    let holds =
        |(names, _): &&(&[&str], u32)| names.iter().any(|name| key.contains(name));
    LEGACY.iter().find(holds).map(|&(_, code)| Crs::Epsg(code))
}
