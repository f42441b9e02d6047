//! How far a community walks to its station, and how far to the best place there is.

use super::main_station::Community;
use super::walks::Walks;
use crate::LngLat;
use crate::coverage::Evaluation;
use crate::geodesy::geodesic_m;
use crate::model::{Budget, District, Weight};
use crate::network::Label;
use crate::standard::Amount;
use crate::table::TravelTable;
use crate::units::Unit;
use rayon::prelude::*;

/// The most demand points of a community that are looked at as places for its station.
pub const CANDIDATES: usize = 128;

/// How much a geodesic may overstate the shortest walk, as streets measure it (rule 3).
const STRAIGHT_SLACK: f64 = 0.9995;

/// How far a community walks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// Thousandths of people times millimeters, to the station.
    walked: u128,
    /// The same to the best place.
    best: u128,
    /// The best place, if it is not where the station stands.
    place: Option<u32>,
    /// Those who can walk to the station, in thousandths of people.
    walkers: u128,
    /// Those within its budget, and everyone.
    within: Weight,
    everyone: Weight,
}

impl Places {
    pub(super) fn mean(&self) -> Option<Amount> {
        mean(self.walked, self.walkers)
    }

    pub(super) fn best_mean(&self) -> Option<Amount> {
        mean(self.best, self.walkers)
    }

    pub(super) fn best_point(&self) -> Option<u32> {
        self.place
    }

    /// The mean walk over that at the best place, rounded down; `None` where nobody walks there.
    pub(super) fn ratio(&self) -> Option<Amount> {
        mean(self.walked * 1000, self.best)
    }

    /// Whether the mean walk is more than so many times that at the best place, which may be none at all.
    pub(super) fn exceeds(&self, ratio: Amount) -> bool {
        let most = u128::try_from(ratio.thousandths()).unwrap_or_default();
        self.walked * 1000 > self.best * most
    }

    /// The share of the community within the budget of the station, rounded down.
    pub(super) fn share(&self) -> Option<Amount> {
        let [within, everyone] = [self.within, self.everyone].map(Weight::thousandths);
        mean(u128::from(within) * 1000, u128::from(everyone))
    }

    pub(super) fn falls_below(&self, share: Amount) -> bool {
        let [within, everyone] =
            [self.within, self.everyone].map(|weight| i128::from(weight.thousandths()));
        within * 1000 < everyone * i128::from(share.thousandths())
    }
}

fn mean(sum: u128, of: u128) -> Option<Amount> {
    let mean = i64::try_from(sum.checked_div(of)?).ok()?;
    Some(Amount::from_thousandths(mean))
}

/// Looks at all communities.
pub(super) fn all(
    district: &District,
    evaluation: &Evaluation,
    walks: &Walks<'_>,
    communities: &[Community],
) -> Vec<Places> {
    let options = &evaluation.options;
    let mut tables: Vec<(Budget, TravelTable, Unit)> = Vec::new();
    for community in communities {
        let budget = options.budget(district.stations[community.station].level);
        if !tables.iter().any(|(known, ..)| *known == budget) {
            let (table, unit) = Evaluation::table(district, options, budget);
            tables.push((budget, table, unit));
        }
    }
    let look = |(nth, community): (usize, &Community)| {
        let budget = options.budget(district.stations[community.station].level);
        let table = tables.iter().find(|(known, ..)| *known == budget);
        let points = people_of(district, &evaluation.areas[community.area].points);
        let mut places = walked(district, walks, (nth, community.station), &points);
        places.everyone =
            points.iter().map(|&p| district.demand.people(p as usize)).sum();
        let reaches = |p: &&u32| {
            table.is_some_and(|(_, table, _)| {
                let mut trips = table.of(**p as usize).iter();
                trips.any(|trip| trip.station as usize == community.station)
            })
        };
        let within = points.iter().filter(reaches);
        places.within = within.map(|&p| district.demand.people(p as usize)).sum();
        places
    };
    communities.par_iter().enumerate().map(look).collect()
}

fn people_of(district: &District, points: &[u32]) -> Vec<u32> {
    let somebody = |&&p: &&u32| district.demand.people(p as usize) > Weight::ZERO;
    points.iter().filter(somebody).copied().collect()
}

/// The demand points of a community where its station could be: those nearest to all of its people
/// as the crow flies, if there are too many; in input order.
pub(super) fn candidates(district: &District, points: &[u32]) -> Vec<u32> {
    let points = people_of(district, points);
    if points.len() <= CANDIDATES {
        return points;
    }
    let at = |p: u32| district.demand.points()[p as usize].position;
    let people = |p: u32| district.demand.people(p as usize).to_f64();
    let total: f64 = points.iter().map(|&p| people(p)).sum();
    let mean = |of: &dyn Fn(LngLat) -> f64| {
        points.iter().map(|&p| of(at(p)) * people(p)).sum::<f64>() / total
    };
    let (lng, lat) = (mean(&LngLat::lng), mean(&LngLat::lat));
    let Ok(middle) = LngLat::new(lng, lat) else { return points };
    let mm = |p: u32| (geodesic_m(middle, at(p)) * 1000.0).round() as u64;
    let mut near: Vec<(u64, u32)> = points.iter().map(|&p| (mm(p), p)).collect();
    near.sort_unstable();
    let mut kept: Vec<u32> = near.into_iter().take(CANDIDATES).map(|(_, p)| p).collect();
    kept.sort_unstable();
    kept
}

/// The walks of a community to its station and to the best place.
fn walked(
    district: &District,
    walks: &Walks<'_>,
    (community, station): (usize, usize),
    points: &[u32],
) -> Places {
    let at = |p: u32| district.demand.points()[p as usize].position;
    let door = district.stations[station].position;
    let labels =
        walks.to_station(station, points, hint(door, points.iter().map(|&p| at(p))));
    let reached =
        |(&point, label): (&u32, &Label)| (*label != Label::NONE).then_some(point);
    let walkers: Vec<u32> = points.iter().zip(&labels).filter_map(reached).collect();
    let weight = |p: u32| u128::from(district.demand.people(p as usize).thousandths());
    let own: u128 =
        points.iter().zip(&labels).map(|(&p, label)| sum(weight(p), *label)).sum();
    let mut places = Places {
        walked: own,
        best: own,
        walkers: walkers.iter().map(|&p| weight(p)).sum(),
        ..Places::default()
    };
    // whoever is nearest to all as the crow flies goes first, and most need not be asked at all
    let straight = |&p: &u32| {
        let m = |q: &u32| geodesic_m(at(p), at(*q)) * 1000.0 * STRAIGHT_SLACK;
        walkers.iter().map(|q| weight(*q) * m(q).floor() as u128).sum::<u128>()
    };
    let candidates = &walks.candidates[community];
    let mut order: Vec<(u128, usize)> =
        candidates.iter().map(straight).zip(0..).collect();
    order.sort_unstable();
    for (least, nth) in order {
        if least >= places.best {
            break;
        }
        let place = candidates[nth];
        let hint = hint(at(place), walkers.iter().map(|&p| at(p)));
        let labels = walks.to_candidate(community, nth, &walkers, hint);
        if labels.contains(&Label::NONE) {
            continue;
        }
        let all = walkers.iter().zip(&labels);
        let all: u128 = all.map(|(&p, label)| sum(weight(p), *label)).sum();
        // of equal places the one that comes first in the input, wherever it is
        if (all, place) < (places.best, places.place.unwrap_or(0)) {
            (places.best, places.place) = (all, Some(place));
        }
    }
    places
}

fn sum(weight: u128, label: Label) -> u128 {
    if label == Label::NONE { 0 } else { weight * u128::from(label.primary()) }
}

/// How far to search first: about twice the straight line to the farthest of some places.
fn hint(from: LngLat, to: impl Iterator<Item = LngLat>) -> u32 {
    let farthest = to.map(|to| geodesic_m(from, to)).fold(100.0, f64::max);
    (farthest * 1600.0).min(1e9) as u32
}
