//! The parts of a project, put together and checked against each other.

use super::beside::{self, Beside};
use super::load::{Loaded, Places};
use super::loader::Loader;
use super::streets::Streets;
use super::{Input, Project, check};
use crate::grids::GridRows;
use crate::origin::Origins;
use crate::stations::Stations;
use std::sync::Arc;
use walkshed::model::{Barriers, Demand, District, Grids, Metric, Pattern, Station};

/// What the files of each role gave.
pub(super) struct Parts {
    pub(super) stations: Stations,
    pub(super) demand: (Demand, Origins),
    pub(super) grids: GridRows,
    pub(super) barriers: Barriers,
    pub(super) streets: Streets,
    pub(super) beside: Beside,
}

impl Loader<'_> {
    /// Puts the parts together; what does not fit is found, and costs nothing.
    pub(super) fn assemble(mut self, parts: Parts) -> Loaded {
        let project = self.project;
        let Parts {
            stations,
            demand: (demand, demand_origins),
            grids,
            barriers,
            streets,
            beside: Beside { resources, needs },
        } = parts;
        let Streets { network, extent, licences, osm, kept } = streets;
        let mut options = project.options.clone();
        options.metric = metric(project, network.is_some());
        let grid_list = Grids::new(grids.list);
        let pattern = project.pattern.as_ref();
        let findings = &mut self.findings;
        check::stations(project, pattern, &stations.list, &stations.ids, findings);
        check::grids(&grid_list, &grids.ids, findings);
        check::communities(project, &stations.list, &demand, &grid_list, findings);
        let places = Places {
            stations: stations.origins,
            demand: demand_origins,
            grids: grids.origins,
        };
        let district = District {
            levels: levels(pattern, &stations.list),
            stations: stations.list,
            demand,
            grids: grid_list,
            barriers,
            network,
            extent,
        };
        beside::check_needs(project, &needs, &district, &mut self.findings);
        Loaded {
            name: project.name.clone(),
            district,
            profiles: project.walkers(&options.profile),
            known_profiles: project.known_profiles.clone(),
            options,
            pattern: project.pattern.clone(),
            level_names: project.level_names.clone(),
            findings: self.findings,
            inputs: self.inputs,
            places,
            counts: self.counts,
            splits: self.splits,
            samplings: samplings(&project.inputs.demand),
            year: None,
            licences,
            osm,
            norms: project.norms.clone(),
            packs: Arc::clone(&project.packs),
            assumed_hours: project.assumed_hours.clone(),
            unplaced: stations.unplaced,
            selected: None,
            resources,
            needs,
            scenario: None,
            street_files: kept,
        }
    }
}

/// Along the streets, where there are any and the project does not say otherwise.
pub(super) fn metric(project: &Project, has_streets: bool) -> Metric {
    if has_streets { project.metric.unwrap_or(Metric::Network) } else { Metric::Straight }
}

/// Number of levels, from the pattern or from the stations found.
pub(super) fn levels(pattern: Option<&Pattern>, stations: &[Station]) -> u8 {
    let deepest = stations.iter().map(|station| station.level).max().unwrap_or(1);
    pattern.map_or(deepest, |pattern| pattern.levels().max(deepest))
}

/// The files of which blocks are sampled.
pub(super) fn samplings(inputs: &[Input]) -> Vec<(String, f64)> {
    let sampling = |input: &Input| Some((input.path.clone(), input.sample_m?));
    inputs.iter().filter_map(sampling).collect()
}
