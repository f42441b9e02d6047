//! Coverage by area: polygons, and where a level has none, the surroundings of its stations
//! (rule 17).

use super::kept::Before;
use super::surroundings::{Families, NearestOf, surroundings};
use super::{Coverage, LevelAnswer};
use crate::model::{DemandPoint, District, Grids, Station};
use rayon::prelude::*;
use std::sync::Arc;

/// The answer of one area: a polygon of the input, or the surroundings of a station.
///
/// # Order
///
/// `points` rise; `levels` run from 1. A parent's demand is that of its children plus what lies
/// in none of them.
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
pub(super) struct Outline {
    pub(super) area: Area,
    /// Stations whose area it is.
    pub(super) stations: Vec<u32>,
}

/// Which grids every demand point and station belongs to, deepest first.
#[derive(Debug)]
pub(super) struct Membership {
    points: Arc<Vec<Vec<usize>>>,
    pub(super) stations: Vec<Vec<usize>>,
}

impl Membership {
    pub(super) fn of(district: &District, before: Option<&Before<'_>>) -> Self {
        let grids = &district.grids;
        let points = district.demand.points();
        let of = |p: &DemandPoint| grids.of(p.community.as_deref(), p.position);
        let points = match before.filter(|before| before.delta.same_grids) {
            Some(before) => {
                let fresh = |fresh: &[u32]| {
                    fresh.par_iter().map(|&p| of(&points[p as usize])).collect()
                };
                before.points().carry(&before.kept.membership.points, fresh)
            }
            None => Arc::new(points.par_iter().map(of).collect()),
        };
        let stations = district.stations.iter().map(|s| grids_of(grids, s)).collect();
        Self { points, stations }
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
/// `rooted` are the stations that have an area, whether or not they are tied to the streets and
/// open.
pub(super) fn areas(
    district: &District,
    membership: &Membership,
    rooted: &[u32],
    levels: &[LevelAnswer],
    nearest: &NearestOf<'_>,
) -> (Vec<Area>, Families) {
    let mut outlines = polygons(district, membership, rooted);
    let (made, families) = surroundings(district, membership, rooted, &outlines, nearest);
    outlines.extend(made);
    let outlines = outlines.into_par_iter();
    (outlines.map(|outline| count(district, levels, outline)).collect(), families)
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
    rooted: &[u32],
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
    for &station in rooted {
        for &grid in &membership.stations[station as usize] {
            outlines[grid].stations.push(station);
        }
    }
    outlines
}
