//! Stations that are most likely one: side by side, or of one name.

use super::Patient;
use crate::finding::Symptom;
use crate::normalize;
use rustc_hash::FxHashMap;
use walkshed::geodesy::geodesic_m;

/// Stations nearer than this are most likely one site (domain: duplicate sites), in meters.
const NEAR_M: f64 = 20.0;
/// So many degrees of latitude are more than [`NEAR_M`] anywhere.
const NEAR_DEGREES: f64 = 0.0002;

pub(super) fn stations(patient: &mut Patient<'_>) {
    near(patient);
    same_name(patient);
}

/// Stations at identical coordinates share a site (rule 15), and so do those that say so.
fn near(patient: &mut Patient<'_>) {
    let stations = &patient.loaded.district.stations;
    let mut by_lat: Vec<usize> = (0..stations.len()).collect();
    let lat = |nth: usize| stations[nth].position.lat();
    by_lat.sort_by(|&a, &b| lat(a).total_cmp(&lat(b)));
    let mut pairs = Vec::new();
    for (i, &a) in by_lat.iter().enumerate() {
        let within = |&&b: &&usize| lat(b) - lat(a) <= NEAR_DEGREES;
        for &b in by_lat[i + 1..].iter().take_while(within) {
            let (one, other) = (&stations[a], &stations[b]);
            let one_site = one.site.is_some() && one.site == other.site;
            if one_site || one.position == other.position {
                continue;
            }
            let meters = geodesic_m(one.position, other.position);
            if meters < NEAR_M {
                pairs.push((a.max(b), a.min(b), meters));
            }
        }
    }
    pairs.sort_by_key(|&(later, earlier, _)| (later, earlier));
    for (later, earlier, meters) in pairs {
        let other = stations[earlier].id.clone();
        patient.station(later, Symptom::NearTwin { other, meters });
    }
}

fn same_name(patient: &mut Patient<'_>) {
    let stations = &patient.loaded.district.stations;
    let mut first: FxHashMap<String, usize> = FxHashMap::default();
    for (nth, station) in stations.iter().enumerate() {
        if station.name == station.id {
            continue; // it was named after its id
        }
        let earlier = *first.entry(normalize::key(&station.name)).or_insert(nth);
        if earlier != nth {
            let other = stations[earlier].id.clone();
            patient.station(nth, Symptom::SameName { other });
        }
    }
}
