//! W1, W2 and W4 on exactly the inputs of the prototypes of the performance notes, so that our
//! times and theirs can be set side by side.
//!
//! Stations and demand are nodes here, as there. Lengths are geodesic and the speed is whole
//! mm/s, so a few of 10,000 answers differ from theirs.

use criterion::Criterion;
use walkshed::LngLat;
use walkshed::network::{Anchor, Graph, Heading, NodeLabels, Scratch, Seed, UNBOUNDED};
use walkshed::table::{Doors, Walking};
use walkshed::units::Unit;
use walkshed_benches::{
    Outcome, Prepared, QUARTER, Sum, criterion, near_streets, points, say, seeds,
    snap_all, walker,
};

fn main() -> Outcome {
    let mut criterion = criterion();
    if let Some(points) = Prepared::file("w1_b1m.bin") {
        let points = points::read(&points)?;
        for (name, file) in
            [("W1 1M x 1k", "w1_s1k.bin"), ("W1 1M x 100k", "w1_s100k.bin")]
        {
            if let Some(stations) = Prepared::file(file) {
                straight(&mut criterion, name, &points, &points::read(&stations)?);
            }
        }
    }
    for graph in ["porto", "compositeall"] {
        if let Some(file) = Prepared::file(&format!("{graph}.bin")) {
            city(&mut criterion, graph, &Prepared::read(&file)?);
        }
    }
    criterion.final_summary();
    Ok(())
}

fn straight(
    criterion: &mut Criterion,
    name: &str,
    points: &[LngLat],
    stations: &[LngLat],
) {
    let near: Sum =
        points::indexed(points, stations).into_iter().map(|(_, near)| near).collect();
    say(format_args!("prototype {name}: {} within 1,000 m", near.total));
    let mut group = criterion.benchmark_group("prototype");
    group
        .sample_size(10)
        .bench_function(name, |b| b.iter(|| points::indexed(points, stations)));
}

fn city(criterion: &mut Criterion, name: &str, prepared: &Prepared) {
    let network = &prepared.network;
    let graph = Graph::new(network, Unit::Millis, &walker(), Heading::ToSeeds);
    let nodes = snap_all(network, &prepared.places);
    let places = snap_all(network, &near_streets(network, 50_000, 3));
    let [few, middle, many] = prepared
        .stations
        .each_ref()
        .map(|list| list.iter().map(|&node| nodes[node as usize]).collect::<Vec<_>>());
    for (n, stations) in [(26, few), (1000, many)] {
        let seeds = seeds(&graph, &stations);
        search(criterion, &format!("{name} W2 {n}"), &graph, &seeds, QUARTER);
        let unbounded = format!("{name} W2 {n}, unbounded");
        search(criterion, &unbounded, &graph, &seeds, UNBOUNDED);
    }
    for (demand, points) in [("all nodes", &nodes), ("50k", &places)] {
        let walking =
            Walking::new(graph.clone(), points, &Doors::single(middle.iter().copied()));
        table(criterion, &format!("{name} W4 500, {demand}"), &walking);
    }
}

fn search(
    criterion: &mut Criterion,
    name: &str,
    graph: &Graph,
    (seeds, stations): &(Vec<Seed>, Vec<(u32, Anchor)>),
    limit: u32,
) {
    let mut scratch = Scratch::new(graph);
    let mut group = criterion.benchmark_group("prototype");
    let mut nodes = NodeLabels::new(graph);
    let mut search = || {
        scratch.run(graph, seeds.iter().copied(), limit);
        nodes.read(graph, &scratch, stations.iter().copied(), limit);
    };
    group.bench_function(name, |b| b.iter(&mut search));
    search();
    let found = Sum::of_nodes(&nodes, graph, &scratch);
    say(format_args!("prototype {name}: {found} ms"));
}

fn table(criterion: &mut Criterion, name: &str, walking: &Walking) {
    let stations: Vec<u32> = (0..500).collect();
    let table = walking.table(&stations, QUARTER);
    let found = Sum::of_table(&table);
    say(format_args!("prototype {name}: {found} ms"));
    let mut group = criterion.benchmark_group("prototype");
    group.bench_function(name, |b| b.iter(|| walking.table(&stations, QUARTER)));
}
