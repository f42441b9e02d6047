//! What is wrong with the scenarios of a project, beyond what is wrong with the project itself.

use super::{Patient, dropped, grids, hours, people, streets, systems, twins};
use crate::error::ReadError;
use crate::finding::{Finding, Severity};
use crate::project::{InputFile, Loaded, Project, RowCount, Stage};
use crate::scenario::Scenario;
use rustc_hash::{FxHashMap, FxHashSet};
use systems::Witness;
use walkshed::coverage::Evaluation;
use walkshed::scenario::Prepared;

/// What a check of one scenario found.
#[derive(Debug)]
#[non_exhaustive]
pub struct ScenarioDiagnosis {
    /// What it is chosen by.
    pub name: String,
    /// What people call it.
    pub title: Option<String>,
    /// Why it could not be read, if it could not.
    pub error: Option<ReadError>,
    /// Everything that is found of neither the project nor what the scenario builds on.
    pub findings: Vec<Finding>,
    /// The files that it brings, those of the scenarios that it builds on included.
    pub inputs: Vec<InputFile>,
    /// Rows read of each of them.
    pub counts: Vec<RowCount>,
}

impl ScenarioDiagnosis {
    /// Whether its owner should correct anything.
    #[must_use]
    pub fn is_ill(&self) -> bool {
        let wrong = |finding: &Finding| finding.severity() != Severity::Note;
        self.error.is_some() || self.findings.iter().any(wrong)
    }

    /// Rows of a file that were left out.
    #[must_use]
    pub fn rejected(&self, file: &str) -> usize {
        dropped::rejected(&self.findings, file)
    }
}

/// A project that was checked, beside which its scenarios are.
pub(super) struct Checked<'p> {
    pub(super) project: &'p Project,
    /// As it was loaded, with its findings.
    pub(super) loaded: &'p Loaded,
    pub(super) prepared: &'p Prepared,
    /// Everything that was found of it.
    pub(super) findings: &'p [Finding],
}

impl Checked<'_> {
    /// Checks all scenarios, in the order of the file.
    ///
    /// # Cost
    ///
    /// For each, its files and an evaluation that asks only what differs.
    pub(super) fn scenarios(&self, progress: &dyn Fn(Stage)) -> Vec<ScenarioDiagnosis> {
        let Self { project, loaded, .. } = *self;
        let base = systems::witnesses(project, loaded);
        let of_project = texts(self.findings);
        let mut known: FxHashMap<&str, FxHashSet<String>> = FxHashMap::default();
        let mut told: Vec<Option<ScenarioDiagnosis>> =
            project.scenarios.iter().map(|_| None).collect();
        // what a scenario builds on is checked before it, and not told again
        let mut order: Vec<(usize, Vec<&Scenario>)> = (project.scenarios.iter())
            .map(|scenario| project.chain(&scenario.name).unwrap_or_default())
            .enumerate()
            .collect();
        order.sort_by_key(|(_, chain)| chain.len());
        for (nth, chain) in order {
            let Some(scenario) = chain.last() else { continue };
            let mut found = self.scenario(&chain, &base, progress);
            let below: Vec<&FxHashSet<String>> =
                chain.iter().filter_map(|one| known.get(one.name.as_str())).collect();
            let all = texts(&found.findings);
            found.findings.retain(|finding| {
                let text = finding.to_string();
                !of_project.contains(&text) && !below.iter().any(|b| b.contains(&text))
            });
            known.insert(&scenario.name, all);
            told[nth] = Some(found);
        }
        told.into_iter().flatten().collect()
    }

    fn scenario(
        &self,
        chain: &[&Scenario],
        base: &[Witness],
        progress: &dyn Fn(Stage),
    ) -> ScenarioDiagnosis {
        let scenario = chain.last().copied().cloned().unwrap_or_default();
        let mut diagnosis = ScenarioDiagnosis {
            name: scenario.name,
            title: scenario.title,
            error: None,
            findings: systems::of_scenarios(self.project, chain, base),
            inputs: Vec::new(),
            counts: Vec::new(),
        };
        match self.project.change(&diagnosis.name, self.loaded, progress) {
            Err(error) => diagnosis.error = Some(error),
            Ok((changed, own)) => {
                progress(Stage::Checking);
                self.changed(chain, changed, own, &mut diagnosis);
            }
        }
        diagnosis
    }

    /// The checks that are made of a project, made of what a scenario makes of it.
    fn changed(
        &self,
        chain: &[&Scenario],
        mut changed: Loaded,
        own: usize,
        diagnosis: &mut ScenarioDiagnosis,
    ) {
        let known = changed.findings.len() - own;
        diagnosis.findings.append(&mut changed.findings.split_off(known));
        diagnosis.inputs = changed.inputs[self.loaded.inputs.len()..].to_vec();
        let counts = changed.counts.split_off(self.loaded.counts.len());
        let evaluation = if changed.options == self.loaded.options {
            self.prepared.evaluate(&changed.district, &|_step| {})
        } else {
            Evaluation::of(&changed.district, &changed.options)
        };
        let findings = &mut diagnosis.findings;
        let mut patient = Patient { loaded: &changed, findings };
        streets::far(&mut patient, &evaluation);
        if chain.iter().any(|scenario| scenario.changes_streets()) {
            streets::connected(&mut patient, Some(self.loaded));
        }
        grids::stations(&mut patient);
        grids::demand(&mut patient);
        twins::stations(&mut patient);
        people::blocks(&mut patient);
        hours::stations(&mut patient);
        dropped::rows(&counts, findings);
        diagnosis.counts = counts;
    }
}

fn texts(findings: &[Finding]) -> FxHashSet<String> {
    findings.iter().map(ToString::to_string).collect()
}
