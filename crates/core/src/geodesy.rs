//! Lengths on the WGS 84 ellipsoid (rule 3): never degrees, never a sphere.
//!
//! Streets and legs use the radii of curvature at mid-latitude, which is exact to better than
//! 1e-6 for a few kilometers; straight-line answers use Karney's geodesic.
//!
//! # References
//!
//! Bomford, *Geodesy*, 4th ed. (1980), appendix B: radii of curvature.
//! Karney, *Algorithms for geodesics*, J. Geodesy 87 (2013), doi:10.1007/s00190-012-0578-z.

use crate::LngLat;
use geo::{Distance, Geodesic};

/// Semi-major axis of WGS 84 in meters (NIMA TR 8350.2).
pub(crate) const A: f64 = 6_378_137.0;
/// First eccentricity squared of WGS 84, from its flattening 1/298.257223563.
pub(crate) const E2: f64 = 0.006_694_379_990_141_317;

/// Meters per degree of longitude and latitude around one latitude: a plane in which lengths
/// near that latitude are Euclidean.
#[derive(Clone, Copy, Debug)]
pub struct Plane {
    /// Meters per degree of longitude.
    pub x: f64,
    /// Meters per degree of latitude.
    pub y: f64,
}

impl Plane {
    /// The plane at `lat` degrees.
    #[must_use]
    pub fn at(lat: f64) -> Self {
        let (sin, cos) = lat.to_radians().sin_cos();
        let w2 = 1.0 - E2 * sin * sin;
        let n = A / w2.sqrt(); // prime vertical radius
        let m = n * (1.0 - E2) / w2; // meridian radius
        Self { x: (n * cos).to_radians(), y: m.to_radians() }
    }
}

/// Length in meters of a short straight piece between two positions.
///
/// Radii of curvature at the mid-latitude: relative error below 1e-6 up to 10 km.
#[must_use]
pub fn piece_m(a: LngLat, b: LngLat) -> f64 {
    let plane = Plane::at(f64::midpoint(a.lat(), b.lat()));
    let x = (b.lng() - a.lng()) * plane.x;
    let y = (b.lat() - a.lat()) * plane.y;
    (x * x + y * y).sqrt()
}

/// Geodesic distance in meters, exact to nanometers (Karney 2013).
#[must_use]
pub fn geodesic_m(a: LngLat, b: LngLat) -> f64 {
    Geodesic.distance(geo::Point::from(a), geo::Point::from(b))
}

/// A position as geocentric Cartesian coordinates on the ellipsoid, in meters.
///
/// The chord between two of them is never longer than the geodesic, and shorter by less than
/// `chord^3 / (24 * 6.33e6^2)`: an index over chords needs no seam and no projection.
#[must_use]
pub fn geocentric(at: LngLat) -> [f64; 3] {
    let (sin_lat, cos_lat) = at.lat().to_radians().sin_cos();
    let (sin_lng, cos_lng) = at.lng().to_radians().sin_cos();
    let n = A / (1.0 - E2 * sin_lat * sin_lat).sqrt();
    [n * cos_lat * cos_lng, n * cos_lat * sin_lng, n * (1.0 - E2) * sin_lat]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lng: f64, lat: f64) -> LngLat {
        LngLat::new(lng, lat).unwrap()
    }

    #[test]
    fn a_short_piece_agrees_with_the_geodesic() {
        for lat in [-75.0, -30.0, 0.0, 24.58, 53.0, 70.0] {
            for (dx, dy) in [(0.01, 0.0), (0.0, 0.01), (0.02, -0.03)] {
                let (a, b) = (at(99.9, lat), at(99.9 + dx, lat + dy));
                let exact = geodesic_m(a, b);
                assert!((piece_m(a, b) / exact - 1.0).abs() < 1e-6, "{lat} {dx} {dy}");
            }
        }
    }

    #[test]
    fn a_chord_is_a_little_shorter_than_the_geodesic() {
        let (a, b) = (at(99.9, 24.5), at(100.0, 24.6));
        let (p, q) = (geocentric(a), geocentric(b));
        let chord = p.iter().zip(q).map(|(p, q)| (p - q) * (p - q)).sum::<f64>().sqrt();
        let exact = geodesic_m(a, b);
        let sagitta = chord.powi(3) / (24.0 * 6.33e6_f64.powi(2));
        assert!(chord <= exact && exact - chord <= sagitta, "{chord} {exact}");
    }
}
