//! Coverage by area, one feature an area.

use super::column::{Columns, Kind};
use super::{Rows, View, shape};
use crate::report::number::{count, weight};
use geo::Geometry;
use walkshed::coverage::{Area, Coverage, Evaluation};
use walkshed::model::{District, Value};

#[derive(Debug)]
struct Areas<'a> {
    district: &'a District,
    evaluation: &'a Evaluation,
}

pub(super) fn view<'a>(district: &'a District, evaluation: &'a Evaluation) -> View<'a> {
    let mut columns = Columns::default();
    columns.push("id", Kind::Text);
    columns.push("name", Kind::Text);
    columns.push("level", Kind::Integer);
    columns.push("parent", Kind::Text);
    columns.push("total_blocks", Kind::Integer);
    let groups = district.demand.groups();
    for group in groups {
        columns.push(format!("total_{group}"), Kind::Number);
    }
    for answer in &evaluation.levels {
        for group in groups {
            for part in ["covered", "unknown", "share", "share_max"] {
                columns.push(format!("{part}_{group}_{}", answer.level), Kind::Number);
            }
        }
    }
    View { columns: columns.settle(), rows: Box::new(Areas { district, evaluation }) }
}

impl Areas<'_> {
    fn area(&self, index: usize) -> &Area {
        &self.evaluation.areas[index]
    }
}

impl Rows for Areas<'_> {
    fn len(&self) -> usize {
        self.evaluation.areas.len()
    }

    fn id(&self, index: usize) -> String {
        self.area(index).id.clone()
    }

    fn geometry(&self, index: usize) -> Option<Geometry> {
        let grid = self.area(index).grid?;
        Some(shape::outline(&self.district.grids.list()[grid].shape))
    }

    fn values(&self, index: usize) -> Vec<Value> {
        let area = self.area(index);
        let groups = 0..self.district.demand.groups().len();
        let total = crate::report::total(&self.district.demand, area);
        let mut values = vec![
            Value::from(area.id.as_str()),
            Value::from(area.name.as_str()),
            Value::Integer(area.level.into()),
            Value::from(area.parent.as_deref()),
            count(total.blocks),
        ];
        values.extend(total.weights.iter().copied().map(weight));
        for level in &area.levels {
            values.extend(groups.clone().flat_map(|group| parts(&level.coverage, group)));
        }
        values
    }
}

fn parts(coverage: &Coverage, group: usize) -> [Value; 4] {
    let share = |share: Option<f64>| share.map_or(Value::Null, Value::Number);
    [
        weight(coverage.covered.weights[group]),
        weight(coverage.unknown.weights[group]),
        share(coverage.share(group)),
        share(coverage.share_if_unknown_covered(group)),
    ]
}
