//! Fills the field: one search, and the time of every lattice point in reach.

use super::canvas::{Canvas, Origin, tiles_in};
use super::contour::{Contour, Part};
use super::lattice::{Point, TileKey, tile_of};
use super::pen::{Labels, Style};
use super::sheet::{Frame, Sheet};
use super::times::{fill_tile, improve};
use crate::LngLat;
use crate::network::{Anchor, Scratch, seeds_of};
use rustc_hash::{FxHashMap, FxHashSet};

/// Tiles around a run up to which all of them are looked at; a longer one is followed piece by
/// piece.
const FEW_TILES: i32 = 6;

/// A place where a search starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    /// Its place in the input.
    pub(super) station: u32,
    pub(super) at: LngLat,
    pub(super) anchor: Anchor,
}

impl Start {
    /// The doors of a place in the units of the canvas; none if it is tied to no street.
    pub(super) fn of(
        canvas: &Canvas,
        station: u32,
        origin: &Origin,
    ) -> impl Iterator<Item = Self> {
        let doors = std::iter::once(origin).chain(&origin.others);
        doors.filter_map(move |door| {
            let anchor = canvas.graph().seed(&door.snap?)?;
            Some(Self { station, at: door.at, anchor })
        })
    }
}

/// What one thread needs to draw areas; kept from one to the next.
pub(super) struct Painter<'c> {
    canvas: &'c Canvas,
    scratch: Option<Scratch>,
    sheet: Sheet<'c>,
    contour: Contour,
    tiles: FxHashSet<TileKey>,
}

impl<'c> Painter<'c> {
    pub(super) fn new(canvas: &'c Canvas) -> Self {
        Self {
            canvas,
            scratch: Some(canvas.scratch()),
            sheet: Sheet::default(),
            contour: Contour::default(),
            tiles: FxHashSet::default(),
        }
    }

    /// The parts of the areas of some places, for each limit.
    pub(super) fn paint(
        &mut self,
        starts: &[Start],
        limits: &[u32],
        labels: Labels,
    ) -> Vec<Vec<Part>> {
        let mut parts = vec![Vec::new(); limits.len()];
        let Some(mut scratch) = self.scratch.take() else { return parts };
        let largest = limits.iter().copied().max().unwrap_or(0);
        let ceiling = self.canvas.ceiling(largest);
        let seeds =
            starts.iter().flat_map(|start| seeds_of(&start.anchor, start.station));
        scratch.run(self.canvas.graph(), seeds, ceiling);
        self.mark(&scratch, starts, ceiling);
        let step = self.canvas.step;
        let style = Style { lattice: self.canvas.lattice, step, labels };
        for tiles in self.clusters() {
            self.fill(&scratch, &tiles, starts, ceiling, labels);
            for (parts, &limit) in parts.iter_mut().zip(limits) {
                let limit = limit.min(ceiling);
                parts.extend(self.contour.draw(&self.sheet, &style, limit));
            }
        }
        self.scratch = Some(scratch);
        parts
    }

    /// Collects the tiles that hold a point in reach.
    fn mark(&mut self, scratch: &Scratch, starts: &[Start], ceiling: u32) {
        let canvas = self.canvas;
        let tiles = &mut self.tiles;
        tiles.clear();
        let mut last = None;
        let mut mark = |run: u32, own: Option<&Anchor>| {
            let around @ [low, high] = canvas.run_tiles[run as usize];
            let count = (high[0] - low[0] + 1).saturating_mul(high[1] - low[1] + 1);
            if count > FEW_TILES {
                mark_pieces(canvas, tiles, scratch, run, own, ceiling);
            } else if last.replace(around) != Some(around) {
                tiles.extend(tiles_in(around));
            }
        };
        canvas.graph().each_run_reached(scratch, |run| mark(run, None));
        for start in starts {
            if !start.anchor.is_junction() {
                mark(start.anchor.run, Some(&start.anchor));
            }
        }
        tiles.extend(starts.iter().flat_map(|start| corners(canvas, start).map(tile_of)));
    }

    /// The tiles by what hangs together, in rising order: each is drawn by itself, so that the
    /// sheet is no larger than need be.
    fn clusters(&self) -> Vec<Vec<TileKey>> {
        let mut tiles: Vec<TileKey> = self.tiles.iter().copied().collect();
        tiles.sort_unstable();
        let place: FxHashMap<TileKey, u32> = tiles.iter().copied().zip(0..).collect();
        let mut sets = crate::network::DisjointSets::new(tiles.len());
        for (&[x, y], i) in tiles.iter().zip(0..) {
            for neighbor in [[x - 1, y - 1], [x - 1, y], [x - 1, y + 1], [x, y - 1]] {
                if let Some(&other) = place.get(&neighbor) {
                    sets.join(i, other);
                }
            }
        }
        let mut clusters: Vec<Vec<TileKey>> = Vec::new();
        let mut cluster_of: FxHashMap<u32, usize> = FxHashMap::default();
        for (tile, i) in tiles.into_iter().zip(0..) {
            let cluster = *cluster_of.entry(sets.root(i)).or_insert_with(|| {
                clusters.push(Vec::new());
                clusters.len() - 1
            });
            clusters[cluster].push(tile);
        }
        clusters
    }

    fn fill(
        &mut self,
        scratch: &Scratch,
        tiles: &[TileKey],
        starts: &[Start],
        ceiling: u32,
        labels: Labels,
    ) {
        let canvas = self.canvas;
        let Some(frame) = Frame::around(tiles.iter().copied()) else { return };
        canvas.prepare(tiles);
        self.sheet.open(frame, labels == Labels::Owners);
        for &key in tiles {
            let tile = canvas.tile(key);
            let block = self.sheet.block_for(key, || tile.map(|tile| &tile.cuts));
            if let Some(tile) = tile {
                let (values, owners) = self.sheet.block_mut(block);
                fill_tile(tile, scratch, ceiling, values, owners);
            }
        }
        for start in starts {
            self.fill_own_run(start, ceiling);
        }
        self.force(starts);
        self.sheet.close();
    }

    /// What lies on the run of a start is reached along it, which no search sees.
    fn fill_own_run(&mut self, start: &Start, ceiling: u32) {
        if start.anchor.is_junction() {
            return;
        }
        let run = start.anchor.run;
        for key in tiles_in(self.canvas.run_tiles[run as usize]) {
            let Some(block) = self.sheet.block_of(key) else { continue };
            let Some(tile) = self.canvas.tile(key) else { continue };
            let first = tile.ties.partition_point(|tie| tie.run < run);
            for (i, tie) in tile.ties.iter().enumerate().skip(first) {
                if tie.run != run {
                    break;
                }
                let from = if i == 0 { 0 } else { tile.ties[i - 1].end };
                for at in from as usize..tie.end as usize {
                    let [forward, backward, leg] = tile.positions[at].map(|way| (way, 0));
                    let target = Anchor { forward, backward, leg, ..start.anchor };
                    let mut seed = start.anchor;
                    for pair in [&mut seed.forward, &mut seed.backward, &mut seed.leg] {
                        pair.1 = 0; // only the way is compared
                    }
                    let way = self.canvas.graph().between(&seed, &target);
                    if let Some((way, _)) = way.filter(|way| way.0 <= ceiling) {
                        let (values, owners) = self.sheet.block_mut(block);
                        improve(values, owners, tile.points[at], way, start.station);
                    }
                }
            }
        }
    }

    /// The place asked for belongs, however long its leg: the points around it are as near as
    /// the street. A point beside two places goes to the nearer, then to the first.
    fn force(&mut self, starts: &[Start]) {
        let mut nearest: FxHashMap<Point, (f64, &Start)> = FxHashMap::default();
        for start in starts {
            for point in corners(self.canvas, start) {
                let Some(at) = self.canvas.lattice.position(point) else { continue };
                let distance = crate::geodesy::piece_m(at, start.at);
                let known = nearest.entry(point).or_insert((distance, start));
                if distance < known.0 {
                    *known = (distance, start);
                }
            }
        }
        for (point, (_, start)) in nearest {
            let time = self.sheet.get(point).min(start.anchor.leg.0);
            self.sheet.set(point, time, start.station);
        }
    }
}

impl Drop for Painter<'_> {
    fn drop(&mut self) {
        if let Some(scratch) = self.scratch.take() {
            self.canvas.put_back(scratch);
        }
    }
}

/// The four lattice points around a place.
fn corners(canvas: &Canvas, start: &Start) -> [Point; 4] {
    let [x, y] = canvas.lattice.below(start.at);
    [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1]]
}

/// Marks the tiles around the pieces of a run that a search came to, or that a start lies on.
fn mark_pieces(
    canvas: &Canvas,
    tiles: &mut FxHashSet<TileKey>,
    scratch: &Scratch,
    run: u32,
    own: Option<&Anchor>,
    ceiling: u32,
) {
    let network = canvas.graph().network();
    let view = canvas.graph().run(run);
    let labels = view.ends.map(|end| scratch.label(end).primary());
    let whole = view.along.last().map_or(0, |way| way.0);
    let reached = |at: u32| {
        let from_own = own.map_or(u32::MAX, |own| own.forward.0.abs_diff(at));
        let from_ends = labels[0].saturating_add(at);
        from_own.min(from_ends).min(labels[1].saturating_add(whole - at)) <= ceiling
    };
    for (pair, along) in view.nodes.windows(2).zip(view.along.windows(2)) {
        let here =
            own.is_some_and(|own| (along[0].0..=along[1].0).contains(&own.forward.0));
        if here || reached(along[0].0) || reached(along[1].0) {
            let ends = [0, 1].map(|end| network.positions()[pair[end] as usize]);
            tiles.extend(tiles_in(canvas.tiles_around(ends)));
        }
    }
}
