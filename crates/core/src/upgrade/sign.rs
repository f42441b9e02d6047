//! What is asked, what is known, and what is found of one station.

use crate::standard::{Amount, Verdict};

/// Why something is to be done about a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// 面积不足
    TooSmall,
    /// 位置较偏
    Remote,
    /// 功能布局不合理
    BadLayout,
    /// 老旧
    Old,
    /// 重复
    Redundant,
    /// Nobody else covers many of its people.
    Critical,
}

impl Trigger {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::TooSmall,
        Self::Remote,
        Self::BadLayout,
        Self::Old,
        Self::Redundant,
        Self::Critical,
    ];

    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::TooSmall => "too_small",
            Self::Remote => "remote",
            Self::BadLayout => "bad_layout",
            Self::Old => "old",
            Self::Redundant => "redundant",
            Self::Critical => "critical",
        }
    }
}

/// The thresholds; shares and ratios are amounts of one.
///
/// # References
///
/// 0.30 m² a household: 30 m² for 100, 城市社区嵌入式服务设施建设导则(试行), 2024. 2000: 国办发〔2020〕23号,
/// which renews estates built by the end of 2000. The others are Walkshed's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Triggers {
    /// Square meters for every household.
    pub area_per_household: Amount,
    /// How many times the mean walk at the best place is too much.
    pub remote_ratio: Amount,
    /// The least share of the community within the budget.
    pub remote_share: Amount,
    /// The largest share of rooms and zones that may be missing.
    pub missing_share: Amount,
    /// Houses built before this year are old.
    pub built_before: i32,
    /// Whoever alone covers less than this share can be spared.
    pub redundant_loss: Amount,
    /// If another station is so near, in millimeters on foot.
    pub redundant_mm: u32,
    /// Whoever alone covers this share cannot.
    pub critical_loss: Amount,
}

impl Default for Triggers {
    fn default() -> Self {
        Self {
            area_per_household: Amount::from_thousandths(300),
            remote_ratio: Amount::from_thousandths(1300),
            remote_share: Amount::from_thousandths(500),
            missing_share: Amount::from_thousandths(250),
            built_before: 2001,
            redundant_loss: Amount::from_thousandths(10),
            redundant_mm: 300_000,
            critical_loss: Amount::from_thousandths(20),
        }
    }
}

/// What is known of a station beside the evaluation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Its floor area in square meters.
    pub area: Option<Amount>,
    /// The least that the rules ask of it.
    pub least_area: Option<Amount>,
    /// Its rooms and zones.
    pub layout: Layout,
    /// The year its house was built.
    pub built: Option<i32>,
}

/// How many rooms and zones are there of those that are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Those that are not there.
    pub missing: u32,
    /// Those of which nobody says.
    pub unknown: u32,
    /// All that are asked for.
    pub asked: u32,
}

/// What one trigger says of one station.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// The trigger.
    pub trigger: Trigger,
    /// Whether it is raised ([`Verdict::Fail`]).
    pub verdict: Verdict,
    /// What it is by.
    pub compared: Vec<Compared>,
    /// The best place of the community, by its demand point; `None` is where the station stands.
    pub place: Option<u32>,
    /// The station that stands in for a redundant one.
    pub neighbor: Option<u32>,
    /// How grave it is beside others of its trigger: more is worse.
    pub gravity: i128,
}

/// A number beside its threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What is measured.
    pub quantity: Quantity,
    /// The number, rounded down; `None` if it is not known.
    pub measured: Option<Amount>,
    /// The threshold, where it has one.
    pub threshold: Option<Amount>,
}

/// What is measured for a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Floor area in square meters.
    Area,
    /// Households that it answers for.
    Households,
    /// Mean walk of its community in meters.
    MeanWalk,
    /// The same at the best place.
    BestWalk,
    /// The first over the second.
    WalkRatio,
    /// Share of its community within the budget.
    ShareInBudget,
    /// Share of rooms and zones that are missing.
    MissingShare,
    /// Year of building.
    BuiltIn,
    /// Share of all people that only its site covers.
    LossShare,
    /// Walk to the nearest station that could stand in, in meters.
    NeighborWalk,
}

impl Quantity {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Area => "area_m2",
            Self::Households => "households",
            Self::MeanWalk => "mean_walk_m",
            Self::BestWalk => "best_walk_m",
            Self::WalkRatio => "walk_ratio",
            Self::ShareInBudget => "share_in_budget",
            Self::MissingShare => "missing_share",
            Self::BuiltIn => "built_in",
            Self::LossShare => "loss_share",
            Self::NeighborWalk => "neighbor_walk_m",
        }
    }
}

impl Compared {
    pub(super) fn new(
        quantity: Quantity,
        measured: Option<Amount>,
        threshold: Option<Amount>,
    ) -> Self {
        Self { quantity, measured, threshold }
    }
}

impl Sign {
    pub(super) fn new(
        trigger: Trigger,
        verdict: Verdict,
        compared: Vec<Compared>,
    ) -> Self {
        Self { trigger, verdict, compared, place: None, neighbor: None, gravity: 0 }
    }

    pub(super) fn of_gravity(self, gravity: i128) -> Self {
        Self { gravity, ..self }
    }

    /// Whether something is to be done.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.verdict == Verdict::Fail
    }
}
