//! Which days are holidays, which weekend days are worked, when markets are held and seasons
//! begin: what no rule tells, as packs.

mod beyond;
mod file;

pub use beyond::{BeyondCalendar, Need};
pub use file::Festival;

use crate::hours::Recurrence;
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeMap;

/// Holidays, make-up working days, seasons and market days.
///
/// China decrees its holidays year by year, and weekend days to be worked for them (调休): no
/// rule derives them. A calendar therefore knows some years and no others, and an answer that
/// depends on them is refused beyond ([`BeyondCalendar`]).
///
/// # Examples
///
/// ```
/// use chrono::NaiveDate;
/// use walkshed_io::pack::Packs;
///
/// let calendar = Packs::read(".".as_ref(), &[])?.calendar;
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// assert_eq!(calendar.is_holiday(day(2, 20)), Ok(true)); // a Friday of the Spring Festival
/// assert_eq!(calendar.is_working(day(2, 28)), Ok(true)); // a Saturday to make up for it
/// assert!(calendar.is_holiday(NaiveDate::from_ymd_opt(2031, 1, 1).unwrap()).is_err());
/// # Ok::<(), walkshed_io::ReadError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    /// First and last days of the spans that are known, as their packs gave them.
    known: Vec<(NaiveDate, NaiveDate)>,
    holidays: BTreeMap<NaiveDate, Vec<String>>,
    made_up: BTreeMap<NaiveDate, String>,
    festivals: Vec<Festival>,
    seasons: Vec<Season>,
    markets: Vec<Market>,
    /// A week of no date in particular: no holidays, nothing made up.
    standard: bool,
}

/// A part of the year.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Season {
    id: String,
    /// Month and day of the first and the last day; may go over the end of the year.
    yearly: Option<((u32, u32), (u32, u32))>,
    /// First and last days where they differ from year to year.
    dated: Vec<(NaiveDate, NaiveDate)>,
}

/// Where and when people come to market.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Market {
    /// Its identity: hours say `market:fengshan`.
    pub id: String,
    /// What people call it.
    pub title: super::Title,
    /// Its days.
    pub days: Recurrence,
}

impl Calendar {
    /// The last day that its holidays are known for.
    #[must_use]
    pub fn valid_through(&self) -> Option<NaiveDate> {
        self.known.iter().map(|&(_, last)| last).max()
    }

    /// The first day that its holidays are known for.
    #[must_use]
    pub fn valid_from(&self) -> Option<NaiveDate> {
        self.known.iter().map(|&(first, _)| first).min()
    }

    /// The same calendar for a week of no date in particular: no day is a holiday, none is made
    /// up, and whatever asks for a date beyond the day of the week is refused.
    #[must_use]
    pub fn standard(&self) -> Self {
        Self { standard: true, ..self.clone() }
    }

    /// Whether it speaks of no date in particular.
    #[must_use]
    pub fn is_standard(&self) -> bool {
        self.standard
    }

    /// All markets, in the order of the packs.
    #[must_use]
    pub fn markets(&self) -> &[Market] {
        &self.markets
    }

    /// Whether a day is a public holiday, with all days of its break.
    ///
    /// # Errors
    ///
    /// [`BeyondCalendar`] outside the years that are known.
    pub fn is_holiday(&self, date: NaiveDate) -> Result<bool, BeyondCalendar> {
        self.require(date, Need::Holidays)?;
        Ok(!self.standard && self.holidays.contains_key(&date))
    }

    /// Whether a day belongs to the break of one festival.
    ///
    /// # Errors
    ///
    /// [`BeyondCalendar`] outside the years that are known.
    pub fn is_festival(
        &self,
        date: NaiveDate,
        festival: &str,
    ) -> Result<bool, BeyondCalendar> {
        self.require(date, Need::Holidays)?;
        let named = |ids: &Vec<String>| ids.iter().any(|id| id == festival);
        Ok(!self.standard && self.holidays.get(&date).is_some_and(named))
    }

    /// Whether people are at work: Monday to Friday but holidays, and weekend days made up.
    ///
    /// # Errors
    ///
    /// [`BeyondCalendar`] outside the years that are known.
    pub fn is_working(&self, date: NaiveDate) -> Result<bool, BeyondCalendar> {
        self.require(date, Need::WorkingDays)?;
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        if self.standard {
            return Ok(!weekend);
        }
        let made_up = self.made_up.contains_key(&date);
        Ok(made_up || !(weekend || self.holidays.contains_key(&date)))
    }

    /// Whether a day is in a season.
    ///
    /// # Errors
    ///
    /// [`BeyondCalendar`] if no pack says when the season is in that year, and in a week of no
    /// date in particular.
    pub fn is_season(&self, date: NaiveDate, id: &str) -> Result<bool, BeyondCalendar> {
        let refused = || Err(self.beyond(date, Need::Season(id.to_owned())));
        let season = self.seasons.iter().find(|season| season.id == id);
        let Some(season) = season.filter(|_| !self.standard) else { return refused() };
        let known = |&(first, last): &(NaiveDate, NaiveDate)| {
            date.year() == first.year() || date.year() == last.year()
        };
        if season.dated.iter().any(known) {
            return Ok(season.dated.iter().any(|&(a, b)| (a..=b).contains(&date)));
        }
        let Some((first, last)) = season.yearly else { return refused() };
        Ok(is_between((date.month(), date.day()), first, last))
    }

    /// Whether a day is a market day; of the only market where none is named.
    ///
    /// # Errors
    ///
    /// [`BeyondCalendar`] if no pack knows the market, if several could be meant, and where its
    /// days need a date in a week of no date in particular.
    pub fn is_market(
        &self,
        date: NaiveDate,
        id: Option<&str>,
    ) -> Result<bool, BeyondCalendar> {
        let market = match (id, &self.markets[..]) {
            (Some(id), markets) => markets.iter().find(|market| market.id == id),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        let need = || Need::Market {
            id: id.map(str::to_owned),
            known: self.markets.iter().map(|market| market.id.clone()).collect(),
        };
        let market = market.ok_or_else(|| self.beyond(date, need()))?;
        self.recurs(date, &market.days)
    }

    /// Whether something that comes back is on a day.
    pub(crate) fn recurs(
        &self,
        date: NaiveDate,
        days: &Recurrence,
    ) -> Result<bool, BeyondCalendar> {
        if self.standard && !days.is_weekly() {
            return Err(self.beyond(date, Need::Date));
        }
        days.holds(date).ok_or_else(|| self.beyond(date, Need::Moon))
    }

    /// Refuses in a week of no date in particular.
    pub(crate) fn require_date(&self, date: NaiveDate) -> Result<(), BeyondCalendar> {
        if self.standard { Err(self.beyond(date, Need::Date)) } else { Ok(()) }
    }

    fn require(&self, date: NaiveDate, need: Need) -> Result<(), BeyondCalendar> {
        let known = self.known.iter().any(|&(a, b)| (a..=b).contains(&date));
        if known || self.standard { Ok(()) } else { Err(self.beyond(date, need)) }
    }

    fn beyond(&self, date: NaiveDate, need: Need) -> BeyondCalendar {
        let known = self.valid_from().zip(self.valid_through());
        BeyondCalendar { date, need, known, standard: self.standard }
    }
}

/// Whether a day of the year lies between two others, over the end of the year where the last
/// comes before the first.
pub(crate) fn is_between(day: (u32, u32), first: (u32, u32), last: (u32, u32)) -> bool {
    if first <= last {
        (first..=last).contains(&day)
    } else {
        day >= first || day <= last
    }
}

#[cfg(test)]
mod tests;
