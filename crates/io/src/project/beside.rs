//! What lies beside the district: resources that a circle may take in, and what people asked for.

use super::Project;
use super::load::{Stage, or_none};
use super::loader::Loader;
use crate::error::ReadError;
use crate::finding::{Finding, Problem};
use crate::needs;
use crate::resources::Resources;
use walkshed::community::Communities;
use walkshed::model::{District, Need, Resource};

/// What the files beside the district gave.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub(super) resources: Vec<Resource>,
    pub(super) needs: Vec<Need>,
}

impl Loader<'_> {
    /// All of it.
    pub(super) fn beside(&mut self) -> Result<Beside, ReadError> {
        Ok(Beside { resources: self.resources()?, needs: self.needs()? })
    }

    /// What can be read of it; a file that cannot costs its role, and is told.
    pub(super) fn beside_what_can_be(&mut self, errors: &mut Vec<ReadError>) -> Beside {
        let resources = or_none(self.resources(), errors);
        Beside { resources, needs: or_none(self.needs(), errors) }
    }

    /// All resources.
    fn resources(&mut self) -> Result<Vec<Resource>, ReadError> {
        let mut resources = Resources::default();
        let words = &self.project.packs.vocabulary;
        for input in &self.project.inputs.resources {
            (self.progress)(Stage::Reading("resources"));
            let (since, before) = (self.findings.len(), resources.list.len());
            let rows = self.rows("resources", input)?;
            resources.add(&rows, input, words, &mut self.findings)?;
            self.usable(&rows.path, resources.list.len() - before, since)?;
        }
        Ok(resources.list)
    }

    /// All needs.
    fn needs(&mut self) -> Result<Vec<Need>, ReadError> {
        let mut needs = Vec::new();
        let words = &self.project.packs.vocabulary;
        for input in &self.project.inputs.needs {
            (self.progress)(Stage::Reading("needs"));
            let (since, before) = (self.findings.len(), needs.len());
            let rows = self.rows("needs", input)?;
            needs::add(&rows, input, words, &mut needs, &mut self.findings)?;
            self.usable(&rows.path, needs.len() - before, since)?;
        }
        Ok(needs)
    }
}

/// Names the communities of needs that the district does not have, once each.
pub(super) fn check_needs(
    project: &Project,
    needs: &[Need],
    district: &District,
    findings: &mut Vec<Finding>,
) {
    if needs.is_empty() {
        return;
    }
    let communities = Communities::of(district);
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for need in needs.iter().filter(|need| communities.find(&need.community).is_none()) {
        match counts.iter_mut().find(|(known, _)| *known == need.community) {
            Some((_, rows)) => *rows += 1,
            None => counts.push((&need.community, 1)),
        }
    }
    let file =
        project.inputs.needs.first().map(|input| input.path.as_str()).unwrap_or_default();
    for (name, rows) in counts {
        let finding = Finding::new(file, Problem::NeedsOfNobody { rows });
        findings.push(finding.of("community", name));
    }
}
