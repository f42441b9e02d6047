//! The part of a network that a project needs.

use crate::error::{ReadError, ReadFault};
use crate::extent::Corners;
use crate::project::Project;
use walkshed::LngLat;
use walkshed::geodesy::Plane;
use walkshed::model::{Budget, Metric, Profile};
use walkshed::network::Network;

/// The longest walk that a clip allows for, unless a project or its user asks for more: what
/// `walkshed matrix` measures.
const REACH: Budget = Budget::Millis(60 * 60_000);
/// How much longer walks may be than the budget of the project.
const ROOM: u32 = 2;
/// What the plane at one latitude may be off over the width of a clip.
const PLANE_SLACK: f64 = 1.002;

/// The places that a network is for, and how far people walk around them.
///
/// Whoever stays within the reach finds the streets, the times and the ties of the whole network:
/// `Network::clipped` in core says why.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Clip {
    /// South-west and north-east corner of the box around the places.
    pub places: (LngLat, LngLat),
    /// The longest walks, in any of these.
    pub reach: Vec<Budget>,
    /// Who walks.
    pub profile: Profile,
    /// The name of the project, if it is one.
    pub project: Option<String>,
}

impl Clip {
    /// A clip around a box.
    #[must_use]
    pub fn around(south_west: LngLat, north_east: LngLat) -> Self {
        Self {
            places: (south_west, north_east),
            reach: vec![REACH],
            profile: Profile::default(),
            project: None,
        }
    }

    /// A clip around the stations and the demand of a project; its streets are not read.
    ///
    /// # Errors
    ///
    /// As [`Project::load`].
    pub fn of_project(project: &Project) -> Result<Self, ReadError> {
        let mut places = project.clone();
        places.inputs.streets.clear();
        places.inputs.extent = None;
        places.metric = Some(Metric::Straight);
        let loaded = places.load(&|_| {})?;
        let stations = loaded.district.stations.iter().flat_map(|station| {
            [station.position].into_iter().chain(station.entrances.iter().copied())
        });
        let demand = loaded.district.demand.points().iter().map(|p| p.position);
        let corners = crate::extent::around(stations.chain(demand));
        let twice = |budget: &Budget| match *budget {
            Budget::Millis(ms) => Budget::Millis(ms.saturating_mul(ROOM)),
            Budget::Millimeters(mm) => Budget::Millimeters(mm.saturating_mul(ROOM)),
        };
        let asked = project.options.budgets.iter().map(twice);
        Ok(Self {
            places: corners.ok_or_else(|| {
                ReadError::unusable(&project.path, ReadFault::NoInput("stations"))
            })?,
            reach: asked.chain([REACH]).collect(),
            profile: project.options.profile.clone(),
            project: Some(project.name.clone()),
        })
    }

    /// The box of the clip, and the reach in meters; `component_m` is the least component used.
    pub(super) fn window(&self, network: &Network, component_m: f64) -> (Corners, f64) {
        let reach = |&budget| network.reach_m(budget, &self.profile);
        let reach_m = self.reach.iter().map(reach).fold(0.0, f64::max);
        (grown(self.places, (reach_m + component_m) * PLANE_SLACK), reach_m)
    }
}

/// A box grown by some meters each way, as far as the earth goes.
fn grown((low, high): Corners, meters: f64) -> Corners {
    let widest = low.lat().abs().max(high.lat().abs());
    let lat = meters / Plane::at(widest).y.min(Plane::at(0.0).y);
    let top = (widest + lat).min(89.9);
    let lng = meters / Plane::at(top).x;
    let corner = |x: f64, y: f64| {
        LngLat::new(x.clamp(-180.0, 180.0), y.clamp(-90.0, 90.0)).unwrap_or(low)
    };
    (corner(low.lng() - lng, low.lat() - lat), corner(high.lng() + lng, high.lat() + lat))
}

#[cfg(test)]
mod tests {
    use super::*;
    use walkshed::geodesy::geodesic_m;

    #[test]
    fn a_box_grows_at_least_by_what_was_asked() {
        let at = |x, y| LngLat::new(x, y).unwrap();
        for lat in [-70.0, -30.0, 0.0, 24.5, 60.0] {
            for meters in [1.0, 5000.0, 100_000.0] {
                let places = (at(99.9, lat), at(100.0, lat + 0.1));
                let (low, high) = grown(places, meters * PLANE_SLACK);
                for y in [low.lat(), lat, lat + 0.1, high.lat()] {
                    assert!(geodesic_m(at(low.lng(), y), at(99.9, y)) >= meters * 0.9999);
                    assert!(
                        geodesic_m(at(high.lng(), y), at(100.0, y)) >= meters * 0.9999
                    );
                }
                assert!(geodesic_m(at(99.9, low.lat()), places.0) >= meters);
                assert!(geodesic_m(at(100.0, high.lat()), places.1) >= meters);
            }
        }
        let pole = grown((at(-179.9, 80.0), at(179.9, 89.0)), 1e6);
        assert_eq!((pole.0.lng(), pole.1.lat()), (-180.0, 90.0));
    }
}
