//! What each station does: as it was read, and whom it serves.

use super::column::{Columns, Kind};
use super::{Rows, View};
use crate::Loaded;
use crate::report::number::{meters, thousandths, weight};
use geo::{Geometry, Point};
use rustc_hash::FxHashMap;
use walkshed::coverage::Evaluation;
use walkshed::load::{AreaPer100, Load, StationLoad, Verdict};
use walkshed::model::{District, Value};

/// Properties of a station that have a place of their own in the model.
const KNOWN: [&str; 7] = ["id", "name", "level", "parent", "community", "site", "status"];
/// What a station does, by group.
const DOES: [&str; 3] = ["covers", "loss", "catchment"];

#[derive(Debug)]
struct Stations<'a> {
    district: &'a District,
    evaluation: &'a Evaluation,
    /// Place of each open property, by its name as read.
    open: FxHashMap<&'a str, usize>,
    /// What each operating station answers for, by its place; where norms are asked.
    load: Option<FxHashMap<u32, StationLoad>>,
}

pub(super) fn view<'a>(loaded: &'a Loaded, evaluation: &'a Evaluation) -> View<'a> {
    let district = &loaded.district;
    let load = loaded.norms.as_ref().map(|norms| {
        let stations = Load::of(district, evaluation, norms).stations;
        stations.into_iter().map(|station| (station.station, station)).collect()
    });
    let mut open: FxHashMap<&str, usize> = FxHashMap::default();
    let mut read: Vec<(&str, Kind)> = Vec::new();
    for (name, value) in district.stations.iter().flat_map(|station| &station.properties)
    {
        let place = *open.entry(name).or_insert(read.len());
        if place == read.len() {
            read.push((name, Kind::Nothing));
        }
        read[place].1 = read[place].1.or(Kind::of(value));
    }
    let mut columns = Columns::default();
    for name in KNOWN {
        columns.push(name, if name == "level" { Kind::Integer } else { Kind::Text });
    }
    for (name, kind) in read {
        columns.push_read(name, kind);
    }
    columns.push("counts", Kind::Boolean);
    columns.push("snap_m", Kind::Number);
    for group in district.demand.groups() {
        for does in DOES {
            columns.push(format!("{does}_{group}"), Kind::Number);
        }
    }
    if load.is_some() {
        columns.push("households", Kind::Number);
        columns.push("area_per_100_households", Kind::Number);
        columns.push("norm_verdict", Kind::Text);
    }
    let rows = Box::new(Stations { district, evaluation, open, load });
    View { columns: columns.settle(), rows }
}

impl Rows for Stations<'_> {
    fn len(&self) -> usize {
        self.district.stations.len()
    }

    fn id(&self, index: usize) -> String {
        self.district.stations[index].id.clone()
    }

    fn geometry(&self, index: usize) -> Option<Geometry> {
        Some(Point::from(self.district.stations[index].position).into())
    }

    fn values(&self, index: usize) -> Vec<Value> {
        let station = &self.district.stations[index];
        let answer = &self.evaluation.stations[index];
        let mut values = vec![
            Value::from(station.id.as_str()),
            Value::from(station.name.as_str()),
            Value::Integer(station.level.into()),
            Value::from(station.parent.as_deref()),
            Value::from(station.community.as_deref()),
            Value::from(station.site.as_deref()),
            Value::from(station.status.key()),
        ];
        let first = values.len();
        values.resize(first + self.open.len(), Value::Null);
        for (name, value) in &station.properties {
            if let Some(place) = self.open.get(name.as_str()) {
                values[first + place] = value.clone();
            }
        }
        values.push(Value::Bool(station.counts()));
        values.push(answer.snap_mm.map_or(Value::Null, meters));
        for group in 0..self.district.demand.groups().len() {
            let does = [&answer.covers, &answer.loss, &answer.catchment];
            values.extend(does.map(|weights| weight(weights[group])));
        }
        if let Some(load) = &self.load {
            values.extend(judged(load.get(&(index as u32))));
        }
        values
    }
}

/// Households, floor area for every 100 of them, and the verdict of the norms.
fn judged(load: Option<&StationLoad>) -> [Value; 3] {
    let Some(load) = load else { return [Value::Null, Value::Null, Value::Null] };
    let area = load.area_per_100_households();
    [
        weight(load.households),
        area.map_or(Value::Null, |AreaPer100(area)| thousandths(area)),
        Value::from(load.verdict().map(Verdict::key)),
    ]
}
