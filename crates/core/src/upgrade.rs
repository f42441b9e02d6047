//! Which stations want something done: too small, remote, badly laid out, old, redundant, critical.
//!
//! ```text
//! District + Evaluation + Triggers + Known ──► Upgrades: six signs a station, each with its numbers
//! ```
//!
//! # Definitions
//!
//! ```text
//! too small    area < max(least area of the rules, area per household x households)
//! remote       mean walk of its community > 1.3 x that at the best place of the community,
//!              or less than half of its community within the budget
//! bad layout   more than a quarter of the rooms and zones that are asked for are missing
//! old          the house was built before a year
//! redundant    its site alone covers less than 1 % of the people, and a station of the same level or a
//!              higher one, on another site, is within 300 m on foot
//! critical     its site alone covers 2 % of the people or more; told once a site, of its first station of
//!              the highest level
//! ```
//!
//! A station's *community* is the area with no areas below it that it is the main station of: the one of
//! the area's own level; where none has that level, the highest of the stations there. The main station
//! answers for everyone of its community; where there are no areas, each for its catchment; other
//! stations answer for no households here, only for the least area of the rules.
//!
//! The *best place* is the best of the community's demand points (at most [`CANDIDATES`], those nearest
//! to all as the crow flies), and the station itself: somebody lives there, so there are houses and a way
//! to them. Means are over those who can walk to the station at all, weighted by people, in millimeters.
//!
//! All of it is decided in integers; what nobody knows raises nothing, and is told as unknown.

mod main_station;
mod places;
mod sign;
mod walks;

pub use main_station::main_stations;
pub use places::CANDIDATES;
pub use sign::{Compared, Known, Layout, Quantity, Sign, Trigger, Triggers};

use crate::coverage::Evaluation;
use crate::load::{Norms, households_of};
use crate::model::{District, Station, Weight, sites};
use crate::standard::{Amount, Verdict};
use main_station::{communities, counted};
use std::collections::BTreeMap;
use walks::Walks;

/// What is to be done where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Upgrades {
    /// The signs of every station that counts, in input order.
    pub stations: Vec<StationSigns>,
}

/// The signs of one station.
#[derive(Clone, Debug, PartialEq)]
pub struct StationSigns {
    /// The station, by its place in the input.
    pub station: u32,
    /// The area that it is the main station of, by its place among those of the evaluation.
    pub community: Option<u32>,
    /// One entry a trigger, in the order of [`Trigger::ALL`].
    pub signs: Vec<Sign>,
}

impl Upgrades {
    /// Looks at every station that is there, whether it is open or asked for now or not: hours and
    /// filters change nothing (rule 17).
    ///
    /// `known` has one entry a station of the district.
    ///
    /// # Cost
    ///
    /// The table of the budgets once more; a search as far as the borders of its community for those
    /// candidates that could be the best by their straight lines; a search of 300 m a station.
    #[must_use]
    pub fn of(
        district: &District,
        evaluation: &Evaluation,
        norms: &Norms,
        triggers: &Triggers,
        known: &[Known],
    ) -> Self {
        if let Some(district) = district.at_any_hour() {
            let evaluation = Evaluation::of(&district, &evaluation.options);
            return Self::of_all(&district, &evaluation, norms, triggers, known);
        }
        Self::of_all(district, evaluation, norms, triggers, known)
    }

    fn of_all(
        district: &District,
        evaluation: &Evaluation,
        norms: &Norms,
        triggers: &Triggers,
        known: &[Known],
    ) -> Self {
        let stations = counted(district, evaluation);
        let communities = communities(district, evaluation, &stations);
        let walks = Walks::new(district, evaluation, &stations, &communities);
        let places = places::all(district, evaluation, &walks, &communities);
        let sites = sites(&district.stations);
        let mut first: BTreeMap<u32, (u8, usize)> = BTreeMap::new();
        for &s in &stations {
            let this = (district.stations[s].level, s);
            let place = first.entry(sites[s]).or_insert(this);
            *place = this.min(*place);
        }
        let look = Look {
            district,
            evaluation,
            norms,
            triggers,
            sites,
            first,
            people: people(district),
            has_areas: evaluation.areas.iter().any(|area| area.grid.is_some()),
        };
        let signs = |&s: &usize| {
            let community = communities.iter().position(|c| c.station == s);
            let none = Known::default();
            let known = known.get(s).unwrap_or(&none);
            let main = community.map(|nth| (&communities[nth], &places[nth]));
            let area = community.map(|nth| communities[nth].area);
            StationSigns {
                station: s as u32,
                community: area.map(|area| area as u32),
                signs: vec![
                    look.too_small(s, known, area),
                    look.remote(main),
                    look.bad_layout(known),
                    look.old(known),
                    look.redundant(s, &walks),
                    look.critical(s),
                ],
            }
        };
        Self { stations: stations.iter().map(signs).collect() }
    }

    /// The stations that raise a trigger, the gravest first; equal ones in input order.
    #[must_use]
    pub fn ranked(&self, trigger: Trigger) -> Vec<(u32, &Sign)> {
        let sign = |signs: &&Sign| signs.trigger == trigger && signs.is_raised();
        let of = |station: &'_ StationSigns| station.station;
        let mut ranked: Vec<(u32, &Sign)> = Vec::new();
        for station in &self.stations {
            ranked.extend(
                station.signs.iter().filter(sign).map(|sign| (of(station), sign)),
            );
        }
        ranked.sort_by_key(|(station, sign)| (std::cmp::Reverse(sign.gravity), *station));
        ranked
    }
}

fn people(district: &District) -> Weight {
    let demand = &district.demand;
    (0..demand.len()).map(|point| demand.people(point)).sum()
}

/// What all signs are read from.
struct Look<'a> {
    district: &'a District,
    evaluation: &'a Evaluation,
    norms: &'a Norms,
    triggers: &'a Triggers,
    sites: Vec<u32>,
    /// By site, the highest level of its stations that count, and the first station of that level.
    first: BTreeMap<u32, (u8, usize)>,
    people: Weight,
    has_areas: bool,
}

impl Look<'_> {
    fn station(&self, s: usize) -> &Station {
        &self.district.stations[s]
    }

    fn too_small(&self, s: usize, known: &Known, community: Option<usize>) -> Sign {
        let demand = &self.district.demand;
        let households = match community {
            Some(area) => {
                let points = &self.evaluation.areas[area].points;
                households_of(demand, points.iter().map(|&p| p as usize), self.norms).0
            }
            None if self.has_areas => Weight::ZERO,
            None => {
                let last = self.evaluation.levels.last();
                let nearest = |p: &usize| {
                    let nearest = last.and_then(|level| level.points[*p].nearest);
                    nearest.is_some_and(|nearest| nearest.station as usize == s)
                };
                households_of(demand, (0..demand.len()).filter(nearest), self.norms).0
            }
        };
        let each = u128::try_from(self.triggers.area_per_household.thousandths());
        let of_households =
            u128::from(households.thousandths()) * each.unwrap_or_default();
        let of_households =
            i64::try_from(of_households.div_ceil(1000)).unwrap_or(i64::MAX);
        let needed = known.least_area.unwrap_or_default();
        let needed = needed.max(Amount::from_thousandths(of_households));
        let compared = vec![
            Compared::new(Quantity::Area, known.area, Some(needed)),
            Compared::new(Quantity::Households, Some(households.into()), None),
        ];
        let verdict = match known.area {
            _ if needed <= Amount::default() => Verdict::NotApplicable,
            None => Verdict::Unknown,
            Some(area) if area < needed => Verdict::Fail,
            Some(_) => Verdict::Pass,
        };
        let area = known.area.map_or(0, Amount::thousandths).max(1);
        let gravity = i128::from(needed.thousandths()) * 1000 / i128::from(area);
        Sign::new(Trigger::TooSmall, verdict, compared).of_gravity(gravity)
    }

    fn remote(&self, main: Option<(&main_station::Community, &places::Places)>) -> Sign {
        let Some((_, places)) = main else {
            return Sign::new(Trigger::Remote, Verdict::NotApplicable, Vec::new());
        };
        let (ratio, share) = (places.ratio(), places.share());
        let most = self.triggers.remote_ratio;
        let least = self.triggers.remote_share;
        let far = places.mean().map(|_| places.exceeds(most));
        let few = share.map(|_| places.falls_below(least));
        let verdict = match (far, few) {
            (Some(true), _) | (_, Some(true)) => Verdict::Fail,
            (None, None) => Verdict::Unknown,
            _ => Verdict::Pass,
        };
        let compared = vec![
            Compared::new(Quantity::MeanWalk, places.mean(), None),
            Compared::new(Quantity::BestWalk, places.best_mean(), None),
            Compared::new(Quantity::WalkRatio, ratio, Some(most)),
            Compared::new(Quantity::ShareInBudget, share, Some(least)),
        ];
        // nothing is farther beyond a best place that is at everybody's door
        let gravity = match ratio {
            Some(ratio) => i128::from(ratio.thousandths()),
            None if far == Some(true) => i128::from(i64::MAX),
            None => 0,
        };
        let mut sign = Sign::new(Trigger::Remote, verdict, compared).of_gravity(gravity);
        sign.place = places.best_point();
        sign
    }

    fn bad_layout(&self, known: &Known) -> Sign {
        let Layout { missing, unknown, asked } = known.layout;
        let limit = self.triggers.missing_share;
        let share = |things: u32| {
            let share = u64::from(things) * 1000;
            let share = share.checked_div(u64::from(asked)).unwrap_or(0);
            Amount::from_thousandths(i64::try_from(share).unwrap_or(i64::MAX))
        };
        let beyond = |things: u32| {
            i64::from(things) * 1000 > limit.thousandths() * i64::from(asked)
        };
        let verdict = match asked {
            0 => Verdict::NotApplicable,
            _ if beyond(missing) => Verdict::Fail,
            _ if beyond(missing.saturating_add(unknown)) => Verdict::Unknown,
            _ => Verdict::Pass,
        };
        let measured = (asked > 0).then(|| share(missing));
        let compared = vec![Compared::new(Quantity::MissingShare, measured, Some(limit))];
        Sign::new(Trigger::BadLayout, verdict, compared)
            .of_gravity(i128::from(share(missing).thousandths()))
    }

    fn old(&self, known: &Known) -> Sign {
        let before = Amount::whole(self.triggers.built_before);
        let built = known.built.map(Amount::whole);
        let verdict = match built {
            None => Verdict::Unknown,
            Some(year) if year < before => Verdict::Fail,
            Some(_) => Verdict::Pass,
        };
        let compared = vec![Compared::new(Quantity::BuiltIn, built, Some(before))];
        let age = built.map_or(0, |built| before.thousandths() - built.thousandths());
        Sign::new(Trigger::Old, verdict, compared).of_gravity(i128::from(age))
    }

    /// The part of all people that only the site of a station covers; `None` if there is nobody.
    fn loss(&self, s: usize) -> Option<(Weight, Amount)> {
        let group = self.district.demand.people_group();
        let lost = self.evaluation.stations[s].site_loss.get(group).copied()?;
        let share = u128::from(lost.thousandths()) * 1000;
        let share = share.checked_div(u128::from(self.people.thousandths()))?;
        Some((lost, Amount::from_thousandths(i64::try_from(share).unwrap_or(i64::MAX))))
    }

    fn lost_at_least(&self, lost: Weight, share: Amount) -> bool {
        let part = i128::from(lost.thousandths()) * 1000;
        part >= i128::from(self.people.thousandths()) * i128::from(share.thousandths())
    }

    fn redundant(&self, s: usize, walks: &Walks<'_>) -> Sign {
        let (limit, within) = (self.triggers.redundant_loss, self.triggers.redundant_mm);
        let other = |&(b, _): &(usize, u32)| {
            self.sites[b] != self.sites[s]
                && self.station(b).level <= self.station(s).level
        };
        let neighbors = walks.neighbors(s, within);
        let nearest = neighbors.into_iter().filter(other).min_by_key(|&(b, mm)| (mm, b));
        let loss = self.loss(s);
        let meters = |mm: u32| Amount::from_thousandths(i64::from(mm));
        let verdict = match (loss, nearest) {
            (None, _) => Verdict::NotApplicable,
            (Some((lost, _)), Some(_)) if !self.lost_at_least(lost, limit) => {
                Verdict::Fail
            }
            _ => Verdict::Pass,
        };
        let compared = vec![
            Compared::new(Quantity::LossShare, loss.map(|(_, share)| share), Some(limit)),
            Compared::new(
                Quantity::NeighborWalk,
                nearest.map(|(_, mm)| meters(mm)),
                Some(meters(within)),
            ),
        ];
        let left = loss.map_or(0, |(lost, _)| lost.thousandths());
        let mut sign = Sign::new(Trigger::Redundant, verdict, compared)
            .of_gravity(i128::from(u64::MAX - left));
        sign.neighbor = nearest.map(|(b, _)| b as u32);
        sign
    }

    /// Whether a station is the one that its site is told by.
    fn speaks(&self, s: usize) -> bool {
        let first = self.first.get(&self.sites[s]);
        first.is_some_and(|&(_, first)| first == s)
    }

    fn critical(&self, s: usize) -> Sign {
        let limit = self.triggers.critical_loss;
        let loss = self.loss(s);
        let verdict = match loss {
            None => Verdict::NotApplicable,
            // a site is told once, by its first station of the highest level
            Some(_) if !self.speaks(s) => Verdict::NotApplicable,
            Some((lost, _)) if self.lost_at_least(lost, limit) => Verdict::Fail,
            Some(_) => Verdict::Pass,
        };
        let share = loss.map(|(_, share)| share);
        let compared = vec![Compared::new(Quantity::LossShare, share, Some(limit))];
        let lost = loss.map_or(0, |(lost, _)| lost.thousandths());
        Sign::new(Trigger::Critical, verdict, compared).of_gravity(i128::from(lost))
    }
}

#[cfg(test)]
mod tests;
