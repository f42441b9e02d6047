//! The sparse table of demand x station within a budget.
//!
//! ```text
//! first    0    2  2     5          trips of point i: first[i] .. first[i + 1]
//! trips    s0 s4 |  | s1 s2 s4      by station, in input order
//! ```

/// One pair within the budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trip {
    /// The station, by its place in the input.
    pub station: u32,
    /// What the budget limits, whole units.
    pub primary: u32,
    /// The other unit of the same walk.
    pub secondary: u32,
}

/// A demand point within the budget of a station, with both units of the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The demand point.
    pub point: u32,
    /// What the budget limits, whole units.
    pub primary: u32,
    /// The other unit of the same walk.
    pub secondary: u32,
}

/// All trips within a budget, by demand point in input order, then by station.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TravelTable {
    first: Vec<usize>,
    trips: Vec<Trip>,
}

impl TravelTable {
    /// Transposes what each station reaches.
    ///
    /// # Order
    ///
    /// Lists in the input order of their stations; points in any order, once a list.
    ///
    /// # Cost
    ///
    /// Two passes over the pairs.
    #[must_use]
    pub fn transposed(points: usize, by_station: &[(u32, Vec<Reached>)]) -> Self {
        let mut first = vec![0; points + 1];
        for reached in by_station.iter().flat_map(|(_, list)| list) {
            first[reached.point as usize + 1] += 1;
        }
        for point in 0..points {
            first[point + 1] += first[point];
        }
        let mut next = first.clone();
        let mut trips = vec![Trip::default(); first[points]];
        for (station, list) in by_station {
            for &Reached { point, primary, secondary } in list {
                let place = &mut next[point as usize];
                trips[*place] = Trip { station: *station, primary, secondary };
                *place += 1;
            }
        }
        Self { first, trips }
    }

    /// A table from rows that are in order already.
    pub(super) fn from_rows(rows: impl Iterator<Item = Vec<Trip>>) -> Self {
        let mut table = Self { first: vec![0], trips: Vec::new() };
        for row in rows {
            table.trips.extend(row);
            table.first.push(table.trips.len());
        }
        table
    }

    /// A table of so many rows: those that are `kept`, without the trips of stations that are
    /// gone, and with those that join, in the order of points and stations.
    ///
    /// # Cost
    ///
    /// One pass over the pairs.
    pub(super) fn patched<'t>(
        points: usize,
        kept: impl Fn(u32) -> &'t [Trip],
        is_gone: impl Fn(u32) -> bool,
        mut joining: &[(u32, Trip)],
    ) -> Self {
        let mut table = Self { first: Vec::with_capacity(points + 1), trips: Vec::new() };
        table.first.push(0);
        for point in 0..points as u32 {
            let count = joining.iter().take_while(|&&(p, _)| p == point).count();
            let (here, later) = joining.split_at(count);
            joining = later;
            let mut here = here.iter().map(|&(_, trip)| trip).peekable();
            for trip in kept(point).iter().filter(|trip| !is_gone(trip.station)) {
                while let Some(joins) = here.next_if(|j| j.station < trip.station) {
                    table.trips.push(joins);
                }
                table.trips.push(*trip);
            }
            table.trips.extend(here);
            table.first.push(table.trips.len());
        }
        table
    }

    /// Number of demand points.
    #[must_use]
    pub fn points(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    /// Number of pairs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.trips.len()
    }

    /// Whether nobody reaches anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.trips.is_empty()
    }

    /// The trips of a point, by station in input order.
    #[must_use]
    pub fn of(&self, point: usize) -> &[Trip] {
        &self.trips[self.first[point]..self.first[point + 1]]
    }
}
