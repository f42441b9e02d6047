use super::Verdict::{Meets, Over, Under, Unknown};
use super::*;
use crate::LngLat;
use crate::model::{
    CoverageOptions, Demand, DemandPoint, FloorArea, Metric, Qualifier, Station,
};

fn at(steps: f64) -> LngLat {
    LngLat::new(steps * 0.001, 0.0).unwrap()
}

/// A station with a floor area in all, and one for the public.
fn station(id: &str, level: u8, steps: f64, areas: [Option<f64>; 2]) -> Station {
    let mut station = Station::new(id, level, at(steps));
    let area = |m2: f64| FloorArea { m2, qualifier: Qualifier::Exact };
    [station.facts.floor_area, station.facts.service_area] = areas.map(|m2| m2.map(area));
    station
}

/// Stations ten steps apart, each with its own people.
fn load(
    stations: Vec<Station>,
    groups: &[&str],
    weights: &[&[u32]],
    norms: &Norms,
) -> Load {
    let mut demand = Demand::new(groups.iter().map(|&group| group.to_owned()).collect());
    for (nth, weights) in weights.iter().enumerate() {
        let point = DemandPoint::new(format!("B{nth}"), at(10.0 * nth as f64));
        demand
            .push(point, &weights.iter().copied().map(Weight::whole).collect::<Vec<_>>());
    }
    let district = District { stations, demand, levels: 2, ..District::default() };
    let straight =
        CoverageOptions { metric: Metric::Straight, ..CoverageOptions::default() };
    Load::of(&district, &Evaluation::of(&district, &straight), norms)
}

fn norms(area: f64, people: &[u32]) -> Norms {
    Norms {
        area_per_100_households_m2: Some(area),
        household_size: 2.5,
        people_per_station: people.iter().copied().map(Weight::whole).collect(),
    }
}

#[test]
fn area_is_judged_to_the_last_square_meter_and_what_is_unknown_never_passes() {
    // 1000 people are 400 households, which want 120 m²
    let stations = vec![
        station("meets", 1, 0.0, [Some(120.0), None]),
        station("under", 1, 10.0, [Some(119.999), None]),
        station("unknown", 2, 20.0, [None; 2]),
        station("service", 2, 30.0, [Some(900.0), Some(60.0)]),
    ];
    let people: Vec<&[u32]> = vec![&[1000]; 4];
    let load = load(stations, &["population"], &people, &norms(30.0, &[]));
    assert!(!load.households_counted);
    let verdicts: Vec<_> = load.stations.iter().map(StationLoad::verdict).collect();
    assert_eq!(verdicts, [Meets, Under, Unknown, Under].map(Some));
    let lacking: Vec<_> = load.stations.iter().map(|s| s.area_lacking).collect();
    let m2 = |thousandths| Some(Weight::from_thousandths(thousandths));
    assert_eq!(lacking, [m2(0), m2(1), None, m2(60_000)]);
    let per: Vec<_> =
        load.stations.iter().map(StationLoad::area_per_100_households).collect();
    assert_eq!(
        per,
        [
            Some(AreaPer100(30_000)),
            Some(AreaPer100(29_999)),
            None,
            Some(AreaPer100(15_000))
        ]
    );
    let [first, second] = [0, 1].map(|level| &load.levels[level]);
    assert_eq!((first.meets, first.under, first.unknown), (1, 1, 0));
    assert_eq!(first.area_per_100_households(), Some(AreaPer100(29_999)));
    assert_eq!((second.meets, second.under, second.unknown), (0, 1, 1));
    assert_eq!((second.area_unknown, second.area_per_100_households()), (1, None));
}

#[test]
fn households_that_are_counted_are_not_assumed() {
    let stations = vec![station("S", 1, 0.0, [Some(30.0), None])];
    let load =
        load(stations, &["population", "households"], &[&[1000, 100]], &norms(30.0, &[]));
    assert!(load.households_counted);
    assert_eq!(load.stations[0].households, Weight::whole(100));
    assert_eq!(load.stations[0].verdict(), Some(Meets));
    // one block without its households, and all are assumed
    let some: [&[u32]; 2] = [&[1000, 100], &[1000, 0]];
    let stations = vec![station("S", 1, 0.0, [None; 2])];
    let load =
        self::load(stations, &["population", "households"], &some, &norms(30.0, &[]));
    assert!(!load.households_counted);
    assert_eq!(load.stations[0].households, Weight::whole(800));
}

#[test]
fn people_are_judged_by_the_norm_of_the_level_and_the_worst_verdict_counts() {
    let stations = vec![
        station("first", 1, 0.0, [None; 2]),
        station("second", 2, 10.0, [None; 2]),
        station("closed", 2, 20.0, [None; 2]),
    ];
    let asked = Norms { area_per_100_households_m2: None, ..norms(0.0, &[5000, 999]) };
    let mut of_level =
        load(stations.clone(), &["population"], &[&[5000], &[1000]], &asked);
    let verdicts = |load: &Load| -> Vec<Option<Verdict>> {
        load.stations.iter().map(StationLoad::verdict).collect()
    };
    assert_eq!(verdicts(&of_level), [Some(Meets), Some(Over), Some(Meets)]);
    assert_eq!(of_level.stations[1].people_over, Some(Weight::whole(1)));
    assert_eq!((of_level.levels[1].over, of_level.levels[1].meets), (1, 1));
    // over, and of unknown area: over is what is known
    let asked = norms(30.0, &[999]);
    of_level = load(stations, &["population"], &[&[5000], &[1000]], &asked);
    assert_eq!(verdicts(&of_level)[1], Some(Over));
    assert_eq!(of_level.levels[1].unknown, 1);
}

#[test]
fn nobody_wants_no_area_and_a_norm_that_is_no_amount_asks_for_nothing() {
    let stations = || vec![station("S", 1, 0.0, [Some(0.0), None])];
    let empty = load(stations(), &["population"], &[&[0]], &norms(30.0, &[]));
    assert_eq!(empty.stations[0].verdict(), Some(Meets));
    assert_eq!(empty.stations[0].area_per_100_households(), None);
    let odd = Norms { household_size: 0.0, ..norms(f64::NAN, &[]) };
    let odd = load(stations(), &["population"], &[&[7]], &odd);
    assert_eq!(odd.stations[0].households, Weight::ZERO);
    assert_eq!(odd.stations[0].verdict(), Some(Meets));
}
