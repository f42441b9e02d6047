//! Walks asked again after something changed: only where it did.

use super::Walking;
use crate::network::{Anchor, Label, Mended, Scratch, seeds_of};
use crate::table::Trip;
use crate::table::pairing::Turnover;
use crate::table::rows::Joining;
use crate::table::spread::{Since, Spread};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// If fewer points than one in so many are new, the stations that they reach are found first.
const FEW: usize = 8;

impl Walking {
    /// The nearest of some stations within `limit`, from what was kept with the same limit.
    ///
    /// # Cost
    ///
    /// A copy of the labels, a search over the junctions whose nearest station changes, and a look
    /// at the points beside them.
    pub(in crate::table) fn spread_on(
        &self,
        stations: &[u32],
        limit: u32,
        since: &Since<'_, Spread>,
    ) -> Spread {
        let Some(before) = since.walking else { return self.spread(stations, limit) };
        let turnover = since.turnover(&since.kept.stations, stations);
        let vertices = Arc::clone(&since.kept.vertices);
        let (vertices, touched) = if turnover.is_empty() {
            (vertices, FxHashSet::default())
        } else {
            let seeds = self.seeds(stations);
            let is_gone = |station| turnover.is_gone(station);
            let mended = self.graph.mend(&vertices, is_gone, seeds, limit);
            let touched = self.touched(&mended, before, &turnover);
            (Arc::new(mended.labels), touched)
        };
        let beside = self.by_run(stations);
        let read = |&point: &u32| {
            self.best(&vertices, &beside, self.origins.anchor(point), limit)
        };
        let fresh = |fresh: &[u32]| fresh.iter().map(read).collect();
        let mut points = since.points.carry(&since.kept.points, fresh);
        if !touched.is_empty() {
            let touched: Vec<u32> = touched.into_iter().collect();
            let labels: Vec<Label> = touched.par_iter().map(read).collect();
            let points = Arc::make_mut(&mut points);
            for (point, label) in touched.into_iter().zip(labels) {
                points[point as usize] = label;
            }
        }
        Spread { stations: stations.to_vec(), points, vertices }
    }

    /// The points whose label may have changed: at changed junctions, on runs that end there, and
    /// beside a station that came or went.
    fn touched(
        &self,
        mended: &Mended,
        before: &Self,
        turnover: &Turnover,
    ) -> FxHashSet<u32> {
        let mut touched = FxHashSet::default();
        let gone = turnover.gone.iter().flat_map(|&s| before.doors.of(s));
        let come = turnover.come.iter().flat_map(|&s| self.doors.of(s));
        let doors = gone.chain(come).filter(|door| !door.is_junction());
        let mut runs: FxHashSet<u32> = doors.map(|door| door.run).collect();
        for &vertex in &mended.changed {
            touched
                .extend(self.origins.on_vertex(vertex).iter().map(|&(point, _)| point));
            runs.extend(self.graph.runs_at(vertex).flatten());
        }
        for run in runs {
            touched.extend(self.origins.on_run(run).iter().map(|on_run| on_run.point));
        }
        touched
    }

    /// The trips of some stations within `limit`: to everyone, or to a few points, rising.
    pub(in crate::table) fn trips(
        &self,
        stations: &[u32],
        limit: u32,
        points: Option<&[u32]>,
    ) -> Vec<Joining> {
        if points.is_some_and(<[u32]>::is_empty) {
            return Vec::new();
        }
        let few = points.filter(|points| points.len() * FEW < self.points());
        let stations = match few {
            Some(points) => self.reaching(stations, points, limit),
            None => stations.to_vec(),
        };
        let trips = |&station: &u32| -> Vec<Joining> {
            let reached =
                self.with_scratch(|scratch| self.reached(scratch, station, limit));
            let wanted = reached.into_iter().filter(|reached| {
                points.is_none_or(|points| points.binary_search(&reached.point).is_ok())
            });
            let joining = wanted.map(|reached| {
                let (primary, secondary) = (reached.primary, reached.secondary);
                (reached.point, Trip { station, primary, secondary })
            });
            joining.collect()
        };
        stations.par_iter().flat_map_iter(trips).collect()
    }

    /// The stations that may reach one of some points within `limit`, and perhaps a few more.
    fn reaching(&self, stations: &[u32], points: &[u32], limit: u32) -> Vec<u32> {
        let anchors = || points.iter().filter_map(|&p| self.origins.anchor(p));
        let runs: FxHashSet<u32> = anchors().map(|anchor| anchor.run).collect();
        self.with_scratch(|scratch| {
            let targets = anchors().flat_map(|anchor| seeds_of(anchor, 0));
            scratch.run_backward(&self.graph, targets, limit);
            let near = |scratch: &Scratch, anchor: &Anchor| {
                let mut ends = anchor.distinct_ends();
                let beside = !anchor.is_junction() && runs.contains(&anchor.run);
                beside || ends.any(|(vertex, _)| scratch.is_touched(vertex))
            };
            let reaches = |&&station: &&u32| {
                self.doors.of(station).iter().any(|door| near(scratch, door))
            };
            stations.iter().filter(reaches).copied().collect()
        })
    }
}
