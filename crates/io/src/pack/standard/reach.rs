//! Shares of people within reach of some stations.

use walkshed::model::Budget;

/// The share of people within a budget of some stations, as a measure.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Reach {
    /// The name of the measure.
    pub name: String,
    /// How far.
    pub budget: Budget,
    /// Of which stations.
    pub of: Served,
    /// Which people; `None` is everybody.
    pub group: Option<String>,
}

/// Which stations count; an empty list lets all count.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Served {
    /// Their levels.
    pub levels: Vec<u8>,
    /// What they are.
    pub kinds: Vec<String>,
    /// What they offer, any of these or narrower.
    pub services: Vec<String>,
}
