//! Blocks without people.

use super::Patient;
use crate::finding::Symptom;
use walkshed::model::Weight;

pub(super) fn blocks(patient: &mut Patient<'_>) {
    let demand = &patient.loaded.district.demand;
    if demand.groups().is_empty() {
        return; // said when the file was read
    }
    for nth in 0..demand.len() {
        if demand.weights(nth).iter().all(|&weight| weight == Weight::ZERO) {
            patient.demand(nth, Symptom::NoPeople);
        }
    }
}
