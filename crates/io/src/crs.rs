//! Coordinate systems by name. Only longitude and latitude are read so far.

use crate::error::{ReadError, ReadFault};
use crate::normalize;
use crate::project::Input;
use crate::rows::Rows;
use std::borrow::Cow;
use std::sync::Arc;

/// What coordinates mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Crs {
    /// EPSG:4326, OGC:CRS84.
    #[default]
    Wgs84,
    /// EPSG:4490: within decimeters of WGS 84 (rule 22).
    Cgcs2000,
    /// GCJ-02, the offset datum of Chinese maps.
    Gcj02,
    /// BD-09, that of Baidu.
    Bd09,
    /// Any other system with an EPSG code.
    Epsg(u32),
    /// Any other system as WKT, PROJJSON or a PROJ string.
    Definition(Arc<str>),
}

impl Crs {
    /// Its EPSG code, as results name it.
    #[must_use]
    pub fn key(&self) -> Cow<'_, str> {
        match self {
            Self::Wgs84 => "EPSG:4326".into(),
            Self::Cgcs2000 => "EPSG:4490".into(),
            Self::Gcj02 => "GCJ-02".into(),
            Self::Bd09 => "BD-09".into(),
            Self::Epsg(code) => format!("EPSG:{code}").into(),
            Self::Definition(text) => Cow::Borrowed(text),
        }
    }

    /// The system that a project, a GeoJSON `crs` member or a column names, if it is read.
    pub(crate) fn named(text: &str) -> Option<Self> {
        let key = normalize::key(text);
        let code = key.rsplit([':', '/', '#']).next().unwrap_or_default();
        match code {
            "4326" | "crs84" | "wgs84" | "gps" => Some(Self::Wgs84),
            "4490" | "cgcs2000" | "国家2000" | "2000国家大地坐标系" | "天地图" => {
                Some(Self::Cgcs2000)
            }
            "gcj02" | "火星坐标" | "高德" | "腾讯" | "amap" => Some(Self::Gcj02),
            "bd09" | "百度" | "baidu" => Some(Self::Bd09),
            _ => code.parse().ok().map(Self::Epsg),
        }
    }
}

/// Decides what the coordinates of a file mean, and turns its geometries into WGS 84.
pub(crate) fn settle(rows: &mut Rows, input: &Input) -> Result<(), ReadError> {
    if let Some(name) = &input.crs {
        let unknown = || ReadError::unusable(&rows.path, ReadFault::Crs(name.clone()));
        rows.crs = Some(Crs::named(name).ok_or_else(unknown)?);
    }
    rows.crs.get_or_insert_default();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_known_by_all_their_names() {
        for name in
            ["EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84", "WGS 84", "wgs-84", "4326"]
        {
            assert_eq!(Crs::named(name), Some(Crs::Wgs84), "{name}");
        }
        for name in ["EPSG:4490", "urn:ogc:def:crs:EPSG::4490", "CGCS2000", "天地圖"] {
            assert_eq!(Crs::named(name), Some(Crs::Cgcs2000), "{name}");
        }
        for name in ["", "很好"] {
            assert_eq!(Crs::named(name), None, "{name}");
        }
    }
}
