//! What the standards of a project say of its stations, sites, communities and the whole network;
//! stars; and which stations want something done.
//!
//! ```text
//! Loaded (packs, stations, grids) + Evaluation ──► subjects ──► rules of every pack ──► Compliance
//! ```
//!
//! The rules are judged by [`walkshed::standard`]; here a project becomes its subjects. What a pack
//! looks like, and how to write one, says `docs/standards.md` of this crate:
#![doc = include_str!("../docs/standards.md")]

mod column;
mod entries;
mod hours;
mod inventory;
mod issues;
mod reaches;
mod records;
mod stations;
mod sums;
pub mod told;
mod upgrades;

pub use records::{BuildModes, Relocation};

use crate::Loaded;
use crate::pack::{Clause, Packs};
use entries::Entries;
use reaches::Shares;
use walkshed::coverage::Evaluation;
use walkshed::standard::{Judgement, Scope, Severity, Stars, Subject, Verdict};
use walkshed::upgrade::Upgrades;

/// What the standards of a project say.
///
/// # Order
///
/// Subjects: stations in input order, those without coordinates after them, then sites, areas with
/// outlines, the network. Packs, rules and ratings as they were read.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Compliance {
    /// Whatever was judged.
    pub subjects: Vec<Who>,
    /// One entry a standard.
    pub packs: Vec<PackResult>,
    /// One entry a rating.
    pub ratings: Vec<RatingResult>,
    /// Which stations want something done.
    pub upgrades: Upgrades,
    /// Stations that moved.
    pub relocations: Vec<Relocation>,
    /// How stations came to be.
    pub build_modes: BuildModes,
}

/// What is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Who {
    /// What it is.
    pub scope: Scope,
    /// Its identity; for a site that of its first station.
    pub id: String,
    /// What people call it; the stations of a site are joined.
    pub name: String,
    /// Its rung of the hierarchy.
    pub level: Option<u8>,
    /// Its place among the stations of the district, if it is one that has coordinates.
    pub station: Option<u32>,
}

/// What one standard says.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PackResult {
    /// The standard, by its place in the packs of the project.
    pub standard: usize,
    /// One entry a rule and subject that it is for, by rule and then by subject.
    pub rows: Vec<Row>,
    /// One entry a subject, for the rules that must be kept.
    pub scores: Vec<Score>,
    /// How all rows turned out.
    pub tally: Tally,
}

/// What one rule says of one subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The rule, by its place in the standard.
    pub rule: usize,
    /// The subject, by its place in [`Compliance::subjects`].
    pub subject: usize,
    /// The worst of its checks.
    pub verdict: Verdict,
    /// Check by check.
    pub judgements: Vec<Judgement>,
}

/// How many rules that must be kept are: 6/8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The subject.
    pub subject: usize,
    /// Rules that it keeps.
    pub passed: usize,
    /// Rules that are asked of it.
    pub asked: usize,
    /// The rules that it does not keep, or of which nobody knows.
    pub missing: Vec<usize>,
}

/// How many rows turned out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// As it should be.
    pub pass: usize,
    /// Not as it must be.
    pub fail: usize,
    /// Not as it should be, which is advice.
    pub advice: usize,
    /// Nobody can tell.
    pub unknown: usize,
    /// Measured only.
    pub not_applicable: usize,
}

/// The stars of all stations by one rating.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RatingResult {
    /// The rating, by its place in the packs of the project.
    pub rating: usize,
    /// A subject and its stars, in the order of the subjects.
    pub stations: Vec<(usize, Stars)>,
}

impl Compliance {
    /// Judges a project by the packs that it names.
    ///
    /// Stations that are planned, not built yet or closed for good are not judged, nor those that are not
    /// there on the day of the run; those without coordinates are. Neither the hour of a run nor its
    /// filters change anything (rule 17).
    ///
    /// # Cost
    ///
    /// An evaluation for every distance whose share of people is measured, and that of
    /// [`Upgrades::of`].
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed::coverage::Evaluation;
    /// use walkshed_io::Project;
    /// use walkshed_io::standards::Compliance;
    ///
    /// let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../datasets/tongguan");
    /// let loaded = Project::open(folder.as_ref())?.load(&|_| {})?;
    /// let evaluation = Evaluation::of(&loaded.district, &loaded.options);
    /// let compliance = Compliance::of(&loaded, &evaluation);
    /// let scores = &compliance.packs[0].scores;
    /// assert!(scores.iter().any(|score| score.passed < score.asked));
    /// # Ok::<(), walkshed_io::ReadError>(())
    /// ```
    #[must_use]
    pub fn of(loaded: &Loaded, evaluation: &Evaluation) -> Self {
        let Some(district) = loaded.district.at_any_hour() else {
            return Self::of_all(loaded, evaluation);
        };
        let evaluation = Evaluation::of(&district, &evaluation.options);
        Self::of_all(&Loaded { district, ..loaded.clone() }, &evaluation)
    }

    fn of_all(loaded: &Loaded, evaluation: &Evaluation) -> Self {
        let packs = &loaded.packs;
        let entries = Entries::of(loaded);
        let shares = Shares::of(loaded, evaluation);
        let judged = subjects(loaded, evaluation, &entries, &shares);
        let standards = packs.standards.iter().enumerate();
        let results: Vec<PackResult> = standards
            .map(|(nth, standard)| PackResult::of(nth, &standard.clauses, &judged))
            .collect();
        let upgrades = upgrades::of(loaded, evaluation, &judged, &results);
        Self {
            packs: results,
            ratings: ratings(packs, &judged),
            upgrades,
            relocations: records::relocations(&entries),
            build_modes: records::build_modes(&entries),
            subjects: judged.into_iter().map(|judged| judged.who).collect(),
        }
    }

    /// Whether there is nothing to tell: no standard, no rating, no sign.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let raised = |trigger| !self.upgrades.ranked(trigger).is_empty();
        self.packs.is_empty()
            && self.ratings.is_empty()
            && !walkshed::upgrade::Trigger::ALL.into_iter().any(raised)
    }
}

/// A subject with its name.
struct Judged {
    who: Who,
    subject: Subject,
    /// Whether it is an area of other areas: a town, of which rules for communities do not speak
    /// unless they name its level.
    is_whole: bool,
}

fn subjects(
    loaded: &Loaded,
    evaluation: &Evaluation,
    entries: &Entries<'_>,
    shares: &Shares,
) -> Vec<Judged> {
    let stations = stations::stations(loaded, evaluation, entries);
    let mut all = stations::sites(entries, &stations);
    let mut subjects = stations;
    subjects.append(&mut all);
    subjects.extend(sums::communities(loaded, evaluation, entries, &subjects, shares));
    subjects.push(sums::network(loaded, entries, &subjects, shares));
    subjects
}

fn ratings(packs: &Packs, judged: &[Judged]) -> Vec<RatingResult> {
    let stations = || {
        let of = |(_, judged): &(usize, &Judged)| judged.who.scope == Scope::Station;
        judged.iter().enumerate().filter(of)
    };
    let result = |(rating, pack): (usize, &crate::pack::RatingPack)| RatingResult {
        rating,
        stations: stations()
            .map(|(nth, j)| (nth, pack.rating.rate(&j.subject)))
            .collect(),
    };
    packs.ratings.iter().enumerate().map(result).collect()
}

impl PackResult {
    fn of(standard: usize, clauses: &[Clause], judged: &[Judged]) -> Self {
        let mut result = Self { standard, ..Self::default() };
        for (rule, clause) in clauses.iter().enumerate() {
            for (subject, judged) in judged.iter().enumerate() {
                let town = judged.is_whole && clause.rule.levels.is_empty();
                if judged.who.scope != clause.rule.on || town {
                    continue;
                }
                let Some(judgements) = clause.rule.judge(&judged.subject) else {
                    continue;
                };
                let verdict = Verdict::worst(&judgements);
                result.tally.add(verdict, clause.rule.severity);
                result.rows.push(Row { rule, subject, verdict, judgements });
            }
        }
        result.scores = result.scores(clauses);
        result
    }

    fn scores(&self, clauses: &[Clause]) -> Vec<Score> {
        let mut scores: std::collections::BTreeMap<usize, Score> =
            std::collections::BTreeMap::new();
        for row in &self.rows {
            let must = clauses[row.rule].rule.severity == Severity::Must;
            if !must || row.verdict == Verdict::NotApplicable {
                continue;
            }
            let none = || Score {
                subject: row.subject,
                passed: 0,
                asked: 0,
                missing: Vec::new(),
            };
            let score = scores.entry(row.subject).or_insert_with(none);
            score.asked += 1;
            if row.verdict == Verdict::Pass {
                score.passed += 1;
            } else {
                score.missing.push(row.rule);
            }
        }
        scores.into_values().collect()
    }
}

impl Tally {
    fn add(&mut self, verdict: Verdict, severity: Severity) {
        let count = match (verdict, severity) {
            (Verdict::Pass, _) => &mut self.pass,
            (Verdict::Fail, Severity::Must) => &mut self.fail,
            (Verdict::Fail, Severity::Advice) => &mut self.advice,
            (Verdict::Unknown, _) => &mut self.unknown,
            (Verdict::NotApplicable, _) => &mut self.not_applicable,
        };
        *count += 1;
    }
}
