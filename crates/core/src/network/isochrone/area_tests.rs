use super::super::fixtures::{Judge, at, canvas, dice, plain, streets, town};
use super::*;
use crate::LngLat;
use crate::model::Barriers;
use crate::network::Heading;
use crate::units::Unit;
use geo::{Area as _, Contains, Geometry, Point, Relate, Validation, Winding, polygon};

const MINUTES: [u32; 3] = [2 * 60_000, 5 * 60_000, 8 * 60_000];

/// In whole units from the first vertex, so that predicates are exact.
fn exact(shape: &MultiPolygon) -> MultiPolygon {
    let middle = at(0.0, 0.0);
    shape.map_coords(|c| Coord {
        x: ((c.x - middle.lng()) * 1e7).round(),
        y: ((c.y - middle.lat()) * 1e7).round(),
    })
}

fn shape(area: &Area) -> &MultiPolygon {
    area.shape.as_ref().unwrap()
}

fn check_valid(shape: &MultiPolygon) {
    shape.check_validation().unwrap();
    for part in shape {
        assert!(part.exterior().is_ccw());
        assert!(part.interiors().iter().all(Winding::is_cw));
    }
}

fn origins(canvas: &Canvas, seed: u64, n: usize) -> Vec<Origin> {
    let mut roll = dice(seed);
    let mut place = || at((roll() - 0.5) * 1100.0, (roll() - 0.5) * 1100.0);
    (0..n).map(|_| canvas.origin(place())).collect()
}

/// All lattice points of the town.
fn points(canvas: &Canvas) -> impl Iterator<Item = LngLat> {
    let [low, high] =
        [at(-750.0, -750.0), at(750.0, 750.0)].map(|at| canvas.lattice.below(at));
    let lattice = canvas.lattice;
    let columns = move |y| (low[0]..=high[0]).map(move |x| [x, y]);
    (low[1]..=high[1]).flat_map(columns).filter_map(move |point| lattice.position(point))
}

fn near(a: LngLat, b: LngLat) -> bool {
    crate::geodesy::piece_m(a, b) < 15.0
}

#[test]
fn an_area_holds_just_the_points_whose_own_walk_is_within_the_budget() {
    let network = town(1);
    for unit in [Unit::Millis, Unit::Millimeters] {
        for heading in [Heading::ToSeeds, Heading::FromSeeds] {
            let canvas = canvas(&network, unit, heading, Barriers::default());
            for origin in origins(&canvas, 7, 2) {
                let judge = Judge::new(
                    &canvas,
                    &Barriers::default(),
                    std::slice::from_ref(&origin),
                );
                for area in canvas.isochrone(&origin, &MINUTES, Bands::Full) {
                    for place in points(&canvas).filter(|&at| !near(at, origin.at)) {
                        let truth = judge.owner(place, area.limit).is_some();
                        assert_eq!(shape(&area).contains(&Point::from(place)), truth);
                    }
                }
            }
        }
    }
}

#[test]
fn places_between_the_points_are_seldom_judged_wrongly() {
    let network = town(2);
    let canvas = plain(&network);
    let (mut inside, mut wrong) = (0, 0);
    for origin in origins(&canvas, 3, 6) {
        let judge =
            Judge::new(&canvas, &Barriers::default(), std::slice::from_ref(&origin));
        let area = &canvas.isochrone(&origin, &MINUTES[1..2], Bands::Full)[0];
        let mut roll = dice(9);
        for _ in 0..4000 {
            let place = at((roll() - 0.5) * 1500.0, (roll() - 0.5) * 1500.0);
            let truth = judge.owner(place, area.limit).is_some();
            inside += u32::from(truth);
            wrong += u32::from(shape(area).contains(&Point::from(place)) != truth);
        }
    }
    assert!(inside > 800 && wrong * 60 < inside, "{wrong} of {inside}");
}

#[test]
fn areas_are_valid_and_nest_however_they_are_shared_and_asked_for() {
    let network = town(3);
    let canvas = plain(&network);
    let origins = origins(&canvas, 5, 6);
    for sharing in [Sharing::Merged, Sharing::Overlapping, Sharing::ByNearest] {
        let areas = canvas.areas(&origins, &MINUTES, sharing, Bands::Full);
        for of_one in areas.chunks(3) {
            let shapes: Vec<MultiPolygon> =
                of_one.iter().map(|a| exact(shape(a))).collect();
            shapes.iter().for_each(check_valid);
            for area in of_one {
                check_valid(shape(area));
            }
            assert!(shapes[1].relate(&shapes[0]).is_covers());
            assert!(shapes[2].relate(&shapes[1]).is_covers());
        }
        let alone = canvas.areas(&origins, &MINUTES[..1], sharing, Bands::Full);
        let first: Vec<Area> = areas.into_iter().step_by(3).collect();
        assert_eq!(
            alone, first,
            "a budget's area does not depend on what else is asked for"
        );
    }
}

#[test]
fn areas_by_nearest_do_not_overlap_and_hold_what_is_nearest_to_each() {
    let network = town(4);
    let canvas = plain(&network);
    let origins = origins(&canvas, 11, 5);
    let judge = Judge::new(&canvas, &Barriers::default(), &origins);
    let limit = &MINUTES[1..2];
    let split = canvas.areas(&origins, limit, Sharing::ByNearest, Bands::Full);
    for place in points(&canvas).filter(|&at| !origins.iter().any(|o| near(o.at, at))) {
        let owner = judge.owner(place, limit[0]);
        for area in &split {
            let held = shape(area).contains(&Point::from(place));
            assert_eq!(held, owner.is_some() && owner == area.station, "{place}");
        }
    }
    let exact: Vec<MultiPolygon> = split.iter().map(|area| exact(shape(area))).collect();
    for (i, a) in exact.iter().enumerate() {
        for b in &exact[i + 1..] {
            assert!(!a.relate(b).matches("T********").unwrap());
        }
    }
    let merged = canvas.areas(&origins, limit, Sharing::Merged, Bands::Full);
    let whole = shape(&merged[0]).unsigned_area();
    let parts: f64 = split.iter().map(|area| shape(area).unsigned_area()).sum();
    assert!(parts <= whole && parts > 0.99 * whole, "{parts} of {whole}");
}

#[test]
fn rings_are_valid_and_make_up_the_largest_area() {
    let network = town(5);
    let canvas = plain(&network);
    for origin in origins(&canvas, 13, 4) {
        let full = canvas.isochrone(&origin, &MINUTES, Bands::Full);
        let rings = canvas.isochrone(&origin, &MINUTES, Bands::Rings);
        for ring in &rings {
            check_valid(shape(ring));
        }
        let sum: f64 = rings.iter().map(|ring| shape(ring).unsigned_area()).sum();
        let whole = shape(&full[2]).unsigned_area();
        assert!((sum / whole - 1.0).abs() < 1e-6, "{sum} {whole}");
    }
}

#[test]
fn a_place_far_from_the_street_belongs_to_its_area_as_a_part_of_its_own() {
    let network = streets(&[&[at(-800.0, 0.0), at(800.0, 0.0)]]);
    let canvas = plain(&network);
    let origin = canvas.origin(at(13.0, 180.0)); // 150 s to the street
    let areas = canvas.isochrone(&origin, &[149_000, 300_000], Bands::Full);
    assert_eq!(areas[0].shape, Err(NoArea::LegBeyondBudget));
    let shape = shape(&areas[1]);
    assert_eq!(shape.0.len(), 2, "around the place, and along the street");
    assert!(shape.contains(&Point::from(origin.at)));
    assert!(shape.contains(&Point::from(at(150.0, 20.0))));
    check_valid(shape);
    for sharing in [Sharing::Merged, Sharing::ByNearest] {
        let areas = canvas.areas(
            std::slice::from_ref(&origin),
            &[149_000, 300_000],
            sharing,
            Bands::Full,
        );
        assert_eq!(areas[0].shape, Err(NoArea::LegBeyondBudget));
        assert!(areas[1].shape.as_ref().unwrap().contains(&Point::from(origin.at)));
    }
}

#[test]
fn every_place_asked_for_belongs_to_its_area() {
    let network = town(6);
    let canvas = plain(&network);
    for origin in origins(&canvas, 17, 40) {
        for area in canvas.isochrone(&origin, &[60_000, 240_000], Bands::Full) {
            match &area.shape {
                Ok(shape) => assert!(shape.contains(&Point::from(origin.at))),
                Err(reason) => {
                    assert_eq!(*reason, NoArea::LegBeyondBudget);
                    let leg_m = origin.snap.unwrap().leg_m;
                    assert!(leg_m > 1.2 * f64::from(area.limit) / 1000.0 - 0.01);
                }
            }
        }
    }
}

#[test]
fn a_place_without_a_street_has_no_shape_but_a_reason() {
    let network = NetworkLess::network();
    let canvas = plain(&network);
    let origin = canvas.origin(at(0.0, 0.0));
    assert_eq!(origin.snap, None);
    for sharing in [Sharing::Merged, Sharing::Overlapping, Sharing::ByNearest] {
        for area in
            canvas.areas(std::slice::from_ref(&origin), &MINUTES, sharing, Bands::Rings)
        {
            assert_eq!(area.shape, Err(NoArea::NoStreet));
        }
    }
    assert!(canvas.areas(&[], &MINUTES, Sharing::ByNearest, Bands::Full).is_empty());
}

struct NetworkLess;

impl NetworkLess {
    fn network() -> crate::network::Network {
        crate::network::NetworkBuilder::new().build()
    }
}

#[test]
fn the_second_of_two_stations_at_one_spot_has_no_place_nearest_to_it() {
    let network = town(1);
    let canvas = plain(&network);
    let twin = canvas.origin(at(20.0, 30.0));
    let areas =
        canvas.areas(&[twin.clone(), twin], &MINUTES, Sharing::ByNearest, Bands::Full);
    assert!(areas[..3].iter().all(|area| area.shape.is_ok()));
    assert!(areas[3..].iter().all(|area| area.shape == Err(NoArea::OthersNearer)));
}

#[test]
fn a_river_is_not_drawn_over_and_its_far_bank_is_reached_by_the_bridge() {
    let corner = |x: f64, y: f64| Coord::from(at(x, y));
    let bank = |west: f64, east: f64| {
        Geometry::Polygon(polygon![
            corner(west, -15.0),
            corner(east, -15.0),
            corner(east, 15.0),
            corner(west, 15.0),
        ])
    };
    let barriers = Barriers::new(vec![bank(-900.0, 295.0), bank(305.0, 900.0)]);
    let network = streets(&[
        &[at(-800.0, -25.0), at(300.0, -25.0), at(800.0, -25.0)],
        &[at(-800.0, 25.0), at(300.0, 25.0), at(800.0, 25.0)],
        &[at(300.0, -25.0), at(300.0, 25.0)],
    ]);
    let canvas = canvas(&network, Unit::Millis, Heading::ToSeeds, barriers.clone());
    let origin = canvas.origin(at(0.0, -25.0));
    let judge = Judge::new(&canvas, &barriers, std::slice::from_ref(&origin));
    let areas = canvas.isochrone(&origin, &[200_000, 600_000], Bands::Full);
    for area in &areas {
        for x in -80_i32..80 {
            for y in -4..=4 {
                let place = at(f64::from(x) * 10.0 + 3.0, f64::from(y) * 3.0);
                if !barriers.hold(place) {
                    continue;
                }
                let deep = (f64::from(y) * 3.0).abs() < 14.0 && (x - 30).abs() > 2;
                assert!(!deep || !shape(area).contains(&Point::from(place)), "{place}");
            }
        }
        check_valid(shape(area));
    }
    let opposite = at(0.0, 25.0); // 650 m over the bridge
    assert!(judge.owner(opposite, 600_000).is_some());
    assert!(!shape(&areas[0]).contains(&Point::from(opposite)));
    assert!(shape(&areas[1]).contains(&Point::from(opposite)));
}

#[test]
fn areas_are_the_same_for_any_number_of_threads() {
    let network = town(7);
    let draw = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let canvas = plain(&network);
            let origins = origins(&canvas, 19, 12);
            [Sharing::Merged, Sharing::Overlapping, Sharing::ByNearest]
                .map(|sharing| canvas.areas(&origins, &MINUTES, sharing, Bands::Full))
        })
    };
    assert_eq!(draw(1), draw(4));
}

#[test]
fn a_hole_stays_a_hole() {
    let ring = [
        at(-150.0, -150.0),
        at(150.0, -150.0),
        at(150.0, 150.0),
        at(-150.0, 150.0),
        at(-150.0, -150.0),
    ];
    let network = streets(&[&ring]);
    let canvas = plain(&network);
    let origin = canvas.origin(ring[0]);
    let areas = canvas.isochrone(&origin, &[900_000], Bands::Full);
    let shape = shape(&areas[0]);
    assert_eq!((shape.0.len(), shape.0[0].interiors().len()), (1, 1));
    assert!(!shape.contains(&Point::from(at(0.0, 0.0))));
}
