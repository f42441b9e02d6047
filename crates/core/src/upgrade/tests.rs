use super::*;
use crate::LngLat;
use crate::model::{
    Absence, CoverageOptions, Demand, DemandPoint, Grid, Grids, Metric, Standing,
};
use geo::{MultiPolygon, Rect, coord};

fn at(steps: f64) -> LngLat {
    LngLat::new(steps * 0.001, 0.0).unwrap()
}

/// Blocks of a thousand people a step (111 m) apart, and stations at some steps.
fn upgrades(stations: &[(&str, u8, f64)], known: &[Known]) -> Upgrades {
    let mut demand = Demand::new(vec!["population".to_owned()]);
    for block in 0..20 {
        let point = DemandPoint::new(format!("B{block}"), at(f64::from(block)));
        demand.push(point, &[Weight::whole(1000)]);
    }
    let station =
        |&(id, level, step): &(&str, u8, f64)| Station::new(id, level, at(step));
    let stations = stations.iter().map(station).collect();
    of(&District { stations, demand, levels: 2, ..District::default() }, known)
}

fn of(district: &District, known: &[Known]) -> Upgrades {
    let options = CoverageOptions {
        metric: Metric::Straight,
        budgets: vec!["500m".parse().unwrap()],
        ..CoverageOptions::default()
    };
    let evaluation = Evaluation::of(district, &options);
    Upgrades::of(district, &evaluation, &Norms::default(), &Triggers::default(), known)
}

fn raised(upgrades: &Upgrades, trigger: Trigger) -> Vec<u32> {
    upgrades.ranked(trigger).into_iter().map(|(station, _)| station).collect()
}

#[test]
fn a_station_beside_another_is_redundant_and_one_alone_is_critical() {
    let found =
        upgrades(&[("near", 2, 5.0), ("beside", 2, 5.0001), ("alone", 2, 15.0)], &[]);
    assert_eq!(raised(&found, Trigger::Redundant), [0, 1]);
    assert_eq!(raised(&found, Trigger::Critical), [2]);
    // one of a lower level stands in for nobody above it
    let found = upgrades(&[("high", 1, 5.0), ("low", 2, 5.0001)], &[]);
    assert_eq!(raised(&found, Trigger::Redundant), [1]);
    // two plates on one door are one site, which nothing stands in for
    let found = upgrades(&[("plate", 2, 5.0), ("other", 2, 5.0)], &[]);
    assert!(raised(&found, Trigger::Redundant).is_empty());
    assert_eq!(raised(&found, Trigger::Critical), [0], "a site is told once");
    let found = upgrades(&[("low", 2, 5.0), ("high", 1, 5.0)], &[]);
    assert_eq!(raised(&found, Trigger::Critical), [1], "by its highest station");
}

#[test]
fn the_larger_of_both_areas_is_needed_and_an_unknown_one_is_no_pass() {
    // 10,000 people nearest to each: 3,816.794 households, 1,145.039 m²
    let stations = [("small", 1, 4.0), ("unknown", 1, 15.0)];
    let area = |m2: f64| Known { area: Amount::from_f64(m2), ..Known::default() };
    let verdict = |known: Known| {
        let found = upgrades(&stations, &[known, Known::default()]);
        [0, 1].map(|s: usize| found.stations[s].signs[0].verdict)
    };
    assert_eq!(verdict(area(1145.0)), [Verdict::Fail, Verdict::Unknown]);
    assert_eq!(verdict(area(1146.0)), [Verdict::Pass, Verdict::Unknown]);
    let least = Known { least_area: Some(Amount::whole(2000)), ..area(1999.9) };
    assert_eq!(verdict(least)[0], Verdict::Fail);
}

#[test]
fn a_layout_of_which_nobody_says_enough_is_unknown() {
    let verdict = |missing, unknown| {
        let layout = Layout { missing, unknown, asked: 8 };
        let known = Known { layout, ..Known::default() };
        upgrades(&[("S", 1, 4.0)], &[known]).stations[0].signs[2].verdict
    };
    assert_eq!(verdict(2, 0), Verdict::Pass, "a quarter is not more than a quarter");
    assert_eq!(verdict(3, 0), Verdict::Fail);
    assert_eq!(verdict(2, 1), Verdict::Unknown);
    assert_eq!(verdict(1, 1), Verdict::Pass);
}

#[test]
fn a_house_is_old_by_the_year_it_was_built() {
    let verdict = |built| {
        let known = Known { built, ..Known::default() };
        upgrades(&[("S", 1, 4.0)], &[known]).stations[0].signs[3].verdict
    };
    assert_eq!(
        [Some(2000), Some(2001), None].map(verdict),
        [Verdict::Fail, Verdict::Pass, Verdict::Unknown]
    );
}

#[test]
fn neither_hours_nor_filters_change_a_list() {
    let mut demand = Demand::new(vec!["population".to_owned()]);
    for block in 0..20 {
        let point = DemandPoint::new(format!("B{block}"), at(f64::from(block)));
        demand.push(point, &[Weight::whole(1000)]);
    }
    let stations = |standings: [Standing; 4]| {
        let station = |(nth, standing)| Station {
            standing,
            ..Station::new(format!("S{nth}"), 1, at(4.0 * nth as f64 + 2.0))
        };
        standings.into_iter().enumerate().map(station).collect()
    };
    let lists = |standings| {
        let district = District {
            stations: stations(standings),
            demand: demand.clone(),
            levels: 1,
            ..District::default()
        };
        of(&district, &[])
    };
    let there = Standing::ByStatus;
    let all = lists([there; 4]);
    assert_eq!(all.stations.len(), 4);
    let absent = Standing::Absent;
    let by_hour = [
        absent(Absence::Closed),
        absent(Absence::Filtered),
        Standing::HoursUnknown,
        there,
    ];
    assert_eq!(lists(by_hour), all);
    let by_day = lists([absent(Absence::NotThatDay), there, there, there]);
    assert_eq!(by_day.stations.len(), 3, "who is not there that day is not there");
}

#[test]
fn a_place_at_everybodys_door_is_better_by_any_ratio() {
    let mut demand = Demand::new(vec!["population".to_owned()]);
    demand.push(DemandPoint::new("B", at(1.0)), &[Weight::whole(1000)]);
    let corners = (coord! {x: -0.01, y: -0.01}, coord! {x: 0.01, y: 0.01});
    let grid = Grid {
        id: "A".into(),
        name: "A".into(),
        level: 1,
        parent: None,
        shape: MultiPolygon(vec![Rect::new(corners.0, corners.1).to_polygon()]),
    };
    let remote = |step: f64| {
        let district = District {
            stations: vec![Station::new("S", 1, at(step))],
            demand: demand.clone(),
            levels: 1,
            grids: Grids::new(vec![grid.clone()]),
            ..District::default()
        };
        let found = of(&district, &[]);
        found.stations[0].signs[1].clone()
    };
    let sign = remote(3.0);
    assert_eq!(sign.verdict, Verdict::Fail, "{sign:?}");
    let ratio = sign.compared.iter().find(|one| one.quantity == Quantity::WalkRatio);
    assert_eq!(ratio.map(|one| one.measured), Some(None), "there is none");
    assert_eq!(remote(1.0).verdict, Verdict::Pass, "it stands there");
}
