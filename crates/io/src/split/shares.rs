//! The share of each row in the people of its area.

use crate::columns::find;
use crate::error::ReadError;
use crate::finding::{Finding, JoinFault, Problem};
use crate::normalize;
use crate::project::Split;
use crate::rows::Rows;
use geo::{GeodesicArea, Geometry};

/// Largest share that is counted in thousandths without overflow.
const LARGEST: f64 = 1e15;

/// The share of each row in thousandths: the product of its columns, else its area on the ground
/// in square meters (geodesic, Karney 2013, doi:10.1007/s00190-012-0578-z).
pub(super) fn of(
    rows: &Rows,
    split: &Split,
    findings: &mut Vec<Finding>,
) -> Result<Vec<u64>, ReadError> {
    if split.by.is_empty() {
        let area = |geometry: &Geometry| geometry.geodesic_area_unsigned();
        let of_row = |row: &crate::rows::Row| match &row.geometry {
            Ok(Some(geometry)) => thousandths(area(geometry)).unwrap_or(0),
            _ => 0,
        };
        return Ok(rows.list.iter().map(of_row).collect());
    }
    let mut shares = vec![1.0; rows.list.len()];
    for name in &split.by {
        let column = find(rows, name)?;
        for (row, share) in rows.list.iter().zip(&mut shares) {
            let text = row.text(column).unwrap_or_default();
            let number =
                normalize::count(&text).filter(|number| thousandths(*number).is_some());
            if number.is_none() {
                let finding =
                    Finding::new(&rows.file, Problem::Join(JoinFault::NotAShare));
                findings.push(finding.at(row.place).of(&rows.columns[column], text));
            }
            *share *= number.unwrap_or(0.0);
        }
    }
    Ok(shares.into_iter().map(|share| thousandths(share).unwrap_or(0)).collect())
}

fn thousandths(number: f64) -> Option<u64> {
    (0.0..=LARGEST).contains(&number).then(|| (number * 1000.0).round() as u64)
}
