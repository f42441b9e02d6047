//! Which stations count in a run, and why the others do not.

use super::ground::Ground;
use super::station::LeftOut;
use crate::model::{Absence, Standing, Station};

/// Which stations count in a run, by their place in the input, rising.
#[derive(Debug)]
pub(super) struct Roll {
    /// By station.
    pub(super) left_out: Vec<Option<LeftOut>>,
    /// Stations that count, wherever they are: what counts straight.
    pub(super) serving: Vec<u32>,
    /// Stations that count, and are tied to the streets where the run needs them.
    pub(super) used: Vec<u32>,
    /// Stations that would serve were they open, or asked for.
    pub(super) closed: Vec<u32>,
    /// Stations whose hours are not known, wherever they are.
    pub(super) unsure: Vec<u32>,
    /// Of them, those that would serve were they open.
    pub(super) unsure_tied: Vec<u32>,
    /// Stations that have an area, whether or not they are tied to the streets: neither hours nor
    /// filters change grids (rule 17).
    pub(super) rooted: Vec<u32>,
    /// Of them, those that are tied to the streets.
    pub(super) rooted_tied: Vec<u32>,
}

impl Roll {
    /// Calls the stations of a ground, each with its standing.
    pub(super) fn call(
        ground: &Ground<'_>,
        standing: impl Fn(usize, &Station) -> Standing,
    ) -> Self {
        let stations = &ground.district.stations;
        let too_far: Vec<bool> =
            (0..stations.len() as u32).map(|s| ground.too_far(s)).collect();
        let standings: Vec<Standing> = stations
            .iter()
            .enumerate()
            .map(|(s, station)| standing(s, station))
            .collect();
        let absence: Vec<Option<Absence>> = stations
            .iter()
            .zip(&standings)
            .map(|(station, standing)| standing.absence_of(station.status))
            .collect();
        let unsure = |s: usize| standings[s] == Standing::HoursUnknown;
        let left_out = |s: usize| match absence[s] {
            Some(absence) => Some(LeftOut::Absent(absence)),
            None if too_far[s] => Some(LeftOut::NoStreet),
            None => unsure(s).then_some(LeftOut::HoursUnknown),
        };
        let those = |wanted: &dyn Fn(usize) -> bool| -> Vec<u32> {
            (0..stations.len()).filter(|&s| wanted(s)).map(|s| s as u32).collect()
        };
        let rooted = |s: usize| absence[s].is_none_or(Absence::keeps_area);
        Self {
            serving: those(&|s| absence[s].is_none() && !unsure(s)),
            used: those(&|s| left_out(s).is_none()),
            closed: those(&|s| absence[s].is_some() && !too_far[s]),
            unsure: those(&unsure),
            unsure_tied: those(&|s| unsure(s) && !too_far[s]),
            rooted: those(&rooted),
            rooted_tied: those(&|s| rooted(s) && !too_far[s]),
            left_out: (0..stations.len()).map(left_out).collect(),
        }
    }
}
