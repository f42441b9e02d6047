//! Stations that change, or whose people do.

use crate::Compared;
use crate::report::number::{meters, weights_json};
use crate::write::geojson::value_json;
use serde_json::{Value, json};
use walkshed::comparison::{StationChange, StationComparison, StationSide};
use walkshed::model::District;

/// Every station to which something happened, or whose catchment or loss is another.
pub(super) fn json(compared: &Compared<'_>) -> Value {
    let differs = |station: &&StationComparison| {
        let serves = |side: &Option<StationSide>| {
            side.as_ref().map(|side| (side.catchment.clone(), side.loss.clone()))
        };
        !station.changes.is_empty() || serves(&station.before) != serves(&station.after)
    };
    let stations = compared.comparison.stations.iter().filter(differs);
    stations.map(|station| of(compared, station)).collect()
}

fn of(compared: &Compared<'_>, station: &StationComparison) -> Value {
    let groups = &compared.comparison.groups;
    let side = |district: &District, side: &Option<StationSide>| {
        let Some(side) = side else { return Value::Null };
        json!({
            "level": side.level,
            "status": district.stations[side.station as usize].status.key(),
            "catchment": weights_json(groups, &side.catchment),
            "loss": weights_json(groups, &side.loss),
        })
    };
    let moved = station.changes.iter().find_map(|change| match change {
        StationChange::Moved { mm } => Some(value_json(&meters(*mm))),
        _ => None,
    });
    json!({
        "id": station.id,
        "name": station.name,
        "changes": station.changes.iter().map(|change| change.key()).collect::<Vec<_>>(),
        "moved_m": moved,
        "before": side(&compared.before.0.district, &station.before),
        "after": side(&compared.after.0.district, &station.after),
    })
}
