//! Areas with outlines as a tree, and what lies in none of them.

use rustc_hash::FxHashMap;
use walkshed::coverage::{Area, Evaluation};
use walkshed::model::{Demand, District, Weight};

/// One line of the tree.
#[derive(Clone, Debug)]
pub(super) enum Place<'a> {
    /// An area, so many steps below the top.
    Area(usize, &'a Area),
    /// Points of the area above, or of all, that lie in none of the areas listed before.
    Elsewhere(usize, Vec<u32>),
}

/// All areas with outlines, each below the one that it is part of, in input order.
#[derive(Debug)]
pub(super) struct Places<'a> {
    pub(super) tree: Vec<Place<'a>>,
    /// The deepest area of each demand point.
    home: Vec<Option<&'a Area>>,
}

impl<'a> Places<'a> {
    pub(super) fn of(district: &District, evaluation: &'a Evaluation) -> Self {
        let areas: Vec<&Area> =
            evaluation.areas.iter().filter(|a| a.grid.is_some()).collect();
        let mut by_id: FxHashMap<&str, &Area> = FxHashMap::default();
        for &area in &areas {
            by_id.entry(&area.id).or_insert(area);
        }
        // as in the core, only an area of a higher level is above another
        let above = |area: &Area| -> Option<usize> {
            let above = by_id.get(area.parent.as_deref()?)?;
            (above.level < area.level).then_some(above.grid?)
        };
        let mut below: FxHashMap<Option<usize>, Vec<&'a Area>> = FxHashMap::default();
        for &area in &areas {
            below.entry(above(area)).or_default().push(area);
        }
        let everyone: Vec<u32> = (0..district.demand.len() as u32).collect();
        let mut tree = Vec::new();
        if !areas.is_empty() {
            grow(&below, None, &everyone, 0, &mut tree);
        }
        let mut home: Vec<Option<&Area>> = vec![None; district.demand.len()];
        for &area in &areas {
            for &point in &area.points {
                let known = &mut home[point as usize];
                if known.is_none_or(|known| known.level < area.level) {
                    *known = Some(area);
                }
            }
        }
        Self { tree, home }
    }

    /// Without the areas in which nobody is counted: those outside a study area.
    pub(super) fn inhabited(mut self) -> Self {
        let empty = |place: &Place<'_>| matches!(place, Place::Area(_, area) if area.points.is_empty());
        self.tree.retain(|place| !empty(place));
        if self.tree.iter().all(|place| matches!(place, Place::Elsewhere(..))) {
            self.tree.clear();
        }
        self
    }

    /// Names of the areas that some points lie in, most weight first.
    pub(super) fn names(
        &self,
        points: &[u32],
        demand: &Demand,
        weight: impl Fn(&Demand, usize) -> Weight,
    ) -> Vec<&'a str> {
        let mut sums: Vec<(&Area, Weight)> = Vec::new();
        for &point in points {
            let Some(area) = self.home[point as usize] else { continue };
            let weight = weight(demand, point as usize);
            match sums.iter_mut().find(|(known, _)| known.grid == area.grid) {
                Some((_, sum)) => *sum += weight,
                None => sums.push((area, weight)),
            }
        }
        sums.sort_by_key(|&(_, sum)| std::cmp::Reverse(sum));
        sums.into_iter().map(|(area, _)| area.name.as_str()).collect()
    }
}

/// Lists the areas below one, and what lies in none of them.
fn grow<'a>(
    below: &FxHashMap<Option<usize>, Vec<&'a Area>>,
    above: Option<usize>,
    points: &[u32],
    depth: usize,
    tree: &mut Vec<Place<'a>>,
) {
    let Some(areas) = below.get(&above) else { return };
    for &area in areas {
        tree.push(Place::Area(depth, area));
        grow(below, area.grid, &area.points, depth + 1, tree);
    }
    let mut within: Vec<u32> =
        areas.iter().flat_map(|area| &area.points).copied().collect();
    within.sort_unstable();
    let lost = |point: &u32| within.binary_search(point).is_err();
    let rest: Vec<u32> = points.iter().copied().filter(lost).collect();
    if !rest.is_empty() {
        tree.push(Place::Elsewhere(depth, rest));
    }
}
