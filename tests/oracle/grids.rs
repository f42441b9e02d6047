//! Grids: those with polygons, and those that stations stand for (rule 17).

use std::collections::BTreeSet;

use super::plane::contains;
use super::solved::{Metric, Solved};

/// The grid of a station whose level has no polygons.
#[derive(Debug, Clone, PartialEq)]
pub struct StationGrid {
    /// The station, by its place; its id is the grid's.
    pub station: usize,
    /// Its level.
    pub level: u32,
    /// Id of the grid above it.
    pub parent: Option<String>,
    /// Its blocks by their places, in input order.
    pub blocks: Vec<usize>,
    /// Smallest difference between the nearest and the second nearest station that shares the
    /// parent, over the blocks of the parent, in meters.
    pub margin_m: f64,
}

impl Solved<'_> {
    /// The blocks of a grid that has a polygon.
    ///
    /// A block that declares a community is in that grid and in those above it. At any other
    /// level it is in the first grid whose polygon holds its centroid, border included.
    #[must_use]
    pub fn polygon_grid(&self, id: &str) -> Vec<usize> {
        let blocks = 0..self.town.blocks.len();
        blocks.filter(|block| self.polygon_grids_of(*block).contains(id)).collect()
    }

    /// The ids of the grids with polygons that a block is in.
    fn polygon_grids_of(&self, block: usize) -> BTreeSet<&str> {
        let (town, block) = (self.town, &self.town.blocks[block]);
        let (mut ids, mut levels) = (BTreeSet::new(), BTreeSet::new());
        let mut declared = block.community.as_deref();
        while let Some(grid) = town.grids.iter().find(|g| Some(g.id.as_str()) == declared)
        {
            if !ids.insert(grid.id.as_str()) {
                break;
            }
            levels.insert(grid.level);
            declared = grid.parent.as_deref();
        }
        for grid in &town.grids {
            if !levels.contains(&grid.level) && contains(&grid.rings, block.place()) {
                ids.insert(grid.id.as_str());
                levels.insert(grid.level);
            }
        }
        ids
    }

    /// The grids of all stations whose level has no polygons, upper levels first, each level
    /// in input order.
    #[must_use]
    pub fn station_grids(&self, metric: Metric) -> Vec<StationGrid> {
        let stations = &self.town.stations;
        let levels: BTreeSet<u32> =
            stations.iter().map(|station| station.level).collect();
        let mut grids = Vec::new();
        for level in levels.into_iter().filter(|level| !self.has_polygons(*level)) {
            let like = self.stations_of(&[level]);
            let parents: Vec<_> = like.iter().map(|s| self.parent_grid(*s)).collect();
            let mut made = Vec::new();
            for (station, parent) in like.iter().zip(&parents) {
                let shares = |(other, theirs): (&usize, &Option<String>)| {
                    (theirs == parent).then_some(*other)
                };
                let rivals: Vec<_> =
                    like.iter().zip(&parents).filter_map(shares).collect();
                let demand = self.grid_demand(parent.as_deref(), &grids);
                made.push(self.territory(
                    metric,
                    *station,
                    parent.clone(),
                    &rivals,
                    &demand,
                ));
            }
            grids.append(&mut made);
        }
        grids
    }

    fn has_polygons(&self, level: u32) -> bool {
        self.town.grids.iter().any(|grid| grid.level == Some(level))
    }

    /// The grid above a station's: its parent station's, where that has no polygon either, else
    /// the polygon of its community.
    fn parent_grid(&self, station: usize) -> Option<String> {
        let town = self.town;
        let station = &town.stations[station];
        let parent =
            town.stations.iter().find(|other| Some(&other.id) == station.parent.as_ref());
        if let Some(parent) = parent.filter(|parent| !self.has_polygons(parent.level)) {
            return Some(parent.id.clone());
        }
        let community = station.community.as_ref()?;
        town.grids.iter().find(|grid| grid.id == *community).map(|grid| grid.id.clone())
    }

    /// The blocks of a parent grid; all blocks where there is none.
    fn grid_demand(&self, parent: Option<&str>, above: &[StationGrid]) -> Vec<usize> {
        let Some(id) = parent else { return (0..self.town.blocks.len()).collect() };
        let name = |grid: &&StationGrid| self.town.stations[grid.station].id == id;
        let station_grid = above.iter().find(name).map(|grid| grid.blocks.clone());
        station_grid.unwrap_or_else(|| self.polygon_grid(id))
    }

    fn territory(
        &self,
        metric: Metric,
        station: usize,
        parent: Option<String>,
        rivals: &[usize],
        demand: &[usize],
    ) -> StationGrid {
        let mine = |block: &usize| {
            let nearest = self.nearest_of(metric, rivals, *block);
            nearest.is_some_and(|near| near.station == station)
        };
        let margins =
            demand.iter().map(|block| self.tie_margin_m(metric, rivals, *block));
        StationGrid {
            station,
            level: self.town.stations[station].level,
            parent,
            blocks: demand.iter().copied().filter(mine).collect(),
            margin_m: margins.fold(f64::INFINITY, f64::min),
        }
    }
}
