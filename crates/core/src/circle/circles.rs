//! The service circle of every center.

use super::Reach;
use crate::model::{District, Resource, Station, Weight, sites};
use std::collections::BTreeMap;

/// A place that may lie in a circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A station, by its place in the input.
    Station(u32),
    /// A resource, by its place in the input.
    Resource(u32),
}

/// A place within the budget of a center.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// What it is.
    pub place: Place,
    /// The walk to the center in milliseconds.
    pub ms: u32,
    /// Its length in millimeters, legs included.
    pub mm: u32,
}

/// What one center gathers.
///
/// # Order
///
/// Members by walk, then stations before resources, then by input.
#[doc(alias = "服务圈")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    /// The center, by its place in the input.
    pub center: u32,
    /// Everything else within its budget.
    pub members: Vec<Member>,
    /// Distinct sites among the members that are not that of the center (rule 15).
    pub sites: usize,
    /// People within its budget, by group.
    pub people: Vec<Weight>,
}

impl Circle {
    /// How many of its members are resources.
    #[must_use]
    pub fn resources(&self) -> usize {
        let is = |member: &&Member| matches!(member.place, Place::Resource(_));
        self.members.iter().filter(is).count()
    }

    /// How many of its members are stations.
    #[must_use]
    pub fn stations(&self) -> usize {
        self.members.len() - self.resources()
    }
}

/// How many places of one kind there are, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindCount {
    /// All of them.
    pub places: usize,
    /// Those that lie in a circle.
    pub within: usize,
    /// Those that lie in two or more.
    pub shared: usize,
    /// Those of which nobody knows whether they lie in one (rule 13).
    pub unknown: usize,
}

impl KindCount {
    /// Those that certainly lie in none.
    #[must_use]
    pub fn none(&self) -> usize {
        self.places - self.within - self.unknown
    }
}

/// The circles of all centers of a level, and what they leave out.
///
/// # Order
///
/// Circles by their centers in input order; `station_circles` and `resource_circles` by place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circles {
    /// One a center that counts.
    pub circles: Vec<Circle>,
    /// In how many circles each station lies, its own not counted.
    pub station_circles: Vec<u32>,
    /// In how many circles each resource lies.
    pub resource_circles: Vec<u32>,
    /// Everybody, by group.
    pub people: Vec<Weight>,
    /// People in at least one circle, by group.
    pub people_within: Vec<Weight>,
    /// People in the circles of two centers or more that stand on different sites, by group.
    pub people_shared: Vec<Weight>,
    /// People in none, who would be in one of a center whose hours are not known, or of whom the
    /// streets do not tell (rule 13), by group.
    pub people_unknown: Vec<Weight>,
    /// Centers whose hours are not known, in input order: they have no circle.
    pub unsure: Vec<u32>,
    /// Which resources are asked for.
    pub asked: Vec<bool>,
    /// Which resources lie in no circle, as far as is known, but may.
    pub resource_unknown: Vec<bool>,
    /// By kind, `None` for those that say nothing of theirs; what is not asked for, and stations
    /// that do not count, are left out.
    pub kinds: BTreeMap<Option<String>, KindCount>,
}

impl Circles {
    /// Draws the circles round the stations of the level that a [`Reach`] was asked for.
    ///
    /// # Cost
    ///
    /// One pass over the walks.
    #[must_use]
    pub fn of(district: &District, resources: &[Resource], reach: &Reach) -> Self {
        Self::among(district, resources, reach, &|_| true)
    }

    /// The same with those members alone that are asked for; neither centers nor people are
    /// chosen by it.
    ///
    /// # Cost
    ///
    /// One pass over the walks.
    #[must_use]
    pub fn among(
        district: &District,
        resources: &[Resource],
        reach: &Reach,
        is_asked: &dyn Fn(Place) -> bool,
    ) -> Self {
        let stations = &district.stations;
        let sites = all_sites(district, resources);
        let is_center =
            |s: u32| reach.counts(s) && stations[s as usize].level == reach.level;
        let all_of = |wanted: &dyn Fn(u32) -> bool| -> Vec<u32> {
            (0..stations.len() as u32).filter(|&s| wanted(s)).collect()
        };
        let centers = all_of(&is_center);
        let unsure =
            all_of(&|s| reach.may_count(s) && stations[s as usize].level == reach.level);
        let asked = (0..resources.len() as u32).map(|r| is_asked(Place::Resource(r)));
        let groups = district.demand.groups().len();
        let nobody = || vec![Weight::ZERO; groups];
        let empty = |&center: &u32| Circle {
            center,
            members: Vec::new(),
            sites: 0,
            people: nobody(),
        };
        let mut all = Self {
            circles: centers.iter().map(empty).collect(),
            station_circles: vec![0; stations.len()],
            resource_circles: vec![0; resources.len()],
            people: nobody(),
            people_within: nobody(),
            people_shared: nobody(),
            people_unknown: nobody(),
            unsure,
            asked: asked.collect(),
            resource_unknown: vec![false; resources.len()],
            kinds: BTreeMap::new(),
        };
        let circle_of = |station: u32| centers.binary_search(&station).ok();
        let members = all_of(&|s| reach.counts(s) && is_asked(Place::Station(s)));
        all.gather(&members, reach, &circle_of);
        all.settle(stations.len(), &sites);
        all.count_people(district, reach, &circle_of, &sites);
        all.count_kinds(stations, &members, resources, reach);
        all
    }

    /// Puts every place into the circles that it walks to.
    fn gather(
        &mut self,
        members: &[u32],
        reach: &Reach,
        circle_of: &impl Fn(u32) -> Option<usize>,
    ) {
        for &station in members {
            let others = reach.of_station(station).filter(|walk| walk.station != station);
            for walk in others {
                let Some(circle) = circle_of(walk.station) else { continue };
                let place = Place::Station(station);
                self.circles[circle].members.push(Member {
                    place,
                    ms: walk.ms,
                    mm: walk.mm,
                });
                self.station_circles[station as usize] += 1;
            }
        }
        for resource in 0..self.asked.len() as u32 {
            if !self.asked[resource as usize] {
                continue;
            }
            for walk in reach.of_resource(resource) {
                let Some(circle) = circle_of(walk.station) else { continue };
                let place = Place::Resource(resource);
                self.circles[circle].members.push(Member {
                    place,
                    ms: walk.ms,
                    mm: walk.mm,
                });
                self.resource_circles[resource as usize] += 1;
            }
            let alone = self.resource_circles[resource as usize] == 0;
            let may = || reach.resource_may_reach(resource, |s| self.is_unsure(s));
            self.resource_unknown[resource as usize] = alone && may();
        }
    }

    /// Sorts the members and counts their sites.
    fn settle(&mut self, stations: usize, sites: &[u32]) {
        let site = |place: Place| match place {
            Place::Station(s) => sites[s as usize],
            Place::Resource(r) => sites[stations + r as usize],
        };
        for circle in &mut self.circles {
            circle.members.sort_unstable_by_key(|m| (m.ms, m.mm, m.place));
            let own = sites[circle.center as usize];
            let mut known: Vec<u32> =
                circle.members.iter().map(|member| site(member.place)).collect();
            known.retain(|&site| site != own);
            known.sort_unstable();
            known.dedup();
            circle.sites = known.len();
        }
    }

    fn count_people(
        &mut self,
        district: &District,
        reach: &Reach,
        circle_of: &impl Fn(u32) -> Option<usize>,
        sites: &[u32],
    ) {
        for point in 0..district.demand.len() {
            let weights = district.demand.weights(point);
            add(&mut self.people, weights);
            let mut reached: Vec<u32> = Vec::new();
            for walk in reach.of_point(point as u32) {
                let Some(circle) = circle_of(walk.station) else { continue };
                add(&mut self.circles[circle].people, weights);
                reached.push(sites[walk.station as usize]);
            }
            reached.sort_unstable();
            reached.dedup();
            if !reached.is_empty() {
                add(&mut self.people_within, weights);
            } else if reach.point_may_reach(point as u32, |s| self.is_unsure(s)) {
                add(&mut self.people_unknown, weights);
            }
            if reached.len() > 1 {
                add(&mut self.people_shared, weights);
            }
        }
    }

    fn count_kinds(
        &mut self,
        stations: &[Station],
        members: &[u32],
        resources: &[Resource],
        reach: &Reach,
    ) {
        let is_center = |level| u32::from(level == reach.level);
        // a center lies in its own circle
        let stations = members.iter().map(|&s| {
            let one = &stations[s as usize];
            let circles = self.station_circles[s as usize] + is_center(one.level);
            let may = || reach.station_may_reach(s, |center| self.is_unsure(center));
            (one.facts.kind.clone(), circles, circles == 0 && may())
        });
        let resources = resources.iter().enumerate().filter(|&(r, _)| self.asked[r]);
        let resources = resources.map(|(r, one)| {
            (one.facts.kind.clone(), self.resource_circles[r], self.resource_unknown[r])
        });
        let mut kinds: BTreeMap<Option<String>, KindCount> = BTreeMap::new();
        for (kind, circles, unknown) in stations.chain(resources) {
            let count = kinds.entry(kind).or_default();
            count.places += 1;
            count.within += usize::from(circles > 0);
            count.shared += usize::from(circles > 1);
            count.unknown += usize::from(unknown);
        }
        self.kinds = kinds;
    }

    fn is_unsure(&self, center: u32) -> bool {
        self.unsure.binary_search(&center).is_ok()
    }

    /// The circle of a center.
    #[must_use]
    pub fn of_center(&self, center: u32) -> Option<&Circle> {
        let place = self.circles.binary_search_by_key(&center, |circle| circle.center);
        place.ok().map(|place| &self.circles[place])
    }

    /// Resources asked for that certainly lie in no circle, in input order.
    pub fn left_out(&self) -> impl Iterator<Item = u32> {
        let alone = |&resource: &u32| {
            let r = resource as usize;
            self.asked[r] && self.resource_circles[r] == 0 && !self.resource_unknown[r]
        };
        (0..self.asked.len() as u32).filter(alone)
    }

    /// People who certainly live in no circle, by group.
    #[must_use]
    pub fn people_none(&self) -> Vec<Weight> {
        let known = self.people_within.iter().zip(&self.people_unknown);
        let none = |(&all, (&within, &unknown)): (&Weight, (&Weight, &Weight))| {
            all.saturating_sub(within + unknown)
        };
        self.people.iter().zip(known).map(none).collect()
    }
}

/// Numbers the sites of stations and resources together, stations first.
fn all_sites(district: &District, resources: &[Resource]) -> Vec<u32> {
    let place = |resource: &Resource| Station {
        site: resource.site.clone(),
        ..Station::new("", 1, resource.position)
    };
    let stations = district
        .stations
        .iter()
        .map(|s| Station { site: s.site.clone(), ..Station::new("", 1, s.position) });
    sites(&stations.chain(resources.iter().map(place)).collect::<Vec<_>>())
}

fn add(sums: &mut [Weight], weights: &[Weight]) {
    sums.iter_mut().zip(weights).for_each(|(sum, &weight)| *sum += weight);
}
