//! Walks from people and stations to stations, and to where a station could be.

use super::main_station::Community;
use super::places::candidates;
use crate::LngLat;
use crate::coverage::Evaluation;
use crate::model::{District, Metric, Station};
use crate::network::{Graph, Heading, Label, UNBOUNDED};
use crate::table::{Doors, Measure, Straight, TravelTable, Walking};
use crate::units::Unit;
use std::sync::OnceLock;

/// Walks in millimeters: from demand points, and from stations, to stations and candidates.
///
/// ```text
/// from   demand points .. doors of the stations
/// to     stations .. candidates of the first community, of the second ..
/// ```
pub(super) struct Walks<'a> {
    district: &'a District,
    evaluation: &'a Evaluation,
    /// Those that count.
    stations: &'a [usize],
    /// By community, the demand points that are candidates.
    pub(super) candidates: Vec<Vec<u32>>,
    /// By community, where its candidates start.
    first: Vec<usize>,
    ends: Doors<LngLat>,
    /// By station, its first door among the origins; the end of all of them last.
    doors: Vec<usize>,
    walking: Option<Walking>,
    near: OnceLock<TravelTable>,
}

impl<'a> Walks<'a> {
    pub(super) fn new(
        district: &'a District,
        evaluation: &'a Evaluation,
        stations: &'a [usize],
        communities: &[Community],
    ) -> Self {
        let candidates: Vec<Vec<u32>> = communities
            .iter()
            .map(|one| candidates(district, &evaluation.areas[one.area].points))
            .collect();
        let points = district.demand.points();
        let doors = district.stations.iter().map(|station| station.doors().to_vec());
        let mut ends: Vec<Vec<LngLat>> = doors.collect();
        let mut first = Vec::new();
        for list in &candidates {
            first.push(ends.len());
            ends.extend(list.iter().map(|&point| vec![points[point as usize].position]));
        }
        let mut next = points.len();
        let count = |station: &Station| {
            let first = next;
            next += station.doors().len();
            first
        };
        let mut doors: Vec<usize> = district.stations.iter().map(count).collect();
        doors.push(next);
        let mut walks = Self {
            district,
            evaluation,
            stations,
            candidates,
            first,
            ends: Doors::of_lists(ends),
            doors,
            walking: None,
            near: OnceLock::new(),
        };
        walks.walking = walks.walk();
        walks
    }

    fn walk(&self) -> Option<Walking> {
        let options = &self.evaluation.options;
        let network = self.district.network.as_ref();
        let network = network.filter(|_| options.metric == Metric::Network)?;
        let network = network.walked_by(&options.profile);
        let snap = |places: &[LngLat]| {
            network.snap_all(places, &self.district.barriers, options.max_snap_m)
        };
        let from = snap(&self.origins());
        let doors = self.ends.alike(snap(self.ends.all()));
        // a station may not be farther from a street than this, wherever it is (rule 5)
        let near = doors
            .filter_map(|&door| door.filter(|snap| snap.leg_m <= options.max_snap_m));
        let graph =
            Graph::new(&network, Unit::Millimeters, &options.profile, Heading::ToSeeds);
        Some(Walking::new(graph, &from, &near))
    }

    fn origins(&self) -> Vec<LngLat> {
        let people = self.district.demand.points().iter().map(|point| point.position);
        let doors = self.district.stations.iter().flat_map(|s| s.doors().iter().copied());
        people.chain(doors).collect()
    }

    /// The walks of some demand points to a station; `hint` is how far is searched first.
    pub(super) fn to_station(
        &self,
        station: usize,
        points: &[u32],
        hint: u32,
    ) -> Vec<Label> {
        self.to_end(station, points, hint)
    }

    /// The same to a candidate of a community.
    pub(super) fn to_candidate(
        &self,
        community: usize,
        candidate: usize,
        points: &[u32],
        hint: u32,
    ) -> Vec<Label> {
        self.to_end(self.first[community] + candidate, points, hint)
    }

    fn to_end(&self, end: usize, points: &[u32], hint: u32) -> Vec<Label> {
        let end = end as u32;
        if let Some(walking) = &self.walking {
            return walking.to_station(end, points, hint, UNBOUNDED);
        }
        let places = self.district.demand.points();
        let origins: Vec<LngLat> =
            points.iter().map(|&p| places[p as usize].position).collect();
        let ends = Doors::of_lists([self.ends.of(end).to_vec()]);
        Straight::new(origins, &ends, &self.evaluation.options.profile).nearest(&[0])
    }

    /// The stations within some millimeters on foot of another one, with their distances; the limit
    /// is the same for all stations.
    pub(super) fn neighbors(&self, station: usize, within: u32) -> Vec<(usize, u32)> {
        let table = self.near.get_or_init(|| self.table(within));
        let doors = self.doors[station]..self.doors[station + 1];
        let trips = doors.flat_map(|from| table.of(from));
        trips
            .filter(|trip| trip.station as usize != station)
            .map(|trip| (trip.station as usize, trip.primary))
            .collect()
    }

    fn table(&self, within: u32) -> TravelTable {
        let stations: Vec<u32> = self.stations.iter().map(|&s| s as u32).collect();
        let profile = &self.evaluation.options.profile;
        if let Some(walking) = &self.walking {
            return walking.table(&stations, within);
        }
        let straight = Straight::new(self.origins(), &self.ends, profile);
        Measure::Straight(straight).table(&stations, within)
    }
}
