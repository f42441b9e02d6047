//! Which stations are open together, and for how long.

use super::Week;
use crate::coverage::{Count, Coverage, Fate};
use crate::model::{Demand, Opening};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Stations that are open at one time, and those that may be: a bit for each that takes part.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct OpenSet {
    open: Vec<u64>,
    /// Those that are, and those of which nobody knows.
    may: Vec<u64>,
}

impl OpenSet {
    fn at(minute: u16, openings: &[Option<&Opening>]) -> Self {
        let none = || vec![0; openings.len().div_ceil(64)];
        let mut set = Self { open: none(), may: none() };
        for (place, opening) in openings.iter().enumerate() {
            let open = opening.and_then(|opening| opening.is_open(minute));
            let bit = 1 << (place % 64);
            set.open[place / 64] |= if open == Some(true) { bit } else { 0 };
            set.may[place / 64] |= if open == Some(false) { 0 } else { bit };
        }
        set
    }

    /// Whether the station of a place is open.
    pub(super) fn has(&self, place: u32) -> bool {
        self.open[place as usize / 64] >> (place % 64) & 1 == 1
    }

    /// Whether it is, or may be.
    pub(super) fn may_have(&self, place: u32) -> bool {
        self.may[place as usize / 64] >> (place % 64) & 1 == 1
    }

    /// What a level covers while just these are open.
    pub(super) fn coverage(&self, demand: &Demand, fates: &[Fate]) -> Coverage {
        let none = || Count::none(demand);
        let [mut total, mut covered, mut uncovered, mut unknown] =
            [none(), none(), none(), none()];
        for fate in fates {
            let part = if fate.stations.iter().any(|&place| self.has(place)) {
                &mut covered
            } else if fate.doubtful
                || fate.stations.iter().any(|&place| self.may_have(place))
            {
                &mut unknown
            } else {
                &mut uncovered
            };
            *part += &fate.count;
            total += &fate.count;
        }
        Coverage { total, covered, uncovered, unknown }
    }
}

/// A week in pieces in which no station opens or closes.
#[derive(Debug)]
pub(super) struct Turns {
    /// The pieces in order, none of them across the beginning of an hour, each with its set.
    pub(super) pieces: Vec<(Range<u16>, usize)>,
    /// The sets that come, in the order in which they come first.
    pub(super) sets: Vec<OpenSet>,
}

impl Turns {
    /// Cuts a week where a station opens or closes, or is not known any more, and at every hour.
    pub(super) fn of(openings: &[Option<&Opening>]) -> Self {
        let known = openings.iter().copied().flatten();
        let ranges = known.flat_map(|opening| [opening.open(), opening.unclear()]);
        let changes = ranges.flatten().flat_map(|range| [range.start, range.end]);
        let hours = (0..=Week::HOURS as u16).map(|hour| hour * 60);
        let mut cuts: Vec<u16> = changes.chain(hours).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut known: FxHashMap<OpenSet, usize> = FxHashMap::default();
        let mut turns = Self { pieces: Vec::new(), sets: Vec::new() };
        for pair in cuts.windows(2) {
            let set = OpenSet::at(pair[0], openings);
            let nth = *known.entry(set).or_insert_with_key(|set| {
                turns.sets.push(set.clone());
                turns.sets.len() - 1
            });
            turns.pieces.push((pair[0]..pair[1], nth));
        }
        turns
    }

    /// How many minutes of the week each set is open.
    pub(super) fn minutes(&self) -> Vec<u16> {
        let mut minutes = vec![0; self.sets.len()];
        for (piece, set) in &self.pieces {
            minutes[*set] += piece.end - piece.start;
        }
        minutes
    }

    /// The minutes at which a set is such, as ranges that rise and are apart.
    pub(super) fn when(&self, such: impl Fn(&OpenSet) -> bool) -> Vec<Range<u16>> {
        let pieces = self.pieces.iter().filter(|(_, set)| such(&self.sets[*set]));
        let mut ranges: Vec<Range<u16>> = Vec::new();
        for (piece, _) in pieces {
            match ranges.last_mut() {
                Some(last) if last.end == piece.start => last.end = piece.end,
                _ => ranges.push(piece.clone()),
            }
        }
        ranges
    }
}
