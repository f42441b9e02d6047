//! The share of each file that was left out.

use super::Patient;
use crate::finding::{Finding, Problem, Severity, Symptom};

pub(super) fn rows(patient: &mut Patient<'_>) {
    for count in &patient.loaded.counts {
        let rejected = rejected(patient.findings, &count.file);
        if rejected > 0 {
            // rows that could not even be taken apart are not among those read
            let read = count.read.max(rejected);
            let problem = Problem::Check(Symptom::Dropped { rejected, read });
            patient.findings.push(Finding::new(&count.file, problem));
        }
    }
}

/// Rows of a file that were left out.
pub(super) fn rejected(findings: &[Finding], file: &str) -> usize {
    let rejected = |finding: &&Finding| {
        finding.file == file
            && finding.place.is_some()
            && finding.severity() == Severity::Rejected
    };
    findings.iter().filter(rejected).count()
}
