//! One rule of a standard.

use super::{Check, Judgement, Subject};

/// What a standard asks, by one of its clauses.
///
/// # Examples
///
/// ```
/// use walkshed::standard::{
///     Amount, Bound, Check, Limit, Measure, Rule, Scope, Severity, Subject, Verdict,
/// };
///
/// let rule = Rule {
///     id: "area".to_owned(),
///     on: Scope::Station,
///     levels: Vec::new(),
///     kinds: Vec::new(),
///     severity: Severity::Must,
///     checks: vec![Check::Measured {
///         measure: Measure::of("service_area_m2"),
///         bound: Bound::AtLeast(Limit::at(Amount::whole(120))),
///     }],
/// };
/// let mut station = Subject::default();
/// let verdict = |station: &Subject| rule.judge(station).map(|found| Verdict::worst(&found));
/// assert_eq!(verdict(&station), Some(Verdict::Unknown));
/// station.numbers.insert("service_area_m2".to_owned(), Amount::whole(100).into());
/// assert_eq!(verdict(&station), Some(Verdict::Fail));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its identity, unique in its standard.
    pub id: String,
    /// What it is asked of.
    pub on: Scope,
    /// The levels that it is asked of; none is all.
    pub levels: Vec<u8>,
    /// The kinds that it is asked of; none is all.
    pub kinds: Vec<String>,
    /// Whether it must be.
    pub severity: Severity,
    /// What it asks, all of it.
    pub checks: Vec<Check>,
}

/// What a rule is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Every station.
    Station,
    /// Every site: stations under one roof together.
    Site,
    /// Every administrative area with an outline.
    Community,
    /// The network as a whole.
    Network,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Station, Self::Site, Self::Community, Self::Network];

    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Station => "station",
            Self::Site => "site",
            Self::Community => "community",
            Self::Network => "network",
        }
    }
}

/// Whether a rule must be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It must.
    Must,
    /// It should: what is missing is told, and fails nothing.
    Advice,
}

impl Severity {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Advice => "advice",
        }
    }
}

impl Rule {
    /// Judges a subject, check by check; `None` where the rule is not for it.
    ///
    /// The scope is the caller's business. Whoever has no level or kind that is known may be meant, and
    /// is judged.
    #[must_use]
    pub fn judge(&self, subject: &Subject) -> Option<Vec<Judgement>> {
        let of = |known: Option<bool>| known.unwrap_or(true);
        let level = of(subject.level.map(|level| self.levels.contains(&level)));
        let kind = of(subject.kind.as_ref().map(|kind| self.kinds.contains(kind)));
        let asked = (level || self.levels.is_empty()) && (kind || self.kinds.is_empty());
        asked.then(|| self.checks.iter().map(|check| check.judge(subject)).collect())
    }
}
