//! Where everything lies, and how it is tied to the streets.

use crate::LngLat;
use crate::model::{CoverageOptions, District, Metric};
use crate::network::{Graph, Heading, Network, Snap};
use crate::table::{Measure, Straight, Walking};
use crate::units::Unit;

/// Where everything lies, and how it is tied to the streets.
pub(super) struct Ground<'d> {
    pub(super) district: &'d District,
    pub(super) options: &'d CoverageOptions,
    pub(super) metric: Metric,
    /// The streets as the profile walks them, unless the run is straight.
    network: Option<Network>,
    pub(super) positions: Vec<LngLat>,
    pub(super) station_positions: Vec<LngLat>,
    /// Empty for a straight run, like the next.
    pub(super) snaps: Vec<Option<Snap>>,
    pub(super) station_snaps: Vec<Option<Snap>>,
}

impl<'d> Ground<'d> {
    pub(super) fn new(district: &'d District, options: &'d CoverageOptions) -> Self {
        let network =
            district.network.as_ref().filter(|_| options.metric == Metric::Network);
        let network = network.map(|network| network.walked_by(&options.profile));
        let positions: Vec<_> =
            district.demand.points().iter().map(|p| p.position).collect();
        let station_positions: Vec<_> =
            district.stations.iter().map(|s| s.position).collect();
        let snap_all = |places: &[LngLat]| match &network {
            Some(network) => {
                network.snap_all(places, &district.barriers, options.max_snap_m)
            }
            None => Vec::new(),
        };
        Self {
            district,
            options,
            metric: network.as_ref().map_or(Metric::Straight, |_| Metric::Network),
            snaps: snap_all(&positions),
            station_snaps: snap_all(&station_positions),
            positions,
            station_positions,
            network,
        }
    }

    /// The streets, unless the run is straight.
    pub(super) fn network(&self) -> Option<&Network> {
        self.network.as_ref()
    }

    /// Meters as the crow flies.
    pub(super) fn straight(&self) -> Measure<'_> {
        let positions = self.positions.clone();
        Measure::Straight(Straight::new(
            positions,
            &self.station_positions,
            &self.options.profile,
        ))
    }

    /// One measure for each unit that the budgets need.
    pub(super) fn measures(&self) -> Vec<Measure<'_>> {
        let Some(network) = self.network() else { return vec![self.straight()] };
        let mut units: Vec<Unit> = Vec::new();
        for level in 1..=self.district.levels.max(1) {
            let unit = self.options.budget(level).unit();
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        let walking = |unit| {
            let profile = &self.options.profile;
            let graph = Graph::new(network, unit, profile, Heading::ToSeeds);
            let walking = Walking::new(graph, &self.snaps, &self.station_snaps);
            Measure::Walking(Box::new(walking))
        };
        units.into_iter().map(walking).collect()
    }
}
