//! Every distance of a town, from which all its answers are read.

use super::plane::{geodesic_m, key};
use super::split::{SplitGraph, Tie, tie, tie_station};
use super::town::Town;

/// How a distance is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// Walk to the street, streets, walk from the street.
    Network,
    /// Geodesic.
    Straight,
}

/// The nearest station of a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// The station, by its place in [`Town::stations`].
    pub station: usize,
    /// How far it is, in meters.
    pub meters: f64,
}

/// A town with its distances.
///
/// # Order
/// Blocks and stations are meant by their places in the town's fields. Levels are a list of
/// the levels whose stations count: `&[1, 2, 3]` is level 3 inclusive, `&[3]` level 3 alone.
#[derive(Debug)]
pub struct Solved<'a> {
    /// The town.
    pub town: &'a Town,
    /// The tie of every block; `None` where no street can be reached.
    pub block_ties: Vec<Option<Tie>>,
    /// The tie of every station; `None` too where the street is too far.
    pub station_ties: Vec<Option<Tie>>,
    graph: SplitGraph,
    network: Vec<Vec<Option<f64>>>,
    straight: Vec<Vec<f64>>,
}

impl Town {
    /// Computes every distance between blocks and stations.
    ///
    /// # Cost
    /// A loop over all segments for every point, and a search from every station.
    #[must_use]
    pub fn solve(&self) -> Solved<'_> {
        let places: Vec<_> = self.blocks.iter().map(super::Block::place).collect();
        let block_ties: Vec<_> = places.iter().map(|place| tie(self, *place)).collect();
        let tied = |station: &super::Station| tie_station(self, station.place());
        let station_ties: Vec<_> = self.stations.iter().map(tied).collect();
        let all: Vec<_> = block_ties.iter().chain(&station_ties).copied().collect();
        let graph = SplitGraph::new(self, &all);
        let mut network = Vec::new();
        for (station, theirs) in station_ties.iter().enumerate() {
            let along = graph.meters_from(places.len() + station);
            let walk = |(block, mine): (usize, &Option<Tie>)| {
                Some(mine.as_ref()?.leg_m + along[block]? + theirs.as_ref()?.leg_m)
            };
            network.push(block_ties.iter().enumerate().map(walk).collect());
        }
        let crow = |station: &super::Station| {
            places.iter().map(|place| geodesic_m(*place, station.place())).collect()
        };
        let straight = self.stations.iter().map(crow).collect();
        Solved { town: self, block_ties, station_ties, graph, network, straight }
    }
}

impl Solved<'_> {
    /// Meters from a block to a station; `None` where no way leads.
    #[must_use]
    pub fn meters(&self, metric: Metric, block: usize, station: usize) -> Option<f64> {
        match metric {
            Metric::Network => self.network[station][block],
            Metric::Straight => Some(self.straight[station][block]),
        }
    }

    /// Meters along the streets from a block's place on them to every other block's, legs not
    /// counted.
    #[must_use]
    pub fn meters_between_blocks(&self, block: usize) -> Vec<Option<f64>> {
        let mut meters = self.graph.meters_from(block);
        meters.truncate(self.town.blocks.len());
        meters
    }

    /// The stations of these levels, by their places.
    #[must_use]
    pub fn stations_of(&self, levels: &[u32]) -> Vec<usize> {
        let stations = self.town.stations.iter().enumerate();
        let meant = stations.filter(|(_, station)| levels.contains(&station.level));
        meant.map(|(place, _)| place).collect()
    }

    /// The nearest of some stations to a block; the first of equals.
    #[must_use]
    pub fn nearest_of(
        &self,
        metric: Metric,
        stations: &[usize],
        block: usize,
    ) -> Option<Nearest> {
        self.by_distance(metric, stations, block).into_iter().next()
    }

    /// The nearest station of these levels to every block.
    #[must_use]
    pub fn nearest(&self, metric: Metric, levels: &[u32]) -> Vec<Option<Nearest>> {
        let stations = self.stations_of(levels);
        let one = |block| self.nearest_of(metric, &stations, block);
        (0..self.town.blocks.len()).map(one).collect()
    }

    /// Smallest difference between the nearest and the second nearest station of any block, in
    /// meters; stations at the same coordinates don't count against each other.
    #[must_use]
    pub fn nearest_margin_m(&self, metric: Metric, levels: &[u32]) -> f64 {
        let stations = self.stations_of(levels);
        let all = 0..self.town.blocks.len();
        all.map(|block| self.tie_margin_m(metric, &stations, block))
            .fold(f64::INFINITY, f64::min)
    }

    /// The same difference for one block and some stations.
    #[must_use]
    pub fn tie_margin_m(&self, metric: Metric, stations: &[usize], block: usize) -> f64 {
        let order = self.by_distance(metric, stations, block);
        let Some(first) = order.first() else { return f64::INFINITY };
        let place = |near: &Nearest| key(self.town.stations[near.station].place());
        let second = order.iter().find(|near| place(near) != place(first));
        second.map_or(f64::INFINITY, |second| second.meters - first.meters)
    }

    /// Smallest difference between a budget and any distance from a block to a station of
    /// these levels, in meters: nothing moves in or out of reach before that.
    #[must_use]
    pub fn margin_m(&self, metric: Metric, levels: &[u32], budget_m: f64) -> f64 {
        let mut margin = f64::INFINITY;
        for station in self.stations_of(levels) {
            for block in 0..self.town.blocks.len() {
                if let Some(meters) = self.meters(metric, block, station) {
                    margin = margin.min((meters - budget_m).abs());
                }
            }
        }
        margin
    }

    /// Smallest difference between a budget and the distance of any block to its nearest
    /// station of these levels, in meters: coverage holds up to that, overlap need not.
    #[must_use]
    pub fn nearest_budget_margin_m(
        &self,
        metric: Metric,
        levels: &[u32],
        budget_m: f64,
    ) -> f64 {
        let nearest = self.nearest(metric, levels);
        let apart =
            nearest.into_iter().flatten().map(|near| (near.meters - budget_m).abs());
        apart.fold(f64::INFINITY, f64::min)
    }

    /// Smallest difference between the leg of any point and its next best leg, in meters: no
    /// point changes its place on the streets before that.
    #[must_use]
    pub fn tie_to_street_margin_m(&self) -> f64 {
        let ties = self.block_ties.iter().chain(&self.station_ties).flatten();
        ties.filter_map(|tie| tie.rival_m).fold(f64::INFINITY, f64::min)
    }

    /// Some stations in the order of their distance to a block, the first of equals first;
    /// those that can't be reached are left out.
    fn by_distance(
        &self,
        metric: Metric,
        stations: &[usize],
        block: usize,
    ) -> Vec<Nearest> {
        let near = |station: &usize| {
            let meters = self.meters(metric, block, *station)?;
            Some(Nearest { station: *station, meters })
        };
        let mut order: Vec<Nearest> = stations.iter().filter_map(near).collect();
        order.sort_by(|a, b| {
            a.meters.total_cmp(&b.meters).then(a.station.cmp(&b.station))
        });
        order
    }
}
