//! Stations in an R-tree.
//!
//! The tree holds geocentric coordinates, so distances in it are chords: no projection, no seam at
//! the antimeridian, and never longer than the geodesic. Answers are geodesics in whole
//! millimeters. This is the only file that names `rstar`.

use crate::LngLat;
use crate::geodesy::{geocentric, geodesic_m};
use crate::units::millimeters;
use rstar::primitives::GeomWithData;
use rstar::{RStarInsertionStrategy, RTree, RTreeParams};

/// Wider nodes than the default: measured faster for thousands of stations.
struct Params;

impl RTreeParams for Params {
    const MIN_SIZE: usize = 8;
    const MAX_SIZE: usize = 16;
    const REINSERTION_COUNT: usize = 5;
    type DefaultInsertionStrategy = RStarInsertionStrategy;
}

/// Up to this chord, `chord + chord^3 / 24 R^2` is the geodesic to 0.002 mm whatever the radius
/// of curvature.
const SHORT_M: f64 = 5_000.0;
/// Square of the mean radius of the earth (IUGG), for the term above.
const RADIUS2: f64 = 6_371_008.8 * 6_371_008.8;

type Node = GeomWithData<[f64; 3], u32>;

/// An index over the positions of stations, numbered by their place in the input.
///
/// # Examples
///
/// ```
/// use walkshed::LngLat;
/// use walkshed::straight::StationIndex;
///
/// let stations = [LngLat::new(99.92, 24.57)?, LngLat::new(99.93, 24.57)?];
/// let index = StationIndex::new(&stations);
/// let home = LngLat::new(99.922, 24.57)?;
/// let (station, mm) = index.nearest(home).unwrap();
/// assert_eq!((station, mm / 1000), (0, 202));
/// assert_eq!(index.within(home, 1_000_000).len(), 2);
/// # Ok::<(), walkshed::InvalidPosition>(())
/// ```
pub struct StationIndex {
    tree: RTree<Node, Params>,
    positions: Vec<LngLat>,
}

impl std::fmt::Debug for StationIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StationIndex")
            .field("stations", &self.positions.len())
            .finish_non_exhaustive()
    }
}

impl StationIndex {
    /// Builds the index.
    ///
    /// # Cost
    ///
    /// O(n log n); 32 bytes a station and about as much for the tree.
    #[must_use]
    pub fn new(positions: &[LngLat]) -> Self {
        let node = |(i, at): (usize, &LngLat)| Node::new(geocentric(*at), i as u32);
        let nodes = positions.iter().enumerate().map(node).collect();
        Self { tree: RTree::bulk_load_with_params(nodes), positions: positions.to_vec() }
    }

    /// The nearest station and its distance in millimeters; ties go to the first in the input.
    ///
    /// # Cost
    ///
    /// O(log n), and a geodesic or two.
    #[must_use]
    pub fn nearest(&self, at: LngLat) -> Option<(u32, u64)> {
        let place = geocentric(at);
        let mut best: Option<(u64, u32)> = None;
        for (node, chord2) in self.tree.nearest_neighbor_iter_with_distance_2(place) {
            // a chord is never longer than its geodesic
            if best.is_some_and(|(mm, _)| chord2.sqrt() * 1000.0 > mm as f64 + 1.0) {
                break;
            }
            let candidate = (self.distance_mm(at, node.data, chord2), node.data);
            best = Some(best.map_or(candidate, |best| best.min(candidate)));
        }
        best.map(|(mm, station)| (station, mm))
    }

    /// The nearest station, if it lies within `limit_mm` (closed); cheaper where most do not.
    #[must_use]
    pub fn nearest_within(&self, at: LngLat, limit_mm: u64) -> Option<(u32, u64)> {
        let near = self.near(at, geocentric(at), limit_mm);
        let best = near.map(|(station, mm)| (mm, station)).min();
        best.map(|(mm, station)| (station, mm))
    }

    /// All stations within `limit_mm` (closed), with their distances in millimeters, in input
    /// order.
    #[must_use]
    pub fn within(&self, at: LngLat, limit_mm: u64) -> Vec<(u32, u64)> {
        let mut found: Vec<_> = self.near(at, geocentric(at), limit_mm).collect();
        found.sort_unstable();
        found
    }

    /// How many stations lie within `limit_mm` (closed).
    #[must_use]
    pub fn count_within(&self, at: LngLat, limit_mm: u64) -> usize {
        self.near(at, geocentric(at), limit_mm).count()
    }

    /// Stations within a limit, in no particular order.
    fn near(
        &self,
        at: LngLat,
        place: [f64; 3],
        limit_mm: u64,
    ) -> impl Iterator<Item = (u32, u64)> {
        // half a millimeter for rounding up
        let chord = (limit_mm as f64 + 0.5) / 1000.0;
        let near = self.tree.locate_within_distance(place, chord * chord);
        let distance = move |node: &Node| {
            (node.data, self.distance_mm(at, node.data, chord2(node, place)))
        };
        near.map(distance).filter(move |&(_, mm)| mm <= limit_mm)
    }

    /// The geodesic in whole millimeters, by series where that is certain, by Karney's algorithm
    /// elsewhere.
    fn distance_mm(&self, at: LngLat, station: u32, chord2: f64) -> u64 {
        let chord = chord2.sqrt();
        if chord < SHORT_M {
            let exact = chord * (1.0 + chord2 / (24.0 * RADIUS2)) * 1000.0 + 0.5;
            if (exact - exact.round()).abs() > 0.01 {
                return exact.floor() as u64;
            }
        }
        millimeters(geodesic_m(at, self.positions[station as usize]))
    }
}

/// The square of the chord from a place to a station.
fn chord2(node: &Node, place: [f64; 3]) -> f64 {
    let [x, y, z] = *node.geom();
    let (x, y, z) = (x - place[0], y - place[1], z - place[2]);
    x * x + y * y + z * z
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scatter(n: u32, shift: f64, span: f64) -> Vec<LngLat> {
        let place = |i: u32| {
            let (x, y) =
                (f64::from(i) * 0.754_877 + shift, f64::from(i) * 0.569_840 + shift);
            LngLat::new(99.9 + x.fract() * span, 24.5 + y.fract() * span).unwrap()
        };
        (0..n).map(place).collect()
    }

    #[test]
    fn nearest_and_within_equal_a_scan_to_the_millimeter() {
        for (n, span) in [(1, 0.1), (40, 0.02), (500, 0.1), (300, 5.0)] {
            let stations = scatter(n, 0.0, span);
            let index = StationIndex::new(&stations);
            for at in scatter(100, 0.3, span) {
                let mm = |s: &LngLat| millimeters(geodesic_m(at, *s));
                let all: Vec<(u64, u32)> =
                    stations.iter().enumerate().map(|(i, s)| (mm(s), i as u32)).collect();
                let first = all.iter().min().map(|&(mm, i)| (i, mm));
                assert_eq!(index.nearest(at), first);
                let mm = first.map_or(0, |(_, mm)| mm);
                assert_eq!(index.nearest_within(at, mm), first);
                assert_eq!(index.nearest_within(at, mm - 1), None);
                let limit = all[0].0; // a limit that is met exactly
                let near: Vec<_> =
                    all.iter().filter(|p| p.0 <= limit).map(|&(mm, i)| (i, mm)).collect();
                assert_eq!(index.count_within(at, limit), near.len());
                assert_eq!(index.within(at, limit), near);
            }
        }
        assert_eq!(StationIndex::new(&[]).nearest(scatter(1, 0.0, 1.0)[0]), None);
    }

    #[test]
    fn equal_distances_go_to_the_first_station() {
        let at = LngLat::new(99.9, 24.5).unwrap();
        let index = StationIndex::new(&[at, at, at]);
        assert_eq!(index.nearest(at), Some((0, 0)));
    }
}
