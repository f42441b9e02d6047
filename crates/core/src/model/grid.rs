//! Administrative areas: the town, its communities, and whatever lies below (一级网格 … 四级网格).

use crate::LngLat;
use crate::box_tree::{Box7, BoxTree};
use geo::{CoordsIter, Intersects, MultiPolygon, Point};
use rustc_hash::FxHashMap;

/// One administrative area with an outline.
#[doc(alias = "网格")]
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Its identity, unique in the project.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Rung of the hierarchy, from 1.
    pub level: u8,
    /// Id of the area that it is part of.
    pub parent: Option<String>,
    /// Its outline on WGS 84.
    pub shape: MultiPolygon,
}

/// All areas of a project, indexed by place and by name.
#[derive(Clone, Debug, Default)]
pub struct Grids {
    list: Vec<Grid>,
    parents: Vec<Option<usize>>,
    by_name: FxHashMap<String, usize>,
    /// Levels that have an area, deepest first.
    levels: Vec<u8>,
    tree: BoxTree,
}

impl Grids {
    /// Indexes the areas. Unknown parents and cycles are cut, see
    /// [`HierarchyFault::of_grids`](super::HierarchyFault::of_grids) for naming them.
    #[must_use]
    pub fn new(list: Vec<Grid>) -> Self {
        let mut by_name = FxHashMap::default();
        // ids win over names, the first in input over the later
        for (i, grid) in list.iter().enumerate() {
            by_name.entry(grid.id.clone()).or_insert(i);
        }
        let parents = list
            .iter()
            .map(|g| {
                by_name
                    .get(g.parent.as_ref()?)
                    .copied()
                    .filter(|&p| list[p].level < g.level)
            })
            .collect();
        for (i, grid) in list.iter().enumerate() {
            by_name.entry(grid.name.clone()).or_insert(i);
        }
        let mut levels: Vec<u8> = list.iter().map(|g| g.level).collect();
        levels.sort_unstable_by(|a, b| b.cmp(a));
        levels.dedup();
        let entry =
            |(i, g): (usize, &Grid)| (i as u32, Box7::around(g.shape.coords_iter()));
        let tree = BoxTree::new(&list.iter().enumerate().map(entry).collect::<Vec<_>>());
        Self { list, parents, by_name, levels, tree }
    }

    /// The areas in input order.
    #[must_use]
    pub fn list(&self) -> &[Grid] {
        &self.list
    }

    /// Levels that have an area, deepest first.
    #[must_use]
    pub fn levels(&self) -> &[u8] {
        &self.levels
    }

    /// The area with this id, or else this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The areas that a place belongs to, one a level at most, deepest first (rule 17).
    ///
    /// A declared community wins over geometry, and brings the areas above it; below it, and
    /// where nothing is declared, the place decides: the first area in input order that holds
    /// the position, its border included, and fits the areas already found.
    #[must_use]
    pub fn of(&self, community: Option<&str>, position: LngLat) -> Vec<usize> {
        let mut found = FxHashMap::default(); // level -> area
        if let Some(declared) = community.and_then(|name| self.find(name)) {
            self.adopt(declared, &mut found);
        }
        if found.len() < self.levels.len() {
            for area in self.holding(position) {
                if self.fits(area, &found) {
                    self.adopt(area, &mut found);
                }
            }
        }
        self.levels.iter().filter_map(|level| found.get(level).copied()).collect()
    }

    /// An area and all above it, upwards.
    pub fn chain(&self, area: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(area), |&area| self.parents.get(area).copied()?)
    }

    /// Areas holding a position, deepest level first, then in input order.
    fn holding(&self, position: LngLat) -> Vec<usize> {
        let point = Point::from(position);
        let mut areas = Vec::new();
        self.tree.overlapping(Box7::around([position.into()]), |area| {
            if self.list[area as usize].shape.intersects(&point) {
                areas.push(area as usize);
            }
            true
        });
        areas.sort_unstable_by_key(|&a| (std::cmp::Reverse(self.list[a].level), a));
        areas
    }

    /// Adds an area and all above it.
    fn adopt(&self, area: usize, found: &mut FxHashMap<u8, usize>) {
        for area in self.chain(area) {
            found.entry(self.list[area].level).or_insert(area);
        }
    }

    /// Whether no area of this one's chain contradicts what is found already.
    fn fits(&self, area: usize, found: &FxHashMap<u8, usize>) -> bool {
        let mut next = Some(area);
        while let Some(area) = next {
            if found.get(&self.list[area].level).is_some_and(|&other| other != area) {
                return false;
            }
            next = self.parents[area];
        }
        !found.contains_key(&self.list[area].level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Rect, coord};

    fn grid(id: &str, level: u8, parent: Option<&str>, x: [f64; 2]) -> Grid {
        let shape =
            Rect::new(coord! {x: x[0], y: 0.0}, coord! {x: x[1], y: 1.0}).to_polygon();
        Grid {
            id: id.into(),
            name: format!("社区{id}"),
            level,
            parent: parent.map(Into::into),
            shape: MultiPolygon(vec![shape]),
        }
    }

    fn ids(grids: &Grids, community: Option<&str>, lng: f64) -> Vec<String> {
        let at = LngLat::new(lng, 0.5).unwrap();
        grids.of(community, at).into_iter().map(|i| grids.list()[i].id.clone()).collect()
    }

    #[test]
    fn a_border_point_belongs_to_the_first_area_and_a_declaration_wins() {
        let grids = Grids::new(vec![
            grid("town", 1, None, [0.0, 2.0]),
            grid("A", 2, Some("town"), [0.0, 1.0]),
            grid("B", 2, Some("town"), [1.0, 2.0]),
        ]);
        assert_eq!(ids(&grids, None, 1.0), ["A", "town"]);
        assert_eq!(ids(&grids, Some("B"), 0.5), ["B", "town"]);
        assert_eq!(ids(&grids, Some("社区B"), 0.5), ["B", "town"]);
        assert_eq!(ids(&grids, Some("unheard of"), 0.5), ["A", "town"]);
        assert!(ids(&grids, None, 5.0).is_empty());
    }

    #[test]
    fn below_a_declared_community_only_its_own_parts_count() {
        let grids = Grids::new(vec![
            grid("A", 2, None, [0.0, 1.0]),
            grid("B", 2, None, [1.0, 2.0]),
            grid("A1", 3, Some("A"), [0.0, 1.0]),
            grid("B1", 3, Some("B"), [0.0, 2.0]),
        ]);
        assert_eq!(ids(&grids, Some("B"), 0.5), ["B1", "B"]);
    }
}
