//! From files to something that can be walked (W8): an extract of OpenStreetMap read, its
//! network built, both in one go, and its arcs weighed; the same from a network file, opened,
//! hashed for the record, and contracted; and the reference town with all its CSV and GeoJSON.

use criterion::{BatchSize, Criterion};
use std::path::Path;
use walkshed::network::{Graph, Heading, Network, NetworkBuilder};
use walkshed::units::Unit;
use walkshed_benches::{City, Outcome, criterion, dataset, load, say, walker};
use walkshed_io::network_file::{Builder, NetworkFile};
use walkshed_io::{Project, osm};

fn main() -> Outcome {
    let mut criterion = criterion();
    for (name, file) in City::files() {
        extract(&mut criterion, name, &file)?;
    }
    town(&mut criterion)?;
    criterion.final_summary();
    Ok(())
}

fn extract(criterion: &mut Criterion, name: &str, file: &Path) -> Outcome {
    let lines = osm::read(file)?.lines;
    let build = |lines| -> Network {
        let mut builder = NetworkBuilder::new();
        builder.add_osm(lines);
        builder.build()
    };
    let network = build(lines.clone());
    say(format_args!(
        "load {name}: {} lines, {} nodes, {} vertices",
        lines.lines.len(),
        lines.positions.len(),
        lines.vertices.len()
    ));
    let mut group = criterion.benchmark_group(format!("load {name}"));
    group.sample_size(10);
    group.bench_function("read", |b| b.iter(|| osm::read(file)));
    group.bench_function("build", |b| {
        b.iter_batched(|| lines.clone(), build, BatchSize::PerIteration);
    });
    group.bench_function("read and build", |b| b.iter(|| load(file)));
    let weigh = || Graph::new(&network, Unit::Millis, &walker(), Heading::ToSeeds);
    group.bench_function("weigh", |b| b.iter(weigh));
    drop(group);
    network_file(criterion, name, file)
}

/// Opens what was built before, as a program does that starts.
fn network_file(criterion: &mut Criterion, name: &str, file: &Path) -> Outcome {
    let built = Builder::new(vec![file.to_owned()]).build(&|_| {})?;
    let place = std::env::temp_dir().join(format!("bench-{}.walk", std::process::id()));
    let path = built.write(&place)?;
    let (bytes, nodes) =
        (std::fs::metadata(&path)?.len(), built.network.positions().len());
    say(format_args!(
        "load {name}: file of {bytes} bytes, {:.1} MB per million nodes",
        bytes as f64 / nodes as f64
    ));
    let mut group = criterion.benchmark_group(format!("load {name}"));
    group.bench_function("open", |b| b.iter(|| NetworkFile::open(&path)));
    group.bench_function("open and contract", |b| {
        b.iter(|| NetworkFile::open(&path).map(|file| file.network.runs().len()));
    });
    group.sample_size(10);
    group.bench_function("write", |b| b.iter(|| built.write(&place)));
    drop(group);
    Ok(std::fs::remove_file(path)?)
}

fn town(criterion: &mut Criterion) -> Outcome {
    let folder = dataset("fengqing");
    let project = Project::open(&folder)?;
    let loaded = project.load(&|_| {})?;
    let district = &loaded.district;
    let (stations, blocks) = (district.stations.len(), district.demand.len());
    say(format_args!("load fengqing: {stations} stations, {blocks} blocks"));
    let mut group = criterion.benchmark_group("load fengqing");
    group.bench_function("project", |b| {
        b.iter(|| Project::open(&folder)?.load(&|_| {}));
    });
    Ok(())
}
