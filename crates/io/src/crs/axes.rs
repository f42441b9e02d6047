//! Which of two numbers is which: their magnitude decides, not the header, since Chinese tables
//! call the northing X (rule 21).

use super::{Crs, ToWgs84, likeliest};
use crate::error::ReadFault;
use walkshed::LngLat;

/// Degrees end at 180; meters of a projection are far larger.
const LARGEST_DEGREES: f64 = 360.0;
/// Coordinates are believed within so many degrees around the area of use of their system:
/// exchanged ones, and those of a wrong zone, lie ten and more away.
const MARGIN: f64 = 3.0;

/// How the numbers of a file are read.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    to: ToWgs84,
    /// Whether y comes first.
    pub(crate) exchanged: bool,
}

impl Frame {
    /// Decides by the majority of some pairs of numbers, found in these columns; none are no
    /// reason for anything.
    ///
    /// # Errors
    ///
    /// If the system cannot be brought to WGS 84, or if most of the numbers cannot be coordinates
    /// in it, whichever comes first.
    pub(crate) fn of(
        crs: &Crs,
        pairs: &[[f64; 2]],
        columns: &str,
    ) -> Result<Self, ReadFault> {
        let to = ToWgs84::of(crs)?;
        let exchanged = match (pairs, to.is_degrees()) {
            ([], _) => Ok(false),
            (pairs, true) => degrees(pairs, columns),
            (pairs, false) => meters(&to, crs, pairs),
        }?;
        Ok(Self { to, exchanged })
    }

    /// The same frame for another thread.
    pub(crate) fn again(crs: &Crs, exchanged: bool) -> Result<Self, ReadFault> {
        Ok(Self { to: ToWgs84::of(crs)?, exchanged })
    }

    /// Longitude and latitude on WGS 84, not checked yet; `None` where the system does not reach.
    pub(crate) fn at(&self, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
        self.to.at(if self.exchanged { [y, x] } else { [x, y] })
    }

    /// Whether numbers stay what they are.
    pub(crate) fn is_unchanged(&self) -> bool {
        matches!(self.to, ToWgs84::Same) && !self.exchanged
    }
}

/// Exchanged, where most latitudes are beyond 90 degrees and exchanging makes every pair fit.
fn degrees(pairs: &[[f64; 2]], columns: &str) -> Result<bool, ReadFault> {
    if most(pairs, |[x, y]| x.abs() > LARGEST_DEGREES && y.abs() > LARGEST_DEGREES) {
        let likely = likeliest(pairs).iter().map(|crs| crs.key().into_owned()).collect();
        return Err(ReadFault::Projected { columns: columns.to_owned(), likely });
    }
    let fits = |x, y| LngLat::new(x, y).is_ok();
    Ok(most(pairs, |[x, y]| !fits(x, y)) && pairs.iter().all(|&[x, y]| fits(y, x)))
}

/// Exchanged, where only that brings most pairs to where the system is used.
fn meters(to: &ToWgs84, crs: &Crs, pairs: &[[f64; 2]]) -> Result<bool, ReadFault> {
    let area = to.area();
    let inside = |place: [f64; 2]| {
        let Some([lng, lat]) = to.at(place) else { return false };
        LngLat::new(lng, lat).is_ok() && area.is_none_or(|area| is_near(area, lng, lat))
    };
    let looks_like_degrees = most(pairs, |[x, y]| x.abs() <= 180.0 && y.abs() <= 180.0);
    if !looks_like_degrees && most(pairs, inside) {
        return Ok(false);
    }
    if !looks_like_degrees && most(pairs, |[x, y]| inside([y, x])) {
        return Ok(true);
    }
    let likely = if looks_like_degrees { vec![Crs::Wgs84] } else { likeliest(pairs) };
    let likely = likely.iter().map(|crs| crs.key().into_owned()).collect();
    Err(ReadFault::Elsewhere { declared: crs.key().into_owned(), likely })
}

fn is_near([west, south, east, north]: [f64; 4], lng: f64, lat: f64) -> bool {
    let across = west > east;
    let (from, to) = (lng >= west - MARGIN, lng <= east + MARGIN);
    let between = if across { from || to } else { from && to };
    between && lat >= south - MARGIN && lat <= north + MARGIN
}

fn most(pairs: &[[f64; 2]], fits: impl Fn([f64; 2]) -> bool) -> bool {
    2 * pairs.iter().filter(|&&pair| fits(pair)).count() > pairs.len()
}
