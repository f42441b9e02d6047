//! Rows to what cannot be walked across.

use crate::finding::{Finding, Problem, Wanted};
use crate::rows::Rows;
use geo::Geometry;

/// Takes the polygons and lines of one file.
pub(crate) fn add(rows: Rows, shapes: &mut Vec<Geometry>, findings: &mut Vec<Finding>) {
    let file = rows.file;
    for row in rows.list {
        match row.geometry.and_then(barrier) {
            Ok(shape) => shapes.push(shape),
            Err(problem) => findings.push(Finding::new(&file, problem).at(row.place)),
        }
    }
}

fn barrier(shape: Option<Geometry>) -> Result<Geometry, Problem> {
    match shape {
        None => Err(Problem::NoPlace),
        Some(Geometry::Point(_) | Geometry::MultiPoint(_)) => {
            Err(Problem::Shape { expected: Wanted::PolygonOrLine })
        }
        Some(shape) => Ok(shape),
    }
}
