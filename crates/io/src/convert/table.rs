//! Rows as features, with their coordinates in another system.

use crate::Crs;
use crate::columns::{Columns, PLACES};
use crate::coordinates::Coordinates;
use crate::crs::FromWgs84;
use crate::error::ReadError;
use crate::finding::Finding;
use crate::layers::{Column, Feature, Kind};
use crate::project::Input;
use crate::rows::{Fault, Row, Rows};
use crate::write::Places;
use geo::{Geometry, Point};
use std::sync::Arc;
use walkshed::model::Value;

/// Degrees, or meters, between a geometry and cells that repeat it: a centimeter is rounded away.
const REPEATED: f64 = 1e-7;
/// The largest whole number that a floating one holds exactly.
const LARGEST_WHOLE: u64 = 1 << 53;

/// All rows, ready to be written.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) features: Vec<Feature>,
    /// Whether columns hold the coordinates already.
    pub(super) places: Places,
    /// Whether features have identities that no column repeats.
    pub(super) has_ids: bool,
}

impl Table {
    pub(super) fn of(
        rows: &Rows,
        change: &FromWgs84,
        to: &Crs,
        findings: &mut Vec<Finding>,
    ) -> Result<Self, ReadError> {
        let input = Input::default();
        let bound = Columns::bind(&PLACES, rows, &input, findings)?;
        let coordinates = Coordinates::of(rows, &bound, findings)?;
        let (datum, width) = (bound.get("crs"), rows.columns.len());
        let placer = Placer { coordinates, change, to, datum, width };
        let names: Vec<Arc<str>> = rows.columns.iter().map(|n| Arc::from(&**n)).collect();
        let mut features = Vec::with_capacity(rows.list.len());
        let mut repeated = true;
        for row in &rows.list {
            let (placed, fault) = placer.place(row);
            findings.extend(fault.map(|fault| rows.finding(row, fault)));
            repeated &= placed.geometry.is_none() || placed.repeated;
            let values = placed.values.into_iter();
            features.push(Feature {
                id: row.id.clone().unwrap_or_default(),
                geometry: placed.geometry,
                properties: names.iter().cloned().zip(values).collect(),
            });
        }
        let columns = names.iter().enumerate().map(|(nth, name)| Column {
            name: Arc::clone(name),
            kind: kind(features.iter().map(|feature| &feature.properties[nth].1)),
        });
        let columns = columns.collect();
        let any = features.iter().any(|feature| feature.geometry.is_some());
        let places = match (any, repeated) {
            (false, _) => Places::None,
            (true, true) => Places::Columns,
            (true, false) => Places::Added,
        };
        let has_ids = has_ids(rows, &features);
        Ok(Self { columns, features, places, has_ids })
    }
}

/// Finds where rows stand.
struct Placer<'a> {
    coordinates: Coordinates,
    change: &'a FromWgs84,
    to: &'a Crs,
    /// The column in which rows name a datum.
    datum: Option<usize>,
    /// Number of columns.
    width: usize,
}

struct Placed {
    geometry: Option<Geometry>,
    values: Vec<Value>,
    /// Whether cells repeat the geometry.
    repeated: bool,
}

impl Placer<'_> {
    /// A row with its geometry and its values, and what is wrong with its place.
    fn place(&self, row: &Row) -> (Placed, Option<Fault>) {
        let values = row.values(self.width);
        let nowhere = |values| Placed { geometry: None, values, repeated: false };
        let geometry = match self.geometry(row) {
            Ok(Some(geometry)) => geometry,
            Ok(None) => return (nowhere(values), None),
            Err(fault) => return (nowhere(values), Some(fault)),
        };
        let repeated = self.is_repeated(row, &geometry);
        let mut changed = geometry;
        if let Err(problem) = self.change.apply(&mut changed) {
            return (nowhere(values), Some(problem.into()));
        }
        let mut placed = Placed { geometry: Some(changed), values, repeated };
        self.rewrite(row, &mut placed);
        (placed, None)
    }

    /// The geometry of a row, or the point in its cells, on WGS 84.
    fn geometry(&self, row: &Row) -> Result<Option<Geometry>, Fault> {
        if let Some(geometry) = self.coordinates.geometry(row)? {
            return Ok(Some(geometry.into_owned()));
        }
        match self.coordinates.columns() {
            [] => Ok(None),
            _ => Ok(Some(Point::from(self.coordinates.place(row)?).into())),
        }
    }

    /// Whether cells say where a row is: because that is where it was read from, or the same
    /// beside its geometry.
    fn is_repeated(&self, row: &Row, geometry: &Geometry) -> bool {
        let Geometry::Point(point) = geometry else { return false };
        if matches!(row.geometry, Ok(None)) {
            return true;
        }
        // in the system of the file, or on WGS 84 whatever the geometries are in
        let read = self.coordinates.place(row).ok().map(|at| [at.lng(), at.lat()]);
        let same = |[x, y]: [f64; 2]| {
            (x - point.x()).abs() <= REPEATED && (y - point.y()).abs() <= REPEATED
        };
        read.into_iter().chain(self.coordinates.numbers(row)).any(same)
    }

    /// Writes the place of a row into the cells that repeat it, where it is another now.
    fn rewrite(&self, row: &Row, placed: &mut Placed) {
        let named = row.named(self.datum).and_then(|name| Crs::named(&name));
        if let (Some(column), Some(named)) = (self.datum, named)
            && named != *self.to
        {
            placed.values[column] = Value::Text(self.to.key().into_owned());
        }
        let (true, Some(Geometry::Point(point))) = (placed.repeated, &placed.geometry)
        else {
            return;
        };
        let now = [point.x(), point.y()];
        let before = self.coordinates.numbers(row);
        let is_same =
            |old: [f64; 2]| (0..2).all(|axis| (old[axis] - now[axis]).abs() <= REPEATED);
        if before.is_some_and(is_same) {
            return;
        }
        match *self.coordinates.columns() {
            [x, y] => {
                placed.values[x] = Value::Number(now[0]);
                placed.values[y] = Value::Number(now[1]);
            }
            [pair] => placed.values[pair] = Value::Text(format!("{},{}", now[0], now[1])),
            _ => {}
        }
    }
}

/// What holds all values of a column.
fn kind<'v>(values: impl Iterator<Item = &'v Value>) -> Kind {
    let (mut kind, mut large) = (Kind::Nothing, false);
    for value in values {
        kind = kind.or(Kind::of(value));
        large |= matches!(value, Value::Integer(n) if n.unsigned_abs() > LARGEST_WHOLE);
    }
    match kind {
        // a whole number that would lose its last digits among others
        Kind::Number if large => Kind::Mixed,
        kind => kind,
    }
}

/// Whether features have identities that no column repeats and that are more than their numbers.
fn has_ids(rows: &Rows, features: &[Feature]) -> bool {
    let has_column = rows.columns.iter().any(|name| name.eq_ignore_ascii_case("id"));
    let mut numbered = features.iter().zip(1..);
    let is_number =
        |(feature, number): (&Feature, usize)| feature.id == number.to_string();
    let any = features.iter().any(|feature| !feature.id.is_empty());
    any && !has_column && !numbered.all(is_number)
}
