//! Differences of what is counted: exact, and signed.

use crate::coverage::Count;
use crate::model::Weight;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// A difference of two weights, in thousandths.
///
/// # Examples
///
/// ```
/// use walkshed::comparison::Difference;
/// use walkshed::model::Weight;
///
/// let loss = Difference::between(Weight::whole(7), "4.5".parse()?);
/// assert_eq!(loss.to_string(), "-2.5");
/// assert_eq!(loss.thousandths(), -2500);
/// # Ok::<(), walkshed::model::InvalidWeight>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Difference(i128);

impl Difference {
    /// None.
    pub const ZERO: Self = Self(0);

    /// What must be added to `before` to have `after`.
    #[must_use]
    pub fn between(before: Weight, after: Weight) -> Self {
        Self(i128::from(after.thousandths()) - i128::from(before.thousandths()))
    }

    /// The number in thousandths.
    #[must_use]
    pub fn thousandths(self) -> i128 {
        self.0
    }

    /// The number, for display.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }
}

impl From<Weight> for Difference {
    fn from(weight: Weight) -> Self {
        Self::between(Weight::ZERO, weight)
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        match (size / 1000, size % 1000) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (whole, rest) => {
                let rest = format!("{rest:03}");
                write!(f, "{sign}{whole}.{}", rest.trim_end_matches('0'))
            }
        }
    }
}

impl Add for Difference {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Difference {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Difference {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Difference {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Difference {
    fn sum<I: Iterator<Item = Self>>(differences: I) -> Self {
        differences.fold(Self::ZERO, Add::add)
    }
}

/// A difference of two counts: blocks, and weights by group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountDifference {
    /// Demand points.
    pub blocks: i64,
    /// One difference a group.
    pub weights: Vec<Difference>,
}

impl CountDifference {
    /// What must be added to `before` to have `after`; both have the same groups.
    #[must_use]
    pub fn between(before: &Count, after: &Count) -> Self {
        let blocks = |count: &Count| i64::try_from(count.blocks).unwrap_or(i64::MAX);
        let weights = before.weights.iter().zip(&after.weights);
        Self {
            blocks: blocks(after) - blocks(before),
            weights: weights.map(|(&b, &a)| Difference::between(b, a)).collect(),
        }
    }
}
