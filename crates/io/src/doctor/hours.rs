//! Stations without opening hours, and hours that nobody can read.

use super::Patient;
use crate::columns::{STATIONS, field_of};
use crate::finding::Symptom;
use crate::hours::{Hours, Need, Timetable, Told, Unclear};
use crate::normalize;
use crate::pack::{BeyondCalendar, Calendar};

pub(super) fn stations(patient: &mut Patient<'_>) {
    let loaded = patient.loaded;
    let stations = &loaded.district.stations;
    let hours = |name: &str| field_of(&STATIONS, name) == Some("opening_hours");
    let named = |station: &walkshed::model::Station| {
        station.properties.iter().any(|(name, _)| hours(name))
    };
    if stations.is_empty() {
        return;
    }
    let column = stations.iter().any(named);
    if !column {
        patient.role("stations", Symptom::NoHoursColumn);
    }
    let timetable = Timetable::of(loaded);
    for (nth, station) in stations.iter().enumerate() {
        let own = station.facts.hours.as_deref();
        match own.filter(|text| !normalize::is_blank(text)) {
            None if column => patient.station(nth, Symptom::NoHours),
            None => {}
            Some(text) => {
                let symptom = symptom(timetable.station(nth), &loaded.packs.calendar);
                patient.hours(nth, text, symptom);
            }
        }
        for item in station.facts.services.iter().flatten() {
            let Some(text) = item.hours.as_deref() else { continue };
            // asked by its own id: narrower services have hours of their own
            let told = timetable.service(nth, item);
            let symptom = told.and_then(|told| symptom(told, &loaded.packs.calendar));
            patient.hours(nth, text, symptom);
        }
    }
}

impl Patient<'_> {
    fn hours(&mut self, nth: usize, text: &str, symptom: Option<Unclear>) {
        let text = text.to_owned();
        match symptom {
            Some(Unclear::Unread(unread)) => {
                self.station(nth, Symptom::UnreadHours { text, unread });
            }
            Some(Unclear::Beyond(beyond)) => {
                self.station(nth, Symptom::HoursBeyond { text, beyond });
            }
            Some(Unclear::Missing) | None => {}
        }
    }
}

/// Why hours are no use: they cannot be read, or speak of what no calendar names.
fn symptom(told: &Told, calendar: &Calendar) -> Option<Unclear> {
    if let Some(unclear @ Unclear::Unread(_)) = told.unclear() {
        return Some(unclear.clone());
    }
    told.hours().find_map(|hours| unnamed(hours, calendar)).map(Unclear::Beyond)
}

fn unnamed(hours: &Hours, calendar: &Calendar) -> Option<BeyondCalendar> {
    // a season is asked for on any day of the year, so is a market
    let day = calendar.valid_from()?;
    let beyond =
        day.iter_days().take(7).find_map(|day| hours.day(calendar, day).err())?;
    matches!(beyond.need, Need::Market { .. } | Need::Season(_)).then_some(beyond)
}
