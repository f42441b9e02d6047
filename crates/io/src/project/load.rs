//! All files of a project to one validated district.

use super::assemble::Parts;
use super::loader::Loader;
use super::streets::StreetFiles;
use super::{Input, Project};
use crate::crs::Crs;
use crate::error::{ReadError, ReadFault};
use crate::finding::Finding;
use crate::origin::Origins;
use crate::osm::OsmReport;
use crate::pack::Packs;
use crate::scenario::Applied;
use crate::selection::Selected;
use crate::split::SplitReport;
use crate::stations::Unplaced;
use std::fmt;
use std::sync::Arc;
use walkshed::load::Norms;
use walkshed::model::{
    CoverageOptions, District, Metric, Need, Pattern, Profile, Resource,
};

/// A project with its data.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Loaded {
    /// What it is called.
    pub name: String,
    /// Stations, demand, grids, barriers and streets.
    pub district: District,
    /// The terms of an evaluation, the metric decided.
    pub options: CoverageOptions,
    /// Those who walk; the first is the one in `options`.
    pub profiles: Vec<Profile>,
    /// All profiles that have a name here: the usual ones, and those of the project.
    pub known_profiles: Vec<Profile>,
    /// The declared shape of the network.
    pub pattern: Option<Pattern>,
    /// What each level is called, from level 1.
    pub level_names: Vec<String>,
    /// What was wrong or assumed, in the order of reading.
    pub findings: Vec<Finding>,
    /// The files that were read.
    pub inputs: Vec<InputFile>,
    /// Where stations, demand and grids stood in their files.
    pub places: Places,
    /// Rows read of each file of records.
    pub counts: Vec<RowCount>,
    /// How people who are known only by area were split over the demand.
    pub splits: Vec<SplitReport>,
    /// Demand files of which blocks are sampled, with the meters between samples (rule 14).
    pub samplings: Vec<(String, f64)>,
    /// The year that the demand is of, where it has several; see [`Loaded::in_year`].
    pub year: Option<u16>,
    /// Licence lines of the street data.
    pub licences: Vec<String>,
    /// What was read and left out of each file of OpenStreetMap data, by its path.
    pub osm: Vec<(String, OsmReport)>,
    /// What is asked of stations per head, if anything is.
    pub norms: Option<Norms>,
    /// What people agreed on: words, calendars, standards.
    pub packs: Arc<Packs>,
    /// Opening hours of stations that say nothing of theirs, by level.
    pub assumed_hours: Vec<String>,
    /// What was asked of the stations that count, if anything was.
    pub selected: Option<Selected>,
    /// Stations that cannot be placed: they have no coordinates that can be read.
    pub unplaced: Vec<Unplaced>,
    /// What else there is for a service circle to take in.
    pub resources: Vec<Resource>,
    /// What people asked for, by community.
    pub needs: Vec<Need>,
    /// The scenario that it is; `None` is the project as it stands.
    pub scenario: Option<Applied>,
    /// The street files, where a scenario of the project changes streets.
    pub(crate) street_files: Option<Arc<StreetFiles>>,
}

impl Loaded {
    /// The same in one of the years of its demand: groups of other years are left out.
    ///
    /// # Cost
    ///
    /// A copy of the demand.
    #[must_use]
    pub fn in_year(&self, year: u16) -> Self {
        let mut loaded = Self { year: Some(year), ..self.clone() };
        loaded.district.demand = self.district.demand.of_year(year);
        loaded
    }

    /// A profile by its name in this project.
    #[must_use]
    pub fn profile(&self, name: &str) -> Option<&Profile> {
        self.known_profiles.iter().find(|profile| profile.name == name)
    }
}

/// Where the things of the model stood in their files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Places {
    /// Those of the stations.
    pub stations: Origins,
    /// Those of the demand.
    pub demand: Origins,
    /// Those of the grids.
    pub grids: Origins,
}

/// How many rows a file gave, before any was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RowCount {
    /// The role of the file.
    pub role: &'static str,
    /// The file, as the project names it.
    pub file: String,
    /// Its rows.
    pub read: usize,
}

/// A file that was read, as results name it (rule 26).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InputFile {
    /// `stations`, `demand`, `streets`, ...
    pub role: &'static str,
    /// Its path, as the project names it.
    pub path: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// What its coordinates mean.
    pub crs: Crs,
}

/// What [`Project::load`] is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// A role's files are read.
    Reading(&'static str),
    /// The streets are connected and indexed.
    Connecting,
    /// What was read is compared with each other.
    Checking,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reading(role) => write!(f, "reading {role}"),
            Self::Connecting => f.write_str("connecting streets"),
            Self::Checking => f.write_str("checking"),
        }
    }
}

impl Project {
    /// Reads all files. Bad rows cost only themselves and are named in the findings.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if a file is missing or damaged (status 4), or if a file has no usable row,
    /// lacks a column that it must have, or is in a format or coordinate system that is not read
    /// (status 3).
    ///
    /// # Cost
    ///
    /// One file's bytes and rows at a time, beside the model; streets take most of the time.
    pub fn load(&self, progress: &dyn Fn(Stage)) -> Result<Loaded, ReadError> {
        self.require("stations", &self.inputs.stations)?;
        self.require("demand", &self.inputs.demand)?;
        let mut loader = Loader::new(self, progress);
        let parts = Parts {
            stations: loader.stations()?,
            demand: loader.demand()?,
            grids: loader.grids()?,
            barriers: loader.barriers()?,
            streets: loader.streets()?,
            beside: loader.beside()?,
        };
        if self.metric == Some(Metric::Network) && parts.streets.network.is_none() {
            return Err(self.no_streets());
        }
        Ok(loader.assemble(parts))
    }

    /// Reads what can be read: a file that cannot costs its role, and is told.
    pub(crate) fn load_what_can_be(
        &self,
        progress: &dyn Fn(Stage),
    ) -> (Loaded, Vec<ReadError>) {
        let mut loader = Loader::new(self, progress);
        let mut errors = Vec::new();
        for (role, inputs) in
            [("stations", &self.inputs.stations), ("demand", &self.inputs.demand)]
        {
            errors.extend(self.require(role, inputs).err());
        }
        let parts = Parts {
            stations: or_none(loader.stations(), &mut errors),
            demand: or_none(loader.demand(), &mut errors),
            grids: or_none(loader.grids(), &mut errors),
            barriers: or_none(loader.barriers(), &mut errors),
            streets: or_none(loader.streets(), &mut errors),
            beside: loader.beside_what_can_be(&mut errors),
        };
        let streets = !self.inputs.streets.is_empty();
        if self.metric == Some(Metric::Network) && !streets {
            errors.push(self.no_streets());
        }
        (loader.assemble(parts), errors)
    }

    /// Those who walk; a profile that was put into the options by hand stands alone.
    pub(super) fn walkers(&self, first: &Profile) -> Vec<Profile> {
        match self.profiles.first() {
            Some(own) if own == first => self.profiles.clone(),
            _ => vec![first.clone()],
        }
    }

    fn require(&self, role: &'static str, inputs: &[Input]) -> Result<(), ReadError> {
        if !inputs.is_empty() {
            return Ok(());
        }
        Err(ReadError::unusable(&self.path, ReadFault::NoInput(role)))
    }

    fn no_streets(&self) -> ReadError {
        ReadError::unusable(&self.path, ReadFault::NoStreets)
    }
}

/// What a role's files gave, or nothing and the reason.
pub(super) fn or_none<T: Default>(
    read: Result<T, ReadError>,
    errors: &mut Vec<ReadError>,
) -> T {
    read.unwrap_or_else(|error| {
        errors.push(error);
        T::default()
    })
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
