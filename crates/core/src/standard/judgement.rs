//! What a check says of a subject.

use super::{Amount, Spread};

/// Whether something is as it should be; the worse comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It is not.
    Fail,
    /// Nobody can tell, which is no pass.
    Unknown,
    /// It is.
    Pass,
    /// Nothing is asked: the rule is for others, or has no threshold and only measures.
    NotApplicable,
}

impl Verdict {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Unknown => "unknown",
            Self::Pass => "pass",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// The worst of some; nothing is asked where there is none.
    #[must_use]
    pub fn worst(judgements: &[Judgement]) -> Self {
        let verdicts = judgements.iter().map(|judgement| judgement.verdict);
        verdicts.min().unwrap_or(Self::NotApplicable)
    }

    /// What a comparison says, where it is asked of all values that a limit may have; `None` is one
    /// that nobody can tell.
    pub(super) fn of_all(mut holds: impl Iterator<Item = Option<bool>>) -> Self {
        let Some(first) = holds.next() else { return Self::NotApplicable };
        match (first, holds.all(|one| one == first)) {
            (Some(true), true) => Self::Pass,
            (Some(false), true) => Self::Fail,
            _ => Self::Unknown,
        }
    }
}

/// What one check says of one subject, with what it is by.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// Whether it is as it should be.
    pub verdict: Verdict,
    /// What is asked; `None` where a check only measures.
    pub required: Option<Required>,
    /// What was measured or counted, or the least that it can be; a ratio is rounded down.
    pub measured: Option<Amount>,
    /// How much more it may be.
    pub spread: Spread,
    /// What stands in the file, for a check of what is said.
    pub said: Option<String>,
    /// What is there of the things that are asked for.
    pub items: Vec<Held>,
    /// Whether a number was assumed on the way.
    pub assumed: bool,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Required {
    /// At least so much.
    AtLeast(Amount),
    /// At most so much.
    AtMost(Amount),
    /// Exactly so much.
    Equals(Amount),
    /// So many of the things.
    Things(Amount),
    /// One of these words.
    OneOf(Vec<String>),
}

/// How much there is of one thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The thing, by its id.
    pub id: String,
    /// How many there are, as far as it is known.
    pub have: u32,
    /// How many are asked for.
    pub want: u32,
    /// Whether there are as many; unknown where nobody says.
    pub verdict: Verdict,
}
