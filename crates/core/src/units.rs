//! What a number means: the whole units that searches count in, and how they are rounded.
//!
//! A minute budget is searched in whole milliseconds, a meter budget in whole millimeters
//! (rule 2); both are `u32`, which holds 49 days or 4,294 km.

use crate::model::Profile;

/// The unit that a search minimizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Elapsed walking time, whole milliseconds.
    Millis,
    /// Walked length, whole millimeters; speeds are ignored.
    Millimeters,
}

impl Unit {
    /// The other one: what a search carries along without minimizing it.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Millis => Self::Millimeters,
            Self::Millimeters => Self::Millis,
        }
    }

    /// Milliseconds and millimeters of a walk, given what a search for this unit minimized and what
    /// it carried along.
    #[must_use]
    pub fn time_and_length(self, (primary, secondary): (u32, u32)) -> (u32, u32) {
        match self {
            Self::Millis => (primary, secondary),
            Self::Millimeters => (secondary, primary),
        }
    }

    /// The impedance of `meters` off the streets (a leg), whole units.
    #[must_use]
    pub fn of_leg(self, meters: f64, profile: &Profile) -> u32 {
        whole(match self {
            Self::Millimeters => meters * 1000.0,
            Self::Millis => meters * 1e6 / f64::from(profile.off_street_mm_s),
        })
    }
}

/// Rounds a non-negative number half up to a whole unit; what does not fit becomes `u32::MAX`.
#[must_use]
pub fn whole(value: f64) -> u32 {
    (value + 0.5).floor() as u32
}

/// Meters as whole millimeters, rounded half up.
#[must_use]
pub fn millimeters(meters: f64) -> u64 {
    (meters * 1000.0 + 0.5).floor() as u64
}
