//! Who is covered, by how many sites, and by which station alone.

use std::collections::{BTreeMap, BTreeSet};

use super::plane::key;
use super::solved::{Metric, Solved};

/// A count of blocks and the people in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// People.
    pub population: u64,
    /// Elderly people, out of those.
    pub elderly: u64,
    /// Blocks.
    pub blocks: usize,
    /// People by declared community; every community of the town is there, also at 0.
    pub by_community: BTreeMap<String, u64>,
}

/// How many sites reach a resident.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// People by number of sites in reach: index k is k sites.
    pub people: Vec<u64>,
    /// Sites in reach of every block.
    pub by_block: Vec<usize>,
    /// Sites in reach, on the average of all residents.
    pub mean: f64,
}

impl Solved<'_> {
    /// Adds up some blocks.
    #[must_use]
    pub fn tally(&self, blocks: &[usize]) -> Tally {
        let mut tally = Tally::default();
        for block in &self.town.blocks {
            tally.by_community.extend(block.community.clone().map(|name| (name, 0)));
        }
        for block in blocks.iter().map(|place| &self.town.blocks[*place]) {
            tally.population += block.population;
            tally.elderly += block.elderly;
            tally.blocks += 1;
            if let Some(people) =
                block.community.as_ref().and_then(|name| tally.by_community.get_mut(name))
            {
                *people += block.population;
            }
        }
        tally
    }

    /// Whether each block has a station of these levels within the budget, the budget
    /// included.
    #[must_use]
    pub fn is_covered(&self, metric: Metric, levels: &[u32], budget_m: f64) -> Vec<bool> {
        let within = |near: super::Nearest| near.meters <= budget_m;
        let nearest = self.nearest(metric, levels);
        nearest.into_iter().map(|near| near.is_some_and(within)).collect()
    }

    /// The covered blocks, added up.
    #[must_use]
    pub fn covered(&self, metric: Metric, levels: &[u32], budget_m: f64) -> Tally {
        let covered = self.is_covered(metric, levels, budget_m);
        let blocks: Vec<usize> =
            (0..covered.len()).filter(|block| covered[*block]).collect();
        self.tally(&blocks)
    }

    /// The blocks that are not covered, by their places.
    #[must_use]
    pub fn uncovered(&self, metric: Metric, levels: &[u32], budget_m: f64) -> Vec<usize> {
        let covered = self.is_covered(metric, levels, budget_m);
        (0..covered.len()).filter(|block| !covered[*block]).collect()
    }

    /// Mean by people, and maximum, of the distance to the nearest station, in meters; blocks
    /// that reach none are left out.
    #[must_use]
    pub fn nearest_mean_max(&self, metric: Metric, levels: &[u32]) -> (f64, f64) {
        let (mut sum, mut people, mut max) = (0.0, 0.0, 0.0_f64);
        for (block, near) in self.town.blocks.iter().zip(self.nearest(metric, levels)) {
            let Some(near) = near else { continue };
            let weight = block.population as f64;
            sum += near.meters * weight;
            people += weight;
            max = max.max(near.meters);
        }
        (sum / people, max)
    }

    /// The site of every station: the first station that shares its `site`, or its
    /// coordinates where it has none.
    #[must_use]
    pub fn sites(&self) -> Vec<usize> {
        let stations = &self.town.stations;
        let same = |a: &super::Station, b: &super::Station| match (&a.site, &b.site) {
            (Some(a), Some(b)) => a == b,
            (None, None) => key(a.place()) == key(b.place()),
            _ => false,
        };
        let first = |station| stations.iter().position(|other| same(other, station));
        stations.iter().filter_map(first).collect()
    }

    /// How many sites of these levels each resident has within the budget.
    #[must_use]
    pub fn overlap(&self, metric: Metric, levels: &[u32], budget_m: f64) -> Overlap {
        let sites = self.sites();
        let (mut by_block, mut people) = (Vec::new(), vec![0; 1]);
        let (mut sum, mut all) = (0, 0);
        for (place, block) in self.town.blocks.iter().enumerate() {
            let reached = self.reached(metric, levels, budget_m, place);
            let distinct: BTreeSet<usize> = reached.iter().map(|s| sites[*s]).collect();
            people.resize(people.len().max(distinct.len() + 1), 0);
            people[distinct.len()] += block.population;
            sum += block.population * distinct.len() as u64;
            all += block.population;
            by_block.push(distinct.len());
        }
        Overlap { people, by_block, mean: sum as f64 / all as f64 }
    }

    /// People whom only this station of these levels reaches: the loss if it closes.
    #[must_use]
    pub fn loss(
        &self,
        metric: Metric,
        levels: &[u32],
        budget_m: f64,
        station: usize,
    ) -> u64 {
        let blocks = self.town.blocks.iter().enumerate();
        let alone = blocks.filter(|(place, _)| {
            self.reached(metric, levels, budget_m, *place) == [station]
        });
        alone.map(|(_, block)| block.population).sum()
    }

    /// People whose nearest station belongs to another community than their block.
    ///
    /// A block or station without community is on no side of a border.
    #[must_use]
    pub fn across_a_border(&self, metric: Metric, levels: &[u32]) -> u64 {
        let mut people = 0;
        for (block, near) in self.town.blocks.iter().zip(self.nearest(metric, levels)) {
            let theirs =
                near.and_then(|n| self.town.stations[n.station].community.as_ref());
            if let (Some(mine), Some(theirs)) = (&block.community, theirs)
                && mine != theirs
            {
                people += block.population;
            }
        }
        people
    }

    /// The stations of these levels that a block has within the budget, in input order.
    #[must_use]
    pub fn reached(
        &self,
        metric: Metric,
        levels: &[u32],
        budget_m: f64,
        block: usize,
    ) -> Vec<usize> {
        let mut stations = self.stations_of(levels);
        let within = |meters: f64| meters <= budget_m;
        stations
            .retain(|station| self.meters(metric, block, *station).is_some_and(within));
        stations
    }
}
