//! Stations as they are judged, with coordinates and without.

use super::column::Headers;
use crate::Loaded;
use walkshed::LngLat;

use walkshed::model::{Absence, Facts, Standing, Station, Status, Value, sites};

/// One station that is judged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) level: Option<u8>,
    pub(super) community: Option<&'a str>,
    pub(super) status: Status,
    pub(super) facts: &'a Facts,
    pub(super) properties: &'a [(String, Value)],
    pub(super) position: Option<LngLat>,
    /// Its place in the district, if it has coordinates.
    pub(super) place: Option<u32>,
    /// Its site; a station without coordinates is one of its own.
    pub(super) site: usize,
}

/// All of them: in input order, those without coordinates last.
#[derive(Debug)]
pub(super) struct Entries<'a> {
    pub(super) list: Vec<Entry<'a>>,
    /// The areas that each belongs to.
    pub(super) areas: Vec<Vec<usize>>,
    /// What their columns mean.
    pub(super) headers: Headers<'a>,
}

impl<'a> Entries<'a> {
    pub(super) fn of(loaded: &'a Loaded) -> Self {
        let district = &loaded.district;
        let sites = sites(&district.stations);
        let mut list: Vec<Entry<'a>> = Vec::new();
        for (place, station) in district.stations.iter().enumerate() {
            if is_judged(station.status) && is_there(station) {
                list.push(Entry {
                    id: &station.id,
                    name: &station.name,
                    level: Some(station.level),
                    community: station.community.as_deref(),
                    status: station.status,
                    facts: &station.facts,
                    properties: &station.properties,
                    position: Some(station.position),
                    place: Some(place as u32),
                    site: sites[place] as usize,
                });
            }
        }
        for (nth, one) in loaded.unplaced.iter().enumerate() {
            if is_judged(one.status) {
                list.push(Entry {
                    id: &one.id,
                    name: &one.name,
                    level: one.level,
                    community: one.community.as_deref(),
                    status: one.status,
                    facts: &one.facts,
                    properties: &one.properties,
                    position: None,
                    place: None,
                    site: district.stations.len() + nth,
                });
            }
        }
        let areas = list.iter().map(|entry| areas_of(loaded, entry)).collect();
        let headers = Headers::of(&list, &loaded.packs.vocabulary);
        Self { list, areas, headers }
    }
}

/// Whether there is, or was, something to judge.
fn is_judged(status: Status) -> bool {
    !matches!(status, Status::Planned | Status::UnderConstruction | Status::Closed)
}

/// Whether it is there on the day of the run; hours and filters change nothing.
fn is_there(station: &Station) -> bool {
    station.standing != Standing::Absent(Absence::NotThatDay)
}

/// The areas of a station, deepest first; without coordinates, those above what it declares.
fn areas_of(loaded: &Loaded, entry: &Entry<'_>) -> Vec<usize> {
    let grids = &loaded.district.grids;
    if let Some(position) = entry.position {
        return grids.of(entry.community, position);
    }
    let mut next = entry.community.and_then(|name| grids.find(name));
    let mut areas = Vec::new();
    while let Some(area) = next.filter(|area| !areas.contains(area)) {
        areas.push(area);
        next = grids.list()[area].parent.as_ref().and_then(|parent| grids.find(parent));
    }
    areas
}
