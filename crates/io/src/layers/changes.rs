//! The layers of a comparison: what became of everybody, area by area, gap by gap, station by
//! station.
//!
//! A thing that is there on one side only has nulls on the other.

mod demand;
mod gaps;
mod grids;
mod stations;

use super::{Column, Feature, View};
use crate::Compared;

/// One of the four layers of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeLayer {
    /// What happened to each station, and to whom it serves.
    Stations,
    /// Who gains and who loses, and how the walk changes.
    Demand,
    /// Coverage by area, before and after.
    Grids,
    /// Gaps that remain, are new, or close.
    Gaps,
}

impl ChangeLayer {
    /// All of them, in the order in which they are written.
    pub const ALL: [Self; 4] = [Self::Stations, Self::Demand, Self::Grids, Self::Gaps];

    /// The English key: the name of its file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Stations => "stations_changes",
            Self::Demand => "demand_changes",
            Self::Grids => "grids_changes",
            Self::Gaps => "gaps_changes",
        }
    }

    /// The layer of one comparison, ready to be asked for single features.
    #[must_use]
    pub fn view(self, compared: Compared<'_>) -> View<'_> {
        match self {
            Self::Stations => stations::view(compared),
            Self::Demand => demand::view(compared),
            Self::Grids => grids::view(compared),
            Self::Gaps => gaps::view(compared),
        }
    }

    /// All features, one at a time.
    #[must_use]
    pub fn features(
        self,
        compared: Compared<'_>,
    ) -> Box<dyn Iterator<Item = Feature> + '_> {
        let view = self.view(compared);
        Box::new((0..view.len()).map_while(move |index| view.feature(index)))
    }

    /// Names and types of the properties, in order.
    #[must_use]
    pub fn schema(self, compared: Compared<'_>) -> Vec<Column> {
        self.view(compared).columns
    }
}

#[cfg(test)]
mod tests;
