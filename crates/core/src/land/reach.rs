//! The land within reach of stations: inside their circles, and inside their service area.

use super::{Disc, EqualArea, Mosaic, unite};
use crate::coverage::LevelAnswer;
use crate::model::{Budget, CoverageOptions, District, Profile, Station};
use crate::network::isochrone::{Bands, Canvas, CanvasOptions, Origin, Sharing};
use crate::network::{Graph, Heading, Network};
use crate::units::Unit;
use geo::MultiPolygon;
use std::sync::Arc;

/// The union of the circles of the stations that count at a level, in a plane.
///
/// The radius is how far the budget reaches: speed × time, or the length itself.
#[must_use]
pub fn circles(
    district: &District,
    options: &CoverageOptions,
    plane: &EqualArea,
    level: u8,
    budget: Budget,
) -> MultiPolygon {
    let radius_m = budget.reach_mm(&options.profile) as f64 / 1000.0;
    let counts = |station: &&Station| {
        station.counts() && options.substitution.counts(station.level, level)
    };
    let counted = district.stations.iter().filter(counts);
    let doors = counted.flat_map(Station::doors);
    let discs: Vec<Disc> =
        doors.filter_map(|&door| Disc::around(plane, door, radius_m)).collect();
    unite(&discs)
}

/// Canvases for walking service areas, one for each unit that budgets need.
pub(super) struct Walks<'d> {
    district: &'d District,
    network: Network,
    profile: &'d Profile,
    options: CanvasOptions,
    canvases: Vec<Canvas>,
}

impl<'d> Walks<'d> {
    /// `None` without streets.
    pub(super) fn new(
        district: &'d District,
        options: &'d CoverageOptions,
        drawn: CanvasOptions,
    ) -> Option<Self> {
        let profile = &options.profile;
        let network = district.network.as_ref()?.walked_by(profile);
        let options = CanvasOptions { max_snap_m: options.max_snap_m, ..drawn };
        Some(Self { district, network, profile, options, canvases: Vec::new() })
    }

    /// How areas are drawn.
    pub(super) fn options(&self) -> CanvasOptions {
        self.options
    }

    /// The merged service areas of a level at some budgets, in their order, on WGS 84.
    pub(super) fn areas(
        &mut self,
        level: &LevelAnswer,
        budgets: &[Budget],
    ) -> Vec<MultiPolygon> {
        let mut areas = vec![MultiPolygon(Vec::new()); budgets.len()];
        for unit in [Unit::Millis, Unit::Millimeters] {
            let of_unit = |&place: &usize| budgets[place].unit() == unit;
            let places: Vec<usize> = (0..budgets.len()).filter(of_unit).collect();
            if places.is_empty() {
                continue;
            }
            let limits: Vec<u32> =
                places.iter().map(|&place| budgets[place].limit()).collect();
            let stations = level.stations.iter();
            let district = self.district;
            let canvas = self.canvas(unit);
            let origins: Vec<Origin> = stations
                .map(|&s| canvas.station(&district.stations[s as usize]))
                .collect();
            let drawn = canvas.areas(&origins, &limits, Sharing::Merged, Bands::Full);
            for (place, area) in places.into_iter().zip(drawn) {
                areas[place] =
                    area.shape.unwrap_or_else(|_none| MultiPolygon(Vec::new()));
            }
        }
        areas
    }

    fn canvas(&mut self, unit: Unit) -> &Canvas {
        let known = self.canvases.iter().position(|c| c.graph().unit() == unit);
        let place = known.unwrap_or_else(|| {
            // people walk to a station (rule 4)
            let graph = Graph::new(&self.network, unit, self.profile, Heading::ToSeeds);
            let barriers = Arc::new(self.district.barriers.clone());
            self.canvases.push(Canvas::new(Arc::new(graph), barriers, self.options));
            self.canvases.len() - 1
        });
        &self.canvases[place]
    }
}

/// A service area on WGS 84, ready to be measured in a plane.
pub(super) fn flat(plane: &EqualArea, area: &MultiPolygon) -> Mosaic {
    Mosaic::new(&plane.project_shape(area))
}
