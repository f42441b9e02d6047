//! Zones of the transverse Mercator projection: Gauss-Krüger on CGCS2000, UTM on WGS 84.

use super::{Base, CGCS_2000, WGS_84};
use serde_json::{Value as Json, json};

/// One zone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Zone {
    meridian: i64,
    scale: f64,
    false_easting: u32,
    false_northing: u32,
    /// Whether the first axis of the authority is the northing.
    northing_first: bool,
}

impl Zone {
    /// A zone by its EPSG code, with its name and datum.
    pub(super) fn of(code: u32) -> Option<(String, Base, Self)> {
        let cgcs = |name: String, meridian: u32, zone: Option<u32>| {
            let zone = Self {
                meridian: meridian.into(),
                scale: 1.0,
                false_easting: zone.unwrap_or(0) * 1_000_000 + 500_000,
                false_northing: 0,
                northing_first: true,
            };
            (format!("CGCS2000 / {name}"), CGCS_2000, zone)
        };
        Some(match code {
            4491..=4501 => {
                let zone = code - 4491 + 13;
                cgcs(format!("Gauss-Kruger zone {zone}"), 6 * zone - 3, Some(zone))
            }
            4502..=4512 => {
                let meridian = (code - 4502) * 6 + 75;
                cgcs(format!("Gauss-Kruger CM {meridian}E"), meridian, None)
            }
            4513..=4533 => {
                let zone = code - 4513 + 25;
                cgcs(format!("3-degree Gauss-Kruger zone {zone}"), 3 * zone, Some(zone))
            }
            4534..=4554 => {
                let meridian = (code - 4534) * 3 + 75;
                cgcs(format!("3-degree Gauss-Kruger CM {meridian}E"), meridian, None)
            }
            32_601..=32_660 | 32_701..=32_760 => {
                let (zone, south) = (code % 100, code > 32_700);
                let half = if south { 'S' } else { 'N' };
                let own = Self {
                    meridian: i64::from(zone) * 6 - 183,
                    scale: 0.9996,
                    false_easting: 500_000,
                    false_northing: if south { 10_000_000 } else { 0 },
                    northing_first: false,
                };
                (format!("WGS 84 / UTM zone {zone}{half}"), WGS_84, own)
            }
            _ => return None,
        })
    }

    pub(super) fn wkt(&self, name: &str, base: &str, authority: &str) -> String {
        let Self { meridian, scale, false_easting, false_northing, .. } = self;
        format!(
            "PROJCS[\"{name}\",{base},PROJECTION[\"Transverse_Mercator\"],\
             PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",{meridian}],\
             PARAMETER[\"scale_factor\",{scale}],PARAMETER[\"false_easting\",{false_easting}],\
             PARAMETER[\"false_northing\",{false_northing}],UNIT[\"metre\",1]{authority}]"
        )
    }

    pub(super) fn projjson(&self, name: &str, base: &Json) -> Json {
        let parameter = |name: &str, value: f64, unit: &str| json!({ "name": name, "value": value, "unit": unit });
        let axis = |name: &str, abbreviation: &str, direction: &str| {
            json!({
                "name": name,
                "abbreviation": abbreviation,
                "direction": direction,
                "unit": "metre",
            })
        };
        let mut axes = vec![axis("Easting", "E", "east"), axis("Northing", "N", "north")];
        if self.northing_first {
            axes.reverse();
        }
        json!({
            "type": "ProjectedCRS",
            "name": name,
            "base_crs": base,
            "conversion": {
                "name": name,
                "method": { "name": "Transverse Mercator" },
                "parameters": [
                    parameter("Latitude of natural origin", 0.0, "degree"),
                    parameter("Longitude of natural origin", self.meridian as f64, "degree"),
                    parameter("Scale factor at natural origin", self.scale, "unity"),
                    parameter("False easting", self.false_easting.into(), "metre"),
                    parameter("False northing", self.false_northing.into(), "metre"),
                ],
            },
            "coordinate_system": { "subtype": "Cartesian", "axis": axes },
        })
    }
}
