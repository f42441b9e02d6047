//! The same account for every area.

use super::CoverageChange;
use super::matching::{Matching, Pair, match_ids};
use crate::coverage::Area;
use rayon::prelude::*;

/// One area on both sides: a polygon of the input, or the surroundings of a station (rule 17).
///
/// Who moves from the surroundings of one station to those of another without leaving home is a
/// newcomer there, and gone here.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaComparison {
    /// Id of the grid, or of the station whose surroundings it is.
    pub id: String,
    /// What people call it, after where it is there.
    pub name: String,
    /// Rung of the hierarchy.
    pub level: u8,
    /// Id of the area above it.
    pub parent: Option<String>,
    /// Its place among the areas before.
    pub before: Option<usize>,
    /// Its place among the areas after.
    pub after: Option<usize>,
    /// One entry a level.
    pub levels: Vec<CoverageChange>,
}

/// All areas: those after in their order, then those that are gone.
pub(super) fn compare(matching: &Matching<'_>) -> Vec<AreaComparison> {
    let areas = |side: &[Area]| -> Vec<(bool, String)> {
        side.iter().map(|area| (area.grid.is_some(), area.id.clone())).collect()
    };
    let [old, new] =
        [&matching.before, &matching.after].map(|side| &side.evaluation.areas);
    let pairs = match_ids(areas(old).into_iter(), areas(new).into_iter());
    // whom a point of one side is on the other
    let mut partners = vec![None; matching.before.district.demand.len()];
    let mut origins = vec![None; matching.after.district.demand.len()];
    for pair in &matching.pairs {
        if let Pair::Both(before, after) = *pair {
            partners[before as usize] = Some(after);
            origins[after as usize] = Some(before);
        }
    }
    let compare = |pair: Pair| {
        let before = pair.before().map(|place| &old[place as usize]);
        let after = pair.after().map(|place| &new[place as usize]);
        let members = members(before, after, &partners, &origins);
        let named = after.or(before)?;
        let change = |level| CoverageChange::of(matching, level, members.iter().copied());
        Some(AreaComparison {
            id: named.id.clone(),
            name: named.name.clone(),
            level: named.level,
            parent: named.parent.clone(),
            before: pair.before().map(|place| place as usize),
            after: pair.after().map(|place| place as usize),
            levels: (1..=matching.levels()).map(change).collect(),
        })
    };
    pairs.into_par_iter().filter_map(compare).collect()
}

/// Who belongs to an area on both sides, or on one.
fn members(
    before: Option<&Area>,
    after: Option<&Area>,
    partners: &[Option<u32>],
    origins: &[Option<u32>],
) -> Vec<Pair> {
    let old = before.map_or(&[][..], |area| &area.points);
    let new = after.map_or(&[][..], |area| &area.points);
    // points rise
    let in_old = |point: &u32| old.binary_search(point).is_ok();
    let in_new = |point: &u32| new.binary_search(point).is_ok();
    let here = |&point: &u32| match origins[point as usize].filter(in_old) {
        Some(before) => Pair::Both(before, point),
        None => Pair::New(point),
    };
    let left = |point: &&u32| !partners[**point as usize].as_ref().is_some_and(in_new);
    let gone = old.iter().filter(left).map(|&point| Pair::Gone(point));
    new.iter().map(here).chain(gone).collect()
}
