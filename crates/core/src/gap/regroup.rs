//! Connected sets, kept: places are joined again only where some came or went.

use super::border::{MARGIN_DEG, shape_box};
use super::join::Joiner;
use super::{Gap, join};
use crate::box_tree::BoxTree;
use crate::model::Demand;
use crate::network::DisjointSets;
use crate::straight::StationIndex;
use crate::table::Pairing;
use crate::units::{millimeters, whole};
use rustc_hash::FxHashMap;

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
    /// Whether two places belong together depends on them alone. So a set that lost nobody hangs
    /// together still; one that lost places does if those that lay in reach of them do; and whatever
    /// joins sets that were apart lies in reach of a new place.
    ///
    /// # Cost
    ///
    /// That of joining the places in reach of what came or went; where that leaves a doubt, of the
    /// whole set.
    pub(crate) fn regroup(
        &self,
        demand: &Demand,
        places: &[u32],
        gap_join_m: f64,
        kept: &Groups<'_>,
    ) -> Vec<Vec<u32>> {
        let mut sets = Sets::new(demand, places, kept);
        let untouched = sets.newcomers.is_empty() && sets.lost.is_empty();
        if untouched && !sets.apart.contains(&true) {
            return sets.merged(places, &[]);
        }
        let near_new = self.near(demand, &sets.newcomers, places, gap_join_m);
        let near_lost = self.near(demand, &sets.lost, places, gap_join_m);
        loop {
            let asked: Vec<u32> = (0..places.len())
                .filter(|&i| near_new[i] || near_lost[i] || sets.is_open(i))
                .map(|i| places[i])
                .collect();
            let joined = self.group(demand, &asked, gap_join_m);
            if sets.hang_together(places, &near_lost, &joined) {
                return sets.merged(places, &joined);
            }
        }
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
        if few.is_empty() {
            return vec![false; places.len()];
        }
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

/// The sets of before, and what became of them.
struct Sets {
    /// By place: its set before, or none.
    of: Vec<u32>,
    /// By set: whether it may have come apart, so that all its places are joined again.
    apart: Vec<bool>,
    /// By set: whether it lost a place.
    lossy: Vec<bool>,
    /// Places that were in no set.
    newcomers: Vec<u32>,
    /// Points that were in a set, and are still there.
    lost: Vec<u32>,
}

impl Sets {
    fn new(demand: &Demand, places: &[u32], kept: &Groups<'_>) -> Self {
        let mut set_of = vec![NONE; kept.demand];
        for (set, gap) in (0..).zip(kept.gaps) {
            for &point in &gap.points {
                set_of[point as usize] = set;
            }
        }
        let set = |point: u32| {
            let before = kept.points.before(point);
            before.map_or(NONE, |before| set_of[before as usize])
        };
        let of: Vec<u32> = places.iter().map(|&place| set(place)).collect();
        let newcomers =
            places.iter().zip(&of).filter(|&(_, &set)| set == NONE).map(|(&p, _)| p);
        let mut missing: Vec<usize> = kept.gaps.iter().map(|g| g.points.len()).collect();
        for &set in of.iter().filter(|&&set| set != NONE) {
            missing[set as usize] -= 1;
        }
        let lossy: Vec<bool> = missing.iter().map(|&missing| missing > 0).collect();
        let mut lost = Vec::new();
        let mut next = places.iter().peekable();
        for point in 0..demand.len() as u32 {
            let stays = next.next_if(|&&place| place == point).is_some();
            let set = set(point);
            if set != NONE && !stays {
                lost.push(point);
                missing[set as usize] -= 1;
            }
        }
        // where a lost place is not even there, nobody can say who lay in its reach
        let apart = missing.iter().map(|&missing| missing > 0).collect();
        Self { newcomers: newcomers.collect(), of, apart, lossy, lost }
    }

    /// Whether all places of a place's set are joined again, as is a place without a set.
    fn is_open(&self, place: usize) -> bool {
        self.apart.get(self.of[place] as usize).copied().unwrap_or(true)
    }

    /// Whether every set that lost places is known to hang together, or joined again as a whole;
    /// those in doubt are to be.
    fn hang_together(
        &mut self,
        places: &[u32],
        near_lost: &[bool],
        joined: &[Vec<u32>],
    ) -> bool {
        let mut group_of: FxHashMap<u32, usize> = FxHashMap::default();
        for (nth, group) in joined.iter().enumerate() {
            group_of.extend(group.iter().map(|&place| (place, nth)));
        }
        let mut held_by: Vec<Option<usize>> = vec![None; self.apart.len()];
        let mut doubted: Vec<bool> = vec![false; self.apart.len()];
        for (i, place) in places.iter().enumerate() {
            if self.is_open(i) || !near_lost[i] {
                continue;
            }
            let (set, group) = (self.of[i] as usize, group_of.get(place).copied());
            let held = *held_by[set].get_or_insert(group.unwrap_or(usize::MAX));
            doubted[set] |= group != Some(held);
        }
        let mut sure = true;
        for set in 0..self.apart.len() {
            let doubt = self.lossy[set] && (doubted[set] || held_by[set].is_none());
            if doubt && !self.apart[set] {
                self.apart[set] = true;
                sure = false;
            }
        }
        sure
    }

    /// The sets that hang together still, joined with each other by those that were joined anew.
    fn merged(&self, places: &[u32], joined: &[Vec<u32>]) -> Vec<Vec<u32>> {
        // sets first, groups behind them
        let mut ends = DisjointSets::new(self.apart.len() + joined.len());
        let mut group_of: FxHashMap<u32, u32> = FxHashMap::default();
        for (nth, group) in (self.apart.len() as u32..).zip(joined) {
            group_of.extend(group.iter().map(|&place| (place, nth)));
        }
        let node = |i: usize| match (self.is_open(i), group_of.get(&places[i])) {
            (true, group) => group.copied(),
            (false, _) => Some(self.of[i]),
        };
        for (i, place) in places.iter().enumerate() {
            if let (Some(node), Some(&group)) = (node(i), group_of.get(place)) {
                ends.join(node, group);
            }
        }
        let mut groups: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (i, &place) in places.iter().enumerate() {
            if let Some(node) = node(i) {
                groups.entry(ends.root(node)).or_default().push(place);
            }
        }
        groups.into_values().collect()
    }
}
