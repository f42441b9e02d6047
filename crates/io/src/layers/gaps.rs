//! Connected uncovered demand: one feature a gap, level by level, most people first.

use super::column::{Columns, Kind};
use super::{Rows, View, shape};
use crate::report::number::{count, minutes, weight};
use geo::Geometry;
use walkshed::coverage::Evaluation;
use walkshed::gap::Gap;
use walkshed::model::{District, Value};

#[derive(Debug)]
struct Gaps<'a> {
    district: &'a District,
    /// Level, rank from 1, and the gap.
    ranked: Vec<(u8, usize, &'a Gap)>,
}

pub(super) fn view<'a>(district: &'a District, evaluation: &'a Evaluation) -> View<'a> {
    let mut columns = Columns::default();
    for name in ["level", "rank", "blocks"] {
        columns.push(name, Kind::Integer);
    }
    for group in district.demand.groups() {
        columns.push_read(group, Kind::Number);
    }
    columns.push("worst_minutes", Kind::Number);
    columns.push("median_minutes", Kind::Number);
    columns.push("nearest_station", Kind::Text);
    columns.push("cause", Kind::Text);
    let of_level = |answer: &'a walkshed::coverage::LevelAnswer| {
        answer.gaps.iter().zip(1..).map(|(gap, rank)| (answer.level, rank, gap))
    };
    let ranked = evaluation.levels.iter().flat_map(of_level).collect();
    View { columns: columns.settle(), rows: Box::new(Gaps { district, ranked }) }
}

impl Rows for Gaps<'_> {
    fn len(&self) -> usize {
        self.ranked.len()
    }

    fn id(&self, index: usize) -> String {
        let (level, rank, _) = self.ranked[index];
        format!("L{level}-{rank}")
    }

    fn geometry(&self, index: usize) -> Option<Geometry> {
        Some(shape::of_points(&self.district.demand, &self.ranked[index].2.points))
    }

    fn values(&self, index: usize) -> Vec<Value> {
        let (level, rank, gap) = self.ranked[index];
        let mut values =
            vec![Value::Integer(level.into()), count(rank), count(gap.count.blocks)];
        values.extend(gap.count.weights.iter().copied().map(weight));
        let station =
            |s: u32| Value::from(self.district.stations[s as usize].id.as_str());
        values.extend([
            gap.worst_ms.map_or(Value::Null, minutes),
            gap.median_ms.map_or(Value::Null, minutes),
            gap.nearest_station.map_or(Value::Null, station),
            Value::from(gap.cause.key()),
        ]);
        values
    }
}
