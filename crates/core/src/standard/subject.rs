//! What is known of whatever is judged.

use super::Amount;
use std::collections::BTreeMap;

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
    /// The measure.
    pub amount: Amount,
    /// Whether it was assumed.
    pub assumed: bool,
}

impl From<Amount> for Number {
    fn from(amount: Amount) -> Self {
        Self { amount, assumed: false }
    }
}

/// What is there, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    /// How many there are; 0 where it is said that there is none.
    pub things: BTreeMap<String, u32>,
    /// Whether rooms and equipment are listed, so that what is not listed is not there.
    pub facilities_listed: bool,
    /// Whether services are listed.
    pub services_listed: bool,
}
