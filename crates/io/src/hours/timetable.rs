//! The hours of all stations of a project, and of what each of them offers.

use super::spans::Spans;
use super::{AHEAD, Hours, OpenMinutes, Openness, Unread};
use crate::lang::texts;
use crate::normalize;
use crate::pack::{BeyondCalendar, Calendar, Packs, TermKind};
use crate::project::Loaded;
use chrono::{Days, NaiveDate, NaiveDateTime};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use walkshed::model::{Item, Station};

/// What is told of the hours of a station, or of a service there.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// All of these at once: a service that is offered on market days, and the house that it is
    /// in.
    hours: Result<Vec<Arc<Hours>>, Unclear>,
    assumed: bool,
}

/// Why nobody knows whether a place is open.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unclear {
    /// It says nothing of its hours, and no default is given.
    Missing,
    /// What it says was not read.
    Unread(Unread),
    /// It depends on what the calendar does not know.
    Beyond(BeyondCalendar),
}

/// The hours of all stations, each text read once.
///
/// # Examples
///
/// ```no_run
/// use walkshed_io::Project;
/// use walkshed_io::hours::Timetable;
///
/// let loaded = Project::open("datasets/yunyang".as_ref())?.load(&|_| ())?;
/// let timetable = Timetable::of(&loaded);
/// let calendar = &loaded.packs.calendar;
/// let noon = "2026-11-24T12:00:00".parse().unwrap();
/// let openness = timetable.station(0).at(calendar, noon);
/// # Ok::<(), walkshed_io::ReadError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Timetable {
    packs: Arc<Packs>,
    stations: Vec<Told>,
    /// By station: what it offers, the hours written beside it, and when.
    services: Vec<Vec<(String, Option<String>, Told)>>,
}

impl Timetable {
    /// That of a project: hours as written, else the default of the station's level.
    ///
    /// # Order
    ///
    /// As the stations of the district.
    #[must_use]
    pub fn of(loaded: &Loaded) -> Self {
        let mut texts = Texts::default();
        let mut stations = Vec::new();
        let mut services = Vec::new();
        for station in &loaded.district.stations {
            let told = texts.station(station, &loaded.assumed_hours);
            let items = station.facts.services.iter().flatten();
            let offered = items.map(|item| {
                (item.id.clone(), item.hours.clone(), texts.service(item, &told))
            });
            services.push(offered.collect());
            stations.push(told);
        }
        let packs = Arc::clone(&loaded.packs);
        Self { packs, stations, services }
    }

    /// The hours of a station, by its place in the district.
    ///
    /// # Panics
    ///
    /// If there is no such station.
    #[must_use]
    pub fn station(&self, nth: usize) -> &Told {
        &self.stations[nth]
    }

    /// All stations.
    #[must_use]
    pub fn stations(&self) -> &[Told] {
        &self.stations
    }

    /// When a station offers a service, or narrower ones: each has its own hours, else those of
    /// the station. Empty if it offers none.
    ///
    /// # Panics
    ///
    /// If there is no such station.
    pub fn offers(&self, nth: usize, service: &str) -> impl Iterator<Item = &Told> {
        let words = &self.packs.vocabulary;
        let id = words.id(TermKind::Service, service);
        self.services[nth]
            .iter()
            .filter(move |(offered, ..)| words.is_within(TermKind::Service, offered, &id))
            .map(|(.., told)| told)
    }

    /// When a station offers one thing of its list.
    #[must_use]
    pub(crate) fn service(&self, nth: usize, item: &Item) -> Option<&Told> {
        let items = self.services.get(nth)?;
        items
            .iter()
            .find(|(id, hours, _)| (id, hours) == (&item.id, &item.hours))
            .map(|x| &x.2)
    }

    /// How many stations have assumed hours.
    #[must_use]
    pub fn assumed(&self) -> usize {
        self.stations.iter().filter(|told| told.assumed).count()
    }
}

impl Told {
    /// Whether the hours are those that the project assumes for the level.
    #[must_use]
    pub fn is_assumed(&self) -> bool {
        self.assumed
    }

    /// Why they are not known, whatever the day.
    #[must_use]
    pub fn unclear(&self) -> Option<&Unclear> {
        self.hours.as_ref().err()
    }

    /// The hours, all of which must be kept at once.
    pub fn hours(&self) -> impl Iterator<Item = &Hours> {
        self.hours.iter().flatten().map(AsRef::as_ref)
    }

    /// Whether it is open at a moment.
    ///
    /// # Errors
    ///
    /// [`Unclear`] if nobody knows.
    pub fn at(
        &self,
        calendar: &Calendar,
        moment: NaiveDateTime,
    ) -> Result<Openness, Unclear> {
        let day = self.all(|hours| hours.day(calendar, moment.date()))?;
        Ok(day.at(moment.time()))
    }

    /// Its minutes of the week that begins on a Monday.
    ///
    /// # Errors
    ///
    /// [`Unclear`] if nobody knows.
    pub fn week(
        &self,
        calendar: &Calendar,
        monday: NaiveDate,
    ) -> Result<OpenMinutes, Unclear> {
        self.all(|hours| hours.week(calendar, monday))
    }

    /// The first minute from a moment on at which it is open, within 400 days.
    ///
    /// # Errors
    ///
    /// [`Unclear`] if nobody knows, or if the calendar ends before.
    pub fn next_open(
        &self,
        calendar: &Calendar,
        from: NaiveDateTime,
    ) -> Result<Option<NaiveDateTime>, Unclear> {
        let end = from.checked_add_days(Days::new(AHEAD));
        let mut from = from;
        // each in turn moves on to when it opens; when none moves any more, all are open
        loop {
            let before = from;
            for hours in self.hours.as_ref().map_err(Clone::clone)? {
                match hours.next_open(calendar, from).map_err(Unclear::Beyond)? {
                    Some(open) => from = open,
                    None => return Ok(None),
                }
            }
            if from == before {
                return Ok(Some(from));
            }
            if end.is_none_or(|end| from > end) {
                return Ok(None);
            }
        }
    }

    /// The minutes that all hours have in common.
    fn all(
        &self,
        minutes: impl Fn(&Hours) -> Result<OpenMinutes, BeyondCalendar>,
    ) -> Result<OpenMinutes, Unclear> {
        let all = self.hours.as_ref().map_err(Clone::clone)?;
        let mut common: Option<OpenMinutes> = None;
        for hours in all {
            let one = minutes(hours).map_err(Unclear::Beyond)?;
            common = Some(common.map_or(one.clone(), |common| common.and(&one)));
        }
        common.ok_or(Unclear::Missing)
    }
}

impl OpenMinutes {
    fn at(&self, time: chrono::NaiveTime) -> Openness {
        use chrono::Timelike;
        let minute = (time.hour() * 60 + time.minute()) as u16;
        let holds = |ranges: &[std::ops::Range<u16>]| {
            ranges.iter().any(|range| range.contains(&minute))
        };
        match (holds(&self.open), holds(&self.unknown)) {
            (true, _) => Openness::Open,
            (false, true) => Openness::Unknown,
            (false, false) => Openness::Closed,
        }
    }

    /// Open where both are; unknown where one is and the other may be open.
    fn and(&self, other: &Self) -> Self {
        let sets = |one: &Self| {
            let open = Spans::new(one.open.iter().cloned());
            let may = open.with(&Spans::new(one.unknown.iter().cloned()));
            (open, may)
        };
        let both = |a: &Spans, b: &Spans| a.without(&a.without(b));
        let ((open, may), (other_open, other_may)) = (sets(self), sets(other));
        let open = both(&open, &other_open);
        let unknown = both(&may, &other_may).without(&open);
        Self { open: open.into_ranges(), unknown: unknown.into_ranges() }
    }
}

/// Texts that were read, each once.
#[derive(Default)]
struct Texts {
    read: FxHashMap<String, Result<Arc<Hours>, Unread>>,
    /// Those of services, which may name days alone.
    days: FxHashMap<String, Option<Arc<Hours>>>,
}

impl Texts {
    fn station(&mut self, station: &Station, assumed: &[String]) -> Told {
        let own =
            station.facts.hours.as_deref().filter(|text| !normalize::is_blank(text));
        let level = usize::from(station.level).saturating_sub(1);
        let default = || assumed.get(level).or(assumed.last()).map(String::as_str);
        let Some(text) = own.or_else(default) else {
            return Told { hours: Err(Unclear::Missing), assumed: false };
        };
        let hours = self.read(text).map(|hours| vec![hours]).map_err(Unclear::Unread);
        Told { hours, assumed: own.is_none() }
    }

    /// The hours of a service: its own, those of the station on its own days, or those of the
    /// station.
    fn service(&mut self, item: &Item, station: &Told) -> Told {
        let Some(text) = item.hours.as_deref() else { return station.clone() };
        if let Some(days) = self.days(text) {
            let mut told = station.clone();
            if let Ok(hours) = &mut told.hours {
                hours.push(days);
            }
            return told;
        }
        let hours = self.read(text).map(|hours| vec![hours]).map_err(Unclear::Unread);
        Told { hours, assumed: false }
    }

    fn read(&mut self, text: &str) -> Result<Arc<Hours>, Unread> {
        if let Some(known) = self.read.get(text) {
            return known.clone();
        }
        let read = Hours::read(text).map(Arc::new);
        self.read.insert(text.to_owned(), read.clone());
        read
    }

    fn days(&mut self, text: &str) -> Option<Arc<Hours>> {
        if let Some(known) = self.days.get(text) {
            return known.clone();
        }
        let read = Hours::read_days(text).map(Arc::new);
        self.days.insert(text.to_owned(), read.clone());
        read
    }
}

impl Unclear {
    texts! {
        /// Why nobody knows.
        pub fn reason(&self, lang) -> String {
            Self::Missing =>
                "no opening hours, and no default for its level"
                "没有开放时间,也没有该级的默认值";
            Self::Unread(unread) =>
                "its opening hours could not be read: {why}"
                "开放时间无法读取:{why}"
                with why = unread.reason(lang);
            Self::Beyond(beyond) => "{why}" "{why}" with why = beyond.reason(lang);
        }
    }

    texts! {
        /// What to do about it.
        pub fn remedy(&self, lang) -> String {
            Self::Missing =>
                "enter them, or give a default under [hours]"
                "请补填,或在[hours]中给出默认值";
            Self::Unread(unread) => "{what}" "{what}" with what = unread.remedy(lang);
            Self::Beyond(beyond) => "{what}" "{what}" with what = beyond.remedy(lang);
        }
    }
}
