//! A project as one of its scenarios makes it: its own data, changed.
//!
//! ```text
//! Loaded ──┐
//!          ├──► ids resolved, files read ──► Changes ──apply──► District ──► Loaded
//! Scenario ┘             one scenario after the other, as they build on each other
//! ```

mod edits;
mod growth;
mod removal;
mod streets;
mod wanted;

use super::load::{Places, Stage};
use super::loader::Loader;
use super::scenarios::Unfounded;
use super::streets::{StreetFiles, Streets};
use super::{Input, Loaded, Project, assemble, check, scenarios};
use crate::error::{ReadError, ReadFault};
use crate::extent;
use crate::finding::{Finding, Problem, ScenarioFault};
use crate::identity::Identities;
use crate::origin::Origins;
use crate::read;
use crate::scenario::{Applied, Scenario};
use crate::stations::{Stations, Unplaced};
use geo::{Intersects, MultiPolygon, Point};
use rustc_hash::FxHashSet;
use std::sync::Arc;
use walkshed::model::{
    CoverageOptions, Demand, DemandPoint, District, Pattern, Station, undated,
};
use walkshed::scenario::Changes;

impl Project {
    /// The project as a scenario makes it; `base` is what [`Project::load`] gave. It is the same as
    /// that of a project whose files were merged by hand.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if there is no such scenario, or one of its files gives nothing, as for
    /// [`Project::load`].
    ///
    /// # Cost
    ///
    /// The files of the scenario are read; those of the project are not, and its streets are
    /// connected anew only if the scenario changes any.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed_io::Project;
    /// use walkshed_io::scenario::{Listed, Scenario};
    ///
    /// let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../datasets/fengqing");
    /// let mut project = Project::open(folder.as_ref())?;
    /// let mut fewer = Scenario::new("fewer");
    /// fewer.close_stations = vec![Listed::Id("C2".into())];
    /// project.scenarios.push(fewer);
    /// let base = project.load(&|_| {})?;
    /// let changed = project.load_scenario("fewer", &base, &|_| {})?;
    /// assert_eq!(changed.district.stations.len(), 26); // closed, and still in the list
    /// # Ok::<(), walkshed_io::ReadError>(())
    /// ```
    pub fn load_scenario(
        &self,
        name: &str,
        base: &Loaded,
        progress: &dyn Fn(Stage),
    ) -> Result<Loaded, ReadError> {
        self.change(name, base, progress).map(|(loaded, _own)| loaded)
    }

    /// What a scenario builds on, the first applied first, and itself.
    pub(crate) fn chain(&self, name: &str) -> Result<Vec<&Scenario>, ReadError> {
        let wrong = |one: Unfounded| ReadError::unusable(&self.path, *one.fault);
        scenarios::chain(name, &self.scenarios).map_err(wrong)
    }

    /// What [`load_scenario`](Self::load_scenario) gives, and how many of the last findings are
    /// those of the scenario.
    pub(crate) fn change(
        &self,
        name: &str,
        base: &Loaded,
        progress: &dyn Fn(Stage),
    ) -> Result<(Loaded, usize), ReadError> {
        let chain = self.chain(name)?;
        let mut changer = Changer {
            loader: Loader::new(self, progress),
            district: base.district.clone(),
            places: base.places.clone(),
            files: base.street_files.clone(),
            study_areas: Vec::new(),
            streets: Streets {
                licences: base.licences.clone(),
                osm: base.osm.clone(),
                ..Streets::default()
            },
            samplings: Vec::new(),
            pattern: base.pattern.clone(),
            unplaced: Vec::new(),
        };
        for scenario in &chain {
            changer.step(scenario)?;
            if scenario.pattern.is_some() {
                changer.pattern.clone_from(&scenario.pattern);
            }
        }
        let mut applied = applied(&chain);
        applied.study_areas = std::mem::take(&mut changer.study_areas);
        Ok(changer.finish(base, applied))
    }
}

/// What is said of a scenario, the last of a chain.
fn applied(chain: &[&Scenario]) -> Applied {
    let mut names: Vec<String> = chain.iter().map(|one| one.name.clone()).collect();
    let last = chain.last().copied().cloned().unwrap_or_default();
    names.pop();
    let Scenario { name, title, year, .. } = last;
    Applied { name, title, year, based_on: names, study_areas: Vec::new() }
}

/// A project while scenarios are applied to it.
struct Changer<'p> {
    loader: Loader<'p>,
    district: District,
    places: Places,
    files: Option<Arc<StreetFiles>>,
    /// The areas that limited the demand, the first first.
    study_areas: Vec<MultiPolygon>,
    /// Licences and reports of street data; no network.
    streets: Streets,
    /// Added files of which blocks are sampled.
    samplings: Vec<(String, f64)>,
    /// The shape that the network is to have.
    pattern: Option<Pattern>,
    /// Added stations that have no place.
    unplaced: Vec<Unplaced>,
}

/// What a scenario says, and what it is called where that is wrong.
#[derive(Clone, Copy)]
struct Said<'s> {
    scenario: &'s Scenario,
    /// The project's file.
    file: &'s str,
}

impl Said<'_> {
    /// A finding about a value of a key.
    fn finding(&self, key: &str, value: &str, fault: ScenarioFault) -> Finding {
        let key = format!("scenario.{}.{key}", self.scenario.name);
        Finding::new(self.file, Problem::Scenario(fault)).of(key, value)
    }
}

impl Changer<'_> {
    /// Applies one scenario.
    fn step(&mut self, scenario: &Scenario) -> Result<(), ReadError> {
        let file = self.loader.project.path.file_name().unwrap_or_default();
        let file = file.to_string_lossy();
        let said = Said { scenario, file: &file };
        if scenario.is_empty() {
            let problem = Problem::Scenario(ScenarioFault::ChangesNothing);
            let field = format!("scenario.{}", scenario.name);
            self.loader
                .findings
                .push(Finding::new(file.as_ref(), problem).in_column(field));
        }
        let scale_demand = self.growth(said)?;
        let (add_demand, origins) = self.added_demand(scenario)?;
        self.places.demand.append(&origins);
        let stations = self.added_stations(scenario)?;
        self.places.stations.append(&stations.origins);
        self.unplaced.extend(stations.unplaced);
        let edit_stations = self.edits(said, &stations.list)?;
        let mut changes = Changes {
            scale_demand,
            add_demand,
            add_stations: stations.list,
            edit_stations,
            ..Changes::default()
        };
        if scenario.changes_streets() {
            changes.network = Some(self.changed_streets(said, &mut changes)?);
        }
        if let Some(input) = &scenario.study_area {
            let area = self.study_area(input, &changes.add_demand)?;
            self.study_areas.push(area.clone());
            changes.study_area = Some(area);
        }
        self.district = changes.apply(&self.district);
        Ok(())
    }

    fn added_demand(
        &mut self,
        scenario: &Scenario,
    ) -> Result<(Demand, Origins), ReadError> {
        if scenario.add_demand.is_empty() {
            return Ok((Demand::default(), Origins::default()));
        }
        let demand = &self.district.demand;
        let ids = demand.points().iter().map(|point| id_of(demand, point));
        let ids = Identities::of(ids, &self.places.demand);
        let area = self.project_area()?;
        self.samplings.extend(assemble::samplings(&scenario.add_demand));
        let people = demand.groups().get(demand.people_group()).cloned();
        let files = &scenario.add_demand;
        let added = self.loader.demand_files("add_demand", files, area.as_ref(), ids)?;
        self.say_nobody(people.as_deref(), &added.0, scenario);
        Ok(added)
    }

    /// Says if what is added does not count what the project calls people.
    fn say_nobody(&mut self, people: Option<&str>, added: &Demand, scenario: &Scenario) {
        let Some((people, _)) = people.map(undated) else { return };
        let counted = added.groups().iter().any(|group| undated(group).0 == people);
        if let (false, Some(file)) = (counted, scenario.add_demand.first()) {
            let finding = Finding::new(&file.path, Problem::NoWeights);
            if !self.loader.findings.contains(&finding) {
                self.loader.findings.push(finding);
            }
        }
    }

    /// The study area of the project limits added demand as it does all other. It was read before,
    /// with all that was found in it.
    fn project_area(&self) -> Result<Option<MultiPolygon>, ReadError> {
        let project = self.loader.project;
        let Some(input) = &project.inputs.study_area else { return Ok(None) };
        let rows = read::rows(&project.folder, input)?;
        extent::polygons(&rows, &mut Vec::new()).map(Some)
    }

    fn added_stations(&mut self, scenario: &Scenario) -> Result<Stations, ReadError> {
        let mut stations = Stations::default();
        if !scenario.add_stations.is_empty() {
            let ids = self.district.stations.iter().map(|station| station.id.as_str());
            stations.ids = Identities::of(ids, &self.places.stations);
            self.loader.station_files(
                "add_stations",
                &scenario.add_stations,
                &mut stations,
            )?;
        }
        Ok(stations)
    }

    /// The polygons that limit what is counted, and how much lies outside.
    fn study_area(
        &mut self,
        input: &Input,
        added: &Demand,
    ) -> Result<MultiPolygon, ReadError> {
        let area = self.loader.polygons("study_area", input)?;
        let points = self.district.demand.points().iter().chain(added.points());
        let inside: Vec<bool> =
            points.map(|point| area.intersects(&Point::from(point.position))).collect();
        let rows = inside.iter().filter(|&&inside| !inside).count();
        if rows == inside.len() {
            let path = self.loader.project.folder.join(&input.path);
            return Err(ReadError::unusable(&path, ReadFault::NobodyInside));
        }
        if rows > 0 {
            let problem = Problem::OutsideStudyArea { rows };
            self.loader.findings.push(Finding::new(&input.path, problem));
        }
        self.places.demand = self.places.demand.kept(inside.into_iter());
        Ok(area)
    }

    /// The whole, checked again; and how many of its last findings are new.
    fn finish(self, base: &Loaded, applied: Applied) -> (Loaded, usize) {
        let Self {
            loader,
            mut district,
            places,
            files,
            streets,
            samplings,
            pattern,
            unplaced,
            ..
        } = self;
        let Loader { project, findings: mut own, inputs, splits, counts, .. } = loader;
        district.levels = assemble::levels(pattern.as_ref(), &district.stations);
        let mut whole = Vec::new();
        let ids = ids_of(&district.stations, &places.stations);
        check::stations(project, pattern.as_ref(), &district.stations, &ids, &mut whole);
        let grids = district.grids.list().iter().map(|grid| grid.id.as_str());
        let ids = Identities::of(grids, &places.grids);
        check::grids(&district.grids, &ids, &mut whole);
        let District { stations, demand, grids, .. } = &district;
        check::communities(project, stations, demand, grids, &mut whole);
        let (before, mut findings): (Vec<Finding>, Vec<Finding>) =
            base.findings.iter().cloned().partition(check::is_of_whole);
        let before: FxHashSet<String> = before.iter().map(ToString::to_string).collect();
        let (known, new): (Vec<Finding>, Vec<Finding>) =
            whole.into_iter().partition(|one| before.contains(&one.to_string()));
        findings.extend(known);
        own.extend(new);
        let new = own.len();
        findings.append(&mut own);
        let options = options_of(project, base, district.network.is_some());
        let loaded = Loaded {
            district,
            options,
            findings,
            places,
            inputs: base.inputs.iter().cloned().chain(inputs).collect(),
            counts: base.counts.iter().cloned().chain(counts).collect(),
            splits: base.splits.iter().cloned().chain(splits).collect(),
            samplings: base.samplings.iter().cloned().chain(samplings).collect(),
            year: base.year,
            licences: streets.licences,
            osm: streets.osm,
            scenario: Some(applied),
            street_files: files,
            norms: base.norms.clone(),
            packs: Arc::clone(&base.packs),
            assumed_hours: base.assumed_hours.clone(),
            selected: None,
            unplaced: base.unplaced.iter().cloned().chain(unplaced).collect(),
            resources: base.resources.clone(),
            needs: base.needs.clone(),
            name: base.name.clone(),
            profiles: base.profiles.clone(),
            known_profiles: base.known_profiles.clone(),
            pattern,
            level_names: base.level_names.clone(),
        };
        (loaded, new)
    }
}

/// The terms of a project, where a scenario may have given it its first streets.
fn options_of(project: &Project, base: &Loaded, has_streets: bool) -> CoverageOptions {
    let mut options = base.options.clone();
    if base.district.network.is_none() {
        options.metric = assemble::metric(project, has_streets);
    }
    options
}

/// The id of a point in its file: that of its block, where it is a sample.
fn id_of<'d>(demand: &'d Demand, point: &'d DemandPoint) -> &'d str {
    let block = point.block.and_then(|block| demand.blocks().get(block as usize));
    block.map_or(&point.id, |block| &block.id)
}

fn ids_of(stations: &[Station], origins: &Origins) -> Identities {
    Identities::of(stations.iter().map(|station| station.id.as_str()), origins)
}

#[cfg(test)]
#[path = "changed_tests.rs"]
mod tests;
