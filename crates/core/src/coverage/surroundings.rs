//! The surroundings of stations, for levels that have no polygons (rule 17).

use super::area::{Area, Membership, Outline};
use crate::model::District;
use crate::network::Label;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// The nearest of some stations of a level for some demand points, no budget, in their order.
pub(super) type NearestOf<'r> = dyn Fn(u8, &[u32], &[u32]) -> Vec<Label> + Sync + 'r;

/// Stations of one level that share a parent, by level and stations, with whom they were asked
/// about.
pub(super) type Families = FxHashMap<(u8, Vec<u32>), Family>;

/// The demand that a family of stations shares.
#[derive(Clone, Debug)]
pub(super) struct Family {
    /// The points, rising.
    pub(super) points: Vec<u32>,
    /// The nearest of the family for each.
    pub(super) labels: Vec<Label>,
}

/// The surroundings of the stations of every level that has no polygons.
pub(super) fn surroundings(
    district: &District,
    membership: &Membership,
    rooted: &[u32],
    polygons: &[Outline],
    nearest: &NearestOf<'_>,
) -> (Vec<Outline>, Families) {
    let mut kept = Families::default();
    let drawn: FxHashSet<u8> = district.grids.levels().iter().copied().collect();
    let by_id: FxHashMap<&str, u32> =
        rooted.iter().map(|&s| (district.stations[s as usize].id.as_str(), s)).collect();
    let mut made: FxHashMap<u32, Outline> = FxHashMap::default();
    let everyone: Vec<u32> = (0..district.demand.len() as u32).collect();
    for level in (1..=district.levels).filter(|level| !drawn.contains(level)) {
        let parent = |station: u32| {
            let above = district.stations[station as usize].parent.as_deref();
            let above =
                above.and_then(|id| by_id.get(id)).filter(|s| made.contains_key(s));
            let grids = &membership.stations[station as usize];
            let grid = grids.iter().find(|&&g| polygons[g].area.level < level);
            match (above, grid) {
                (Some(&above), _) => Parent::Station(above),
                (None, Some(&grid)) => Parent::Grid(grid),
                (None, None) => Parent::None,
            }
        };
        let mut families: FxHashMap<Parent, Vec<u32>> = FxHashMap::default();
        for &s in rooted.iter().filter(|&&s| district.stations[s as usize].level == level)
        {
            families.entry(parent(s)).or_default().push(s);
        }
        let families: Vec<(Parent, Vec<u32>)> = families.into_iter().collect();
        let of = |(parent, stations): &(Parent, Vec<u32>)| {
            let (id, points) = match parent {
                Parent::Station(s) => (Some(&made[s].area.id), &made[s].area.points),
                Parent::Grid(g) => {
                    (Some(&polygons[*g].area.id), &polygons[*g].area.points)
                }
                Parent::None => (None, &everyone),
            };
            let labels = nearest(level, stations, points);
            let shares = share_out(district, id, stations, points, &labels);
            let family = Family { points: points.clone(), labels };
            (shares, ((level, stations.clone()), family))
        };
        for (shares, family) in families.par_iter().map(of).collect::<Vec<_>>() {
            made.extend(shares);
            kept.extend([family]);
        }
    }
    let mut made: Vec<(u32, Outline)> = made.into_iter().collect();
    made.sort_unstable_by_key(|&(station, _)| station);
    (made.into_iter().map(|(_, outline)| outline).collect(), kept)
}

/// Whose demand a family of stations shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Parent {
    /// That of another station's surroundings.
    Station(u32),
    /// That of a grid with an outline.
    Grid(usize),
    /// Everyone's.
    None,
}

/// Gives each of a family of stations the points that it is nearest to.
fn share_out(
    district: &District,
    parent: Option<&String>,
    stations: &[u32],
    points: &[u32],
    nearest: &[Label],
) -> Vec<(u32, Outline)> {
    let mut shares: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (&point, &label) in points.iter().zip(nearest) {
        if label != Label::NONE {
            shares.entry(label.station()).or_default().push(point);
        }
    }
    let outline = |&station: &u32| {
        let of = &district.stations[station as usize];
        let area = Area {
            id: of.id.clone(),
            name: of.name.clone(),
            level: of.level,
            parent: parent.cloned(),
            grid: None,
            points: shares.remove(&station).unwrap_or_default(),
            levels: Vec::new(),
        };
        (station, Outline { area, stations: vec![station] })
    };
    stations.iter().map(outline).collect()
}
