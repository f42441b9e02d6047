//! People and floor area of every station beside the norms.

use super::number::{thousandths_json, weights_json};
use crate::Loaded;
use serde_json::{Value, json};
use walkshed::coverage::Evaluation;
use walkshed::load::{AreaPer100, LevelLoad, Load, Norms, StationLoad, Verdict};
use walkshed::model::Weight;

/// The member `load`: norms, sums of each level, and every operating station in input order.
///
/// A station answers for its catchment. `area_per_100_households_m2` is 100 x area / households,
/// rounded down; what is not known is null, and no verdict passes on it.
pub(super) fn load(loaded: &Loaded, evaluation: &Evaluation, norms: &Norms) -> Value {
    let load = Load::of(&loaded.district, evaluation, norms);
    let groups = loaded.district.demand.groups();
    let station = |station: &StationLoad| {
        let id = &loaded.district.stations[station.station as usize].id;
        station_json(groups, id, station)
    };
    json!({
        "norms": {
            "area_per_100_households_m2": norms.area_per_100_households_m2,
            "household_size": norms.household_size,
            "people_per_station": weights(&norms.people_per_station),
        },
        "households": if load.households_counted { "counted" } else { "assumed" },
        "levels": load.levels.iter().map(level_json).collect::<Vec<_>>(),
        "stations": load.stations.iter().map(station).collect::<Vec<_>>(),
    })
}

fn level_json(level: &LevelLoad) -> Value {
    json!({
        "level": level.level,
        "stations": level.stations,
        "people": weight(level.people),
        "households": weight(level.households),
        "area_m2": weight(level.area),
        "area_unknown": level.area_unknown,
        "area_per_100_households_m2": per_100(level.area_per_100_households()),
        "area_lacking_m2": weight(level.area_lacking),
        "people_over": weight(level.people_over),
        "under": level.under,
        "over": level.over,
        "meets": level.meets,
        "unknown": level.unknown,
    })
}

fn station_json(groups: &[String], id: &str, station: &StationLoad) -> Value {
    json!({
        "id": id,
        "level": station.level,
        "catchment": weights_json(groups, &station.catchment),
        "people": weight(station.people),
        "people_within_budget": weight(station.covers),
        "households": weight(station.households),
        "area_m2": station.area.map(weight),
        "area_per_100_households_m2": per_100(station.area_per_100_households()),
        "area_verdict": station.area_verdict.map(Verdict::key),
        "area_lacking_m2": station.area_lacking.map(weight),
        "people_verdict": station.people_verdict.map(Verdict::key),
        "people_over": station.people_over.map(weight),
        "verdict": station.verdict().map(Verdict::key),
    })
}

fn weight(weight: Weight) -> Value {
    thousandths_json(weight.thousandths())
}

fn weights(weights: &[Weight]) -> Value {
    weights.iter().copied().map(weight).collect()
}

fn per_100(area: Option<AreaPer100>) -> Option<Value> {
    area.map(|AreaPer100(thousandths)| thousandths_json(thousandths))
}
