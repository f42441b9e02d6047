//! From a coordinate system to WGS 84, and back.

use super::{Crs, offset_datum};
use crate::error::ReadFault;
use crate::finding::Problem;
use geo::{Coord, Geometry, MapCoordsInPlace};
use std::cell::RefCell;

#[cfg(feature = "proj")]
use super::projection::Projection;
#[cfg(feature = "proj")]
use std::rc::Rc;

/// Converts coordinates to WGS 84: x is longitude or easting, y latitude or northing, whatever
/// the order of axes in the definition of the system.
///
/// It belongs to its thread; making another costs milliseconds the first time in a thread, and
/// nothing after that.
#[derive(Clone, Debug)]
pub(crate) enum ToWgs84 {
    /// WGS 84 and CGCS2000.
    Same,
    /// GCJ-02.
    Gcj02,
    /// BD-09.
    Bd09,
    /// Through PROJ.
    #[cfg(feature = "proj")]
    Projected(Rc<Projection>),
}

/// West, south, east and north end in degrees.
pub(crate) type Area = [f64; 4];

impl ToWgs84 {
    /// # Errors
    ///
    /// If the system is not known, or its datum cannot be brought to WGS 84 (rule 22).
    pub(crate) fn of(crs: &Crs) -> Result<Self, ReadFault> {
        match crs {
            Crs::Wgs84 | Crs::Cgcs2000 => Ok(Self::Same),
            Crs::Gcj02 => Ok(Self::Gcj02),
            Crs::Bd09 => Ok(Self::Bd09),
            #[cfg(feature = "proj")]
            crs => Projection::to_wgs84(crs).map(Self::Projected),
            #[cfg(not(feature = "proj"))]
            crs => Err(ReadFault::NoProj(crs.key().into_owned())),
        }
    }

    /// The place of two numbers; `None` if the system does not reach there.
    pub(crate) fn at(&self, place: [f64; 2]) -> Option<[f64; 2]> {
        match self {
            Self::Same => Some(place),
            Self::Gcj02 => Some(offset_datum::wgs84_of_gcj02(place)),
            Self::Bd09 => Some(offset_datum::wgs84_of_bd09(place)),
            #[cfg(feature = "proj")]
            Self::Projected(projection) => projection.convert(place),
        }
    }

    /// Whether its coordinates are degrees, not meters.
    pub(crate) fn is_degrees(&self) -> bool {
        match self {
            Self::Same | Self::Gcj02 | Self::Bd09 => true,
            #[cfg(feature = "proj")]
            Self::Projected(projection) => projection.is_degrees(),
        }
    }

    /// Where it is used, if that is known.
    pub(crate) fn area(&self) -> Option<Area> {
        match self {
            Self::Same | Self::Gcj02 | Self::Bd09 => None,
            #[cfg(feature = "proj")]
            Self::Projected(projection) => projection.area(),
        }
    }
}

/// Converts WGS 84 to another system: longitude and latitude, or easting and northing, in this
/// order.
#[derive(Clone, Debug)]
pub(crate) struct FromWgs84(Way);

#[derive(Clone, Debug)]
enum Way {
    Same,
    Gcj02,
    Bd09,
    #[cfg(feature = "proj")]
    Projected(Rc<Projection>),
}

impl FromWgs84 {
    /// # Errors
    ///
    /// If the system is not known, or its datum cannot be reached from WGS 84 (rule 22).
    pub(crate) fn of(crs: &Crs) -> Result<Self, ReadFault> {
        Ok(Self(match crs {
            Crs::Wgs84 | Crs::Cgcs2000 => Way::Same,
            Crs::Gcj02 => Way::Gcj02,
            Crs::Bd09 => Way::Bd09,
            #[cfg(feature = "proj")]
            crs => Way::Projected(Projection::from_wgs84(crs)?),
            #[cfg(not(feature = "proj"))]
            crs => return Err(ReadFault::NoProj(crs.key().into_owned())),
        }))
    }

    /// The numbers of a place; `None` if the system does not reach there.
    pub(crate) fn at(&self, place: [f64; 2]) -> Option<[f64; 2]> {
        match &self.0 {
            Way::Same => Some(place),
            Way::Gcj02 => Some(offset_datum::gcj02_of_wgs84(place)),
            Way::Bd09 => Some(offset_datum::bd09_of_wgs84(place)),
            #[cfg(feature = "proj")]
            Way::Projected(projection) => projection.convert(place),
        }
    }

    /// Moves a geometry to the system.
    ///
    /// # Errors
    ///
    /// [`Problem::BeyondCrs`] if the system does not reach there; the geometry is then in between.
    pub(crate) fn apply(&self, shape: &mut Geometry) -> Result<(), Problem> {
        moved(shape, |at| {
            let [x, y] = self.at([at.x, at.y]).ok_or(Problem::BeyondCrs)?;
            Ok(Coord { x, y })
        })
    }
}

/// Moves each coordinate of a geometry; the first that cannot be moved is the error.
///
/// The fallible mapping of the geo crate never ends at collections inside collections.
pub(super) fn moved(
    shape: &mut Geometry,
    to: impl Fn(Coord) -> Result<Coord, Problem>,
) -> Result<(), Problem> {
    let first = RefCell::new(None);
    shape.map_coords_in_place(|at| {
        to(at).unwrap_or_else(|problem| {
            first.borrow_mut().get_or_insert(problem);
            at
        })
    });
    first.into_inner().map_or(Ok(()), Err)
}
