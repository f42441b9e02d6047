//! The table as the crow flies.

use super::{TravelTable, Trip};
use crate::LngLat;
use crate::model::Profile;
use crate::network::{Label, UNBOUNDED};
use crate::straight::StationIndex;
use crate::units::whole;
use rayon::prelude::*;

/// Geodesic distances between demand and stations: labels in millimeters, with the time at the
/// profile's speed beside.
#[derive(Debug)]
pub struct Straight<'d> {
    origins: Vec<LngLat>,
    stations: &'d [LngLat],
    profile: &'d Profile,
}

impl<'d> Straight<'d> {
    /// Ready to measure between these places.
    #[must_use]
    pub fn new(
        origins: Vec<LngLat>,
        stations: &'d [LngLat],
        profile: &'d Profile,
    ) -> Self {
        Self { origins, stations, profile }
    }

    /// See [`Measure::nearest`](super::Measure::nearest).
    #[must_use]
    pub fn nearest(&self, stations: &[u32]) -> Vec<Label> {
        let all: Vec<u32> = (0..self.origins.len() as u32).collect();
        self.nearest_for(stations, &all)
    }

    /// See [`Measure::nearest_for`](super::Measure::nearest_for).
    #[must_use]
    pub fn nearest_for(&self, stations: &[u32], points: &[u32]) -> Vec<Label> {
        let index = self.index(stations);
        let label = |&point: &u32| {
            let found = index.nearest(self.origins[point as usize]);
            found.map_or(Label::NONE, |(nth, mm)| self.label(stations[nth as usize], mm))
        };
        points.par_iter().map(label).collect()
    }

    /// See [`Measure::table`](super::Measure::table).
    #[must_use]
    pub fn table(&self, stations: &[u32], limit: u32) -> TravelTable {
        let index = self.index(stations);
        let row = |&at: &LngLat| {
            let near = index.within(at, u64::from(limit)).into_iter();
            near.map(|(nth, mm)| {
                let label = self.label(stations[nth as usize], mm);
                let (primary, secondary) = (label.primary(), label.secondary());
                Trip { station: label.station(), primary, secondary }
            })
            .collect()
        };
        let rows: Vec<Vec<Trip>> = self.origins.par_iter().map(row).collect();
        TravelTable::from_rows(rows.into_iter())
    }

    fn index(&self, stations: &[u32]) -> StationIndex {
        let places: Vec<_> =
            stations.iter().map(|&s| self.stations[s as usize]).collect();
        StationIndex::new(&places)
    }

    fn label(&self, station: u32, mm: u64) -> Label {
        let mm = u32::try_from(mm).unwrap_or(u32::MAX).min(UNBOUNDED);
        let speed = f64::from(self.profile.speed_mm_s);
        let ms = whole(f64::from(mm) / 1000.0 * 1e6 / speed);
        Label::new(mm, station, ms)
    }
}
