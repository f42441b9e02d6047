//! A city with people and stations strewn along its streets.

use super::{City, near_streets};
use walkshed::LngLat;
use walkshed::model::{Demand, DemandPoint, District, Station, Weight};

/// 50,000 blocks of ten people and 500 stations of three levels.
#[must_use]
pub fn district(city: City) -> District {
    let mut demand = Demand::new(vec!["population".into()]);
    for (i, position) in (0..).zip(near_streets(&city.network, 50_000, 3)) {
        let point = DemandPoint::new(format!("B{i}"), position);
        demand.push(point, &[Weight::whole(10)]);
    }
    let places = near_streets(&city.network, 500, 4);
    District {
        stations: (0..).zip(places).map(station).collect(),
        demand,
        network: Some(city.network),
        levels: 3,
        ..District::default()
    }
}

fn station((i, position): (u32, LngLat)) -> Station {
    Station::new(format!("S{i}"), 1 + (i % 3) as u8, position)
}
