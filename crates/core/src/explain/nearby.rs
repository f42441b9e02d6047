//! Where the tie to the nearest street makes a walk look longer than it need be (rule 5).

use super::{Asked, Quicker};
use crate::model::{CoverageOptions, District};
use crate::network::Label;

/// A demand point beside a street from which the walk would be over a minute quicker than from
/// the street that it is tied to.
#[derive(Clone, Debug, PartialEq)]
pub struct BetterTie {
    /// The demand point, by its place in the input.
    pub point: u32,
    /// The walk as it is, in the unit of the last level's budget, legs included.
    pub primary: u32,
    /// The street, and the walk from there.
    pub quicker: Quicker,
}

/// All demand points whose walk to the nearest station would be over a minute quicker from another
/// street at most 20 m farther than the nearest, in input order.
///
/// Single-nearest ties are chosen because they can be explained (rule 5); these are the places
/// where an owner of the data should look whether a street or an entrance is missing.
///
/// # Cost
///
/// One search over all streets, then a few nearest streets a point.
#[must_use]
pub fn better_ties(district: &District, options: &CoverageOptions) -> Vec<BetterTie> {
    let Some(network) = &district.network else { return Vec::new() };
    let network = network.walked_by(&options.profile);
    let level = district.levels;
    let unit = options.budget(level).unit();
    let mut asked = Asked::new(district, options, &network, unit);
    asked.search(level);
    let asked = &asked;
    let places: Vec<_> = district.demand.points().iter().map(|p| p.position).collect();
    let snaps = network.snap_all(&places, &district.barriers, options.max_snap_m);
    let points = (0..).zip(places.iter().zip(snaps));
    let better = points.filter_map(|(point, (&at, snap))| {
        let snap = snap?;
        let best = asked.best(level, &asked.graph.target(&snap)?);
        if best == Label::NONE {
            return None;
        }
        let quicker = asked.quicker(level, at, &snap, best)?;
        Some(BetterTie { point, primary: best.primary(), quicker })
    });
    better.collect()
}
