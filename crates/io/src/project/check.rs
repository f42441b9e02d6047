//! Whether what was read fits together: parents, pattern, communities.

use super::{Input, Project};
use crate::finding::{Finding, Problem};
use crate::identity::Identities;
use walkshed::model::{Demand, Grids, HierarchyFault, Pattern, Station, Status};

/// Whether a finding is one of these: what no longer holds where something changes.
pub(super) fn is_of_whole(finding: &Finding) -> bool {
    matches!(
        finding.problem,
        Problem::Hierarchy(_)
            | Problem::BeyondPattern { .. }
            | Problem::NoneOperating
            | Problem::UnknownCommunity { .. }
    )
}

/// Checks parents, levels and status of the stations, and their pattern.
pub(super) fn stations(
    project: &Project,
    pattern: Option<&Pattern>,
    list: &[Station],
    ids: &Identities,
    findings: &mut Vec<Finding>,
) {
    let file = first_file(&project.inputs.stations);
    for fault in HierarchyFault::of_stations(list) {
        findings.push(at_fault(fault, ids, file));
    }
    if let Some(pattern) = pattern {
        let levels = pattern.levels();
        for station in list.iter().filter(|station| station.level > levels) {
            let problem = Problem::BeyondPattern { levels };
            findings.extend(ids.finding(&station.id, problem));
        }
        let fault = |fault| Finding::new(file, Problem::Hierarchy(fault));
        findings.extend(pattern.faults(list).into_iter().map(fault));
    }
    if !list.is_empty() && list.iter().all(|station| station.status != Status::Operating)
    {
        findings.push(Finding::new(file, Problem::NoneOperating));
    }
}

/// Checks the parents of the grids.
pub(super) fn grids(grids: &Grids, ids: &Identities, findings: &mut Vec<Finding>) {
    for fault in HierarchyFault::of_grids(grids.list()) {
        findings.push(at_fault(fault, ids, "grids"));
    }
}

fn at_fault(fault: HierarchyFault, ids: &Identities, file: &str) -> Finding {
    let id = match &fault {
        HierarchyFault::UnknownParent { id, .. }
        | HierarchyFault::ParentNotAbove { id, .. } => Some(id.clone()),
        HierarchyFault::Cycle { ids } => ids.first().cloned(),
        _ => None,
    };
    let problem = Problem::Hierarchy(fault);
    let found = id.and_then(|id| ids.finding(&id, problem.clone()));
    found.unwrap_or_else(|| Finding::new(file, problem))
}

/// Names the communities that are no grid, once each: there the place decides.
pub(super) fn communities(
    project: &Project,
    stations: &[Station],
    demand: &Demand,
    grids: &Grids,
    findings: &mut Vec<Finding>,
) {
    if grids.list().is_empty() {
        return;
    }
    let declared = stations.iter().map(|station| &station.community);
    unknown(first_file(&project.inputs.stations), declared, grids, findings);
    let declared = demand.points().iter().map(|point| &point.community);
    unknown(first_file(&project.inputs.demand), declared, grids, findings);
}

fn unknown<'c>(
    file: &str,
    declared: impl Iterator<Item = &'c Option<String>>,
    grids: &Grids,
    findings: &mut Vec<Finding>,
) {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for name in declared.flatten().filter(|name| grids.find(name).is_none()) {
        match counts.iter_mut().find(|(known, _)| known == name) {
            Some((_, rows)) => *rows += 1,
            None => counts.push((name, 1)),
        }
    }
    for (name, rows) in counts {
        let finding = Finding::new(file, Problem::UnknownCommunity { rows });
        findings.push(finding.of("community", name));
    }
}

fn first_file(inputs: &[Input]) -> &str {
    inputs.first().map(|input| input.path.as_str()).unwrap_or_default()
}
