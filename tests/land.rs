//! Land: unions of circles against geo's, and shares of land against shapely's.

#[path = "land/shapely.rs"]
mod shapely;
#[path = "land/shares.rs"]
mod shares;

use geo::{Area, BooleanOps, Coord, MultiPolygon, Polygon, Validation};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use walkshed::LngLat;
use walkshed::land::{Disc, EqualArea, Mosaic, remainder, unite};
use walkshed_tests::effort;
use walkshed_tests::small::Dice;

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 48_u32.saturating_mul(effort()),
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(effort().into()),
        ..ProptestConfig::default()
    }
}

/// Circles on a field of a given width, dense or sparse; some come twice, some on a lattice, where
/// edges lie on edges and vertices on vertices.
fn circles() -> impl Strategy<Value = Vec<Disc>> {
    (any::<u64>(), 1_usize..60, 500.0..12_000.0_f64, 0_u8..4).prop_map(
        |(seed, n, width, kind)| {
            let mut dice = Dice::new(seed);
            let mut circle = |i: usize| {
                let (x, y) = (dice.share() * width, dice.share() * width);
                let (column, row) = ((i % 7) as f64, (i / 7) as f64);
                let (at, radius) = match kind {
                    0 => ([x, y], 500.0),
                    1 => ([x, y], 100.0 + 900.0 * dice.share()),
                    // at steps of a radius, of a half, or such that circles touch
                    2 => ([500.0 * column, 500.0 * row], 500.0),
                    _ => ([1000.0 * column, 1000.0 * row + 250.0 * column], 500.0),
                };
                Disc::regular(Coord { x: at[0], y: at[1] }, radius, 64)
            };
            let mut discs: Vec<Disc> = (0..n).filter_map(&mut circle).collect();
            let again: Vec<Disc> = discs.iter().step_by(5).cloned().collect();
            discs.extend(again);
            discs
        },
    )
}

fn general(discs: &[Disc]) -> MultiPolygon {
    let polygons: Vec<Polygon> = discs.iter().map(Disc::polygon).collect();
    geo::unary_union(&polygons)
}

/// A star of some corners, the area of a plot.
fn star(dice: &mut Dice, center: [f64; 2], size: f64) -> MultiPolygon {
    let corners = 3 + dice.roll(12) as usize;
    let corner = |i: usize| {
        let reach = size * (0.2 + 0.8 * dice.share());
        let (sin, cos) = (std::f64::consts::TAU * i as f64 / corners as f64).sin_cos();
        Coord { x: center[0] + reach * cos, y: center[1] + reach * sin }
    };
    Polygon::new((0..corners).map(corner).collect(), vec![]).into()
}

proptest! {
    #![proptest_config(config())]

    /// The union has the area of geo's, is valid, and does not depend on order or threads.
    #[test]
    fn a_union_is_that_of_geo(discs in circles()) {
        let (union, expected) = (unite(&discs), general(&discs));
        let (area, expected_area) = (union.unsigned_area(), expected.unsigned_area());
        prop_assert!((area / expected_area - 1.0).abs() < 1e-6, "{area} {expected_area}");
        prop_assert!(union.is_valid());
        prop_assert_eq!(union.0.len(), expected.0.len());
        let mut shuffled = discs.clone();
        shuffled.reverse();
        prop_assert_eq!(&unite(&shuffled), &union);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(5).build();
        prop_assert_eq!(&pool.expect("a pool").install(|| unite(&discs)), &union);
    }

    /// What lies inside a union is what geo's overlay cuts out, also for plots with a hole, in
    /// parts, or larger than the union; and a union and its remainder make the whole.
    #[test]
    fn what_lies_inside_is_what_geo_cuts_out(discs in circles(), seed in any::<u64>()) {
        let union = unite(&discs);
        let mosaic = Mosaic::new(&union);
        let mut dice = Dice::new(seed);
        for _ in 0..12 {
            let center = [dice.share() * 9000.0, dice.share() * 9000.0];
            let size = 30.0 * 300.0_f64.powf(dice.share());
            let plot = star(&mut dice, center, size);
            let hole = star(&mut dice, center, size * 0.2);
            let plot = match dice.roll(3) {
                0 => plot,
                1 => plot.difference(&hole),
                _ => {
                    let far = star(&mut dice, [center[0] + 2.5 * size, center[1]], size);
                    MultiPolygon(plot.iter().chain(&far).cloned().collect())
                }
            };
            let whole = plot.unsigned_area();
            let inside = mosaic.area_inside(&plot);
            let expected = union.intersection(&plot).unsigned_area();
            // geo's overlay rounds to a lattice of its own, as fine as 1e-9 of the whole extent
            let rounding = 1e-6 * whole + 1e-4 * size;
            prop_assert!((inside - expected).abs() < rounding, "{inside} {expected} {size}");
            let left = remainder(&plot, &union).unsigned_area();
            prop_assert!((inside + left - whole).abs() < rounding, "{inside} {left} {whole}");
        }
    }
}

/// Circles of stations on a regular lattice in degrees, as a planner would draw them: each stays
/// convex, and edges never lie on edges, since each is turned by its place.
#[test]
fn circles_of_a_lattice_of_stations_unite() {
    let middle = LngLat::new(114.3, 30.6).expect("a place");
    let plane = EqualArea::at(middle);
    for step in [0.001, 0.008, 0.010_5] {
        let at = |i: i32| {
            let (column, row) = (f64::from(i % 12), f64::from(i / 12));
            LngLat::new(114.25 + column * step, 30.55 + row * step).expect("a place")
        };
        let discs: Vec<Disc> =
            (0..144).filter_map(|i| Disc::around(&plane, at(i), 500.0)).collect();
        assert_eq!(discs.len(), 144);
        let (union, expected) = (unite(&discs), general(&discs));
        let off = union.unsigned_area() / expected.unsigned_area() - 1.0;
        assert!(off.abs() < 1e-7 && union.is_valid(), "{step}: {off}");
    }
}
