//! Floor areas, each site's once.

use crate::model::{Station, Weight};
use rustc_hash::FxHashMap;

/// Floor area for the public in square meters, else in all; `None` where the file does not say.
pub(super) fn area(station: &Station) -> Option<Weight> {
    let facts = &station.facts;
    let said = facts.service_area.or(facts.floor_area)?;
    Weight::from_f64(said.m2).ok()
}

/// The floor area of some stations: of each site the largest that any of its stations says.
/// `None` where nobody says any.
pub(super) fn of_sites<'s>(
    stations: impl Iterator<Item = (u32, &'s Station)>,
    sites: &[u32],
) -> Option<Weight> {
    let mut by_site: FxHashMap<u32, Weight> = FxHashMap::default();
    for (place, station) in stations {
        if let Some(area) = area(station) {
            let known = by_site.entry(sites[place as usize]).or_default();
            *known = area.max(*known);
        }
    }
    (!by_site.is_empty()).then(|| by_site.into_values().sum())
}

/// How many distinct sites some stations stand on.
pub(super) fn distinct(stations: impl Iterator<Item = u32>, sites: &[u32]) -> usize {
    let mut seen: Vec<u32> = stations.map(|place| sites[place as usize]).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len()
}
