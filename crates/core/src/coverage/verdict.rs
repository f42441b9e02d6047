//! Covered or not, and what cannot be known (rule 13).

use super::ground::Ground;
use super::kept::Before;
use super::{Status, Unknown};
use crate::gap::Cause;
use crate::model::Extent;
use crate::network::Label;
use rayon::prelude::*;
use std::sync::Arc;

/// What the street data knows about each demand point, in millimeters.
#[derive(Debug)]
pub(super) struct Knowledge {
    /// How far inside the extent each point lies; empty if the streets are complete, or the run
    /// is straight and needs none.
    depth: Arc<Vec<Option<u64>>>,
    /// Leg to the nearest usable street; empty for a straight run.
    leg: Vec<Option<u64>>,
    /// Leg to the nearest street on an island, looked up only where it may matter.
    island: Arc<Vec<Option<u64>>>,
    /// What decided where it may matter: the reach of the shortest budget.
    shortest_mm: u64,
}

fn everyone(ground: &Ground<'_>) -> Vec<u32> {
    (0..ground.positions.len() as u32).collect()
}

/// How far inside the extent each point lies.
fn depth(ground: &Ground<'_>, before: Option<&Before<'_>>) -> Arc<Vec<Option<u64>>> {
    let extent = &ground.district.extent;
    if *extent == Extent::Complete {
        return Arc::default();
    }
    let of = |points: &[u32]| {
        let depth = |&point: &u32| extent.depth_mm(ground.positions[point as usize]);
        points.par_iter().map(depth).collect()
    };
    let walked = |before: &&Before<'_>| before.evaluation.options.metric == ground.metric;
    match before.filter(|before| before.delta.same_extent).filter(walked) {
        Some(before) => before.points().carry(&before.kept.knowledge.depth, of),
        None => Arc::new(of(&everyone(ground))),
    }
}

/// Leg to the nearest street on an island, for some points.
///
/// Islands matter only where the shortest budget does not reach a street that is used.
fn islands(
    ground: &Ground<'_>,
    leg: &[Option<u64>],
    shortest_mm: u64,
    points: &[u32],
) -> Vec<Option<u64>> {
    let island = |&point: &u32| {
        let point = point as usize;
        let stranded = leg[point].is_none_or(|leg| leg > shortest_mm);
        let barriers = &ground.district.barriers;
        let network = ground.network().filter(|_| stranded)?;
        network.island_leg_mm(ground.positions[point], barriers)
    };
    points.par_iter().map(island).collect()
}

impl Knowledge {
    /// Nothing to doubt: a straight run.
    pub(super) fn straight() -> Self {
        let (depth, island) = (Arc::default(), Arc::default());
        Self { depth, leg: Vec::new(), island, shortest_mm: 0 }
    }

    /// Looks at extent, streets and islands; `shortest_mm` is the reach of the shortest budget.
    pub(super) fn of(
        ground: &Ground<'_>,
        shortest_mm: u64,
        before: Option<&Before<'_>>,
    ) -> Self {
        let leg: Vec<Option<u64>> =
            ground.snaps.iter().map(|s| s.map(|s| s.leg_mm())).collect();
        let on_streets = before.and_then(Before::on_streets);
        let kept = on_streets.filter(|b| b.kept.knowledge.shortest_mm == shortest_mm);
        let island = match kept {
            Some(before) => {
                let islands = |fresh: &[u32]| islands(ground, &leg, shortest_mm, fresh);
                before.points().carry(&before.kept.knowledge.island, islands)
            }
            None => Arc::new(islands(ground, &leg, shortest_mm, &everyone(ground))),
        };
        Self { depth: depth(ground, before), leg, island, shortest_mm }
    }

    /// Whether a point has no usable street within `reach_mm`.
    pub(super) fn no_street(&self, point: usize, reach_mm: u64) -> bool {
        self.leg.get(point).is_some_and(|leg| leg.is_none_or(|leg| leg > reach_mm))
    }

    /// Why nothing can be known about a point that is not covered.
    pub(super) fn doubt(&self, point: usize, reach_mm: u64) -> Option<Unknown> {
        match self.depth.get(point) {
            Some(None) => return Some(Unknown::OutsideExtent),
            Some(Some(depth)) if *depth < reach_mm => return Some(Unknown::NearEdge),
            _ => {}
        }
        let island = *self.island.get(point)?;
        let stranded =
            self.no_street(point, reach_mm) && island.is_some_and(|l| l <= reach_mm);
        stranded.then_some(Unknown::Island)
    }

    /// The status of a point whose best label is `label`; the cause of the uncovered comes later.
    pub(super) fn status(
        &self,
        point: usize,
        label: Label,
        limit: u32,
        reach_mm: u64,
    ) -> Status {
        if label.is_within(limit) {
            return Status::Covered;
        }
        match self.doubt(point, reach_mm) {
            Some(unknown) => Status::Unknown(unknown),
            None => Status::Uncovered(Cause::Far),
        }
    }
}
