//! The street files of a project to one network, its extent and its licences.

use super::load::{Loader, Stage};
use super::{ExtentInput, Input};
use crate::crs::Crs;
use crate::error::{ReadError, ReadFault};
use crate::extent::Boxes;
use crate::finding::{Finding, Problem};
use crate::network_file::{NetworkFile, is_network};
use crate::normalize::key;
use crate::osm::OsmReport;
use crate::{read, streets};
use std::path::Path;
use walkshed::model::{Extent, ExtentSource};
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

impl Loader<'_> {
    /// Reads all street files in the order of the list, which decides ties (rule 5).
    pub(super) fn streets(&mut self) -> Result<Streets, ReadError> {
        let inputs = &self.project.inputs.streets;
        let mut streets = Streets::default();
        if inputs.is_empty() {
            return Ok(streets);
        }
        let mut builder = NetworkBuilder::new()
            .with_connect(self.project.connect_m)
            .with_min_component(self.project.min_component_m);
        let mut boxes = Boxes::default();
        let mut built = None;
        for input in inputs {
            (self.progress)(Stage::Reading("streets"));
            if is_network(&self.project.folder.join(&input.path)) {
                let network = self.network(input, &mut streets, &mut boxes)?;
                match inputs.len() {
                    1 => built = Some(network), // used as it lies
                    _ => builder.add_osm(network.to_lines()),
                }
            } else if is_rows(&input.path) {
                self.own(input, &mut builder, &mut boxes)?;
            } else {
                let report = self.osm(input, &mut builder, &mut boxes)?;
                streets.osm.push((input.path.clone(), report));
                streets.licensed([OSM_LICENCE.to_owned()]);
            }
        }
        streets.extent = self.extent(boxes)?;
        (self.progress)(Stage::Connecting);
        let files: Vec<&str> = inputs.iter().map(|input| input.path.as_str()).collect();
        say_squares(&files.join(", "), builder.areas(), &mut self.findings);
        let network = match built {
            Some(network) => network.with_min_component(self.project.min_component_m),
            None => builder.build(),
        };
        if !network.connections().is_empty() {
            self.findings.push(inferred(&files.join(", "), network.connections()));
        }
        streets.network = Some(network);
        Ok(streets)
    }

    fn own(
        &mut self,
        input: &Input,
        builder: &mut NetworkBuilder,
        boxes: &mut Boxes,
    ) -> Result<(), ReadError> {
        let since = self.findings.len();
        let rows = self.rows("streets", input)?;
        let lines = streets::read(&rows, input, self.project.asked, &mut self.findings)?;
        self.usable(&rows.path, lines.lines.len(), since)?;
        boxes.add(&input.path, None, streets::nodes_box(&lines));
        builder.add_own(lines);
        Ok(())
    }

    fn osm(
        &mut self,
        input: &Input,
        builder: &mut NetworkBuilder,
        boxes: &mut Boxes,
    ) -> Result<OsmReport, ReadError> {
        let path = self.project.folder.join(&input.path);
        check_said(&path, input)?;
        let streets = self.project.asked.read(&path)?;
        let sha256 = read::hash(&path)?;
        self.note_input("streets", input, sha256, Crs::Wgs84);
        say_missing(&input.path, &streets.report, &mut self.findings);
        boxes.add(&input.path, streets.declared_box, streets.nodes_box);
        builder.add_osm(streets.lines);
        Ok(streets.report)
    }

    /// Opens a network that was built before. Its bytes are hashed as those of any input are,
    /// beside the check of their checksums, so that anybody can compare.
    fn network(
        &mut self,
        input: &Input,
        streets: &mut Streets,
        boxes: &mut Boxes,
    ) -> Result<Network, ReadError> {
        let path = self.project.folder.join(&input.path);
        check_said(&path, input)?;
        let (file, sha256) =
            rayon::join(|| NetworkFile::open(&path), || read::hash(&path));
        let NetworkFile { network, about } = file?;
        self.note_input("streets", input, sha256?, Crs::Wgs84);
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

    fn extent(&mut self, boxes: Boxes) -> Result<Extent, ReadError> {
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
fn inferred(files: &str, connections: &[Connection]) -> Finding {
    let first = connections.iter().take(NAMED).cloned().collect();
    Finding::new(files, Problem::Inferred { connections: connections.len(), first })
}
