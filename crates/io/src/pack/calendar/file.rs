//! The file of a calendar pack.

use super::{Calendar, Market, Season};
use crate::hours::Recurrence;
use crate::pack::Title;
use crate::project::Told;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

/// A public holiday that has a name: hours may say 春节.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Festival {
    /// Its identity.
    pub id: String,
    /// What people call it.
    pub title: Title,
}

/// The file of a calendar.
#[derive(Deserialize)]
pub(crate) struct File {
    valid_from: Option<Day>,
    valid_through: Option<Day>,
    #[serde(default)]
    holiday: Vec<Holiday>,
    #[serde(default)]
    season: Vec<SeasonEntry>,
    #[serde(default)]
    market: Vec<MarketEntry>,
}

/// The break of one festival in one year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    id: String,
    zh: String,
    en: String,
    days: Vec<Span>,
    #[serde(default)]
    work: Vec<Day>,
    /// Where it was announced; for people.
    #[serde(default, rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeasonEntry {
    id: String,
    /// First and last day, of every year or of one.
    days: Vec<SeasonDays>,
    #[serde(default, rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarketEntry {
    id: String,
    zh: String,
    en: String,
    rule: Recurrence,
    #[serde(default, rename = "source")]
    _source: String,
}

/// `2026-02-14`, as text or as a date of TOML.
struct Day(NaiveDate);

/// `2026-02-15/2026-02-23`, or one day.
struct Span(NaiveDate, NaiveDate);

/// `05-01/09-30`, or [`Span`].
enum SeasonDays {
    Yearly((u32, u32), (u32, u32)),
    Dated(NaiveDate, NaiveDate),
}

impl Calendar {
    /// Adds the days of a pack. The years that it vouches for are its own: what an earlier pack
    /// said of them is forgotten.
    pub(crate) fn add(&mut self, file: File) {
        let File { valid_from, valid_through, holiday, season, market } = file;
        if let (Some(Day(first)), Some(Day(last))) = (valid_from, valid_through) {
            self.holidays.retain(|day, _| !(first..=last).contains(day));
            self.made_up.retain(|day, _| !(first..=last).contains(day));
            self.known.push((first, last));
        }
        for Holiday { id, zh, en, days, work, .. } in holiday {
            self.festivals.retain(|festival| festival.id != id);
            self.festivals.push(Festival { id: id.clone(), title: Title { zh, en } });
            let every = days.iter().flat_map(|&Span(first, last)| {
                first.iter_days().take_while(move |&day| day <= last)
            });
            for day in every {
                self.holidays.entry(day).or_default().push(id.clone());
            }
            self.made_up.extend(work.iter().map(|&Day(day)| (day, id.clone())));
        }
        for SeasonEntry { id, days, .. } in season {
            self.seasons.retain(|season| season.id != id);
            let mut season = Season { id, yearly: None, dated: Vec::new() };
            for days in days {
                match days {
                    SeasonDays::Yearly(first, last) => {
                        season.yearly = Some((first, last));
                    }
                    SeasonDays::Dated(first, last) => season.dated.push((first, last)),
                }
            }
            self.seasons.push(season);
        }
        for MarketEntry { id, zh, en, rule, .. } in market {
            self.markets.retain(|market| market.id != id);
            self.markets.push(Market { id, title: Title { zh, en }, days: rule });
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map(Self).map_err(|_error| D::Error::custom(no_day(&text)))
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        span(&text).ok_or_else(|| D::Error::custom(no_day(&text)))
    }
}

impl<'de> Deserialize<'de> for SeasonDays {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let yearly = || {
            let (first, last) = text.split_once('/')?;
            Some(Self::Yearly(month_day(first)?, month_day(last)?))
        };
        let dated = || span(&text).map(|Span(first, last)| Self::Dated(first, last));
        dated().or_else(yearly).ok_or_else(|| D::Error::custom(no_day(&text)))
    }
}

impl<'de> Deserialize<'de> for Recurrence {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::read(&text).ok_or_else(|| {
            D::Error::custom(Told::new(
                format!(
                    "{text:?} is not a way that markets come back: write 每天, 星期一三五, \
                     逢3,8, 农历逢二五十, 逢辰戌"
                ),
                format!("{text:?}不是场期的写法,请写:每天、星期一三五、逢3,8、农历逢二五十、逢辰戌"),
            ))
        })
    }
}

fn span(text: &str) -> Option<Span> {
    let (first, last) = text.split_once('/').unwrap_or((text, text));
    let first: NaiveDate = first.parse().ok()?;
    let last: NaiveDate = last.parse().ok()?;
    // a slip of the pen must not become a million days
    let likely = first <= last && (last - first).num_days() <= 366;
    likely.then_some(Span(first, last))
}

/// `05-01`, checked in a leap year.
fn month_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    let day = NaiveDate::from_ymd_opt(2024, month.parse().ok()?, day.parse().ok()?)?;
    Some((day.month(), day.day()))
}

fn no_day(text: &str) -> Told {
    Told::new(
        format!(
            "{text:?} is not a day or a span of days: write \"2026-02-14\", \
             \"2026-02-15/2026-02-23\", or for a season \"05-01/09-30\""
        ),
        format!(
            "{text:?}不是日期或起止日期,请写\"2026-02-14\"、\"2026-02-15/2026-02-23\",\
             季节可写\"05-01/09-30\""
        ),
    )
}
