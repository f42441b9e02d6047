//! Whether every community has a station.

use super::{Reach, Walk};
use crate::community::Communities;
use crate::model::{District, Station, Weight};

/// Whether every community has a station that operates, on the terms of the run.
///
/// # Order
///
/// Communities as in [`Communities::list`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// One entry a community.
    pub communities: Vec<Presented>,
    /// Stations that operate, each once, whether or not they lie in a community.
    pub stations: usize,
    /// Communities with at least one.
    pub present: usize,
}

/// One community and its stations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presented {
    /// The stations that serve it and operate, in input order.
    pub stations: Vec<u32>,
    /// Its people.
    pub people: Weight,
    /// Those of them within the budget of any station, its own or not.
    pub reached: Weight,
}

impl Presence {
    /// Counts the stations of every community.
    #[must_use]
    pub fn of(district: &District, communities: &Communities, reach: &Reach) -> Self {
        let operating = |s: &u32| operates(&district.stations[*s as usize]);
        let present = |community: &crate::community::Community| {
            let people = |points: &mut dyn Iterator<Item = &u32>| -> Weight {
                points.map(|&point| district.demand.people(point as usize)).sum()
            };
            let there = |walk: Walk| operates(&district.stations[walk.station as usize]);
            let near = |point: &&u32| reach.of_point(**point).any(there);
            Presented {
                stations: community.stations.iter().copied().filter(operating).collect(),
                people: people(&mut community.points.iter()),
                reached: people(&mut community.points.iter().filter(near)),
            }
        };
        let communities: Vec<Presented> =
            communities.list().iter().map(present).collect();
        let stations = 0..district.stations.len() as u32;
        Self {
            stations: stations.filter(operating).count(),
            present: communities.iter().filter(|one| one.is_present()).count(),
            communities,
        }
    }

    /// Stations for every community: `1.84`; `None` where there is no community.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        let communities = self.communities.len();
        (communities > 0).then(|| self.stations as f64 / communities as f64)
    }

    /// Communities without a station, by their places.
    pub fn absent(&self) -> impl Iterator<Item = usize> {
        let absent = |(_, one): &(usize, &Presented)| !one.is_present();
        self.communities.iter().enumerate().filter(absent).map(|(place, _)| place)
    }

    /// How many communities without a station have people within the budget of one elsewhere.
    #[must_use]
    pub fn absent_but_reached(&self) -> usize {
        let reached = |one: &&Presented| !one.is_present() && one.reached > Weight::ZERO;
        self.communities.iter().filter(reached).count()
    }
}

impl Presented {
    /// Whether it has a station that operates.
    #[must_use]
    pub fn is_present(&self) -> bool {
        !self.stations.is_empty()
    }
}

/// Whether a station counts on the terms of the run; one whose hours are not known is there.
pub(crate) fn operates(station: &Station) -> bool {
    station.absence().is_none()
}
