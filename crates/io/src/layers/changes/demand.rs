//! Who gains and who loses: one feature a demand point of either side.

use super::super::column::{Columns, Kind};
use super::super::{Rows, View, shape};
use crate::Compared;
use crate::report::number::{minutes, minutes_saved, weight};
use geo::Geometry;
use walkshed::comparison::{LevelComparison, Pair};
use walkshed::coverage::{Evaluation, PointAnswer};
use walkshed::model::{Demand, DemandPoint, Value};

/// What a level says about a demand point.
const SAYS: [(&str, Kind); 6] = [
    ("change", Kind::Text),
    ("status_before", Kind::Text),
    ("status_after", Kind::Text),
    ("minutes_before", Kind::Number),
    ("minutes_after", Kind::Number),
    ("minutes_saved", Kind::Number),
];

#[derive(Debug)]
struct People<'a>(Compared<'a>);

pub(super) fn view(compared: Compared<'_>) -> View<'_> {
    let mut columns = Columns::default();
    columns.push("id", Kind::Text);
    for group in &compared.comparison.groups {
        columns.push(format!("before_{group}"), Kind::Number);
        columns.push(format!("after_{group}"), Kind::Number);
    }
    columns.push("community", Kind::Text);
    for level in &compared.comparison.levels {
        for (says, kind) in SAYS {
            columns.push(format!("{says}_{}", level.level), kind);
        }
    }
    View { columns: columns.settle(), rows: Box::new(People(compared)) }
}

impl Rows for People<'_> {
    fn len(&self) -> usize {
        self.0.comparison.points.len()
    }

    fn id(&self, index: usize) -> String {
        self.point(index).id.clone()
    }

    fn geometry(&self, index: usize) -> Option<Geometry> {
        Some(shape::of_point(self.point(index)))
    }

    fn values(&self, index: usize) -> Vec<Value> {
        let Compared { before, after, comparison } = self.0;
        let pair = comparison.points[index];
        let point = self.point(index);
        let mut values = vec![Value::from(point.id.as_str())];
        for group in &comparison.groups {
            values.push(people(&before.0.district.demand, pair.before(), group));
            values.push(people(&after.0.district.demand, pair.after(), group));
        }
        values.push(Value::from(point.community.as_deref()));
        for level in &comparison.levels {
            values.extend(self.says(level, index, pair));
        }
        values
    }
}

impl People<'_> {
    /// The point as it is after, else as it was.
    fn point(&self, index: usize) -> &DemandPoint {
        let [old, new] =
            [self.0.before, self.0.after].map(|side| side.0.district.demand.points());
        match self.0.comparison.points[index] {
            Pair::Both(_, place) | Pair::New(place) => &new[place as usize],
            Pair::Gone(place) => &old[place as usize],
        }
    }

    /// What a level says, in the order of [`SAYS`].
    fn says(&self, level: &LevelComparison, index: usize, pair: Pair) -> [Value; 6] {
        let answer =
            |evaluation: &Evaluation, place: Option<u32>| -> Option<PointAnswer> {
                let answer = evaluation.levels.get(usize::from(level.level) - 1)?;
                Some(answer.points[place? as usize])
            };
        let before = answer(self.0.before.1, pair.before());
        let after = answer(self.0.after.1, pair.after());
        let status = |answer: Option<PointAnswer>| {
            Value::from(answer.map(|answer| answer.status.key()))
        };
        let walk = |answer: Option<PointAnswer>| answer?.nearest.map(|near| near.ms);
        let (old, new) = (walk(before), walk(after));
        let told = |ms: Option<u32>| ms.map_or(Value::Null, minutes);
        let saved = old.zip(new).map(|(old, new)| i64::from(old) - i64::from(new));
        [
            Value::from(level.points[index].key()),
            status(before),
            status(after),
            told(old),
            told(new),
            saved.map_or(Value::Null, minutes_saved),
        ]
    }
}

/// People of a group on one side; nothing where the point is not there.
fn people(demand: &Demand, place: Option<u32>, group: &str) -> Value {
    let Some(place) = place else { return Value::Null };
    let own = demand.groups().iter().position(|name| name == group);
    let people = own.map(|own| demand.weights(place as usize)[own]);
    weight(people.unwrap_or_default())
}
