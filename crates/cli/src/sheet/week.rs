//! A week as text: seven rows of twenty-four hours a level.

use super::Sheet;
use crate::figures::grouped;
use crate::table::cut;
use crate::words::Word;
use chrono::Weekday;
use std::io::{self, Write};
use std::ops::Range;
use walkshed::week::WeekLevel;
use walkshed_io::Lang;
use walkshed_io::hours::CoveredWeek;
use walkshed_io::write::week_svg::percents;

/// Stations of unclear hours, and offers, that are named.
const NAMED: usize = 5;
/// Minutes of a day.
const DAY: u16 = 1440;

impl Sheet<'_> {
    /// Writes the week instead of the coverage at one time.
    pub(crate) fn write_week(
        &self,
        covered: &CoveredWeek,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lang = self.lang;
        super::heading::write(self, out)?;
        writeln!(out, "\n{}", self.title(&lang.week_of(covered.monday)))?;
        write_marks(self, covered, out)?;
        for level in &covered.week.levels {
            writeln!(out, "\n{}", self.level_name(level.level))?;
            write_hours(self, covered, level, out)?;
            write_sums(self, level, out)?;
        }
        write_next(self, covered, out)?;
        super::sources::write(self.lang, self.loaded, out)
    }
}

/// What the hours rest on.
fn write_marks(
    sheet: &Sheet<'_>,
    covered: &CoveredWeek,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = sheet.lang;
    let mut say = |text: &str| writeln!(out, "  {text}");
    say(lang.say(Word::WeekLegend))?;
    if !covered.holidays.is_empty() || !covered.made_up.is_empty() {
        say(lang.say(Word::HolidayLegend))?;
    }
    if covered.assumed > 0 {
        say(&lang.hours_assumed(covered.assumed))?;
    }
    if !covered.unclear.is_empty() {
        say(&lang.hours_unclear(covered.unclear.len()))?;
        for (station, why) in covered.unclear.iter().take(NAMED) {
            let id = &sheet.loaded.district.stations[*station as usize].id;
            let why = why.reason(lang.0);
            say(&format!("  {}", cut(&format!("{id}{}{why}", lang.colon()), 90)))?;
        }
        if covered.unclear.len() > NAMED {
            say(&format!("  {}", lang.more(covered.unclear.len() - NAMED)))?;
        }
    }
    Ok(())
}

/// Seven days, three columns an hour.
fn write_hours(
    sheet: &Sheet<'_>,
    covered: &CoveredWeek,
    level: &WeekLevel,
    out: &mut dyn Write,
) -> io::Result<()> {
    let group = sheet.loaded.district.demand.people_group();
    write!(out, "  {:5}", "")?;
    for hour in 0..24 {
        write!(out, "{hour:>3}")?;
    }
    writeln!(out)?;
    for (day, hours) in level.hours.chunks(24).enumerate() {
        let mark = match (covered.holidays.contains(&day), covered.made_up.contains(&day))
        {
            (true, _) => '*',
            (false, true) => '+',
            (false, false) => ' ',
        };
        let name = sheet.lang.weekday(weekday(day));
        // a Chinese character takes two columns
        let blank = if name.is_ascii() { " " } else { "" };
        write!(out, "  {name}{mark}{blank}")?;
        for hour in hours {
            let cell = match percents(hour, group) {
                None => "-".to_owned(),
                Some((0, 0)) => ".".to_owned(),
                Some((100, _)) => "#".to_owned(),
                Some((percent, most)) if most > percent => format!("{percent}?"),
                Some((percent, _)) => percent.to_string(),
            };
            write!(out, "{cell:>3}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// People-hours, and when no station of the level is open.
fn write_sums(
    sheet: &Sheet<'_>,
    level: &WeekLevel,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = sheet.lang;
    let group = sheet.loaded.district.demand.people_group();
    let total =
        level.hours.first().and_then(|hour| hour.coverage.total.weights.get(group));
    if let (Some(uncovered), Some(&total)) = (level.uncovered.get(group), total) {
        let hours = |sum: f64| grouped(sum.round() as u64);
        let all = total.thousandths() as f64 / 1000.0 * 168.0;
        let unknown = level.unknown.get(group).map_or(0.0, |sum| sum.hours());
        let [n, of] = [uncovered.hours(), all].map(hours);
        let share = uncovered.hours() * 100.0 / all;
        let share = share.is_finite().then_some(share);
        let unknown = (unknown > 0.0).then(|| hours(unknown));
        writeln!(out, "  {}", lang.people_hours(&n, &of, share, unknown.as_deref()))?;
    }
    if !level.vanishes.is_empty() {
        let when = days_of(sheet, &level.vanishes);
        let selected = sheet.loaded.selected.as_ref();
        let of_service = selected.is_some_and(|all| !all.selection.services.is_empty());
        writeln!(out, "  {}", lang.vanishes(level.level, of_service, &when))?;
    }
    Ok(())
}

/// `Mon-Fr 0:00-8:30, 18:00-24:00; Sat, Sun all day`: days of the same hours together.
fn days_of(sheet: &Sheet<'_>, ranges: &[Range<u16>]) -> String {
    let lang = sheet.lang;
    let mut groups: Vec<(Vec<usize>, Vec<Range<u16>>)> = Vec::new();
    for day in 0..7 {
        let (start, end) = (day as u16 * DAY, (day as u16 + 1) * DAY);
        let within = ranges.iter().filter_map(|range| {
            let (from, to) = (range.start.max(start), range.end.min(end));
            (from < to).then(|| from - start..to - start)
        });
        let within: Vec<Range<u16>> = within.collect();
        match groups.iter_mut().find(|(_, same)| *same == within) {
            Some((days, _)) => days.push(day),
            None => groups.push((vec![day], within)),
        }
    }
    let named = groups.iter().filter(|(_, ranges)| !ranges.is_empty());
    let told = named.map(|(days, ranges)| {
        let time = |minute: u16| format!("{}:{:02}", minute / 60, minute % 60);
        let span = |range: &Range<u16>| match (range.start, range.end) {
            (0, DAY) => lang.say(Word::AllDay).to_owned(),
            (start, end) => format!("{}-{}", time(start), time(end)),
        };
        let spans: Vec<String> = ranges.iter().map(span).collect();
        format!("{} {}", runs(sheet, days), spans.join(lang.comma()))
    });
    told.collect::<Vec<_>>().join(if lang.0 == Lang::Zh { ";" } else { "; " })
}

/// Days in a row as first and last.
fn runs(sheet: &Sheet<'_>, days: &[usize]) -> String {
    let name = |day: usize| sheet.lang.weekday(weekday(day));
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &day in days {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == day => *last = day,
            _ => runs.push((day, day)),
        }
    }
    let dash = if sheet.lang.0 == Lang::Zh { "至" } else { "-" };
    let told = runs.iter().map(|&(first, last)| {
        if first == last {
            return name(first).to_owned();
        }
        format!("{}{dash}{}", name(first), name(last))
    });
    told.collect::<Vec<_>>().join(sheet.lang.comma())
}

/// When the services asked for are offered next.
fn write_next(
    sheet: &Sheet<'_>,
    covered: &CoveredWeek,
    out: &mut dyn Write,
) -> io::Result<()> {
    if covered.next.is_empty() {
        return Ok(());
    }
    let lang = sheet.lang;
    writeln!(out, "\n{}", lang.say(Word::NextOffers))?;
    for offer in covered.next.iter().take(NAMED) {
        let station = &sheet.loaded.district.stations[offer.station as usize];
        let when = lang.next_opening(&offer.next);
        writeln!(out, "  {} {}{}{when}", station.id, station.name, lang.colon())?;
    }
    if covered.next.len() > NAMED {
        writeln!(out, "  {}", lang.more(covered.next.len() - NAMED))?;
    }
    Ok(())
}

fn weekday(day: usize) -> Weekday {
    Weekday::try_from((day % 7) as u8).unwrap_or(Weekday::Mon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_count_from_monday() {
        assert_eq!([0, 1, 6].map(weekday), [Weekday::Mon, Weekday::Tue, Weekday::Sun]);
    }
}
