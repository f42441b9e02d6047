//! Communities: the smallest areas that a project knows, and who belongs to which.
//!
//! Where there are grids with outlines, the communities are those of the deepest level that has
//! any; else the names that stations and demand declare. A declared community wins over geometry
//! (rule 17). A station may *serve* several communities, and *belongs* to the first of them: lists
//! name it in each that it serves, sums count it once.

use crate::LngLat;
use crate::coverage::Count;
use crate::model::{Demand, District, Grids, Resource, Station};
use rustc_hash::FxHashMap;

/// One community.
#[doc(alias = "社区")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Community {
    /// Id of its grid, or the name that was declared.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its outline, by its place among the grids.
    pub grid: Option<usize>,
    /// Its demand points, in input order.
    pub points: Vec<u32>,
    /// The stations that serve it, in input order, whatever their status.
    pub stations: Vec<u32>,
}

/// All communities, in the order of the grids or, where there are none, of first mention.
///
/// # Examples
///
/// ```
/// use walkshed::community::Communities;
/// use walkshed::model::{District, Station};
/// use walkshed::LngLat;
///
/// let mut shared = Station::new("S1", 1, LngLat::new(116.0, 28.0)?);
/// shared.facts.communities = vec!["north".into(), "south".into()];
/// let district = District { stations: vec![shared], ..District::default() };
/// let communities = Communities::of(&district);
/// assert_eq!(communities.list().len(), 2);
/// assert_eq!(communities.list()[1].stations, [0]); // it serves both
/// assert_eq!(communities.of_station(0), Some(0)); // and belongs to the first
/// # Ok::<(), walkshed::InvalidPosition>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Communities {
    list: Vec<Community>,
    by_name: FxHashMap<String, usize>,
    by_grid: FxHashMap<usize, usize>,
    points: Vec<Option<u32>>,
    stations: Vec<Option<u32>>,
}

impl Communities {
    /// Finds the communities of a district.
    ///
    /// # Cost
    ///
    /// One look-up a demand point and station.
    #[must_use]
    pub fn of(district: &District) -> Self {
        let mut communities = Self::default();
        match district.grids.levels().first() {
            Some(&deepest) => communities.take_grids(&district.grids, deepest),
            None => communities.take_names(district),
        }
        let place = |communities: &Self, declared: Option<&str>, at| {
            communities.place(&district.grids, declared, at)
        };
        for (nth, point) in (0..).zip(district.demand.points()) {
            let home = place(&communities, point.community.as_deref(), point.position);
            communities.points.push(home.map(|home| home as u32));
            if let Some(home) = home {
                communities.list[home].points.push(nth);
            }
        }
        for (nth, station) in (0..).zip(&district.stations) {
            let first = declared(station).next();
            let home = place(&communities, first, station.position);
            communities.stations.push(home.map(|home| home as u32));
            let others = declared(station).skip(1);
            let others = others.filter_map(|name| communities.find(name));
            let mut served: Vec<usize> = home.into_iter().chain(others).collect();
            served.sort_unstable();
            served.dedup();
            for community in served {
                communities.list[community].stations.push(nth);
            }
        }
        communities
    }

    fn take_grids(&mut self, grids: &Grids, level: u8) {
        for (place, grid) in grids.list().iter().enumerate() {
            if grid.level == level {
                self.by_grid.insert(place, self.list.len());
                self.push(&grid.id, &grid.name, Some(place));
            }
        }
        // ids win over names
        for (nth, community) in self.list.iter().enumerate() {
            self.by_name.entry(community.name.clone()).or_insert(nth);
        }
    }

    fn take_names(&mut self, district: &District) {
        let stations = district.stations.iter().flat_map(declared);
        let demand = district.demand.points().iter();
        let demand = demand.filter_map(|point| point.community.as_deref());
        for name in stations.chain(demand) {
            if !self.by_name.contains_key(name) {
                self.push(name, name, None);
            }
        }
    }

    fn push(&mut self, id: &str, name: &str, grid: Option<usize>) {
        self.by_name.insert(id.to_owned(), self.list.len());
        let (id, name) = (id.to_owned(), name.to_owned());
        let (points, stations) = (Vec::new(), Vec::new());
        self.list.push(Community { id, name, grid, points, stations });
    }

    /// The communities.
    #[must_use]
    pub fn list(&self) -> &[Community] {
        &self.list
    }

    /// The community with this id, or else this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The community of a demand point.
    #[must_use]
    pub fn of_point(&self, point: u32) -> Option<usize> {
        self.points.get(point as usize).copied().flatten().map(|home| home as usize)
    }

    /// The community that a station belongs to.
    #[must_use]
    pub fn of_station(&self, station: u32) -> Option<usize> {
        self.stations.get(station as usize).copied().flatten().map(|home| home as usize)
    }

    /// The community that a resource belongs to.
    #[must_use]
    pub fn of_resource(&self, district: &District, resource: &Resource) -> Option<usize> {
        self.place(&district.grids, resource.community.as_deref(), resource.position)
    }

    /// The people of a community.
    #[must_use]
    pub fn count(&self, demand: &Demand, community: usize) -> Count {
        let points = &self.list[community].points;
        Count::of(demand, points.iter().map(|&point| point as usize))
    }

    fn place(&self, grids: &Grids, declared: Option<&str>, at: LngLat) -> Option<usize> {
        if grids.list().is_empty() {
            return self.find(declared?);
        }
        let of = grids.of(declared, at);
        of.iter().find_map(|grid| self.by_grid.get(grid).copied())
    }
}

/// The communities that a station declares, the one it belongs to first.
fn declared(station: &Station) -> impl Iterator<Item = &str> {
    let own = station.community.as_deref();
    let all = station.facts.communities.iter().map(String::as_str);
    own.into_iter().chain(all.filter(move |name| own != Some(name)))
}
