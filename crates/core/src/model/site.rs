//! Sites: places with one or more stations, "one site, many plates".

use super::Station;
use rustc_hash::FxHashMap;

/// What makes two stations share a site (rule 15).
#[derive(PartialEq, Eq, Hash)]
enum SiteKey<'s> {
    Named(&'s str),
    Place(u64, u64),
}

/// Numbers the sites of stations, in the order in which they first come: a `site` says which share
/// one, else equal coordinates do (rule 15).
///
/// # Examples
///
/// ```
/// use walkshed::LngLat;
/// use walkshed::model::{Station, sites};
///
/// let at = LngLat::new(108.697, 30.93).unwrap();
/// let plates = ["党建小院", "清风驿站", "红旗小站"].map(|id| Station::new(id, 1, at));
/// assert_eq!(sites(&plates), [0, 0, 0]); // three stations, one site
/// ```
#[must_use]
pub fn sites(stations: &[Station]) -> Vec<u32> {
    let mut known = FxHashMap::default();
    let mut numbers = Vec::with_capacity(stations.len());
    for station in stations {
        let at = station.position;
        let key = match &station.site {
            Some(name) => SiteKey::Named(name),
            // adding zero turns -0 into 0
            None => {
                SiteKey::Place((at.lng() + 0.0).to_bits(), (at.lat() + 0.0).to_bits())
            }
        };
        let next = known.len() as u32;
        numbers.push(*known.entry(key).or_insert(next));
    }
    numbers
}
