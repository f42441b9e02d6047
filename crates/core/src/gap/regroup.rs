//! Connected sets, kept: only those are joined again that lost a place or may gain one.

use super::border::{MARGIN_DEG, shape_box};
use super::join::Joiner;
use super::{Gap, join};
use crate::box_tree::BoxTree;
use crate::model::Demand;
use crate::straight::StationIndex;
use crate::table::Pairing;
use crate::units::{millimeters, whole};

/// The connected sets of before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Groups<'b> {
    /// One gap a set.
    pub(crate) gaps: &'b [Gap],
    /// Who is who among the demand.
    pub(crate) points: &'b Pairing,
    /// Number of demand points before.
    pub(crate) demand: usize,
}

/// No set.
const NONE: u32 = u32::MAX;

impl Joiner {
    /// As [`Joiner::group`], from the connected sets of before.
    ///
    /// Whether two places belong together depends on them alone. So a set that lost nobody, and
    /// has no new place in reach, is what it was.
    ///
    /// # Cost
    ///
    /// That of joining the sets that lost a place or lie near a new one.
    pub(crate) fn regroup(
        &self,
        demand: &Demand,
        places: &[u32],
        gap_join_m: f64,
        kept: &Groups<'_>,
    ) -> Vec<Vec<u32>> {
        let mut set_of = vec![NONE; kept.demand];
        for (set, gap) in (0..).zip(kept.gaps) {
            for &point in &gap.points {
                set_of[point as usize] = set;
            }
        }
        let set = |&place: &u32| {
            let before = kept.points.before(place);
            before.map_or(NONE, |before| set_of[before as usize])
        };
        let sets: Vec<u32> = places.iter().map(set).collect();
        let mut members = vec![0; kept.gaps.len()];
        let mut newcomers = Vec::new();
        for (&place, &set) in places.iter().zip(&sets) {
            match members.get_mut(set as usize) {
                Some(members) => *members += 1,
                None => newcomers.push(place),
            }
        }
        let lost = |(gap, &members): (&Gap, &usize)| gap.points.len() != members;
        let mut again: Vec<bool> = kept.gaps.iter().zip(&members).map(lost).collect();
        if !newcomers.is_empty() {
            let near = self.near(demand, &newcomers, places, gap_join_m);
            for (&set, near) in sets.iter().zip(near) {
                if let Some(again) = again.get_mut(set as usize) {
                    *again |= near;
                }
            }
        }
        let mut groups = vec![Vec::new(); kept.gaps.len()];
        let mut loose = Vec::new();
        for (&place, &set) in places.iter().zip(&sets) {
            match again.get(set as usize) {
                Some(false) => groups[set as usize].push(place),
                _ => loose.push(place),
            }
        }
        groups.retain(|group| !group.is_empty());
        if !loose.is_empty() {
            groups.extend(self.group(demand, &loose, gap_join_m));
        }
        groups
    }

    /// Which of some places may belong together with one of a few others: all that do, and perhaps
    /// a few more.
    fn near(
        &self,
        demand: &Demand,
        few: &[u32],
        places: &[u32],
        gap_join_m: f64,
    ) -> Vec<bool> {
        let mut near = match self.streets() {
            Some(streets) => join::near(streets, few, places, whole(gap_join_m * 1000.0)),
            None => near_straight(demand, few, places, gap_join_m),
        };
        let shape = |place: u32, margin: f64| {
            shape_box(demand.points()[place as usize].shape.as_ref()?, margin)
        };
        let boxes: Vec<_> =
            few.iter().filter_map(|&p| Some((p, shape(p, MARGIN_DEG)?))).collect();
        if !boxes.is_empty() {
            let tree = BoxTree::new(&boxes);
            for (near, &place) in near.iter_mut().zip(places) {
                if let Some(shape) = shape(place, MARGIN_DEG).filter(|_| !*near) {
                    tree.overlapping(shape, |_| {
                        *near = true;
                        false
                    });
                }
            }
        }
        near
    }
}

fn near_straight(
    demand: &Demand,
    few: &[u32],
    places: &[u32],
    gap_join_m: f64,
) -> Vec<bool> {
    let position = |&point: &u32| demand.points()[point as usize].position;
    let index = StationIndex::new(&few.iter().map(position).collect::<Vec<_>>());
    let limit = millimeters(gap_join_m);
    places.iter().map(|place| index.count_within(position(place), limit) > 0).collect()
}
