//! A small town to draw areas of, and how a place is judged by a walk of its own.

use super::canvas::{Canvas, CanvasOptions, Origin};
use crate::LngLat;
use crate::geodesy::Plane;
use crate::model::{Barriers, Profile};
use crate::network::lines::{Direction, Manner, Pace, StreetLines};
use crate::network::{Graph, Heading, Network, NetworkBuilder, Scratch, seeds_of};
use crate::units::Unit;
use std::sync::Arc;

/// A place so many meters east and north of the middle of the town.
pub(super) fn at(x: f64, y: f64) -> LngLat {
    let plane = Plane::at(24.58);
    LngLat::new(99.92 + x / plane.x, 24.58 + y / plane.y).unwrap()
}

/// Numbers from 0 up to 1 that fall the same way every time.
pub(super) fn dice(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Crooked streets about 120 m apart over a square of 1.2 km, with gaps; some are steep, some
/// are one-way.
pub(super) fn town(seed: u64) -> Network {
    let mut roll = dice(seed);
    let mut lines: Vec<Vec<LngLat>> = Vec::new();
    for i in 0..11 {
        let offset = f64::from(i) * 120.0 - 600.0;
        for turned in [false, true] {
            let mut line = Vec::new();
            for k in 0..9 {
                let along = f64::from(k) * 150.0 - 600.0;
                let off = offset + (roll() - 0.5) * 90.0;
                line.push(if turned { at(off, along) } else { at(along, off) });
            }
            let from = (roll() * 3.0) as usize;
            lines.push(line[from..].to_vec());
        }
    }
    let named: Vec<(&str, &[LngLat])> =
        lines.iter().map(|l| ("street", &l[..])).collect();
    let mut drawn = StreetLines::drawn(&named);
    for line in drawn.lines.iter_mut().step_by(4) {
        let pace = Pace::Walked { forward: 1500, backward: 1100 };
        line.manner = Manner { pace, ..Manner::LEVEL };
    }
    for line in drawn.lines.iter_mut().skip(1).step_by(5) {
        line.manner.direction = Direction::Forward;
    }
    let mut builder = NetworkBuilder::new();
    builder.add_own(drawn);
    builder.build()
}

/// Streets drawn by hand.
pub(super) fn streets(lines: &[&[LngLat]]) -> Network {
    let named: Vec<(&str, &[LngLat])> = lines.iter().map(|l| ("street", *l)).collect();
    let mut builder = NetworkBuilder::new();
    builder.add_own(StreetLines::drawn(&named));
    builder.build()
}

pub(super) fn canvas(
    network: &Network,
    unit: Unit,
    heading: Heading,
    barriers: Barriers,
) -> Canvas {
    let graph = Graph::new(network, unit, &Profile::default(), heading);
    Canvas::new(Arc::new(graph), Arc::new(barriers), CanvasOptions::NORMAL)
}

/// A canvas for walks to the places asked for, timed, without barriers.
pub(super) fn plain(network: &Network) -> Canvas {
    canvas(network, Unit::Millis, Heading::ToSeeds, Barriers::default())
}

/// Walks of their own: what every drawing is judged by.
pub(super) struct Judge<'c> {
    canvas: &'c Canvas,
    barriers: Barriers,
    origins: Vec<Origin>,
    scratch: Scratch,
}

impl<'c> Judge<'c> {
    pub(super) fn new(
        canvas: &'c Canvas,
        barriers: &Barriers,
        origins: &[Origin],
    ) -> Self {
        let graph = canvas.graph();
        let mut scratch = Scratch::new(graph);
        let anchors = (0..)
            .zip(origins)
            .filter_map(|(station, origin)| Some((station, graph.seed(&origin.snap?)?)));
        let seeds = anchors.flat_map(|(station, anchor)| seeds_of(&anchor, station));
        scratch.run(graph, seeds, u32::MAX - 1);
        Self { canvas, barriers: barriers.clone(), origins: origins.to_vec(), scratch }
    }

    /// The nearest station of a place with its impedance, and the leg in meters.
    pub(super) fn nearest(&self, at: LngLat) -> Option<(u32, u32, f64)> {
        let graph = self.canvas.graph();
        let snap = graph.network().snap(at, &self.barriers, 250.0)?;
        let target = graph.target(&snap)?;
        let label = self.scratch.at(&target, u32::MAX - 1);
        let mut best = (label.primary(), label.station());
        for (station, origin) in (0..).zip(&self.origins) {
            let Some(seed) = origin.snap.and_then(|snap| graph.seed(&snap)) else {
                continue;
            };
            if let Some((way, _)) = graph.between(&seed, &target) {
                best = best.min((way, station));
            }
        }
        (best.0 < u32::MAX).then_some((best.0, best.1, snap.leg_m))
    }

    /// The nearest station if a place is drawn at a limit.
    pub(super) fn owner(&self, at: LngLat, limit: u32) -> Option<u32> {
        let (way, station, leg_m) = self.nearest(at)?;
        (way <= limit && crate::units::millimeters(leg_m) <= 50_000).then_some(station)
    }
}
