//! What becomes of one demand point at one level.

use super::matching::{Matching, Pair};
use crate::coverage::Status;

/// A status without its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// A station lies within the budget.
    Covered,
    /// None does.
    Uncovered,
    /// The street data does not tell.
    Unknown,
}

impl From<Status> for Standing {
    fn from(status: Status) -> Self {
        match status {
            Status::Covered => Self::Covered,
            Status::Uncovered(_) => Self::Uncovered,
            Status::Unknown(_) => Self::Unknown,
        }
    }
}

/// What became of a demand point at a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Transition {
    /// Covered before and after.
    Kept,
    /// Covered after, and not before.
    Gained,
    /// Covered before, and not after.
    Lost,
    /// Uncovered before and after.
    StillUncovered,
    /// Never covered, and before or after nobody knows.
    StillUnknown,
    /// It is there only after.
    New(Standing),
    /// It was there only before.
    Gone(Standing),
}

impl Transition {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Gained => "gained",
            Self::Lost => "lost",
            Self::StillUncovered => "still_uncovered",
            Self::StillUnknown => "still_unknown",
            Self::New(Standing::Covered) => "new_covered",
            Self::New(Standing::Uncovered) => "new_uncovered",
            Self::New(Standing::Unknown) => "new_unknown",
            Self::Gone(Standing::Covered) => "gone_covered",
            Self::Gone(Standing::Uncovered) => "gone_uncovered",
            Self::Gone(Standing::Unknown) => "gone_unknown",
        }
    }

    /// From one standing to another.
    pub(super) fn between(before: Standing, after: Standing) -> Self {
        use Standing::{Covered, Uncovered, Unknown};
        match (before, after) {
            (Covered, Covered) => Self::Kept,
            (_, Covered) => Self::Gained,
            (Covered, _) => Self::Lost,
            (Uncovered, Uncovered) => Self::StillUncovered,
            (Unknown, _) | (_, Unknown) => Self::StillUnknown,
        }
    }
}

impl Matching<'_> {
    /// What became of one point at one level.
    pub(super) fn transition(&self, level: u8, pair: Pair) -> Transition {
        let before = pair.before().map(|point| self.before.standing(level, point));
        let after = pair.after().map(|point| self.after.standing(level, point));
        match (before, after) {
            (Some(before), Some(after)) => Transition::between(before, after),
            (Some(before), None) => Transition::Gone(before),
            (None, Some(after)) => Transition::New(after),
            // a pair has at least one side
            (None, None) => Transition::StillUnknown,
        }
    }
}
