//! The table, kept: rows that change, and rows that stay.

use super::pairing::Turnover;
use super::spread::Since;
use super::{Measure, TravelTable, Trip};
use std::sync::Arc;

/// The table of some stations within a budget, as the next one starts from it.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    /// The stations, rising.
    stations: Vec<u32>,
    /// The budget, in the unit of the measure.
    limit: u32,
    /// The trips.
    pub(crate) table: Arc<TravelTable>,
}

/// A trip that joins a row: the demand point, and the trip.
pub(super) type Joining = (u32, Trip);

impl Measure<'_> {
    /// The table of some stations, rising; asks only for the trips that are not known.
    pub(crate) fn rows(
        &self,
        stations: &[u32],
        limit: u32,
        since: Option<Since<'_, Rows>>,
    ) -> Rows {
        let since = since.filter(|since| since.kept.limit == limit);
        let table = match since {
            None => Arc::new(self.table(stations, limit)),
            Some(since) => {
                let turnover = since.turnover(&since.kept.stations, stations);
                if turnover.is_empty() && since.points.is_same() {
                    Arc::clone(&since.kept.table)
                } else {
                    Arc::new(self.patched(stations, limit, &since, &turnover))
                }
            }
        };
        Rows { stations: stations.to_vec(), limit, table }
    }

    fn patched(
        &self,
        stations: &[u32],
        limit: u32,
        since: &Since<'_, Rows>,
        turnover: &Turnover,
    ) -> TravelTable {
        let stay = |s: &u32| turnover.come.binary_search(s).is_err();
        let staying: Vec<u32> = stations.iter().copied().filter(stay).collect();
        let fresh = since.points.fresh();
        let mut joining = match self {
            Self::Walking(walking) => {
                let mut joining = walking.trips(&turnover.come, limit, None);
                joining.extend(walking.trips(&staying, limit, Some(fresh)));
                joining
            }
            Self::Straight(straight) => {
                let mut joining = straight.trips(&turnover.come, limit, None);
                joining.extend(straight.trips(&staying, limit, Some(fresh)));
                joining
            }
        };
        joining.sort_unstable_by_key(|&(point, trip)| (point, trip.station));
        let kept = |point: u32| match since.points.before(point) {
            Some(before) => since.kept.table.of(before as usize),
            None => &[],
        };
        TravelTable::patched(self.points(), kept, |s| turnover.is_gone(s), &joining)
    }

    fn points(&self) -> usize {
        match self {
            Self::Walking(walking) => walking.points(),
            Self::Straight(straight) => straight.points(),
        }
    }
}
