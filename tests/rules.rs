//! The rules of a right answer on drawn networks, with answers worked out by hand.
//!
//! Coordinates are meters east and north of a corner; an adult walks 1.2 m/s, so 120 m take
//! 100 s.

use geo::{Geometry, LineString, MultiPolygon, Rect};
use walkshed::LngLat;
use walkshed::coverage::{Evaluation, LeftOut, Status, Unknown};
use walkshed::gap::Cause;
use walkshed::model::{
    Barriers, Budget, CoverageOptions, Demand, DemandPoint, District, Extent,
    ExtentSource, Metric, Profile, Station, Status as Life, Substitution, Weight,
};
use walkshed::network::lines::{Grade, Manner, SnapClass, StreetLines};
use walkshed::network::{ConnectionKind, NetworkBuilder};
use walkshed_tests::small::at;

/// Streets by name and places.
fn lines(streets: &[(&str, &[(f64, f64)])]) -> StreetLines {
    let places: Vec<Vec<LngLat>> = streets
        .iter()
        .map(|(_, line)| line.iter().map(|&(x, y)| at(x, y)).collect())
        .collect();
    let drawn: Vec<(&str, &[LngLat])> = streets
        .iter()
        .zip(&places)
        .map(|((name, _), line)| (*name, line.as_slice()))
        .collect();
    StreetLines::drawn(&drawn)
}

fn station(id: &str, level: u8, (x, y): (f64, f64)) -> Station {
    Station::new(id, level, at(x, y))
}

/// Ten people at each place.
fn people(places: &[(f64, f64)]) -> Demand {
    let mut demand = Demand::new(vec!["population".into()]);
    for (i, &(x, y)) in places.iter().enumerate() {
        let point = DemandPoint::new(format!("B{i}"), at(x, y));
        demand.push(point, &[Weight::whole(10)]);
    }
    demand
}

fn district(
    streets: StreetLines,
    stations: &[Station],
    places: &[(f64, f64)],
) -> District {
    let mut builder = NetworkBuilder::new();
    builder.add_own(streets);
    District {
        stations: stations.to_vec(),
        demand: people(places),
        network: Some(builder.build()),
        levels: stations.iter().map(|s| s.level).max().unwrap_or(1),
        ..District::default()
    }
}

fn within(budget: Budget) -> CoverageOptions {
    CoverageOptions { budgets: vec![budget], ..CoverageOptions::default() }
}

fn statuses(evaluation: &Evaluation, level: usize) -> Vec<Status> {
    evaluation.levels[level - 1].points.iter().map(|point| point.status).collect()
}

/// The nearest walk of the only level: seconds and meters.
fn walk(district: &District, point: usize) -> Option<(f64, f64)> {
    let evaluation = Evaluation::of(district, &CoverageOptions::default());
    let nearest = evaluation.levels.last()?.points[point].nearest?;
    Some((f64::from(nearest.ms) / 1000.0, nearest.meters()))
}

fn assert_walk(district: &District, point: usize, seconds: f64, meters: f64) {
    let found = walk(district, point);
    let near =
        |(s, m): (f64, f64)| (s - seconds).abs() < 0.05 && (m - meters).abs() < 0.05;
    assert!(found.is_some_and(near), "{found:?}, not {seconds} s and {meters} m");
}

const MAIN: (&str, &[(f64, f64)]) = ("main", &[(0.0, 0.0), (600.0, 0.0), (2400.0, 0.0)]);

#[test]
fn rule_2_the_budget_is_closed_to_the_unit() {
    let district =
        district(lines(&[MAIN]), &[station("S", 1, (10.0, 5.0))], &[(500.0, -7.0)]);
    let evaluation = Evaluation::of(&district, &CoverageOptions::default());
    let nearest = evaluation.levels[0].points[0].nearest.expect("a walk");
    let covered = |budget| {
        statuses(&Evaluation::of(&district, &within(budget)), 1)[0] == Status::Covered
    };
    assert!(covered(Budget::Millis(nearest.ms)));
    assert!(!covered(Budget::Millis(nearest.ms - 1)));
    assert!(covered(Budget::Millimeters(nearest.mm)));
    assert!(!covered(Budget::Millimeters(nearest.mm - 1)));
}

#[test]
fn rule_5_two_points_on_one_street_walk_straight_along_it() {
    // 490 m of street and legs of 5 and 7 m
    let stations = [station("S", 1, (10.0, 5.0))];
    let on_one_piece = district(lines(&[MAIN]), &stations, &[(500.0, -7.0)]);
    assert_walk(&on_one_piece, 0, 502.0 / 1.2, 502.0);
    let over_a_vertex = district(lines(&[MAIN]), &stations, &[(700.0, -7.0)]);
    assert_walk(&over_a_vertex, 0, 702.0 / 1.2, 702.0);
}

#[test]
fn rule_5_equal_legs_go_to_the_street_that_comes_first() {
    let parallel: &[(&str, &[(f64, f64)])] = &[
        ("south", &[(0.0, 0.0), (100.0, 0.0)]),
        ("north", &[(0.0, 20.0), (100.0, 20.0)]),
    ];
    let mut turned = parallel.to_vec();
    turned.reverse();
    for (streets, side) in [(parallel, 0.0), (&turned, 20.0)] {
        let district = district(lines(streets), &[station("S", 1, (0.0, 0.0))], &[]);
        let network = district.network.as_ref().expect("streets");
        let snap =
            network.snap(at(50.0, 10.0), &Barriers::default(), 250.0).expect("a street");
        assert!((snap.at.lat() - at(50.0, side).lat()).abs() < 1e-9);
    }
}

#[test]
fn rule_5_a_leg_crosses_no_barrier() {
    // a wall 2 m north of the near street, another street 30 m beyond the point
    let streets = lines(&[
        ("near", &[(0.0, 0.0), (100.0, 0.0)]),
        ("far", &[(0.0, 40.0), (100.0, 40.0)]),
    ]);
    let mut district = district(streets, &[station("S", 1, (0.0, 0.0))], &[]);
    let wall =
        LineString::from(vec![at(-10.0, 2.0).into(), geo::Coord::from(at(110.0, 2.0))]);
    district.barriers = Barriers::new(vec![Geometry::LineString(wall)]);
    let network = district.network.as_ref().expect("streets");
    let leg = |barriers: &Barriers| {
        network.snap(at(50.0, 10.0), barriers, 250.0).expect("a street").leg_m
    };
    assert!((leg(&Barriers::default()) - 10.0).abs() < 0.01);
    assert!((leg(&district.barriers) - 30.0).abs() < 0.01);
}

#[test]
fn rule_5_tunnels_are_tied_to_only_for_want_of_other_streets() {
    let mut streets = lines(&[
        ("tunnel", &[(0.0, 0.0), (100.0, 0.0)]),
        ("road", &[(0.0, 100.0), (100.0, 100.0)]),
    ]);
    streets.lines[0].snap = SnapClass::LastResort;
    let district = district(streets, &[station("S", 1, (0.0, 0.0))], &[]);
    let network = district.network.as_ref().expect("streets");
    let leg = |max| {
        network.snap(at(50.0, 10.0), &Barriers::default(), max).expect("a street").leg_m
    };
    assert!((leg(250.0) - 90.0).abs() < 0.01, "the road lies within max_snap");
    assert!((leg(50.0) - 10.0).abs() < 0.01, "it does not, so the tunnel competes");
}

#[test]
fn rule_5_a_station_far_from_every_street_serves_nobody_and_makes_no_one_unknown() {
    let stations = [station("far", 1, (0.0, 251.0)), station("near", 1, (0.0, 249.0))];
    let district = district(lines(&[MAIN]), &stations, &[(0.0, 0.0), (900.0, 0.0)]);
    let evaluation = Evaluation::of(&district, &CoverageOptions::default());
    assert_eq!(evaluation.stations[0].left_out, Some(LeftOut::NoStreet));
    assert_eq!(evaluation.stations[1].left_out, None);
    assert_eq!(
        statuses(&evaluation, 1),
        [Status::Covered, Status::Uncovered(Cause::Detour)]
    );
    assert_eq!(evaluation.levels[0].stations, [1]);
}

#[test]
fn rule_6_small_islands_of_osm_are_not_tied_to_and_their_people_unknown() {
    let mut builder = NetworkBuilder::new();
    builder.add_osm(lines(&[MAIN, ("island", &[(0.0, 500.0), (999.0, 500.0)])]));
    let network = builder.build();
    assert_eq!(network.islands().0, 1);
    let mut district = district(
        lines(&[MAIN]),
        &[station("S", 1, (0.0, 0.0))],
        &[(0.0, 490.0), (0.0, 1700.0)],
    );
    district.network = Some(network);
    // within 100 m, only the island is in reach of the first; nothing of the second
    let evaluation = Evaluation::of(&district, &within(Budget::Millimeters(100_000)));
    let wanted = [Status::Unknown(Unknown::Island), Status::Uncovered(Cause::NoStreet)];
    assert_eq!(statuses(&evaluation, 1), wanted);
    // a component of the user's own is used however small it is
    let own = lines(&[("lane", &[(0.0, 500.0), (10.0, 500.0)])]);
    let mut builder = NetworkBuilder::new();
    builder.add_own(own);
    assert_eq!(builder.build().islands().0, 0);
}

#[test]
fn rule_13_beyond_the_extent_and_near_its_edge_nothing_is_known() {
    let mut district = district(
        lines(&[MAIN]),
        &[station("S", 1, (0.0, 0.0))],
        &[(50.0, 0.0), (1300.0, 0.0), (1900.0, 0.0), (2300.0, 0.0)],
    );
    let frame = Rect::new(
        geo::Coord::from(at(-2000.0, -2000.0)),
        geo::Coord::from(at(2200.0, 2000.0)),
    );
    district.extent = Extent::Area {
        shape: MultiPolygon(vec![frame.to_polygon()]),
        source: ExtentSource::Project,
    };
    let options = within(Budget::Millimeters(800_000));
    let wanted = [
        Status::Covered,
        Status::Uncovered(Cause::Far), // 900 m inside
        Status::Unknown(Unknown::NearEdge),
        Status::Unknown(Unknown::OutsideExtent),
    ];
    assert_eq!(statuses(&Evaluation::of(&district, &options), 1), wanted);
    let coverage = &Evaluation::of(&district, &options).levels[0].coverage;
    assert_eq!(coverage.share(0), Some(0.25));
    assert_eq!(coverage.share_if_unknown_covered(0), Some(0.75));
    let straight = CoverageOptions { metric: Metric::Straight, ..options };
    let known = Evaluation::of(&district, &straight);
    assert_eq!(known.levels[0].coverage.unknown.blocks, 0, "straight knows no unknown");
}

#[test]
fn rule_15_two_plates_on_one_door_are_one_site() {
    let stations = [
        station("A", 1, (0.0, 0.0)),
        station("B", 1, (0.0, 0.0)),
        station("C", 1, (1300.0, 0.0)),
    ];
    let district = district(lines(&[MAIN]), &stations, &[(100.0, 0.0), (650.0, 0.0)]);
    let evaluation = Evaluation::of(&district, &CoverageOptions::default());
    assert_eq!(evaluation.overlap.cover_count, [1, 2]);
    let loss =
        |s: usize| (evaluation.stations[s].loss[0], evaluation.stations[s].site_loss[0]);
    assert_eq!(loss(0), (Weight::ZERO, Weight::whole(10)), "B stays, but the site goes");
    assert_eq!(loss(2), (Weight::ZERO, Weight::ZERO));
}

#[test]
fn rule_16_causes_are_tried_in_order() {
    // a river between the station and the second street, crossed by a bridge far east
    let streets = lines(&[
        ("south", &[(0.0, 0.0), (2000.0, 0.0)]),
        ("bridge", &[(2000.0, 0.0), (2000.0, 200.0)]),
        ("north", &[(2000.0, 200.0), (0.0, 200.0)]),
    ]);
    let mut town = district(
        streets,
        &[station("S", 1, (0.0, 0.0))],
        &[(1500.0, 0.0), (0.0, 200.0), (0.0, 2000.0), (900.0, 0.0)],
    );
    let causes =
        |town: &District| statuses(&Evaluation::of(town, &CoverageOptions::default()), 1);
    let by = Status::Uncovered;
    let wanted =
        [by(Cause::Far), by(Cause::Barrier), by(Cause::NoStreet), Status::Covered];
    assert_eq!(causes(&town), wanted, "the walk is more than twice the straight line");
    let river =
        Rect::new(geo::Coord::from(at(-50.0, 80.0)), geo::Coord::from(at(1950.0, 120.0)));
    town.barriers = Barriers::new(vec![Geometry::Polygon(river.to_polygon())]);
    assert_eq!(causes(&town), wanted, "the straight line crosses the river");
    // a suspended station would cover the far place and the one across
    let mut suspended = station("T", 1, (1500.0, 200.0));
    suspended.status = Life::Suspended;
    town.stations.push(suspended);
    let wanted =
        [by(Cause::Far), by(Cause::Barrier), by(Cause::NoStreet), Status::Covered];
    assert_eq!(causes(&town), wanted, "1,200 m round the bridge: it would not");
    town.stations[1].position = at(1900.0, 10.0);
    let wanted =
        [by(Cause::Closed), by(Cause::Barrier), by(Cause::NoStreet), Status::Covered];
    assert_eq!(causes(&town), wanted);
}

#[test]
fn rule_16_uncovered_places_join_along_the_streets_or_by_their_border() {
    let far = 5000.0;
    let streets = lines(&[
        ("main", &[(0.0, 0.0), (8000.0, 0.0)]),
        ("lane", &[(6000.0, 3000.0), (6100.0, 3000.0)]),
    ]);
    let places = [
        (far, 0.0),
        (far + 500.0, 0.0),
        (far + 1001.0, 0.0),
        (6000.0, 3000.0),
        (6300.0, 3000.0),
    ];
    let mut town = district(streets, &[station("S", 1, (0.0, 0.0))], &places);
    let groups = |town: &District| -> Vec<Vec<u32>> {
        let evaluation = Evaluation::of(town, &CoverageOptions::default());
        evaluation.levels[0].gaps.iter().map(|gap| gap.points.clone()).collect()
    };
    // 500 m belong together, 501 m do not; both ends of the lane are tied to it
    assert_eq!(groups(&town), [vec![0, 1], vec![3, 4], vec![2]]);
    // the third now shares a wall with the second
    let mut demand = Demand::new(vec!["population".into()]);
    for (i, point) in town.demand.points().iter().enumerate() {
        let (x, y) = places[i];
        let half = if i == 1 || i == 2 { 250.5 } else { 10.0 };
        let square = Rect::new(
            geo::Coord::from(at(x - half, y - 9.0)),
            geo::Coord::from(at(x + half, y + 9.0)),
        );
        let shape = Some(MultiPolygon(vec![square.to_polygon()]));
        demand.push(DemandPoint { shape, ..point.clone() }, &[Weight::whole(10)]);
    }
    town.demand = demand;
    assert_eq!(groups(&town), [vec![0, 1, 2], vec![3, 4]]);
}

#[test]
fn rule_17_each_level_has_its_budget_and_its_substitution() {
    let stations = [station("A", 1, (0.0, 0.0)), station("B", 2, (2400.0, 0.0))];
    let town =
        district(lines(&[MAIN]), &stations, &[(300.0, 0.0), (600.0, 0.0), (2000.0, 0.0)]);
    let covered = |budgets: [Budget; 2], substitution| {
        let options = CoverageOptions {
            budgets: budgets.to_vec(),
            substitution,
            ..CoverageOptions::default()
        };
        let evaluation = Evaluation::of(&town, &options);
        [1, 2].map(|k| {
            statuses(&evaluation, k)
                .iter()
                .map(|s| *s == Status::Covered)
                .collect::<Vec<_>>()
        })
    };
    // 500 s are 600 m
    let mixed = [Budget::Millis(500_000), Budget::Millimeters(400_000)];
    let inclusive = covered(mixed, Substitution::Inclusive);
    assert_eq!(inclusive, [vec![true, true, false], vec![true, false, true]]);
    let exclusive = covered(mixed, Substitution::Exclusive);
    assert_eq!(exclusive, [vec![true, true, false], vec![false, false, true]]);
}

#[test]
fn rule_19_steps_take_twice_the_time_and_the_quickest_way_wins() {
    let mut streets = lines(&[
        ("steps", &[(0.0, 0.0), (100.0, 0.0)]),
        ("round", &[(0.0, 0.0), (0.0, 40.0), (100.0, 40.0), (100.0, 0.0)]),
    ]);
    streets.lines[0].manner = Manner::STEPS;
    let stations = [station("S", 1, (0.0, 0.0))];
    let town = district(streets.clone(), &stations, &[(100.0, 0.0)]);
    assert_walk(&town, 0, 180.0 / 1.2, 180.0); // 180 m level beat 100 m of steps, worth 200
    let shortest = Evaluation::of(&town, &within(Budget::Millimeters(1_000_000)));
    let nearest = shortest.levels[0].points[0].nearest.expect("a walk");
    assert!((nearest.meters() - 100.0).abs() < 0.05, "a meter budget ignores speeds");
    assert!(
        (f64::from(nearest.ms) / 1000.0 - 200.0 / 1.2).abs() < 0.1,
        "its time is that of the steps"
    );
    let elder = Profile::named("elder").expect("a profile");
    let slow = Evaluation::of(
        &town,
        &CoverageOptions { profile: elder, ..CoverageOptions::default() },
    );
    let nearest = slow.levels[0].points[0].nearest.expect("a walk");
    assert!((f64::from(nearest.ms) / 1000.0 - 180.0 / 0.8).abs() < 0.1);
}

#[test]
fn rule_20_own_lines_join_each_other_and_osm_but_not_over_bridges() {
    use ConnectionKind::{Crossing, End, Osm};
    let build = |own: StreetLines| {
        let mut builder = NetworkBuilder::new().with_min_component(0.0);
        builder.add_osm(lines(&[("osm", &[(0.0, 0.0), (1000.0, 0.0)])]));
        builder.add_own(own);
        builder.build()
    };
    let kinds = |own: &[(&str, &[(f64, f64)])]| -> Vec<(ConnectionKind, f64)> {
        let network = build(lines(own));
        let found = network.connections().iter();
        found.map(|c| (c.kind, (c.length_m * 100.0).round() / 100.0)).collect()
    };
    let planned: &[(f64, f64)] = &[(100.0, 14.9), (100.0, 500.0)];
    assert_eq!(kinds(&[("a", planned)]), [(Osm, 14.9)]);
    assert_eq!(kinds(&[("a", &[(100.0, 15.1), (100.0, 500.0)])]), []);
    // only ends connect to OSM: this one crosses it, and goes on 20 m beyond
    assert_eq!(kinds(&[("a", &[(100.0, -20.0), (100.0, 500.0)])]), []);
    let cross: &[(f64, f64)] = &[(0.0, 300.0), (500.0, 300.0)];
    assert_eq!(kinds(&[("a", planned), ("b", cross)]), [(Crossing, 0.0), (Osm, 14.9)]);
    let beside: &[(f64, f64)] = &[(100.9, 300.0), (500.0, 300.0)];
    assert_eq!(kinds(&[("a", planned), ("b", beside)]), [(End, 0.9), (Osm, 14.9)]);
    let too_far: &[(f64, f64)] = &[(101.1, 300.0), (500.0, 300.0)];
    assert_eq!(kinds(&[("a", planned), ("b", too_far)]), [(Osm, 14.9)]);
    let mut bridge = lines(&[("a", planned), ("b", cross)]);
    bridge.lines[1].grade = Grade { bridge: true, ..Grade::default() };
    let network = build(bridge);
    assert_eq!(network.connections().len(), 1, "a bridge passes over");
}

#[test]
fn rule_20_the_length_of_a_connection_counts() {
    let mut builder = NetworkBuilder::new().with_min_component(0.0);
    builder.add_osm(lines(&[("osm", &[(0.0, 0.0), (1000.0, 0.0)])]));
    builder.add_own(lines(&[("planned", &[(100.0, 10.0), (100.0, 500.0)])]));
    let mut town =
        district(lines(&[MAIN]), &[station("S", 1, (0.0, 0.0))], &[(100.0, 400.0)]);
    town.network = Some(builder.build());
    assert_walk(&town, 0, 500.0 / 1.2, 500.0);
}

#[test]
fn rule_24_what_cannot_be_reached_is_absent() {
    let streets = lines(&[
        ("here", &[(0.0, 0.0), (100.0, 0.0)]),
        ("there", &[(0.0, 900.0), (100.0, 900.0)]),
    ]);
    let town = district(streets, &[station("S", 1, (0.0, 0.0))], &[(0.0, 900.0)]);
    assert_eq!(walk(&town, 0), None);
    let evaluation = Evaluation::of(&town, &CoverageOptions::default());
    let gap = &evaluation.levels[0].gaps[0];
    assert_eq!((gap.worst_ms, gap.median_ms, gap.nearest_station), (None, None, None));
    assert_eq!(gap.cause, Cause::Barrier);
}
