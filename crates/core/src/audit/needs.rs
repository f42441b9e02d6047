//! What people asked for, beside what is offered within a walk.

use super::Audited;
use crate::circle::Walk;
use crate::community::Communities;
use crate::model::Weight;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One item that a community asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedAnswer {
    /// The community.
    pub community: usize,
    /// The service that was asked for.
    pub item: String,
    /// How many asked, over all lines of the list.
    pub count: u64,
    /// Where it was learned, each once, in the order of the list.
    pub sources: Vec<String>,
    /// Stations anywhere that offer it and count, in input order.
    pub offered_by: Vec<u32>,
    /// The people of the community.
    pub people: Weight,
    /// Those of them within the budget of a station that offers it.
    pub reached: Weight,
    /// Whether anything of the community lies within the budget of a station that offers it: one
    /// of its demand points, or of its stations.
    pub in_reach: bool,
}

/// A need of a community that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The need, by its place in the input.
    pub need: usize,
}

impl NeedAnswer {
    /// People of the community without a station in reach that offers it.
    #[must_use]
    pub fn unreached(&self) -> Weight {
        self.people.saturating_sub(self.reached)
    }

    /// How many who asked go without, as far as those who asked live like everybody: the count
    /// times the share of people out of reach, in thousandths, rounded half up. Where the community
    /// has nobody counted, all of them go without, unless something there is in reach.
    #[must_use]
    pub fn unmet(&self) -> Weight {
        let (out, all) = (self.unreached().thousandths(), self.people.thousandths());
        let asked = u128::from(self.count) * 1000;
        let unmet = match (all, self.in_reach) {
            (0, false) => asked,
            (0, true) => 0,
            _ => (2 * asked * u128::from(out) + u128::from(all)) / (2 * u128::from(all)),
        };
        Weight::from_thousandths(u64::try_from(unmet).unwrap_or(u64::MAX))
    }
}

/// All needs by community and item, most unmet first, then most asked, then by community and item;
/// and those of communities that are not known.
pub(super) fn answer(
    audited: Audited<'_>,
    communities: &Communities,
) -> (Vec<NeedAnswer>, Vec<Unplaced>) {
    let mut unplaced = Vec::new();
    let mut asked: BTreeMap<(usize, &str), (u64, Vec<String>)> = BTreeMap::new();
    for (nth, need) in audited.needs.iter().enumerate() {
        let Some(community) = communities.find(&need.community) else {
            unplaced.push(Unplaced { need: nth });
            continue;
        };
        let (count, sources) = asked.entry((community, &need.item)).or_default();
        *count += u64::from(need.count);
        let source = need.source.iter().filter(|source| !sources.contains(source));
        let source: Vec<String> = source.cloned().collect();
        sources.extend(source);
    }
    let mut offering: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for &(_, item) in asked.keys() {
        offering.entry(item).or_insert_with(|| offered_by(audited, item));
    }
    let answer = |((community, item), (count, sources)): ((usize, &str), _)| {
        let offered_by = offering.get(item).cloned().unwrap_or_default();
        let home = &communities.list()[community];
        let points = home.points.iter();
        let offers = |walk: Walk| offered_by.binary_search(&walk.station).is_ok();
        let near = |&&point: &&u32| audited.reach.of_point(point).any(offers);
        let station_near = |&place: &u32| audited.reach.of_station(place).any(offers);
        let in_reach = points.clone().any(|point| near(&point))
            || home.stations.iter().any(station_near);
        let weigh = |points: &mut dyn Iterator<Item = &u32>| -> Weight {
            points.map(|&point| audited.district.demand.people(point as usize)).sum()
        };
        NeedAnswer {
            community,
            item: item.to_owned(),
            count,
            sources,
            people: weigh(&mut points.clone()),
            reached: weigh(&mut points.filter(near)),
            in_reach,
            offered_by,
        }
    };
    let mut answers: Vec<NeedAnswer> = asked.into_iter().map(answer).collect();
    answers.sort_by_key(|one| (Reverse(one.unmet()), Reverse(one.count)));
    (answers, unplaced)
}

/// The stations that offer an item, or a narrower one.
fn offered_by(audited: Audited<'_>, item: &str) -> Vec<u32> {
    let stations = (0..).zip(&audited.district.stations);
    let offers = stations.filter(|(place, station)| {
        let mut services = station.facts.services.iter().flatten();
        audited.reach.counts(*place)
            && services.any(|service| (audited.offers)(&service.id, item))
    });
    offers.map(|(place, _)| place).collect()
}
