//! The oracle of cities on streets drawn in a row.

use super::street::Access::{Private, Unsaid};
use super::street::Direction::{Backward, Forward};
use super::street::Pace::{Carried, Lift, Moving, Walked};
use super::*;

pub(super) const ADULT: Walker = Walker {
    speed_m_s: 1.2,
    off_street_m_s: 1.2,
    steps: 1.0,
    lift_s: 60.0,
    wheels: false,
    unsaid: false,
};

/// Places in a row, 100 m apart, and a graph of streets between them for somebody who walks a
/// meter in a second, with a function that ties what lies so many meters east and north.
fn row(
    lines: &[StreetLine],
    walker: &Walker,
    min_component_m: f64,
) -> (StreetGraph, impl Fn(f64, f64) -> LngLat + use<>) {
    let place = |east, north| plane::moved([99.0, 24.0], east, north);
    let places = (0..8).map(|i| place(f64::from(i) * 100.0, 0.0)).collect();
    (StreetGraph::new(places, lines, walker, Cost::Seconds, min_component_m), place)
}

const METER_A_SECOND: Walker =
    Walker { speed_m_s: 1.0, off_street_m_s: 0.5, steps: 1.5, ..ADULT };

/// Seconds from one place of the row to others, and back.
fn there_and_back(
    lines: &[StreetLine],
    walker: &Walker,
    from: f64,
    to: &[f64],
) -> [Vec<Option<f64>>; 2] {
    let (graph, place) = row(lines, walker, 0.0);
    let snap = |east| {
        let [lng, lat] = place(east, 0.0);
        graph.snap(lng, lat).unwrap()
    };
    let ends: Vec<_> = to.iter().map(|east| snap(*east)).collect();
    [Heading::FromStart, Heading::ToStart].map(|heading| {
        let walks = graph.walks(&snap(from), &ends, heading).into_iter();
        walks.map(|s| s.map(|s| (s * 10.0).round() / 10.0)).collect()
    })
}

#[test]
fn steps_lifts_rides_and_belts_take_the_time_they_say() {
    let line = |from: usize, pace, steps| StreetLine {
        pace,
        steps,
        ..StreetLine::level(vec![from, from + 1])
    };
    let lines = [
        line(0, Walked { forward: 2.2, backward: 1.8 }, true),
        line(1, Lift(1.0), false),
        line(2, Moving(0.5), false),
        line(3, Carried(45.0), false),
    ];
    let found =
        there_and_back(&lines, &METER_A_SECOND, 0.0, &[50.0, 100.0, 150.0, 400.0]);
    let along = [165.0, 330.0, 360.0, 330.0 + 60.0 + 200.0 + 45.0].map(Some);
    let against = [135.0, 270.0, 300.0, 270.0 + 60.0 + 200.0 + 45.0].map(Some);
    assert_eq!(found, [along.to_vec(), against.to_vec()]);
}

#[test]
fn one_way_streets_go_one_way() {
    let line = |nodes: &[usize], direction| StreetLine {
        direction,
        ..StreetLine::level(nodes.to_vec())
    };
    let lines = [line(&[0, 1], Forward), line(&[2, 1], Backward)];
    let found = there_and_back(&lines, &METER_A_SECOND, 30.0, &[10.0, 60.0, 150.0]);
    let along = vec![None, Some(30.0), Some(120.0)];
    assert_eq!(found, [along, vec![Some(20.0), None, None]]);
}

#[test]
fn private_ways_are_first_or_last() {
    let public = |from: usize| StreetLine::level(vec![from, from + 1]);
    let private = |from: usize| StreetLine { access: Private, ..public(from) };
    // private public private public private private
    let lines = [private(0), public(1), private(2), public(3), private(4), private(5)];
    let reached = |from: f64| {
        let to = [50.0, 100.0, 150.0, 250.0, 300.0, 350.0, 450.0, 600.0];
        let [there, back] = there_and_back(&lines, &METER_A_SECOND, from, &to);
        assert_eq!(there, back);
        to.into_iter().zip(there).filter_map(|(to, s)| s.map(|_| to)).collect::<Vec<_>>()
    };
    assert_eq!(reached(0.0), [50.0, 100.0, 150.0, 250.0, 300.0]);
    assert_eq!(reached(150.0), [50.0, 100.0, 150.0, 250.0, 300.0]);
    let all = [50.0, 100.0, 150.0, 250.0, 300.0, 350.0, 450.0, 600.0];
    assert_eq!(reached(250.0), all, "to either side");
    assert_eq!(reached(300.0), all, "a crossing is on both its streets");
    assert_eq!(reached(500.0), [250.0, 300.0, 350.0, 450.0, 600.0]);
}

#[test]
fn closed_streets_are_neither_walked_nor_tied_to() {
    let steps = StreetLine { wheels: false, ..StreetLine::level(vec![0, 1]) };
    let cycleway = StreetLine { access: Unsaid, ..StreetLine::level(vec![1, 2]) };
    let lines = [steps, cycleway, StreetLine::level(vec![2, 3])];
    let tied = |walker: &Walker, east: f64| {
        let (graph, place) = row(&lines, walker, 0.0);
        let [lng, lat] = place(east, 0.0);
        graph.snap(lng, lat).unwrap().segment
    };
    let chair = Walker { wheels: true, ..METER_A_SECOND };
    let cyclist = Walker { unsaid: true, ..METER_A_SECOND };
    assert_eq!([50.0, 160.0].map(|east| tied(&METER_A_SECOND, east)), [0, 2]);
    assert_eq!([50.0, 160.0].map(|east| tied(&chair, east)), [2, 2]);
    assert_eq!([50.0, 160.0].map(|east| tied(&cyclist, east)), [0, 1]);
    let found = there_and_back(&lines, &cyclist, 50.0, &[250.0]);
    assert_eq!(found[0], [Some(200.0)]);
    assert_eq!(there_and_back(&lines, &METER_A_SECOND, 50.0, &[250.0])[0], [None]);
}

#[test]
fn islands_and_last_resorts_are_left_aside() {
    let lines = [
        StreetLine::level(vec![0, 1, 2]),
        StreetLine::level(vec![3, 4]),
        StreetLine { own: true, ..StreetLine::level(vec![5, 6]) },
        StreetLine { last_resort: true, ..StreetLine::level(vec![2, 3]) },
    ];
    let tied = |kept: &[usize], min_m: f64, east: f64, north: f64| {
        let kept: Vec<_> = kept.iter().map(|line| lines[*line].clone()).collect();
        let (graph, place) = row(&kept, &METER_A_SECOND, min_m);
        let [lng, lat] = place(east, north);
        graph.snap(lng, lat).map(|snap| (snap.segment, snap.leg_m.round()))
    };
    assert_eq!(tied(&[0, 1, 2], 0.0, 350.0, 10.0), Some((2, 10.0)));
    assert_eq!(tied(&[0, 1, 2], 150.0, 350.0, 0.0), Some((1, 150.0)), "an island");
    assert_eq!(tied(&[0, 1, 2], 150.0, 550.0, 0.0), Some((3, 0.0)), "the user's own");
    assert_eq!(tied(&[1, 2], 999.0, 350.0, 0.0), Some((1, 150.0)));
    assert_eq!(tied(&[0, 1, 2, 3], 0.0, 240.0, 0.0), Some((1, 40.0)), "beside a tunnel");
    assert_eq!(tied(&[3], 0.0, 240.0, 1.0), Some((0, 1.0)), "for want of another");
    assert!(row(&lines, &METER_A_SECOND, 0.0).0.snap(f64::NAN, 24.0).is_none());
}
