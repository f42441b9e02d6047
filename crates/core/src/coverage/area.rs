//! Coverage by area: polygons, and where a level has none, the surroundings of its stations
//! (rule 17).

use super::{Coverage, LevelAnswer};
use crate::model::{District, Grids, Station};
use crate::network::Label;
use crate::table::Measure;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// The answer of one area.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Id of the grid, or of the station whose surroundings it is.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Rung of the hierarchy.
    pub level: u8,
    /// Id of the area above it.
    pub parent: Option<String>,
    /// The grid with its outline, by its place in the input; `None` for a station's surroundings.
    pub grid: Option<usize>,
    /// Its demand points, in input order.
    pub points: Vec<u32>,
    /// One entry a level of the hierarchy.
    pub levels: Vec<AreaLevel>,
}

/// One level in one area.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaLevel {
    /// Rung of the hierarchy.
    pub level: u8,
    /// Stations of the area that count at this level.
    pub stations: usize,
    /// The area's demand, served by stations anywhere.
    pub coverage: Coverage,
}

/// An area before it is counted.
#[derive(Clone, Debug)]
struct Outline {
    area: Area,
    /// Stations whose area it is.
    stations: Vec<u32>,
}

/// Which grids every demand point and station belongs to, deepest first.
#[derive(Debug)]
pub(super) struct Membership {
    points: Vec<Vec<usize>>,
    stations: Vec<Vec<usize>>,
}

impl Membership {
    pub(super) fn of(district: &District) -> Self {
        let grids = &district.grids;
        let points = district.demand.points();
        Self {
            points: points
                .par_iter()
                .map(|p| grids.of(p.community.as_deref(), p.position))
                .collect(),
            stations: district.stations.iter().map(|s| grids_of(grids, s)).collect(),
        }
    }

    /// Whether a point and a station lie in different communities, as far as both are known.
    pub(super) fn across_border(&self, point: usize, station: u32) -> bool {
        let (home, served) =
            (self.points[point].first(), self.stations[station as usize].first());
        home.is_some() && served.is_some() && home != served
    }
}

fn grids_of(grids: &Grids, station: &Station) -> Vec<usize> {
    grids.of(station.community.as_deref(), station.position)
}

/// All areas: those with polygons in input order, then stations' surroundings in the order of
/// their stations.
///
/// `measure(level)` says how far everyone is at a level; `operating` are the stations that
/// have an area, whether or not they are tied to the streets.
pub(super) fn areas<'m, 'd: 'm>(
    district: &District,
    membership: &Membership,
    operating: &[u32],
    levels: &[LevelAnswer],
    measure: impl Fn(u8) -> &'m Measure<'d> + Sync,
) -> Vec<Area> {
    let mut outlines = polygons(district, membership, operating);
    let surroundings = surroundings(district, membership, operating, &outlines, measure);
    outlines.extend(surroundings);
    outlines.into_par_iter().map(|outline| count(district, levels, outline)).collect()
}

fn count(district: &District, levels: &[LevelAnswer], outline: Outline) -> Area {
    let Outline { mut area, stations } = outline;
    let level = |answer: &LevelAnswer| {
        let points = area.points.iter().map(|&p| p as usize);
        let counts = |s: &&u32| answer.stations.binary_search(s).is_ok();
        AreaLevel {
            level: answer.level,
            stations: stations.iter().filter(counts).count(),
            coverage: Coverage::of(&district.demand, points, |p| answer.points[p].status),
        }
    };
    area.levels = levels.iter().map(level).collect();
    area
}

fn polygons(
    district: &District,
    membership: &Membership,
    operating: &[u32],
) -> Vec<Outline> {
    let outline = |(i, grid): (usize, &crate::model::Grid)| Outline {
        area: Area {
            id: grid.id.clone(),
            name: grid.name.clone(),
            level: grid.level,
            parent: grid.parent.clone(),
            grid: Some(i),
            points: Vec::new(),
            levels: Vec::new(),
        },
        stations: Vec::new(),
    };
    let mut outlines: Vec<_> =
        district.grids.list().iter().enumerate().map(outline).collect();
    for (point, grids) in membership.points.iter().enumerate() {
        for &grid in grids {
            outlines[grid].area.points.push(point as u32);
        }
    }
    for &station in operating {
        for &grid in &membership.stations[station as usize] {
            outlines[grid].stations.push(station);
        }
    }
    outlines
}

/// The surroundings of the stations of every level that has no polygons.
fn surroundings<'m, 'd: 'm>(
    district: &District,
    membership: &Membership,
    operating: &[u32],
    polygons: &[Outline],
    measure: impl Fn(u8) -> &'m Measure<'d> + Sync,
) -> Vec<Outline> {
    let drawn: FxHashSet<u8> = district.grids.levels().iter().copied().collect();
    let by_id: FxHashMap<&str, u32> = operating
        .iter()
        .map(|&s| (district.stations[s as usize].id.as_str(), s))
        .collect();
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
        for &s in
            operating.iter().filter(|&&s| district.stations[s as usize].level == level)
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
            share_out(district, measure(level), id, stations, points)
        };
        let shared: Vec<Vec<(u32, Outline)>> = families.par_iter().map(of).collect();
        made.extend(shared.into_iter().flatten());
    }
    let mut made: Vec<(u32, Outline)> = made.into_iter().collect();
    made.sort_unstable_by_key(|&(station, _)| station);
    made.into_iter().map(|(_, outline)| outline).collect()
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
    measure: &Measure<'_>,
    parent: Option<&String>,
    stations: &[u32],
    points: &[u32],
) -> Vec<(u32, Outline)> {
    let mut shares: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    if let [only] = stations
        && matches!(measure, Measure::Straight(_))
    {
        shares.insert(*only, points.to_vec());
    } else {
        for (&point, label) in points.iter().zip(measure.nearest_for(stations, points)) {
            if label != Label::NONE {
                shares.entry(label.station()).or_default().push(point);
            }
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
