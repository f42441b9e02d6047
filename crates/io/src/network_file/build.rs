//! From extracts to a network file.

use super::about::{About, ClipAbout, SourceAbout};
use super::clip::Clip;
use super::error::NetworkFileError;
use super::{NetworkFile, is_network};
use crate::error::ReadError;
use crate::extent::{Corners, judge, meet};
use crate::osm::Asked;
use crate::project::OSM_LICENCE;
use crate::read;
use std::path::{Path, PathBuf};
use walkshed::model::ExtentSource;
use walkshed::network::lines::StreetLines;
use walkshed::network::{Network, NetworkBuilder};

/// What a build is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// A file is read.
    Reading,
    /// The streets are connected and indexed.
    Connecting,
    /// What lies far away is left out.
    Clipping,
}

/// What a network is built from.
///
/// # Examples
///
/// ```no_run
/// use walkshed_io::network_file::{Builder, NetworkFile};
///
/// let file = Builder::new(vec!["city.osm.pbf".into()]).build(&|_| {})?;
/// file.write("city.walk".as_ref())?;
/// let again = NetworkFile::open("city.walk".as_ref())?;
/// assert_eq!(again.network.length_m(), file.network.length_m());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Builder {
    /// OpenStreetMap extracts or other network files; the order decides ties (rule 5).
    pub inputs: Vec<PathBuf>,
    /// What is read beside streets.
    pub asked: Asked,
    /// What is kept; everything if `None`.
    pub clip: Option<Clip>,
    /// Least meters of street that make a component usable (rule 6).
    pub min_component_m: f64,
}

/// One input, read.
struct Read {
    lines: StreetLines,
    about: About,
}

impl Builder {
    /// Everything that some files hold, with the defaults of the rules.
    #[must_use]
    pub fn new(inputs: Vec<PathBuf>) -> Self {
        Self { inputs, asked: Asked::default(), clip: None, min_component_m: 1000.0 }
    }

    /// Reads, connects and clips.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if a file cannot be read, or nothing lies within the clip.
    ///
    /// # Cost
    ///
    /// Memory for the walkable ways of all files and their network, about 350 bytes a node.
    pub fn build(&self, progress: &dyn Fn(Step)) -> Result<NetworkFile, ReadError> {
        let mut builder = NetworkBuilder::new().with_min_component(self.min_component_m);
        let engine = concat!("walkshed ", env!("CARGO_PKG_VERSION")).to_owned();
        let mut about = About { engine, ..About::default() };
        for path in &self.inputs {
            progress(Step::Reading);
            let read =
                if is_network(path) { of_network(path)? } else { self.of_osm(path)? };
            builder.add_osm(read.lines);
            about.sources.extend(read.about.sources);
            about.extent.extend(read.about.extent);
            about.ferries |= read.about.ferries;
            for licence in read.about.licences {
                if !about.licences.contains(&licence) {
                    about.licences.push(licence);
                }
            }
        }
        progress(Step::Connecting);
        let network = builder.build();
        let Some(clip) = &self.clip else { return Ok(NetworkFile { network, about }) };
        progress(Step::Clipping);
        self.clipped(&network, about, clip)
    }

    fn of_osm(&self, path: &Path) -> Result<Read, ReadError> {
        let (streets, hash) = rayon::join(|| self.asked.read(path), || read::hash(path));
        let streets = streets?;
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let extent = judge(streets.declared_box, streets.nodes_box);
        let source = SourceAbout { file, sha256: hash?, report: streets.report };
        let about = About {
            licences: vec![OSM_LICENCE.to_owned()],
            sources: vec![source],
            ferries: self.asked.ferries,
            extent: extent.into_iter().collect(),
            ..About::default()
        };
        Ok(Read { lines: streets.lines, about })
    }

    fn clipped(
        &self,
        network: &Network,
        mut about: About,
        clip: &Clip,
    ) -> Result<NetworkFile, ReadError> {
        let (window, reach_m) = clip.window(network, self.min_component_m);
        let network = network.clipped(window.0, window.1);
        about.extent = about.extent.iter().filter_map(|&e| within(e, window)).collect();
        if network.length_m() == 0.0 || about.extent.is_empty() {
            let names = self.inputs.iter().map(|path| path.display().to_string());
            return Err(NetworkFileError::NothingInClip {
                files: names.collect::<Vec<_>>().join(", "),
                clip: [window.0.lng(), window.0.lat(), window.1.lng(), window.1.lat()]
                    .map(|degrees| format!("{degrees:.4}"))
                    .join(","),
            }
            .into());
        }
        about.clip = Some(ClipAbout { project: clip.project.clone(), reach_m });
        Ok(NetworkFile { network, about })
    }
}

/// The part of a mapped box that lies in a window. Where the window alone bounds it, nothing is
/// guessed any more.
fn within(
    (mapped, source): (Corners, ExtentSource),
    window: Corners,
) -> Option<(Corners, ExtentSource)> {
    let part = meet(mapped, window)?;
    let source = if part == window { ExtentSource::Declared } else { source };
    Some((part, source))
}

fn of_network(path: &Path) -> Result<Read, ReadError> {
    let file = NetworkFile::open(path)?;
    Ok(Read { lines: file.network.to_lines(), about: file.about })
}
