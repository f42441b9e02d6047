//! Sites with several entrances (rule 7): as near as the nearest, in every answer.

use super::evaluation::thrown;
use std::sync::Arc;
use walkshed::LngLat;
use walkshed::coverage::{Evaluation, LeftOut, Nearest, Status};
use walkshed::explain::Explanation;
use walkshed::land::{EqualArea, circles};
use walkshed::model::{
    Budget, CoverageOptions, Demand, DemandPoint, District, Metric, Station, Weight,
};
use walkshed::network::isochrone::{Bands, Canvas, CanvasOptions, Sharing};
use walkshed::network::lines::StreetLines;
use walkshed::network::{Graph, Heading, NetworkBuilder};
use walkshed::units::Unit;
use walkshed_tests::effort;
use walkshed_tests::small::{Dice, at};

/// A town of which some stations have entrances, and the same town with a station for each door;
/// `of[door]` is the station in the first.
struct Doors {
    site: District,
    apart: District,
    of: Vec<u32>,
}

fn doors(mut site: District, dice: &mut Dice) -> Doors {
    for station in &mut site.stations {
        let place = |dice: &mut Dice| at(dice.share() * 1000.0, dice.share() * 1000.0);
        let entrances = [0, 1, 2, 3, 3][dice.roll(5) as usize];
        station.entrances = (0..entrances).map(|_| place(dice)).collect();
        if dice.roll(3) == 0 {
            let twice = station.entrances.first().copied(); // two plates on one gate
            station.entrances.extend(twice);
        }
    }
    let mut apart = District { stations: Vec::new(), ..site.clone() };
    let mut of = Vec::new();
    for (s, station) in (0..).zip(&site.stations) {
        for &door in station.doors() {
            let id = format!("{}-{}", station.id, apart.stations.len());
            apart.stations.push(Station::new(id, station.level, door));
            of.push(s);
        }
    }
    Doors { site, apart, of }
}

/// By point: the walks to all stations, as the nearest of each among the doors that are stations
/// of their own; `(primary, station, secondary)`.
fn walks(
    town: &Doors,
    options: &CoverageOptions,
    budget: Budget,
) -> Vec<Vec<(u32, u32, u32)>> {
    let (table, _) = Evaluation::table(&town.apart, options, budget);
    let of_point = |point: usize| {
        let trips = table.of(point).iter();
        let all: Vec<_> = trips
            .map(|trip| (trip.primary, town.of[trip.station as usize], trip.secondary))
            .collect();
        let stations = 0..town.site.stations.len() as u32;
        let nearest =
            |station| all.iter().copied().filter(|walk| walk.1 == station).min();
        stations.filter_map(nearest).collect()
    };
    (0..table.points()).map(of_point).collect()
}

#[test]
fn a_station_with_entrances_equals_the_nearest_of_as_many_stations() {
    let mut several = 0;
    for seed in 600..600 + 60 * u64::from(effort()) {
        let (district, options, mut dice) = thrown(seed);
        let max_snap_m = [250.0, 60.0][dice.roll(2) as usize];
        let options = CoverageOptions { max_snap_m, ..options };
        let town = doors(district, &mut dice);
        let evaluation = Evaluation::of(&town.site, &options);
        for level in &evaluation.levels {
            let budget = options.budget(level.level);
            let (table, unit) = Evaluation::table(&town.site, &options, budget);
            let within = walks(&town, &options, budget);
            let far = match budget {
                Budget::Millis(_) => Budget::Millis(86_400_000),
                Budget::Millimeters(_) => Budget::Millimeters(100_000_000),
            };
            let far = walks(&town, &options, far);
            for (point, answer) in level.points.iter().enumerate() {
                let trips = table.of(point).iter();
                let found: Vec<_> = trips
                    .map(|trip| (trip.primary, trip.station, trip.secondary))
                    .collect();
                assert_eq!(found, within[point], "town {seed}, point {point}");
                let counts = |&&(_, station, _): &&(u32, u32, u32)| {
                    let own = town.site.stations[station as usize].level;
                    options.substitution.counts(own, level.level)
                };
                let nearest = far[point].iter().filter(counts).min();
                let nearest = nearest.map(|&(primary, station, secondary)| {
                    let (ms, mm) = unit.time_and_length((primary, secondary));
                    Nearest { station, ms, mm }
                });
                assert_eq!(answer.nearest, nearest, "town {seed}, point {point}");
                let covered = within[point].iter().any(|walk| counts(&walk));
                assert_eq!(answer.status == Status::Covered, covered);
                let straight = town.site.stations.iter().filter(|station| {
                    options.substitution.counts(station.level, level.level)
                });
                let home = town.site.demand.points()[point].position;
                let straight = straight.map(|station| station.straight_mm(home)).min();
                assert_eq!(answer.straight_mm, straight, "town {seed}, point {point}");
            }
        }
        let apart = Evaluation::of(&town.apart, &options);
        for (s, answer) in evaluation.stations.iter().enumerate() {
            let doors = || {
                let answers = apart.stations.iter().zip(&town.of);
                answers
                    .filter(move |(_, of)| **of as usize == s)
                    .map(|(answer, _)| answer)
            };
            let lost = doors().all(|door| door.left_out == Some(LeftOut::NoStreet));
            assert_eq!(answer.left_out == Some(LeftOut::NoStreet), lost, "town {seed}");
            assert_eq!(answer.snap_mm, doors().filter_map(|door| door.snap_mm).min());
            several += u32::from(!lost && doors().count() > 1);
        }
    }
    assert!(several > 100, "{several}");
}

#[test]
fn a_walk_is_explained_to_the_door_that_it_leads_to() {
    let mut other_doors = 0;
    for seed in 700..700 + 25 * u64::from(effort()) {
        let (district, options, mut dice) = thrown(seed);
        let options = CoverageOptions { metric: Metric::Network, ..options };
        let town = doors(district, &mut dice);
        let evaluation = Evaluation::of(&town.site, &options);
        for (p, point) in town.site.demand.points().iter().enumerate() {
            let explained = Explanation::of(&town.site, &options, point.position);
            for (level, told) in evaluation.levels.iter().zip(&explained.levels) {
                let unit = options.budget(level.level).unit();
                let walk = told.walk.as_ref();
                let found = walk.map(|walk| {
                    let cost = (walk.path.primary, walk.path.secondary);
                    (walk.station, unit.time_and_length(cost))
                });
                let wanted = level.points[p].nearest.map(|n| (n.station, (n.ms, n.mm)));
                assert_eq!(found, wanted, "town {seed}, point {p}");
                let Some(walk) = walk else { continue };
                let doors = town.site.stations[walk.station as usize].doors();
                let door = doors.iter().position(|&door| door == walk.door);
                assert!(door.is_some(), "town {seed}, point {p}");
                other_doors += u32::from(door > Some(0));
                let ends = walk.path.stretches.last().and_then(|last| last.places.last());
                assert!(ends.is_none_or(|&end| end == walk.snap.at), "town {seed}");
            }
        }
    }
    assert!(other_doors > 100, "{other_doors}");
}

#[test]
fn areas_and_circles_are_those_of_all_doors_together() {
    let mut drawn = 0;
    for seed in 800..800 + 6 * u64::from(effort()) {
        let (district, options, mut dice) = thrown(seed);
        let town = doors(district, &mut dice);
        let Some(network) = &town.site.network else { continue };
        let network = network.walked_by(&options.profile);
        let graph =
            Graph::new(&network, Unit::Millis, &options.profile, Heading::ToSeeds);
        let canvas = Canvas::new(Arc::new(graph), Arc::default(), CanvasOptions::NORMAL);
        for (s, station) in (0..).zip(&town.site.stations) {
            let origin = canvas.station(station);
            let apart = town.apart.stations.iter().zip(&town.of);
            let apart: Vec<_> = apart
                .filter(|(_, of)| **of == s)
                .map(|(door, _)| canvas.station(door))
                .collect();
            let limits = [120_000, 300_000];
            let draw = |origins: &[_], sharing| {
                let areas = canvas.areas(origins, &limits, sharing, Bands::Full);
                areas.into_iter().map(|area| area.shape).collect::<Vec<_>>()
            };
            let wanted = draw(&apart, Sharing::Merged);
            let alone = std::slice::from_ref(&origin);
            assert_eq!(draw(alone, Sharing::Overlapping), wanted, "town {seed}");
            assert_eq!(draw(alone, Sharing::Merged), wanted, "town {seed}");
            let [one, all] = [alone, &apart].map(|origins| {
                let reached = canvas.reached(origins, &limits);
                let meters = |list: &Vec<_>| -> f64 {
                    let length = |part: &walkshed::network::isochrone::Reached| {
                        part.to_m - part.from_m
                    };
                    list.iter().map(length).sum()
                };
                reached.iter().map(meters).collect::<Vec<f64>>()
            });
            assert!(one.iter().zip(&all).all(|(one, all)| (one - all).abs() < 1e-6));
            drawn += u32::from(apart.len() > 1 && wanted[1].is_ok());
        }
        let plane = EqualArea::at(at(500.0, 500.0));
        let circles =
            |district| circles(district, &options, &plane, 3, options.budget(3));
        assert_eq!(circles(&town.site), circles(&town.apart), "town {seed}");
    }
    assert!(drawn > 5, "{drawn}");
}

/// Streets along a line, in meters.
fn street(pieces: &[[f64; 2]]) -> StreetLines {
    let ends: Vec<[LngLat; 2]> =
        pieces.iter().map(|piece| piece.map(|x| at(x, 0.0))).collect();
    let named: Vec<(&str, &[LngLat])> =
        ends.iter().map(|ends| ("street", &ends[..])).collect();
    StreetLines::drawn(&named)
}

fn along(pieces: &[[f64; 2]], stations: Vec<Station>, homes: &[f64]) -> District {
    let mut builder = NetworkBuilder::new();
    builder.add_own(street(pieces));
    let mut demand = Demand::new(vec!["population".into()]);
    for &x in homes {
        let home = DemandPoint::new(format!("{x}"), at(x, 10.0));
        demand.push(home, &[Weight::whole(100)]);
    }
    let (network, levels) = (Some(builder.build()), 1);
    District { stations, demand, network, levels, ..District::default() }
}

/// TPL's ten-minute walk: half a mile from each public access point of a park.
#[test]
fn a_park_is_walked_to_by_its_gates() {
    let half_a_mile = CoverageOptions {
        budgets: vec![Budget::Millimeters(804_670)],
        ..CoverageOptions::default()
    };
    let park = Station::new("park", 1, at(1500.0, 400.0)); // the middle of the lawn
    let gates = vec![at(1200.0, 10.0), at(1800.0, 10.0), at(1500.0, 800.0)];
    let gated = Station { entrances: gates, ..park.clone() };
    let homes = [300.0, 415.0, 420.0, 1500.0, 2580.0, 2590.0];
    let covered = |park: &Station| {
        let district = along(&[[0.0, 3000.0]], vec![park.clone()], &homes);
        let evaluation = Evaluation::of(&district, &half_a_mile);
        let points = evaluation.levels[0].points.iter();
        let covered: Vec<bool> =
            points.map(|point| point.status == Status::Covered).collect();
        (evaluation.stations[0].left_out, covered)
    };
    // the lawn is 400 m from any street, and so is the third gate
    assert_eq!(covered(&park), (Some(LeftOut::NoStreet), vec![false; 6]));
    assert_eq!(covered(&gated), (None, vec![false, false, true, true, true, false]));
}

#[test]
fn no_route_passes_through_a_site() {
    let gates = vec![at(1000.0, 0.0), at(1300.0, 0.0)];
    let mall = Station { entrances: gates, ..Station::new("mall", 1, at(1150.0, 0.0)) };
    let clinic = Station::new("clinic", 1, at(1400.0, 0.0));
    let pieces = [[0.0, 1000.0], [1300.0, 2000.0]];
    let district = along(&pieces, vec![mall, clinic], &[900.0, 1390.0]);
    let options = CoverageOptions::default();
    let (table, _) = Evaluation::table(&district, &options, Budget::Millis(3_600_000));
    let reached =
        |point| table.of(point).iter().map(|trip| trip.station).collect::<Vec<_>>();
    assert_eq!(reached(0), [0], "the clinic is behind the mall");
    assert_eq!(reached(1), [0, 1]);
}
