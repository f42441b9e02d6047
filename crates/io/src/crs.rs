#![doc = include_str!("../docs/coordinates.md")]

mod axes;
mod convert;
mod names;
mod offset_datum;
#[cfg(feature = "proj")]
mod projection;
mod well_known;
mod zones;

pub(crate) use axes::Frame;
pub(crate) use convert::{FromWgs84, ToWgs84};
pub(crate) use zones::likeliest;

use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, Problem};
use crate::project::Input;
use crate::rows::Rows;
use geo::{CoordsIter, Geometry};
use rayon::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;
use walkshed::LngLat;

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

    /// A few words for people: the code, or what a definition calls itself.
    #[must_use]
    pub fn label(&self) -> Cow<'_, str> {
        let Self::Definition(text) = self else { return self.key() };
        let json = serde_json::from_str::<serde_json::Value>(text).unwrap_or_default();
        let named = |at| json.pointer(at).and_then(serde_json::Value::as_str);
        let known = |name: &&str| !matches!(*name, "" | "unknown");
        let of_json =
            ["/name", "/conversion/name"].into_iter().filter_map(named).find(known);
        // PROJCS["WGS_1984_UTM_Zone_50N", ...
        let name = of_json.or_else(|| text.split('"').nth(1).filter(|_| json.is_null()));
        Cow::Owned(crate::finding::shortened(name.unwrap_or(text)))
    }

    /// The system that a project, a file or a cell names, by code, URN, URL, name in English or
    /// Chinese, PROJ string, WKT or PROJJSON; `None` if the name is not known.
    ///
    /// Whether coordinates in it can be read is found out when they are.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed_io::Crs;
    ///
    /// assert_eq!(Crs::named("高德"), Some(Crs::Gcj02));
    /// assert_eq!(Crs::named("CGCS2000 3度带 114E"), Some(Crs::Epsg(4547)));
    /// assert_eq!(Crs::named("urn:ogc:def:crs:EPSG::4490"), Some(Crs::Cgcs2000));
    /// assert_eq!(Crs::named("nowhere"), None);
    /// ```
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        names::find(text)
    }

    /// The system of an EPSG code.
    pub(crate) fn of_code(code: u32) -> Self {
        match code {
            4326 | 4979 => Self::Wgs84,
            4490 | 4480 => Self::Cgcs2000,
            900_913 | 102_100 | 102_113 => Self::Epsg(3857),
            code => Self::Epsg(code),
        }
    }
}

/// So many rows are worth a second thread.
const MANY_ROWS: usize = 10_000;
/// Coordinates that are looked at for their order, spread over the file.
const LOOKED_AT: usize = 10_000;

/// Decides what the coordinates of a file mean, and turns its geometries into WGS 84.
///
/// What the project says goes before what the file says, and that before WGS 84. A geometry that
/// is not on the earth costs its row.
///
/// # Errors
///
/// If the system is not known, or cannot be brought to WGS 84 (rule 22), or if most of the numbers
/// cannot be coordinates in it.
pub(crate) fn settle(rows: &mut Rows, input: &Input) -> Result<(), ReadError> {
    let path = rows.path.clone();
    let unusable = |fault| ReadError::unusable(&path, fault);
    let stated = rows.crs.take();
    let unknown = |name: &String| unusable(ReadFault::Crs(name.clone()));
    let named =
        input.crs.as_ref().map(|name| Crs::named(name).ok_or_else(|| unknown(name)));
    let named = named.transpose()?;
    if let (Some(stated), Some(taken)) = (&stated, &named)
        && stated != taken
    {
        let (stated, taken) = (stated.key().into_owned(), taken.key().into_owned());
        let problem = Problem::OtherCrs { stated, taken };
        rows.findings.push(Finding::new(&rows.file, problem));
    }
    let crs = named.or(stated).unwrap_or_default();
    rows.crs = Some(crs.clone());
    let pairs = sample(rows);
    let frame = Frame::of(&crs, &pairs, "").map_err(unusable)?;
    if frame.exchanged {
        rows.findings.push(Finding::new(&rows.file, Problem::Exchanged));
    }
    let one = |frame: &Frame, geometry: &mut Result<Option<Geometry>, Problem>| {
        if let Ok(Some(shape)) = geometry
            && let Err(problem) = into_wgs84(frame, shape)
        {
            *geometry = Err(problem);
        }
    };
    if rows.list.len() < MANY_ROWS || frame.is_unchanged() {
        rows.list.iter_mut().for_each(|row| one(&frame, &mut row.geometry));
        return Ok(());
    }
    // what converts belongs to its thread
    let exchanged = frame.exchanged;
    rows.list.par_iter_mut().with_min_len(MANY_ROWS / 10).try_for_each_init(
        || Frame::again(&crs, exchanged),
        |frame, row| {
            let frame = frame.as_ref().map_err(|fault| unusable(fault.clone()))?;
            one(frame, &mut row.geometry);
            Ok(())
        },
    )
}

/// Some of the coordinates of all geometries, evenly spread.
fn sample(rows: &Rows) -> Vec<[f64; 2]> {
    let geometries =
        || rows.list.iter().filter_map(|row| row.geometry.as_ref().ok()?.as_ref());
    let count: usize = geometries().map(CoordsIter::coords_count).sum();
    let step = count.div_ceil(LOOKED_AT).max(1);
    let coordinates = geometries().flat_map(CoordsIter::coords_iter);
    coordinates.step_by(step).map(|at| [at.x, at.y]).collect()
}

/// Moves a geometry to WGS 84; every coordinate is checked at this door (rule 23).
pub(crate) fn into_wgs84(frame: &Frame, shape: &mut Geometry) -> Result<(), Problem> {
    convert::moved(shape, |at| {
        let [lng, lat] = frame.at([at.x, at.y]).ok_or(Problem::BeyondCrs)?;
        Ok(LngLat::new(lng, lat).map_err(Problem::Position)?.into())
    })
}

#[cfg(test)]
#[path = "crs/tests.rs"]
mod tests;
