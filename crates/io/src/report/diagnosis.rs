//! What a check found, as one JSON object.

use super::provenance;
use crate::doctor::{Diagnosis, ScenarioDiagnosis};
use crate::finding::{Finding, Place, Severity};
use crate::lang::Lang;
use crate::{ReadError, RowCount};
use serde_json::{Map, Value, json};

/// Every finding with its file, row, field, value, reason and remedy, in the order of reading;
/// files that could not be used come first.
#[must_use]
pub fn diagnosis(diagnosis: &Diagnosis, lang: Lang) -> Value {
    let errors = diagnosis.errors.iter().map(|error| unusable(error, lang));
    let findings = diagnosis.findings.iter().map(|found| finding(found, lang));
    let rows = |count: &RowCount| {
        let rejected = diagnosis.rejected(&count.file);
        json!({
            "role": count.role,
            "file": count.file,
            "read": count.read,
            "rejected": rejected,
        })
    };
    let count = |severity| {
        diagnosis.findings.iter().filter(|found| found.severity() == severity).count()
    };
    json!({
        "project": diagnosis.loaded.name,
        "counts": {
            "error": diagnosis.errors.len(),
            "rejected": count(Severity::Rejected),
            "warning": count(Severity::Warning),
            "note": count(Severity::Note),
        },
        "rows": diagnosis.loaded.counts.iter().map(rows).collect::<Vec<_>>(),
        "findings": errors.chain(findings).collect::<Vec<_>>(),
        "scenarios": diagnosis
            .scenarios
            .iter()
            .map(|one| scenario(one, lang))
            .collect::<Vec<_>>(),
        "provenance": provenance(&diagnosis.loaded),
    })
}

/// What was found of one scenario, in the same shape.
fn scenario(diagnosis: &ScenarioDiagnosis, lang: Lang) -> Value {
    let errors = diagnosis.error.iter().map(|error| unusable(error, lang));
    let findings = diagnosis.findings.iter().map(|found| finding(found, lang));
    let rows = |count: &RowCount| {
        json!({
            "role": count.role,
            "file": count.file,
            "read": count.read,
            "rejected": diagnosis.rejected(&count.file),
        })
    };
    json!({
        "scenario": diagnosis.name,
        "title": diagnosis.title,
        "rows": diagnosis.counts.iter().map(rows).collect::<Vec<_>>(),
        "findings": errors.chain(findings).collect::<Vec<_>>(),
    })
}

/// One finding as an object; what it does not have is null.
#[must_use]
pub fn finding(finding: &Finding, lang: Lang) -> Value {
    let mut json = Map::new();
    let number = |wanted: fn(Place) -> Option<usize>| finding.place.and_then(wanted);
    let row = number(|place| match place {
        Place::Row(row) => Some(row),
        Place::Feature(_) => None,
    });
    let feature = number(|place| match place {
        Place::Feature(feature) => Some(feature),
        Place::Row(_) => None,
    });
    json.insert("severity".into(), finding.severity().key().into());
    json.insert("kind".into(), finding.problem.kind().into());
    json.insert("file".into(), finding.file.clone().into());
    json.insert("row".into(), row.into());
    json.insert("feature".into(), feature.into());
    json.insert("field".into(), finding.field.clone().into());
    json.insert("value".into(), finding.value.clone().into());
    json.insert("reason".into(), finding.reason(lang).into());
    json.insert("remedy".into(), finding.remedy(lang).into());
    Value::Object(json)
}

/// A file that gave nothing, in the same shape.
fn unusable(error: &ReadError, lang: Lang) -> Value {
    json!({
        "severity": "error",
        "kind": "unusable_file",
        "file": error.file().map(|file| file.display().to_string()),
        "row": Value::Null,
        "feature": Value::Null,
        "field": Value::Null,
        "value": Value::Null,
        "reason": error.text(lang),
        "remedy": Value::Null,
    })
}
