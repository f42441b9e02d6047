#![doc = include_str!("../docs/stations.md")]

mod day;
mod moment;

pub use moment::{InvalidMoment, parse_moment};

use crate::Loaded;
use crate::hours::{Openness, Timetable, Told, Unclear};
use crate::pack::BeyondCalendar;
use crate::pack::{TermKind, Vocabulary};
use crate::project::nearest;
use chrono::{NaiveDate, NaiveDateTime};
use walkshed::model::{Absence, Facts, Standing, Station, Status};

/// Which stations count.
///
/// # Examples
///
/// ```
/// use walkshed::model::{Absence, Standing};
/// use walkshed_io::Project;
/// use walkshed_io::selection::{Selection, parse_moment};
///
/// let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../datasets/fengqing");
/// let mut loaded = Project::open(folder.as_ref())?.load(&|_| {})?;
/// let at = Some(parse_moment("2026-11-24T19:00").unwrap());
/// loaded.select(&Selection { at, ..Selection::default() })?;
/// let of = |id| loaded.district.stations.iter().find(|s| s.id == id).unwrap().standing;
/// assert_eq!(of("C1"), Standing::Absent(Absence::Closed)); // weekdays to 18:00
/// assert_eq!(of("C2"), Standing::ByStatus); // every day to 20:30
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Selection {
    /// Open at this moment, in the local time of the project.
    pub at: Option<NaiveDateTime>,
    /// There on this day; the day of `at` if that is given.
    pub as_of: Option<NaiveDate>,
    /// Offering one of these services.
    pub services: Vec<String>,
    /// For one of these groups of people.
    pub groups: Vec<String>,
    /// Devoted to one of these themes.
    pub themes: Vec<String>,
    /// Of one of these kinds.
    pub kinds: Vec<String>,
    /// With one of these rooms or pieces of equipment.
    pub facilities: Vec<String>,
    /// In one of these stages of life; none is operating.
    pub statuses: Vec<Status>,
}

impl Selection {
    /// Whether it asks for anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The day on which stations are to be there.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.as_of.or(self.at.map(|at| at.date()))
    }

    /// The words asked for, each with what it names and the flag or parameter it is given as.
    fn words(&self) -> [(&'static str, TermKind, &[String]); 5] {
        [
            ("service", TermKind::Service, &self.services),
            ("group", TermKind::Group, &self.groups),
            ("theme", TermKind::Theme, &self.themes),
            ("kind", TermKind::Kind, &self.kinds),
            ("facility", TermKind::Facility, &self.facilities),
        ]
    }

    /// Whether what a place says of itself is what the words ask for: of each sort one of them,
    /// or a narrower one. Status, day and hour are not looked at.
    #[must_use]
    pub fn matches(&self, facts: &Facts, vocabulary: &Vocabulary) -> bool {
        self.words().into_iter().all(|(_, kind, words)| {
            let wanted = |id: &String| {
                words
                    .iter()
                    .any(|w| vocabulary.is_within(kind, id, &vocabulary.id(kind, w)))
            };
            words.is_empty() || words_of(facts, kind).into_iter().any(wanted)
        })
    }

    /// The same day, hour and stages of life, whatever the words.
    #[must_use]
    pub fn without_words(&self) -> Self {
        Self {
            at: self.at,
            as_of: self.as_of,
            statuses: self.statuses.clone(),
            ..Self::default()
        }
    }

    /// The words asked for, by flag, as ids of the vocabulary.
    #[must_use]
    pub fn asked(&self, vocabulary: &Vocabulary) -> Vec<(&'static str, Vec<String>)> {
        let ids = |(flag, kind, words): (&'static str, TermKind, &[String])| {
            (flag, words.iter().map(|word| vocabulary.id(kind, word)).collect())
        };
        self.words()
            .into_iter()
            .filter(|(_, _, words)| !words.is_empty())
            .map(ids)
            .collect()
    }
}

/// A word that neither the vocabulary nor any station or resource knows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnheardWord {
    /// The flag or parameter it was given as.
    pub flag: &'static str,
    /// The word.
    pub word: String,
    /// The nearest that is known.
    pub near: Option<String>,
}

/// What came of a selection, beside the standing of every station.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Selected {
    /// What was asked.
    pub selection: Selection,
    /// Stations that say nothing of their hours and are taken to keep the usual ones of their level.
    pub assumed_hours: usize,
    /// Stations whose hours nobody knows.
    pub unknown_hours: usize,
    /// Stations without an opening date, taken to be there on any day.
    pub undated: usize,
}

impl Loaded {
    /// Lets only those stations count that are asked for, and keeps what was asked.
    ///
    /// # Errors
    ///
    /// [`BeyondCalendar`] if hours depend on holidays or market days that no calendar tells.
    pub fn select(&mut self, selection: &Selection) -> Result<(), BeyondCalendar> {
        let mut selected =
            Selected { selection: selection.clone(), ..Selected::default() };
        let mut standings = Vec::with_capacity(self.district.stations.len());
        let timetable = selection.at.map(|_| Timetable::of(self));
        let timetable = timetable.as_ref();
        for (nth, station) in self.district.stations.iter().enumerate() {
            let judge = Judge { loaded: self, selection, timetable, nth, station };
            standings.push(judge.standing(&mut selected)?);
        }
        for (station, standing) in self.district.stations.iter_mut().zip(standings) {
            station.standing = standing;
        }
        self.selected = (!selection.is_empty()).then_some(selected);
        Ok(())
    }

    /// How every station stands on the day and at the hour that were asked for, whatever the
    /// words; `None` where no words were. Where a station's hours lie beyond the calendar, they
    /// are not known.
    pub(crate) fn standings_without_words(&self) -> Option<Vec<Standing>> {
        let selection = &self.selected.as_ref()?.selection;
        let plain = selection.without_words();
        if plain == *selection {
            return None;
        }
        let timetable = plain.at.map(|_| Timetable::of(self));
        let (timetable, selection) = (timetable.as_ref(), &plain);
        let standing = |(nth, station): (usize, &Station)| {
            let judge = Judge { loaded: self, selection, timetable, nth, station };
            let standing = judge.standing(&mut Selected::default());
            standing.unwrap_or(Standing::HoursUnknown)
        };
        Some(self.district.stations.iter().enumerate().map(standing).collect())
    }

    /// The first word of a selection that nothing here answers to, if there is one.
    #[must_use]
    pub fn unheard(&self, selection: &Selection) -> Option<UnheardWord> {
        let vocabulary = &self.packs.vocabulary;
        let stations = self.district.stations.iter().map(|station| &station.facts);
        let resources = self.resources.iter().map(|resource| &resource.facts);
        let places: Vec<&Facts> = stations.chain(resources).collect();
        for (flag, kind, words) in selection.words() {
            for word in words {
                let id = vocabulary.id(kind, word);
                let said = |facts: &&Facts| {
                    words_of(facts, kind).iter().any(|word| **word == id)
                };
                if vocabulary.find(kind, word).is_none() && !places.iter().any(said) {
                    let known = vocabulary.terms().iter().filter(|t| t.kind == kind);
                    let known = known.flat_map(|t| [&t.id, &t.title.zh, &t.title.en]);
                    let near = nearest(word, known.map(String::as_str));
                    let (word, near) = (word.clone(), near.map(str::to_owned));
                    return Some(UnheardWord { flag, word, near });
                }
            }
        }
        None
    }
}

/// What a station says of a sort of thing.
fn words_of(facts: &Facts, kind: TermKind) -> Vec<&String> {
    match kind {
        TermKind::Service => facts.services.iter().flatten().map(|i| &i.id).collect(),
        TermKind::Facility => facts.facilities.iter().flatten().map(|i| &i.id).collect(),
        TermKind::Group => facts.groups.iter().collect(),
        TermKind::Theme => facts.themes.iter().collect(),
        TermKind::Kind => facts.kind.iter().collect(),
    }
}

/// One station before a selection.
struct Judge<'a> {
    loaded: &'a Loaded,
    selection: &'a Selection,
    timetable: Option<&'a Timetable>,
    /// Its place in the input.
    nth: usize,
    station: &'a Station,
}

impl Judge<'_> {
    fn standing(&self, selected: &mut Selected) -> Result<Standing, BeyondCalendar> {
        if let Some(absence) = self.absence(selected) {
            return Ok(Standing::Absent(absence));
        }
        let there = match self.station.status {
            Status::Operating => Standing::ByStatus,
            _ => Standing::Counts,
        };
        let Some(at) = self.selection.at else { return Ok(there) };
        Ok(match self.openness(at, selected)? {
            Openness::Open => there,
            Openness::Closed => Standing::Absent(Absence::Closed),
            Openness::Unknown => Standing::HoursUnknown,
        })
    }

    /// Why the station does not count, whatever the hour.
    fn absence(&self, selected: &mut Selected) -> Option<Absence> {
        let Self { selection, station, .. } = *self;
        let allowed = |status| match selection.statuses.as_slice() {
            [] => status == Status::Operating,
            statuses => statuses.contains(&status),
        };
        let absence = day::absence(station, selection.day(), &allowed);
        if absence.is_some() {
            return absence;
        }
        if !selection.matches(&station.facts, &self.loaded.packs.vocabulary) {
            return Some(Absence::Filtered);
        }
        let undated = selection.day().is_some() && station.facts.opened_on.is_none();
        selected.undated += usize::from(undated);
        None
    }

    /// Whether what is asked for is open.
    ///
    /// A service that is asked for may have hours of its own, as 社保 on market days. Of several, the
    /// one that is open counts, else the one of which nobody knows.
    fn openness(
        &self,
        at: NaiveDateTime,
        selected: &mut Selected,
    ) -> Result<Openness, BeyondCalendar> {
        let calendar = &self.loaded.packs.calendar;
        let (mut all, mut assumed) = (Vec::new(), false);
        for told in self.hours() {
            assumed |= told.is_assumed();
            all.push(match told.at(calendar, at) {
                Ok(openness) => openness,
                Err(Unclear::Beyond(beyond)) => return Err(beyond),
                Err(_) => Openness::Unknown,
            });
        }
        let best =
            [Openness::Open, Openness::Unknown].into_iter().find(|o| all.contains(o));
        let best = best.unwrap_or(Openness::Closed);
        selected.assumed_hours += usize::from(assumed);
        selected.unknown_hours += usize::from(best == Openness::Unknown);
        Ok(best)
    }

    /// The hours that may serve: of the services that are asked for, else of the station.
    fn hours(&self) -> Vec<&Told> {
        let Some(timetable) = self.timetable else { return Vec::new() };
        match self.selection.services.as_slice() {
            [] => vec![timetable.station(self.nth)],
            asked => {
                asked.iter().flat_map(|word| timetable.offers(self.nth, word)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests;
