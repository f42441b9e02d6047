//! Service areas of 500 stations at 5, 10 and 15 minutes (W3) as GeoJSON text, on all threads:
//! at 10 m and 5 m, with the lattice points tied beforehand (warm) and not (cold). Beside them
//! hulls over the nodes reached. And how honest each is: places strewn evenly, judged by the area
//! and by a walk of their own.

use criterion::{BatchSize, Criterion};
use geo::{ConcaveHull, Contains, ConvexHull, MultiPoint, MultiPolygon, Point};
use rayon::prelude::*;
use std::sync::Arc;
use walkshed::LngLat;
use walkshed::geodesy::Plane;
use walkshed::model::Barriers;
use walkshed::network::isochrone::{Bands, Canvas, CanvasOptions, Origin, Sharing};
use walkshed::network::{Graph, Heading, NodeLabels, Scratch, seeds_of};
use walkshed::units::Unit;
use walkshed_benches::{
    City, Dice, MAX_SNAP_M, Outcome, QUARTER, criterion, extract, near_streets, say,
    walker,
};
use walkshed_io::layers::isochrones;
use walkshed_io::write::geojson;

/// The budgets: 5, 10 and 15 minutes.
const LIMITS: [u32; 3] = [QUARTER / 3, QUARTER / 3 * 2, QUARTER];
/// Stations whose areas are judged, and places strewn around each.
const JUDGED: usize = 60;
const PLACES: usize = 4000;
/// Extracts besides the metropolis, for honesty alone.
const OTHERS: [(&str, &str); 2] = [
    ("helsinki", "osm/helsinki-centre.osm.pbf"),
    ("heidelberg", "osm/heidelberg.osm.pbf"),
];

fn main() -> Outcome {
    let mut criterion = criterion();
    let others =
        OTHERS.into_iter().filter_map(|(name, file)| Some((name, extract(file)?)));
    let metropolis = City::files().into_iter().take(1);
    for (i, (name, file)) in metropolis.chain(others).enumerate() {
        let city = City::read(name, &file)?;
        let network = city.network.walked_by(&walker());
        let graph = Graph::new(&network, Unit::Millis, &walker(), Heading::ToSeeds);
        let graph = Arc::new(graph);
        honesty(name, &graph);
        if i == 0 {
            speed(&mut criterion, name, &graph);
        }
    }
    criterion.final_summary();
    Ok(())
}

fn canvas(graph: &Arc<Graph>, options: CanvasOptions) -> Canvas {
    Canvas::new(Arc::clone(graph), Arc::default(), options)
}

fn origins(canvas: &Canvas, n: usize) -> Vec<Origin> {
    let places = near_streets(canvas.graph().network(), n, 4);
    places.into_iter().map(|at| canvas.origin(at)).collect()
}

/// All areas as text; the number of areas that there are, and the bytes.
fn write(canvas: &Canvas, origins: &[Origin]) -> (usize, usize) {
    let areas = canvas.areas(origins, &LIMITS, Sharing::Overlapping, Bands::Full);
    let chunks = areas.into_par_iter().chunks(64).map(|areas| {
        let drawn = areas.iter().filter(|area| area.shape.is_ok()).count();
        let mut text = Vec::with_capacity(1 << 22);
        for area in areas {
            let feature = isochrones::area(area, Unit::Millis, &[]);
            if geojson::write_feature(&mut text, &feature).is_err() {
                return (0, 0); // memory takes everything
            }
        }
        (drawn, text.len())
    });
    chunks.reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
}

fn speed(criterion: &mut Criterion, city: &str, graph: &Arc<Graph>) {
    let mut group = criterion.benchmark_group(format!("isochrone {city}"));
    group.sample_size(10);
    for (name, options) in [("10 m", CanvasOptions::NORMAL), ("5 m", CanvasOptions::FINE)]
    {
        let warm = canvas(graph, options);
        let origins = origins(&warm, 500);
        let (areas, bytes) = write(&warm, &origins);
        say(format_args!("isochrone {city} {name}: {areas} areas, {bytes} bytes"));
        group.bench_function(format!("500 x 3, {name}, warm"), |b| {
            b.iter(|| write(&warm, &origins));
        });
        group.bench_function(format!("500 x 3, {name}, cold"), |b| {
            let cold = || canvas(graph, options);
            b.iter_batched(cold, |cold| write(&cold, &origins), BatchSize::PerIteration);
        });
    }
    let warm = canvas(graph, CanvasOptions::NORMAL);
    let origins = origins(&warm, 500);
    for (name, hull) in HULLS {
        group.bench_function(format!("500 x 3, {name}"), |b| {
            b.iter(|| hulls(graph, &origins, hull));
        });
    }
}

type Hull = fn(&MultiPoint) -> MultiPolygon;

const HULLS: [(&str, Hull); 2] = [
    ("convex hull", |nodes| nodes.convex_hull().into()),
    ("concave hull", |nodes| nodes.concave_hull().into()),
];

/// The naive answers: hulls over the nodes reached.
fn hulls(graph: &Graph, origins: &[Origin], hull: Hull) -> Vec<[MultiPolygon; 3]> {
    let of_one = |(scratch, nodes): &mut (Scratch, NodeLabels), origin: &Origin| {
        let seed = origin.snap.and_then(|snap| graph.seed(&snap));
        scratch.run(graph, seed.iter().flat_map(|seed| seeds_of(seed, 0)), QUARTER);
        nodes.read(graph, scratch, seed.map(|seed| (0, seed)), QUARTER);
        let mut reached = Vec::new();
        nodes.each(graph, scratch, |node, label| {
            let at = graph.network().positions()[node as usize];
            reached.push((label.primary(), Point::from(at)));
        });
        LIMITS.map(|limit| {
            let within = reached.iter().filter(|(time, _)| *time <= limit);
            hull(&within.map(|(_, at)| *at).collect())
        })
    };
    let init = || (Scratch::new(graph), NodeLabels::new(graph));
    origins.par_iter().map_init(init, of_one).collect()
}

/// Judgments that were right or wrong.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    inside: u32,
    left_out: u32,
    let_in: u32,
}

impl Tally {
    fn add(&mut self, truth: bool, judged: bool) {
        self.inside += u32::from(truth);
        self.left_out += u32::from(truth && !judged);
        self.let_in += u32::from(judged && !truth);
    }

    /// Wrong judgments of both kinds for each hundred places inside, and each by itself.
    fn percent(self) -> [f64; 3] {
        let share = |n: u32| f64::from(n) / f64::from(self.inside.max(1)) * 100.0;
        [share(self.left_out + self.let_in), share(self.left_out), share(self.let_in)]
    }
}

fn honesty(city: &str, graph: &Arc<Graph>) {
    let mut judges: Vec<(String, Vec<MultiPolygon>)> = Vec::new();
    let coarse = CanvasOptions { resolution_m: 20.0, ..CanvasOptions::NORMAL };
    let normal = canvas(graph, CanvasOptions::NORMAL);
    let origins = origins(&normal, JUDGED);
    for options in [coarse, CanvasOptions::NORMAL, CanvasOptions::FINE] {
        let canvas = canvas(graph, options);
        let areas = canvas.areas(&origins, &[QUARTER], Sharing::Overlapping, Bands::Full);
        let shapes =
            areas.into_iter().map(|area| area.shape.unwrap_or(MultiPolygon(vec![])));
        judges.push((format!("{} m", options.resolution_m), shapes.collect()));
    }
    for (name, hull) in HULLS {
        let shapes = hulls(graph, &origins, hull).into_iter().map(|[_, _, last]| last);
        judges.push((name.into(), shapes.collect()));
    }
    for (name, shapes) in &judges {
        let tallies: Vec<[Tally; 2]> = origins
            .par_iter()
            .zip(shapes)
            .enumerate()
            .map_init(
                || Scratch::new(graph),
                |scratch, (i, (origin, shape))| {
                    judge(graph, scratch, origin, shape, i as u64)
                },
            )
            .collect();
        let sum = |near: usize| {
            tallies.iter().fold(Tally::default(), |sum, tally| Tally {
                inside: sum.inside + tally[near].inside,
                left_out: sum.left_out + tally[near].left_out,
                let_in: sum.let_in + tally[near].let_in,
            })
        };
        let [all, near] = [sum(0), sum(1)].map(|tally| (tally.inside, tally.percent()));
        say(format_args!(
            "honesty {city} {name}: of {} places inside {:.2} % wrong ({:.2} left out, \
             {:.2} let in); of {} within 30 m {:.2} % ({:.2}, {:.2})",
            all.0, all.1[0], all.1[1], all.1[2], near.0, near.1[0], near.1[1], near.1[2],
        ));
    }
}

/// Places strewn evenly around a station, judged by its area and by a walk of their own: all, and
/// those within 30 m of a street.
fn judge(
    graph: &Graph,
    scratch: &mut Scratch,
    origin: &Origin,
    shape: &MultiPolygon,
    seed: u64,
) -> [Tally; 2] {
    let mut tallies = [Tally::default(); 2];
    let Some(anchor) = origin.snap.and_then(|snap| graph.seed(&snap)) else {
        return tallies;
    };
    scratch.run(graph, seeds_of(&anchor, 0), QUARTER);
    let mut dice = Dice::new(1000 + seed);
    let barriers = Barriers::default();
    let plane = Plane::at(origin.at.lat());
    for _ in 0..PLACES {
        let mut off = |per_degree: f64| (2.0 * dice.share() - 1.0) * 1300.0 / per_degree;
        let (lng, lat) = (origin.at.lng() + off(plane.x), origin.at.lat() + off(plane.y));
        let Ok(at) = LngLat::new(lng, lat) else { continue };
        let snap = graph.network().snap(at, &barriers, MAX_SNAP_M);
        let leg_mm = snap.map_or(u64::MAX, |snap| snap.leg_mm());
        let target =
            snap.filter(|_| leg_mm <= 50_000).and_then(|snap| graph.target(&snap));
        let truth = target.is_some_and(|target| {
            let along =
                graph.between(&anchor, &target).is_some_and(|way| way.0 <= QUARTER);
            along || scratch.at(&target, QUARTER).primary() <= QUARTER
        });
        let judged = shape.contains(&Point::new(lng, lat));
        tallies[0].add(truth, judged);
        if leg_mm <= 30_000 {
            tallies[1].add(truth, judged);
        }
    }
    tallies
}
