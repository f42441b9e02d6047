//! What happened to each station, and to whom it serves: one feature a station of either side.

use super::super::column::{Columns, Kind};
use super::super::{Rows, View};
use crate::report::number::{meters, weight};
use crate::{Compared, Loaded};
use geo::{Geometry, Point};
use walkshed::comparison::{StationChange, StationComparison, StationSide};
use walkshed::model::{Station, Value, Weight};

#[derive(Debug)]
struct Stations<'a>(Compared<'a>);

pub(super) fn view(compared: Compared<'_>) -> View<'_> {
    let mut columns = Columns::default();
    for name in ["id", "name", "change"] {
        columns.push(name, Kind::Text);
    }
    columns.push("level_before", Kind::Integer);
    columns.push("level_after", Kind::Integer);
    columns.push("status_before", Kind::Text);
    columns.push("status_after", Kind::Text);
    columns.push("moved_m", Kind::Number);
    for group in &compared.comparison.groups {
        for says in ["catchment_before", "catchment_after", "loss_before", "loss_after"] {
            columns.push(format!("{says}_{group}"), Kind::Number);
        }
    }
    View { columns: columns.settle(), rows: Box::new(Stations(compared)) }
}

impl Stations<'_> {
    fn station(&self, index: usize) -> &StationComparison {
        &self.0.comparison.stations[index]
    }
}

fn of<'a>(loaded: &'a Loaded, side: Option<&StationSide>) -> Option<&'a Station> {
    Some(&loaded.district.stations[side?.station as usize])
}

impl Rows for Stations<'_> {
    fn len(&self) -> usize {
        self.0.comparison.stations.len()
    }

    fn id(&self, index: usize) -> String {
        self.station(index).id.clone()
    }

    fn geometry(&self, index: usize) -> Option<Geometry> {
        let station = self.station(index);
        let after = of(self.0.after.0, station.after.as_ref());
        let at = after.or_else(|| of(self.0.before.0, station.before.as_ref()))?.position;
        Some(Point::from(at).into())
    }

    fn values(&self, index: usize) -> Vec<Value> {
        let station = self.station(index);
        let sides = [station.before.as_ref(), station.after.as_ref()];
        let changes: Vec<&str> =
            station.changes.iter().map(|change| change.key()).collect();
        let changes = (!changes.is_empty()).then(|| changes.join(","));
        let moved = station.changes.iter().find_map(|change| match change {
            StationChange::Moved { mm } => Some(meters(*mm)),
            _ => None,
        });
        let level = |side: Option<&StationSide>| {
            side.map_or(Value::Null, |side| Value::Integer(side.level.into()))
        };
        let status = |loaded: &Loaded, side| {
            Value::from(of(loaded, side).map(|station| station.status.key()))
        };
        let mut values = vec![
            Value::from(station.id.as_str()),
            Value::from(station.name.as_str()),
            Value::from(changes.as_deref()),
            level(sides[0]),
            level(sides[1]),
            status(self.0.before.0, sides[0]),
            status(self.0.after.0, sides[1]),
            moved.unwrap_or(Value::Null),
        ];
        for group in 0..self.0.comparison.groups.len() {
            let people = |weights: fn(&StationSide) -> &[Weight]| {
                sides.map(|side| {
                    side.map_or(Value::Null, |side| weight(weights(side)[group]))
                })
            };
            values.extend(people(|side| &side.catchment));
            values.extend(people(|side| &side.loss));
        }
        values
    }
}
