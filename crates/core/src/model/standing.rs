//! Whether a station counts on the terms of a run.

use super::{District, Station, Status};

/// Whether a station counts on the terms of a run: at an hour, on a day, for a service.
///
/// Whoever asks decides it before the evaluation (rule 17: status, opening date, hours and service
/// filter the stations first); calendars and words stay outside of this crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// As its status says: only operating stations count.
    #[default]
    ByStatus,
    /// It counts, whatever its status.
    Counts,
    /// It does not, for this reason.
    Absent(Absence),
    /// Nobody knows its hours: whoever only it would cover is unknown (rule 13).
    HoursUnknown,
}

/// Why a station does not count. One that is absent for several reasons has the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Absence {
    /// It is not operating.
    NotOperating,
    /// It is not there on the day that is asked about.
    NotThatDay,
    /// It is closed at the time that is asked about.
    Closed,
    /// It is not of the kind, theme, service or group that is asked for.
    Filtered,
}

impl Absence {
    /// Whether the station has an area all the same: neither hours nor filters change grids
    /// (rule 17).
    #[must_use]
    pub fn keeps_area(self) -> bool {
        match self {
            Self::NotOperating | Self::NotThatDay => false,
            Self::Closed | Self::Filtered => true,
        }
    }

    /// The English key used in files and results; a station that is not operating is called by its
    /// [`Status`] there.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotOperating => "not_operating",
            Self::NotThatDay => "not_that_day",
            Self::Closed => "not_open",
            Self::Filtered => "filtered",
        }
    }
}

impl Standing {
    /// Why a station of this standing and a status does not count; `None` if it does, or if only its
    /// hours are not known.
    #[must_use]
    pub fn absence_of(self, status: Status) -> Option<Absence> {
        match self {
            Self::ByStatus => {
                (status != Status::Operating).then_some(Absence::NotOperating)
            }
            Self::Counts | Self::HoursUnknown => None,
            Self::Absent(absence) => Some(absence),
        }
    }
}

impl District {
    /// The same where every station counts that is there on the day that is asked about, whatever the
    /// hour and whoever is asked for; `None` where that is so already.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed::LngLat;
    /// use walkshed::model::{Absence, District, Standing, Station};
    ///
    /// let station = Station::new("S1", 1, LngLat::new(99.92, 24.57)?);
    /// let closed = Station { standing: Standing::Absent(Absence::Closed), ..station.clone() };
    /// let district = |station| District { stations: vec![station], ..District::default() };
    /// assert!(district(station).at_any_hour().is_none());
    /// assert!(district(closed).at_any_hour().is_some_and(|any| any.stations[0].counts()));
    /// # Ok::<(), walkshed::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn at_any_hour(&self) -> Option<Self> {
        let by_hour = |station: &Station| match station.standing {
            Standing::Absent(absence) => absence.keeps_area(),
            Standing::HoursUnknown => true,
            Standing::ByStatus | Standing::Counts => false,
        };
        if !self.stations.iter().any(by_hour) {
            return None;
        }
        let mut all = self.clone();
        for station in all.stations.iter_mut().filter(|station| by_hour(station)) {
            station.standing = Standing::Counts;
        }
        Some(all)
    }
}

impl Station {
    /// Why it does not count; `None` if it does, or if only its hours are not known.
    #[must_use]
    pub fn absence(&self) -> Option<Absence> {
        self.standing.absence_of(self.status)
    }

    /// Whether it certainly counts.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed::LngLat;
    /// use walkshed::model::{Absence, Standing, Station};
    ///
    /// let station = Station::new("S1", 3, LngLat::new(99.92, 24.57)?);
    /// assert!(station.counts());
    /// let unsure = Station { standing: Standing::HoursUnknown, ..station.clone() };
    /// assert!(unsure.absence().is_none() && !unsure.counts());
    /// let closed = Station { standing: Standing::Absent(Absence::Closed), ..station };
    /// assert!(!closed.counts());
    /// # Ok::<(), walkshed::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn counts(&self) -> bool {
        self.standing != Standing::HoursUnknown && self.absence().is_none()
    }
}
