//! Places far from streets, and streets that do not hang together.

use super::Patient;
use crate::finding::Symptom;
use crate::lang::Lang;
use crate::street_id;
use walkshed::LngLat;
use walkshed::coverage::{Evaluation, LeftOut, Status, Unknown};
use walkshed::network::Network;

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

/// Streets that nearly meet, and those that hang together with no others.
pub(super) fn connected(patient: &mut Patient<'_>) {
    let Some(network) = &patient.loaded.district.network else { return };
    let network = network.walked_by(&patient.loaded.options.profile);
    let ends = network.loose_ends(LOOSE_M);
    if !ends.is_empty() {
        let id = |street| street_id(&network.street(street).id, Lang::En);
        let told = ends.iter().take(NAMED).map(|end| {
            let (lng, lat) = (end.at.lng(), end.at.lat());
            let (street, to) = (id(end.street), id(end.to));
            format!("{street} > {to} {:.1} m ({lng:.6},{lat:.6})", end.gap_m)
        });
        let first = told.collect::<Vec<_>>().join("; ");
        patient.role("streets", Symptom::LooseEnds { ends: ends.len(), first });
    }
    let parts = network.components();
    if let [_longest, others @ ..] = parts.as_slice()
        && !others.is_empty()
    {
        let first = others.iter().take(NAMED).filter_map(|part| part.streets.first());
        let first = first.map(|&street| street_id(&network.street(street).id, Lang::En));
        let first = first.collect::<Vec<_>>().join(", ");
        let meters = others.iter().map(|part| part.meters).sum();
        patient.role("streets", Symptom::Apart { parts: others.len(), meters, first });
    }
    let (streets, meters) = network.islands();
    if streets > 0 {
        let share = meters / network.length_m().max(1.0);
        patient.role("streets", Symptom::Islands { streets, meters, share });
    }
}
