//! All files of a project to one validated district.

use super::assemble::Parts;
use super::streets::StreetFiles;
use super::{Input, Project};
use crate::crs::Crs;
use crate::demand;
use crate::error::{ReadError, ReadFault};
use crate::extent;
use crate::finding::{Finding, Problem, Severity};
use crate::grids::GridRows;
use crate::identity::Identities;
use crate::origin::Origins;
use crate::osm::OsmReport;
use crate::read::Source;
use crate::rows::Rows;
use crate::scenario::Applied;
use crate::split::{self, SplitReport};
use crate::stations::Stations;
use crate::{barriers, read};
use geo::MultiPolygon;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use walkshed::load::Norms;
use walkshed::model::{
    Barriers, CoverageOptions, Demand, District, Metric, Pattern, Profile,
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
        let demand = self.district.demand.of_year(year);
        let district = District { demand, ..self.district.clone() };
        Self { district, year: Some(year), ..self.clone() }
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
fn or_none<T: Default>(read: Result<T, ReadError>, errors: &mut Vec<ReadError>) -> T {
    read.unwrap_or_else(|error| {
        errors.push(error);
        T::default()
    })
}

pub(super) struct Loader<'p> {
    pub(super) project: &'p Project,
    pub(super) progress: &'p dyn Fn(Stage),
    pub(super) findings: Vec<Finding>,
    pub(super) inputs: Vec<InputFile>,
    pub(super) splits: Vec<SplitReport>,
    pub(super) counts: Vec<RowCount>,
}

impl<'p> Loader<'p> {
    pub(super) fn new(project: &'p Project, progress: &'p dyn Fn(Stage)) -> Self {
        let (findings, inputs, splits, counts) = (vec![], vec![], vec![], vec![]);
        Self { project, progress, findings, inputs, splits, counts }
    }

    pub(super) fn rows(
        &mut self,
        role: &'static str,
        input: &Input,
    ) -> Result<Rows, ReadError> {
        let mut rows = read::rows(&self.project.folder, input)?;
        self.take(role, &mut rows);
        Ok(rows)
    }

    /// Takes up what was read and found on the way.
    fn take(&mut self, role: &'static str, rows: &mut Rows) {
        let (file, read) = (rows.file.clone(), rows.list.len());
        self.counts.push(RowCount { role, file, read });
        let crs = rows.crs.clone().unwrap_or_default();
        for Source { path, sha256 } in rows.sources.drain(..) {
            self.inputs.push(InputFile { role, path, sha256, crs: crs.clone() });
        }
        self.findings.append(&mut rows.findings);
    }

    pub(super) fn note_input(
        &mut self,
        role: &'static str,
        input: &Input,
        sha256: String,
        crs: Crs,
    ) {
        self.inputs.push(InputFile { role, path: input.path.clone(), sha256, crs });
    }

    /// The error of a file none of whose rows can be used, with the first reason.
    pub(super) fn usable(
        &self,
        path: &Path,
        found: usize,
        since: usize,
    ) -> Result<(), ReadError> {
        if found > 0 {
            return Ok(());
        }
        let rejected = |f: &&Finding| f.severity() == Severity::Rejected;
        let since = self.findings.get(since..).unwrap_or_default();
        let first = since.iter().find(rejected).cloned();
        let fault = first
            .map_or(ReadFault::NoRow, |first| ReadFault::NoUsableRow(Box::new(first)));
        Err(ReadError::unusable(path, fault))
    }

    fn stations(&mut self) -> Result<Stations, ReadError> {
        let mut stations = Stations::default();
        self.station_files("stations", &self.project.inputs.stations, &mut stations)?;
        Ok(stations)
    }

    /// Reads files of stations, and adds them to those that were read before.
    pub(super) fn station_files(
        &mut self,
        role: &'static str,
        inputs: &[Input],
        stations: &mut Stations,
    ) -> Result<(), ReadError> {
        (self.progress)(Stage::Reading("stations"));
        for input in inputs {
            let (since, before) = (self.findings.len(), stations.list.len());
            let rows = self.rows(role, input)?;
            let names = &self.project.level_names;
            stations.add(&rows, input, names, &mut self.findings)?;
            self.usable(&rows.path, stations.list.len() - before, since)?;
        }
        Ok(())
    }

    fn demand(&mut self) -> Result<(Demand, Origins), ReadError> {
        let area = match &self.project.inputs.study_area {
            Some(input) => Some(self.polygons("study_area", input)?),
            None => None,
        };
        let inputs = &self.project.inputs.demand;
        self.demand_files("demand", inputs, area.as_ref(), Identities::default())
    }

    /// Reads files of demand inside an area; `ids` are taken already.
    pub(super) fn demand_files(
        &mut self,
        role: &'static str,
        inputs: &[Input],
        area: Option<&MultiPolygon>,
        ids: Identities,
    ) -> Result<(Demand, Origins), ReadError> {
        (self.progress)(Stage::Reading("demand"));
        let since = self.findings.len();
        let mut files = Vec::new();
        for input in inputs {
            files.push((self.demand_rows(role, input)?, input));
        }
        let demand = demand::read(&files, area, ids, &mut self.findings)?;
        if let Some((rows, _)) = files.first() {
            self.usable(&rows.path, demand.0.len(), since)?;
        }
        Ok(demand)
    }

    /// The rows of a demand file, with the people of the areas that are split over them.
    fn demand_rows(
        &mut self,
        role: &'static str,
        input: &Input,
    ) -> Result<Rows, ReadError> {
        let folder = &self.project.folder;
        let mut rows = read::rows(folder, input)?;
        if let Some(split) = &input.split {
            self.splits.push(split::apply(&mut rows, input, split, folder)?);
        }
        self.take(role, &mut rows);
        Ok(rows)
    }

    pub(super) fn polygons(
        &mut self,
        role: &'static str,
        input: &Input,
    ) -> Result<MultiPolygon, ReadError> {
        let rows = self.rows(role, input)?;
        extent::polygons(&rows, &mut self.findings)
    }

    fn grids(&mut self) -> Result<GridRows, ReadError> {
        let mut grids = GridRows::default();
        for input in &self.project.inputs.grids {
            (self.progress)(Stage::Reading("grids"));
            let (since, before) = (self.findings.len(), grids.list.len());
            let rows = self.rows("grids", input)?;
            grids.add(&rows, input, &self.project.level_names, &mut self.findings)?;
            self.usable(&rows.path, grids.list.len() - before, since)?;
        }
        Ok(grids)
    }

    fn barriers(&mut self) -> Result<Barriers, ReadError> {
        let mut shapes = Vec::new();
        for input in &self.project.inputs.barriers {
            (self.progress)(Stage::Reading("barriers"));
            let (since, before) = (self.findings.len(), shapes.len());
            let rows = self.rows("barriers", input)?;
            if rows.list.is_empty() && self.findings.len() == since {
                self.findings.push(Finding::new(&input.path, Problem::Empty));
                continue;
            }
            let path = rows.path.clone();
            barriers::add(rows, &mut shapes, &mut self.findings);
            self.usable(&path, shapes.len() - before, since)?;
        }
        Ok(Barriers::new(shapes))
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
