//! What a file holds, as far as its role depends on it.

use super::Role;
use super::output::is_output;
use crate::columns::{Columns, DEMAND, ENTRANCES, GRIDS, NEEDS, STATIONS};
use crate::doctor::datum::Verdict;
use crate::error::ReadError;
use crate::finding::{Finding, Problem};
use crate::network_file::is_network;
use crate::project::{FILE_NAME, Input};
use crate::read::{self, Format};
use crate::rows::Rows;
use geo::Geometry;
use std::fs;
use std::path::Path;

/// Folders below the one that is looked at.
const DEPTH: usize = 2;
/// Files that belong to another, or to a program.
const PASSED_OVER: [&str; 25] = [
    "dbf", "shx", "prj", "cpg", "sbn", "sbx", "qix", "qmd", "qgz", "qgs", "qml", "xml",
    "lock", "toml", "md", "png", "jpg", "jpeg", "svg", "gpkg-wal", "gpkg-shm", "log",
    "py", "sh", "bat",
];

/// The group of all people.
const PEOPLE: &str = "population";

/// A file of the folder.
#[derive(Debug)]
pub(super) struct Looked {
    /// Relative to the folder, with slashes.
    pub(super) path: String,
    /// What it is for.
    pub(super) role: Role,
    /// Its records; `None` for street data of OpenStreetMap and network files.
    pub(super) rows: Option<Rows>,
    /// What its coordinates mean, if it does not say.
    pub(super) verdict: Option<Verdict>,
    /// Points, lines and polygons among its geometries.
    pub(super) kinds: [usize; 3],
    /// Whether it has columns of coordinates.
    pub(super) has_places: bool,
    /// Groups of people that it counts.
    pub(super) people: Vec<String>,
    /// Whether a column says the level.
    pub(super) has_level: bool,
    /// Whether columns say which community asks for what.
    pub(super) tells_needs: bool,
    /// Whether a column names stations or sites that rows belong to.
    pub(super) names_stations: bool,
    /// Groups and the columns that count them, where more people are planned than are counted.
    pub(super) planned: Vec<(String, String)>,
    /// The scenario that it belongs to.
    pub(super) scenario: Option<String>,
}

impl Looked {
    /// Whether its rows stand somewhere.
    pub(super) fn is_placed(&self) -> bool {
        self.has_places || self.kinds.iter().any(|&count| count > 0)
    }

    /// Forgets the role, unless the format alone tells it.
    pub(super) fn forget_role(&mut self) {
        self.role = if self.rows.is_none() { Role::Streets } else { Role::None };
    }

    /// Rows of records.
    pub(super) fn len(&self) -> usize {
        self.rows.as_ref().map_or(0, |rows| rows.list.len())
    }
}

/// Looks at every file of a folder, in the order of their names.
pub(super) fn all(folder: &Path) -> Result<(Vec<Looked>, Vec<ReadError>), ReadError> {
    let mut paths = Vec::new();
    list(folder, "", DEPTH, &mut paths)?;
    paths.sort();
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    for path in paths {
        match look(folder, &path) {
            Ok(looked) => files.push(looked),
            Err(error) => unread.push(error),
        }
    }
    Ok((files, unread))
}

fn list(
    folder: &Path,
    within: &str,
    depth: usize,
    paths: &mut Vec<String>,
) -> Result<(), ReadError> {
    let here = folder.join(within);
    let unreadable = |source| ReadError::Unreadable { path: here.clone(), source };
    for entry in fs::read_dir(&here).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with(['.', '~']) {
            continue;
        }
        let path = if within.is_empty() { name } else { format!("{within}/{name}") };
        let extension = extension_of(&path);
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let foreign = matches!(Format::of_extension(&extension), Some(Err(_)));
        if is_folder && !foreign {
            let here = folder.join(&path);
            let ours = here.join(FILE_NAME).exists() || is_output(&here);
            if depth > 0 && !ours {
                list(folder, &path, depth - 1, paths)?;
            }
        } else if !PASSED_OVER.contains(&extension.as_str())
            && !Format::is_companion(&path)
        {
            paths.push(path);
        }
    }
    Ok(())
}

fn extension_of(path: &str) -> String {
    let extension = Path::new(path).extension().and_then(|e| e.to_str());
    extension.unwrap_or_default().to_ascii_lowercase()
}

fn look(folder: &Path, path: &str) -> Result<Looked, ReadError> {
    let osm = [".osm", ".pbf", ".osm.gz", ".osm.bz2", ".osm.xml"];
    let mut looked = Looked {
        path: path.to_owned(),
        role: Role::None,
        rows: None,
        verdict: None,
        kinds: [0; 3],
        has_places: false,
        people: Vec::new(),
        has_level: false,
        tells_needs: false,
        names_stations: false,
        planned: Vec::new(),
        scenario: None,
    };
    if osm.iter().any(|end| path.ends_with(end)) || is_network(&folder.join(path)) {
        looked.role = Role::Streets;
        return Ok(looked);
    }
    let input = Input::new(path);
    let rows = read::raw(folder, &input)?;
    looked.kinds = kinds(&rows);
    // what these say of the rows is said when the project is read
    let mut said = Vec::new();
    let mut bind = |role| Columns::bind(role, &rows, &input, &mut said);
    let columns = bind(&STATIONS)?;
    let two = |a, b| columns.get(a).is_some() && columns.get(b).is_some();
    looked.has_places = two("lon", "lat")
        || two("easting", "northing")
        || columns.get("coordinates").is_some();
    looked.has_level =
        columns.get("level").is_some() || bind(&GRIDS)?.get("level").is_some();
    let needs = bind(&NEEDS)?;
    looked.tells_needs = needs.get("community").is_some() && needs.get("item").is_some();
    let doors = bind(&ENTRANCES)?;
    looked.names_stations = doors.get("station").is_some() || doors.get("site").is_some();
    let people = bind(&DEMAND)?;
    if let Some(planned) = people.get("planned_population") {
        let name = |column: usize| rows.columns[column].clone();
        let others = people.weights.iter().filter(|(group, _)| group != PEOPLE);
        let others = others.map(|(group, column)| (group.clone(), name(*column)));
        looked.planned =
            [(PEOPLE.to_owned(), name(planned))].into_iter().chain(others).collect();
    }
    looked.people = people.weights.into_iter().map(|(group, _)| group).collect();
    if !looked.planned.is_empty() && !looked.people.iter().any(|group| group == PEOPLE) {
        looked.people.insert(0, PEOPLE.to_owned());
    }
    looked.rows = Some(rows);
    Ok(looked)
}

fn kinds(rows: &Rows) -> [usize; 3] {
    let mut kinds = [0; 3];
    for row in &rows.list {
        let Ok(Some(geometry)) = &row.geometry else { continue };
        let kind = match geometry {
            Geometry::Point(_) | Geometry::MultiPoint(_) => 0,
            Geometry::Line(_)
            | Geometry::LineString(_)
            | Geometry::MultiLineString(_) => 1,
            _ => 2,
        };
        kinds[kind] += 1;
    }
    kinds
}

/// Whether anything was found in a file that its owner should look at.
pub(super) fn doubts(rows: &Rows) -> impl Iterator<Item = &Finding> {
    rows.findings.iter().filter(|finding| !matches!(finding.problem, Problem::MadeIds))
}
