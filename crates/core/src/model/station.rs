//! A service station.

use super::{Facts, Standing, Value};
use crate::LngLat;
use crate::geodesy::geodesic_m;
use crate::units::millimeters;

/// A service point of any level: center, station or point.
#[doc(alias = "党群服务中心")]
#[doc(alias = "facility")]
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// Its identity, unique in the project.
    pub id: String,
    /// What people call it; the id where the file has no name.
    pub name: String,
    /// Rung of the hierarchy, from 1 (the center).
    pub level: u8,
    /// Where it is, and where its door is, if it has no `entrances`.
    pub position: LngLat,
    /// The site it stands on; stations without one share a site if they share coordinates
    /// (rule 15).
    pub site: Option<String>,
    /// Id of the station above it.
    pub parent: Option<String>,
    /// Id or name of the community it belongs to, as declared.
    pub community: Option<String>,
    /// Its doors, where its position is none: it is as near as the nearest of them (rule 7). Empty
    /// where the position is the door.
    pub entrances: Vec<LngLat>,
    /// Life cycle; only operating stations serve.
    pub status: Status,
    /// Whether it counts on the terms of a run.
    pub standing: Standing,
    /// What is known of it beside where it stands.
    pub facts: Facts,
    /// Every other column, in the order of the file.
    pub properties: Vec<(String, Value)>,
}

impl Station {
    /// An operating station of which no more is known; it is called by its id.
    #[must_use]
    pub fn new(id: impl Into<String>, level: u8, position: LngLat) -> Self {
        let id = id.into();
        Self {
            name: id.clone(),
            id,
            level,
            position,
            site: None,
            parent: None,
            community: None,
            entrances: Vec::new(),
            status: Status::default(),
            standing: Standing::default(),
            facts: Facts::default(),
            properties: Vec::new(),
        }
    }
}

impl Station {
    /// Its doors: its entrances, else its position.
    #[must_use]
    pub fn doors(&self) -> &[LngLat] {
        match self.entrances.as_slice() {
            [] => std::slice::from_ref(&self.position),
            entrances => entrances,
        }
    }

    /// How far a place is from the nearest of its doors as the crow flies, in millimeters.
    #[must_use]
    pub fn straight_mm(&self, from: LngLat) -> u64 {
        let legs = self.doors().iter().map(|&door| millimeters(geodesic_m(from, door)));
        legs.min().unwrap_or(u64::MAX)
    }
}

/// Where a station stands in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// 规划
    Planned,
    /// 在建
    UnderConstruction,
    /// Built, not yet open.
    Built,
    /// Open to the public: the default where nothing is said.
    #[default]
    Operating,
    /// 停用
    Suspended,
    /// Given up.
    Closed,
}

impl Status {
    /// All of them, as they follow each other.
    pub const ALL: [Self; 6] = [
        Self::Planned,
        Self::UnderConstruction,
        Self::Built,
        Self::Operating,
        Self::Suspended,
        Self::Closed,
    ];

    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::UnderConstruction => "under_construction",
            Self::Built => "built",
            Self::Operating => "operating",
            Self::Suspended => "suspended",
            Self::Closed => "closed",
        }
    }
}
