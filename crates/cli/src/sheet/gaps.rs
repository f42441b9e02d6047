//! Gaps: where people are uncovered together, and why.

use super::Sheet;
use crate::figures::{NONE, count, minutes, people};
use crate::table::{Column, Table};
use crate::words::{Thing, Word};
use std::io::{self, Write};
use walkshed::coverage::LevelAnswer;
use walkshed::gap::Gap;
use walkshed::model::Budget;

/// Gaps that the sheet lists; the command `gaps` lists all.
const LISTED: usize = 10;

/// The gaps of the last level, for the sheet.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    match sheet.last_level() {
        Some(answer) => {
            writeln!(out)?;
            write_level(sheet, answer, LISTED, out)
        }
        None => Ok(()),
    }
}

/// All gaps of some levels.
pub(crate) fn write_gaps(
    sheet: &Sheet<'_>,
    level: Option<u8>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let asked = |answer: &&LevelAnswer| level.is_none_or(|level| answer.level == level);
    for (nth, answer) in sheet.evaluation.levels.iter().filter(asked).enumerate() {
        if nth > 0 {
            writeln!(out)?;
        }
        write_level(sheet, answer, usize::MAX, out)?;
    }
    Ok(())
}

fn write_level(
    sheet: &Sheet<'_>,
    answer: &LevelAnswer,
    most: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = sheet.lang;
    let gaps = lang.counted(answer.gaps.len() as u64, Thing::Gap);
    let budget = lang.budget(answer.budget, &sheet.evaluation.options.profile);
    let level = sheet.level_name(answer.level);
    writeln!(out, "{}{}{gaps} ({budget})", lang.gaps_of(&level), lang.colon())?;
    if answer.gaps.is_empty() {
        return Ok(());
    }
    let demand = &sheet.loaded.district.demand;
    let number = |word| Column::number(lang.say(word));
    let mut table = Table::new([
        number(Word::Rank),
        Column::number(sheet.counted.name(lang, demand)),
        number(Word::Blocks),
        Column::text(lang.say(Word::Cause)),
        number(Word::WorstMinutes),
        number(Word::MedianMinutes),
        Column::text(lang.say(Word::NearestStation)).at_most(24),
        Column::text(lang.say(Word::Where)).at_most(20),
    ]);
    for (rank, gap) in (1..).zip(answer.gaps.iter().take(most)) {
        table.push(row(sheet, answer.budget, rank, gap));
    }
    table.write(out)?;
    if answer.gaps.len() > most {
        writeln!(out, "  {}", lang.more(answer.gaps.len() - most))?;
    }
    Ok(())
}

fn row(sheet: &Sheet<'_>, budget: Budget, rank: usize, gap: &Gap) -> Vec<String> {
    let district = &sheet.loaded.district;
    let limit = match budget {
        Budget::Millis(ms) => Some(ms),
        Budget::Millimeters(_) => None,
    };
    let time =
        |ms: Option<u32>| ms.map_or_else(|| NONE.to_owned(), |ms| minutes(ms, limit));
    let station = gap.nearest_station.map(|s| &district.stations[s as usize]);
    let station =
        station.map_or_else(|| NONE.to_owned(), |s| station_name(&s.id, &s.name));
    let weight = |demand: &_, point| sheet.counted.of_point(demand, point);
    let names = sheet.places.names(&gap.points, &district.demand, weight);
    vec![
        count(rank),
        people(sheet.counted.of_count(&gap.count)),
        count(gap.count.blocks),
        sheet.lang.cause(gap.cause).to_owned(),
        time(gap.worst_ms),
        time(gap.median_ms),
        station,
        if names.is_empty() { NONE.to_owned() } else { names.join(sheet.lang.comma()) },
    ]
}

/// The id, and the name where it says more.
fn station_name(id: &str, name: &str) -> String {
    if name.contains(id) { name.to_owned() } else { format!("{id} {name}") }
}
