//! The `.prj` file of a Shapefile: a coordinate system as well-known text.

use crate::crs::Crs;

/// Names of ESRI that stand for one system each.
const NAMES: [(&str, Crs); 5] = [
    ("GCS_WGS_1984", Crs::Wgs84),
    ("WGS 84", Crs::Wgs84),
    ("GCS_China_Geodetic_Coordinate_System_2000", Crs::Cgcs2000),
    ("WGS_1984_Web_Mercator_Auxiliary_Sphere", Crs::Epsg(3857)),
    ("WGS_1984_Web_Mercator", Crs::Epsg(3857)),
];

/// Families of zones of ESRI: what stands before the zone, its first number, the step between
/// two, and the code of the first.
const FAMILIES: [(&str, &str, u32, u32, u32, u32); 6] = [
    ("CGCS2000_3_Degree_GK_CM_", "E", 75, 3, 4534, 21),
    ("CGCS2000_3_Degree_GK_Zone_", "", 25, 1, 4513, 21),
    ("CGCS2000_GK_CM_", "E", 75, 6, 4502, 11),
    ("CGCS2000_GK_Zone_", "", 13, 1, 4491, 11),
    ("WGS_1984_UTM_Zone_", "N", 1, 1, 32601, 60),
    ("WGS_1984_UTM_Zone_", "S", 1, 1, 32701, 60),
];

/// The system that a text defines: by the code that it ends with, by a name of ESRI, else as
/// defined; `None` if it is blank.
pub(super) fn read(bytes: &[u8]) -> Option<Crs> {
    let text = String::from_utf8_lossy(bytes);
    let text =
        text.trim_start_matches('\u{feff}').trim_matches(['\0', ' ', '\r', '\n', '\t']);
    if text.is_empty() {
        return None;
    }
    let known = code(text).and_then(|code| Crs::named(&format!("EPSG:{code}")));
    let known = known.or_else(|| known_name(text)).or_else(|| Crs::named(text));
    Some(known.unwrap_or_else(|| Crs::Definition(text.into())))
}

/// The code of the whole system, which stands last; those of its parts stand before.
fn code(text: &str) -> Option<u32> {
    let inside = text.strip_suffix(']')?.trim_end().strip_suffix(']')?;
    let (_, last) = inside.rsplit_once('[')?;
    let (authority, code) = last.split_once(',')?;
    let bare = |word: &str| word.trim().trim_matches('"').to_owned();
    bare(authority).eq_ignore_ascii_case("EPSG").then(|| bare(code).parse().ok())?
}

fn known_name(text: &str) -> Option<Crs> {
    let name = text.split('"').nth(1)?;
    if let Some((_, known)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(known.clone());
    }
    FAMILIES.iter().find_map(|&(before, after, first, step, code, zones)| {
        let zone = name.strip_prefix(before)?.strip_suffix(after)?;
        let steps = zone.parse::<u32>().ok()?.checked_sub(first)?;
        let fits = steps.is_multiple_of(step) && steps / step < zones;
        fits.then(|| Crs::Epsg(code + steps / step))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_known_by_its_code_or_by_the_name_that_esri_gives_it() {
        let of = |text: &str| read(text.as_bytes());
        let gcs = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
        assert_eq!(of(gcs), Some(Crs::Wgs84));
        let named = |name| of(&format!(r#"PROJCS["{name}",{gcs},UNIT["Meter",1.0]]"#));
        assert_eq!(named("CGCS2000_3_Degree_GK_CM_99E"), Some(Crs::Epsg(4542)));
        assert_eq!(named("CGCS2000_3_Degree_GK_Zone_33"), Some(Crs::Epsg(4521)));
        assert_eq!(named("CGCS2000_GK_CM_117E"), Some(Crs::Epsg(4509)));
        assert_eq!(named("CGCS2000_GK_Zone_20"), Some(Crs::Epsg(4498)));
        assert_eq!(named("WGS_1984_UTM_Zone_50N"), Some(Crs::Epsg(32650)));
        assert_eq!(named("WGS_1984_UTM_Zone_23S"), Some(Crs::Epsg(32723)));
        assert!(matches!(
            named("CGCS2000_3_Degree_GK_CM_100E"),
            Some(Crs::Definition(_))
        ));
        let coded = r#"PROJCS["x",GEOGCS["y",AUTHORITY["EPSG","4490"]],AUTHORITY["EPSG","4547"]]"#;
        assert_eq!(of(coded), Some(Crs::Epsg(4547)));
        let inner = r#"PROJCS["x",GEOGCS["y",AUTHORITY["EPSG","4490"]],UNIT["m",1]]"#;
        assert_eq!(of(inner), Some(Crs::Definition(inner.into())));
        assert_eq!(of(r#"GEOGCRS["x",ID["EPSG",4490]]"#), Some(Crs::Cgcs2000));
        assert_eq!(of(" \r\n\0"), None);
    }
}
