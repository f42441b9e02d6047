//! What can be wrong with the bytes of a network.

use std::fmt;

/// Bytes that are no network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidNetwork {
    /// The array at fault.
    pub section: &'static str,
    /// Its row, where one is to blame.
    pub row: Option<usize>,
    /// What is wrong.
    pub fault: NetworkFault,
}

/// What is wrong with an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NetworkFault {
    /// It is not there.
    Missing,
    /// Its bytes are not whole rows, or not as many as the other arrays say.
    Size,
    /// A number or code that means nothing.
    Value,
    /// It points past the end of another array.
    Index,
    /// Numbers that must rise do not.
    Order,
    /// A position that is not on the earth.
    Position,
    /// Text that is not UTF-8, or cut within a character.
    Text,
    /// It contradicts the streets.
    Mismatch,
}

impl NetworkFault {
    /// What it is called in English.
    fn text(self) -> &'static str {
        match self {
            Self::Missing => "is missing",
            Self::Size => "has a wrong size",
            Self::Value => "holds a value that means nothing",
            Self::Index => "points past the end",
            Self::Order => "does not rise",
            Self::Position => "is not on the earth",
            Self::Text => "is not UTF-8",
            Self::Mismatch => "contradicts the streets",
        }
    }
}

impl fmt::Display for InvalidNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { section, row, fault } = self;
        match row {
            Some(row) => write!(f, "{section}, row {row}: {}", fault.text()),
            None => write!(f, "{section}: {}", fault.text()),
        }
    }
}

impl std::error::Error for InvalidNetwork {}
