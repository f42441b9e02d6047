//! How far is still near: a largest time, or a largest length.

use super::Profile;
use crate::units::Unit;
use std::fmt;
use std::str::FromStr;

/// The largest impedance of a walk, closed: exactly the budget is still covered (rule 2).
///
/// # Examples
///
/// ```
/// use walkshed::model::{Budget, Profile};
///
/// let budget: Budget = "15min".parse()?;
/// assert_eq!(budget.reach_mm(&Profile::default()), 1_080_000);
/// assert_eq!("gb15".parse::<Budget>()?, Budget::Millimeters(1_000_000));
/// assert!("15".parse::<Budget>().is_err());
/// # Ok::<(), walkshed::model::InvalidBudget>(())
/// ```
///
/// # References
///
/// `gb15`, `gb10`, `gb5`: GB 50180-2018, circles of 15, 10 and 5 minutes: 1000, 500 and 300 m.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Budget {
    /// A walking time in milliseconds.
    Millis(u32),
    /// A walked length in millimeters.
    Millimeters(u32),
}

/// The longest budget accepted: a day's walk is no neighborhood.
const LONGEST_MINUTES: f64 = 24.0 * 60.0;
/// The same in meters.
const LONGEST_METERS: f64 = 100_000.0;

impl Budget {
    /// The circles of GB 50180-2018 by name: 15, 10 and 5 minutes, as lengths.
    pub const GB_50180: [(&'static str, Self); 3] = [
        ("gb15", Self::Millimeters(1_000_000)),
        ("gb10", Self::Millimeters(500_000)),
        ("gb5", Self::Millimeters(300_000)),
    ];

    /// What a search for this budget minimizes.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::Millis(_) => Unit::Millis,
            Self::Millimeters(_) => Unit::Millimeters,
        }
    }

    /// The largest impedance, in [`Budget::unit`].
    #[must_use]
    pub fn limit(self) -> u32 {
        match self {
            Self::Millis(limit) | Self::Millimeters(limit) => limit,
        }
    }

    /// How far one can get, in millimeters: speed x time, or the length itself.
    #[must_use]
    pub fn reach_mm(self, profile: &Profile) -> u64 {
        match self {
            Self::Millis(ms) => u64::from(ms) * u64::from(profile.speed_mm_s) / 1000,
            Self::Millimeters(mm) => u64::from(mm),
        }
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::Millis(15 * 60_000)
    }
}

impl FromStr for Budget {
    type Err = InvalidBudget;

    fn from_str(text: &str) -> Result<Self, InvalidBudget> {
        let invalid = || InvalidBudget { value: text.to_owned() };
        let number = |digits: &str, longest: f64| {
            let value: f64 = digits.trim().parse().ok().ok_or_else(invalid)?;
            let fits = value.is_finite() && value > 0.0 && value <= longest;
            fits.then_some(value).ok_or_else(invalid)
        };
        let text = text.trim();
        if let Some((_, budget)) = Self::GB_50180.iter().find(|(name, _)| *name == text) {
            Ok(*budget)
        } else if let Some(minutes) = text.strip_suffix("min") {
            let minutes = number(minutes, LONGEST_MINUTES)?;
            Ok(Self::Millis((minutes * 60_000.0).round() as u32))
        } else if let Some(meters) = text.strip_suffix('m') {
            let meters = number(meters, LONGEST_METERS)?;
            Ok(Self::Millimeters((meters * 1000.0).round() as u32))
        } else {
            Err(invalid())
        }
    }
}

/// `15min` or `1000m`, as it is written on the command line.
impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Millis(ms) => write!(f, "{}min", f64::from(*ms) / 60_000.0),
            Self::Millimeters(mm) => write!(f, "{}m", f64::from(*mm) / 1000.0),
        }
    }
}

/// A text that is no budget.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidBudget {
    /// The text as given.
    pub value: String,
}

impl fmt::Display for InvalidBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not a budget: write minutes (15min, at most 1440min), meters (1000m, at \
             most 100000m) or gb15, gb10, gb5",
            self.value
        )
    }
}

impl std::error::Error for InvalidBudget {}
