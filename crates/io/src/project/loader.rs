//! The files of each role, read one after the other, with all that is found on the way.

use super::load::{InputFile, RowCount, Stage};
use super::{Input, Project};
use crate::crs::Crs;
use crate::error::{ReadError, ReadFault};
use crate::finding::{Finding, Problem, Severity};
use crate::grids::GridRows;
use crate::identity::Identities;
use crate::origin::Origins;
use crate::read::Source;
use crate::rows::Rows;
use crate::split::{self, SplitReport};
use crate::stations::Stations;
use crate::{barriers, demand, entrances, extent, read};
use geo::MultiPolygon;
use std::path::Path;
use walkshed::model::{Barriers, Demand};

/// What is read of a project, and what was found so far.
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

    /// All stations.
    pub(super) fn stations(&mut self) -> Result<Stations, ReadError> {
        let mut stations = Stations::default();
        self.station_files("stations", &self.project.inputs.stations, &mut stations)?;
        self.entrances(&mut stations)?;
        Ok(stations)
    }

    /// Gives stations the doors that files of entrances list.
    pub(super) fn entrances(&mut self, stations: &mut Stations) -> Result<(), ReadError> {
        for input in &self.project.inputs.entrances {
            (self.progress)(Stage::Reading("entrances"));
            let since = self.findings.len();
            let rows = self.rows("entrances", input)?;
            let used =
                entrances::add(&rows, input, &mut stations.list, &mut self.findings)?;
            self.usable(&rows.path, used, since)?;
        }
        Ok(())
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
            let words = &self.project.packs.vocabulary;
            stations.add(&rows, input, names, words, &mut self.findings)?;
            self.usable(&rows.path, stations.list.len() - before, since)?;
        }
        Ok(())
    }

    /// All demand, inside the study area if there is one.
    pub(super) fn demand(&mut self) -> Result<(Demand, Origins), ReadError> {
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

    /// All administrative areas.
    pub(super) fn grids(&mut self) -> Result<GridRows, ReadError> {
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

    /// All barriers.
    pub(super) fn barriers(&mut self) -> Result<Barriers, ReadError> {
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
