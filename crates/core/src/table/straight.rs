//! The table as the crow flies.

use super::rows::Joining;
use super::spread::{Since, Spread};
use super::{Doors, TravelTable, Trip};
use crate::LngLat;
use crate::model::Profile;
use crate::network::{Label, UNBOUNDED};
use crate::straight::StationIndex;
use crate::units::whole;
use rayon::prelude::*;
use std::sync::Arc;

/// The doors of some stations in a tree, in the order of the stations, so that equal distances go
/// to the first of them.
struct DoorIndex {
    /// By door.
    stations: Vec<u32>,
    tree: StationIndex,
}

impl DoorIndex {
    /// The stations within a limit and the millimeters to the nearest door of each, in input order.
    fn within(&self, at: LngLat, limit: u32) -> Vec<(u32, u64)> {
        let doors = self.tree.within(at, u64::from(limit)).into_iter();
        let mut near: Vec<(u32, u64)> =
            doors.map(|(door, mm)| (self.stations[door as usize], mm)).collect();
        near.dedup_by(|next, known| {
            let same = next.0 == known.0;
            if same {
                known.1 = known.1.min(next.1);
            }
            same
        });
        near
    }
}

/// Geodesic distances between demand and stations: labels in millimeters, with the time at the
/// profile's speed beside.
#[derive(Debug)]
pub struct Straight<'d> {
    origins: Vec<LngLat>,
    doors: &'d Doors<LngLat>,
    profile: &'d Profile,
}

impl<'d> Straight<'d> {
    /// Ready to measure between these places.
    #[must_use]
    pub fn new(
        origins: Vec<LngLat>,
        doors: &'d Doors<LngLat>,
        profile: &'d Profile,
    ) -> Self {
        Self { origins, doors, profile }
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
            let found = index.tree.nearest(self.origins[point as usize]);
            self.read(&index, found)
        };
        points.par_iter().map(label).collect()
    }

    /// See [`Measure::table`](super::Measure::table).
    #[must_use]
    pub fn table(&self, stations: &[u32], limit: u32) -> TravelTable {
        let index = self.index(stations);
        let row = |&at: &LngLat| {
            let near = index.within(at, limit).into_iter();
            near.map(|(station, mm)| self.trip(station, mm)).collect()
        };
        let rows: Vec<Vec<Trip>> = self.origins.par_iter().map(row).collect();
        TravelTable::from_rows(rows.into_iter())
    }

    /// Number of demand points.
    pub(super) fn points(&self) -> usize {
        self.origins.len()
    }

    /// See [`Measure::spread`](super::Measure).
    pub(super) fn spread(
        &self,
        stations: &[u32],
        since: Option<Since<'_, Spread>>,
    ) -> Spread {
        let points = match since {
            None => Arc::new(self.nearest(stations)),
            Some(since) => self.nearest_since(stations, &since),
        };
        Spread { stations: stations.to_vec(), points, vertices: Arc::default() }
    }

    /// The nearest, asking only who has lost theirs, or may be nearer to one that came.
    fn nearest_since(
        &self,
        stations: &[u32],
        since: &Since<'_, Spread>,
    ) -> Arc<Vec<Label>> {
        let kept = &since.kept.points;
        let carried = since.points.carry(kept, |fresh| self.nearest_for(stations, fresh));
        let turnover = since.turnover(&since.kept.stations, stations);
        if turnover.is_empty() {
            return carried;
        }
        let (all, come) = (self.index(stations), self.index(&turnover.come));
        // a distance that is cut off does not tell who is nearer
        let lost = |label: Label| {
            turnover.is_gone(label.station()) || label.primary() >= UNBOUNDED
        };
        let label = |(&label, &at): (&Label, &LngLat)| {
            if lost(label) {
                self.read(&all, all.tree.nearest(at))
            } else {
                let nearer = come.tree.nearest_within(at, u64::from(label.primary()));
                label.min(self.read(&come, nearer))
            }
        };
        Arc::new(carried.par_iter().zip(&self.origins).map(label).collect())
    }

    /// The trips of some stations within a limit, to all points or to a few.
    pub(super) fn trips(
        &self,
        stations: &[u32],
        limit: u32,
        points: Option<&[u32]>,
    ) -> Vec<Joining> {
        let index = self.index(stations);
        let row = |point: u32| {
            let near = index.within(self.origins[point as usize], limit);
            let joining = |(station, mm)| (point, self.trip(station, mm));
            near.into_iter().map(joining).collect::<Vec<Joining>>()
        };
        let everyone = || (0..self.origins.len() as u32).collect();
        let points: Vec<u32> = points.map_or_else(everyone, <[u32]>::to_vec);
        points.into_par_iter().flat_map_iter(row).collect()
    }

    fn trip(&self, station: u32, mm: u64) -> Trip {
        let label = self.label(station, mm);
        let (primary, secondary) = (label.primary(), label.secondary());
        Trip { station, primary, secondary }
    }

    fn index(&self, stations: &[u32]) -> DoorIndex {
        let doors = stations.iter().flat_map(|&station| {
            self.doors.of(station).iter().map(move |&at| (station, at))
        });
        let (stations, places): (Vec<u32>, Vec<LngLat>) = doors.unzip();
        DoorIndex { stations, tree: StationIndex::new(&places) }
    }

    fn read(&self, index: &DoorIndex, found: Option<(u32, u64)>) -> Label {
        found.map_or(Label::NONE, |(door, mm)| {
            self.label(index.stations[door as usize], mm)
        })
    }

    fn label(&self, station: u32, mm: u64) -> Label {
        let mm = u32::try_from(mm).unwrap_or(u32::MAX).min(UNBOUNDED);
        let speed = f64::from(self.profile.speed_mm_s);
        let ms = whole(f64::from(mm) / 1000.0 * 1e6 / speed);
        Label::new(mm, station, ms)
    }
}
