//! Which station answers for which area.

use crate::coverage::Evaluation;
use crate::model::District;
use std::collections::BTreeSet;

/// An area, and a station that answers for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Community {
    /// The area, by its place among those of the evaluation.
    pub(super) area: usize,
    /// The station, by its place in the input.
    pub(super) station: usize,
}

/// The stations that count, in input order.
pub(super) fn counted(district: &District, evaluation: &Evaluation) -> Vec<usize> {
    let counts = |&s: &usize| {
        let left_out = evaluation.stations.get(s).is_none_or(|a| a.left_out.is_some());
        !left_out && district.stations[s].absence().is_none()
    };
    (0..district.stations.len()).filter(counts).collect()
}

/// The areas that have no areas below, by their place among those of the evaluation, with the stations
/// that answer for them.
///
/// Of a district where every station that is there counts: [`District::at_any_hour`].
#[must_use]
pub fn main_stations(
    district: &District,
    evaluation: &Evaluation,
) -> Vec<(usize, usize)> {
    let found = communities(district, evaluation, &counted(district, evaluation));
    found.into_iter().map(|one| (one.area, one.station)).collect()
}

/// The main stations of all areas with outlines that have no areas below; a station answers for one area at most.
pub(super) fn communities(
    district: &District,
    evaluation: &Evaluation,
    stations: &[usize],
) -> Vec<Community> {
    let grids = district.grids.list();
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); grids.len()];
    for &s in stations {
        let station = &district.stations[s];
        for grid in district.grids.of(station.community.as_deref(), station.position) {
            inside[grid].push(s);
        }
    }
    let wholes: BTreeSet<&str> =
        grids.iter().filter_map(|grid| grid.parent.as_deref()).collect();
    let level = |&s: &usize| district.stations[s].level;
    let mut found: Vec<Community> = Vec::new();
    let mut answering: BTreeSet<usize> = BTreeSet::new();
    for (nth, area) in evaluation.areas.iter().enumerate() {
        let Some(grid) = area.grid else { continue };
        let highest = inside[grid].iter().map(level).min();
        if wholes.contains(area.id.as_str()) {
            continue; // a town is no community
        }
        let own = inside[grid].iter().map(level).any(|level| level == area.level);
        let wanted = if own { Some(area.level) } else { highest };
        for &s in &inside[grid] {
            if Some(level(&s)) == wanted && answering.insert(s) {
                found.push(Community { area: nth, station: s });
            }
        }
    }
    found
}
