#![doc = include_str!("../docs/scenarios.md")]

use crate::project::Input;
use geo::MultiPolygon;
use walkshed::LngLat;
use walkshed::model::Pattern;

/// What a project's file says of one scenario.
///
/// [`Project::load_scenario`](crate::Project::load_scenario) reads its files.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Scenario {
    /// What it is chosen by: `north` of `[scenario.north]`.
    pub name: String,
    /// What people call it.
    pub title: Option<String>,
    /// The year that it stands for.
    pub year: Option<u16>,
    /// The scenario that is applied before it.
    pub based_on: Option<String>,
    /// The shape that the network then has; `None` is that of what it builds on.
    pub pattern: Option<Pattern>,
    /// Files of stations to come.
    pub add_stations: Vec<Input>,
    /// Stations whose door is elsewhere.
    pub move_stations: Vec<Move>,
    /// Stations that serve nobody any more.
    pub close_stations: Vec<Listed>,
    /// Stations of another level.
    pub relevel_stations: Vec<Relevel>,
    /// Files of planned demand.
    pub add_demand: Vec<Input>,
    /// Growth and decline of the demand that is there.
    pub scale_demand: Vec<Growth>,
    /// Files of planned streets.
    pub add_streets: Vec<Input>,
    /// Streets that are given up.
    pub remove_streets: Vec<Listed>,
    /// Only demand inside is counted.
    pub study_area: Option<Input>,
}

/// Things named one by one, or in a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Listed {
    /// One, by its id.
    Id(String),
    /// Those of a file.
    File(Box<Input>),
}

/// Where stations move.
#[derive(Clone, Debug, PartialEq)]
pub enum Move {
    /// One station.
    To {
        /// Its id.
        id: String,
        /// Its new door, on WGS 84.
        position: LngLat,
    },
    /// Those of a file with ids and coordinates.
    File(Box<Input>),
}

/// Which level stations get.
#[derive(Clone, Debug, PartialEq)]
pub enum Relevel {
    /// One station.
    To {
        /// Its id.
        id: String,
        /// Its new level, from 1.
        level: u8,
    },
    /// Those of a file with ids and levels.
    File(Box<Input>),
}

/// How demand grows.
#[derive(Clone, Debug, PartialEq)]
pub enum Growth {
    /// By one factor.
    By(Factor),
    /// By the factors of a file with ids, or communities.
    File(Box<Input>),
}

/// One factor, and whom it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Factor {
    /// The factor in millionths: 1,200,000 is a fifth more.
    pub millionths: u32,
    /// The groups; none is every group.
    pub groups: Vec<String>,
    /// The points by their ids; where `communities` are named too, both.
    pub ids: Vec<String>,
    /// The communities whose points are meant; where neither ids nor communities are named, all.
    pub communities: Vec<String>,
}

/// The scenario that a loaded project is.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Applied {
    /// What it is chosen by.
    pub name: String,
    /// What people call it.
    pub title: Option<String>,
    /// The year that it stands for.
    pub year: Option<u16>,
    /// The scenarios that it builds on, the first applied first.
    pub based_on: Vec<String>,
    /// The areas that limited its demand, in the order in which they did; those of the scenarios
    /// that it builds on too.
    pub study_areas: Vec<MultiPolygon>,
}

impl Scenario {
    /// A scenario that changes nothing.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Whether it adds streets or takes any away.
    #[must_use]
    pub fn changes_streets(&self) -> bool {
        !self.add_streets.is_empty() || !self.remove_streets.is_empty()
    }

    /// Whether it changes nothing of its own.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { name, title, year, based_on, .. } = self.clone();
        *self == Self { name, title, year, based_on, ..Self::default() }
    }
}
