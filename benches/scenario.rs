//! What-if on a city with 500 stations in three levels and 50,000 blocks of ten people: each change
//! evaluated from what is kept, beside the full evaluation, to which it must be equal.

use criterion::{BenchmarkGroup, Criterion, measurement::WallTime};
use std::sync::Arc;
use walkshed::LngLat;
use walkshed::coverage::{Evaluation, Step};
use walkshed::geodesy::Plane;
use walkshed::model::{
    CoverageOptions, Demand, DemandPoint, District, Station, Status, Weight,
};
use walkshed::network::lines::StreetLines;
use walkshed::network::{Network, NetworkBuilder};
use walkshed::scenario::Prepared;
use walkshed_benches::{City, Outcome, criterion, district, say};

/// How far the station is moved, in meters.
const MOVED_M: f64 = 300.0;
/// The station that is moved or closed, one of level 2.
const STATION: usize = 100;

/// What is done to the city.
type Change = fn(&mut District);

fn main() -> Outcome {
    let mut criterion = criterion();
    if let Some((name, file)) = City::files().into_iter().next() {
        bench(&mut criterion, &district(City::read(name, &file)?))?;
    }
    criterion.final_summary();
    Ok(())
}

fn quiet(_: Step) {}

fn bench(criterion: &mut Criterion, district: &District) -> Outcome {
    let options = CoverageOptions::default();
    let prepared = Prepared::new(Arc::new(district.clone()), &options, &quiet);
    tell("as it stands", prepared.evaluation());
    let mut group = criterion.benchmark_group("scenario");
    group.sample_size(10);
    group.bench_function("full", |b| b.iter(|| Evaluation::of(district, &options)));
    let changes: [(&str, Change); 6] = [
        ("nothing changed", |_| ()),
        ("a station moved", move_station),
        ("a station closed", close_station),
        ("a station added", add_station),
        ("100 blocks added", add_blocks),
        ("weights scaled", scale),
    ];
    for (name, change) in changes {
        let mut after = district.clone();
        change(&mut after);
        compare(&mut group, name, &prepared, &after, &options)?;
    }
    let with_streets = |district: &District| District {
        network: district.network.as_ref().map(|network| rebuilt(network, district)),
        ..district.clone()
    };
    let after = with_streets(district);
    compare(&mut group, "3 streets added", &prepared, &after, &options)?;
    group.bench_function("3 streets added, network built", |b| {
        b.iter(|| prepared.evaluate(&with_streets(district), &quiet));
    });
    group.finish();
    Ok(())
}

fn compare(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    prepared: &Prepared,
    after: &District,
    options: &CoverageOptions,
) -> Outcome {
    let found = prepared.evaluate(after, &quiet);
    tell(name, &found);
    if found != Evaluation::of(after, options) {
        return Err(format!("{name}: not what the full evaluation says").into());
    }
    group.bench_function(name, |b| b.iter(|| prepared.evaluate(after, &quiet)));
    Ok(())
}

/// People covered at each level, number of gaps, and people of all stations' reach.
fn tell(name: &str, evaluation: &Evaluation) {
    let covered: Vec<String> = evaluation
        .levels
        .iter()
        .map(|level| level.coverage.covered.weights[0].to_string())
        .collect();
    let gaps: usize = evaluation.levels.iter().map(|level| level.gaps.len()).sum();
    let reach: Weight = evaluation.stations.iter().map(|station| station.covers[0]).sum();
    let covered = covered.join(", ");
    say(format_args!("scenario {name}: covered {covered}; {gaps} gaps; reach {reach}"));
}

/// A place some meters to the east and north of another.
fn beside(at: LngLat, east_m: f64, north_m: f64) -> LngLat {
    let plane = Plane::at(at.lat());
    let moved = LngLat::new(at.lng() + east_m / plane.x, at.lat() + north_m / plane.y);
    moved.unwrap_or(at)
}

fn move_station(district: &mut District) {
    let station = &mut district.stations[STATION];
    station.position = beside(station.position, MOVED_M, 0.0);
}

fn close_station(district: &mut District) {
    district.stations[STATION].status = Status::Closed;
}

fn add_station(district: &mut District) {
    let at = beside(district.stations[STATION].position, 500.0, 500.0);
    let like = district.stations[STATION].clone();
    district.stations.push(Station { id: "S500".into(), position: at, ..like });
}

/// A new quarter: ten by ten blocks, 50 m apart.
fn add_blocks(district: &mut District) {
    let corner = district.stations[STATION].position;
    let mut demand = Demand::new(vec!["population".into()]);
    for i in 0..100_u32 {
        let (x, y) = (f64::from(i % 10), f64::from(i / 10));
        let at = beside(corner, 50.0 * x, 50.0 * y);
        demand.push(DemandPoint::new(format!("N{i}"), at), &[Weight::whole(80)]);
    }
    district.demand.append(demand);
}

fn scale(district: &mut District) {
    let everybody: Vec<u32> = (0..district.demand.len() as u32).collect();
    district.demand.scale(0, &everybody, 1_200_000);
}

/// The streets built again with three lines across the new quarter.
fn rebuilt(network: &Network, district: &District) -> Network {
    let corner = district.stations[STATION].position;
    let line = |y: f64| [beside(corner, -100.0, y), beside(corner, 600.0, y)];
    let lines = [line(50.0), line(250.0), line(450.0)];
    let named = [("N0", &lines[0][..]), ("N1", &lines[1]), ("N2", &lines[2])];
    let mut builder = NetworkBuilder::new();
    builder.add_osm(network.to_lines());
    builder.add_own(StreetLines::drawn(&named));
    builder.build()
}
