//! The problem ledger: one line a problem, from whatever found it.

use crate::model::{District, Weight};
use std::fmt;

/// What is to be done, one line a problem (问题台账).
///
/// Whoever finds problems adds them: faults of the hierarchy, communities without a station,
/// people out of reach, load, needs, standards. A line keeps its id as long as the problem is
/// about the same thing, so that ledgers of two dates can be laid side by side.
///
/// # Order
///
/// By kind, then in the order in which they were found: the worst first.
#[doc(alias = "问题台账")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    issues: Vec<Issue>,
}

/// One problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// What sort of problem it is.
    pub kind: IssueKind,
    /// What it is about, unique among those of its kind: ids, with a slash between them.
    pub subject: String,
    /// The community, by its place in [`Communities::list`](crate::community::Communities::list).
    pub community: Option<usize>,
    /// The station, by its place in the input.
    pub station: Option<u32>,
    /// What it is called, where it is neither: a level, a station without coordinates.
    pub name: Option<String>,
    /// The item that is asked for, the rule that is not met.
    pub detail: Option<String>,
    /// What was measured.
    pub measured: Option<Amount>,
    /// What is required.
    pub required: Option<Amount>,
    /// Who is to see to it.
    pub owner: Option<String>,
}

/// What sort of problem it is, in the order of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IssueKind {
    /// A level has more or fewer stations than planned.
    LevelCount,
    /// A station below the first level names no parent, though others of its level do.
    NoParent,
    /// A station names a parent that is not there.
    UnknownParent,
    /// A station names a parent of its own level or a lower one.
    ParentNotAbove,
    /// Parents lead back to where they began.
    ParentCycle,
    /// A community has no station that operates.
    NoStation,
    /// People of a community are out of reach of every station.
    Uncovered,
    /// A station has less floor area than the norm asks.
    AreaUnder,
    /// A station answers for more people than the norm allows.
    PeopleOver,
    /// People asked for what no station within a walk offers.
    UnmetNeed,
    /// A rule of a standard is not met.
    Standard,
    /// A station is due for an upgrade.
    Upgrade,
}

/// A number with its unit, or a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Stations.
    Stations(usize),
    /// People.
    People(Weight),
    /// Demand points, where nobody is counted.
    Blocks(usize),
    /// Square meters.
    Area(Weight),
    /// Rung of the hierarchy.
    Level(u8),
    /// What was said, or is to be, in words.
    Text(String),
}

impl IssueKind {
    /// All of them, in order.
    pub const ALL: [Self; 12] = [
        Self::LevelCount,
        Self::NoParent,
        Self::UnknownParent,
        Self::ParentNotAbove,
        Self::ParentCycle,
        Self::NoStation,
        Self::Uncovered,
        Self::AreaUnder,
        Self::PeopleOver,
        Self::UnmetNeed,
        Self::Standard,
        Self::Upgrade,
    ];

    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::LevelCount => "level_count",
            Self::NoParent => "no_parent",
            Self::UnknownParent => "unknown_parent",
            Self::ParentNotAbove => "parent_not_above",
            Self::ParentCycle => "parent_cycle",
            Self::NoStation => "no_station",
            Self::Uncovered => "uncovered",
            Self::AreaUnder => "area_under",
            Self::PeopleOver => "people_over",
            Self::UnmetNeed => "unmet_need",
            Self::Standard => "standard",
            Self::Upgrade => "upgrade",
        }
    }
}

impl Amount {
    /// The English key of its unit; `None` for words.
    #[must_use]
    pub fn unit(&self) -> Option<&'static str> {
        match self {
            Self::Stations(_) => Some("stations"),
            Self::People(_) => Some("people"),
            Self::Blocks(_) => Some("blocks"),
            Self::Area(_) => Some("m2"),
            Self::Level(_) => Some("level"),
            Self::Text(_) => None,
        }
    }
}

/// The number alone, or the words.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stations(number) | Self::Blocks(number) => write!(f, "{number}"),
            Self::People(weight) | Self::Area(weight) => write!(f, "{weight}"),
            Self::Level(level) => write!(f, "{level}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl Issue {
    /// The subject of what belongs to no community: the network as a whole.
    pub const NETWORK: &'static str = "network";

    /// A problem of which no more is known than what it is about.
    #[must_use]
    pub fn new(kind: IssueKind, subject: impl Into<String>) -> Self {
        Self {
            kind,
            subject: subject.into(),
            community: None,
            station: None,
            name: None,
            detail: None,
            measured: None,
            required: None,
            owner: None,
        }
    }

    /// A problem of a station, which its operator is to see to.
    #[must_use]
    pub fn of_station(kind: IssueKind, district: &District, station: u32) -> Self {
        let id = district.stations[station as usize].id.clone();
        let owner = owner_of_station(district, station);
        Self { station: Some(station), owner, ..Self::new(kind, id) }
    }

    /// Its identity in the ledger: the kind and what it is about.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}:{}", self.kind.key(), self.subject)
    }
}

impl Ledger {
    /// Adds problems from another source.
    pub fn extend(&mut self, issues: impl IntoIterator<Item = Issue>) {
        self.issues.extend(issues);
        self.issues.sort_by_key(|issue| issue.kind);
    }

    /// All problems.
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// How many there are of each kind that there is.
    #[must_use]
    pub fn by_kind(&self) -> Vec<(IssueKind, usize)> {
        let count = |&kind: &IssueKind| {
            (kind, self.issues.iter().filter(|issue| issue.kind == kind).count())
        };
        IssueKind::ALL.iter().map(count).filter(|&(_, count)| count > 0).collect()
    }
}

/// Who is to see to a station: its operator, else that of the nearest station above it that has
/// one, else the name of its parent.
#[must_use]
pub fn owner_of_station(district: &District, station: u32) -> Option<String> {
    let stations = &district.stations;
    let above = |id: &Option<String>| {
        let id = id.as_deref()?;
        stations.iter().position(|station| station.id == id)
    };
    let first = station as usize;
    let up = |&at: &usize| above(&stations[at].parent);
    // parents that go in a circle end too
    let mut chain = std::iter::successors(Some(first), up).take(stations.len().min(16));
    let operator = chain.find_map(|at| stations[at].facts.operator.clone());
    operator.or_else(|| Some(stations[above(&stations[first].parent)?].name.clone()))
}
