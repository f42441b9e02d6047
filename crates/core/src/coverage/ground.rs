//! Where everything lies, and how it is tied to the streets.

use super::kept::Before;
use crate::LngLat;
use crate::model::{CoverageOptions, District, Metric};
use crate::network::{Graph, Heading, Network, Snap};
use crate::table::{Doors, Measure, Straight, Walking};
use crate::units::Unit;
use std::sync::Arc;

/// Where everything lies, and how it is tied to the streets.
pub(super) struct Ground<'d> {
    pub(super) district: &'d District,
    pub(super) options: &'d CoverageOptions,
    pub(super) metric: Metric,
    /// The streets as the profile walks them, unless the run is straight.
    network: Option<Network>,
    pub(super) positions: Vec<LngLat>,
    pub(super) doors: Doors<LngLat>,
    /// Empty for a straight run, like the next.
    pub(super) snaps: Arc<Vec<Option<Snap>>>,
    pub(super) door_snaps: Doors<Option<Snap>>,
}

impl<'d> Ground<'d> {
    /// Ties everything to the streets; what stands where it stood, on the same streets, is tied as
    /// it was.
    pub(super) fn new(
        district: &'d District,
        options: &'d CoverageOptions,
        before: Option<&Before<'_>>,
    ) -> Self {
        let before = before.and_then(Before::on_streets);
        let network =
            district.network.as_ref().filter(|_| options.metric == Metric::Network);
        let network = network.map(|network| {
            let kept = before.and_then(|before| before.kept.network.clone());
            kept.unwrap_or_else(|| network.walked_by(&options.profile))
        });
        let positions: Vec<_> =
            district.demand.points().iter().map(|p| p.position).collect();
        let mut ground = Self {
            district,
            options,
            metric: network.as_ref().map_or(Metric::Straight, |_| Metric::Network),
            snaps: Arc::default(),
            door_snaps: Doors::default(),
            positions,
            doors: Doors::of_stations(&district.stations),
            network,
        };
        if ground.network.is_some() {
            (ground.snaps, ground.door_snaps) = if let Some(before) = before {
                ground.snaps_since(before)
            } else {
                let snaps = ground.snap_all(&ground.positions);
                let door_snaps = ground.snap_all(ground.doors.all());
                (Arc::new(snaps), ground.doors.alike(door_snaps))
            };
        }
        ground
    }

    fn snap_all(&self, places: &[LngLat]) -> Vec<Option<Snap>> {
        let Some(network) = &self.network else { return Vec::new() };
        network.snap_all(places, &self.district.barriers, self.options.max_snap_m)
    }

    fn snaps_since(
        &self,
        before: &Before<'_>,
    ) -> (Arc<Vec<Option<Snap>>>, Doors<Option<Snap>>) {
        let snaps = before.points().carry(&before.kept.snaps, |fresh| {
            let places: Vec<_> =
                fresh.iter().map(|&point| self.positions[point as usize]).collect();
            self.snap_all(&places)
        });
        let of_station = |station: u32| {
            if before.delta.stays(station) {
                before.kept.door_snaps.of(station).to_vec()
            } else {
                self.snap_all(self.doors.of(station))
            }
        };
        let stations = 0..self.district.stations.len() as u32;
        (snaps, Doors::of_lists(stations.map(of_station)))
    }

    /// Whether all doors of a station lie too far from any street to serve (rule 5).
    pub(super) fn too_far(&self, station: u32) -> bool {
        let doors = self.door_snaps.of(station);
        !doors.is_empty() && doors.iter().all(|&door| self.tied(door).is_none())
    }

    /// The tie of a door, if it is near enough to a street.
    fn tied(&self, door: Option<Snap>) -> Option<Snap> {
        door.filter(|snap| snap.leg_m <= self.options.max_snap_m)
    }

    /// The leg of a station to the street: that of the door which is nearest to one.
    pub(super) fn leg_mm(&self, station: u32) -> Option<u64> {
        self.door_snaps.of(station).iter().flatten().map(Snap::leg_mm).min()
    }

    /// The streets, unless the run is straight.
    pub(super) fn network(&self) -> Option<&Network> {
        self.network.as_ref()
    }

    /// Meters as the crow flies.
    pub(super) fn straight(&self) -> Measure<'_> {
        let positions = self.positions.clone();
        Measure::Straight(Straight::new(positions, &self.doors, &self.options.profile))
    }

    /// One measure for each unit that the budgets need.
    pub(super) fn measures(&self, before: Option<&Before<'_>>) -> Vec<Measure<'_>> {
        let Some(network) = self.network() else { return vec![self.straight()] };
        let mut units: Vec<Unit> = Vec::new();
        for level in 1..=self.district.levels.max(1) {
            let unit = self.options.budget(level).unit();
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        let doors = self.door_snaps.filter_map(|&door| self.tied(door));
        let walking = |unit| {
            let kept = before.and_then(|before| {
                let kept = before.measure(unit, Metric::Network)?.walking.as_ref()?;
                Some(kept.with(before.points(), &self.snaps, &doors))
            });
            let walking = kept.unwrap_or_else(|| {
                let profile = &self.options.profile;
                let graph = Graph::new(network, unit, profile, Heading::ToSeeds);
                Walking::new(graph, &self.snaps, &doors)
            });
            Measure::Walking(Arc::new(walking))
        };
        units.into_iter().map(walking).collect()
    }
}
