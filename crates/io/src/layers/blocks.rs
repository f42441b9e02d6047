//! Shares of blocks: one feature a block, whatever part of it is covered (rule 14).

use super::column::{Columns, Kind};
use super::{Rows, View, shape};
use crate::report::number::{count, weight};
use geo::Geometry;
use walkshed::coverage::{Coverage, Evaluation};
use walkshed::model::{Demand, DemandPoint, District, Value};

#[derive(Debug)]
struct Blocks<'a> {
    demand: &'a Demand,
    evaluation: &'a Evaluation,
    /// Blocks in input order, each with its points.
    list: Vec<(&'a DemandPoint, Vec<usize>)>,
}

pub(super) fn view<'a>(district: &'a District, evaluation: &'a Evaluation) -> View<'a> {
    let demand = &district.demand;
    let mut columns = Columns::default();
    columns.push("id", Kind::Text);
    columns.push("community", Kind::Text);
    columns.push("samples", Kind::Integer);
    for group in demand.groups() {
        columns.push(format!("total_{group}"), Kind::Number);
    }
    for answer in &evaluation.levels {
        columns.push(format!("status_{}", answer.level), Kind::Text);
        for group in demand.groups() {
            for part in ["covered", "unknown", "share"] {
                columns.push(format!("{part}_{group}_{}", answer.level), Kind::Number);
            }
        }
    }
    let blocks = Blocks { demand, evaluation, list: blocks(demand) };
    View { columns: columns.settle(), rows: Box::new(blocks) }
}

/// Blocks in the order of their first points.
fn blocks(demand: &Demand) -> Vec<(&DemandPoint, Vec<usize>)> {
    let mut known: Vec<Option<usize>> = vec![None; demand.blocks().len()];
    let mut blocks: Vec<(&DemandPoint, Vec<usize>)> = Vec::new();
    for (place, point) in demand.points().iter().enumerate() {
        let Some(block) = point.block else {
            blocks.push((point, vec![place]));
            continue;
        };
        let block = block as usize;
        let nth = *known[block].get_or_insert_with(|| {
            blocks.push((&demand.blocks()[block], Vec::new()));
            blocks.len() - 1
        });
        blocks[nth].1.push(place);
    }
    blocks
}

impl Rows for Blocks<'_> {
    fn len(&self) -> usize {
        self.list.len()
    }

    fn id(&self, index: usize) -> String {
        self.list[index].0.id.clone()
    }

    fn geometry(&self, index: usize) -> Option<Geometry> {
        Some(shape::of_point(self.list[index].0))
    }

    fn values(&self, index: usize) -> Vec<Value> {
        let (block, points) = &self.list[index];
        let groups = 0..self.demand.groups().len();
        let coverage = |level: &walkshed::coverage::LevelAnswer| {
            let points = points.iter().copied();
            Coverage::of(self.demand, points, |point| level.points[point].status)
        };
        let total = walkshed::coverage::Count::of(self.demand, points.iter().copied());
        let mut values = vec![
            Value::from(block.id.as_str()),
            Value::from(block.community.as_deref()),
            count(points.len()),
        ];
        values.extend(total.weights.iter().copied().map(weight));
        for level in &self.evaluation.levels {
            let coverage = coverage(level);
            values.push(Value::from(status(&coverage)));
            for group in groups.clone() {
                values.push(weight(coverage.covered.weights[group]));
                values.push(weight(coverage.unknown.weights[group]));
                values.push(coverage.share(group).map_or(Value::Null, Value::Number));
            }
        }
        values
    }
}

/// Of which status all samples are, or that they differ.
fn status(coverage: &Coverage) -> &'static str {
    let whole = coverage.total.blocks;
    let parts = [
        (&coverage.covered, "covered"),
        (&coverage.uncovered, "uncovered"),
        (&coverage.unknown, "unknown"),
    ];
    let all = parts.into_iter().find(|(part, _)| part.blocks == whole);
    all.map_or("partly", |(_, status)| status)
}
