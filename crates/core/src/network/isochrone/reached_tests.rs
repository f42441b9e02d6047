use super::super::fixtures::{Judge, at, canvas, dice, plain, streets, town};
use super::*;
use crate::model::Barriers;
use crate::network::Heading;
use crate::units::Unit;

/// Every place on the streets of a town is in a part just if its own walk is within the limit,
/// and that of its nearest station.
fn check(heading: Heading, unit: Unit, seed: u64) {
    let network = town(seed);
    let canvas = canvas(&network, unit, heading, Barriers::default());
    let mut roll = dice(seed + 50);
    let mut place = || at((roll() - 0.5) * 1100.0, (roll() - 0.5) * 1100.0);
    let mut origins: Vec<Origin> = (0..4).map(|_| canvas.origin(place())).collect();
    // two on one run
    let beside = origins[0].snap.unwrap().at;
    origins.push(
        canvas.origin(LngLat::new(beside.lng() + 2e-5, beside.lat() + 1e-5).unwrap()),
    );
    let judge = Judge::new(&canvas, &Barriers::default(), &origins);
    let limits = [100_000, 240_000, 500_000];
    let (mut inside, mut owned) = (0, 0);
    for (parts, limit) in canvas.reached(&origins, &limits).iter().zip(limits) {
        for street in 0..network.streets().len() {
            let length_m = network.length_of(street);
            for i in 0..200 {
                let along_m = (f64::from(i) + 0.37) / 200.0 * length_m;
                let on_street = network.base.place(street, along_m);
                let Some((way, station, leg_m)) = judge.nearest(on_street) else {
                    continue;
                };
                let snap = network.snap(on_street, &Barriers::default(), 250.0).unwrap();
                if network.street_of(snap.piece) != street || leg_m > 0.001 {
                    continue; // beside a crossing
                }
                if way.abs_diff(limit) <= 20 {
                    continue; // rounded the other way
                }
                let held = |part: &&Reached| {
                    part.street == street
                        && part.from_m <= along_m
                        && along_m <= part.to_m
                };
                let found = parts.iter().find(held);
                assert_eq!(
                    found.is_some(),
                    way <= limit,
                    "{street} {along_m} {way} {limit}"
                );
                if let Some(part) = found {
                    assert!(part.range[0] <= way + 20 && way <= part.range[1] + 20);
                    inside += 1;
                    owned += u32::from(part.station == station);
                }
            }
        }
    }
    assert!(inside > 1500 && owned * 1000 >= inside * 995, "{owned} of {inside}");
}

#[test]
fn parts_of_streets_are_what_single_places_on_them_say() {
    for seed in 0..3 {
        check(Heading::ToSeeds, Unit::Millis, seed);
        check(Heading::FromSeeds, Unit::Millis, seed);
        check(Heading::ToSeeds, Unit::Millimeters, seed);
    }
}

#[test]
fn the_nearest_station_changes_where_two_fronts_meet() {
    let network = streets(&[&[at(0.0, 0.0), at(400.0, 0.0), at(1200.0, 0.0)]]);
    let canvas = plain(&network);
    let origins = [canvas.origin(at(0.0, 0.0)), canvas.origin(at(1200.0, 0.0))];
    let parts = &canvas.reached(&origins, &[1_000_000])[0];
    assert_eq!(parts.len(), 2);
    assert_eq!((parts[0].station, parts[1].station), (0, 1));
    assert!(
        (parts[0].to_m - 600.0).abs() < 0.01 && parts[1].from_m - parts[0].to_m < 1e-9
    );
    assert_eq!(parts[0].line(&network).0.len(), 3, "both ends and the bend between");
    let early = &canvas.reached(&origins, &[250_000])[0];
    assert!((early[0].to_m - 300.0).abs() < 0.01, "{early:?}");
    assert_eq!(early[0].range, [0, 250_000]);
}
