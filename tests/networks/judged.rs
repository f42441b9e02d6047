//! What packs say of a few stations, for the tests of standards.

use std::error::Error;
use walkshed::coverage::Evaluation;
use walkshed::standard::Verdict;
use walkshed_io::standards::{Compliance, PackResult, Row, told};
use walkshed_io::{Lang, Loaded, Project};
use walkshed_tests::command::Copy;

pub(super) type Outcome = Result<(), Box<dyn Error>>;

pub(super) const BLOCKS: &str = "id,lon,lat,population\nB0,110.2400,34.5440,1000\n";

/// A project of some stations without streets, and what its packs say of it.
pub(super) fn judged(
    stations: &str,
    packs: &str,
    own: &str,
) -> Result<Judged, Box<dyn Error>> {
    let settings = format!(
        "name = 'x'\npacks = [{packs}]\n[inputs]\nstations = 'stations.csv'\n\
         demand = 'blocks.csv'\n[walking]\nmetric = 'straight'\n"
    );
    let head = "id = 'own'\nkind = 'standard'\ntitle = { zh = '本市', en = 'own' }\n";
    let copy = Copy::of_files(&[
        ("walkshed.toml", &settings),
        ("stations.csv", stations),
        ("blocks.csv", BLOCKS),
        ("own.toml", &format!("{head}{own}")),
    ])?;
    Judged::of(copy.path())
}

pub(super) struct Judged {
    pub(super) loaded: Loaded,
    pub(super) compliance: Compliance,
}

impl Judged {
    pub(super) fn of(folder: &std::path::Path) -> Result<Self, Box<dyn Error>> {
        let loaded = Project::open(folder)?.load(&|_| {})?;
        let evaluation = Evaluation::of(&loaded.district, &loaded.options);
        let compliance = Compliance::of(&loaded, &evaluation);
        Ok(Self { loaded, compliance })
    }

    pub(super) fn pack(&self) -> &PackResult {
        &self.compliance.packs[0]
    }

    /// What a rule says of a subject.
    pub(super) fn row(&self, rule: &str, id: &str) -> Option<&Row> {
        self.pack().rows.iter().find(|row| {
            self.rule(row) == rule && self.compliance.subjects[row.subject].id == id
        })
    }

    pub(super) fn rule(&self, row: &Row) -> &str {
        let standard = &self.loaded.packs.standards[self.pack().standard];
        &standard.clauses[row.rule].rule.id
    }

    pub(super) fn verdict(&self, rule: &str, id: &str) -> Option<Verdict> {
        self.row(rule, id).map(|row| row.verdict)
    }

    pub(super) fn told(&self, rule: &str, id: &str, lang: Lang) -> Option<String> {
        let row = self.row(rule, id)?;
        let standard = &self.loaded.packs.standards[self.pack().standard];
        let clause = &standard.clauses[row.rule];
        Some(told::row(&self.loaded.packs, clause, &row.judgements, lang))
    }

    /// `passed/asked`, and the rules that are missing.
    pub(super) fn score(&self, id: &str) -> Option<(usize, usize, Vec<&str>)> {
        let score = self
            .pack()
            .scores
            .iter()
            .find(|score| self.compliance.subjects[score.subject].id == id)?;
        let clauses = &self.loaded.packs.standards[self.pack().standard].clauses;
        let missing = score.missing.iter().map(|&rule| clauses[rule].rule.id.as_str());
        Some((score.passed, score.asked, missing.collect()))
    }
}

pub(super) const PASS: Option<Verdict> = Some(Verdict::Pass);
pub(super) const FAIL: Option<Verdict> = Some(Verdict::Fail);
pub(super) const UNKNOWN: Option<Verdict> = Some(Verdict::Unknown);
