//! Where a row stands: its geometry, its columns of longitude and latitude, or one cell with both.

use crate::columns::Columns;
use crate::crs::Crs;
use crate::error::ReadError;
use crate::finding::{Finding, Problem};
use crate::normalize;
use crate::rows::{Fault, Row, Rows};
use walkshed::{Axis, LngLat};

/// Where the coordinates of a file stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coordinates {
    cells: Cells,
    /// Column that names the datum of each row.
    datum: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
enum Cells {
    /// Columns of longitude and latitude.
    Two(usize, usize),
    /// One column with both, longitude first.
    Pair(usize),
    /// Only geometries.
    None,
}

/// Degrees end at 180; meters of a projection are far larger.
const LARGEST_DEGREES: f64 = 360.0;

impl Coordinates {
    /// Finds the coordinates of a file. Where most rows have a latitude beyond 90 degrees, and
    /// exchanging the columns makes every row fit, they are exchanged and that is said once
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
        let datum = columns.get("crs");
        let both = |x, y| Some((columns.get(x)?, columns.get(y)?));
        let two = both("lon", "lat").or_else(|| both("easting", "northing"));
        let Some((lon, lat)) = two else {
            let cells = columns.get("coordinates").map_or(Cells::None, Cells::Pair);
            return Ok(Self { cells, datum });
        };
        let numbers: Vec<[f64; 2]> = (rows.list.iter())
            .filter_map(|row| {
                let number = |column| normalize::number(&row.text(column)?);
                Some([number(lon)?, number(lat)?])
            })
            .collect();
        let most = |fits: &dyn Fn(&[f64; 2]) -> bool| {
            2 * numbers.iter().filter(|pair| fits(pair)).count() > numbers.len()
        };
        if most(&|[x, y]| x.abs() > LARGEST_DEGREES && y.abs() > LARGEST_DEGREES) {
            return Err(projected(rows, lon, lat));
        }
        let fits = |x: f64, y: f64| LngLat::new(x, y).is_ok();
        if most(&|&[x, y]| !fits(x, y)) && numbers.iter().all(|&[x, y]| fits(y, x)) {
            let named = format!("{}, {}", rows.columns[lon], rows.columns[lat]);
            findings.push(Finding::new(&rows.file, Problem::Exchanged).in_column(named));
            return Ok(Self { cells: Cells::Two(lat, lon), datum });
        }
        Ok(Self { cells: Cells::Two(lon, lat), datum })
    }

    /// The place in the cells of a row.
    pub(crate) fn place(&self, row: &Row) -> Result<LngLat, Fault> {
        self.check_datum(row)?;
        match self.cells {
            Cells::Two(lon, lat) => {
                let number = |column| {
                    let text =
                        row.text(column).ok_or(Fault::cell(column, Problem::NoPlace))?;
                    normalize::number(&text)
                        .ok_or(Fault::cell(column, Problem::NotDegrees))
                };
                LngLat::new(number(lon)?, number(lat)?).map_err(|fault| {
                    let column = if fault.axis == Axis::Longitude { lon } else { lat };
                    Fault::cell(column, Problem::Position(fault))
                })
            }
            Cells::Pair(column) => {
                let text =
                    row.text(column).ok_or(Fault::cell(column, Problem::NoPlace))?;
                let pair = pair(&text).ok_or(Fault::cell(column, Problem::NotDegrees));
                let [x, y] = pair?;
                LngLat::new(x, y)
                    .map_err(|fault| Fault::cell(column, Problem::Position(fault)))
            }
            Cells::None => Err(Problem::NoPlace.into()),
        }
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

fn projected(rows: &Rows, lon: usize, lat: usize) -> ReadError {
    let names = format!("{} and {}", rows.columns[lon], rows.columns[lat]);
    let reason =
        format!("columns {names} hold meters, not degrees, and are not readable yet");
    ReadError::unusable(&rows.path, reason, "convert to WGS 84 (EPSG:4326) first")
}

/// `99.9247,24.5803`, in brackets or not, with any usual separator.
fn pair(text: &str) -> Option<[f64; 2]> {
    let text = normalize::plain(text);
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
        for text in ["99.9247", "a,b", "1,2,3", "", "99°55′29″E,24°34′49″N"] {
            assert_eq!(pair(text), None, "{text}");
        }
    }
}
