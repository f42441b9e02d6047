//! Something for every door of every station.
//!
//! ```text
//! first    0    1          4  5      doors of station s: first[s] .. first[s + 1]
//! list     d0 | d1 d2 d3 | d4
//! ```

use crate::LngLat;
use crate::model::Station;

/// Something for every door of every station: where it is, or how it is tied to the streets.
///
/// A station is as near as the nearest of its doors (rule 7). Searches start at all of them, each
/// with the number of its station, so that labels, tables and ties know stations only.
///
/// # Order
///
/// Stations in input order, and the doors of each in the order of the input.
///
/// # Examples
///
/// ```
/// use walkshed::LngLat;
/// use walkshed::model::Station;
/// use walkshed::table::Doors;
///
/// let [gate, hall] = [LngLat::new(99.92, 24.57)?, LngLat::new(99.93, 24.57)?];
/// let park = Station { entrances: vec![gate, hall], ..Station::new("P", 1, hall) };
/// let doors = Doors::of_stations(&[park, Station::new("S", 2, hall)]);
/// assert_eq!(doors.of(0), [gate, hall]);
/// assert_eq!(doors.of(1), [hall]);
/// # Ok::<(), walkshed::InvalidPosition>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doors<T> {
    first: Vec<u32>,
    list: Vec<T>,
}

impl<T> Default for Doors<T> {
    fn default() -> Self {
        Self { first: vec![0], list: Vec::new() }
    }
}

impl Doors<LngLat> {
    /// Where the doors of some stations are.
    #[must_use]
    pub fn of_stations(stations: &[Station]) -> Self {
        Self::of_lists(stations.iter().map(|station| station.doors().iter().copied()))
    }
}

impl<T> Doors<T> {
    /// Stations with one door at most.
    #[must_use]
    pub fn single(stations: impl IntoIterator<Item = Option<T>>) -> Self {
        Self::of_lists(stations)
    }

    /// A list of doors a station.
    pub(crate) fn of_lists<L: IntoIterator<Item = T>>(
        stations: impl IntoIterator<Item = L>,
    ) -> Self {
        let mut doors = Self::default();
        for station in stations {
            doors.list.extend(station);
            doors.first.push(doors.list.len() as u32);
        }
        doors
    }

    /// The doors of a station; none if there is no such station.
    #[must_use]
    pub fn of(&self, station: u32) -> &[T] {
        match self.first.get(station as usize..station as usize + 2) {
            Some(&[from, to]) => &self.list[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The doors of all stations.
    #[must_use]
    pub fn all(&self) -> &[T] {
        &self.list
    }

    /// Something else for the same doors, in their order.
    pub(crate) fn alike<U>(&self, list: Vec<U>) -> Doors<U> {
        Doors { first: self.first.clone(), list }
    }

    /// Something else for some of the doors: the others are dropped.
    pub(crate) fn filter_map<U>(&self, mut of: impl FnMut(&T) -> Option<U>) -> Doors<U> {
        let mut kept = Doors::default();
        for ends in self.first.windows(2) {
            let doors = &self.list[ends[0] as usize..ends[1] as usize];
            kept.list.extend(doors.iter().filter_map(&mut of));
            kept.first.push(kept.list.len() as u32);
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doors_that_are_dropped_leave_their_station_with_fewer() {
        let doors = Doors::of_lists([vec![1, 2, 3], vec![4], vec![], vec![5, 6]]);
        let odd = doors.filter_map(|door| (door % 2 == 1).then_some(door * 10));
        let kept: Vec<&[i32]> = (0..4).map(|station| odd.of(station)).collect();
        assert_eq!(kept, [&[10, 30][..], &[], &[], &[50]]);
        assert!(odd.of(4).is_empty() && Doors::<u32>::default().of(0).is_empty());
        assert_eq!(Doors::single([Some(1), None]).of(1), [0; 0]);
    }
}
