use super::*;
use walkshed::LngLat;
use walkshed::geodesy::piece_m;

/// WGS 84, GCJ-02 and BD-09 of five towns, to six digits.
const TOWNS: [[[f64; 2]; 3]; 5] = [
    [[99.9247, 24.5803], [99.925_584, 24.577_125], [99.932_083, 24.583_052]],
    [[110.246, 34.544], [110.251_244, 34.542_748], [110.257_722, 34.548_764]],
    [[117.967, 28.431], [117.972_026, 28.427_64], [117.978_446, 28.433_923]],
    [[107.237, 34.363], [107.241_692, 34.361_581], [107.248_252, 34.367_451]],
    [[108.697, 30.93], [108.701_389, 30.927_579], [108.707_818, 30.933_756]],
];

fn apart(one: [f64; 2], other: [f64; 2]) -> f64 {
    (one[0] - other[0]).abs().max((one[1] - other[1]).abs())
}

fn meters(one: [f64; 2], other: [f64; 2]) -> f64 {
    let place = |[lng, lat]: [f64; 2]| LngLat::new(lng, lat).unwrap();
    piece_m(place(one), place(other))
}

/// Places all over China and its neighbors, the same in every run.
fn scattered() -> impl Iterator<Item = [f64; 2]> {
    // additive recurrence of the plastic number: even, without a clump
    let at = |i: u32, step: f64| (0.5 + f64::from(i) * step).fract();
    (0..20_000).map(move |i| {
        [
            75.0 + 58.0 * at(i, 0.754_877_666_246_693),
            19.0 + 33.0 * at(i, 0.569_840_290_998_053),
        ]
    })
}

#[test]
fn towns_lie_where_the_maps_show_them() {
    for [wgs84, gcj, bd] in TOWNS {
        assert!(apart(gcj02_of_wgs84(wgs84), gcj) < 6e-7, "{gcj:?}");
        assert!(apart(bd09_of_wgs84(wgs84), bd) < 6e-7, "{bd:?}");
        assert!(apart(wgs84_of_gcj02(gcj), wgs84) < 1e-6, "{gcj:?}");
        assert!(apart(wgs84_of_bd09(bd), wgs84) < 1e-6, "{bd:?}");
    }
    let [wgs84, ..] = TOWNS[0];
    assert!((meters(wgs84, gcj02_of_wgs84(wgs84)) - 363.0).abs() < 1.0);
}

#[test]
fn the_way_back_is_exact() {
    for place in scattered() {
        let back = wgs84_of_gcj02(gcj02_of_wgs84(place));
        assert!(apart(back, place) < 1e-10, "{place:?} {back:?}");
        let back = wgs84_of_bd09(bd09_of_wgs84(place));
        assert!(apart(back, place) < 1e-10, "{place:?} {back:?}");
        // and in the other order
        let forth = gcj02_of_wgs84(wgs84_of_gcj02(place));
        assert!(apart(forth, place) < 1e-10, "{place:?} {forth:?}");
    }
}

#[test]
fn offsets_are_as_large_as_those_published() {
    let mut gcj: Vec<f64> = scattered().map(|p| meters(p, gcj02_of_wgs84(p))).collect();
    let mut bd: Vec<f64> = scattered().map(|p| meters(p, bd09_of_wgs84(p))).collect();
    gcj.sort_by(f64::total_cmp);
    bd.sort_by(f64::total_cmp);
    let about = |value: f64, expected: f64, by: f64| {
        assert!((value - expected).abs() < by, "{value} is not about {expected}");
    };
    about(gcj[0], 18.0, 8.0);
    about(gcj[10_000], 424.0, 10.0);
    about(gcj[19_999], 701.0, 5.0);
    about(bd[0], 696.0, 15.0);
    about(bd[10_000], 1092.0, 15.0);
    about(bd[19_999], 1500.0, 15.0);
}

#[test]
fn outside_the_box_nothing_moves() {
    for place in [
        [0.0, 90.0],
        [100.0, -90.0],
        [100.0, 90.0],
        [-0.1, 51.5],
        [71.9, 30.0],
        [100.0, 55.9],
        [100.0, 0.7],
        [180.0, 30.0],
    ] {
        for there in [gcj02_of_wgs84, bd09_of_wgs84, wgs84_of_gcj02, wgs84_of_bd09] {
            assert!(apart(there(place), place) <= 0.0, "{place:?}");
        }
    }
    for [x, y] in [[f64::NAN, 30.0], [100.0, f64::INFINITY], [f64::MAX, f64::MIN]] {
        for there in [gcj02_of_wgs84, bd09_of_wgs84, wgs84_of_gcj02, wgs84_of_bd09] {
            assert_eq!(there([x, y]).map(f64::to_bits), [x, y].map(f64::to_bits));
        }
    }
}

#[test]
fn the_edge_of_the_box_is_undone_too() {
    for i in 0..500 {
        let along = f64::from(i) / 500.0;
        for place in [
            [72.004 + 65.8 * along, 0.8293],
            [72.004 + 65.8 * along, 55.8271],
            [72.004, 0.83 + 54.99 * along],
            [137.8347, 0.83 + 54.99 * along],
        ] {
            let back = wgs84_of_gcj02(gcj02_of_wgs84(place));
            // the iteration may end a hair outside of the edge itself
            let stays = apart(back, place) < 1e-10;
            let edge = apart(back, gcj02_of_wgs84(place)) < 1e-10;
            assert!(stays || edge, "{place:?} {back:?}");
        }
    }
}
