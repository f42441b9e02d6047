//! Whether a station counts on the terms of a run.

use super::{Station, Status};

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

/// Why a station does not count.
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

impl Station {
    /// Why it does not count; `None` if it does, or if only its hours are not known.
    #[must_use]
    pub fn absence(&self) -> Option<Absence> {
        match self.standing {
            Standing::ByStatus => {
                (self.status != Status::Operating).then_some(Absence::NotOperating)
            }
            Standing::Counts | Standing::HoursUnknown => None,
            Standing::Absent(absence) => Some(absence),
        }
    }
}
