//! Where and when something is offered next.

use super::{Openness, Timetable, Told, Unclear};
use crate::project::Loaded;
use chrono::NaiveDateTime;
use walkshed::LngLat;
use walkshed::coverage::Evaluation;
use walkshed::model::{Absence, Budget, Demand, DemandPoint, District, Metric, Standing};

/// A station that offers what is asked for, at some hour.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Offer {
    /// The station, by its place in the input.
    pub station: u32,
    /// Whether it is offered at the moment asked about.
    pub now: Result<Openness, Unclear>,
    /// When it is offered next, from that moment on; `None` where it is not within 400 days.
    pub next: Result<Option<NaiveDateTime>, Unclear>,
}

/// An offer, and the walk there.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NearOffer {
    /// The offer.
    pub offer: Offer,
    /// What the budget limits, in whole units: milliseconds, or millimeters.
    pub primary: u32,
    /// The other unit of the same walk.
    pub secondary: u32,
}

/// Walks this long are still told, in milliseconds: an hour.
const FAR: Budget = Budget::Millis(3_600_000);

/// When each station that would count, were it open, offers one of these services, or is open
/// where none is named.
///
/// # Order
///
/// By the next time, stations of which nobody knows at the end; of equals the earlier in the input.
///
/// # Examples
///
/// ```
/// use walkshed_io::{Project, hours};
///
/// let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../datasets/yunyang");
/// let loaded = Project::open(folder.as_ref())?.load(&|_| {})?;
/// let monday = "2026-11-23T09:00:00".parse().unwrap();
/// let offers = hours::next_offers(&loaded, &["社保".to_owned()], monday);
/// assert!(offers[0].next.as_ref().unwrap().is_some());
/// # Ok::<(), walkshed_io::ReadError>(())
/// ```
#[must_use]
pub fn next_offers(
    loaded: &Loaded,
    services: &[String],
    from: NaiveDateTime,
) -> Vec<Offer> {
    let timetable = Timetable::of(loaded);
    let calendar = &loaded.packs.calendar;
    let offer = |nth: usize| {
        let told = asked(&timetable, nth, services);
        let now = best(told.iter().map(|told| told.at(calendar, from)))?;
        let next = soonest(told.iter().map(|told| told.next_open(calendar, from)))?;
        Some(Offer { station: nth as u32, now, next })
    };
    let stations = loaded.district.stations.iter().enumerate();
    let there = stations
        .filter(|(_, s)| s.absence().is_none_or(|absence| absence == Absence::Closed));
    let mut offers: Vec<Offer> = there.filter_map(|(nth, _)| offer(nth)).collect();
    let rank = |offer: &Offer| match &offer.next {
        Ok(Some(next)) => (0, Some(*next)),
        Ok(None) => (1, None),
        Err(_) => (2, None),
    };
    offers.sort_by_key(|offer| (rank(offer), offer.station));
    offers
}

/// The offers within an hour's walk of a place, the nearest first.
#[must_use]
pub fn near_offers(
    loaded: &Loaded,
    place: LngLat,
    services: &[String],
    from: NaiveDateTime,
) -> Vec<NearOffer> {
    let mut offers = next_offers(loaded, services, from);
    let mut demand = Demand::new(Vec::new());
    demand.push(DemandPoint::new("", place), &[]);
    let mut stations = loaded.district.stations.clone();
    for (nth, station) in (0..).zip(&mut stations) {
        let offered = offers.iter().any(|offer| offer.station == nth);
        station.standing =
            if offered { Standing::Counts } else { Standing::Absent(Absence::Filtered) };
    }
    let of = &loaded.district;
    let around = District {
        stations,
        demand,
        barriers: of.barriers.clone(),
        network: of.network.clone().filter(|_| loaded.options.metric == Metric::Network),
        extent: of.extent.clone(),
        levels: of.levels,
        ..District::default()
    };
    let (table, _unit) = Evaluation::table(&around, &loaded.options, FAR);
    let mut near: Vec<NearOffer> = table
        .of(0)
        .iter()
        .filter_map(|trip| {
            let nth = offers.iter().position(|offer| offer.station == trip.station)?;
            let (primary, secondary) = (trip.primary, trip.secondary);
            Some(NearOffer { offer: offers.swap_remove(nth), primary, secondary })
        })
        .collect();
    near.sort_by_key(|near| (near.primary, near.offer.station));
    near
}

/// The hours that may serve: of the services that are asked for, else of the station.
pub(super) fn asked<'t>(
    timetable: &'t Timetable,
    nth: usize,
    services: &[String],
) -> Vec<&'t Told> {
    match services {
        [] => vec![timetable.station(nth)],
        asked => asked.iter().flat_map(|word| timetable.offers(nth, word)).collect(),
    }
}

/// Open if any is; not known if any may be. `None` if there are none.
fn best(
    all: impl Iterator<Item = Result<Openness, Unclear>>,
) -> Option<Result<Openness, Unclear>> {
    let rank = |one: &Result<Openness, Unclear>| match one {
        Ok(Openness::Open) => 0,
        Ok(Openness::Unknown) => 1,
        Err(_) => 2,
        Ok(Openness::Closed) => 3,
    };
    all.min_by_key(rank)
}

/// The soonest that is known. `None` if there are none.
fn soonest(
    all: impl Iterator<Item = Result<Option<NaiveDateTime>, Unclear>>,
) -> Option<Result<Option<NaiveDateTime>, Unclear>> {
    let rank = |one: &Result<Option<NaiveDateTime>, Unclear>| match one {
        Ok(Some(time)) => (0, Some(*time)),
        Err(_) => (1, None),
        Ok(None) => (2, None),
    };
    all.min_by_key(rank)
}
