//! The surroundings of stations whose level has no outlines: those that leave most uncovered.

use super::Sheet;
use crate::figures::people;
use crate::table::{Column, Table};
use crate::words::Word;
use std::cmp::Reverse;
use std::io::{self, Write};
use walkshed::coverage::{Area, Count, Coverage};
use walkshed::model::Substitution;

/// Surroundings that are listed.
const LISTED: usize = 5;

pub(super) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, areas) = (sheet.lang, &sheet.evaluation.areas);
    // where levels do not stand in for each other, a station answers for its own
    let answers_for = |area: &Area| match sheet.evaluation.options.substitution {
        Substitution::Inclusive => area.levels.last().map(|level| level.coverage.clone()),
        Substitution::Exclusive => {
            let own = area.levels.iter().find(|level| level.level == area.level);
            own.map(|level| level.coverage.clone())
        }
    };
    let around = areas.iter().filter(|area| area.grid.is_none());
    let around: Vec<(&Area, Coverage)> =
        around.filter_map(|area| Some((area, answers_for(area)?))).collect();
    if around.is_empty() {
        return Ok(());
    }
    let of = |count: &Count| sheet.counted.of_count(count);
    let mut lacking: Vec<_> = around
        .iter()
        .filter(|(_, coverage)| of(&coverage.covered) < of(&coverage.total))
        .collect();
    let lacks = |coverage: &Coverage| (of(&coverage.uncovered), of(&coverage.unknown));
    lacking.sort_by_key(|(_, coverage)| Reverse(lacks(coverage)));
    let whole = around.len() - lacking.len();
    writeln!(out, "\n{}", lang.surroundings(around.len(), whole))?;
    if lacking.is_empty() {
        return Ok(());
    }
    let demand = &sheet.loaded.district.demand;
    let mut table = Table::new([
        Column::text("").at_most(12),
        Column::text(lang.say(Word::Station)),
        Column::text(lang.say(Word::Level)),
        Column::number(sheet.counted.name(lang, demand)),
        Column::number(lang.say(Word::Share)),
        Column::number(lang.say(Word::Uncovered)),
    ]);
    for (area, coverage) in lacking.iter().take(LISTED) {
        table.push([
            area.id.clone(),
            area.name.clone(),
            lang.rung(area.level),
            people(of(&coverage.total)),
            sheet.counted.share(coverage),
            people(of(&coverage.uncovered)),
        ]);
    }
    table.write(out)?;
    if lacking.len() > LISTED {
        writeln!(out, "  {}", lang.more(lacking.len() - LISTED))?;
    }
    Ok(())
}
