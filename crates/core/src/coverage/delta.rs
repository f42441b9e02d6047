//! What differs between two districts: found by comparing, never declared.

use crate::model::{DemandPoint, District};
use crate::network::Network;
use crate::table::Pairing;
use rustc_hash::FxHashMap;

/// What differs between two districts, as far as an evaluation depends on it.
///
/// Weights, names, sites, parents and levels are not here: whatever depends on them is read anew.
#[derive(Debug)]
pub(super) struct Delta {
    /// Demand, paired where position, community and outline are the same.
    pub(super) points: Pairing,
    /// By station after: whether its doors are where they were.
    pub(super) stays: Vec<bool>,
    /// Whether streets and barriers are the same, so that all ties to the streets hold.
    pub(super) same_streets: bool,
    /// Whether the streets are mapped as far as before.
    pub(super) same_extent: bool,
    /// Whether the areas with outlines are the same.
    pub(super) same_grids: bool,
}

impl Delta {
    /// Compares two districts.
    ///
    /// # Cost
    ///
    /// One pass over both; where demand was dropped or reordered, a map of its ids.
    pub(super) fn between(before: &District, after: &District) -> Self {
        let stations = before.stations.iter().zip(&after.stations);
        let mut stays: Vec<bool> =
            stations.map(|(b, a)| b.doors() == a.doors()).collect();
        stays.resize(after.stations.len(), false);
        let same_network = match (&before.network, &after.network) {
            (None, None) => true,
            (Some(before), Some(after)) => Network::is_clone_of(before, after),
            _ => false,
        };
        Self {
            points: pair(before.demand.points(), after.demand.points()),
            stays,
            same_streets: same_network
                && before.barriers.shapes() == after.barriers.shapes(),
            same_extent: before.extent == after.extent,
            same_grids: before.grids.list() == after.grids.list(),
        }
    }

    /// Whether a station stands where it stood.
    pub(super) fn stays(&self, station: u32) -> bool {
        self.stays.get(station as usize).copied().unwrap_or(false)
    }
}

fn is_same(before: &DemandPoint, after: &DemandPoint) -> bool {
    before.position == after.position
        && before.community == after.community
        && before.shape == after.shape
}

/// Pairs demand: most often what follows a pair is a pair, else the id tells.
fn pair(before: &[DemandPoint], after: &[DemandPoint]) -> Pairing {
    let in_place = before.iter().zip(after).take_while(|(b, a)| is_same(b, a)).count();
    if in_place == before.len() && in_place == after.len() {
        return Pairing::same();
    }
    let mut by_id: Option<FxHashMap<&str, u32>> = None;
    let mut taken = vec![false; before.len()];
    taken[..in_place].fill(true);
    let mut next = in_place;
    let paired = |point: &DemandPoint| {
        let fits = |place: usize, taken: &[bool]| {
            before.get(place).is_some_and(|b| is_same(b, point)) && !taken[place]
        };
        if !fits(next, &taken) {
            let by_id = by_id.get_or_insert_with(|| {
                (0..).zip(before).map(|(place, b)| (b.id.as_str(), place)).collect()
            });
            let named = *by_id.get(point.id.as_str())? as usize;
            if !fits(named, &taken) {
                return None;
            }
            next = named;
        }
        taken[next] = true;
        next += 1;
        Some(next as u32 - 1)
    };
    let rest: Vec<Option<u32>> = after[in_place..].iter().map(paired).collect();
    Pairing::of((0..in_place as u32).map(Some).chain(rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LngLat;

    /// Points by id and the hundredth of a degree that they stand at.
    fn points(list: &[(&str, u32)]) -> Vec<DemandPoint> {
        let point = |&(id, x): &(&str, u32)| {
            let at = LngLat::new(99.9 + f64::from(x) / 100.0, 24.5).unwrap();
            DemandPoint::new(id, at)
        };
        list.iter().map(point).collect()
    }

    fn pairs(before: &[(&str, u32)], after: &[(&str, u32)]) -> Vec<Option<u32>> {
        let pairing = pair(&points(before), &points(after));
        (0..after.len() as u32).map(|row| pairing.before(row)).collect()
    }

    #[test]
    fn demand_is_paired_where_it_stands_however_it_was_changed() {
        let before = [("a", 1), ("b", 2), ("c", 3), ("d", 4)];
        let [a, b, c, d] = before;
        assert!(pair(&points(&before), &points(&before)).is_same());
        assert_eq!(pairs(&before, &[a, c, d]), [Some(0), Some(2), Some(3)]);
        let appended = [a, b, c, d, ("e", 5)];
        assert_eq!(pairs(&before, &appended)[3..], [Some(3), None]);
        assert_eq!(pairs(&before, &[d, c]), [Some(3), Some(2)], "reordered");
        assert_eq!(pairs(&before, &[a, ("b", 9), c]), [Some(0), None, Some(2)], "moved");
        assert_eq!(pairs(&before, &[a, b, b]), [Some(0), Some(1), None], "only once");
    }
}
