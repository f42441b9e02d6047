//! Any system that PROJ knows.
//!
//! A change of datum that PROJ can only do "ballpark", that is by pretending that both datums are
//! one, is refused (rule 22). What is based on CGCS2000 is brought to longitude and latitude on
//! CGCS2000, which takes no change of datum, and is then within decimeters of WGS 84; the same is
//! done with a PROJ string that names the ellipsoid of one of the two, and no datum.

use super::Crs;
use super::convert::Area;
use crate::error::ReadFault;
use proj::{Proj, ProjBuilder};
use rustc_hash::FxHashMap;
use serde_json::Value as Json;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use walkshed::LngLat;

/// Conversion from one system to another, x before y on both sides.
#[derive(Debug)]
pub(crate) struct Projection {
    operation: Proj,
    /// Whether the definitions of source and target have y first.
    flips: [bool; 2],
    /// Whether what is converted is degrees.
    takes_degrees: bool,
    /// Whether the system that is not WGS 84 has degrees.
    degrees: bool,
    area: Option<Area>,
}

/// Datums whose way to WGS 84 is not published: what PROJ knows of them holds in an oil field.
const SECRET: [&str; 3] = ["Beijing 1954", "Xian 1980", "New Beijing"];

/// Datums that are taken for WGS 84: CGCS2000, and none with an ellipsoid of the same size.
const AS_WGS84: [&str; 3] = [
    "China 2000",
    "Unknown based on GRS 1980 ellipsoid",
    "Unknown based on WGS 84 ellipsoid",
];

/// Systems that a thread keeps at hand; a project names a handful.
const KEPT: usize = 64;

type Made = Result<Rc<Projection>, ReadFault>;

thread_local! {
    /// What was made in this thread: each takes up to a tenth of a second.
    static CACHE: RefCell<FxHashMap<(Crs, bool), Made>> = RefCell::default();
}

impl Projection {
    /// From a system to WGS 84.
    pub(super) fn to_wgs84(crs: &Crs) -> Made {
        Self::cached(crs, true)
    }

    /// From WGS 84 to a system.
    pub(super) fn from_wgs84(crs: &Crs) -> Made {
        Self::cached(crs, false)
    }

    fn cached(crs: &Crs, inward: bool) -> Made {
        let key = (crs.clone(), inward);
        if let Some(made) = CACHE.with_borrow(|cache| cache.get(&key).cloned()) {
            return made;
        }
        let made = Self::new(crs, inward).map(Rc::new);
        CACHE.with_borrow_mut(|cache| {
            if cache.len() >= KEPT {
                cache.clear();
            }
            cache.insert(key, made.clone());
        });
        made
    }

    fn new(crs: &Crs, inward: bool) -> Result<Self, ReadFault> {
        let name = || crs.key().into_owned();
        let system =
            System::new(&definition(crs)).ok_or_else(|| ReadFault::Crs(name()))?;
        let ballpark = || ReadFault::Ballpark(name());
        let target = system.target().ok_or_else(ballpark)?;
        let target = System::new(&target).ok_or_else(ballpark)?;
        let area = system.area();
        let degrees = system.is_degrees();
        let (from, to) = if inward { (&system, &target) } else { (&target, &system) };
        let operation = operation(from, to).ok_or_else(ballpark)?;
        let flips = [from.is_flipped(), to.is_flipped()];
        let takes_degrees = degrees || !inward;
        Ok(Self { operation, flips, takes_degrees, degrees, area })
    }

    /// One place; `None` if the projection does not reach there.
    pub(super) fn convert(&self, place: [f64; 2]) -> Option<[f64; 2]> {
        // PROJ complains of each on the standard error
        let is_place = |[lng, lat]: [f64; 2]| LngLat::new(lng, lat).is_ok();
        if !place.iter().all(|number| number.is_finite())
            || (self.takes_degrees && !is_place(place))
        {
            return None;
        }
        let [x, y] = flipped(place, self.flips[0]);
        let (x, y) = self.operation.convert((x, y)).ok()?;
        (x.is_finite() && y.is_finite()).then(|| flipped([x, y], self.flips[1]))
    }

    pub(super) fn is_degrees(&self) -> bool {
        self.degrees
    }

    pub(super) fn area(&self) -> Option<Area> {
        self.area
    }
}

/// The operation between two systems, if there is one that is not ballpark.
fn operation(from: &System, to: &System) -> Option<Proj> {
    let made = |options| {
        ProjBuilder::new()
            .proj_create_crs_to_crs_from_pj(&from.proj, &to.proj, None, options)
            .ok()
    };
    let operation = guarded(|| made(None))?;
    let about = operation.proj_info().description.unwrap_or_default();
    if about.contains("Ballpark") {
        return None;
    }
    if !about.starts_with("unavailable") {
        return Some(operation);
    }
    // there are several, and the place decides; what is ballpark must not be among them
    guarded(|| made(Some(vec!["ALLOW_BALLPARK=NO"])))
}

/// The binding panics where PROJ fails without a word.
fn guarded<T>(make: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(make)).ok().flatten()
}

fn flipped([x, y]: [f64; 2], flip: bool) -> [f64; 2] {
    if flip { [y, x] } else { [x, y] }
}

/// What PROJ makes a system from.
fn definition(crs: &Crs) -> String {
    let text = crs.key();
    let is_string = text.contains("proj=") || text.contains("init=");
    if is_string && !text.contains("type=crs") && !text.starts_with('{') {
        return format!("{text} +type=crs");
    }
    text.into_owned()
}

/// A coordinate system, and what PROJ says of it.
struct System {
    proj: Proj,
    about: Json,
}

impl System {
    fn new(definition: &str) -> Option<Self> {
        let proj = guarded(|| Proj::new(definition).ok())?;
        let about = proj.to_projjson(Some(false), None, None).ok()?;
        let about = serde_json::from_str(&about).ok()?;
        let system = Self { proj, about };
        let kind = system.plain().get("type").and_then(Json::as_str);
        let is_plane = matches!(kind, Some("GeographicCRS" | "ProjectedCRS"));
        (is_plane && system.axes().is_some()).then_some(system)
    }

    /// Without a shift that it brings along, and without heights.
    fn plain(&self) -> &Json {
        let mut about = &self.about;
        while let Some(inner) =
            about.get("source_crs").or_else(|| about.pointer("/components/0"))
        {
            about = inner;
        }
        about
    }

    fn geographic(&self) -> &Json {
        let plain = self.plain();
        plain.get("base_crs").unwrap_or(plain)
    }

    /// Longitude and latitude on WGS 84, or on the datum of the system if that is as good.
    fn target(&self) -> Option<String> {
        if self.about.get("type").and_then(Json::as_str) == Some("BoundCRS") {
            return Some("OGC:CRS84".to_owned());
        }
        let base = self.geographic();
        let datum = base.get("datum").or_else(|| base.get("datum_ensemble"));
        let name =
            datum.and_then(|datum| datum.get("name")?.as_str()).unwrap_or_default();
        if SECRET.iter().any(|secret| name.starts_with(secret)) {
            return None;
        }
        if AS_WGS84.contains(&name) {
            return Some(base.to_string());
        }
        Some("OGC:CRS84".to_owned())
    }

    fn axes(&self) -> Option<&Vec<Json>> {
        self.plain().pointer("/coordinate_system/axis")?.as_array()
    }

    /// Whether northing or latitude comes first.
    fn is_flipped(&self) -> bool {
        let first = self.axes().and_then(|axes| axes.first());
        let direction = first.and_then(|axis| axis.get("direction")?.as_str());
        matches!(direction, Some("north" | "south"))
    }

    fn is_degrees(&self) -> bool {
        self.plain().get("base_crs").is_none()
    }

    /// Where it is used; of a transverse Mercator projection that does not say, the belt around
    /// its central meridian.
    fn area(&self) -> Option<Area> {
        if let Ok((Some(area), _)) = self.proj.area_of_use() {
            return Some([area.west, area.south, area.east, area.north]);
        }
        let conversion = self.plain().get("conversion")?;
        let method = conversion.pointer("/method/name")?.as_str()?;
        if !method.starts_with("Transverse Mercator") {
            return None;
        }
        let parameters = conversion.get("parameters")?.as_array()?;
        let origin = |p: &&Json| {
            p.get("name").and_then(Json::as_str) == Some("Longitude of natural origin")
        };
        let meridian = parameters.iter().find(origin)?.get("value")?.as_f64()?;
        Some([meridian - 3.0, -90.0, meridian + 3.0, 90.0])
    }
}

#[cfg(test)]
#[path = "projection_tests.rs"]
mod tests;
