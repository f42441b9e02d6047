//! Who is served at home: beside coverage, and never part of it.

use super::{Count, Evaluation, Status};
use crate::model::District;
use rustc_hash::FxHashSet;

/// Demand in communities that a station serves at home (上门服务).
///
/// Nobody is covered by it: who can walk and who is visited are two answers.
///
/// # Order
///
/// Demand as in the district; levels from 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HomeService {
    /// By demand point: whether a station that counts serves its community at home.
    pub points: Vec<bool>,
    /// By level: those of them who are not covered.
    pub uncovered: Vec<Count>,
}

impl HomeService {
    /// Reads who is served at home; `None` where no station that counts says so.
    ///
    /// # Cost
    ///
    /// One lookup of its areas a demand point.
    #[must_use]
    pub fn of(district: &District, evaluation: &Evaluation) -> Option<Self> {
        let served = Served::by(district)?;
        let demand = &district.demand;
        let points: Vec<bool> = demand
            .points()
            .iter()
            .map(|p| served.holds(district, p.community.as_deref(), p.position))
            .collect();
        let uncovered = evaluation.levels.iter().map(|level| {
            let lacks = |&point: &usize| {
                points[point] && level.points[point].status != Status::Covered
            };
            Count::of(demand, (0..demand.len()).filter(lacks))
        });
        Some(Self { uncovered: uncovered.collect(), points })
    }
}

/// Communities, by area and by name.
struct Served<'d> {
    areas: FxHashSet<usize>,
    names: FxHashSet<&'d str>,
}

impl<'d> Served<'d> {
    fn by(district: &'d District) -> Option<Self> {
        let counts = district.stations.iter().filter(|s| s.counts());
        let names: FxHashSet<&str> =
            counts.flat_map(|s| &s.facts.home_service).map(String::as_str).collect();
        let areas = names.iter().filter_map(|name| district.grids.find(name)).collect();
        (!names.is_empty()).then_some(Self { areas, names })
    }

    fn holds(&self, district: &District, named: Option<&str>, at: crate::LngLat) -> bool {
        named.is_some_and(|name| self.names.contains(name))
            || district.grids.of(named, at).iter().any(|area| self.areas.contains(area))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LngLat;
    use crate::model::{CoverageOptions, Demand, DemandPoint, Metric, Station, Weight};

    #[test]
    fn who_is_served_at_home_is_not_covered_by_it() {
        let at = |lng| LngLat::new(lng, 24.5).unwrap();
        let mut station = Station::new("S", 1, at(99.9));
        station.facts.home_service = vec!["甲".to_owned()];
        let mut demand = Demand::new(vec!["population".to_owned()]);
        for (id, lng, community) in
            [("near", 99.9, "甲"), ("far", 99.95, "甲"), ("else", 99.95, "乙")]
        {
            let mut point = DemandPoint::new(id, at(lng));
            point.community = Some(community.to_owned());
            demand.push(point, &[Weight::whole(100)]);
        }
        let district = District {
            stations: vec![station],
            demand,
            levels: 1,
            ..District::default()
        };
        let options = CoverageOptions { metric: Metric::Straight, ..Default::default() };
        let evaluation = Evaluation::of(&district, &options);
        let home = HomeService::of(&district, &evaluation).unwrap();
        assert_eq!(home.points, [true, true, false]);
        assert_eq!(home.uncovered[0].weights, [Weight::whole(100)]);
        assert_eq!(evaluation.levels[0].coverage.covered.weights, [Weight::whole(100)]);
        let mut silent = district.clone();
        silent.stations[0].facts.home_service.clear();
        assert_eq!(HomeService::of(&silent, &evaluation), None);
    }
}
