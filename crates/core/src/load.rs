//! How many people every station answers for, beside the norms of practice: floor area per 100
//! households, people per station.
//!
//! ```text
//! District + Evaluation + Norms ──► Load ──► a row a station, a sum a level
//! ```
//!
//! A station answers for its catchment: everyone whose nearest station it is, whatever the budget
//! and the level. Its floor area is that for the public, else that in all. What is not
//! known never passes: without an area a verdict is [`Verdict::Unknown`].
//!
//! # Definitions
//!
//! ```text
//! households           = those of the catchment, if the demand counts those of everybody;
//!                        else people / household size
//! area per 100         = 100 x area / households
//! area lacking         = norm x households / 100 - area, where that is above nothing
//! people over          = people - most people, where that is above nothing
//! ```
//!
//! All of it is decided in integers: thousandths of square meters, of people, of households.

mod norms;
mod station;

pub use norms::Norms;
pub use station::{AreaPer100, StationLoad, Verdict};

use crate::coverage::{Evaluation, LeftOut};
use crate::model::{Demand, District, Weight};
use station::Asked;

/// What the stations of a district answer for.
///
/// # Order
///
/// Stations in input order, only those that count on the terms of the run; levels from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// What they are measured against.
    pub norms: Norms,
    /// Whether the demand counts the households of everybody; else they are people divided by the
    /// norms' size.
    pub households_counted: bool,
    /// One entry a station that counts, tied to the streets or not.
    pub stations: Vec<StationLoad>,
    /// Sums of the stations of each level.
    pub levels: Vec<LevelLoad>,
}

/// The stations of one level together.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelLoad {
    /// Rung of the hierarchy, from 1.
    pub level: u8,
    /// Stations of this very level that count.
    pub stations: usize,
    /// People of their catchments.
    pub people: Weight,
    /// Households of their catchments.
    pub households: Weight,
    /// Their floor area, as far as it is known.
    pub area: Weight,
    /// How many have none that is known.
    pub area_unknown: usize,
    /// How many have too little area.
    pub under: usize,
    /// How many answer for too many people.
    pub over: usize,
    /// How many meet every norm there is.
    pub meets: usize,
    /// How many cannot be judged.
    pub unknown: usize,
    /// Square meters that all of them lack.
    pub area_lacking: Weight,
    /// People above the norm, of all of them.
    pub people_over: Weight,
}

/// The name of the group that counts households.
const HOUSEHOLDS: &str = "households";

impl Load {
    /// Reads what every station that counts answers for.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed::coverage::Evaluation;
    /// use walkshed::load::{Load, Norms};
    /// use walkshed::model::{CoverageOptions, District};
    ///
    /// let district = District::default();
    /// let evaluation = Evaluation::of(&district, &CoverageOptions::default());
    /// assert!(Load::of(&district, &evaluation, &Norms::default()).stations.is_empty());
    /// ```
    #[must_use]
    pub fn of(district: &District, evaluation: &Evaluation, norms: &Norms) -> Self {
        let demand = &district.demand;
        let asked = Asked {
            norms,
            people: demand.people_group(),
            households: households(demand),
        };
        let answers = (0..).zip(district.stations.iter().zip(&evaluation.stations));
        let stations: Vec<StationLoad> = answers
            .filter(|(_, (_, answer))| {
                matches!(answer.left_out, None | Some(LeftOut::NoStreet))
            })
            .map(|(place, (station, answer))| asked.station(place, station, answer))
            .collect();
        let levels = (1..=district.levels).map(|level| LevelLoad::of(level, &stations));
        Self {
            norms: norms.clone(),
            households_counted: asked.households.is_some(),
            levels: levels.collect(),
            stations,
        }
    }
}

/// The group that counts households, if it counts those of everybody: planned plots often do where
/// the blocks of today do not.
fn households(demand: &Demand) -> Option<usize> {
    let group = demand.groups().iter().position(|group| group == HOUSEHOLDS)?;
    let counts = |point| {
        demand.people(point) == Weight::ZERO
            || demand.weights(point)[group] > Weight::ZERO
    };
    (0..demand.len()).all(counts).then_some(group)
}

/// Households of some demand points, and whether they are counted; else they are people divided by
/// the norms' size.
#[must_use]
pub fn households_of(
    demand: &Demand,
    points: impl IntoIterator<Item = usize>,
    norms: &Norms,
) -> (Weight, bool) {
    let counted = households(demand);
    let asked = Asked { norms, people: demand.people_group(), households: counted };
    let points = points.into_iter();
    match counted {
        Some(group) => (points.map(|p| demand.weights(p)[group]).sum(), true),
        None => (asked.households_of(points.map(|p| demand.people(p)).sum()), false),
    }
}

impl LevelLoad {
    fn of(level: u8, stations: &[StationLoad]) -> Self {
        let own = || stations.iter().filter(|station| station.level == level);
        let judged = |wanted| own().filter(|station| station.verdict() == wanted).count();
        Self {
            level,
            stations: own().count(),
            people: own().map(|station| station.people).sum(),
            households: own().map(|station| station.households).sum(),
            area: own().filter_map(|station| station.area).sum(),
            area_unknown: own().filter(|station| station.area.is_none()).count(),
            under: own().filter(|s| s.area_verdict == Some(Verdict::Under)).count(),
            over: own().filter(|s| s.people_verdict == Some(Verdict::Over)).count(),
            meets: judged(Some(Verdict::Meets)),
            unknown: judged(Some(Verdict::Unknown)),
            area_lacking: own().filter_map(|station| station.area_lacking).sum(),
            people_over: own().filter_map(|station| station.people_over).sum(),
        }
    }
}

#[cfg(test)]
mod tests;
