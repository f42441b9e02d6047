//! Which rows lie in which area: by a key, or by place.

use crate::columns::{Columns, DEMAND, find};
use crate::coordinates::Coordinates;
use crate::demand::position_of;
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, JoinFault, Problem};
use crate::grids::area;
use crate::join::Keyed;
use crate::project::{Input, Split};
use crate::rows::Rows;
use geo::{BoundingRect, Intersects, MultiPolygon, Point, Rect};

/// The rows of each area, in their order.
pub(super) struct Members {
    by_area: Vec<Vec<usize>>,
    /// Rows that no area holds.
    strangers: Vec<usize>,
    /// The column that says the area of a row.
    on: Option<usize>,
}

impl Members {
    pub(super) fn of(
        rows: &Rows,
        input: &Input,
        split: &Split,
        table: &Rows,
        findings: &mut Vec<Finding>,
    ) -> Result<Self, ReadError> {
        let mut members =
            Self { by_area: vec![vec![]; table.list.len()], strangers: vec![], on: None };
        let areas = match &split.on {
            Some(on) => {
                let on = find(rows, on)?;
                let with = split.with.as_deref().or(split.on.as_deref());
                let with = find(table, with.unwrap_or_default())?;
                members.on = Some(on);
                let keyed = Keyed::of(table, with, findings);
                rows.list.iter().map(|row| keyed.row_of(row, on)).collect()
            }
            None => by_place(rows, input, table)?,
        };
        for (row, area) in areas.into_iter().enumerate() {
            match area {
                Some(area) => members.by_area[area].push(row),
                None => members.strangers.push(row),
            }
        }
        if members.strangers.len() == rows.list.len() {
            let fault = ReadFault::NothingInAreas { table: table.file.clone() };
            return Err(ReadError::unusable(&rows.path, fault));
        }
        Ok(members)
    }

    pub(super) fn of_area(&self, area: usize) -> &[usize] {
        &self.by_area[area]
    }

    /// Names the rows that no area holds: nobody lives there as far as the table knows.
    pub(super) fn say_strangers(
        &self,
        rows: &Rows,
        table: &Rows,
        findings: &mut Vec<Finding>,
    ) {
        for &nth in &self.strangers {
            let row = &rows.list[nth];
            let problem = Problem::Join(JoinFault::NoArea { table: table.file.clone() });
            let finding = Finding::new(&rows.file, problem).at(row.place);
            findings.push(match self.on {
                Some(on) => {
                    finding.of(&rows.columns[on], row.text(on).unwrap_or_default())
                }
                None => finding,
            });
        }
    }
}

/// The first area that holds the place of each row.
fn by_place(
    rows: &Rows,
    input: &Input,
    table: &Rows,
) -> Result<Vec<Option<usize>>, ReadError> {
    let areas: Vec<Option<(MultiPolygon, Rect)>> = table
        .list
        .iter()
        .map(|row| {
            let shape = area(row).ok()?;
            let around = shape.bounding_rect()?;
            Some((shape, around))
        })
        .collect();
    if areas.iter().all(Option::is_none) {
        return Err(ReadError::unusable(&table.path, ReadFault::NoPolygon(None)));
    }
    // what these say of the rows is said when the rows are read
    let mut said = Vec::new();
    let columns = Columns::bind(&DEMAND, rows, input, &mut said)?;
    let coordinates = Coordinates::of(rows, &columns, &mut said)?;
    let holder = |row| {
        let (at, _) = position_of(row, &coordinates).ok()?;
        let at = Point::from(at);
        let holds = |area: &Option<(MultiPolygon, Rect)>| {
            area.as_ref().is_some_and(|(shape, around)| {
                around.intersects(&at) && shape.intersects(&at)
            })
        };
        areas.iter().position(holds)
    };
    Ok(rows.list.iter().map(holder).collect())
}
