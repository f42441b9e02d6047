//! Levels beside the plan, and the parents of their stations.

use super::floor;
use crate::circle::operates;
use crate::model::{District, Pattern, Station, Status, Weight, sites};
use rustc_hash::FxHashMap;

/// One level beside the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelAudit {
    /// Rung of the hierarchy, from 1.
    pub level: u8,
    /// How many stations were planned; `None` for any number, or without a pattern.
    pub planned: Option<u32>,
    /// How many there are, those excepted that are closed.
    pub found: usize,
    /// How many of them operate.
    pub operating: usize,
    /// How many sites those that operate stand on (rule 15).
    pub sites: usize,
    /// How many services those that operate offer, each once a station; `None` where no file says.
    pub services: Option<usize>,
    /// Their floor area in square meters, once a site; `None` where no file says.
    pub area: Option<Weight>,
    /// Their parents.
    pub parents: Parents,
}

/// The parents that stations of a level name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parents {
    /// Of the level above.
    pub above: usize,
    /// Of a level further above: a rung is left out.
    pub further: usize,
    /// None, though there is a level above: orphans.
    pub none: usize,
    /// Not there.
    pub unknown: usize,
    /// Of the same level or a lower one.
    pub not_above: usize,
}

impl LevelAudit {
    /// Every level of a district.
    #[must_use]
    pub fn of(district: &District, pattern: Option<&Pattern>) -> Vec<Self> {
        let sites = sites(&district.stations);
        let by_id: FxHashMap<&str, &Station> =
            district.stations.iter().rev().map(|s| (s.id.as_str(), s)).collect();
        let level = |level: u8| {
            let own = || {
                let all = (0..).zip(&district.stations);
                all.filter(move |(_, s)| s.level == level && s.status != Status::Closed)
            };
            let open = || own().filter(|(_, station)| operates(station));
            let services = open().filter_map(|(_, s)| s.facts.services.as_ref());
            let services: Vec<usize> = services.map(Vec::len).collect();
            let mut parents = Parents::default();
            for (_, station) in own() {
                parents.add(station, &by_id);
            }
            Self {
                level,
                planned: pattern.and_then(|pattern| pattern.expected(level)),
                found: own().count(),
                operating: open().count(),
                sites: floor::distinct(open().map(|(place, _)| place), &sites),
                services: (!services.is_empty()).then(|| services.iter().sum()),
                area: floor::of_sites(open(), &sites),
                parents,
            }
        };
        (1..=district.levels).map(level).collect()
    }

    /// Whether there are as many stations as planned; `None` where nothing is.
    #[must_use]
    pub fn is_as_planned(&self) -> Option<bool> {
        self.planned.map(|planned| planned as usize == self.found)
    }
}

impl Parents {
    fn add(&mut self, station: &Station, by_id: &FxHashMap<&str, &Station>) {
        let Some(named) = station.parent.as_deref() else {
            self.none += usize::from(station.level > 1);
            return;
        };
        let Some(parent) = by_id.get(named) else {
            self.unknown += 1;
            return;
        };
        if parent.level >= station.level {
            self.not_above += 1;
        } else if parent.level + 1 == station.level {
            self.above += 1;
        } else {
            self.further += 1;
        }
    }
}
