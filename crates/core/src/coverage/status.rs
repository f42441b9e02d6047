//! Covered, uncovered, or not to be known.

use crate::gap::Cause;

/// Whether a demand point is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// A station lies within the budget.
    Covered,
    /// None does, and this is why.
    Uncovered(Cause),
    /// What is known of streets and hours does not tell (rule 13).
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
    /// A station whose hours are not known would cover it, were it open.
    Hours,
}

impl Status {
    /// Unknown instead of uncovered, where a station whose hours are not known would cover it
    /// (rule 13).
    pub(super) fn doubted(self, might_be_covered: impl FnOnce() -> bool) -> Self {
        match self {
            Self::Uncovered(_) if might_be_covered() => Self::Unknown(Unknown::Hours),
            status => status,
        }
    }
}

impl Unknown {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::OutsideExtent => "outside_extent",
            Self::NearEdge => "near_edge",
            Self::Island => "island",
            Self::Hours => "hours",
        }
    }
}
