//! Who is covered, and why not: one feature a demand point.

use super::column::{Columns, Kind};
use super::{Rows, View, shape};
use crate::report::number::{meters, minutes, weight};
use geo::Geometry;
use walkshed::coverage::{Evaluation, HomeService, PointAnswer};
use walkshed::model::{District, Metric, Value};

/// What a level says about a demand point.
const SAYS: [(&str, Kind); 6] = [
    ("status", Kind::Text),
    ("reason", Kind::Text),
    ("minutes", Kind::Number),
    ("walk_m", Kind::Number),
    ("straight_m", Kind::Number),
    ("nearest", Kind::Text),
];

#[derive(Debug)]
struct People<'a> {
    district: &'a District,
    evaluation: &'a Evaluation,
    /// Whether any of them declares a land use.
    land_use: bool,
    /// Who is served at home, where anybody is.
    home: Option<HomeService>,
}

pub(super) fn view<'a>(district: &'a District, evaluation: &'a Evaluation) -> View<'a> {
    let mut columns = Columns::default();
    columns.push("id", Kind::Text);
    for group in district.demand.groups() {
        columns.push_read(group, Kind::Number);
    }
    columns.push("community", Kind::Text);
    if !district.demand.blocks().is_empty() {
        columns.push("block", Kind::Text);
    }
    let land_use = declares_land_use(district);
    if land_use {
        columns.push("land_use", Kind::Text);
    }
    for answer in &evaluation.levels {
        for (says, kind) in SAYS {
            columns.push(format!("{says}_{}", answer.level), kind);
        }
    }
    columns.push("cover_count", Kind::Integer);
    columns.push("snap_m", Kind::Number);
    let home = HomeService::of(district, evaluation);
    if home.is_some() {
        columns.push("served_at_home", Kind::Boolean);
    }
    View {
        columns: columns.settle(),
        rows: Box::new(People { district, evaluation, land_use, home }),
    }
}

/// Whether any plot says what its land is used for.
fn declares_land_use(district: &District) -> bool {
    district.demand.points().iter().any(|point| point.land_use.is_some())
}

impl Rows for People<'_> {
    fn len(&self) -> usize {
        self.district.demand.len()
    }

    fn id(&self, index: usize) -> String {
        self.district.demand.points()[index].id.clone()
    }

    fn geometry(&self, index: usize) -> Option<Geometry> {
        Some(shape::of_point(&self.district.demand.points()[index]))
    }

    fn values(&self, index: usize) -> Vec<Value> {
        let (demand, evaluation) = (&self.district.demand, self.evaluation);
        let point = &demand.points()[index];
        let mut values = vec![Value::from(point.id.as_str())];
        values.extend(demand.weights(index).iter().copied().map(weight));
        values.push(Value::from(point.community.as_deref()));
        if !demand.blocks().is_empty() {
            let block =
                point.block.map(|block| demand.blocks()[block as usize].id.as_str());
            values.push(Value::from(block.unwrap_or(&point.id)));
        }
        if self.land_use {
            values.push(Value::from(point.land_use.as_deref()));
        }
        for answer in &evaluation.levels {
            values.extend(self.says(&answer.points[index]));
        }
        let count = evaluation.overlap.cover_count.get(index);
        values.push(count.map_or(Value::Null, |&count| Value::Integer(count.into())));
        let snap_mm = evaluation.snap_mm.get(index).copied().flatten();
        values.push(snap_mm.map_or(Value::Null, meters));
        values.extend(self.home.as_ref().map(|home| Value::Bool(home.points[index])));
        values
    }
}

impl People<'_> {
    /// What a level says, in the order of [`SAYS`].
    fn says(&self, answer: &PointAnswer) -> [Value; 6] {
        let station =
            |s: u32| Value::from(self.district.stations[s as usize].id.as_str());
        let walked =
            answer.nearest.filter(|_| self.evaluation.options.metric == Metric::Network);
        [
            Value::from(answer.status.key()),
            Value::from(answer.status.reason()),
            answer.nearest.map_or(Value::Null, |nearest| minutes(nearest.ms)),
            walked.map_or(Value::Null, |nearest| meters(nearest.mm.into())),
            answer.straight_mm.map_or(Value::Null, meters),
            answer.nearest.map_or(Value::Null, |nearest| station(nearest.station)),
        ]
    }
}
