//! Places far from streets, and streets that do not hang together.

use super::Patient;
use crate::finding::Symptom;
use crate::lang::Lang;
use crate::project::Loaded;
use crate::street_id;
use rustc_hash::FxHashSet;
use walkshed::LngLat;
use walkshed::coverage::{Evaluation, LeftOut, Status, Unknown};
use walkshed::network::lines::StreetId;
use walkshed::network::{Component, LooseEnd, Network};
use walkshed::units::millimeters;

/// An end this near to another street most likely meets it (rule 20 joins the user's lines to
/// OpenStreetMap as far as that), in meters.
const LOOSE_M: f64 = 15.0;
/// So many loose ends are named.
const NAMED: usize = 3;
/// Demand with a longer leg is told (rule 5), in millimeters.
const LONG_LEG_MM: u64 = 250_000;

/// Stations and demand that no street, or only an island, is near; and those outside the extent.
pub(super) fn far(patient: &mut Patient<'_>, evaluation: &Evaluation) {
    let district = &patient.loaded.district;
    let Some(network) = &district.network else { return };
    let network = network.walked_by(&evaluation.options.profile);
    for (nth, answer) in evaluation.stations.iter().enumerate() {
        if answer.left_out == Some(LeftOut::NoStreet) {
            let at = district.stations[nth].position;
            let symptom = lost(patient, &network, at, answer.snap_mm);
            patient.station(nth, symptom);
        }
    }
    let last = evaluation.levels.last();
    for (nth, point) in district.demand.points().iter().enumerate() {
        let status = last.map(|level| level.points[nth].status);
        let leg = evaluation.snap_mm[nth];
        if status == Some(Status::Unknown(Unknown::OutsideExtent)) {
            patient.demand(nth, Symptom::OutsideExtent);
        } else if leg.is_none_or(|mm| mm > LONG_LEG_MM) {
            let symptom = lost(patient, &network, point.position, leg);
            patient.demand(nth, symptom);
        }
    }
}

fn lost(
    patient: &Patient<'_>,
    network: &Network,
    at: LngLat,
    leg_mm: Option<u64>,
) -> Symptom {
    let meters = |mm: u64| mm as f64 / 1000.0;
    let island = network.island_leg_mm(at, &patient.loaded.district.barriers);
    match (leg_mm, island) {
        (None, Some(mm)) => Symptom::OnIsland { meters: meters(mm) },
        (Some(leg), Some(mm)) if mm < leg && mm <= LONG_LEG_MM => {
            Symptom::OnIsland { meters: meters(mm) }
        }
        (leg, _) => Symptom::FarFromStreet { meters: leg.map(meters) },
    }
}

/// Streets that nearly meet, and those that hang together with no others; where a scenario changed
/// streets, what was not so before.
pub(super) fn connected(patient: &mut Patient<'_>, before: Option<&Loaded>) {
    let Some(network) = &patient.loaded.district.network else { return };
    let walked =
        |network: &Network, loaded: &Loaded| network.walked_by(&loaded.options.profile);
    let network = walked(network, patient.loaded);
    let before = before.and_then(|loaded| {
        loaded.district.network.as_ref().map(|network| walked(network, loaded))
    });
    let known = before.as_ref().map(Known::of).unwrap_or_default();
    let changed = patient.loaded.scenario.is_some();
    let adds = patient.loaded.inputs.iter().any(|input| input.role == "add_streets");
    let role = if changed && adds { "add_streets" } else { "streets" };
    let mut ends = network.loose_ends(LOOSE_M);
    ends.retain(|end| !known.ends.contains(&end_key(&network, end)));
    if !ends.is_empty() {
        let id = |street| street_id(&network.street(street).id, Lang::En);
        let told = ends.iter().take(NAMED).map(|end| {
            let (lng, lat) = (end.at.lng(), end.at.lat());
            let (street, to) = (id(end.street), id(end.to));
            format!("{street} > {to} {:.1} m ({lng:.6},{lat:.6})", end.gap_m)
        });
        let first = told.collect::<Vec<_>>().join("; ");
        patient.role(role, Symptom::LooseEnds { ends: ends.len(), first });
    }
    let mut others = network.components();
    others.drain(..others.len().min(1)); // all but the longest
    others.retain(|part| !known.parts.contains(&part_key(&network, part)));
    if !others.is_empty() {
        let first = others.iter().take(NAMED).filter_map(|part| part.streets.first());
        let first = first.map(|&street| street_id(&network.street(street).id, Lang::En));
        let first = first.collect::<Vec<_>>().join(", ");
        let meters = others.iter().map(|part| part.meters).sum();
        patient.role(role, Symptom::Apart { parts: others.len(), meters, first });
    }
    let (streets, meters) = network.islands();
    if streets > 0 && known.islands != Some(streets) {
        let share = meters / network.length_m().max(1.0);
        patient.role(role, Symptom::Islands { streets, meters, share });
    }
}

/// What was so before.
#[derive(Default)]
struct Known {
    ends: FxHashSet<(StreetId, StreetId, [u64; 2])>,
    parts: FxHashSet<(Option<StreetId>, u64)>,
    islands: Option<usize>,
}

impl Known {
    fn of(network: &Network) -> Self {
        let ends = network.loose_ends(LOOSE_M);
        let parts = network.components();
        Self {
            ends: ends.iter().map(|end| end_key(network, end)).collect(),
            parts: parts.iter().map(|part| part_key(network, part)).collect(),
            islands: Some(network.islands().0),
        }
    }
}

fn end_key(network: &Network, end: &LooseEnd) -> (StreetId, StreetId, [u64; 2]) {
    let id = |street| network.street(street).id;
    (id(end.street), id(end.to), [end.at.lng().to_bits(), end.at.lat().to_bits()])
}

/// A part by its first street, and its length in millimeters.
fn part_key(network: &Network, part: &Component) -> (Option<StreetId>, u64) {
    let first = part.streets.first().map(|&street| network.street(street).id);
    (first, millimeters(part.meters))
}
