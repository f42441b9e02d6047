//! Upgrade triggers against places tried one by one.

use super::evaluation::thrown;
use walkshed::coverage::{Evaluation, Status};
use walkshed::load::Norms;
use walkshed::model::{
    Budget, CoverageOptions, Demand, DemandPoint, District, Station, Weight, sites,
};
use walkshed::standard::Amount;
use walkshed::upgrade::{Quantity, StationSigns, Trigger, Triggers, Upgrades};
use walkshed_tests::effort;

#[test]
fn remote_and_redundant_equal_a_search_of_all_places() {
    let (mut seen, mut better, mut neighbors) = (0, 0, 0);
    for seed in 0..8 * u64::from(effort()) {
        let (district, options, _) = thrown(seed);
        let evaluation = Evaluation::of(&district, &options);
        let (norms, by) = (Norms::default(), Triggers::default());
        let upgrades = Upgrades::of(&district, &evaluation, &norms, &by, &[]);
        let town = Places { district: &district, options: &options };
        for signs in &upgrades.stations {
            let s = signs.station as usize;
            let near = town.nearest_neighbor(s, &upgrades);
            let found = measured(signs, Trigger::Redundant, Quantity::NeighborWalk);
            assert_eq!(found, near, "seed {seed}, station {s}");
            neighbors += usize::from(near.is_some());
            let Some(area) = signs.community else { continue };
            let points = &evaluation.areas[area as usize].points;
            let [mean, best, share] =
                [Quantity::MeanWalk, Quantity::BestWalk, Quantity::ShareInBudget]
                    .map(|quantity| measured(signs, Trigger::Remote, quantity));
            let answer = town.remote(s, points);
            assert_eq!((mean, best), answer, "seed {seed}, station {s}");
            assert_eq!(share, town.share(s, points), "seed {seed}, station {s}");
            seen += 1;
            better += usize::from(best < mean);
        }
    }
    assert!(seen > 10 && better > 5 && neighbors > 5, "{seen} {better} {neighbors}");
}

fn measured(
    signs: &StationSigns,
    trigger: Trigger,
    quantity: Quantity,
) -> Option<Amount> {
    let sign = signs.signs.iter().find(|sign| sign.trigger == trigger)?;
    sign.compared.iter().find(|one| one.quantity == quantity)?.measured
}

/// Places tried one by one, each by an evaluation of its own.
struct Places<'a> {
    district: &'a District,
    options: &'a CoverageOptions,
}

impl Places<'_> {
    /// Millimeters from everyone to one station.
    fn walks(&self, station: Station, demand: &Demand) -> Vec<Option<u32>> {
        let one = District {
            stations: vec![Station { level: 1, ..station }],
            demand: demand.clone(),
            levels: 1,
            ..self.district.clone()
        };
        let options = CoverageOptions {
            budgets: vec![Budget::Millimeters(1)],
            ..self.options.clone()
        };
        let evaluation = Evaluation::of(&one, &options);
        let points = evaluation.levels[0].points.iter();
        points.map(|answer| answer.nearest.map(|nearest| nearest.mm)).collect()
    }

    fn remote(&self, s: usize, points: &[u32]) -> (Option<Amount>, Option<Amount>) {
        let demand = &self.district.demand;
        let people = |p: u32| u128::from(demand.people(p as usize).thousandths());
        let own = self.walks(self.district.stations[s].clone(), demand);
        let lives = |p: &u32| people(*p) > 0;
        let walkers: Vec<u32> = points
            .iter()
            .copied()
            .filter(|&p| lives(&p) && own[p as usize].is_some())
            .collect();
        let total: u128 = walkers.iter().map(|&p| people(p)).sum();
        let sum = |walks: &[Option<u32>]| -> Option<u128> {
            let walk = |&p: &u32| Some(people(p) * u128::from(walks[p as usize]?));
            walkers.iter().map(walk).sum()
        };
        let mean = |sum: Option<u128>| {
            let mean = sum?.checked_div(total)?;
            Some(Amount::from_thousandths(i64::try_from(mean).ok()?))
        };
        let own = sum(&own);
        let sums = points.iter().copied().filter(lives).filter_map(|p| {
            let position = demand.points()[p as usize].position;
            sum(&self.walks(Station::new("X", 1, position), demand))
        });
        (mean(own), mean(sums.chain(own).min()))
    }

    fn share(&self, s: usize, points: &[u32]) -> Option<Amount> {
        let station = self.district.stations[s].clone();
        let budgets = vec![self.options.budget(station.level)];
        let one = District {
            stations: vec![Station { level: 1, ..station }],
            levels: 1,
            ..self.district.clone()
        };
        let options = CoverageOptions { budgets, ..self.options.clone() };
        let evaluation = Evaluation::of(&one, &options);
        let people = |p: &u32| self.district.demand.people(*p as usize).thousandths();
        let all: u64 = points.iter().map(people).sum();
        let covered = |p: &&u32| {
            evaluation.levels[0].points[**p as usize].status == Status::Covered
        };
        let within: u64 = points.iter().filter(covered).map(people).sum();
        let share = (within * 1000).checked_div(all)?;
        Some(Amount::from_thousandths(i64::try_from(share).ok()?))
    }

    /// Meters to the nearest station of the level or above, on another site, within 300 m.
    fn nearest_neighbor(&self, s: usize, upgrades: &Upgrades) -> Option<Amount> {
        let stations = &self.district.stations;
        let mut here = Demand::new(vec!["population".to_owned()]);
        here.push(DemandPoint::new("here", stations[s].position), &[Weight::whole(1)]);
        let site = sites(stations);
        let others = upgrades.stations.iter().map(|signs| signs.station as usize);
        let others = others
            .filter(|&b| site[b] != site[s] && stations[b].level <= stations[s].level);
        let walks = others.filter_map(|b| self.walks(stations[b].clone(), &here)[0]);
        let nearest = walks.min().filter(|&mm| mm <= 300_000)?;
        Some(Amount::from_thousandths(i64::from(nearest)))
    }
}
