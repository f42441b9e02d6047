//! What becomes of stations, and of those whom they serve.

use super::matching::{Matching, Side, match_ids};
use crate::geodesy::geodesic_m;
use crate::model::{Station, Weight};
use crate::units::millimeters;

/// One station on both sides, or on one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct StationComparison {
    /// Its identity.
    pub id: String,
    /// What people call it, after where it is there.
    pub name: String,
    /// As it was.
    pub before: Option<StationSide>,
    /// As it is after.
    pub after: Option<StationSide>,
    /// What happened to it, in the order of [`StationChange`]; nothing where it stays as it was.
    pub changes: Vec<StationChange>,
}

/// A station on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationSide {
    /// Its place in the input of this side.
    pub station: u32,
    /// Rung of the hierarchy.
    pub level: u8,
    /// Weights whose nearest station it is, no budget.
    pub catchment: Vec<Weight>,
    /// Weights that no other open station covers.
    pub loss: Vec<Weight>,
}

/// What may happen to a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StationChange {
    /// It is there only after.
    Added,
    /// It was there only before.
    Gone,
    /// Its door is elsewhere, so many millimeters away.
    Moved {
        /// Geodesic millimeters.
        mm: u64,
    },
    /// It does not count any more: it operates no more, most often.
    Closed,
    /// It counts now.
    Opened,
    /// It is of another level.
    Releveled {
        /// Its level before.
        before: u8,
        /// Its level after.
        after: u8,
    },
}

impl StationChange {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Gone => "gone",
            Self::Moved { .. } => "moved",
            Self::Closed => "closed",
            Self::Opened => "opened",
            Self::Releveled { .. } => "releveled",
        }
    }
}

/// All stations: those after in input order, then those that are gone.
pub(super) fn compare(matching: &Matching<'_>) -> Vec<StationComparison> {
    fn ids(side: &[Station]) -> impl Iterator<Item = &str> {
        side.iter().map(|station| station.id.as_str())
    }
    let [old, new] =
        [&matching.before, &matching.after].map(|side| &side.district.stations);
    let pairs = match_ids(ids(old), ids(new));
    let compare = |pair: super::Pair| {
        let before = pair.before().map(|place| &old[place as usize]);
        let after = pair.after().map(|place| &new[place as usize]);
        let named = after.or(before)?;
        Some(StationComparison {
            id: named.id.clone(),
            name: named.name.clone(),
            before: pair.before().map(|place| side(&matching.before, place)),
            after: pair.after().map(|place| side(&matching.after, place)),
            changes: match (before, after) {
                (None, _) => vec![StationChange::Added],
                (_, None) => vec![StationChange::Gone],
                (Some(before), Some(after)) => changes(before, after),
            },
        })
    };
    pairs.into_iter().filter_map(compare).collect()
}

fn side(side: &Side<'_>, place: u32) -> StationSide {
    let answer = &side.evaluation.stations[place as usize];
    StationSide {
        station: place,
        level: side.district.stations[place as usize].level,
        catchment: side.regrouped(&answer.catchment),
        loss: side.regrouped(&answer.loss),
    }
}

fn changes(before: &Station, after: &Station) -> Vec<StationChange> {
    let moved = before.position != after.position;
    let moved = moved.then(|| StationChange::Moved {
        mm: millimeters(geodesic_m(before.position, after.position)),
    });
    let serves = |station: &Station| station.counts();
    let status = match (serves(before), serves(after)) {
        (true, false) => Some(StationChange::Closed),
        (false, true) => Some(StationChange::Opened),
        _ => None,
    };
    let releveled = (before.level != after.level)
        .then_some(StationChange::Releveled { before: before.level, after: after.level });
    moved.into_iter().chain(status).chain(releveled).collect()
}
