//! What stands for people in a table.

use crate::figures::share;
use crate::words::{Word, Words};
use walkshed::coverage::{Count, Coverage};
use walkshed::model::{Demand, Weight};

/// The group that tables count, or the blocks themselves where the demand has no weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// A population group.
    Group(usize),
    /// Places, each as one.
    Blocks,
}

impl Counted {
    pub(super) fn of(demand: &Demand) -> Self {
        if demand.groups().is_empty() {
            Self::Blocks
        } else {
            Self::Group(demand.people_group())
        }
    }

    pub(super) fn name(self, lang: Words, demand: &Demand) -> String {
        self.name_among(lang, demand.groups())
    }

    /// The name, where groups are not those of a demand.
    pub(super) fn name_among(self, lang: Words, groups: &[String]) -> String {
        match self {
            Self::Group(group) => lang.group(&groups[group]),
            Self::Blocks => lang.say(Word::Blocks).to_owned(),
        }
    }

    pub(super) fn of_count(self, count: &Count) -> Weight {
        match self {
            Self::Group(group) => count.weights[group],
            Self::Blocks => Weight::whole(count.blocks as u32),
        }
    }

    /// The share covered, or its range where some are unknown.
    pub(super) fn share(self, coverage: &Coverage) -> String {
        let [covered, unknown, total] =
            [&coverage.covered, &coverage.unknown, &coverage.total]
                .map(|c| self.of_count(c));
        share(covered, unknown, total)
    }

    /// Picks from weights by group; blocks have none.
    pub(super) fn of_weights(self, weights: &[Weight]) -> Weight {
        match self {
            Self::Group(group) => weights[group],
            Self::Blocks => Weight::ZERO,
        }
    }

    pub(super) fn of_point(self, demand: &Demand, point: usize) -> Weight {
        match self {
            Self::Group(group) => demand.weights(point)[group],
            Self::Blocks => Weight::whole(1),
        }
    }

    /// The other groups, by their place.
    pub(super) fn others(self, demand: &Demand) -> impl Iterator<Item = usize> {
        (0..demand.groups().len()).filter(move |&group| self != Self::Group(group))
    }
}
