//! What each station does: whom it reaches, whom only it reaches, who lives nearest to it.

use super::{Count, Nearest};
use crate::model::{Absence, Demand, Weight};
use crate::table::TravelTable;

/// Why a station serves nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It does not count on the terms of the run.
    Absent(Absence),
    /// It lies farther than `max_snap` from any street (rule 5).
    NoStreet,
    /// Nobody knows its hours: whoever only it would cover is unknown (rule 13).
    HoursUnknown,
}

impl LeftOut {
    /// The English key used in files and results; a station that is not operating is called by its
    /// status there.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Absent(absence) => absence.key(),
            Self::NoStreet => "no_street",
            Self::HoursUnknown => "hours_unknown",
        }
    }
}

/// The answer of one station: whom it reaches, and who would miss it.
///
/// # Shape
///
/// One weight a population group, in the order of
/// [`Demand::groups`](crate::model::Demand::groups). `covers`, `loss` and `site_loss` count every
/// station at the last level's budget, whatever the substitution; `catchment` knows no budget.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StationAnswer {
    /// Why it does not count, if it does not.
    pub left_out: Option<LeftOut>,
    /// Its leg to the street in millimeters, where there are streets: the least of its doors.
    pub snap_mm: Option<u64>,
    /// Weights within the last level's budget of it.
    pub covers: Vec<Weight>,
    /// Weights that no other open station covers (rule 15).
    pub loss: Vec<Weight>,
    /// Weights that no other site covers.
    pub site_loss: Vec<Weight>,
    /// Weights whose nearest station it is, no budget.
    pub catchment: Vec<Weight>,
}

/// How many sites reach a person within the last level's budget.
///
/// Sites, not stations: two plates on one door are one (rule 15).
///
/// # References
///
/// Hogan & ReVelle, *Concepts and applications of backup coverage* (1986),
/// doi:10.1287/mnsc.32.11.1434.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Distinct sites in reach, by demand point.
    pub cover_count: Vec<u32>,
    /// Weights by number of sites in reach: `by_depth[k]` holds those with exactly `k`.
    pub by_depth: Vec<Count>,
}

impl Overlap {
    /// Weights within reach of at least `sites`.
    #[must_use]
    pub fn at_least(&self, sites: usize, group: usize) -> Weight {
        self.by_depth.iter().skip(sites).map(|count| count.weights[group]).sum()
    }

    /// Mean number of sites in reach of a person of a group.
    #[must_use]
    pub fn mean(&self, group: usize) -> Option<f64> {
        let weight = |count: &Count| count.weights[group].to_f64();
        let people: f64 = self.by_depth.iter().map(weight).sum();
        let reached = self.by_depth.iter().enumerate().map(|(k, c)| k as f64 * weight(c));
        (people > 0.0).then(|| reached.sum::<f64>() / people)
    }
}

/// Reads reach, loss and overlap from the table of the last level's budget.
pub(super) fn read_table(
    demand: &Demand,
    sites: &[u32],
    table: &TravelTable,
    answers: &mut [StationAnswer],
) -> Overlap {
    let mut overlap = Overlap::default();
    let mut here: Vec<u32> = Vec::new();
    for point in 0..demand.len() {
        let trips = table.of(point);
        here.clear();
        here.extend(trips.iter().map(|trip| sites[trip.station as usize]));
        here.sort_unstable();
        here.dedup();
        let weights = demand.weights(point);
        for trip in trips {
            let answer = &mut answers[trip.station as usize];
            add(&mut answer.covers, weights);
            if trips.len() == 1 {
                add(&mut answer.loss, weights);
            }
            if here.len() == 1 {
                add(&mut answer.site_loss, weights);
            }
        }
        overlap.cover_count.push(here.len() as u32);
        while overlap.by_depth.len() <= here.len() {
            overlap.by_depth.push(Count::none(demand));
        }
        overlap.by_depth[here.len()].add(demand, point);
    }
    overlap
}

/// Adds up whose nearest station is which.
pub(super) fn read_catchments(
    demand: &Demand,
    nearest: &[Option<Nearest>],
    answers: &mut [StationAnswer],
) {
    for (point, nearest) in nearest.iter().enumerate() {
        if let Some(nearest) = nearest {
            add(&mut answers[nearest.station as usize].catchment, demand.weights(point));
        }
    }
}

fn add(sums: &mut [Weight], weights: &[Weight]) {
    sums.iter_mut().zip(weights).for_each(|(sum, &weight)| *sum += weight);
}
