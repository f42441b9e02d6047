//! Numbers that are compared.

use crate::model::Weight;
use std::fmt;

/// A number in thousandths, so that comparing and adding up are exact.
///
/// # Examples
///
/// ```
/// use walkshed::standard::Amount;
///
/// assert_eq!(Amount::from_f64(99.9999), Some(Amount::whole(100)));
/// assert_eq!(Amount::from_f64(1.25).map(|amount| amount.to_string()).as_deref(), Some("1.25"));
/// assert_eq!(Amount::from_f64(f64::NAN), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

/// The largest amount that is read: what is beyond is no measure of a town.
const LARGEST: f64 = 1e12;

impl Amount {
    /// So many whole ones.
    #[must_use]
    pub fn whole(number: i32) -> Self {
        Self(i64::from(number) * 1000)
    }

    /// A number of things.
    #[must_use]
    pub fn count(things: usize) -> Self {
        Self(i64::try_from(things).unwrap_or(i64::MAX).saturating_mul(1000))
    }

    /// A number rounded to thousandths, halves away from nothing; `None` if it is not finite, or
    /// beyond 1e12.
    #[must_use]
    pub fn from_f64(number: f64) -> Option<Self> {
        let fits = number.is_finite() && number.abs() <= LARGEST;
        fits.then(|| Self((number * 1000.0).round() as i64))
    }

    /// So many thousandths.
    #[must_use]
    pub fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// The number in thousandths.
    #[must_use]
    pub fn thousandths(self) -> i64 {
        self.0
    }

    /// The number, for display.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl From<Weight> for Amount {
    fn from(weight: Weight) -> Self {
        Self(i64::try_from(weight.thousandths()).unwrap_or(i64::MAX))
    }
}

/// Without zeros behind the last digit: `100`, `1.25`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let decimals = format!("{rest:03}");
        write!(f, "{sign}{whole}.{}", decimals.trim_end_matches('0'))
    }
}
