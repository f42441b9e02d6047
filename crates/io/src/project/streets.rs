//! The street files of a project to one network, its extent and its licences.

use super::load::Stage;
use super::loader::Loader;
use super::{ExtentInput, Input, Project};
use crate::crs::Crs;
use crate::error::{ReadError, ReadFault};
use crate::extent::Boxes;
use crate::finding::{Finding, Problem};
use crate::network_file::{NetworkFile, is_network};
use crate::normalize::key;
use crate::osm::OsmReport;
use crate::scenario::Scenario;
use crate::{read, streets};
use rustc_hash::FxHashSet;
use std::path::Path;
use std::sync::Arc;
use walkshed::LngLat;
use walkshed::model::{Extent, ExtentSource};
use walkshed::network::lines::{StreetId, StreetLines};
use walkshed::network::{AreaReport, Connection, Network, NetworkBuilder};

/// What must stand beside every result made from OpenStreetMap data.
pub(crate) const OSM_LICENCE: &str = "© OpenStreetMap contributors, ODbL 1.0";
/// Of what comes in numbers, so many are named one by one.
const NAMED: usize = 3;

/// What street files make together.
#[derive(Default)]
pub(super) struct Streets {
    pub(super) network: Option<Network>,
    pub(super) extent: Extent,
    pub(super) licences: Vec<String>,
    pub(super) osm: Vec<(String, OsmReport)>,
    /// The files, where a scenario will build them again.
    pub(super) kept: Option<Arc<StreetFiles>>,
}

impl Streets {
    /// Adds licence lines, each once.
    fn licensed(&mut self, lines: impl IntoIterator<Item = String>) {
        for line in lines {
            if !self.licences.contains(&line) {
                self.licences.push(line);
            }
        }
    }
}

/// Street files as they were read, before anything is connected: what a scenario adds streets to,
/// or takes them from.
#[derive(Clone, Debug, Default)]
pub(crate) struct StreetFiles {
    list: Vec<Lines>,
    /// How far each is mapped.
    pub(super) boxes: Boxes,
}

/// What one street file holds.
#[derive(Clone, Debug)]
enum Lines {
    /// A network that was built before.
    Built(Network),
    Osm(StreetLines),
    Own(StreetLines),
}

impl StreetFiles {
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Takes lines and squares away that are not wanted.
    pub(super) fn remove(
        &mut self,
        mut unwanted: impl FnMut(&StreetId, &[LngLat]) -> bool,
    ) {
        for lines in &mut self.list {
            match lines {
                Lines::Osm(lines) | Lines::Own(lines) => {
                    lines.remove(&mut unwanted);
                }
                Lines::Built(network) => {
                    let mut left = network.to_lines();
                    if left.remove(&mut unwanted) > 0 {
                        *lines = Lines::Osm(left);
                    }
                }
            }
        }
    }

    /// Connects all of them; of squares, only those of the files from `since` on are reported.
    pub(super) fn build(self, project: &Project, since: usize) -> (Network, AreaReport) {
        let mut builder = NetworkBuilder::new()
            .with_connect(project.connect_m)
            .with_min_component(project.min_component_m);
        if let [Lines::Built(network)] = self.list.as_slice() {
            // used as it lies
            let network = network.with_min_component(project.min_component_m);
            return (network, AreaReport::default());
        }
        let mut known = [0; 2];
        let counts = |areas: &AreaReport| [areas.refused.len(), areas.large.len()];
        for (nth, lines) in self.list.into_iter().enumerate() {
            match lines {
                Lines::Built(network) => builder.add_osm(network.to_lines()),
                Lines::Osm(lines) => builder.add_osm(lines),
                Lines::Own(lines) => builder.add_own(lines),
            }
            if nth < since {
                known = counts(builder.areas());
            }
        }
        let mut areas = builder.areas().clone();
        areas.refused.drain(..known[0]);
        areas.large.drain(..known[1]);
        (builder.build(), areas)
    }
}

impl Loader<'_> {
    /// Reads all street files in the order of the list, which decides ties (rule 5).
    pub(super) fn streets(&mut self) -> Result<Streets, ReadError> {
        let inputs = &self.project.inputs.streets;
        let mut streets = Streets::default();
        if inputs.is_empty() {
            return Ok(streets);
        }
        let mut files = StreetFiles::default();
        self.street_files("streets", inputs, &mut files, &mut streets)?;
        streets.extent = self.extent(&files.boxes)?;
        if self.project.scenarios.iter().any(Scenario::changes_streets) {
            streets.kept = Some(Arc::new(files.clone()));
        }
        streets.network = Some(self.connect(files, inputs, 0, &[]));
        Ok(streets)
    }

    /// Reads street files, and adds them to those that were read before.
    pub(super) fn street_files(
        &mut self,
        role: &'static str,
        inputs: &[Input],
        files: &mut StreetFiles,
        streets: &mut Streets,
    ) -> Result<(), ReadError> {
        for input in inputs {
            (self.progress)(Stage::Reading("streets"));
            let boxes = &mut files.boxes;
            let lines = if is_network(&self.project.folder.join(&input.path)) {
                Lines::Built(self.network(role, input, streets, boxes)?)
            } else if is_rows(&input.path) {
                Lines::Own(self.own(role, input, boxes)?)
            } else {
                Lines::Osm(self.osm(role, input, streets, boxes)?)
            };
            files.list.push(lines);
        }
        Ok(())
    }

    /// Connects street files, and says what was inferred that was not `known` before.
    pub(super) fn connect(
        &mut self,
        files: StreetFiles,
        named: &[Input],
        since: usize,
        known: &[Connection],
    ) -> Network {
        (self.progress)(Stage::Connecting);
        let (network, areas) = files.build(self.project, since);
        let names: Vec<&str> = named.iter().map(|input| input.path.as_str()).collect();
        let names = names.join(", ");
        say_squares(&names, &areas, &mut self.findings);
        let key = |one: &Connection| {
            let at = [one.at.lng().to_bits(), one.at.lat().to_bits()];
            (one.line.clone(), one.to.clone(), at)
        };
        let known: FxHashSet<_> = known.iter().map(key).collect();
        let new: Vec<&Connection> = network
            .connections()
            .iter()
            .filter(|one| !known.contains(&key(one)))
            .collect();
        if !new.is_empty() {
            self.findings.push(inferred(&names, &new));
        }
        network
    }

    fn own(
        &mut self,
        role: &'static str,
        input: &Input,
        boxes: &mut Boxes,
    ) -> Result<StreetLines, ReadError> {
        let since = self.findings.len();
        let rows = self.rows(role, input)?;
        let lines = streets::read(&rows, input, self.project.asked, &mut self.findings)?;
        self.usable(&rows.path, lines.lines.len(), since)?;
        boxes.add(&input.path, None, streets::nodes_box(&lines));
        Ok(lines)
    }

    fn osm(
        &mut self,
        role: &'static str,
        input: &Input,
        streets: &mut Streets,
        boxes: &mut Boxes,
    ) -> Result<StreetLines, ReadError> {
        let path = self.project.folder.join(&input.path);
        check_said(&path, input)?;
        let read = self.project.asked.read(&path)?;
        let sha256 = read::hash(&path)?;
        self.note_input(role, input, sha256, Crs::Wgs84);
        say_missing(&input.path, &read.report, &mut self.findings);
        boxes.add(&input.path, read.declared_box, read.nodes_box);
        streets.osm.push((input.path.clone(), read.report));
        streets.licensed([OSM_LICENCE.to_owned()]);
        Ok(read.lines)
    }

    /// Opens a network that was built before. Its bytes are hashed as those of any input are,
    /// beside the check of their checksums, so that anybody can compare.
    fn network(
        &mut self,
        role: &'static str,
        input: &Input,
        streets: &mut Streets,
        boxes: &mut Boxes,
    ) -> Result<Network, ReadError> {
        let path = self.project.folder.join(&input.path);
        check_said(&path, input)?;
        let (file, sha256) =
            rayon::join(|| NetworkFile::open(&path), || read::hash(&path));
        let NetworkFile { network, about } = file?;
        self.note_input(role, input, sha256?, Crs::Wgs84);
        if about.ferries != self.project.asked.ferries {
            let problem = Problem::Ferries { built_with: about.ferries };
            self.findings.push(Finding::new(&input.path, problem));
        }
        for source in about.sources {
            say_missing(&input.path, &source.report, &mut self.findings);
            streets.osm.push((source.file, source.report));
        }
        for (corners, source) in about.extent {
            boxes.add_judged(&input.path, corners, source);
        }
        streets.licensed(about.licences);
        Ok(network)
    }

    pub(super) fn extent(&mut self, boxes: &Boxes) -> Result<Extent, ReadError> {
        match &self.project.inputs.extent {
            None => Ok(boxes.extent(&mut self.findings)),
            Some(ExtentInput::Complete) => Ok(Extent::Complete),
            Some(ExtentInput::Polygons(input)) => {
                let shape = self.polygons("extent", input)?;
                Ok(Extent::Area { shape, source: ExtentSource::Project })
            }
        }
    }
}

/// Refuses what is said of street data that says it itself: it would not be heeded.
fn check_said(path: &Path, input: &Input) -> Result<(), ReadError> {
    let fault = |key, value: &String| {
        let value = value.clone();
        Err(ReadError::unusable(path, ReadFault::Fixed { key, value }))
    };
    match (&input.crs, &input.encoding) {
        (Some(name), _)
            if !matches!(Crs::named(name), Some(Crs::Wgs84 | Crs::Cgcs2000)) =>
        {
            fault("crs", name)
        }
        (_, Some(name)) if !matches!(key(name).as_str(), "utf8" | "utf8bom") => {
            fault("encoding", name)
        }
        _ => Ok(()),
    }
}

/// Whether a street file holds records, and not OpenStreetMap data.
pub(crate) fn is_rows(path: &str) -> bool {
    let extension =
        Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or_default();
    let extension = extension.to_ascii_lowercase();
    !matches!(
        extension.as_str(),
        "pbf" | "osm" | "xml" | "bz2" | "gz" | "zst" | "xz" | "o5m"
    )
}

/// What a file of OpenStreetMap data lacks.
pub(crate) fn say_missing(file: &str, report: &OsmReport, findings: &mut Vec<Finding>) {
    let invalid = report.invalid_nodes.len();
    let mut say = |problem| findings.push(Finding::new(file, problem));
    if report.invalid_box {
        say(Problem::InvalidBox);
    }
    if invalid > 0 {
        say(Problem::InvalidNodes { nodes: invalid });
    }
    if !report.dropped_areas.is_empty() {
        let areas = report.dropped_areas.len();
        let first = report.dropped_areas.iter().take(NAMED).cloned().collect();
        say(Problem::DroppedAreas { areas, first });
    }
    if report.missing_nodes > invalid {
        let (nodes, pieces) = (report.missing_nodes - invalid, report.lost_segments);
        say(Problem::MissingNodes { nodes, pieces });
    }
}

/// What became of the squares, where not all of them are crossed (rule 20).
fn say_squares(files: &str, areas: &AreaReport, findings: &mut Vec<Finding>) {
    if !areas.refused.is_empty() {
        let first = areas.refused.iter().take(NAMED).map(|(id, _)| id.clone()).collect();
        let areas = areas.refused.len();
        findings.push(Finding::new(files, Problem::UncrossedAreas { areas, first }));
    }
    if !areas.large.is_empty() {
        let first = areas.large.iter().take(NAMED).cloned().collect();
        let areas = areas.large.len();
        findings.push(Finding::new(files, Problem::LargeAreas { areas, first }));
    }
}

/// The connections that were inferred, the first few by name (rule 20).
fn inferred(files: &str, connections: &[&Connection]) -> Finding {
    let first = connections.iter().take(NAMED).copied().cloned().collect();
    Finding::new(files, Problem::Inferred { connections: connections.len(), first })
}
