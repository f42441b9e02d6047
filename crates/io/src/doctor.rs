//! What is wrong with the data of a project, as a whole: read everything, compare it with each
//! other, and say what its owner should look at.
//!
//! ```text
//! Project ──► load what can be ──► evaluate once ──► one check a file ──► Diagnosis
//! ```
//!
//! A finding says where and why, and what to do; nothing is changed. Checks that need streets,
//! grids or people are left out where there are none.

pub(crate) mod datum;
mod dropped;
mod fix;
mod grids;
mod hours;
mod people;
mod scenarios;
mod streets;
pub(crate) mod systems;
mod ties;
mod twins;

pub use fix::Copied;
pub use scenarios::ScenarioDiagnosis;

use crate::error::ReadError;
use crate::finding::{Finding, Problem, Severity, Symptom};
use crate::project::{Loaded, Project, Stage};
use scenarios::Checked;
use std::sync::Arc;
use walkshed::coverage::Evaluation;
use walkshed::scenario::Prepared;

/// What a check of a project found.
#[derive(Debug)]
#[non_exhaustive]
pub struct Diagnosis {
    /// The project, as far as it could be read.
    pub loaded: Loaded,
    /// Files that could not be used at all.
    pub errors: Vec<ReadError>,
    /// Everything else, row by row: what reading found, then what the checks found.
    pub findings: Vec<Finding>,
    /// What was found of each scenario, in the order of the file; none where stations or demand
    /// could not be read.
    pub scenarios: Vec<ScenarioDiagnosis>,
}

impl Diagnosis {
    /// Reads and checks a project.
    ///
    /// # Cost
    ///
    /// That of loading and of one evaluation; for each scenario, that of
    /// [`Project::load_scenario`] and of an evaluation that asks only what differs.
    #[must_use]
    pub fn of(project: &Project, progress: &dyn Fn(Stage)) -> Self {
        let (mut loaded, errors) = project.load_what_can_be(progress);
        progress(Stage::Checking);
        let mut findings = systems::findings(project, &loaded);
        findings.extend(loaded.findings.iter().cloned());
        let whole =
            !loaded.district.stations.is_empty() && !loaded.district.demand.is_empty();
        let prepared = (whole && !project.scenarios.is_empty()).then(|| {
            let district = Arc::new(loaded.district.clone());
            Prepared::new(district, &loaded.options, &|_step| {})
        });
        let evaluate = || Evaluation::of(&loaded.district, &loaded.options);
        let alone = (whole && prepared.is_none()).then(evaluate);
        let evaluation = prepared.as_ref().map(Prepared::evaluation).or(alone.as_ref());
        let mut patient = Patient { loaded: &loaded, findings: &mut findings };
        if let Some(evaluation) = evaluation {
            streets::far(&mut patient, evaluation);
            ties::better(&mut patient);
        }
        streets::connected(&mut patient, None);
        grids::stations(&mut patient);
        grids::demand(&mut patient);
        twins::stations(&mut patient);
        people::blocks(&mut patient);
        hours::stations(&mut patient);
        dropped::rows(&loaded.counts, &mut findings);
        let scenarios = prepared.as_ref().map_or_else(Vec::new, |prepared| {
            let (loaded, findings) = (&loaded, &findings[..]);
            Checked { project, loaded, prepared, findings }.scenarios(progress)
        });
        loaded.findings.clear();
        Self { loaded, errors, findings, scenarios }
    }
}

impl Diagnosis {
    /// Rows of a file that were left out.
    #[must_use]
    pub fn rejected(&self, file: &str) -> usize {
        dropped::rejected(&self.findings, file)
    }

    /// Whether its owner should correct anything.
    #[must_use]
    pub fn is_ill(&self) -> bool {
        let wrong = |finding: &Finding| finding.severity() != Severity::Note;
        !self.errors.is_empty()
            || self.findings.iter().any(wrong)
            || self.scenarios.iter().any(ScenarioDiagnosis::is_ill)
    }
}

/// What the checks look at, and where they write.
struct Patient<'a> {
    loaded: &'a Loaded,
    findings: &'a mut Vec<Finding>,
}

impl Patient<'_> {
    /// Says something about a station, by its place in the model.
    fn station(&mut self, nth: usize, symptom: Symptom) {
        let finding = self.loaded.places.stations.finding(nth, Problem::Check(symptom));
        let id = self.loaded.district.stations[nth].id.as_str();
        self.findings.push(finding.of("id", id));
    }

    /// Says something about a demand point.
    fn demand(&mut self, nth: usize, symptom: Symptom) {
        let finding = self.loaded.places.demand.finding(nth, Problem::Check(symptom));
        let id = self.loaded.district.demand.points()[nth].id.as_str();
        self.findings.push(finding.of("id", id));
    }

    /// Says something about the files of a role.
    fn role(&mut self, role: &str, symptom: Symptom) {
        let inputs = self.loaded.inputs.iter().filter(|input| input.role == role);
        let files: Vec<&str> = inputs.map(|input| input.path.as_str()).collect();
        self.findings.push(Finding::new(files.join(", "), Problem::Check(symptom)));
    }
}

#[cfg(test)]
#[path = "doctor/tests.rs"]
mod tests;
