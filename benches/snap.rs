//! Tying places to the streets: 50,000 places near streets, in no order: one by one on one
//! thread, and all together. Beside it a scan over every piece of street, for a few of them.

use criterion::Criterion;
use walkshed::LngLat;
use walkshed::model::Barriers;
use walkshed::network::{Network, Snap};
use walkshed_benches::naive::nearest_m;
use walkshed_benches::{
    City, MAX_SNAP_M, Outcome, Sum, criterion, near_streets, pieces, say, snap_all,
};

/// Places that the scan is asked for.
const FEW: usize = 20;

fn main() -> Outcome {
    let mut criterion = criterion();
    for city in City::all()? {
        bench(&mut criterion, &city);
    }
    criterion.final_summary();
    Ok(())
}

fn bench(criterion: &mut Criterion, city: &City) {
    let network = &city.network;
    let places = near_streets(network, 50_000, 3);
    let snaps = snap_all(network, &places);
    say(format_args!("snap {}: {} mm of legs", city.name, legs(&snaps)));
    let mut group = criterion.benchmark_group(format!("snap {}", city.name));
    group.bench_function("50k, one thread", |b| b.iter(|| snap_all(network, &places)));
    group.bench_function("50k, all", |b| b.iter(|| together(network, &places)));

    let few = &places[..FEW];
    let pieces = pieces(network);
    let scan = || -> Vec<f64> { few.iter().map(|&at| nearest_m(&pieces, at)).collect() };
    let scanned: Sum = scan().into_iter().map(|m| (m * 1000.0).round() as u32).collect();
    let indexed = legs(&snap_all(network, few));
    say(format_args!("snap {}: {FEW} by index {indexed}, by scan {scanned}", city.name));
    group.bench_function("20", |b| b.iter(|| snap_all(network, few)));
    group.sample_size(10).bench_function("20 by scan", |b| b.iter(scan));
}

fn together(network: &Network, places: &[LngLat]) -> Vec<Option<Snap>> {
    let barriers = Barriers::default();
    network.snap_all(places, &barriers, MAX_SNAP_M)
}

fn legs(snaps: &[Option<Snap>]) -> Sum {
    snaps.iter().flatten().map(|snap| snap.leg_mm() as u32).collect()
}
