//! Rows to stations; a bad row costs only itself.

use crate::columns::{Columns, STATIONS, is_known};
use crate::coordinates::Coordinates;
use crate::error::ReadError;
use crate::facts::FactReader;
use crate::finding::{Finding, Place, Problem, Wanted};
use crate::identity::{Identities, say_made};
use crate::origin::Origins;
use crate::pack::Vocabulary;
use crate::project::Input;
use crate::rows::{Fault, Row, Rows};
use crate::{level, normalize, status};
use geo::{Geometry, Point};
use walkshed::LngLat;
use walkshed::model::{Facts, Qualifier, Station, Status, Value};

/// The property that says how surely an area is known.
const AREA_QUALIFIER: &str = "area_m2_qualifier";

/// The stations of all files.
#[derive(Debug, Default)]
pub(crate) struct Stations {
    pub(crate) list: Vec<Station>,
    pub(crate) ids: Identities,
    pub(crate) origins: Origins,
    pub(crate) unplaced: Vec<Unplaced>,
}

/// A station of which everything is known but where it is: it can be listed and checked, and
/// serves nobody.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Unplaced {
    /// Its identity; empty where the file has none.
    pub id: String,
    /// What people call it; its id where the file has no name.
    pub name: String,
    /// Rung of the hierarchy, where it can be read.
    pub level: Option<u8>,
    /// The community it belongs to, as declared.
    pub community: Option<String>,
    /// Life cycle.
    pub status: Status,
    /// What else is known of it.
    pub facts: Facts,
    /// Every other column, in the order of the file.
    pub properties: Vec<(String, Value)>,
    /// Its file, as the project names it.
    pub file: String,
    /// Where it stands there.
    pub place: Place,
}

impl Stations {
    /// Adds those of one file; `level_names` are the project's, level 1 first.
    pub(crate) fn add(
        &mut self,
        rows: &Rows,
        input: &Input,
        level_names: &[String],
        vocabulary: &Vocabulary,
        findings: &mut Vec<Finding>,
    ) -> Result<(), ReadError> {
        let columns = Columns::bind(&STATIONS, rows, input, findings)?;
        let level = level::Source::of(rows, &columns, input, &STATIONS)?;
        let coordinates = Coordinates::of(rows, &columns, findings)?;
        let reader =
            Reader { rows, columns, coordinates, level, level_names, vocabulary };
        let mut made = Vec::new();
        let before = self.list.len();
        for row in &rows.list {
            match reader.station(row, &mut self.ids, &mut made, findings) {
                Ok(station) => {
                    self.list.push(station);
                    self.origins.push(rows, row.place);
                }
                Err(fault) => {
                    findings.push(rows.finding(row, fault));
                    self.unplaced.extend(reader.unplaced(row));
                }
            }
        }
        say_made(rows, &made, findings);
        reader.say_built(&self.list[before..], findings);
        Ok(())
    }
}

struct Reader<'a> {
    rows: &'a Rows,
    columns: Columns,
    coordinates: Coordinates,
    level: level::Source,
    level_names: &'a [String],
    vocabulary: &'a Vocabulary,
}

impl Reader<'_> {
    fn station(
        &self,
        row: &Row,
        ids: &mut Identities,
        made: &mut Vec<Place>,
        findings: &mut Vec<Finding>,
    ) -> Result<Station, Fault> {
        let (position, entrances) = doors(row, &self.coordinates)?;
        let level = self.level.read(row, self.level_names)?;
        let id = ids.claim(self.rows, row, &self.columns, made)?;
        let named = |field| row.named(self.columns.get(field));
        let facts = self.facts(row, findings);
        Ok(Station {
            name: named("name").unwrap_or_else(|| id.clone()),
            site: named("site"),
            parent: named("parent"),
            community: facts.communities.first().cloned(),
            status: self.status(row, findings),
            properties: self.properties(row, &facts),
            facts,
            entrances,
            ..Station::new(id, level, position)
        })
    }

    /// What is known of a row that has no place; `None` if it has one, or is no station.
    fn unplaced(&self, row: &Row) -> Option<Unplaced> {
        let unseen = &mut Vec::new(); // what is wrong was found before
        doors(row, &self.coordinates).err()?;
        let named = |field| row.named(self.columns.get(field));
        let id = named("id").unwrap_or_default();
        let name = named("name").unwrap_or_else(|| id.clone());
        let facts = self.facts(row, unseen);
        (!name.is_empty()).then(|| Unplaced {
            id,
            name,
            level: self.level.read(row, self.level_names).ok(),
            community: facts.communities.first().cloned(),
            status: self.status(row, unseen),
            properties: self.properties(row, &facts),
            facts,
            file: self.rows.file.clone(),
            place: row.place,
        })
    }

    fn facts(&self, row: &Row, findings: &mut Vec<Finding>) -> Facts {
        let Self { rows, columns, vocabulary, .. } = self;
        FactReader { rows, columns, vocabulary }.facts(row, findings)
    }

    /// Every other column; beside an area that is not exact, what was said of it.
    fn properties(&self, row: &Row, facts: &Facts) -> Vec<(String, Value)> {
        let others = self.columns.others(self.rows);
        let mut properties: Vec<(String, Value)> =
            others.map(|(i, name)| self.property(row, i, name)).collect();
        let qualifier = facts.floor_area.map(|area| area.qualifier);
        if let Some(rough) = qualifier.filter(|said| *said != Qualifier::Exact) {
            properties.push((AREA_QUALIFIER.to_owned(), Value::from(rough.key())));
        }
        properties
    }

    /// A column that is kept: an area in square meters, anything else as it is.
    fn property(&self, row: &Row, column: usize, name: &str) -> (String, Value) {
        let header = &self.rows.columns[column];
        // service_area_m2 is another area, and keeps its name.
        let whole = name == "area_m2" || is_known(header);
        let is_area = whole && self.columns.get("area_m2") == Some(column);
        let text = is_area.then(|| row.named(Some(column))).flatten();
        match text.and_then(|text| normalize::area_m2(&text, header)) {
            Some(m2) if m2.fract() == 0.0 && m2 < 1e15 => {
                ("area_m2".to_owned(), Value::Integer(m2 as i64))
            }
            Some(m2) => ("area_m2".to_owned(), Value::Number(m2)),
            None => (name.to_owned(), row.value(column).clone()),
        }
    }

    /// Says that stations which are built serve nobody unless they are open.
    fn say_built(&self, stations: &[Station], findings: &mut Vec<Finding>) {
        let built = stations.iter().filter(|one| one.status == Status::Built).count();
        if let (Some(column), 1..) = (self.columns.get("status"), built) {
            let problem = Problem::OnlyBuilt { stations: built };
            let finding = Finding::new(&self.rows.file, problem);
            findings.push(finding.in_column(&self.rows.columns[column]));
        }
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

/// Where a station stands, and its doors if it has several: the points of a geometry.
fn doors(row: &Row, coordinates: &Coordinates) -> Result<(LngLat, Vec<LngLat>), Fault> {
    let geometry = coordinates.geometry(row)?;
    let Some(Geometry::MultiPoint(points)) = geometry.as_deref() else {
        return Ok((door(row, coordinates)?, Vec::new()));
    };
    let place = |point: &Point| LngLat::new(point.x(), point.y());
    let doors = points.iter().map(place).collect::<Result<Vec<_>, _>>()?;
    match doors.as_slice() {
        [_, _, ..] => Ok((doors[0], doors)),
        _ => Ok((door(row, coordinates)?, Vec::new())),
    }
}

/// Where the door of a row is.
pub(crate) fn door(row: &Row, coordinates: &Coordinates) -> Result<LngLat, Fault> {
    let geometry = coordinates.geometry(row)?;
    let point = match geometry.as_deref() {
        None => return coordinates.place(row),
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
