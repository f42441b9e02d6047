//! Coordinate systems by name. Only longitude and latitude are read so far.

use crate::normalize;

/// A coordinate system that is read as it stands: the two differ by decimeters at most (rule 22).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Crs {
    /// EPSG:4326, OGC:CRS84.
    #[default]
    Wgs84,
    /// EPSG:4490.
    Cgcs2000,
}

impl Crs {
    /// Its EPSG code, as results name it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Wgs84 => "EPSG:4326",
            Self::Cgcs2000 => "EPSG:4490",
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
            _ => None,
        }
    }
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
        for name in ["GCJ-02", "BD-09", "EPSG:4547", "EPSG:3857", "", "百度"] {
            assert_eq!(Crs::named(name), None, "{name}");
        }
    }
}
