//! A scenario beside what it is compared with, evaluated: what reports and layers of a comparison
//! are made from.

use crate::Loaded;
use geo::{Intersects, MultiPolygon, Point};
use walkshed::LngLat;
use walkshed::comparison::Comparison;
use walkshed::coverage::Evaluation;

/// Two evaluations and their comparison.
///
/// Both sides are to count the same places: where the scenario has a study area, the demand before
/// is limited to it too.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// What it is compared with: the project as it stands, or another scenario.
    pub before: (&'a Loaded, &'a Evaluation),
    /// The scenario.
    pub after: (&'a Loaded, &'a Evaluation),
    /// What became of everybody.
    pub comparison: &'a Comparison,
}

/// Makes two sides count the same places, on the same number of levels: the demand of each is limited
/// to the study areas of the other. `None` where a side is so already.
///
/// # Cost
///
/// A copy of each side that changes.
#[must_use]
pub fn over_the_same(before: &Loaded, after: &Loaded) -> [Option<Loaded>; 2] {
    fn areas(side: &Loaded) -> &[MultiPolygon] {
        side.scenario.as_ref().map_or(&[], |scenario| &scenario.study_areas)
    }
    let levels = before.district.levels.max(after.district.levels);
    // what a scenario adds after an area that it builds on is not limited by it
    [(before, after), (after, before)].map(|(side, other)| {
        let new = areas(other).iter().filter(|area| !areas(side).contains(area));
        limited(side, &new.collect::<Vec<_>>(), levels)
    })
}

fn limited(side: &Loaded, areas: &[&MultiPolygon], levels: u8) -> Option<Loaded> {
    let inside = |at: LngLat| areas.iter().all(|area| area.intersects(&Point::from(at)));
    let points = side.district.demand.points();
    let kept: Vec<bool> = points.iter().map(|point| inside(point.position)).collect();
    if side.district.levels == levels && kept.iter().all(|&kept| kept) {
        return None;
    }
    let mut side = side.clone();
    side.district.levels = levels;
    side.district.demand.retain(|point| inside(point.position));
    side.places.demand = side.places.demand.kept(kept.into_iter());
    Some(side)
}
