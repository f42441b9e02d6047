//! Gaps and their causes (rule 16).

use std::collections::BTreeMap;

use super::GAP_JOIN_M;
use super::coverage::Tally;
use super::plane::{geodesic_m, share_border};
use super::solved::{Metric, Solved};

/// Why a block is not covered, in the order in which the causes are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// No street within the budget.
    NoStreet,
    /// The station nearest as the crow flies is beyond the budget even straight.
    Far,
    /// The straight line to it meets a barrier, or the walk is more than twice as long.
    Barrier,
    /// The walk takes a detour.
    Detour,
}

/// A connected set of uncovered blocks.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Its blocks by their places, in input order.
    pub blocks: Vec<usize>,
    /// Its blocks added up.
    pub tally: Tally,
    /// The cause with most people.
    pub cause: Cause,
    /// Longest way to a nearest station, in meters; no budget, the unreachable left out.
    pub worst_m: Option<f64>,
    /// Lower median of that way by people, in meters.
    pub median_m: Option<f64>,
    /// The station that is nearest on foot for most people, the first of equals.
    pub nearest_station: Option<usize>,
}

/// All gaps of a set of levels, and what decided them.
#[derive(Debug, Clone, PartialEq)]
pub struct Gaps {
    /// The gaps: most people first, equal ones by their first block.
    pub gaps: Vec<Gap>,
    /// The cause of every uncovered block with weight, by its place.
    pub causes: BTreeMap<usize, Cause>,
    /// People by cause.
    pub people_by_cause: BTreeMap<Cause, u64>,
    /// Smallest difference between [`GAP_JOIN_M`] and a distance along the streets between two
    /// uncovered blocks.
    pub join_margin_m: f64,
    /// Smallest difference between 2 and the walk to the station nearest as the crow flies,
    /// divided by the straight line, over the blocks that are not far (also those whose line
    /// meets a barrier, though it decides nothing there).
    pub ratio_margin: f64,
    /// Smallest difference between the straight distance to that station and the budget.
    pub far_margin_m: f64,
    /// Smallest difference, as the crow flies, between that station and the next.
    pub crow_margin_m: f64,
}

impl Cause {
    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoStreet => "no_street",
            Self::Far => "far",
            Self::Barrier => "barrier",
            Self::Detour => "detour",
        }
    }
}

impl Solved<'_> {
    /// The gaps on foot that the stations of these levels leave.
    #[must_use]
    pub fn gaps(&self, levels: &[u32], budget_m: f64) -> Gaps {
        let mut blocks = self.uncovered(Metric::Network, levels, budget_m);
        let weighs = |block: &super::Block| block.population + block.elderly > 0;
        blocks.retain(|block| weighs(&self.town.blocks[*block]));
        let mut all = Gaps {
            gaps: Vec::new(),
            causes: BTreeMap::new(),
            people_by_cause: BTreeMap::new(),
            join_margin_m: f64::INFINITY,
            ratio_margin: f64::INFINITY,
            far_margin_m: f64::INFINITY,
            crow_margin_m: f64::INFINITY,
        };
        let stations = self.stations_of(levels);
        for block in &blocks {
            let cause = self.cause(&stations, budget_m, *block, &mut all);
            all.causes.insert(*block, cause);
            let people = self.town.blocks[*block].population;
            *all.people_by_cause.entry(cause).or_default() += people;
        }
        for group in self.groups(&blocks, &mut all.join_margin_m) {
            let gap = self.gap(group, &stations, &all.causes);
            all.gaps.push(gap);
        }
        all.gaps
            .sort_by_key(|gap| (std::cmp::Reverse(gap.tally.population), gap.blocks[0]));
        all
    }

    /// Why one uncovered block is not covered.
    fn cause(
        &self,
        stations: &[usize],
        budget: f64,
        block: usize,
        all: &mut Gaps,
    ) -> Cause {
        let leg = self.block_ties[block].map(|tie| tie.leg_m);
        if leg.is_none_or(|leg| leg > budget) {
            return Cause::NoStreet;
        }
        // Where these levels have no station, every one of them is far.
        let Some(crow) = self.nearest_of(Metric::Straight, stations, block) else {
            return Cause::Far;
        };
        let margin = self.tie_margin_m(Metric::Straight, stations, block);
        all.crow_margin_m = all.crow_margin_m.min(margin);
        all.far_margin_m = all.far_margin_m.min((crow.meters - budget).abs());
        if crow.meters > budget {
            return Cause::Far;
        }
        // No way at all is longer than twice the straight line.
        let walk = self.meters(Metric::Network, block, crow.station);
        let ratio = walk.map_or(f64::INFINITY, |walk| walk / crow.meters);
        all.ratio_margin = all.ratio_margin.min((ratio - 2.0).abs());
        let town = self.town;
        let station = town.stations[crow.station].place();
        let barred = town.barred(town.blocks[block].place(), station);
        if barred || ratio > 2.0 { Cause::Barrier } else { Cause::Detour }
    }

    /// The connected sets of some blocks, each in input order.
    fn groups(&self, blocks: &[usize], margin: &mut f64) -> Vec<Vec<usize>> {
        let mut group: BTreeMap<usize, usize> = blocks.iter().map(|b| (*b, *b)).collect();
        for one in blocks {
            let meters = self.meters_between(*one);
            for other in blocks.iter().filter(|other| *other > one) {
                let distance = meters[*other];
                if let Some(distance) = distance {
                    *margin = margin.min((distance - GAP_JOIN_M).abs());
                }
                let near = distance.is_some_and(|distance| distance <= GAP_JOIN_M);
                let rings = |block: usize| &self.town.blocks[block].rings;
                if near || share_border(rings(*one), rings(*other)) {
                    let (keep, drop) = (group[one], group[other]);
                    group.values_mut().filter(|g| **g == drop).for_each(|g| *g = keep);
                }
            }
        }
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (block, group) in group {
            sets.entry(group).or_default().push(block);
        }
        sets.into_values().collect()
    }

    /// Meters between a block and every other: along the streets, or straight in a town
    /// without streets.
    fn meters_between(&self, block: usize) -> Vec<Option<f64>> {
        if !self.town.lines.is_empty() {
            return self.meters_between_blocks(block);
        }
        let place = self.town.blocks[block].place();
        let all = self.town.blocks.iter();
        all.map(|other| Some(geodesic_m(place, other.place()))).collect()
    }

    fn gap(
        &self,
        blocks: Vec<usize>,
        stations: &[usize],
        causes: &BTreeMap<usize, Cause>,
    ) -> Gap {
        let people = |block: usize| self.town.blocks[block].population;
        let (mut by_cause, mut by_station) = (BTreeMap::new(), BTreeMap::new());
        let mut ways = Vec::new();
        for block in &blocks {
            *by_cause.entry(causes[block]).or_insert(0) += people(*block);
            if let Some(near) = self.nearest_of(Metric::Network, stations, *block) {
                *by_station.entry(near.station).or_insert(0) += people(*block);
                ways.push((near.meters, people(*block)));
            }
        }
        ways.sort_by(|a, b| a.0.total_cmp(&b.0));
        Gap {
            tally: self.tally(&blocks),
            cause: first_most(&by_cause).unwrap_or(Cause::Detour),
            worst_m: ways.last().map(|(meters, _)| *meters),
            median_m: lower_median(&ways),
            nearest_station: first_most(&by_station),
            blocks,
        }
    }
}

/// The key with the most people, the first of equals.
fn first_most<K: Copy>(people: &BTreeMap<K, u64>) -> Option<K> {
    let most = people.values().max()?;
    people.iter().find(|(_, count)| *count == most).map(|(key, _)| *key)
}

/// The first way, from the shortest, by which half of the people are counted.
fn lower_median(ways: &[(f64, u64)]) -> Option<f64> {
    let all: u64 = ways.iter().map(|(_, people)| people).sum();
    let mut counted = 0;
    let half = ways.iter().find(|(_, people)| {
        counted += people;
        2 * counted >= all
    });
    half.map(|(meters, _)| *meters)
}
