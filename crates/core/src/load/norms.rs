//! What practice asks of stations.

use crate::model::Weight;

/// The norms that stations are measured against; those of practice where nothing else is said.
///
/// # Examples
///
/// ```
/// use walkshed::load::Norms;
///
/// let norms = Norms::default();
/// assert_eq!(norms.area_per_100_households_m2, Some(30.0));
/// assert_eq!(norms.most_people(1), None);
/// ```
///
/// # References
///
/// 30 m² per 100 households: 城市社区嵌入式服务设施建设导则(试行), 2024, and the plan for community services
/// of 2021; 80 m² where a city can. 2.62 people a household: Seventh National Population Census of
/// China, 2020.
#[derive(Clone, Debug, PartialEq)]
pub struct Norms {
    /// The least floor area for every 100 households, in square meters, to thousandths; `None` is
    /// not judged.
    #[doc(alias = "每百户居民拥有服务设施面积")]
    pub area_per_100_households_m2: Option<f64>,
    /// People a household, to thousandths: stands in where the demand counts no households.
    #[doc(alias = "户均人口")]
    pub household_size: f64,
    /// The most people that a station may answer for: one number for all levels, or one a level
    /// from level 1. A level without one is not judged.
    pub people_per_station: Vec<Weight>,
}

impl Norms {
    /// The most people that a station of a level may answer for.
    #[must_use]
    pub fn most_people(&self, level: u8) -> Option<Weight> {
        match self.people_per_station.as_slice() {
            [all] => Some(*all),
            each => each.get(usize::from(level).checked_sub(1)?).copied(),
        }
    }
}

impl Default for Norms {
    fn default() -> Self {
        Self {
            area_per_100_households_m2: Some(30.0),
            household_size: 2.62,
            people_per_station: Vec::new(),
        }
    }
}
