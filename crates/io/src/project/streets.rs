//! The street files of a project to one network, its extent and its licences.

use super::load::{Loader, Stage};
use super::{ExtentInput, Input};
use crate::crs::Crs;
use crate::error::ReadError;
use crate::extent::Boxes;
use crate::finding::{Finding, Problem};
use crate::network_file::{NetworkFile, SourceAbout, is_network};
use crate::osm;
use crate::{read, streets};
use std::path::Path;
use walkshed::model::{Extent, ExtentSource};
use walkshed::network::{Connection, Network, NetworkBuilder};

/// What must stand beside every result made from OpenStreetMap data.
pub(crate) const OSM_LICENCE: &str = "© OpenStreetMap contributors, ODbL 1.0";
/// Inferred connections that are named one by one.
const NAMED_CONNECTIONS: usize = 3;

/// What street files make together.
pub(super) struct Streets {
    pub(super) network: Option<Network>,
    pub(super) extent: Extent,
    pub(super) licences: Vec<String>,
}

impl Loader<'_> {
    /// Reads all street files in the order of the list, which decides ties (rule 5).
    pub(super) fn streets(&mut self) -> Result<Streets, ReadError> {
        let inputs = &self.project.inputs.streets;
        if inputs.is_empty() {
            let (network, extent, licences) = (None, Extent::Complete, Vec::new());
            return Ok(Streets { network, extent, licences });
        }
        let mut builder = NetworkBuilder::new()
            .with_connect(self.project.connect_m)
            .with_min_component(self.project.min_component_m);
        let mut boxes = Boxes::default();
        let mut licences = Vec::new();
        let mut built = None;
        for input in inputs {
            (self.progress)(Stage::Reading("streets"));
            let found = if is_network(&self.project.folder.join(&input.path)) {
                let file = self.network(input, &mut boxes)?;
                if let [_] = inputs[..] {
                    built = Some(file.network);
                } else {
                    builder.add_osm(file.network.to_lines());
                }
                file.about.licences
            } else if is_rows(&input.path) {
                self.own(input, &mut builder, &mut boxes)?;
                Vec::new()
            } else {
                self.osm(input, &mut builder, &mut boxes)?;
                vec![OSM_LICENCE.to_owned()]
            };
            licences.extend(found);
        }
        licences.sort();
        licences.dedup();
        let extent = self.extent(boxes)?;
        (self.progress)(Stage::Connecting);
        let network = match built {
            Some(network) => network.with_min_component(self.project.min_component_m),
            None => builder.build(),
        };
        if !network.connections().is_empty() {
            let files: Vec<&str> =
                inputs.iter().map(|input| input.path.as_str()).collect();
            self.findings.push(inferred(&files.join(", "), network.connections()));
        }
        Ok(Streets { network: Some(network), extent, licences })
    }

    fn own(
        &mut self,
        input: &Input,
        builder: &mut NetworkBuilder,
        boxes: &mut Boxes,
    ) -> Result<(), ReadError> {
        let since = self.findings.len();
        let rows = self.rows("streets", input)?;
        let lines = streets::read(&rows, input, &mut self.findings)?;
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
    ) -> Result<(), ReadError> {
        let path = self.project.folder.join(&input.path);
        read::declared(&path, input)?;
        let streets = osm::read(&path)?;
        let sha256 = read::hash(&path)?;
        let source = SourceAbout::new(&input.path, &sha256, &streets.report);
        self.note_input("streets", input, sha256, Crs::Wgs84);
        say_missing(&input.path, &source, &mut self.findings);
        boxes.add(&input.path, streets.declared_box, streets.nodes_box);
        builder.add_osm(streets.lines);
        Ok(())
    }

    /// Opens a network that was built before; its bytes are checked and hashed at once.
    fn network(
        &mut self,
        input: &Input,
        boxes: &mut Boxes,
    ) -> Result<NetworkFile, ReadError> {
        let path = self.project.folder.join(&input.path);
        read::declared(&path, input)?;
        let (file, sha256) =
            rayon::join(|| NetworkFile::open(&path), || read::hash(&path));
        let file = file?;
        self.note_input("streets", input, sha256?, Crs::Wgs84);
        for source in &file.about.sources {
            say_missing(&input.path, source, &mut self.findings);
        }
        for &(corners, source) in &file.about.extent {
            boxes.add_judged(&input.path, corners, source);
        }
        Ok(file)
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

/// Whether a street file holds records, and not OpenStreetMap data.
fn is_rows(path: &str) -> bool {
    let extension =
        Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or_default();
    let extension = extension.to_ascii_lowercase();
    !matches!(
        extension.as_str(),
        "pbf" | "osm" | "xml" | "bz2" | "gz" | "zst" | "xz" | "o5m"
    )
}

fn say_missing(file: &str, source: &SourceAbout, findings: &mut Vec<Finding>) {
    let invalid = source.invalid_nodes;
    let mut say = |problem| findings.push(Finding::new(file, problem));
    if source.invalid_box {
        say(Problem::InvalidBox);
    }
    if invalid > 0 {
        say(Problem::InvalidNodes { nodes: invalid });
    }
    if source.missing_nodes > invalid {
        let (nodes, pieces) = (source.missing_nodes - invalid, source.lost_segments);
        say(Problem::MissingNodes { nodes, pieces });
    }
}

/// The connections that were inferred, the first few by name (rule 20).
fn inferred(files: &str, connections: &[Connection]) -> Finding {
    let first = connections.iter().take(NAMED_CONNECTIONS).cloned().collect();
    Finding::new(files, Problem::Inferred { connections: connections.len(), first })
}
