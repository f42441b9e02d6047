//! Standards: rules with their clauses, as files.

mod check;
mod reach;

pub use reach::{Reach, Served};

use super::{Head, Title, Vocabulary};
use crate::project::OneOrMany;
use check::Ask;
use serde::Deserialize;
use serde::de::IgnoredAny;
use walkshed::standard::{Rule, Scope, Severity};

/// A standard: what some body asks of a network.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Standard {
    /// What it says of itself.
    pub head: Head,
    /// Its rules, in the order of the file.
    pub clauses: Vec<Clause>,
}

/// A rule, and what people read of it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Clause {
    /// What is asked.
    pub rule: Rule,
    /// What people call it.
    pub title: Title,
    /// Where it stands in its source.
    pub clause: Title,
    /// Its words.
    pub quote: String,
    /// What it says in other words, where it is not quoted.
    pub gist: Title,
    /// Where it comes from.
    pub source: String,
    /// Whether somebody read it in the source named.
    pub verified: bool,
    /// Names that this rule has for the things it asks for, by their ids.
    pub names: Vec<(String, Title)>,
    /// The shares of people that it measures.
    pub reaches: Vec<Reach>,
}

/// The file of a standard, before its words are understood.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// The head is read apart.
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
    #[serde(default)]
    rule: Vec<RuleTable>,
}

/// One rule of a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleTable {
    id: String,
    #[serde(default)]
    on: On,
    #[serde(default)]
    levels: OneOrMany<u8>,
    #[serde(default)]
    kinds: OneOrMany<String>,
    #[serde(default)]
    severity: Must,
    title: Title,
    #[serde(default)]
    clause: Wording,
    #[serde(default)]
    quote: String,
    #[serde(default)]
    gist: Wording,
    source: Option<String>,
    verified: Option<bool>,
    check: OneOrMany<Ask>,
}

/// Words that are the same in every language, or each for itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "words, or a table with zh and en")]
enum Wording {
    Same(String),
    Each(Title),
}

impl Default for Wording {
    fn default() -> Self {
        Self::Each(Title::default())
    }
}

impl From<Wording> for Title {
    fn from(words: Wording) -> Self {
        match words {
            Wording::Same(words) => Self { zh: words.clone(), en: words },
            Wording::Each(title) => title,
        }
    }
}

/// What a rule is asked of.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum On {
    #[default]
    Station,
    Site,
    Community,
    Network,
}

/// Whether a rule must be kept.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Must {
    #[default]
    Must,
    Advice,
}

impl Standard {
    /// Takes the rules of another that it lacks.
    pub(super) fn extend(&mut self, other: Self) {
        for clause in other.clauses {
            if !self.clauses.iter().any(|known| known.rule.id == clause.rule.id) {
                self.clauses.push(clause);
            }
        }
    }
}

impl File {
    /// Its rules, in the words that all packs know; `part` keeps only those whose id starts so.
    pub(super) fn standard(
        self,
        head: Head,
        part: Option<&str>,
        words: &Vocabulary,
    ) -> Standard {
        let wanted = |rule: &RuleTable| part.is_none_or(|part| rule.id.starts_with(part));
        let clauses = self.rule.into_iter().filter(wanted);
        let clauses = clauses.map(|rule| rule.clause(&head, words)).collect();
        Standard { head, clauses }
    }
}

impl RuleTable {
    pub(super) fn clause(self, head: &Head, words: &Vocabulary) -> Clause {
        use super::TermKind::Kind;
        let (mut checks, mut names, mut reaches) = (Vec::new(), Vec::new(), Vec::new());
        for (nth, ask) in self.check.0.into_iter().enumerate() {
            let asked = ask.resolved(&format!("{}/{}/{nth}", head.id, self.id), words);
            checks.extend(asked.checks);
            names.extend(asked.names);
            reaches.extend(asked.reach);
        }
        let on = match self.on {
            On::Station => Scope::Station,
            On::Site => Scope::Site,
            On::Community => Scope::Community,
            On::Network => Scope::Network,
        };
        let severity = match self.severity {
            Must::Must => Severity::Must,
            Must::Advice => Severity::Advice,
        };
        let kinds = self.kinds.0.iter().map(|kind| words.id(Kind, kind)).collect();
        let rule =
            Rule { id: self.id, on, levels: self.levels.0, kinds, severity, checks };
        Clause {
            rule,
            title: self.title,
            clause: self.clause.into(),
            quote: self.quote,
            gist: self.gist.into(),
            source: self.source.unwrap_or_else(|| head.source.clone()),
            verified: self.verified.unwrap_or(head.verified),
            names,
            reaches,
        }
    }
}

#[cfg(test)]
#[path = "standard_tests.rs"]
mod tests;
