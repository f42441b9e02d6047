//! Which stations count, as results tell it.

use crate::Loaded;
use crate::selection::{Selected, Selection};
use serde_json::{Map, Value, json};

/// The moment that is asked about; null where none is.
pub(super) fn at(loaded: &Loaded) -> Value {
    let at = loaded.selected.as_ref().and_then(|selected| selected.selection.at);
    json!(at.map(|at| at.format("%Y-%m-%dT%H:%M").to_string()))
}

/// What else is asked of the stations that count; `None` where nothing is.
pub(super) fn selection(loaded: &Loaded) -> Option<Value> {
    let Selected { selection, assumed_hours, unknown_hours, undated } =
        loaded.selected.as_ref()?;
    let mut report = Map::new();
    if let Some(day) = selection.day() {
        report.insert("as_of".into(), json!(day.to_string()));
        report.insert("stations_undated".into(), json!(undated));
    }
    if selection.at.is_some() {
        report.insert("hours_assumed".into(), json!(assumed_hours));
        report.insert("hours_unknown".into(), json!(unknown_hours));
    }
    for (flag, ids) in selection.asked(&loaded.packs.vocabulary) {
        report.insert(flag.into(), json!(ids));
    }
    let Selection { statuses, .. } = selection;
    if !statuses.is_empty() {
        let keys: Vec<&str> = statuses.iter().map(|status| status.key()).collect();
        report.insert("status".into(), json!(keys));
    }
    Some(Value::Object(report))
}
