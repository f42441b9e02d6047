//! Stations without opening hours.

use super::Patient;
use crate::columns::{STATIONS, field_of};
use crate::finding::Symptom;
use crate::normalize;
use crate::rows::text_of;

pub(super) fn stations(patient: &mut Patient<'_>) {
    let stations = &patient.loaded.district.stations;
    let hours = |name: &str| field_of(&STATIONS, name) == Some("opening_hours");
    let named = |station: &walkshed::model::Station| {
        station.properties.iter().any(|(name, _)| hours(name))
    };
    if stations.is_empty() {
        return;
    }
    if !stations.iter().any(named) {
        patient.role("stations", Symptom::NoHoursColumn);
        return;
    }
    for (nth, station) in stations.iter().enumerate() {
        let filled = station
            .properties
            .iter()
            .any(|(name, value)| hours(name) && !normalize::is_blank(&text_of(value)));
        if !filled {
            patient.station(nth, Symptom::NoHours);
        }
    }
}
