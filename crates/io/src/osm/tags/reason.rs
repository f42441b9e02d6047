//! Why a way is not walked.

use crate::lang::texts;
use serde::{Deserialize, Serialize};

/// Why a way is not walked.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// It has no `highway` tag: a building, a river, a border.
    NotAStreet,
    /// A ferry, railway or cable car that was not asked for.
    OtherTransport,
    /// A ferry or cable car that was asked for, and does not say how long the ride takes.
    NoDuration,
    /// A motorway or its ramp, whatever other tags say.
    Motorway,
    /// Under construction, proposed, or no longer there.
    NotBuilt,
    /// `foot=no` or `use_sidepath`, or forbidden in both directions.
    FootForbidden,
    /// `access=no`, and no `foot` tag that permits.
    Closed,
    /// A trunk road, its ramp, or a road for motor vehicles only, without sidewalk or foot tag.
    Trunk,
    /// A value of `highway` that is no street for walkers: a race track, a busway, a misspelling.
    OtherHighway,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 9] = [
        Self::NotAStreet,
        Self::OtherTransport,
        Self::NoDuration,
        Self::Motorway,
        Self::NotBuilt,
        Self::FootForbidden,
        Self::Closed,
        Self::Trunk,
        Self::OtherHighway,
    ];

    texts! {
        /// The reason in words, as a report prints it.
        pub fn text(&self, lang) -> String {
            Self::NotAStreet => "not a street (no highway tag)" "不是道路(没有highway标签)";
            Self::OtherTransport => "ferry, railway or cable car" "轮渡、铁路或缆车";
            Self::NoDuration =>
                "ferry or cable car without a readable duration"
                "轮渡或缆车,没有可读的duration标签";
            Self::Motorway => "motorway" "高速公路";
            Self::NotBuilt => "under construction, proposed or gone" "在建、规划或已拆除";
            Self::FootForbidden => "forbidden on foot" "禁止步行";
            Self::Closed => "closed to the public (access tag)" "不对公众开放(access标签)";
            Self::Trunk =>
                "trunk road without sidewalk or foot tag"
                "主干道,未注明人行道或foot标签";
            Self::OtherHighway =>
                "highway value that is not for walkers"
                "highway的取值不供步行";
        }
    }
}
