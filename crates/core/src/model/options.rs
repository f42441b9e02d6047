//! How an evaluation is to be made.

use super::{Budget, Profile, Substitution};

/// What "how far" is measured along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Along the streets.
    #[default]
    Network,
    /// As the crow flies: the fallback without streets.
    Straight,
}

impl Metric {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Straight => "straight",
        }
    }
}

/// The terms of an evaluation; every result carries them.
///
/// # Examples
///
/// ```
/// use walkshed::model::{Budget, CoverageOptions, Profile};
///
/// let options = CoverageOptions {
///     profile: Profile::named("elder").unwrap_or_default(),
///     budgets: vec!["gb15".parse()?, "gb10".parse()?],
///     ..CoverageOptions::default()
/// };
/// assert_eq!(options.budget(1), Budget::Millimeters(1_000_000));
/// assert_eq!(options.budget(4), Budget::Millimeters(500_000)); // the last one goes on
/// # Ok::<(), walkshed::model::InvalidBudget>(())
/// ```
///
/// # References
///
/// 250 m, 500 m: rules 5 and 16 of Walkshed; the first is beyond what a block in a mapped town
/// needs, the second a five-minute walk at 1.67 m/s or seven at an adult's pace.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverageOptions {
    /// Along the streets or straight.
    pub metric: Metric,
    /// Who walks.
    pub profile: Profile,
    /// One budget per level, from level 1; the last one holds for all levels beyond.
    pub budgets: Vec<Budget>,
    /// Whether higher levels stand in for lower ones.
    pub substitution: Substitution,
    /// Longest leg of a station in meters (rule 5).
    pub max_snap_m: f64,
    /// Uncovered places this near along the streets are one gap, in meters (rule 16).
    pub gap_join_m: f64,
}

impl CoverageOptions {
    /// The budget of a level.
    #[must_use]
    pub fn budget(&self, level: u8) -> Budget {
        let nth = usize::from(level.max(1)) - 1;
        self.budgets.get(nth).or(self.budgets.last()).copied().unwrap_or_default()
    }
}

impl Default for CoverageOptions {
    fn default() -> Self {
        Self {
            metric: Metric::default(),
            profile: Profile::default(),
            budgets: vec![Budget::default()],
            substitution: Substitution::default(),
            max_snap_m: 250.0,
            gap_join_m: 500.0,
        }
    }
}
