//! What is known of a station beside where it stands: kind and themes, services, rooms and
//! equipment, who runs it, how it was built, when it opened.
//!
//! Words are ids of a vocabulary where it has them (`eldercare`), else as they were written; see
//! `walkshed_io::pack`.

use chrono::NaiveDate;

/// What is known of a station beside where it stands.
///
/// Nothing here is guessed: a list that no column gives is empty, and whatever was written stands
/// in the station's properties too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// What it is: a station, a bank outlet, a workers' home.
    pub kind: Option<String>,
    /// What it is devoted to: care, reading, start-ups.
    pub themes: Vec<String>,
    /// Whom it serves: residents, couriers, sanitation workers.
    pub groups: Vec<String>,
    /// What is offered there; `None` where no column says.
    pub services: Option<Vec<Item>>,
    /// Rooms, zones and equipment; `None` where no column says.
    pub facilities: Option<Vec<Item>>,
    /// How many services it is said to have, where a number is given.
    pub services_declared: Option<u32>,
    /// Who runs it.
    pub operator: Option<String>,
    /// Who helps.
    pub partners: Vec<String>,
    /// How it came to be.
    pub build_mode: Option<BuildMode>,
    /// Whose rooms it has.
    pub tenure: Option<Tenure>,
    /// Floor area for the public.
    pub service_area: Option<FloorArea>,
    /// Floor area in all.
    pub floor_area: Option<FloorArea>,
    /// All communities it serves, as declared; the first is the one it belongs to.
    pub communities: Vec<String>,
    /// Communities whose people it serves at home.
    pub home_service: Vec<String>,
    /// The day it opened.
    pub opened_on: Option<NaiveDate>,
    /// The first day on which it was not open any more.
    pub closed_on: Option<NaiveDate>,
    /// Its opening hours, as written.
    pub hours: Option<String>,
}

/// A service, a room, a piece of equipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its id in the vocabulary, else the words for it.
    pub id: String,
    /// How many there are; 1 where nothing is said.
    pub count: u32,
    /// When it is offered, as written, if not whenever the station is open.
    pub hours: Option<String>,
}

impl Item {
    /// One of a thing.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), count: 1, hours: None }
    }
}

/// A floor area, and how surely it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FloorArea {
    /// Square meters.
    pub m2: f64,
    /// What was said beside the number.
    pub qualifier: Qualifier,
}

/// What is said beside a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// Nothing.
    #[default]
    Exact,
    /// 约, ~
    About,
    /// 余, 多, ≥: at least that.
    Over,
    /// 近, 不足, ≤: at most that.
    Under,
}

impl Qualifier {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::Under => "under",
        }
    }
}

/// How a station came to be (Baoji: 综合建, 共建, 新建, 改建).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BuildMode {
    /// 综合建: with other stations under one roof.
    Integrated,
    /// 共建: together with another body.
    CoBuilt,
    /// 新建
    NewBuilt,
    /// 改建: from rooms of another use.
    Converted,
}

impl BuildMode {
    /// All of them, in the order in which Baoji names them.
    pub const ALL: [Self; 4] =
        [Self::Integrated, Self::CoBuilt, Self::NewBuilt, Self::Converted];

    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Integrated => "integrated",
            Self::CoBuilt => "co_built",
            Self::NewBuilt => "new_built",
            Self::Converted => "converted",
        }
    }
}

/// Whose rooms a station has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tenure {
    /// 公共用房
    Public,
    /// 租用
    Rented,
    /// 商业用房
    Commercial,
    /// 共享
    Shared,
}

impl Tenure {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Public, Self::Rented, Self::Commercial, Self::Shared];

    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Rented => "rented",
            Self::Commercial => "commercial",
            Self::Shared => "shared",
        }
    }
}
