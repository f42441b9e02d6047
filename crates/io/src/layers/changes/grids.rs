//! Coverage by area, before and after: one feature an area of either side.

use super::super::column::{Columns, Kind};
use super::super::{Rows, View, shape};
use crate::Compared;
use crate::report::number::{difference, weight};
use geo::Geometry;
use walkshed::comparison::{AreaComparison, CoverageChange};
use walkshed::model::Value;

/// What a level says about a group in an area.
const SAYS: [&str; 10] = [
    "covered_before",
    "covered_after",
    "share_before",
    "share_after",
    "gained",
    "lost",
    "newcomers_covered",
    "newcomers_uncovered",
    "gone_covered",
    "growth",
];

#[derive(Debug)]
struct Areas<'a>(Compared<'a>);

pub(super) fn view(compared: Compared<'_>) -> View<'_> {
    let mut columns = Columns::default();
    columns.push("id", Kind::Text);
    columns.push("name", Kind::Text);
    columns.push("level", Kind::Integer);
    columns.push("parent", Kind::Text);
    columns.push("change", Kind::Text);
    let groups = &compared.comparison.groups;
    for group in groups {
        columns.push(format!("total_before_{group}"), Kind::Number);
        columns.push(format!("total_after_{group}"), Kind::Number);
    }
    for level in &compared.comparison.levels {
        for group in groups {
            for says in SAYS {
                columns.push(format!("{says}_{group}_{}", level.level), Kind::Number);
            }
        }
    }
    View { columns: columns.settle(), rows: Box::new(Areas(compared)) }
}

impl Areas<'_> {
    fn area(&self, index: usize) -> &AreaComparison {
        &self.0.comparison.areas[index]
    }
}

impl Rows for Areas<'_> {
    fn len(&self) -> usize {
        self.0.comparison.areas.len()
    }

    fn id(&self, index: usize) -> String {
        self.area(index).id.clone()
    }

    fn geometry(&self, index: usize) -> Option<Geometry> {
        let Compared { before, after, .. } = self.0;
        let area = self.area(index);
        let ((loaded, evaluation), place) = match (area.after, area.before) {
            (Some(place), _) => (after, place),
            (None, place) => (before, place?),
        };
        let grid = evaluation.areas[place].grid?;
        Some(shape::outline(&loaded.district.grids.list()[grid].shape))
    }

    fn values(&self, index: usize) -> Vec<Value> {
        let area = self.area(index);
        let change = match (area.before, area.after) {
            (None, _) => Some("new"),
            (_, None) => Some("gone"),
            _ => None,
        };
        let mut values = vec![
            Value::from(area.id.as_str()),
            Value::from(area.name.as_str()),
            Value::Integer(area.level.into()),
            Value::from(area.parent.as_deref()),
            Value::from(change),
        ];
        let groups = 0..self.0.comparison.groups.len();
        for group in groups.clone() {
            let first = area.levels.first();
            let total = first.map(|level| [&level.before, &level.after]);
            let total = total.map(|sides| sides.map(|side| side.total.weights[group]));
            values.extend(total.unwrap_or_default().map(weight));
        }
        for level in &area.levels {
            values.extend(groups.clone().flat_map(|group| says(level, group)));
        }
        values
    }
}

/// What a level says, in the order of [`SAYS`].
fn says(change: &CoverageChange, group: usize) -> [Value; 10] {
    let CoverageChange { before, after, account } = change;
    let share = |share: Option<f64>| share.map_or(Value::Null, Value::Number);
    let of = |count: &walkshed::coverage::Count| weight(count.weights[group]);
    [
        of(&before.covered),
        of(&after.covered),
        share(before.share(group)),
        share(after.share(group)),
        of(&account.gained),
        of(&account.lost),
        of(&account.newcomers.covered),
        of(&account.newcomers.uncovered),
        of(&account.gone.covered),
        difference(account.growth[group]),
    ]
}
