//! The table `[norms]`: what is asked of stations per head.

use super::values::{Number, OneOrMany};
use serde::Deserialize;

/// What is asked of stations per head.
///
/// # References
///
/// 30 m² per 100 households: 十四五城乡社区服务体系建设规划 (State Council, 2021), and the NDRC's guide of
/// 2024. 2.62 people a household: seventh national census (2020).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Norms {
    /// Square meters of service area per 100 households.
    pub area_per_100_households_m2: f64,
    /// People per household, where demand counts no households.
    pub household_size: f64,
    /// Most people per station: one number for all levels, or one a level from level 1; none says
    /// nothing.
    pub people_per_station: Vec<u32>,
}

impl Default for Norms {
    fn default() -> Self {
        Self {
            area_per_100_households_m2: 30.0,
            household_size: 2.62,
            people_per_station: Vec::new(),
        }
    }
}

impl Norms {
    /// Most people per station of a level.
    #[must_use]
    pub fn people_at(&self, level: u8) -> Option<u32> {
        match self.people_per_station.as_slice() {
            [all] => Some(*all),
            each => each.get(usize::from(level).checked_sub(1)?).copied(),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NormsTable {
    area_per_100_households: Option<Area>,
    household_size: Option<Size>,
    people_per_station: Option<OneOrMany<People>>,
}

/// Square meters in thousandths, up to 10,000.
type Area = Number<0, 10_000_000>;
/// People in a household, in thousandths.
type Size = Number<500, 20_000>;
/// People of a station in thousandths, up to four million.
type People = Number<1_000, 4_000_000_000>;

impl From<NormsTable> for Norms {
    fn from(table: NormsTable) -> Self {
        let usual = Self::default();
        let thousandths = |number: u32| f64::from(number) / 1000.0;
        let people = table.people_per_station.map_or_else(Vec::new, |list| list.0);
        Self {
            area_per_100_households_m2: table
                .area_per_100_households
                .map_or(usual.area_per_100_households_m2, |area| thousandths(area.0)),
            household_size: table
                .household_size
                .map_or(usual.household_size, |size| thousandths(size.0)),
            people_per_station: people.into_iter().map(|one| one.0 / 1000).collect(),
        }
    }
}
