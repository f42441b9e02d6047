//! The oracle on changed towns, against itself and against what can be said by hand.

use serde_json::json;

use super::plane::{geodesic_m, share_border};
use super::reference_tests::{ALL, town};
use super::solved::Metric::{Network, Straight};
use super::*;

/// Distances of two drawings of a town: the largest difference over all pairs.
fn largest_difference(one: &Solved<'_>, other: &Solved<'_>) -> f64 {
    let mut largest = 0.0_f64;
    for block in 0..one.town.blocks.len() {
        for station in 0..one.town.stations.len() {
            let meters = [one, other].map(|town| town.meters(Network, block, station));
            let [Some(a), Some(b)] = meters else {
                assert_eq!(meters, [None, None]);
                continue;
            };
            largest = largest.max((a - b).abs());
        }
    }
    largest
}

#[test]
fn streets_drawn_without_crossings_connect_to_the_same_network() {
    let town = town();
    let mut drawn = town.clone();
    drawn.lines = town.lines_without_crossing_vertices();
    let vertices = |lines: &[Line]| lines.iter().map(|l| l.coords.len()).sum::<usize>();
    assert_eq!(vertices(&drawn.lines), 2 * town.lines.len());
    drawn.lines = drawn.connected_lines(1.0);
    let difference = largest_difference(&town.solve(), &drawn.solve());
    assert!(difference < 0.1, "{difference}");
}

#[test]
fn lines_half_a_meter_short_connect_to_the_same_network() {
    let town = town();
    let mut drawn = town.clone();
    drawn.lines = town.lines_shortened(0.5);
    for (line, short) in town.lines.iter().zip(&drawn.lines) {
        let cut = geodesic_m(line.coords[0], short.coords[0]);
        assert!((cut - 0.5).abs() < 1e-6, "{}: {cut}", line.id);
    }
    drawn.lines = drawn.connected_lines(1.0);
    // A corner between two short ends is cut off, by 2 * 0.5 - sqrt(0.5) meters.
    let difference = largest_difference(&town.solve(), &drawn.solve());
    assert!(difference < 0.3, "{difference}");
}

#[test]
fn lines_cut_into_segments_are_the_same_network() {
    let town = town();
    let mut drawn = town.clone();
    drawn.lines = town.lines_cut();
    assert_eq!(drawn.lines[3].id, "NS00-3");
    assert_eq!(drawn.lines[3].coords[..], town.lines[0].coords[3..5]);
    let difference = largest_difference(&town.solve(), &drawn.solve());
    assert!(difference < 1e-6, "{difference}");
}

#[test]
fn lines_that_cross_on_a_bridge_stay_apart() {
    let mut town = town();
    town.lines.truncate(2);
    town.lines[0].coords = vec![[99.0, 24.0], [99.01, 24.0]];
    town.lines[1].coords = vec![[99.005, 23.995], [99.005, 24.005]];
    assert_eq!(town.connected_lines(1.0)[0].coords.len(), 3);
    town.lines[1].properties.insert("bridge".into(), json!("yes"));
    assert_eq!(town.connected_lines(1.0), town.lines);
    // A shared vertex holds what no rule would connect again.
    town.lines[0].coords.insert(1, [99.005, 24.0]);
    town.lines[1].coords.insert(1, [99.005, 24.0]);
    assert_eq!(town.lines_without_crossing_vertices(), town.lines);
}

#[test]
fn a_town_without_bridges_is_two_towns() {
    let mut town = town();
    for bridge in ["EW05b", "EW12b", "EW19b"] {
        assert!(town.lines.iter().any(|line| line.id == bridge && line.is_bridge()));
        assert!(town.remove_line(bridge));
    }
    assert!(!town.remove_line("EW05b"));
    let solved = town.solve();
    // The river runs between 99.926 and 99.928 degrees east.
    let side = |place: LngLat| place[0] < 99.927;
    for (block, home) in town.blocks.iter().enumerate() {
        for (station, door) in town.stations.iter().enumerate() {
            let same = side(home.place()) == side(door.place());
            assert_eq!(solved.meters(Network, block, station).is_some(), same);
            assert!(solved.meters(Straight, block, station).is_some());
        }
    }
}

#[test]
fn a_written_town_is_read_as_the_same_town() {
    let mut town = town();
    town.stations[3].shift(3.25, -1.5);
    assert!(town.remove_station("P9"));
    town.lines = town.lines_shortened(0.5);
    town.blocks[7].population += 11;
    let folder = tempfile::tempdir().unwrap();
    town.write(folder.path()).unwrap();
    let again = Town::read(folder.path()).unwrap();
    assert_eq!(again.pattern(), "1+4+11+9");
    let moved = geodesic_m(town.stations[3].place(), again.stations[3].place());
    assert!(moved < 1e-6, "{moved}");
    assert_eq!(again.blocks[7].population, town.blocks[7].population);
    assert!(largest_difference(&town.solve(), &again.solve()) < 1e-6);
    // What was moved is written into its cell, and a second writing changes nothing.
    again.write(folder.path()).unwrap();
    assert_eq!(Town::read(folder.path()).unwrap(), again);
}

#[test]
fn two_plates_on_one_door_are_one_site() {
    let mut town = town();
    let before = town.solve().overlap(Network, ALL, 1080.0);
    let mut twin = town.stations[0].clone();
    twin.id = "T2".into();
    town.stations.push(twin);
    let solved = town.solve();
    assert_eq!(solved.overlap(Network, ALL, 1080.0), before);
    assert_eq!(solved.sites()[26], 0);
    assert_eq!(solved.loss(Network, ALL, 1080.0, 0), 0);
}

#[test]
fn a_station_far_from_any_street_serves_nobody() {
    let mut town = town();
    town.stations[0].shift(-3_000.0, 0.0);
    let solved = town.solve();
    assert!(solved.station_ties[0].is_none());
    assert_eq!(solved.covered(Network, &[1], 1e9).blocks, 0);
}

#[test]
fn a_leg_goes_round_no_barrier_but_to_another_street() {
    let mut town = town();
    let place = town.blocks[0].place();
    let first = split::tie(&town, place).unwrap();
    let mut wall = town.barriers[0].clone();
    let corner = |x, y| plane::moved(plane::between(place, first.at, 0.5), x, y);
    wall.rings = vec![
        [(-2.0, -2.0), (2.0, -2.0), (2.0, 2.0), (-2.0, 2.0), (-2.0, -2.0)]
            .map(|(x, y)| corner(x, y))
            .to_vec(),
    ];
    town.barriers.push(wall);
    let second = split::tie(&town, place).unwrap();
    let longer = second.leg_m - first.leg_m;
    assert!((longer - first.rival_m.unwrap()).abs() < 1e-6 && longer > 0.0, "{longer}");
}

#[test]
fn neighbors_share_a_piece_of_border_and_not_a_corner() {
    let square = |x: f64, y: f64, side: f64| {
        vec![vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]]
    };
    let one = square(99.0, 24.0, 0.002);
    assert!(share_border(&one, &square(99.002, 24.001, 0.002)));
    assert!(share_border(&square(99.002, 24.0005, 0.001), &one));
    assert!(!share_border(&one, &square(99.002, 24.002, 0.002)));
    assert!(!share_border(&one, &square(99.003, 24.0, 0.002)));
}

/// The reference town as a street graph.
fn city(town: &Town) -> StreetGraph {
    let (mut places, mut lines) = (Vec::<LngLat>::new(), Vec::new());
    for line in &town.lines {
        let mut nodes = Vec::new();
        for place in &line.coords {
            let known =
                places.iter().position(|other| plane::key(*other) == plane::key(*place));
            nodes.push(known.unwrap_or(places.len()));
            if known.is_none() {
                places.push(*place);
            }
        }
        lines.push(StreetLine::level(nodes));
    }
    StreetGraph::new(places, &lines, &street_tests::ADULT, Cost::Seconds, 0.0)
}

#[test]
fn a_street_graph_of_the_town_has_the_distances_of_the_town() {
    let town = town();
    let (solved, graph) = (town.solve(), city(&town));
    let snap = |place: LngLat| graph.snap(place[0], place[1]).unwrap();
    let blocks: Vec<_> = town.blocks.iter().map(|block| snap(block.place())).collect();
    for (block, snap) in blocks.iter().enumerate() {
        let tie = solved.block_ties[block].unwrap();
        assert!(
            (snap.leg_m - tie.leg_m).abs() < 1e-9 && geodesic_m(snap.at, tie.at) < 1e-6
        );
    }
    for (place, station) in town.stations.iter().enumerate() {
        let times = graph.walks(&snap(station.place()), &blocks, Heading::ToStart);
        for (block, seconds) in times.into_iter().enumerate() {
            let meters = solved.meters(Network, block, place).unwrap();
            assert!((seconds.unwrap() * 1.2 - meters).abs() < 1e-4);
        }
    }
}

#[test]
fn near_lengths_are_geodesics() {
    for (lat, east, north) in
        [(0.0, 700.0, 700.0), (24.6, 1.0, -3.0), (70.0, -600.0, 800.0)]
    {
        let place = [99.9, lat];
        let other = plane::moved(place, east, north);
        let meters = geodesic_m(place, other);
        assert!((plane::near_m(place, other) - meters).abs() < 1e-5, "{lat}");
        assert!((meters - east.hypot(north)).abs() < 3e-4 * meters, "{lat}");
    }
}
