//! A project folder: `walkshed.toml` beside its data.
//!
//! [`Project::open`] reads the settings and no data, so that a command line can overwrite any of
//! them; [`Project::load`] reads the data, and [`Project::load_scenario`] what a scenario makes of
//! it.

mod assemble;
mod beside;
mod changed;
mod check;
mod country;
mod load;
mod loader;
mod near;
mod norms;
mod scenarios;
mod settings;
mod streets;
mod told;
mod values;
mod walking;

pub use load::{InputFile, Loaded, Places, RowCount, Stage};
pub(crate) use near::nearest;
pub(crate) use scenarios::is_file;
pub(crate) use settings::explain;
pub(crate) use streets::{OSM_LICENCE, is_rows, say_missing};
pub(crate) use told::Told;
pub(crate) use values::OneOrMany;

use crate::error::{ReadError, ReadFault};
use crate::osm::Asked;
use crate::pack::Packs;
use crate::scenario::Scenario;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkshed::load::Norms;
use walkshed::model::{CoverageOptions, Metric, Pattern, Profile};

/// The name of a project's file.
pub const FILE_NAME: &str = "walkshed.toml";

/// The settings of a project, each of which may be overwritten before [`Project::load`].
///
/// # Examples
///
/// ```
/// use walkshed_io::Project;
///
/// let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../datasets/fengqing");
/// let mut project = Project::open(folder.as_ref())?;
/// project.options.budgets = vec!["1000m".parse().unwrap()];
/// let loaded = project.load(&|_| {})?;
/// assert_eq!(loaded.district.stations.len(), 26);
/// # Ok::<(), walkshed_io::ReadError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Project {
    /// Its file.
    pub path: PathBuf,
    /// The folder that relative paths start from.
    pub folder: PathBuf,
    /// What it is called; the name of the folder if it does not say.
    pub name: String,
    /// The files.
    pub inputs: Inputs,
    /// The shape of the network, `1+4+11+10`.
    pub pattern: Option<Pattern>,
    /// What each level is called, from level 1.
    pub level_names: Vec<String>,
    /// What is read of street files beside streets.
    pub asked: Asked,
    /// Along the streets or straight; `None` is along the streets if there are any.
    pub metric: Option<Metric>,
    /// Budget, profile, substitution and distances. Its `metric` is set by [`Project::load`].
    pub options: CoverageOptions,
    /// Those who walk, as the project lists them; the first is also in `options`.
    pub profiles: Vec<Profile>,
    /// All profiles that have a name here: the usual ones, and those of the project.
    pub known_profiles: Vec<Profile>,
    /// How near an end of the user's line must come to another to join it, in meters (rule 20).
    pub connect_m: f64,
    /// Least meters of street that make an OSM component usable (rule 6).
    pub min_component_m: f64,
    /// What could be, in the order of the file.
    pub scenarios: Vec<Scenario>,
    /// What is asked of stations per head, if the file says so.
    pub norms: Option<Norms>,
    /// What people agreed on: words, calendars, standards.
    pub packs: Arc<Packs>,
    /// Opening hours of stations that say nothing of theirs, by level; the last one holds for all
    /// levels beyond. Assumed, and told as such.
    pub assumed_hours: Vec<String>,
}

/// The files of a project, by role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inputs {
    /// Stations: CSV or GeoJSON points.
    pub stations: Vec<Input>,
    /// Demand: GeoJSON polygons or points, or CSV.
    pub demand: Vec<Input>,
    /// Streets: `.osm.pbf`, `.osm` (also `.gz`, `.bz2`), GeoJSON lines; the order decides ties
    /// (rule 5).
    pub streets: Vec<Input>,
    /// Administrative areas: GeoJSON polygons.
    pub grids: Vec<Input>,
    /// Water, railways, walls: GeoJSON polygons and lines.
    pub barriers: Vec<Input>,
    /// How far the streets are mapped, if the project says so.
    pub extent: Option<ExtentInput>,
    /// What limits the demand that is counted.
    pub study_area: Option<Input>,
    /// Doors of stations or sites that have several (rule 7).
    pub entrances: Vec<Input>,
    /// What else is there to be taken into a service circle: bank outlets, workers' homes.
    pub resources: Vec<Input>,
    /// What people asked for, by community (需求清单).
    pub needs: Vec<Input>,
}

/// What a project says of the extent of its streets.
#[derive(Clone, Debug, PartialEq)]
pub enum ExtentInput {
    /// The streets are complete: nothing is unknown.
    Complete,
    /// They are mapped inside the polygons of this file.
    Polygons(Box<Input>),
}

/// One file, and what must be said about it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Input {
    /// Its path, relative to the folder of the project.
    pub path: String,
    /// What its coordinates mean, if the file does not say.
    pub crs: Option<String>,
    /// How its text is encoded.
    pub encoding: Option<String>,
    /// The sheet of a workbook; `None` is the first that holds a table.
    pub sheet: Option<String>,
    /// The level of all rows, where no column says it.
    pub level: Option<u8>,
    /// The layers of a `GeoPackage`, a drawing or an archive; none is all that fit.
    pub layers: Vec<String>,
    /// A table whose columns are added, row by row, by a key.
    pub join: Option<Join>,
    /// A table of areas whose people are split over the rows.
    pub split: Option<Split>,
    /// Fields and the columns they are read from.
    pub columns: BTreeMap<String, String>,
    /// Groups and the columns that count them; if there is any, no other column is counted. A
    /// group of one year is named `population@2020`.
    pub weights: BTreeMap<String, String>,
    /// Meters between the points that stand for a block with an outline (rule 14); `None` is its
    /// centroid.
    pub sample_m: Option<f64>,
}

/// A table whose columns are added to the rows of an input.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Join {
    /// The table.
    pub table: Box<Input>,
    /// The column of the input that holds the key.
    pub on: String,
    /// The column of the table that holds it; the same name if `None`.
    pub with: Option<String>,
}

/// A table of areas, the people of which are split over the rows of an input.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Split {
    /// The table or layer of areas.
    pub table: Box<Input>,
    /// The column of the input that names the area of a row; `None` if the place decides.
    pub on: Option<String>,
    /// The column of the table that holds the key; the same name if `None`.
    pub with: Option<String>,
    /// The columns whose product is the share of a row; none is its area on the ground.
    pub by: Vec<String>,
}

impl Input {
    /// A file about which nothing need be said.
    #[must_use]
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), ..Self::default() }
    }
}

impl Project {
    /// Reads the settings of a project; `path` is its folder or its file.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if the file is missing (status 4), or says what is not understood (status 3):
    /// then with the line and, for a misspelled key, the nearest one that there is.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let file = if path.is_dir() { path.join(FILE_NAME) } else { path.to_owned() };
        let bytes = std::fs::read(&file)
            .map_err(|source| ReadError::Unreadable { path: file.clone(), source })?;
        let text = String::from_utf8(bytes)
            .map_err(|_bytes| ReadError::damaged(&file, ReadFault::NotUtf8))?;
        let parent = file.parent().unwrap_or(Path::new(""));
        let folder = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
        settings::parse(&text, &file, folder)
    }

    /// A profile by its name in this project.
    #[must_use]
    pub fn profile(&self, name: &str) -> Option<&Profile> {
        self.known_profiles.iter().find(|profile| profile.name == name)
    }

    /// A scenario by its name.
    #[must_use]
    pub fn scenario(&self, name: &str) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| scenario.name == name)
    }
}

#[cfg(test)]
#[path = "project/damage_tests.rs"]
mod damage_tests;
