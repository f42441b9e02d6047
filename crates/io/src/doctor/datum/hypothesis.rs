//! What the numbers of a file may mean.

use super::exhibit::Exhibit;
use super::plane::Plane;
use crate::crs::{Crs, Frame, likeliest};

/// A coordinate system, and which number comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hypothesis {
    /// The system.
    pub(crate) crs: Crs,
    /// Whether latitude or northing comes first.
    pub(crate) exchanged: bool,
}

/// Zones whose central meridian is farther than this from everything else are not tried, in
/// degrees: a three-degree zone, and one beside it.
const ZONES: f64 = 4.6;

impl Hypothesis {
    /// How it reads numbers.
    pub(super) fn frame(&self) -> Option<Frame> {
        Frame::again(&self.crs, self.exchanged).ok()
    }

    /// All that a file may be: what it is read as comes first.
    pub(super) fn all(file: &Exhibit, plane: Option<&Plane>) -> Vec<Self> {
        let pairs = file.sample();
        let mut all: Vec<Self> = file.read_as.iter().cloned().collect();
        let mut add = |found: Self| {
            if !all.contains(&found) {
                all.push(found);
            }
        };
        if file.is_fixed || pairs.is_empty() {
            return all;
        }
        let systems = match likeliest(&pairs) {
            none if none.is_empty() => vec![Crs::Wgs84, Crs::Gcj02, Crs::Bd09],
            meters => meters.into_iter().filter(|crs| is_near(crs, plane)).collect(),
        };
        for crs in systems {
            let Ok(frame) = Frame::of(&crs, &pairs, "") else { continue };
            let exchanged = frame.exchanged;
            add(Self { crs: crs.clone(), exchanged });
            // degrees below 90 may stand in either order, and so may meters
            let degrees = matches!(crs, Crs::Wgs84 | Crs::Gcj02 | Crs::Bd09);
            let fits = |&[x, y]: &[f64; 2]| x.abs() <= 90.0 && y.abs() <= 90.0;
            if !degrees || pairs.iter().all(fits) {
                add(Self { crs, exchanged: !exchanged });
            }
        }
        all
    }
}

/// Whether a zone without a number in its eastings lies where everything else does.
fn is_near(crs: &Crs, plane: Option<&Plane>) -> bool {
    let meridian = match crs {
        Crs::Epsg(code @ 4534..=4554) => 75 + 3 * (code - 4534),
        Crs::Epsg(code @ 32631..=32660) => 6 * (code - 32631) + 3,
        _ => return true,
    };
    plane.is_none_or(|plane| (f64::from(meridian) - plane.lng()).abs() <= ZONES)
}
