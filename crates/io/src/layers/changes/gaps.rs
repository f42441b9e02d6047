//! Gaps that remain, are new, or close: one feature a family of gaps, level by level, most people
//! first. It lies where people are uncovered after, and a closed one where they were before.

use super::super::column::{Columns, Kind};
use super::super::{Rows, View, shape};
use crate::Compared;
use crate::Loaded;
use crate::report::number::{count, weight};
use geo::Geometry;
use walkshed::comparison::{GapChange, GapFamily};
use walkshed::coverage::Evaluation;
use walkshed::model::Value;

#[derive(Debug)]
struct Gaps<'a> {
    compared: Compared<'a>,
    /// Level, rank from 1, and the family.
    ranked: Vec<(u8, usize, &'a GapFamily)>,
}

pub(super) fn view(compared: Compared<'_>) -> View<'_> {
    let mut columns = Columns::default();
    columns.push("level", Kind::Integer);
    columns.push("rank", Kind::Integer);
    columns.push("change", Kind::Text);
    columns.push("trend", Kind::Text);
    for name in ["before_gaps", "after_gaps", "before_blocks", "after_blocks"] {
        columns.push(name, Kind::Integer);
    }
    for group in &compared.comparison.groups {
        columns.push(format!("before_{group}"), Kind::Number);
        columns.push(format!("after_{group}"), Kind::Number);
    }
    let levels = compared.comparison.levels.iter();
    let ranked = levels.flat_map(|level| {
        level.gaps.iter().zip(1..).map(move |(family, rank)| (level.level, rank, family))
    });
    let rows = Gaps { compared, ranked: ranked.collect() };
    View { columns: columns.settle(), rows: Box::new(rows) }
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
        let (level, _, family) = self.ranked[index];
        let Compared { before, after, .. } = self.compared;
        Some(match family.change {
            GapChange::Closed => outline(before, level, &family.before),
            GapChange::New | GapChange::Remains(_) => {
                outline(after, level, &family.after)
            }
        })
    }

    fn values(&self, index: usize) -> Vec<Value> {
        let (level, rank, family) = self.ranked[index];
        let trend = match family.change {
            GapChange::Remains(trend) => Some(trend.key()),
            GapChange::New | GapChange::Closed => None,
        };
        let mut values = vec![
            Value::Integer(level.into()),
            count(rank),
            Value::from(family.change.key()),
            Value::from(trend),
            count(family.before.len()),
            count(family.after.len()),
            count(family.count_before.blocks),
            count(family.count_after.blocks),
        ];
        let sums = family.count_before.weights.iter().zip(&family.count_after.weights);
        values.extend(sums.flat_map(|(&before, &after)| [weight(before), weight(after)]));
        values
    }
}

/// Everywhere that some gaps of a level lie.
fn outline(side: (&Loaded, &Evaluation), level: u8, gaps: &[u32]) -> Geometry {
    let (loaded, evaluation) = side;
    let answer = evaluation.levels.get(usize::from(level) - 1);
    let of = |&gap: &u32| answer.map(|answer| answer.gaps[gap as usize].points.clone());
    let mut points: Vec<u32> = gaps.iter().filter_map(of).flatten().collect();
    points.sort_unstable();
    shape::of_points(&loaded.district.demand, &points)
}
