//! Demand matched by id, groups by name.

use super::Standing;
use crate::coverage::{Count, Evaluation, LevelAnswer, Nearest};
use crate::model::{Demand, District, Weight};
use rustc_hash::FxHashMap;
use std::hash::Hash;

/// One demand point on both sides, or on one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pair {
    /// On both: its place before, and its place after.
    Both(u32, u32),
    /// Only before: demolished, moved away, or outside what is counted now.
    Gone(u32),
    /// Only after: a newcomer.
    New(u32),
}

impl Pair {
    /// Its place before.
    #[must_use]
    pub fn before(self) -> Option<u32> {
        match self {
            Self::Both(before, _) | Self::Gone(before) => Some(before),
            Self::New(_) => None,
        }
    }

    /// Its place after.
    #[must_use]
    pub fn after(self) -> Option<u32> {
        match self {
            Self::Both(_, after) | Self::New(after) => Some(after),
            Self::Gone(_) => None,
        }
    }
}

/// One side of a comparison.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub(super) district: &'a District,
    pub(super) evaluation: &'a Evaluation,
    /// Where each group of the comparison stands in this demand.
    groups: Vec<Option<usize>>,
}

impl<'a> Side<'a> {
    /// The answer of a level, if this side has it.
    pub(super) fn answer(&self, level: u8) -> Option<&'a LevelAnswer> {
        self.evaluation.levels.get(usize::from(level).checked_sub(1)?)
    }

    /// How a point stands at a level; one that is not there covers nobody.
    pub(super) fn standing(&self, level: u8, point: u32) -> Standing {
        let answer = self.answer(level);
        answer.map_or(Standing::Uncovered, |a| a.points[point as usize].status.into())
    }

    /// The nearest station of a level.
    pub(super) fn nearest(&self, level: u8, point: u32) -> Option<Nearest> {
        self.answer(level)?.points[point as usize].nearest
    }

    /// The weights of a point, by the groups of the comparison.
    pub(super) fn weights(&self, point: u32) -> impl Iterator<Item = Weight> + '_ {
        let own = self.district.demand.weights(point as usize);
        self.groups
            .iter()
            .map(move |group| group.map_or(Weight::ZERO, |group| own[group]))
    }

    /// Weights in the order of this demand, by the groups of the comparison.
    pub(super) fn regrouped(&self, own: &[Weight]) -> Vec<Weight> {
        let weight = |group: &Option<usize>| group.and_then(|g| own.get(g).copied());
        self.groups.iter().map(|group| weight(group).unwrap_or_default()).collect()
    }

    /// Adds a point to a count.
    pub(super) fn add(&self, count: &mut Count, point: u32) {
        count.blocks += 1;
        for (sum, weight) in count.weights.iter_mut().zip(self.weights(point)) {
            *sum += weight;
        }
    }
}

/// Both sides, and who is who.
#[derive(Debug)]
pub(super) struct Matching<'a> {
    pub(super) before: Side<'a>,
    pub(super) after: Side<'a>,
    pub(super) groups: Vec<String>,
    /// Points after in input order, then those that are gone.
    pub(super) pairs: Vec<Pair>,
}

impl<'a> Matching<'a> {
    pub(super) fn of(
        before: (&'a District, &'a Evaluation),
        after: (&'a District, &'a Evaluation),
    ) -> Self {
        let (old, new) = (&before.0.demand, &after.0.demand);
        let added = new.groups().iter().filter(|group| !old.groups().contains(group));
        let groups: Vec<String> = old.groups().iter().chain(added).cloned().collect();
        let side = |(district, evaluation): (&'a District, &'a Evaluation)| {
            let own = district.demand.groups();
            let place = |group: &String| own.iter().position(|name| name == group);
            Side { district, evaluation, groups: groups.iter().map(place).collect() }
        };
        let (before, after) = (side(before), side(after));
        Self { before, after, pairs: pairs(old, new), groups }
    }

    /// The deepest level of either side.
    pub(super) fn levels(&self) -> u8 {
        let levels = |side: &Side<'_>| side.evaluation.levels.len() as u8;
        levels(&self.before).max(levels(&self.after))
    }

    /// Nobody.
    pub(super) fn nobody(&self) -> Count {
        Count { blocks: 0, weights: vec![Weight::ZERO; self.groups.len()] }
    }
}

fn pairs(before: &Demand, after: &Demand) -> Vec<Pair> {
    fn ids(demand: &Demand) -> impl Iterator<Item = &str> {
        demand.points().iter().map(|point| point.id.as_str())
    }
    match_ids(ids(before), ids(after))
}

/// Matches what has ids: those after in their order, then those that are gone in theirs.
pub(super) fn match_ids<Id: Eq + Hash>(
    before: impl Iterator<Item = Id>,
    after: impl Iterator<Item = Id>,
) -> Vec<Pair> {
    let mut left: FxHashMap<Id, u32> = FxHashMap::default();
    let mut gone = Vec::new();
    for (id, place) in before.zip(0..) {
        left.entry(id).or_insert(place);
        gone.push(true);
    }
    let mut pairs = Vec::new();
    for (id, place) in after.zip(0..) {
        pairs.push(match left.remove(&id) {
            Some(known) => {
                gone[known as usize] = false;
                Pair::Both(known, place)
            }
            None => Pair::New(place),
        });
    }
    let places = (0..).zip(gone).filter_map(|(place, gone)| gone.then_some(place));
    pairs.extend(places.map(Pair::Gone));
    pairs
}
