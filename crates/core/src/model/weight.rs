//! Integer weights, so that parts add up to wholes exactly (rule 12).

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign};

/// How many people (or dwellings, or any counted thing): fixed-point, in thousandths.
///
/// Gridded populations carry fractions; thousandths keep them, and sums stay exact in any order.
///
/// # Examples
///
/// ```
/// use walkshed::model::Weight;
///
/// let people: Weight = "12.5".parse()?;
/// assert_eq!((people + people).to_string(), "25");
/// assert_eq!(people.thousandths(), 12_500);
/// assert!("-3".parse::<Weight>().is_err());
/// # Ok::<(), walkshed::model::InvalidWeight>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(u64);

/// The largest single weight accepted: more than the people of the earth a hundredfold. Eighteen
/// thousand of them still add up in 64 bits; a sum that would not stays at the most that fits.
const LARGEST: f64 = 1e12;

impl Weight {
    /// Nobody.
    pub const ZERO: Self = Self(0);

    /// A whole number of people.
    #[must_use]
    pub fn whole(people: u32) -> Self {
        Self(u64::from(people) * 1000)
    }

    /// Rounds a number half up to thousandths.
    ///
    /// # Errors
    ///
    /// [`InvalidWeight`] if it is not finite, negative, or above 1e12.
    pub fn from_f64(value: f64) -> Result<Self, InvalidWeight> {
        if value.is_finite() && (0.0..=LARGEST).contains(&value) {
            Ok(Self((value * 1000.0 + 0.5).floor() as u64))
        } else {
            Err(InvalidWeight { value: value.to_string() })
        }
    }

    /// So many thousandths.
    #[must_use]
    pub fn from_thousandths(thousandths: u64) -> Self {
        Self(thousandths)
    }

    /// The number in thousandths.
    #[must_use]
    pub fn thousandths(self) -> u64 {
        self.0
    }

    /// The number, for display and shares.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// What is left of it, or nothing where there is not so much.
    #[must_use]
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// A multiple of it in millionths, rounded half up to whole `unit`s (thousandths); what is more
    /// than a sum can hold becomes the most that it can.
    pub(super) fn scaled(self, millionths: u32, unit: u64) -> Self {
        let units = u128::from(self.0 / unit) * u128::from(millionths);
        let rounded = (units + 500_000) / 1_000_000 * u128::from(unit);
        Self(u64::try_from(rounded).unwrap_or(u64::MAX / unit * unit))
    }

    /// No more than a single weight may be.
    pub(super) fn at_most_one(self) -> Self {
        self.min(Self((LARGEST * 1000.0) as u64))
    }

    /// Divides it by shares, so that the parts add up to it exactly: whole people if it is whole,
    /// else thousandths. What the floors leave over goes to the largest remainders, of equal ones
    /// to the earlier (Hamilton's method, as rule 14 asks). Equal parts where no share is above
    /// zero; no part where there is no share.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed::model::Weight;
    ///
    /// let parts = Weight::whole(10).split(&[1, 1, 1]);
    /// assert_eq!(parts, [4, 3, 3].map(Weight::whole));
    /// ```
    #[must_use]
    pub fn split(self, shares: &[u64]) -> Vec<Self> {
        self.split_in(if self.0.is_multiple_of(1000) { 1000 } else { 1 }, shares)
    }

    /// The same in whole `unit`s (thousandths), of which it has a whole number.
    pub(super) fn split_in(self, unit: u64, shares: &[u64]) -> Vec<Self> {
        let units = u128::from(self.0 / unit);
        let mut shares: Vec<u128> = shares.iter().copied().map(u128::from).collect();
        if shares.iter().all(|&share| share == 0) {
            shares.fill(1);
        }
        let all: u128 = shares.iter().sum();
        let mut parts: Vec<u128> =
            shares.iter().map(|share| units * share / all).collect();
        let left = units - parts.iter().sum::<u128>().min(units);
        let mut order: Vec<usize> = (0..shares.len()).collect();
        order.sort_by_key(|&i| (std::cmp::Reverse(units * shares[i] % all), i));
        for &i in order.iter().take(left as usize) {
            parts[i] += 1;
        }
        parts.into_iter().map(|part| Self(part as u64 * unit)).collect()
    }

    /// `self / whole`, rounded to six decimals; `None` if the whole is zero.
    #[must_use]
    pub fn share_of(self, whole: Self) -> Option<f64> {
        (whole.0 > 0).then(|| {
            let millionths =
                (u128::from(self.0) * 2_000_000 / u128::from(whole.0)).div_ceil(2);
            millionths as f64 / 1e6
        })
    }
}

impl std::str::FromStr for Weight {
    type Err = InvalidWeight;

    fn from_str(text: &str) -> Result<Self, InvalidWeight> {
        let invalid = |_| InvalidWeight { value: text.to_owned() };
        text.parse::<f64>().map_err(invalid).and_then(Self::from_f64)
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 1000, self.0 % 1000) {
            (whole, 0) => write!(f, "{whole}"),
            (whole, rest) => {
                write!(f, "{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
            }
        }
    }
}

impl Add for Weight {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Weight {
    fn add_assign(&mut self, other: Self) {
        self.0 = self.0.saturating_add(other.0);
    }
}

impl Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::ZERO, Add::add)
    }
}

/// A weight that is not a number from 0 to 1e12.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidWeight {
    /// The value as given.
    pub value: String,
}

impl fmt::Display for InvalidWeight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a number from 0 to 1e12", self.value)
    }
}

impl std::error::Error for InvalidWeight {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_and_are_whole_where_the_whole_is() {
        let thousandths = |weight: Weight, shares: &[u64]| -> Vec<u64> {
            weight.split(shares).into_iter().map(Weight::thousandths).collect()
        };
        let whole = Weight::whole;
        assert_eq!(thousandths(whole(7), &[3, 0, 1]), [5000, 0, 2000]);
        assert_eq!(thousandths(Weight(7500), &[1, 1]), [3750, 3750]);
        assert_eq!(thousandths(whole(1), &[0, 0, 0]), [1000, 0, 0]);
        assert_eq!(thousandths(whole(5), &[]), [0_u64; 0]);
        let most = Weight::from_f64(LARGEST).unwrap();
        let parts = most.split(&[u64::MAX / 2, 1, u64::MAX / 2]);
        assert_eq!(parts.into_iter().sum::<Weight>(), most);
    }

    #[test]
    fn shares_round_half_up_to_six_decimals() {
        let share = |part, whole| Weight::whole(part).share_of(Weight::whole(whole));
        assert_eq!(share(16420, 61893), Some(0.265_297));
        assert_eq!(share(1, 3), Some(0.333_333));
        assert_eq!(share(2, 3), Some(0.666_667));
        assert_eq!(share(3, 3), Some(1.0));
        assert_eq!(share(0, 0), None);
    }

    #[test]
    fn fractions_print_without_trailing_zeros() {
        assert_eq!("3.140".parse::<Weight>().unwrap().to_string(), "3.14");
        assert_eq!("0.0005".parse::<Weight>().unwrap().to_string(), "0.001");
        assert!("NaN".parse::<Weight>().is_err());
        assert!("1e13".parse::<Weight>().is_err());
    }
}
