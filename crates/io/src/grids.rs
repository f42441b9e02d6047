//! Rows to administrative areas.

use crate::columns::{Columns, GRIDS};
use crate::error::ReadError;
use crate::finding::{Finding, Problem, Wanted};
use crate::identity::{Identities, say_made};
use crate::level;
use crate::origin::Origins;
use crate::project::Input;
use crate::rows::{Fault, Row, Rows};
use geo::{Geometry, MultiPolygon};
use walkshed::model::Grid;

/// The areas of all files.
#[derive(Debug, Default)]
pub(crate) struct GridRows {
    pub(crate) list: Vec<Grid>,
    pub(crate) ids: Identities,
    pub(crate) origins: Origins,
}

impl GridRows {
    /// Adds those of one file.
    pub(crate) fn add(
        &mut self,
        rows: &Rows,
        input: &Input,
        level_names: &[String],
        findings: &mut Vec<Finding>,
    ) -> Result<(), ReadError> {
        let columns = Columns::bind(&GRIDS, rows, input, findings)?;
        let level = level::Source::of(rows, &columns, input, &GRIDS)?;
        let mut made = Vec::new();
        for row in &rows.list {
            let mut grid = || -> Result<Grid, Fault> {
                let shape = area(row)?;
                let level = level.read(row, level_names)?;
                let id = self.ids.claim(rows, row, &columns, &mut made)?;
                let name = row.named(columns.get("name")).unwrap_or_else(|| id.clone());
                let parent = row.named(columns.get("parent"));
                Ok(Grid { id, name, level, parent, shape })
            };
            match grid() {
                Ok(grid) => {
                    self.list.push(grid);
                    self.origins.push(rows, row.place);
                }
                Err(fault) => findings.push(rows.finding(row, fault)),
            }
        }
        say_made(rows, &made, findings);
        Ok(())
    }
}

/// The polygons of a row.
pub(crate) fn area(row: &Row) -> Result<MultiPolygon, Problem> {
    match row.geometry.clone()? {
        Some(Geometry::Polygon(polygon)) => Ok(MultiPolygon(vec![polygon])),
        Some(Geometry::MultiPolygon(polygons)) if !polygons.0.is_empty() => Ok(polygons),
        Some(_) => Err(Problem::Shape { expected: Wanted::Polygon }),
        None => Err(Problem::NoPlace),
    }
}
