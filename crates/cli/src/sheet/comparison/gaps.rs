//! Gaps that remain, are new, or close.

use super::ComparisonSheet;
use crate::figures::{NONE, count, people};
use crate::sheet::Sheet;
use crate::table::{Column, Table};
use crate::words::Word;
use std::io::{self, Write};
use walkshed::comparison::{GapChange, GapFamily, LevelComparison};
use walkshed::model::{Demand, Weight};

/// Gaps that are listed.
const LISTED: usize = 10;

pub(super) fn write(sheet: &ComparisonSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, levels) = (sheet.lang, &sheet.comparison().levels);
    if levels.iter().all(|level| level.gaps.is_empty()) {
        return Ok(());
    }
    writeln!(out, "\n{}", sheet.title(lang.say(Word::ChangeOfGaps)))?;
    let number = |word| Column::number(lang.say(word));
    let mut table = Table::new([
        Column::text(""),
        number(Word::GapsBefore),
        number(Word::GapsAfter),
        number(Word::Remains),
        number(Word::New),
        number(Word::ClosedGaps),
    ]);
    for level in levels {
        table.push(
            [sheet.level_name(level.level)].into_iter().chain(counts(sheet, level)),
        );
    }
    table.write(out)?;
    match sheet.last_level() {
        Some(level) if !level.gaps.is_empty() => write_list(sheet, level, out),
        _ => Ok(()),
    }
}

/// Gaps before and after with the people in them, and how many of each kind.
fn counts(sheet: &ComparisonSheet<'_>, level: &LevelComparison) -> [String; 5] {
    let all = |gaps: fn(&GapFamily) -> usize,
               people_of: &dyn Fn(&GapFamily) -> Weight| {
        let gaps: usize = level.gaps.iter().map(gaps).sum();
        let sum: Weight = level.gaps.iter().map(people_of).sum();
        format!("{} ({})", count(gaps), people(sum))
    };
    let kind = |key: &str| {
        let those = || level.gaps.iter().filter(|family| family.change.key() == key);
        let sum: Weight = those().map(|family| most(sheet, family)).sum();
        format!("{} ({})", count(those().count()), people(sum))
    };
    [
        all(|family| family.before.len(), &|family| sheet.of(&family.count_before)),
        all(|family| family.after.len(), &|family| sheet.of(&family.count_after)),
        kind("remains"),
        kind("new"),
        kind("closed"),
    ]
}

/// The people of a gap now, or of one that is closed before.
fn most(sheet: &ComparisonSheet<'_>, family: &GapFamily) -> Weight {
    match family.change {
        GapChange::Closed => sheet.of(&family.count_before),
        GapChange::New | GapChange::Remains(_) => sheet.of(&family.count_after),
    }
}

fn write_list(
    sheet: &ComparisonSheet<'_>,
    level: &LevelComparison,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = sheet.lang;
    writeln!(out, "\n{}", lang.gaps_of(&sheet.level_name(level.level)))?;
    let number = |word| Column::number(lang.say(word));
    let mut table = Table::new([
        number(Word::Rank),
        Column::text(lang.say(Word::Became)),
        number(Word::Before),
        number(Word::After),
        number(Word::Blocks),
        Column::text(lang.say(Word::Where)).at_most(32),
    ]);
    for (rank, family) in (1..).zip(level.gaps.iter().take(LISTED)) {
        table.push(row(sheet, level.level, rank, family));
    }
    table.write(out)?;
    if level.gaps.len() > LISTED {
        writeln!(out, "  {}", lang.more(level.gaps.len() - LISTED))?;
    }
    Ok(())
}

fn row(
    sheet: &ComparisonSheet<'_>,
    level: u8,
    rank: usize,
    family: &GapFamily,
) -> Vec<String> {
    let told = |gaps: &[u32], of| {
        if gaps.is_empty() { NONE.to_owned() } else { people(sheet.of(of)) }
    };
    let (side, gaps, blocks) = match family.change {
        GapChange::Closed => (&sheet.before, &family.before, family.count_before.blocks),
        GapChange::New | GapChange::Remains(_) => {
            (&sheet.after, &family.after, family.count_after.blocks)
        }
    };
    let names = places(side, level, gaps);
    vec![
        count(rank),
        sheet.lang.became(family),
        told(&family.before, &family.count_before),
        told(&family.after, &family.count_after),
        count(blocks),
        if names.is_empty() { NONE.to_owned() } else { names.join(sheet.lang.comma()) },
    ]
}

/// The areas that some gaps of a side lie in, most people first.
fn places<'a>(side: &Sheet<'a>, level: u8, gaps: &[u32]) -> Vec<&'a str> {
    let Some(answer) = side.evaluation.levels.get(usize::from(level) - 1) else {
        return Vec::new();
    };
    let points: Vec<u32> =
        gaps.iter().flat_map(|&gap| &answer.gaps[gap as usize].points).copied().collect();
    let weight = |demand: &Demand, point| side.counted.of_point(demand, point);
    side.places.names(&points, &side.loaded.district.demand, weight)
}
