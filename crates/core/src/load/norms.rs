//! What practice asks of stations.

use crate::model::Weight;

/// The norms that stations are measured against; what is absent is not judged.
///
/// # Examples
///
/// ```
/// use walkshed::load::Norms;
///
/// let norms = Norms { area_per_100_households_m2: Some(30.0), ..Norms::default() };
/// assert!(!norms.is_empty());
/// assert_eq!(norms.most_people(1), None);
/// ```
///
/// # References
///
/// 30 m² per 100 households, 80 m² where a city can: 城市社区嵌入式服务设施建设导则(试行), 2024. 2.62
/// people a household: Seventh National Population Census of China, 2020.
#[derive(Clone, Debug, PartialEq)]
pub struct Norms {
    /// The least floor area for every 100 households, in square meters, to thousandths.
    #[doc(alias = "每百户居民拥有服务设施面积")]
    pub area_per_100_households_m2: Option<f64>,
    /// People a household, to thousandths: stands in where the demand counts no households.
    #[doc(alias = "户均人口")]
    pub household_size: f64,
    /// The most people that a station may answer for, one a level from level 1; the last one holds
    /// for all levels beyond.
    pub people_per_station: Vec<Option<Weight>>,
}

impl Norms {
    /// People a household in China in 2020.
    pub const HOUSEHOLD_SIZE: f64 = 2.62;

    /// Whether nothing is asked of any station.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.area_per_100_households_m2.is_none()
            && self.people_per_station.iter().all(Option::is_none)
    }

    /// The most people that a station of a level may answer for.
    #[must_use]
    pub fn most_people(&self, level: u8) -> Option<Weight> {
        let nth = usize::from(level.max(1)) - 1;
        let norms = &self.people_per_station;
        norms.get(nth).or(norms.last()).copied().flatten()
    }
}

impl Default for Norms {
    fn default() -> Self {
        Self {
            area_per_100_households_m2: None,
            household_size: Self::HOUSEHOLD_SIZE,
            people_per_station: Vec::new(),
        }
    }
}
