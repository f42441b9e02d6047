//! Service circles: what lies within a walk of every center.
//!
//! ```text
//! District + resources ──► Reach ──┬──► Circles ──► ThemeMatrix
//!                                  └──► Presence
//! ```
//!
//! Around every station of one level, the centers, a circle gathers the other stations and the
//! resources (bank outlets, workers' homes, city stations) within the budget: 15 minutes on foot
//! where nothing else is said. One place may lie in many circles, and some lie in none.
//!
//! # Direction
//!
//! The walk runs from the place to the center: circles are for people who go to their center and
//! pass by what else there is, and coverage runs from people to stations as well (rule 4). Where
//! streets are one-way on foot, the way back may be longer. The budget is closed: a resource at 900
//! seconds lies in a circle of 15 minutes, one at 901 does not.
//!
//! # References
//!
//! Baoji: 以村(社区)党群服务中心为中心点, 将步行15分钟范围内的党建阵地、城市驿站、职工之家、银行网点等资源纳入服务圈.

mod circles;
mod matrix;
mod presence;
mod reach;

pub use circles::{Circle, Circles, KindCount, Member, Place};
pub use matrix::{ThemeMatrix, ThemeRow};
pub(crate) use presence::operates;
pub use presence::{Presence, Presented};
pub use reach::{Reach, Walk};

use crate::model::District;

/// The level whose stations are centers where nobody says another: that of the communities, which
/// is the deepest that has areas with outlines and stations; else the first with stations.
#[must_use]
pub fn center_level(district: &District) -> u8 {
    let has = |level: u8| district.stations.iter().any(|one| one.level == level);
    let drawn = district.grids.levels().iter().copied();
    drawn.chain(1..=district.levels).find(|&level| has(level)).unwrap_or(1)
}

#[cfg(test)]
mod tests;
