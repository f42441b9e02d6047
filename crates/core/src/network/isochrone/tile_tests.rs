use super::super::fixtures::{at, streets, town};
use super::super::lattice::tile_of;
use super::super::square::point_at;
use super::*;
use crate::model::Profile;
use crate::network::Heading;
use crate::units::Unit;
use geo::{Geometry, polygon};

fn check(network: &Network, barriers: &Barriers, resolution_m: f64) {
    let graph = Graph::new(network, Unit::Millis, &Profile::default(), Heading::ToSeeds);
    let lattice = Lattice::new(24.58, resolution_m);
    let ground = Ground {
        graph: &graph,
        barriers,
        lattice,
        draw_reach_m: 50.0,
        max_snap_m: 250.0,
    };
    let mut tied = 0;
    for corner in [at(-300.0, -300.0), at(560.0, 400.0), at(5000.0, 0.0)] {
        let corner = corner_of(tile_of(lattice.below(corner)));
        let snaps = Square::snap(&ground, corner);
        for (place, snap) in snaps.iter().enumerate() {
            let position = lattice.position(point_at(corner, place)).unwrap();
            let within_m = ground.farthest_m(position.lat());
            let exact = network.snap(position, barriers, 250.0);
            let exact = exact.filter(|snap| snap.leg_m <= within_m);
            let snap = snap.filter(|snap| snap.leg_m <= within_m);
            assert_eq!(snap, exact, "{position}");
            tied += usize::from(exact.is_some());
        }
    }
    assert!(tied > 3000, "{tied}");
}

#[test]
fn every_point_is_tied_as_any_place_would_be() {
    for seed in 0..4 {
        check(&town(seed), &Barriers::default(), 10.0);
    }
    check(&town(4), &Barriers::default(), 5.0);
}

#[test]
fn every_point_is_tied_as_any_place_would_be_beside_a_barrier() {
    let square = |x: f64, y: f64, side: f64| {
        let corner = |dx: f64, dy: f64| geo::Coord::from(at(x + dx, y + dy));
        Geometry::Polygon(polygon![
            corner(0.0, 0.0),
            corner(side, 10.0),
            corner(side, side),
            corner(0.0, side),
        ])
    };
    let barriers =
        Barriers::new(vec![square(-200.0, -200.0, 150.0), square(0.0, 50.0, 30.0)]);
    for seed in 0..3 {
        check(&town(seed), &barriers, 10.0);
    }
}

#[test]
fn a_cut_lies_where_both_streets_are_as_near() {
    let network = streets(&[
        &[at(-500.0, 0.0), at(500.0, 0.0)],
        &[at(-500.0, 63.0), at(500.0, 63.0)],
    ]);
    let graph = Graph::new(&network, Unit::Millis, &Profile::default(), Heading::ToSeeds);
    let barriers = Barriers::default();
    let lattice = Lattice::new(24.58, 10.0);
    let ground = Ground {
        graph: &graph,
        barriers: &barriers,
        lattice,
        draw_reach_m: 50.0,
        max_snap_m: 250.0,
    };
    let mut seen = 0;
    for y in 0..10 {
        let middle = at(0.0, 31.5);
        let [i, j] = lattice.below(at(0.0, f64::from(y) * 10.0));
        let tile = Tile::new(&ground, tile_of([i, j]));
        let corner = corner_of(tile_of([i, j]));
        let point = (j - corner[1]) as usize * SIDE + (i - corner[0]) as usize;
        let [low, high] = [[i, j], [i, j + 1]].map(|p| lattice.position(p).unwrap());
        let share = (middle.lat() - low.lat()) / (high.lat() - low.lat());
        let expected = (0.0..1.0).contains(&share).then_some(share);
        let cut = tile.cuts.share(point, 1);
        assert_eq!(cut.is_some(), expected.is_some(), "{y}");
        if let Some((cut, share)) = cut.zip(expected) {
            assert!((cut - share).abs() < 0.01, "{cut} {share}");
            seen += 1;
        }
    }
    assert_eq!(seen, 1);
}
