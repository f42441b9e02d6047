//! What is known of whatever is judged.

use super::Amount;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a station, a site, a community or the network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subject {
    /// Its rung of the hierarchy, where it has one.
    pub level: Option<u8>,
    /// What it is, by its id in the vocabulary.
    pub kind: Option<String>,
    /// What is measured, by name.
    pub numbers: BTreeMap<String, Number>,
    /// What is said, by name: `None` where there is a place to say it, and nothing stands there.
    pub texts: BTreeMap<String, Option<String>>,
    /// What it has and offers.
    pub inventory: Inventory,
}

/// A measure, and how surely it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The measure; the least that it can be, where it is not known exactly.
    pub amount: Amount,
    /// How much more it may be.
    pub spread: Spread,
    /// Whether it was assumed.
    pub assumed: bool,
}

/// How much more than what is known a measure may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spread {
    /// It is known exactly.
    #[default]
    Exact,
    /// So much in all, at most.
    UpTo(Amount),
    /// Nobody can tell how much: something that would be added up is not known.
    Open,
}

impl Number {
    /// The most that it can be; `None` if nobody can tell.
    pub(super) fn most(self) -> Option<Amount> {
        match self.spread {
            Spread::Exact => Some(self.amount),
            Spread::UpTo(most) => Some(most),
            Spread::Open => None,
        }
    }
}

impl From<Amount> for Number {
    fn from(amount: Amount) -> Self {
        Self { amount, spread: Spread::Exact, assumed: false }
    }
}

/// What is there, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    /// How many there are; 0 where it is said that there is none.
    pub things: BTreeMap<String, u32>,
    /// Whether all rooms and equipment are listed, so that what is not listed is not there.
    pub facilities_listed: bool,
    /// The sorts of which a list names something ([`Wanted::sort`](super::Wanted::sort)): whoever lists
    /// equipment says nothing of rooms.
    pub sorts_listed: BTreeSet<String>,
    /// Whether services are listed.
    pub services_listed: bool,
}
