//! The share of each file that was left out.

use crate::finding::{Finding, Problem, Severity, Symptom};
use crate::project::RowCount;

pub(super) fn rows(counts: &[RowCount], findings: &mut Vec<Finding>) {
    for count in counts {
        let rejected = rejected(findings, &count.file);
        if rejected > 0 {
            // rows that could not even be taken apart are not among those read
            let read = count.read.max(rejected);
            let problem = Problem::Check(Symptom::Dropped { rejected, read });
            findings.push(Finding::new(&count.file, problem));
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
