//! Stations and demand against the grids.

use super::Patient;
use crate::finding::Symptom;

/// Stations in no grid, or in another than they name.
pub(super) fn stations(patient: &mut Patient<'_>) {
    let grids = &patient.loaded.district.grids;
    if grids.list().is_empty() {
        return;
    }
    for (nth, station) in patient.loaded.district.stations.iter().enumerate() {
        let holders = grids.of(None, station.position);
        let declared = station.community.as_deref().and_then(|name| grids.find(name));
        let symptom = match declared {
            Some(declared) if !holders.contains(&declared) => {
                let level = grids.list()[declared].level;
                let beside = holders.iter().map(|&grid| &grids.list()[grid]);
                let found = beside.filter(|grid| grid.level == level);
                Symptom::OtherGrid { found: found.map(|grid| grid.name.clone()).next() }
            }
            None if holders.is_empty() => Symptom::OutsideGrids,
            _ => continue,
        };
        patient.station(nth, symptom);
    }
}

/// Demand in no grid.
pub(super) fn demand(patient: &mut Patient<'_>) {
    let grids = &patient.loaded.district.grids;
    if grids.list().is_empty() {
        return;
    }
    for (nth, point) in patient.loaded.district.demand.points().iter().enumerate() {
        if grids.of(point.community.as_deref(), point.position).is_empty() {
            patient.demand(nth, Symptom::OutsideGrids);
        }
    }
}
