//! A place on the earth, validated once at the door.
//!
//! Everything inside Walkshed is WGS 84 longitude, latitude in degrees (rule 21); a value of
//! [`LngLat`] is finite and in range, so no later code needs to ask (rule 23).

use bytemuck::{Pod, Zeroable};
use std::fmt;

/// A position on WGS 84: longitude, then latitude, in degrees.
///
/// # Examples
///
/// ```
/// use walkshed::LngLat;
///
/// let town = LngLat::new(99.9241, 24.5780)?;
/// assert_eq!(town.lat(), 24.5780);
/// assert!(LngLat::new(f64::NAN, 0.0).is_err());
/// assert!(LngLat::new(24.5, 99.9).is_err()); // latitude beyond 90: swapped?
/// # Ok::<(), walkshed::InvalidPosition>(())
/// ```
///
/// # Bytes
///
/// Two `f64`, longitude first, so that a network file is read where it lies. Whoever makes
/// positions out of bytes must check them, as [`Network::from_sections`] does.
///
/// [`Network::from_sections`]: crate::network::Network::from_sections
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct LngLat {
    lng: f64,
    lat: f64,
}

impl LngLat {
    /// Checks that both numbers are finite and in range.
    ///
    /// # Errors
    ///
    /// [`InvalidPosition`] names the coordinate, its value and the reason.
    pub fn new(lng: f64, lat: f64) -> Result<Self, InvalidPosition> {
        let check = |axis, value: f64, limit: f64| {
            if value.is_finite() && value.abs() <= limit {
                Ok(())
            } else {
                Err(InvalidPosition { axis, value, limit })
            }
        };
        check(Axis::Longitude, lng, 180.0)?;
        check(Axis::Latitude, lat, 90.0)?;
        Ok(Self { lng, lat })
    }

    /// Whether it is what [`LngLat::new`] makes: asked of what was read as bytes.
    pub(crate) fn is_valid(self) -> bool {
        Self::new(self.lng, self.lat).is_ok()
    }

    /// Longitude in degrees, east positive.
    #[must_use]
    pub fn lng(self) -> f64 {
        self.lng
    }

    /// Latitude in degrees, north positive.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }
}

impl From<LngLat> for geo::Point {
    fn from(at: LngLat) -> Self {
        geo::Point::new(at.lng, at.lat)
    }
}

impl From<LngLat> for geo::Coord {
    fn from(at: LngLat) -> Self {
        geo::Coord { x: at.lng, y: at.lat }
    }
}

impl fmt::Display for LngLat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.lng, self.lat)
    }
}

/// Which of the two numbers was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// East-west.
    Longitude,
    /// North-south.
    Latitude,
}

/// A coordinate that is not finite or beyond its range.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct InvalidPosition {
    /// The coordinate at fault.
    pub axis: Axis,
    /// Its value as given.
    pub value: f64,
    /// The largest magnitude allowed, in degrees.
    pub limit: f64,
}

impl fmt::Display for InvalidPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { axis, value, limit } = self;
        let name = match axis {
            Axis::Longitude => "longitude",
            Axis::Latitude => "latitude",
        };
        if value.is_finite() {
            write!(f, "{name} {value} is outside -{limit}..{limit}")?;
            if *axis == Axis::Latitude && value.abs() <= 180.0 {
                write!(f, " (are longitude and latitude swapped?)")?;
            }
            Ok(())
        } else {
            write!(f, "{name} {value} is not a finite number")
        }
    }
}

impl std::error::Error for InvalidPosition {}
