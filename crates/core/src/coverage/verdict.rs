//! Covered or not, and what cannot be known (rule 13).

use super::{Status, Unknown};
use crate::gap::Cause;
use crate::model::{DemandPoint, District, Extent};
use crate::network::{Label, Network, Snap};
use rayon::prelude::*;

/// What the street data knows about each demand point, in millimeters.
#[derive(Debug)]
pub(super) struct Knowledge {
    /// How far inside the extent each point lies; empty if the streets are complete, or the run
    /// is straight and needs none.
    depth: Vec<Option<u64>>,
    /// Leg to the nearest usable street; empty for a straight run.
    leg: Vec<Option<u64>>,
    /// Leg to the nearest street on an island, looked up only where it may matter.
    island: Vec<Option<u64>>,
}

impl Knowledge {
    /// Nothing to doubt: a straight run.
    pub(super) fn straight() -> Self {
        Self { depth: Vec::new(), leg: Vec::new(), island: Vec::new() }
    }

    /// Looks at extent, streets and islands; `shortest_mm` is the reach of the
    /// shortest budget.
    pub(super) fn of(
        district: &District,
        network: Option<&Network>,
        snaps: &[Option<Snap>],
        shortest_mm: u64,
    ) -> Self {
        let points = district.demand.points();
        let depth_of = |p: &DemandPoint| district.extent.depth_mm(p.position);
        let depth = if district.extent == Extent::Complete {
            Vec::new()
        } else {
            points.par_iter().map(depth_of).collect()
        };
        let leg: Vec<Option<u64>> = snaps.iter().map(|s| s.map(|s| s.leg_mm())).collect();
        // islands matter only where the shortest budget does not reach a street that is used
        let island_of = |(point, leg): (&DemandPoint, &Option<u64>)| {
            let network = network?;
            let stranded = leg.is_none_or(|leg| leg > shortest_mm);
            stranded.then(|| network.island_leg_mm(point.position, &district.barriers))?
        };
        let island = points.par_iter().zip(&leg).map(island_of).collect();
        Self { depth, leg, island }
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
        if label != Label::NONE && label.primary() <= limit {
            return Status::Covered;
        }
        match self.doubt(point, reach_mm) {
            Some(unknown) => Status::Unknown(unknown),
            None => Status::Uncovered(Cause::Far),
        }
    }
}
