//! The table `[norms]`: what is asked of stations per head.

use super::values::{Number, OneOrMany};
use serde::Deserialize;
use walkshed::load::Norms;
use walkshed::model::Weight;

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
        let whole = |number: u32| f64::from(number) / 1000.0;
        let people = table.people_per_station.map_or_else(Vec::new, |list| list.0);
        let most = |most: People| Weight::from_thousandths(most.0.into());
        Self {
            area_per_100_households_m2: table
                .area_per_100_households
                .map(|area| whole(area.0))
                .or(usual.area_per_100_households_m2),
            household_size: table
                .household_size
                .map_or(usual.household_size, |size| whole(size.0)),
            people_per_station: people.into_iter().map(most).collect(),
        }
    }
}
