//! What a network file says of itself: sources, licence, how far its streets reach.

use super::error::NetworkDamage;
use crate::extent::Corners;
use crate::finding::Finding;
use crate::osm::OsmReport;
use crate::project::say_missing;
use bytemuck::{Pod, Zeroable};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use walkshed::LngLat;
use walkshed::model::ExtentSource;

/// Names of the sections.
const ABOUT: &str = "about";
const EXTENT: &str = "extent";

/// What a network file says of itself.
///
/// There is no date in it, so that the same extract gives the same file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct About {
    /// What built it: `walkshed 0.1.0`.
    pub engine: String,
    /// Licence lines of the street data.
    pub licences: Vec<String>,
    /// The files it was built from, in their order.
    pub sources: Vec<SourceAbout>,
    /// Whether ferries and cable cars are among its streets.
    pub ferries: bool,
    /// What it was clipped to, if it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub clip: Option<ClipAbout>,
    /// How far the streets are mapped (rule 13): boxes, and who says so.
    #[serde(skip)]
    pub(crate) extent: Vec<(Corners, ExtentSource)>,
}

/// A file that a network was built from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SourceAbout {
    /// Its name, without its folder.
    pub file: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// What was read and what was left out.
    pub report: OsmReport,
}

/// What a network was clipped to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ClipAbout {
    /// The project whose places it is for, if it was one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub project: Option<String>,
    /// How far around those places walks may lead, in meters.
    pub reach_m: f64,
}

/// A box of the section `extent`.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
struct ExtentRow {
    south_west: LngLat,
    north_east: LngLat,
    /// 0 declared, 1 guessed from the nodes.
    source: u64,
}

impl ExtentRow {
    fn new(((south_west, north_east), source): (Corners, ExtentSource)) -> Self {
        let source = u64::from(source == ExtentSource::Nodes);
        Self { south_west, north_east, source }
    }

    fn parts(self) -> Option<(Corners, ExtentSource)> {
        // bytes make no position until they are checked
        let checked = |at: LngLat| LngLat::new(at.lng(), at.lat()).ok();
        let corners = (checked(self.south_west)?, checked(self.north_east)?);
        let source = match self.source {
            0 => ExtentSource::Declared,
            1 => ExtentSource::Nodes,
            _ => return None,
        };
        Some((corners, source))
    }
}

impl About {
    /// How far the streets are mapped: south-west and north-east corners, and who says so.
    #[must_use]
    pub fn extent(&self) -> &[((LngLat, LngLat), ExtentSource)] {
        &self.extent
    }

    /// What was wrong with the files it was built from, or was assumed.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for source in &self.sources {
            say_missing(&source.file, &source.report, &mut findings);
        }
        findings
    }

    pub(super) fn sections(&self) -> [(&'static str, Cow<'static, [u8]>); 2] {
        let rows: Vec<_> = self.extent.iter().map(|&e| ExtentRow::new(e)).collect();
        // strings, numbers and lists always have a JSON form
        let json = serde_json::to_vec(self).unwrap_or_default();
        let extent = bytemuck::cast_slice(&rows).to_vec();
        [(ABOUT, Cow::Owned(json)), (EXTENT, Cow::Owned(extent))]
    }

    pub(super) fn read<'b>(
        find: impl Fn(&str) -> Option<&'b [u8]>,
    ) -> Result<Self, NetworkDamage> {
        let fault = |why: &str| NetworkDamage::About(why.to_owned());
        let section = |name| find(name).ok_or_else(|| fault(name));
        let mut about: Self = serde_json::from_slice(section(ABOUT)?)
            .map_err(|error| fault(&error.to_string()))?;
        let bytes = section(EXTENT)?;
        if bytes.len() % size_of::<ExtentRow>() != 0 {
            return Err(fault(EXTENT));
        }
        let rows: Vec<ExtentRow> = bytemuck::allocation::pod_collect_to_vec(bytes);
        let extent: Option<Vec<_>> = rows.into_iter().map(ExtentRow::parts).collect();
        about.extent = extent.ok_or_else(|| fault(EXTENT))?;
        Ok(about)
    }
}
