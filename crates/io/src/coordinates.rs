//! Where a row stands: its geometry, its columns of longitude and latitude or of easting and
//! northing, or one cell with both; in the coordinate system of the file, or in one that the row
//! names.

use crate::columns::Columns;
use crate::crs::{Crs, Frame, into_wgs84};
use crate::degrees::{self, Angle, degrees};
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, Problem};
use crate::normalize;
use crate::rows::{Fault, Row, Rows};
use geo::Geometry;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use walkshed::{Axis, LngLat};

/// Where the coordinates of a file stand, and what they mean.
#[derive(Debug)]
pub(crate) struct Coordinates {
    cells: Cells,
    /// Of rows that name no datum.
    usual: Frame,
    /// Column that names the datum of each row.
    datum: Option<usize>,
    /// What it names: how numbers are read, and how geometries are.
    named: FxHashMap<String, Option<Named>>,
}

/// A datum that rows name.
#[derive(Debug)]
struct Named {
    numbers: Frame,
    /// `None` where geometries were settled by another system than this.
    geometries: Option<Frame>,
}

#[derive(Clone, Copy, Debug)]
enum Cells {
    /// Two columns.
    Two([usize; 2]),
    /// One column with both.
    Pair(usize),
    /// Only geometries.
    None,
}

impl Cells {
    fn of(columns: &Columns) -> Self {
        let both = |x, y| Some(Self::Two([columns.get(x)?, columns.get(y)?]));
        let two = both("lon", "lat").or_else(|| both("easting", "northing"));
        let pair = || columns.get("coordinates").map(Self::Pair);
        two.or_else(pair).unwrap_or(Self::None)
    }

    /// What the columns are called.
    fn name(self, rows: &Rows) -> String {
        match self {
            Self::Two(columns) => columns.map(|i| rows.columns[i].as_str()).join(", "),
            Self::Pair(column) => rows.columns[column].clone(),
            Self::None => String::new(),
        }
    }

    /// The column of the first or the second number.
    fn column(self, second: bool) -> Option<usize> {
        match self {
            Self::Two(columns) => Some(columns[usize::from(second)]),
            Self::Pair(column) => Some(column),
            Self::None => None,
        }
    }

    /// The two numbers of a row, in the order of the columns.
    fn numbers(self, row: &Row) -> Result<[f64; 2], Fault> {
        match self {
            Self::Two([first, second]) => {
                let angle = |column| {
                    let text =
                        row.text(column).ok_or(Fault::cell(column, Problem::NoPlace))?;
                    let plain = normalize::number(&text);
                    let plain = plain.map(|degrees| Angle { degrees, axis: None });
                    plain
                        .or_else(|| degrees(&text))
                        .ok_or(Fault::cell(column, Problem::NotDegrees))
                };
                Ok([angle(first)?.degrees, angle(second)?.degrees])
            }
            Self::Pair(column) => {
                let text =
                    row.text(column).ok_or(Fault::cell(column, Problem::NoPlace))?;
                pair(&text).ok_or(Fault::cell(column, Problem::NotDegrees))
            }
            Self::None => Err(Problem::NoPlace.into()),
        }
    }
}

/// The two numbers of a row as they stand in its cells.
pub(crate) fn written(row: &Row, columns: &Columns) -> Option<[f64; 2]> {
    Cells::of(columns).numbers(row).ok()
}

impl Coordinates {
    /// Finds the coordinates of a file. Where only exchanging the numbers makes most rows fit,
    /// they are exchanged and that is said once (rule 21: the numbers decide, not the header).
    ///
    /// # Errors
    ///
    /// If most of the numbers cannot be coordinates in the system of the file.
    pub(crate) fn of(
        rows: &Rows,
        columns: &Columns,
        findings: &mut Vec<Finding>,
    ) -> Result<Self, ReadError> {
        let cells = Cells::of(columns);
        let name = cells.name(rows);
        let datum = columns.get("crs");
        let crs = rows.crs.clone().unwrap_or_default();
        let mut unnamed = Vec::new();
        let mut by_name = FxHashMap::<String, Vec<[f64; 2]>>::default();
        for row in &rows.list {
            let pairs = match row.named(datum) {
                Some(name) => by_name.entry(name).or_default(),
                None => &mut unnamed,
            };
            pairs.extend(cells.numbers(row));
        }
        let unusable = |fault: ReadFault| ReadError::unusable(&rows.path, fault);
        let usual = Frame::of(&crs, &unnamed, &name).map_err(unusable)?;
        let mut exchanged = usual.exchanged;
        let mut named = FxHashMap::default();
        for (text, pairs) in by_name {
            let frame = match Crs::named(&text) {
                // one that is known, but cannot be converted, costs its rows only
                Some(own) => match Frame::of(&own, &pairs, &name) {
                    Err(fault @ ReadFault::Projected { .. }) => {
                        return Err(unusable(fault));
                    }
                    frame => frame.ok().map(|numbers| Named::new(numbers, &own, &crs)),
                },
                None => None,
            };
            exchanged |= frame.as_ref().is_some_and(|frame| frame.numbers.exchanged);
            named.insert(text, frame);
        }
        if exchanged {
            findings.push(Finding::new(&rows.file, Problem::Exchanged).in_column(name));
        }
        Ok(Self { cells, usual, datum, named })
    }

    /// The columns that hold the coordinates: two, one with both, or none.
    pub(crate) fn columns(&self) -> &[usize] {
        match &self.cells {
            Cells::Two(columns) => columns,
            Cells::Pair(column) => std::slice::from_ref(column),
            Cells::None => &[],
        }
    }

    /// The numbers in the cells of a row, as they stand there.
    pub(crate) fn numbers(&self, row: &Row) -> Option<[f64; 2]> {
        self.cells.numbers(row).ok()
    }

    /// The place in the cells of a row.
    pub(crate) fn place(&self, row: &Row) -> Result<LngLat, Fault> {
        let frame = self.datum(row)?.map_or(&self.usual, |named| &named.numbers);
        let numbers = self.cells.numbers(row)?;
        let at = |second: bool, problem: Problem| match self.cells.column(second) {
            Some(column) => Fault::cell(column, problem),
            None => problem.into(),
        };
        let [lng, lat] =
            frame.at(numbers).ok_or_else(|| at(false, Problem::BeyondCrs))?;
        LngLat::new(lng, lat).map_err(|fault| {
            let second = (fault.axis == Axis::Latitude) != frame.exchanged;
            at(second, Problem::Position(fault))
        })
    }

    /// The geometry of a row, on WGS 84 also where the row names a datum of its own.
    pub(crate) fn geometry<'r>(
        &self,
        row: &'r Row,
    ) -> Result<Option<Cow<'r, Geometry>>, Fault> {
        let geometry = row.geometry.as_ref().map_err(Problem::clone)?;
        let Some(shape) = geometry else { return Ok(None) };
        let Some(named) = self.datum(row)? else { return Ok(Some(Cow::Borrowed(shape))) };
        let column = self.datum.unwrap_or_default();
        let frame =
            named.geometries.as_ref().ok_or(Fault::cell(column, Problem::Datum))?;
        if frame.is_unchanged() {
            return Ok(Some(Cow::Borrowed(shape)));
        }
        let mut shape = shape.clone();
        into_wgs84(frame, &mut shape)?;
        Ok(Some(Cow::Owned(shape)))
    }

    /// What a row names; an error if that is not known.
    fn datum(&self, row: &Row) -> Result<Option<&Named>, Fault> {
        let Some(column) = self.datum else { return Ok(None) };
        let Some(name) = row.named(Some(column)) else { return Ok(None) };
        let known = self.named.get(&name).and_then(Option::as_ref);
        known.map(Some).ok_or(Fault::cell(column, Problem::Datum))
    }
}

impl Named {
    /// Geometries were settled by the system of the file: where that is WGS 84, what a row says
    /// comes on top; where it is another, the two must agree.
    fn new(numbers: Frame, own: &Crs, of_file: &Crs) -> Self {
        let plain = Frame::of(&Crs::Wgs84, &[], "").ok();
        let settled = matches!(of_file, Crs::Wgs84 | Crs::Cgcs2000);
        let geometries = match (own, settled) {
            (own, false) => plain.filter(|_| own == of_file),
            (own, true) => Frame::of(own, &[], "").ok(),
        };
        Self { numbers, geometries }
    }
}

/// `99.9247,24.5803`, in brackets or not, with any usual separator; also `POINT (99.9247 24.5803)`.
pub(crate) fn pair(text: &str) -> Option<[f64; 2]> {
    if let Some(pair) = degrees::pair(text) {
        return Some(pair);
    }
    let text = normalize::plain(text).to_lowercase();
    let text = text.strip_prefix("point").unwrap_or(&text).trim();
    let text = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let separator = |c: char| matches!(c, ',' | ';' | '、') || c.is_whitespace();
    let mut numbers = text.split(separator).filter(|part| !part.is_empty());
    let pair = [numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?];
    numbers.next().is_none().then_some(pair)
}

#[cfg(test)]
#[path = "coordinates_tests.rs"]
mod tests;
