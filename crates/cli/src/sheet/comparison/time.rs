//! Walking time saved by those who are there both times.

use super::{ComparisonSheet, Counted};
use crate::figures::{NONE, minutes, minutes_saved, people, signed};
use crate::table::{Column, Table};
use crate::words::Word;
use std::io::{self, Write};
use walkshed::comparison::{PersonTime, TimeSaved};
use walkshed::model::Weight;

pub(super) fn write(sheet: &ComparisonSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, comparison) = (sheet.lang, sheet.comparison());
    let Counted::Group(group) = sheet.counted else { return Ok(()) };
    let there = |time: &TimeSaved| {
        [&time.residents, &time.reachable, &time.unreachable, &time.never]
            .iter()
            .any(|count| count.weights[group] > Weight::ZERO)
    };
    if comparison.levels.is_empty() || !there(&comparison.any) {
        return Ok(());
    }
    writeln!(out, "\n{}", sheet.title(lang.say(Word::TimeSaved)))?;
    let number = |word| Column::number(lang.say(word)).at_most(16);
    let mut table = Table::new([
        Column::text(""),
        number(Word::Residents),
        number(Word::MinutesBefore),
        number(Word::MinutesAfter),
        number(Word::SavedEach),
        number(Word::PersonMinutes),
        number(Word::Faster),
        number(Word::Slower),
    ]);
    for level in &comparison.levels {
        let cells = cells(&level.time, group);
        table.push([sheet.level_name(level.level)].into_iter().chain(cells));
    }
    let is_any = comparison.levels.last().is_some_and(|last| last.time == comparison.any);
    if !is_any {
        let name = lang.say(Word::AnyStation).to_owned();
        table.push([name].into_iter().chain(cells(&comparison.any, group)));
    }
    let walk = |other: &usize| {
        let residents = comparison.any.residents.weights[*other];
        *other != group && residents > Weight::ZERO
    };
    for other in (0..comparison.groups.len()).filter(walk) {
        let name = lang.of_any_station(&comparison.groups[other]);
        table.push([name].into_iter().chain(cells(&comparison.any, other)));
    }
    table.write(out)?;
    let of = |count| sheet.of(count);
    let any = &comparison.any;
    let apart = [&any.reachable, &any.unreachable, &any.never].map(of);
    if apart.iter().any(|&people| people > Weight::ZERO) {
        writeln!(out, "  {}", lang.reachable(apart))?;
    }
    Ok(())
}

fn cells(time: &TimeSaved, group: usize) -> [String; 7] {
    let residents = time.residents.weights[group];
    let walk = |walks: &[PersonTime]| {
        let mean = walks[group].mean_ms(residents);
        let mean = mean.and_then(|ms| u32::try_from(ms).ok());
        mean.map_or_else(|| NONE.to_owned(), |ms| minutes(ms, None))
    };
    let saved = time.mean_saved_ms(group).map_or_else(|| NONE.to_owned(), minutes_saved);
    let total = (time.saved(group).person_minutes_thousandths() + 500).div_euclid(1000);
    [
        people(residents),
        walk(&time.before),
        walk(&time.after),
        saved,
        signed(total).trim_start_matches('+').to_owned(),
        people(time.faster.weights[group]),
        people(time.slower.weights[group]),
    ]
}
