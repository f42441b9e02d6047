//! As the crow flies (W1): the nearest station and how many stand within 1,000 m, for a million
//! clustered points.
//!
//! The index is built anew each time, and every answer is written. Beside it, on fewer points: a
//! plain rstar tree in a plane, and a scan, whose chords stand in for geodesics.

use criterion::Criterion;
use rayon::prelude::*;
use rstar::RTree;
use walkshed::LngLat;
use walkshed::geodesy::{Plane, geocentric};
use walkshed_benches::points::{Answer, NEAR_MM, indexed};
use walkshed_benches::{Outcome, Sum, criterion, points, say};

/// A way to answer for all points.
type Variant = fn(&[LngLat], &[LngLat]) -> Vec<Answer>;

fn main() -> Outcome {
    let mut criterion = criterion();
    let points = points::clustered(1_000_000, 1)?;
    for (name, n) in [("1M x 1k", 1_000), ("1M x 100k", 100_000)] {
        let stations = points::clustered(n, 2)?;
        tell(name, &indexed(&points, &stations));
        let mut group = criterion.benchmark_group("station_index");
        group.sample_size(10);
        group.bench_function(name, |b| b.iter(|| indexed(&points, &stations)));
    }
    rivals(&mut criterion, &points[..100_000], &points::clustered(1_000, 2)?);
    criterion.final_summary();
    Ok(())
}

fn rivals(criterion: &mut Criterion, points: &[LngLat], stations: &[LngLat]) {
    let mut group = criterion.benchmark_group("station_index 100k x 1k");
    let variants: [(&str, Variant); 3] =
        [("index", indexed), ("plain rstar", plain), ("scan", scanned)];
    for (name, answers) in variants {
        tell(name, &answers(points, stations));
        group.bench_function(name, |b| b.iter(|| answers(points, stations)));
    }
}

fn tell(name: &str, answers: &[Answer]) {
    let nearest: Sum = answers.iter().map(|answer| answer.0).collect();
    let near: Sum = answers.iter().map(|answer| answer.1).collect();
    say(format_args!("{name}: nearest {nearest} mm; within 1,000 m: {}", near.total));
}

fn plain(points: &[LngLat], stations: &[LngLat]) -> Vec<Answer> {
    let plane = Plane::at(24.6);
    let flat = |at: &LngLat| [at.lng() * plane.x, at.lat() * plane.y];
    let tree = RTree::bulk_load(stations.iter().map(flat).collect());
    let near_m = NEAR_MM as f64 / 1000.0;
    let answer = |at: &LngLat| {
        let [x, y] = flat(at);
        let nearest = tree.nearest_neighbor([x, y]);
        let nearest = nearest.map_or(f64::INFINITY, |to| (to[0] - x).hypot(to[1] - y));
        let near = tree.locate_within_distance([x, y], near_m * near_m).count();
        ((nearest * 1000.0) as u32, near as u32)
    };
    points.par_iter().map(answer).collect()
}

fn scanned(points: &[LngLat], stations: &[LngLat]) -> Vec<Answer> {
    let stations: Vec<[f64; 3]> = stations.iter().map(|&at| geocentric(at)).collect();
    let near_m = NEAR_MM as f64 / 1000.0;
    let answer = |&at: &LngLat| {
        let place = geocentric(at);
        let chord2 = |to: &[f64; 3]| {
            let [x, y, z] = [0, 1, 2].map(|axis| to[axis] - place[axis]);
            x * x + y * y + z * z
        };
        let (nearest, near) =
            stations.iter().map(chord2).fold((f64::INFINITY, 0), |(least, near), d2| {
                (f64::min(least, d2), near + u32::from(d2 <= near_m * near_m))
            });
        ((nearest.sqrt() * 1000.0) as u32, near)
    };
    points.par_iter().map(answer).collect()
}
