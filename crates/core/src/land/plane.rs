//! The plane that areas are measured in.

use crate::LngLat;
use crate::geodesy::{A, E2};
use geo::{Coord, MapCoords, MultiPolygon};

/// The standard parallel is never nearer to a pole, where it would shrink to a point.
const HIGHEST_PARALLEL: f64 = 85.0;

/// The ellipsoidal cylindrical equal-area projection, its standard parallel at the middle latitude
/// of a district.
///
/// An area in this plane is the area on the WGS 84 ellipsoid, wherever it lies. Shapes are true
/// along the standard parallel; `d` kilometers north of it, east-west lengths are too long by
/// about `d tan(lat) / 6371`, and north-south lengths too short by as much.
///
/// # Units
///
/// Meters, east and north of the middle.
///
/// # CRS
///
/// `+proj=cea +lon_0=LNG +lat_ts=LAT +datum=WGS84`, the northing counted from the middle. What
/// lies on the other side of the 180th meridian is near, as on the earth.
///
/// # Examples
///
/// ```
/// use walkshed::LngLat;
/// use walkshed::land::EqualArea;
///
/// let plane = EqualArea::at(LngLat::new(99.92, 24.58)?);
/// let there = plane.project(LngLat::new(99.93, 24.59)?);
/// assert!((there.x - 1013.0).abs() < 1.0 && (there.y - 1107.5).abs() < 1.0);
/// # Ok::<(), walkshed::InvalidPosition>(())
/// ```
///
/// # References
///
/// Snyder, *Map Projections: A Working Manual*, USGS PP 1395 (1987), equations 3-12, 3-16, 3-18
/// and 10-13 to 10-17, doi:10.3133/pp1395.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EqualArea {
    lng: f64,
    parallel: f64,
    /// Meters per radian of longitude: `a k0`.
    x_scale: f64,
    /// Meters per unit of `q`: `a / 2 k0`.
    y_scale: f64,
    /// `q` in the middle.
    q_middle: f64,
}

impl EqualArea {
    /// The plane around a place.
    #[must_use]
    pub fn at(middle: LngLat) -> Self {
        let parallel = middle.lat().clamp(-HIGHEST_PARALLEL, HIGHEST_PARALLEL);
        let (sin, cos) = parallel.to_radians().sin_cos();
        let k0 = cos / (1.0 - E2 * sin * sin).sqrt(); // 10-13
        let q_middle = q(middle.lat().to_radians().sin());
        let (x_scale, y_scale) = (A * k0, A / (2.0 * k0));
        Self { lng: middle.lng(), parallel, x_scale, y_scale, q_middle }
    }

    /// The plane around the middle of some places; where there are none, around nowhere in
    /// particular.
    #[must_use]
    pub fn around(places: impl IntoIterator<Item = LngLat>) -> Self {
        let mut places = places.into_iter();
        let first = places.next();
        let lng_from = first.map_or(0.0, LngLat::lng);
        let start = [0.0, 0.0].map(|side| [side, first.map_or(0.0, LngLat::lat)]);
        let [low, high] = places.fold(start, |[low, high], at| {
            let here = [turned(at.lng() - lng_from), at.lat()];
            let axes = [0, 1];
            [
                axes.map(|axis| f64::min(low[axis], here[axis])),
                axes.map(|axis| f64::max(high[axis], here[axis])),
            ]
        });
        let [lng, lat] = [0, 1].map(|axis| f64::midpoint(low[axis], high[axis]));
        let middle = LngLat::new(turned(lng_from + lng), lat);
        Self::at(middle.expect("midway between positions is a position"))
    }

    /// The standard parallel in degrees, where lengths are true.
    #[must_use]
    pub fn parallel(&self) -> f64 {
        self.parallel
    }

    /// The central meridian in degrees.
    #[must_use]
    pub fn meridian(&self) -> f64 {
        self.lng
    }

    /// Where a place lies in the plane.
    #[must_use]
    pub fn project(&self, at: LngLat) -> Coord {
        self.flat(at.into())
    }

    /// The same for a shape, vertex by vertex; its edges are straight in the plane.
    ///
    /// An edge of 1 km that was straight in degrees is moved by less than 2 cm below 45 degrees.
    #[must_use]
    pub fn project_shape(&self, shape: &MultiPolygon) -> MultiPolygon {
        shape.map_coords(|at| self.flat(at))
    }

    fn flat(&self, at: Coord) -> Coord {
        Coord {
            x: turned(at.x - self.lng).to_radians() * self.x_scale, // 10-14
            y: (q(at.y.to_radians().sin()) - self.q_middle) * self.y_scale, // 10-15
        }
    }

    /// The place at a point of the plane; `None` beyond the poles or half around the earth.
    #[must_use]
    pub fn unproject(&self, point: Coord) -> Option<LngLat> {
        let lng = (point.x / self.x_scale).to_degrees();
        let pole = q(1.0);
        let q_here = point.y / self.y_scale + self.q_middle;
        let beyond = (q_here.abs() / pole - 1.0).max(0.0);
        if lng.is_nan() || lng.abs() > 180.0 || q_here.is_nan() || beyond > 1e-12 {
            return None;
        }
        let beta = (q_here / pole).clamp(-1.0, 1.0).asin(); // 10-17
        let lat = latitude(beta, q_here).to_degrees();
        LngLat::new(turned(self.lng + lng), lat.clamp(-90.0, 90.0)).ok()
    }
}

/// A difference of longitudes, the short way around, in degrees.
fn turned(lng: f64) -> f64 {
    if lng > 180.0 {
        lng - 360.0
    } else if lng < -180.0 {
        lng + 360.0
    } else {
        lng
    }
}

/// Equation 3-12, of the sine of the latitude.
fn q(sin: f64) -> f64 {
    let e = E2.sqrt();
    (1.0 - E2) * (sin / (1.0 - E2 * sin * sin) + (e * sin).atanh() / e)
}

/// The latitude in radians, of the authalic latitude: the series 3-18, then 3-16 once, which
/// leaves less than 1e-9 m except within meters of a pole, where it is left out.
fn latitude(beta: f64, q_here: f64) -> f64 {
    let (e4, e6) = (E2 * E2, E2 * E2 * E2);
    let series = beta
        + (E2 / 3.0 + 31.0 * e4 / 180.0 + 517.0 * e6 / 5040.0) * (2.0 * beta).sin()
        + (23.0 * e4 / 360.0 + 251.0 * e6 / 3780.0) * (4.0 * beta).sin()
        + 761.0 * e6 / 45360.0 * (6.0 * beta).sin();
    let (sin, cos) = series.sin_cos();
    if cos < 1e-6 {
        return series;
    }
    let w2 = 1.0 - E2 * sin * sin;
    series + w2 * w2 / (2.0 * cos) * (q_here - q(sin)) / (1.0 - E2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Longitude, latitude, easting and northing by PROJ 9.5.1 (pyproj 3.7.2):
    /// `+proj=cea +lon_0=99.92 +lat_ts=24.58 +datum=WGS84`, less the northing of 24.58.
    const BY_PROJ: [[f64; 4]; 5] = [
        [99.92, 24.58, 0.0, 0.0],
        [99.9241, 24.578, 415.291_253_5, -221.535_072_2],
        [100.4, 24.1, 48_619.463_82, -53_266.997_047_7],
        [98.5, 26.75, -143_832.580_467_6, 238_271.035_879_4],
        [103.0, -31.25, 311_974.892_845_1, -6_514_895.106_289_1],
    ];

    fn at(lng: f64, lat: f64) -> LngLat {
        LngLat::new(lng, lat).unwrap()
    }

    #[test]
    fn places_lie_where_proj_puts_them() {
        let plane = EqualArea::at(at(99.92, 24.58));
        for [lng, lat, x, y] in BY_PROJ {
            let here = plane.project(at(lng, lat));
            assert!((here.x - x).hypot(here.y - y) < 1e-6, "{lng} {lat}: {here:?}");
        }
    }

    #[test]
    fn the_way_back_ends_where_it_began() {
        for middle in [at(99.92, 24.58), at(179.9, -41.0), at(-8.6, 0.0), at(25.0, 69.0)]
        {
            let plane = EqualArea::at(middle);
            for (lng, lat) in [(0.0, 0.0), (0.3, -0.4), (-20.0, 15.0), (0.2, -30.0)] {
                let there = at(turned(middle.lng() + lng), middle.lat() + lat);
                let back = plane.unproject(plane.project(there)).unwrap();
                let off =
                    turned(back.lng() - there.lng()).hypot(back.lat() - there.lat());
                assert!(off < 1e-12, "{there} {back}");
            }
            assert_eq!(plane.unproject(Coord { x: 0.0, y: 1e9 }), None);
            assert_eq!(plane.unproject(Coord { x: f64::NAN, y: 0.0 }), None);
        }
    }

    #[test]
    fn an_area_is_that_on_the_ellipsoid() {
        use geo::{Area, GeodesicArea, Polygon};
        let plane = EqualArea::at(at(99.0, 30.0));
        // edges short enough that being straight in degrees does not matter
        let corners = [(98.0, 30.0), (98.01, 30.0), (98.01, 30.01), (98.0, 30.01)];
        let square = Polygon::new(corners.to_vec().into(), vec![]);
        let exact = square.geodesic_area_unsigned();
        let flat = plane.project_shape(&square.into()).unsigned_area();
        assert!((flat / exact - 1.0).abs() < 1e-7, "{flat} {exact}");
    }

    #[test]
    fn the_middle_of_places_is_found_across_the_180th_meridian() {
        let plane = EqualArea::around([at(179.5, 10.0), at(-179.5, 20.0)]);
        assert_eq!((plane.meridian().abs(), plane.parallel()), (180.0, 15.0));
        assert_eq!(EqualArea::around([]), EqualArea::at(at(0.0, 0.0)));
    }
}
