//! Every pair of demand and station within 15 minutes (W4): 500 stations; demand at every node,
//! and at 50,000 places near streets. Beside it, on the smaller city, a textbook: one search with
//! a binary heap a station, on one thread; its pairs must be the same.

use criterion::Criterion;
use walkshed::model::Barriers;
use walkshed::network::{Graph, Heading, Snap};
use walkshed::table::{Doors, Walking};
use walkshed::units::Unit;
use walkshed_benches::{
    City, MAX_SNAP_M, Outcome, QUARTER, Sum, criterion, naive, say, walker,
};

/// Stations of the table.
const STATIONS: usize = 500;

fn main() -> Outcome {
    let mut criterion = criterion();
    for city in City::all()? {
        let graph = Graph::new(&city.network, Unit::Millis, &walker(), Heading::ToSeeds);
        let stations = city.snaps(STATIONS, 4);
        let barriers = Barriers::default();
        let nodes = city.network.positions().iter();
        let nodes = nodes.map(|&at| city.network.snap(at, &barriers, MAX_SNAP_M));
        let demand = [("all nodes", nodes.collect()), ("50k", city.snaps(50_000, 3))];
        for (name, points) in demand {
            bench(&mut criterion, &city, name, &graph, &points, &stations);
        }
    }
    criterion.final_summary();
    Ok(())
}

fn bench(
    criterion: &mut Criterion,
    city: &City,
    name: &str,
    graph: &Graph,
    points: &[Option<Snap>],
    stations: &[Option<Snap>],
) {
    let doors = Doors::single(stations.iter().copied());
    let walking = Walking::new(graph.clone(), points, &doors);
    let all: Vec<u32> = (0..STATIONS as u32).collect();
    let found = Sum::of_table(&walking.table(&all, QUARTER));
    say(format_args!("table {} {name} x {STATIONS}: {found} ms", city.name));
    let mut group = criterion.benchmark_group(format!("table {}", city.name));
    group.bench_function(name, |b| b.iter(|| walking.table(&all, QUARTER)));
    if city.name == City::EXTRACTS[0].0 {
        let seed = |snap: &Option<Snap>| graph.seed(snap.as_ref()?);
        let target = |snap: &Option<Snap>| graph.target(snap.as_ref()?);
        let points: Vec<_> = points.iter().map(target).collect();
        let stations: Vec<_> = stations.iter().map(seed).collect();
        let table = || naive::table(graph, &points, &stations, QUARTER);
        let textbook: Sum = table().into_iter().map(|(_, _, ms)| ms).collect();
        assert_eq!(found, textbook, "table {name}: not as the textbook says");
        group.sample_size(10);
        group.bench_function(format!("{name}, textbook"), |b| b.iter(table));
    }
}
