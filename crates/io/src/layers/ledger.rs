//! The problem ledger as a table.

use super::Kind::Text;
use super::table::Table;
use crate::Loaded;
use walkshed::audit::{Amount, Audit, Issue};
use walkshed::model::Value;

/// A row a problem, by kind, the worst first. `deadline` is left blank for whoever sets it, and
/// `state` is `open`; measured and required stand in the unit beside them, or are words.
#[must_use]
pub fn ledger(loaded: &Loaded, audit: &Audit) -> Table {
    let columns = [
        "id",
        "kind",
        "community",
        "community_name",
        "station",
        "station_name",
        "detail",
        "measured",
        "required",
        "unit",
        "owner",
        "deadline",
        "state",
    ];
    let mut table = Table::new("problems", columns.map(|name| (name, Text)));
    for issue in audit.ledger.issues() {
        table.push(issue.id(), None, row(loaded, audit, issue));
    }
    table
}

fn row(loaded: &Loaded, audit: &Audit, issue: &Issue) -> Vec<Value> {
    let station = issue.station.map(|s| &loaded.district.stations[s as usize]);
    let community = issue.community.map(|place| &audit.communities.list()[place]);
    let unit = issue.measured.as_ref().or(issue.required.as_ref());
    let amount = |amount: &Option<Amount>| -> Value {
        amount.as_ref().map_or(Value::Null, |amount| Value::Text(amount.to_string()))
    };
    vec![
        Value::Text(issue.id()),
        issue.kind.key().into(),
        community.map(|one| one.id.as_str()).into(),
        community.map(|one| one.name.as_str()).or(issue.name.as_deref()).into(),
        station.map(|one| one.id.as_str()).into(),
        station.map(|one| one.name.as_str()).into(),
        issue.detail.as_deref().into(),
        amount(&issue.measured),
        amount(&issue.required),
        unit.and_then(Amount::unit).into(),
        issue.owner.as_deref().into(),
        Value::Null,
        "open".into(),
    ]
}
