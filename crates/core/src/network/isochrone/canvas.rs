//! A canvas: a graph with the lattice that its areas are drawn on.

use super::crossing::{NEVER, STEEPEST};
use super::lattice::{Lattice, TileKey, tile_of};
use super::tile::{Ground, Tile};
use crate::LngLat;
use crate::geodesy::Plane;
use crate::model::{Barriers, Station};
use crate::network::{Graph, Network, Scratch, Snap};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How areas are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CanvasOptions {
    /// Meters between points of the lattice, from 1 to 100.
    pub resolution_m: f64,
    /// Places up to so many meters from their street are drawn, up to 500 (rule 11). For drawing
    /// only: no demand point is counted or left out by it.
    pub draw_reach_m: f64,
    /// Meters within which streets of last resort do not compete (rule 5).
    pub max_snap_m: f64,
}

impl CanvasOptions {
    /// The fine setting: half the step, a quarter of the speed.
    pub const FINE: Self = Self { resolution_m: 5.0, ..Self::NORMAL };
    /// The default: points 10 m apart, 50 m from the streets.
    pub const NORMAL: Self =
        Self { resolution_m: 10.0, draw_reach_m: 50.0, max_snap_m: 250.0 };

    /// The nearest options that can be drawn; what is no number becomes the default.
    fn in_range(self) -> Self {
        let within = |value: f64, [low, high]: [f64; 2], default: f64| match value {
            value if value.is_nan() => default,
            value => value.clamp(low, high),
        };
        let normal = Self::NORMAL;
        Self {
            resolution_m: within(self.resolution_m, [1.0, 100.0], normal.resolution_m),
            draw_reach_m: within(self.draw_reach_m, [1.0, 500.0], normal.draw_reach_m),
            max_snap_m: within(self.max_snap_m, [0.0, 1e6], normal.max_snap_m),
        }
    }
}

impl Default for CanvasOptions {
    fn default() -> Self {
        Self::NORMAL
    }
}

/// A graph, and the lattice that its areas are drawn on: prepared where somebody asks, and kept.
///
/// Shared by all threads. The first area in a part of the city ties its lattice points to the
/// streets; all later ones only read them.
///
/// # Cost
///
/// Made in one pass over the streets. Of memory: some 100 kB for every 64 x 64 points near
/// streets where areas were asked for.
#[derive(Debug)]
pub struct Canvas {
    graph: Arc<Graph>,
    barriers: Arc<Barriers>,
    options: CanvasOptions,
    pub(super) lattice: Lattice,
    /// Every tile that comes within reach of a street.
    tiles: FxHashMap<TileKey, OnceLock<Tile>>,
    /// South-western and north-eastern tile within reach of each run.
    pub(super) run_tiles: Vec<[TileKey; 2]>,
    /// What it costs to walk a step of the lattice.
    pub(super) step: u32,
    /// Scratches not in use.
    idle: Mutex<Vec<Scratch>>,
}

impl Canvas {
    /// A canvas over a graph; barriers are walls and water, never drawn over.
    #[must_use]
    pub fn new(
        graph: Arc<Graph>,
        barriers: Arc<Barriers>,
        options: CanvasOptions,
    ) -> Self {
        let options = options.in_range();
        let lattice = Lattice::new(middle(graph.network()), options.resolution_m);
        let step = graph.unit().of_leg(options.resolution_m, graph.profile()).max(1);
        let mut canvas = Self {
            graph,
            barriers,
            options,
            lattice,
            tiles: FxHashMap::default(),
            run_tiles: Vec::new(),
            step,
            idle: Mutex::default(),
        };
        canvas.lay_tiles();
        canvas
    }

    fn lay_tiles(&mut self) {
        let network = self.graph.network();
        let runs = network.runs();
        for run in 0..runs.len() as u32 {
            let mut around: Option<[TileKey; 2]> = None;
            for pair in runs.nodes(run).windows(2) {
                let ends = [0, 1].map(|end| network.positions()[pair[end] as usize]);
                let [low, high] = self.tiles_around(ends);
                for tile in tiles_in([low, high]) {
                    self.tiles.entry(tile).or_default();
                }
                around =
                    Some(around.map_or([low, high], |so_far| join(so_far, [low, high])));
            }
            self.run_tiles.push(around.unwrap_or_default());
        }
    }

    /// The tiles with lattice points within reach of a straight piece, or a step beyond.
    pub(super) fn tiles_around(&self, ends: [LngLat; 2]) -> [TileKey; 2] {
        let plane = Plane::at(ends[0].lat());
        let reach_m =
            self.options.draw_reach_m + 1.01 * self.lattice.diagonal_m(ends[0].lat());
        let (x, y) = (reach_m / plane.x, reach_m / plane.y);
        let around = |at: LngLat, sign: f64| {
            let lng = (at.lng() + sign * x).clamp(-180.0, 180.0);
            let lat = (at.lat() + sign * y).clamp(-90.0, 90.0);
            LngLat::new(lng, lat).map_or([0, 0], |at| tile_of(self.lattice.below(at)))
        };
        let [a, b] = ends;
        let [c, d] = [around(a, -1.0), around(b, -1.0)];
        let [e, f] = [around(a, 1.0), around(b, 1.0)];
        join([c, e], [d, f])
    }

    /// What is known about a tile, worked out if need be; `None` far from all streets.
    pub(super) fn tile(&self, key: TileKey) -> Option<&Tile> {
        let tile = self.tiles.get(&key)?;
        Some(tile.get_or_init(|| Tile::new(&self.ground(), key)))
    }

    /// Works out what is not yet known about some tiles, on all threads.
    pub(super) fn prepare(&self, keys: &[TileKey]) {
        let unknown = |key: &&TileKey| {
            self.tiles.get(*key).is_some_and(|tile| tile.get().is_none())
        };
        let unknown: Vec<TileKey> = keys.iter().filter(unknown).copied().collect();
        unknown.par_iter().for_each(|&key| {
            self.tile(key);
        });
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            graph: &self.graph,
            barriers: &self.barriers,
            lattice: self.lattice,
            draw_reach_m: self.options.draw_reach_m,
            max_snap_m: self.options.max_snap_m,
        }
    }

    /// The graph that is searched.
    #[must_use]
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// How areas are drawn, as asked for or brought into range.
    #[must_use]
    pub fn options(&self) -> CanvasOptions {
        self.options
    }

    /// A place tied to the streets (rule 5): where an isochrone or service area starts.
    #[must_use]
    pub fn origin(&self, at: LngLat) -> Origin {
        let network = self.graph.network();
        let snap = network.snap(at, &self.barriers, self.options.max_snap_m);
        Origin { at, snap, others: Vec::new() }
    }

    /// As [`Canvas::origin`] for every door of a station; one farther than `max_snap` from any
    /// street serves nobody (rule 5).
    #[must_use]
    pub fn station(&self, station: &Station) -> Origin {
        let door = |&at: &LngLat| {
            let Origin { snap, others, .. } = self.origin(at);
            let near = snap.filter(|snap| snap.leg_m <= self.options.max_snap_m);
            Origin { at, snap: near, others }
        };
        match station.doors() {
            [] => door(&station.position),
            [first, others @ ..] => {
                Origin { others: others.iter().map(door).collect(), ..door(first) }
            }
        }
    }

    /// How far a search must go, so that the field is right one step around an area.
    pub(super) fn ceiling(&self, limit: u32) -> u32 {
        let margin = self.step.saturating_mul(STEEPEST);
        limit.saturating_add(margin).min(NEVER - 1)
    }

    pub(super) fn scratch(&self) -> Scratch {
        // a scratch resets itself, so one left by a panicking thread is as good as any
        let taken = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        taken.unwrap_or_else(|| Scratch::new(&self.graph))
    }

    pub(super) fn put_back(&self, scratch: Scratch) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
    }
}

/// A place that is asked for, and where it is tied to the streets.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The place itself, which belongs to its area however far from the street.
    pub at: LngLat,
    /// `None` if no street is in reach of it.
    pub snap: Option<Snap>,
    /// Its other doors, if it has several (rule 7); they have none in turn.
    pub others: Vec<Self>,
}

/// The latitude in the middle of all nodes.
fn middle(network: &Network) -> f64 {
    let lats = || network.positions().iter().map(|at| at.lat());
    let (low, high) = (lats().reduce(f64::min), lats().reduce(f64::max));
    low.zip(high).map_or(0.0, |(low, high)| f64::midpoint(low, high))
}

/// The smallest box around two boxes of tiles.
pub(super) fn join(a: [TileKey; 2], b: [TileKey; 2]) -> [TileKey; 2] {
    let axes = [0, 1];
    [
        axes.map(|axis| a[0][axis].min(b[0][axis])),
        axes.map(|axis| a[1][axis].max(b[1][axis])),
    ]
}

/// All tiles of a box.
pub(super) fn tiles_in([low, high]: [TileKey; 2]) -> impl Iterator<Item = TileKey> {
    (low[1]..=high[1]).flat_map(move |y| (low[0]..=high[0]).map(move |x| [x, y]))
}
