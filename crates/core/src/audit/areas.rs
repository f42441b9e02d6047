//! Sums by area: those of the counties are those of the city.

use super::{Audited, floor};
use crate::circle::operates;
use crate::community::Communities;
use crate::coverage::Count;
use crate::model::{Weight, sites};

/// One area with an outline, and everything in it.
///
/// A station, and its floor area, counts in the one area of each level that it belongs to, also
/// where it serves several communities: so areas add up to those above, up to what lies in none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaAudit {
    /// The grid, by its place in the input.
    pub grid: usize,
    /// Communities in it, itself if it is one.
    pub communities: usize,
    /// Those of them that some station serves which operates.
    pub present: usize,
    /// Stations that belong to it and operate.
    pub stations: usize,
    /// Sites they stand on (rule 15).
    pub sites: usize,
    /// Services they offer, each once a station; `None` where no file says.
    pub services: Option<usize>,
    /// Their floor area in square meters, once a site; `None` where no file says.
    pub area: Option<Weight>,
    /// Resources in it.
    pub resources: usize,
    /// Everybody in it.
    pub people: Count,
    /// Those who are covered at the last level.
    pub covered: Count,
    /// Those of whom nobody knows whether they are (rule 13).
    pub unknown: Count,
}

/// Everything by area, in input order.
pub(super) fn roll_up(audited: Audited<'_>, communities: &Communities) -> Vec<AreaAudit> {
    let Audited { district, resources, evaluation, .. } = audited;
    let (grids, demand) = (&district.grids, &district.demand);
    let numbers = sites(&district.stations);
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); grids.list().len()];
    for (place, station) in (0..).zip(&district.stations) {
        if operates(station) {
            for grid in grids.of(station.community.as_deref(), station.position) {
                members[grid].push(place);
            }
        }
    }
    let mut resources_in = vec![0; grids.list().len()];
    for resource in resources {
        for grid in grids.of(resource.community.as_deref(), resource.position) {
            resources_in[grid] += 1;
        }
    }
    let (known, present) = communities_in(audited, communities);
    let area = |grid: usize| {
        let own = || members[grid].iter().map(|&s| (s, &district.stations[s as usize]));
        let answer = evaluation.areas.iter().find(|area| area.grid == Some(grid));
        let last = answer.and_then(|area| area.levels.last());
        let nobody = || Count::none(demand);
        let offered = own().filter_map(|(_, s)| s.facts.services.as_ref());
        let offered: Vec<usize> = offered.map(Vec::len).collect();
        AreaAudit {
            grid,
            communities: known[grid],
            present: present[grid],
            stations: members[grid].len(),
            sites: floor::distinct(members[grid].iter().copied(), &numbers),
            services: (!offered.is_empty()).then(|| offered.iter().sum()),
            area: floor::of_sites(own(), &numbers),
            resources: resources_in[grid],
            people: last.map_or_else(nobody, |last| last.coverage.total.clone()),
            covered: last.map_or_else(nobody, |last| last.coverage.covered.clone()),
            unknown: last.map_or_else(nobody, |last| last.coverage.unknown.clone()),
        }
    };
    (0..grids.list().len()).map(area).collect()
}

/// By grid, how many communities lie in it, and how many of them have a station.
fn communities_in(
    audited: Audited<'_>,
    communities: &Communities,
) -> (Vec<usize>, Vec<usize>) {
    let grids = &audited.district.grids;
    let (mut known, mut present) =
        (vec![0; grids.list().len()], vec![0; grids.list().len()]);
    for community in communities.list() {
        let open = |&&s: &&u32| operates(&audited.district.stations[s as usize]);
        let has = community.stations.iter().any(|s| open(&s));
        let Some(grid) = community.grid else { continue };
        for above in grids.chain(grid) {
            known[above] += 1;
            present[above] += usize::from(has);
        }
    }
    (known, present)
}
