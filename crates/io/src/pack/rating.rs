//! Ratings: what stars are given for, as files.

use super::standard::{Clause, RuleTable};
use super::{Head, Vocabulary};
use crate::project::OneOrMany;
use serde::Deserialize;
use serde::de::IgnoredAny;
use walkshed::standard::{Criterion, Rating};

/// How stations are given stars.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RatingPack {
    /// What it says of itself.
    pub head: Head,
    /// What points are given for, and how many make a star.
    pub rating: Rating,
    /// What people read of each criterion, in its order.
    pub clauses: Vec<Clause>,
}

/// The file of a rating.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(rename = "id")]
    _id: IgnoredAny,
    #[serde(rename = "kind")]
    _kind: IgnoredAny,
    #[serde(rename = "title")]
    _title: IgnoredAny,
    #[serde(default, rename = "source")]
    _source: IgnoredAny,
    #[serde(default, rename = "verified")]
    _verified: IgnoredAny,
    /// Percent of the points, rising: a star each.
    thresholds: OneOrMany<u32>,
    #[serde(default)]
    criterion: Vec<CriterionTable>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CriterionTable {
    points: u32,
    #[serde(default)]
    partial: bool,
    rule: RuleTable,
}

impl File {
    pub(super) fn rating(self, head: Head, words: &Vocabulary) -> RatingPack {
        let mut thresholds = self.thresholds.0;
        thresholds.sort_unstable();
        let (mut criteria, mut clauses) = (Vec::new(), Vec::new());
        for CriterionTable { points, partial, rule } in self.criterion {
            let clause = rule.clause(&head, words);
            criteria.push(Criterion { rule: clause.rule.clone(), points, partial });
            clauses.push(clause);
        }
        RatingPack { head, rating: Rating { criteria, thresholds }, clauses }
    }
}
