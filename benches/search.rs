//! The nearest station of every node (W2): one search from all stations, bounded at 15 minutes
//! and not, on one thread. Beside it a textbook's search with a binary heap, whose answers must
//! be the same.

use criterion::Criterion;
use walkshed::network::{Anchor, Graph, Heading, NodeLabels, Scratch, Seed, UNBOUNDED};
use walkshed::units::Unit;
use walkshed_benches::naive::Textbook;
use walkshed_benches::{City, Outcome, QUARTER, Sum, criterion, say, seeds, walker};

fn main() -> Outcome {
    let mut criterion = criterion();
    for city in City::all()? {
        let graph = Graph::new(&city.network, Unit::Millis, &walker(), Heading::ToSeeds);
        for n in [26, 1000] {
            let (seeds, stations) = seeds(&graph, &city.snaps(n, 4));
            for (bound, limit) in [("15 min", QUARTER), ("unbounded", UNBOUNDED)] {
                let name = format!("{n}, {bound}");
                bench(
                    &mut criterion,
                    city.name,
                    &name,
                    &graph,
                    (&seeds, &stations),
                    limit,
                );
            }
        }
    }
    criterion.final_summary();
    Ok(())
}

fn bench(
    criterion: &mut Criterion,
    city: &str,
    name: &str,
    graph: &Graph,
    (seeds, stations): (&[Seed], &[(u32, Anchor)]),
    limit: u32,
) {
    let mut scratch = Scratch::new(graph);
    let mut textbook = Textbook::new(graph);
    let mut group = criterion.benchmark_group(format!("search {city}"));
    group.bench_function(name, |b| {
        b.iter(|| scratch.run(graph, seeds.iter().copied(), limit));
    });
    let mut nodes = NodeLabels::new(graph);
    group.bench_function(format!("{name}, every node"), |b| {
        b.iter(|| {
            scratch.run(graph, seeds.iter().copied(), limit);
            nodes.read(graph, &scratch, stations.iter().copied(), limit);
        });
    });
    group.bench_function(format!("{name}, heap"), |b| {
        b.iter(|| textbook.run(graph, seeds.iter().copied(), limit));
    });
    scratch.run(graph, seeds.iter().copied(), limit);
    textbook.run(graph, seeds.iter().copied(), limit);
    let found = Sum::of_search(&scratch);
    assert_eq!(found, textbook.sum(), "search {city}, {name}: not as the textbook says");
    say(format_args!("search {city} {name}: {found} ms"));
}
