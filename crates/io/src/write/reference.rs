//! What coordinates mean, as files say it: a name, an authority's code, and a definition as text
//! (WKT 1, which every reader of Shapefiles knows) or as PROJJSON.

mod zone;

use crate::Crs;
use serde_json::{Value as Json, json};
use zone::Zone;

/// A coordinate system to be declared in a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reference {
    /// What people call it.
    pub(super) name: String,
    /// Its EPSG code, if it has one.
    pub(super) epsg: Option<u32>,
    definition: Definition,
}

#[derive(Clone, Debug, PartialEq)]
enum Definition {
    Geographic(Base),
    Zone(Base, Zone),
    Text(String),
    /// Only its code is known here.
    None,
}

/// Longitude and latitude on a datum.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Base {
    name: &'static str,
    datum: &'static str,
    spheroid: &'static str,
    inverse_flattening: f64,
}

const WGS_84: Base = Base {
    name: "WGS 84",
    datum: "WGS_1984",
    spheroid: "WGS 84",
    inverse_flattening: 298.257_223_563,
};
const CGCS_2000: Base = Base {
    name: "China Geodetic Coordinate System 2000",
    datum: "China_2000",
    spheroid: "CGCS2000",
    inverse_flattening: 298.257_222_101,
};
/// No authority knows these two: degrees that are moved by hundreds of meters.
const GCJ_02: Base = Base { name: "GCJ-02", datum: "GCJ_02", ..WGS_84 };
const BD_09: Base = Base { name: "BD-09", datum: "BD_09", ..WGS_84 };

impl Reference {
    pub(super) fn of(crs: &Crs) -> Self {
        let geographic = |base: Base, epsg| {
            let definition = Definition::Geographic(base);
            Self { name: base.name.to_owned(), epsg, definition }
        };
        match crs {
            Crs::Wgs84 => geographic(WGS_84, Some(4326)),
            Crs::Cgcs2000 => geographic(CGCS_2000, Some(4490)),
            Crs::Gcj02 => geographic(GCJ_02, None),
            Crs::Bd09 => geographic(BD_09, None),
            Crs::Epsg(code) => match Zone::of(*code) {
                Some((name, base, zone)) => {
                    let definition = Definition::Zone(base, zone);
                    Self { name, epsg: Some(*code), definition }
                }
                None => Self {
                    name: format!("EPSG:{code}"),
                    epsg: Some(*code),
                    definition: Definition::None,
                },
            },
            Crs::Definition(text) => Self {
                name: "as defined".to_owned(),
                epsg: None,
                definition: Definition::Text(text.to_string()),
            },
        }
    }

    /// Whether its coordinates are degrees.
    pub(super) fn is_degrees(&self) -> bool {
        match &self.definition {
            Definition::Geographic(_) => true,
            Definition::Text(text) => text.starts_with("GEOG"),
            Definition::Zone(..) | Definition::None => false,
        }
    }

    /// Its definition, where one is known.
    pub(super) fn wkt(&self) -> Option<String> {
        match &self.definition {
            Definition::Geographic(base) => Some(base.wkt(&self.authority())),
            Definition::Zone(base, zone) => {
                Some(zone.wkt(&self.name, &base.wkt(""), &self.authority()))
            }
            Definition::Text(text) if text.contains('[') => Some(text.clone()),
            Definition::Text(_) | Definition::None => None,
        }
    }

    /// Its code, as the last part of a definition.
    fn authority(&self) -> String {
        let part = |code| format!(",AUTHORITY[\"EPSG\",\"{code}\"]");
        self.epsg.map(part).unwrap_or_default()
    }

    /// The same as PROJJSON.
    pub(super) fn projjson(&self) -> Option<Json> {
        let mut json = match &self.definition {
            Definition::Geographic(base) => base.projjson(),
            Definition::Zone(base, zone) => zone.projjson(&self.name, &base.projjson()),
            Definition::Text(text) => return serde_json::from_str(text).ok(),
            Definition::None => return None,
        };
        if let Some(code) = self.epsg {
            json["id"] = json!({ "authority": "EPSG", "code": code });
        }
        Some(json)
    }
}

impl Base {
    fn wkt(self, authority: &str) -> String {
        let Self { name, datum, spheroid, inverse_flattening } = self;
        format!(
            "GEOGCS[\"{name}\",DATUM[\"{datum}\",\
             SPHEROID[\"{spheroid}\",6378137,{inverse_flattening}]],\
             PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]{authority}]"
        )
    }

    fn projjson(self) -> Json {
        let axis = |name: &str, abbreviation: &str, direction: &str| {
            json!({
                "name": name,
                "abbreviation": abbreviation,
                "direction": direction,
                "unit": "degree",
            })
        };
        json!({
            "type": "GeographicCRS",
            "name": self.name,
            "datum": {
                "type": "GeodeticReferenceFrame",
                "name": self.datum,
                "ellipsoid": {
                    "name": self.spheroid,
                    "semi_major_axis": 6_378_137,
                    "inverse_flattening": self.inverse_flattening,
                },
            },
            "coordinate_system": {
                "subtype": "ellipsoidal",
                "axis": [
                    axis("Geodetic latitude", "Lat", "north"),
                    axis("Geodetic longitude", "Lon", "east"),
                ],
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wkt(code: u32) -> String {
        Reference::of(&Crs::Epsg(code)).wkt().unwrap_or_default()
    }

    #[test]
    fn zones_have_the_meridian_and_easting_of_their_code() {
        for (code, meridian, easting) in [
            (4491, 75, 13_500_000),
            (4502, 75, 500_000),
            (4512, 135, 500_000),
            (4521, 99, 33_500_000),
            (4542, 99, 500_000),
            (4547, 114, 500_000),
            (4554, 135, 500_000),
            (32_647, 99, 500_000),
            (32_701, -177, 500_000),
        ] {
            let wkt = wkt(code);
            assert!(wkt.contains(&format!("\"central_meridian\",{meridian}]")), "{wkt}");
            assert!(wkt.contains(&format!("\"false_easting\",{easting}]")), "{wkt}");
        }
        assert_eq!(Reference::of(&Crs::Epsg(2180)).wkt(), None);
    }
}
