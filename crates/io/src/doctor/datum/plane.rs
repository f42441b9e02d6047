//! A plane of meters around the places of a project.

use super::exhibit::Exhibit;
use crate::crs::Frame;
use geo::{Coord, Geometry, MapCoords};
use walkshed::LngLat;

/// Meters of a degree of latitude: a thousandth of exactness is enough here.
const DEGREE_M: f64 = 111_200.0;

/// Meters east and north of a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plane {
    lng: f64,
    lat: f64,
}

impl Plane {
    /// Around the median of what can be read now, those beyond doubt before all others; `None` if
    /// nothing can.
    pub(super) fn around(files: &[Exhibit]) -> Option<Self> {
        let mut all: Vec<Self> = files.iter().filter_map(Self::of).collect();
        let fixed = files.iter().filter(|file| file.is_fixed).find_map(Self::of);
        if fixed.is_some() {
            return fixed;
        }
        all.sort_by(|a, b| a.lng.total_cmp(&b.lng));
        all.get(all.len() / 2).copied()
    }

    fn of(file: &Exhibit) -> Option<Self> {
        let frame = file.read_as.as_ref()?.frame()?;
        let places = file.sample().into_iter().filter_map(|pair| frame.at(pair));
        let valid = places.filter(|&[lng, lat]| LngLat::new(lng, lat).is_ok());
        let (mut lngs, mut lats): (Vec<f64>, Vec<f64>) =
            valid.map(|at| (at[0], at[1])).unzip();
        let median = |numbers: &mut Vec<f64>| {
            numbers.sort_by(f64::total_cmp);
            numbers.get(numbers.len() / 2).copied()
        };
        Some(Self { lng: median(&mut lngs)?, lat: median(&mut lats)? })
    }

    /// The longitude in its middle.
    pub(super) fn lng(&self) -> f64 {
        self.lng
    }

    /// A shape in meters; `None` if it is not on the earth.
    pub(super) fn draw(&self, frame: &Frame, shape: &Geometry) -> Option<Geometry> {
        let east_m = DEGREE_M * self.lat.to_radians().cos();
        let fallible = |at: Coord| {
            let [lng, lat] = frame.at([at.x, at.y])?;
            LngLat::new(lng, lat).ok()?;
            let (x, y) = ((lng - self.lng) * east_m, (lat - self.lat) * DEGREE_M);
            Some(Coord { x, y })
        };
        let drawn = shape
            .map_coords(|at| fallible(at).unwrap_or(Coord { x: f64::NAN, y: f64::NAN }));
        let sound = geo::CoordsIter::coords_iter(&drawn).all(|at| at.x.is_finite());
        sound.then_some(drawn)
    }
}
