//! Whether a station is there on a day.

use chrono::NaiveDate;
use walkshed::model::{Absence, Station, Status};

/// Why a station is not there; without a day, its status decides, as today.
///
/// Dates go before the status: what opened on or before the day and had not closed was there,
/// whatever became of it since, and what is to open by then will be. A station that is suspended or
/// closed, and does not say since when, is not there on any day.
pub(super) fn absence(
    station: &Station,
    day: Option<NaiveDate>,
    allowed: &dyn Fn(Status) -> bool,
) -> Option<Absence> {
    let by_status = (!allowed(station.status)).then_some(Absence::NotOperating);
    let Some(day) = day else { return by_status };
    let (opened, closed) = (station.facts.opened_on, station.facts.closed_on);
    let ended = matches!(station.status, Status::Suspended | Status::Closed);
    if opened.is_some_and(|opened| day < opened)
        || closed.is_some_and(|closed| closed <= day)
    {
        return Some(Absence::NotThatDay);
    }
    match (opened, closed) {
        (_, Some(_)) => None, // it had not ended yet
        (Some(_), None) if !ended => None,
        _ => by_status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walkshed::LngLat;

    fn on(
        status: Status,
        opened: Option<&str>,
        closed: Option<&str>,
        day: &str,
    ) -> Option<Absence> {
        let mut station = Station::new("S", 1, LngLat::new(1.0, 2.0).unwrap());
        station.status = status;
        station.facts.opened_on = opened.map(|day| day.parse().unwrap());
        station.facts.closed_on = closed.map(|day| day.parse().unwrap());
        absence(&station, Some(day.parse().unwrap()), &|s| s == Status::Operating)
    }

    #[test]
    fn dates_go_before_the_status() {
        use Status::{Closed, Operating, Planned, Suspended};
        let (opened, closed) = (Some("2021-11-20"), Some("2024-01-01"));
        let gone = Some(Absence::NotThatDay);
        assert_eq!(on(Operating, opened, None, "2021-11-19"), gone);
        assert_eq!(on(Operating, opened, None, "2021-11-20"), None);
        assert_eq!(on(Closed, opened, closed, "2023-12-31"), None);
        assert_eq!(on(Closed, opened, closed, "2024-01-01"), gone);
        assert_eq!(
            on(Suspended, opened, None, "2022-01-01"),
            Some(Absence::NotOperating)
        );
        assert_eq!(on(Planned, Some("2027-01-01"), None, "2027-01-01"), None);
        assert_eq!(on(Planned, None, None, "2027-01-01"), Some(Absence::NotOperating));
        assert_eq!(on(Operating, None, None, "1990-01-01"), None);
    }
}
