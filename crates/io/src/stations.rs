//! Rows to stations; a bad row costs only itself.

use crate::columns::{Columns, STATIONS};
use crate::coordinates::Coordinates;
use crate::error::ReadError;
use crate::finding::{Finding, Problem, Wanted};
use crate::identity::{Identities, say_made};
use crate::origin::Origins;
use crate::project::Input;
use crate::rows::{Fault, Row, Rows};
use crate::{level, status};
use geo::Geometry;
use walkshed::LngLat;
use walkshed::model::{Station, Status};

/// The stations of all files.
#[derive(Debug, Default)]
pub(crate) struct Stations {
    pub(crate) list: Vec<Station>,
    pub(crate) ids: Identities,
    pub(crate) origins: Origins,
}

impl Stations {
    /// Adds those of one file; `level_names` are the project's, level 1 first.
    pub(crate) fn add(
        &mut self,
        rows: &Rows,
        input: &Input,
        level_names: &[String],
        findings: &mut Vec<Finding>,
    ) -> Result<(), ReadError> {
        let columns = Columns::bind(&STATIONS, rows, input, findings)?;
        let level = level::Source::of(rows, &columns, input, &STATIONS)?;
        let coordinates = Coordinates::of(rows, &columns, findings)?;
        let reader = Reader { rows, columns, coordinates, level, level_names };
        let mut made = Vec::new();
        for row in &rows.list {
            match reader.station(row, &mut self.ids, &mut made, findings) {
                Ok(station) => {
                    self.list.push(station);
                    self.origins.push(rows, row.place);
                }
                Err(fault) => findings.push(rows.finding(row, fault)),
            }
        }
        say_made(rows, &made, findings);
        Ok(())
    }
}

struct Reader<'a> {
    rows: &'a Rows,
    columns: Columns,
    coordinates: Coordinates,
    level: level::Source,
    level_names: &'a [String],
}

impl Reader<'_> {
    fn station(
        &self,
        row: &Row,
        ids: &mut Identities,
        made: &mut Vec<crate::Place>,
        findings: &mut Vec<Finding>,
    ) -> Result<Station, Fault> {
        let position = self.position(row)?;
        let level = self.level.read(row, self.level_names)?;
        let id = ids.claim(self.rows, row, &self.columns, made)?;
        let named = |field| row.named(self.columns.get(field));
        let others = self.columns.others(self.rows);
        Ok(Station {
            name: named("name").unwrap_or_else(|| id.clone()),
            id,
            level,
            position,
            site: named("site"),
            parent: named("parent"),
            community: named("community"),
            status: self.status(row, findings),
            properties: others
                .map(|(i, name)| (name.to_owned(), row.value(i).clone()))
                .collect(),
        })
    }

    fn position(&self, row: &Row) -> Result<LngLat, Fault> {
        let geometry = self.coordinates.geometry(row)?;
        let point = match geometry.as_deref() {
            None => return self.coordinates.place(row),
            Some(Geometry::Point(point)) => Some(*point),
            Some(Geometry::MultiPoint(points)) if points.0.len() == 1 => {
                points.0.first().copied()
            }
            Some(_) => None,
        };
        let shape = Problem::Shape { expected: Wanted::Door };
        let point = point.ok_or(shape)?;
        Ok(LngLat::new(point.x(), point.y())?)
    }

    fn status(&self, row: &Row, findings: &mut Vec<Finding>) -> Status {
        let Some(column) = self.columns.get("status") else { return Status::default() };
        let Some(text) = row.named(Some(column)) else { return Status::default() };
        status::read(&text).unwrap_or_else(|| {
            let fault = Fault::cell(column, Problem::UnknownStatus);
            findings.push(self.rows.finding(row, fault));
            Status::default()
        })
    }
}
