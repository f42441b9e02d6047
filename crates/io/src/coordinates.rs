//! Where a row stands: its geometry, its columns of longitude and latitude, or one cell with both.

use crate::columns::Columns;
use crate::crs::Crs;
use crate::degrees::{self, Angle, degrees};
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, Problem};
use crate::normalize;
use crate::rows::{Fault, Row, Rows};
use walkshed::{Axis, LngLat};

/// Where the coordinates of a file stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coordinates {
    cells: Cells,
    /// Whether the latitude comes first.
    exchanged: bool,
    /// Column that names the datum of each row.
    datum: Option<usize>,
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

/// Degrees end at 180; meters of a projection are far larger.
const LARGEST_DEGREES: f64 = 360.0;

impl Coordinates {
    /// Finds the coordinates of a file. Where most rows have a latitude beyond 90 degrees, and
    /// exchanging the numbers makes every row fit, they are exchanged and that is said once
    /// (rule 21: the numbers decide, not the header).
    ///
    /// # Errors
    ///
    /// If most of the numbers are meters of a projection.
    pub(crate) fn of(
        rows: &Rows,
        columns: &Columns,
        findings: &mut Vec<Finding>,
    ) -> Result<Self, ReadError> {
        let both = |x, y| Some(Cells::Two([columns.get(x)?, columns.get(y)?]));
        let two = both("lon", "lat").or_else(|| both("easting", "northing"));
        let pair = || columns.get("coordinates").map(Cells::Pair);
        let cells = two.or_else(pair).unwrap_or(Cells::None);
        let name = match cells {
            Cells::Two(columns) => columns.map(|i| rows.columns[i].as_str()).join(", "),
            Cells::Pair(column) => rows.columns[column].clone(),
            Cells::None => String::new(),
        };
        let mut found = Self { cells, exchanged: false, datum: columns.get("crs") };
        let numbers: Vec<[f64; 2]> =
            rows.list.iter().filter_map(|row| found.numbers(row).ok()).collect();
        let most = |fits: &dyn Fn(&[f64; 2]) -> bool| {
            2 * numbers.iter().filter(|pair| fits(pair)).count() > numbers.len()
        };
        if most(&|[x, y]| x.abs() > LARGEST_DEGREES && y.abs() > LARGEST_DEGREES) {
            return Err(ReadError::unusable(&rows.path, ReadFault::Projected(name)));
        }
        let fits = |x: f64, y: f64| LngLat::new(x, y).is_ok();
        if most(&|&[x, y]| !fits(x, y)) && numbers.iter().all(|&[x, y]| fits(y, x)) {
            findings.push(Finding::new(&rows.file, Problem::Exchanged).in_column(name));
            found.exchanged = true;
        }
        Ok(found)
    }

    /// The two numbers of a row, in the order of the file.
    fn numbers(&self, row: &Row) -> Result<[f64; 2], Fault> {
        match self.cells {
            Cells::Two([first, second]) => {
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
            Cells::Pair(column) => {
                let text =
                    row.text(column).ok_or(Fault::cell(column, Problem::NoPlace))?;
                pair(&text).ok_or(Fault::cell(column, Problem::NotDegrees))
            }
            Cells::None => Err(Problem::NoPlace.into()),
        }
    }

    /// The place in the cells of a row.
    pub(crate) fn place(&self, row: &Row) -> Result<LngLat, Fault> {
        self.check_datum(row)?;
        let [x, y] = self.numbers(row)?;
        let (lng, lat) = if self.exchanged { (y, x) } else { (x, y) };
        LngLat::new(lng, lat).map_err(|fault| {
            let second = (fault.axis == Axis::Latitude) != self.exchanged;
            match self.cells {
                Cells::Two(columns) => {
                    Fault::cell(columns[usize::from(second)], Problem::Position(fault))
                }
                Cells::Pair(column) => Fault::cell(column, Problem::Position(fault)),
                Cells::None => fault.into(),
            }
        })
    }

    /// Refuses a row that declares a datum which is not read.
    pub(crate) fn check_datum(&self, row: &Row) -> Result<(), Fault> {
        let Some(column) = self.datum else { return Ok(()) };
        match row.named(Some(column)) {
            Some(name) if Crs::named(&name).is_none() => {
                Err(Fault::cell(column, Problem::Datum))
            }
            _ => Ok(()),
        }
    }
}

/// `99.9247,24.5803`, in brackets or not, with any usual separator; also `POINT (99.9247 24.5803)`.
fn pair(text: &str) -> Option<[f64; 2]> {
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
mod tests {
    use super::*;

    #[test]
    fn one_cell_may_hold_both_numbers() {
        for text in [
            "99.9247,24.5803",
            "99.9247， 24.5803",
            "(99.9247 24.5803)",
            "[99.9247；24.5803]",
        ] {
            assert_eq!(pair(text), Some([99.9247, 24.5803]), "{text}");
        }
        assert_eq!(pair("24°30′N,99°45′E"), Some([99.75, 24.5]));
        for text in ["99.9247", "a,b", "1,2,3", ""] {
            assert_eq!(pair(text), None, "{text}");
        }
    }
}
