//! The union of circles and what it leaves of a district (W5), on all threads: 1,000 and 10,000
//! circles of 64 segments against 2,000 vertices. Beside it, `geo`'s general union and difference
//! of the same circles. Then the area of 10,000 plots inside the union.
//!
//! `rivals/union.py` does the same with shapely.

use criterion::Criterion;
use geo::{Area, BooleanOps, MultiPolygon, Polygon};
use rayon::prelude::*;
use walkshed::land::{Disc, Mosaic, remainder, unite};
use walkshed_benches::{Outcome, circles, criterion, say};

/// How many circles, on a square of how many meters.
const WORKS: [(usize, f64); 2] = [(1_000, 40_000.0), (10_000, 120_000.0)];
/// Plots that are measured, and how many of them by a general overlay.
const PLOTS: usize = 10_000;
const OVERLAID: usize = 10;

type Work = fn(&[Disc], &MultiPolygon) -> [MultiPolygon; 2];

fn main() -> Outcome {
    let mut criterion = criterion();
    for (n, side_m) in WORKS {
        let discs = circles::strewn(n, side_m)?;
        unions(&mut criterion, n, &discs);
        plots(&mut criterion, n, &discs, side_m);
    }
    criterion.final_summary();
    Ok(())
}

fn ours(discs: &[Disc], district: &MultiPolygon) -> [MultiPolygon; 2] {
    let union = unite(discs);
    let left = remainder(district, &union);
    [union, left]
}

fn general(discs: &[Disc], district: &MultiPolygon) -> [MultiPolygon; 2] {
    let polygons: Vec<Polygon> = discs.iter().map(Disc::polygon).collect();
    let union = geo::unary_union(&polygons);
    let left = district.difference(&union);
    [union, left]
}

fn unions(criterion: &mut Criterion, n: usize, discs: &[Disc]) {
    let district = circles::district();
    let mut group = criterion.benchmark_group(format!("union {n}"));
    group.sample_size(10);
    let works: [(&str, Work); 2] = [("ours", ours), ("geo", general)];
    for (name, work) in works {
        let [union, left] = work(discs, &district);
        let [union_km2, left_km2] =
            [&union, &left].map(|area| area.unsigned_area() / 1e6);
        say(format_args!(
            "union {n} {name}: {} polygons of {union_km2:.3} km2; {} left of {left_km2:.3} km2",
            union.0.len(),
            left.0.len()
        ));
        group.bench_function(name, |b| b.iter(|| work(discs, &district)));
    }
    group.bench_function("ours, union alone", |b| b.iter(|| unite(discs)));
}

fn plots(criterion: &mut Criterion, n: usize, discs: &[Disc], side_m: f64) {
    let union = unite(discs);
    let plots = circles::plots(PLOTS, side_m);
    let inside = |plots: &[MultiPolygon]| {
        let mosaic = Mosaic::new(&union);
        let areas: Vec<f64> =
            plots.par_iter().map(|plot| mosaic.area_inside(plot)).collect();
        areas.iter().sum::<f64>()
    };
    let overlaid = |plots: &[MultiPolygon]| {
        let area = |plot: &MultiPolygon| union.intersection(plot).unsigned_area();
        plots.iter().map(area).sum::<f64>()
    };
    say(format_args!("plots {n}: {:.6} km2 inside", inside(&plots) / 1e6));
    let (some, theirs) = (inside(&plots[..OVERLAID]), overlaid(&plots[..OVERLAID]));
    say(format_args!("plots {n}, {OVERLAID}: {some:.3} m2, geo {theirs:.3} m2"));
    let mut group = criterion.benchmark_group(format!("plots in union {n}"));
    group.sample_size(10);
    group.bench_function(format!("{PLOTS}, ours"), |b| b.iter(|| inside(&plots)));
    group.bench_function(format!("{OVERLAID}, geo, each against all"), |b| {
        b.iter(|| overlaid(&plots[..OVERLAID]));
    });
}
