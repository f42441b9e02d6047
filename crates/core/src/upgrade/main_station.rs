//! Which station answers for which area.

use crate::coverage::Evaluation;
use crate::model::District;

/// An area, and a station that answers for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Community {
    /// The area, by its place among those of the evaluation.
    pub(super) area: usize,
    /// The station, by its place in the input.
    pub(super) station: usize,
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
    let level = |&s: &usize| district.stations[s].level;
    let mut found: Vec<Community> = Vec::new();
    for (nth, area) in evaluation.areas.iter().enumerate() {
        let Some(grid) = area.grid else { continue };
        let highest = inside[grid].iter().map(level).min();
        if grids.iter().any(|other| other.parent.as_ref() == Some(&area.id)) {
            continue; // a town is no community
        }
        let own = inside[grid].iter().map(level).any(|level| level == area.level);
        let wanted = if own { Some(area.level) } else { highest };
        for &s in &inside[grid] {
            let known = found.iter().any(|community| community.station == s);
            if Some(level(&s)) == wanted && !known {
                found.push(Community { area: nth, station: s });
            }
        }
    }
    found
}
