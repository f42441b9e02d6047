//! What a scenario changes, and the district that comes of it.

use crate::LngLat;
use crate::model::{Demand, District, Extent, Standing, Station, Status, undated};
use crate::network::Network;
use geo::{Intersects, MultiPolygon, Point};

/// What is added, moved, closed or scaled over a district as it stands.
///
/// # Order
///
/// Demand is scaled before more is added; stations are added before any is edited, one edit after
/// the other; the study area comes last. What is added stands behind what is there, as it would in
/// files read one after the other.
///
/// # Examples
///
/// ```
/// use walkshed::model::District;
/// use walkshed::scenario::Changes;
///
/// let district = District::default();
/// assert!(Changes::default().apply(&district).stations.is_empty());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Growth and decline of what is there, in order.
    pub scale_demand: Vec<Scaling>,
    /// Planned plots; groups are matched by name.
    pub add_demand: Demand,
    /// Stations to come.
    pub add_stations: Vec<Station>,
    /// Stations moved, closed or given another level, in order.
    pub edit_stations: Vec<StationEdit>,
    /// All streets, where any are added or removed.
    pub network: Option<Network>,
    /// How far they are mapped, where that changes.
    pub extent: Option<Extent>,
    /// Only demand inside is counted; stations and streets stay.
    ///
    /// # CRS
    ///
    /// WGS 84 longitude, latitude.
    pub study_area: Option<MultiPolygon>,
}

/// A multiple of some demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaling {
    /// The group, of all years if it does not name one; `None` is every group.
    pub group: Option<String>,
    /// The points, by their place; `None` is everybody.
    pub points: Option<Vec<u32>>,
    /// The multiple in millionths: 1,200,000 is a fifth more.
    pub millionths: u32,
}

/// What happens to one station.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StationEdit {
    /// The station by its place, added ones behind those that are there.
    pub station: u32,
    /// What happens.
    pub edit: Edit,
}

/// What may happen to a station.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Edit {
    /// Its door is elsewhere.
    Move(LngLat),
    /// It is of another level.
    Relevel(u8),
    /// It serves nobody any more; it stays in the list.
    Close,
}

impl Changes {
    /// The district that comes of it; places that are not there are passed over.
    ///
    /// # Cost
    ///
    /// A copy of the district.
    #[must_use]
    pub fn apply(&self, district: &District) -> District {
        let mut changed = district.clone();
        for scaling in &self.scale_demand {
            scaling.apply(&mut changed.demand);
        }
        changed.demand.append(self.add_demand.clone());
        changed.stations.extend(self.add_stations.iter().cloned());
        for StationEdit { station, edit } in &self.edit_stations {
            let Some(station) = changed.stations.get_mut(*station as usize) else {
                continue;
            };
            match *edit {
                Edit::Move(position) => {
                    station.position = position;
                    station.entrances.clear(); // they were where it stood
                }
                Edit::Relevel(level) => station.level = level,
                Edit::Close => {
                    station.status = Status::Closed;
                    station.standing = Standing::ByStatus; // whatever was asked of it
                }
            }
        }
        let deepest = changed.stations.iter().map(|station| station.level).max();
        changed.levels = changed.levels.max(deepest.unwrap_or(0));
        if let Some(network) = &self.network {
            changed.network = Some(network.clone());
        }
        if let Some(extent) = &self.extent {
            changed.extent = extent.clone();
        }
        if let Some(area) = &self.study_area {
            changed.demand.retain(|point| area.intersects(&Point::from(point.position)));
        }
        changed
    }
}

impl Scaling {
    fn apply(&self, demand: &mut Demand) {
        let everybody = || (0..demand.len() as u32).collect();
        let points = self.points.clone().unwrap_or_else(everybody);
        let wanted = |name: &String| {
            let is = |group: &String| group == name || group == undated(name).0;
            self.group.as_ref().is_none_or(is)
        };
        let groups: Vec<usize> = (0..demand.groups().len())
            .filter(|&group| wanted(&demand.groups()[group]))
            .collect();
        for group in groups {
            demand.scale(group, &points, self.millionths);
        }
    }
}
