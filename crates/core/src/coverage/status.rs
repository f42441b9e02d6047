//! Covered, uncovered, or not to be known.

use crate::gap::Cause;

/// Whether a demand point is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// A station lies within the budget.
    Covered,
    /// None does, and this is why.
    Uncovered(Cause),
    /// The street data does not tell (rule 13).
    Unknown(Unknown),
}

impl Status {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Uncovered(_) => "uncovered",
            Self::Unknown(_) => "unknown",
        }
    }

    /// Why it is not covered.
    #[must_use]
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Covered => None,
            Self::Uncovered(cause) => Some(cause.key()),
            Self::Unknown(unknown) => Some(unknown.key()),
        }
    }
}

/// Why nothing can be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// It lies outside the extent of the street data.
    OutsideExtent,
    /// It lies nearer to the edge of the street data than the budget can walk.
    NearEdge,
    /// Its only street in reach is on an island.
    Island,
}

impl Unknown {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::OutsideExtent => "outside_extent",
            Self::NearEdge => "near_edge",
            Self::Island => "island",
        }
    }
}
