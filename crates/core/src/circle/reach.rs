//! Who can walk to which station within a budget: people, resources, and stations themselves.

use crate::LngLat;
use crate::coverage::{Asked, Nearest, ask};
use crate::model::{
    Budget, CoverageOptions, Demand, DemandPoint, District, Grids, Metric, Profile,
    Resource,
};
use crate::table::Trip;
use crate::units::Unit;

/// All walks within a budget to the stations of a district: of its people, of the resources
/// beside it, and from station to station.
///
/// Walks run from the place to the station, as people do (rule 4). A station with several doors
/// is as near as the nearest of them, on both ends (rule 7).
///
/// # Examples
///
/// ```
/// use walkshed::circle::Reach;
/// use walkshed::model::{CoverageOptions, District};
///
/// let options = CoverageOptions::default();
/// let reach = Reach::of(&District::default(), &[], &options, options.budget(1), 1);
/// assert!(!reach.counts(0));
/// ```
#[derive(Clone, Debug)]
pub struct Reach {
    /// The largest walk.
    pub budget: Budget,
    /// Along the streets or straight.
    pub metric: Metric,
    /// Who walks.
    pub profile: Profile,
    /// The level that `nearest` is about, and the centers of circles are of.
    pub level: u8,
    /// For everyone, the nearest station of that very level, no budget.
    pub nearest: Vec<Option<Nearest>>,
    unit: Unit,
    walks: Vec<Vec<Trip>>,
    people: usize,
    resources: usize,
    used: Vec<u32>,
    unsure: Vec<u32>,
    doubted: Vec<bool>,
}

impl Reach {
    /// Searches from every station that counts, or whose hours are not known.
    ///
    /// # Cost
    ///
    /// One bounded search a station, one unbounded one for all of the level, and the memory of
    /// all pairs.
    #[must_use]
    pub fn of(
        district: &District,
        resources: &[Resource],
        options: &CoverageOptions,
        budget: Budget,
        level: u8,
    ) -> Self {
        let mut owners: Vec<usize> = Vec::new();
        let mut demand = Demand::new(Vec::new());
        let mut add = |owner: usize, at: LngLat| {
            owners.push(owner);
            demand.push(DemandPoint::new("", at), &[]);
        };
        let people = district.demand.len();
        for (nth, point) in district.demand.points().iter().enumerate() {
            add(nth, point.position);
        }
        for (nth, resource) in resources.iter().enumerate() {
            add(people + nth, resource.position);
        }
        let first_station = people + resources.len();
        for (nth, station) in district.stations.iter().enumerate() {
            for &at in station.doors() {
                add(first_station + nth, at);
            }
        }
        let wider = District {
            stations: district.stations.clone(),
            demand,
            grids: Grids::default(),
            barriers: district.barriers.clone(),
            network: district.network.clone(),
            extent: district.extent.clone(),
            levels: district.levels,
        };
        let Asked { table, unit, mut nearest, used, unsure, doubted: by_row } =
            ask(&wider, options, budget, level);
        nearest.truncate(people);
        let mut doubted = vec![false; first_station + district.stations.len()];
        let mut walks = vec![Vec::new(); first_station + district.stations.len()];
        for (row, &owner) in owners.iter().enumerate() {
            merge(&mut walks[owner], table.of(row));
            doubted[owner] |= by_row[row];
        }
        let metric = match district.network {
            Some(_) => options.metric,
            None => Metric::Straight,
        };
        Self {
            budget,
            metric,
            profile: options.profile.clone(),
            level,
            nearest,
            unit,
            walks,
            people,
            resources: resources.len(),
            used,
            unsure,
            doubted,
        }
    }

    /// Whether a station counts: it is open to whoever asks, and tied to the streets.
    #[must_use]
    pub fn counts(&self, station: u32) -> bool {
        self.used.binary_search(&station).is_ok()
    }

    /// Whether a station would count were it open, and nobody knows its hours.
    #[must_use]
    pub fn may_count(&self, station: u32) -> bool {
        self.unsure.binary_search(&station).is_ok()
    }

    /// Whether a demand point may reach more than is known: a station of unknown hours that
    /// `wanted` picks, or anything beyond what is known of the streets (rule 13).
    pub fn point_may_reach(&self, point: u32, wanted: impl Fn(u32) -> bool) -> bool {
        self.may_reach(point as usize, wanted)
    }

    /// The same of a resource.
    pub fn resource_may_reach(
        &self,
        resource: u32,
        wanted: impl Fn(u32) -> bool,
    ) -> bool {
        self.may_reach(self.people + resource as usize, wanted)
    }

    /// The same of a station.
    pub fn station_may_reach(&self, station: u32, wanted: impl Fn(u32) -> bool) -> bool {
        self.may_reach(self.people + self.resources + station as usize, wanted)
    }

    fn may_reach(&self, place: usize, wanted: impl Fn(u32) -> bool) -> bool {
        let trips = self.walks.get(place).map_or(&[][..], Vec::as_slice);
        let open = |trip: &Trip| self.may_count(trip.station) && wanted(trip.station);
        self.doubted.get(place).is_some_and(|&doubted| doubted) || trips.iter().any(open)
    }

    /// The stations that a demand point reaches, in input order.
    pub fn of_point(&self, point: u32) -> impl Iterator<Item = Walk> {
        self.walks_of(point as usize)
    }

    /// The stations that a resource reaches, in input order.
    pub fn of_resource(&self, resource: u32) -> impl Iterator<Item = Walk> {
        self.walks_of(self.people + resource as usize)
    }

    /// The stations that a station reaches, itself among them if it counts, in input order.
    pub fn of_station(&self, station: u32) -> impl Iterator<Item = Walk> {
        self.walks_of(self.people + self.resources + station as usize)
    }

    fn walks_of(&self, place: usize) -> impl Iterator<Item = Walk> {
        let trips = self.walks.get(place).map_or(&[][..], Vec::as_slice);
        let counted = trips.iter().filter(|trip| self.counts(trip.station));
        counted.map(|trip| {
            let (ms, mm) = self.unit.time_and_length((trip.primary, trip.secondary));
            Walk { station: trip.station, ms, mm }
        })
    }
}

/// A walk to a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walk {
    /// The station, by its place in the input.
    pub station: u32,
    /// Walking time in milliseconds.
    pub ms: u32,
    /// Length of the same walk in millimeters, legs included.
    pub mm: u32,
}

/// Adds the walks of one door more; of two to one station the better stays.
fn merge(walks: &mut Vec<Trip>, more: &[Trip]) {
    if walks.is_empty() {
        walks.extend_from_slice(more);
        return;
    }
    for trip in more {
        match walks.binary_search_by_key(&trip.station, |walk| walk.station) {
            Ok(place) => {
                let key = |trip: &Trip| (trip.primary, trip.secondary);
                if key(trip) < key(&walks[place]) {
                    walks[place] = *trip;
                }
            }
            Err(place) => walks.insert(place, *trip),
        }
    }
}
