//! Walks alone, without judging who is covered.

use super::Nearest;
use super::ground::Ground;
use super::run::Run;
use crate::model::{Budget, CoverageOptions, District};
use crate::table::TravelTable;
use crate::units::Unit;

/// The walks between a district's demand and its stations.
pub(crate) struct Asked {
    /// Everything within the budget.
    pub(crate) table: TravelTable,
    /// What the budget limits.
    pub(crate) unit: Unit,
    /// The nearest station of the level that was asked for, no budget; one a demand point.
    pub(crate) nearest: Vec<Option<Nearest>>,
    /// The stations that count, rising.
    pub(crate) used: Vec<u32>,
    /// Those of which nobody knows the hours, rising; the table has their walks too.
    pub(crate) unsure: Vec<u32>,
    /// By demand point, whether the streets leave open what else it reaches (rule 13).
    pub(crate) doubted: Vec<bool>,
}

/// The table of a district within a budget, and the nearest station of one level for everyone.
pub(crate) fn ask(
    district: &District,
    options: &CoverageOptions,
    budget: Budget,
    level: u8,
) -> Asked {
    let options = CoverageOptions { budgets: vec![budget], ..options.clone() };
    let ground = Ground::new(district, &options, None);
    let run = Run::new(&ground, None);
    let (measure, limit) = (run.measure(1), run.limit(1));
    let of_level = |&&s: &&u32| district.stations[s as usize].level == level;
    let stations: Vec<u32> = run.roll.used.iter().filter(of_level).copied().collect();
    let (unit, labels) = (measure.unit(), measure.nearest(&stations));
    let mut wanted = [run.roll.used.as_slice(), &run.roll.unsure_tied].concat();
    wanted.sort_unstable();
    let reach_mm = run.reach_mm(1);
    let doubted = |point| run.knowledge.doubt(point, reach_mm).is_some();
    Asked {
        table: measure.table(&wanted, limit),
        doubted: (0..district.demand.len()).map(doubted).collect(),
        unit,
        nearest: labels.into_iter().map(|label| Nearest::read(label, unit)).collect(),
        used: run.roll.used,
        unsure: run.roll.unsure_tied,
    }
}
