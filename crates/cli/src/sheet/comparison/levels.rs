//! Coverage by level, before and after: the first table.

use super::ComparisonSheet;
use crate::figures::{difference, from_to, people};
use crate::sheet::Counted;
use crate::table::{Column, Table};
use crate::words::Word;
use std::io::{self, Write};
use walkshed::comparison::{CoverageChange, Difference, LevelComparison};
use walkshed::model::Weight;

/// Widest title over numbers.
const WIDEST: usize = 14;

pub(super) fn write(sheet: &ComparisonSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, levels) = (sheet.lang, &sheet.comparison().levels);
    if levels.is_empty() {
        return writeln!(out, "\n{}", lang.say(Word::NoStations));
    }
    writeln!(out, "\n{}", sheet.title(lang.say(Word::ChangeByLevel)))?;
    let parts = parts(sheet);
    let titles =
        parts.iter().map(|part| Column::number(lang.say(part.word())).at_most(WIDEST));
    let mut table = Table::new([Column::text("")].into_iter().chain(titles));
    for level in levels {
        let cells = parts.iter().map(|part| part.cell(sheet, &level.coverage));
        table.push([sheet.level_name(level.level)].into_iter().chain(cells));
    }
    table.write(out)?;
    let has = |part| parts.contains(&part);
    let account = [Part::New, Part::Growth, Part::Gone].map(has);
    writeln!(out, "  {}", lang.account(account))?;
    let found: Weight =
        levels.iter().map(|l| sheet.of(&l.coverage.account.gained_from_unknown)).sum();
    let blurred: Weight =
        levels.iter().map(|l| sheet.of(&l.coverage.account.lost_to_unknown)).sum();
    if found > Weight::ZERO || blurred > Weight::ZERO {
        writeln!(out, "  {}", lang.known_better(found, blurred))?;
    }
    write_groups(sheet, out)
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Before,
    After,
    Change,
    Share,
    Gained,
    Lost,
    New,
    NewCovered,
    Growth,
    Gone,
}

/// The columns that say something in this comparison.
fn parts(sheet: &ComparisonSheet<'_>) -> Vec<Part> {
    let levels = &sheet.comparison().levels;
    let any = |wanted: &dyn Fn(&LevelComparison) -> bool| levels.iter().any(wanted);
    let mut parts = vec![Part::Before, Part::After, Part::Change, Part::Share];
    parts.extend([Part::Gained, Part::Lost]);
    if any(&|level| level.coverage.account.newcomers.total.blocks > 0) {
        parts.extend([Part::New, Part::NewCovered]);
    }
    if any(&|level| growth(sheet, &level.coverage) != Difference::ZERO) {
        parts.push(Part::Growth);
    }
    if any(&|level| level.coverage.account.gone.covered.blocks > 0) {
        parts.push(Part::Gone);
    }
    parts
}

impl Part {
    fn word(self) -> Word {
        match self {
            Self::Before => Word::Before,
            Self::After => Word::After,
            Self::Change => Word::Change,
            Self::Share => Word::Share,
            Self::Gained => Word::Gained,
            Self::Lost => Word::Lost,
            Self::New => Word::Newcomers,
            Self::NewCovered => Word::NewCovered,
            Self::Growth => Word::Growth,
            Self::Gone => Word::GoneCovered,
        }
    }

    fn cell(self, sheet: &ComparisonSheet<'_>, change: &CoverageChange) -> String {
        let account = &change.account;
        let told = |count| people(sheet.of(count));
        match self {
            Self::Before => told(&change.before.covered),
            Self::After => told(&change.after.covered),
            Self::Change => difference(covered_change(sheet, change)),
            Self::Share => shares(sheet.counted, change),
            Self::Gained => told(&account.gained),
            Self::Lost => told(&account.lost),
            Self::New => told(&account.newcomers.total),
            Self::NewCovered => told(&account.newcomers.covered),
            Self::Growth => difference(growth(sheet, change)),
            Self::Gone => told(&account.gone.covered),
        }
    }
}

/// By how many more are covered.
pub(super) fn covered_change(
    sheet: &ComparisonSheet<'_>,
    change: &CoverageChange,
) -> Difference {
    let [before, after] = [&change.before, &change.after].map(|c| sheet.of(&c.covered));
    Difference::between(before, after)
}

/// `76.0→78.7%`
pub(super) fn shares(counted: Counted, change: &CoverageChange) -> String {
    from_to(&counted.share(&change.before), &counted.share(&change.after))
}

/// By how much those covered both times grew; blocks do not.
fn growth(sheet: &ComparisonSheet<'_>, change: &CoverageChange) -> Difference {
    match sheet.counted {
        Counted::Group(group) => change.account.growth[group],
        Counted::Blocks => Difference::ZERO,
    }
}

/// The shares of further groups, one a row.
fn write_groups(sheet: &ComparisonSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let comparison = sheet.comparison();
    let others: Vec<usize> = (0..comparison.groups.len())
        .filter(|&group| sheet.counted != Counted::Group(group))
        .collect();
    if others.is_empty() || sheet.counted == Counted::Blocks {
        return Ok(());
    }
    writeln!(out, "\n{}", sheet.lang.say(Word::ChangeByGroup))?;
    let levels = &comparison.levels;
    let titles = levels.iter().map(|level| Column::number(sheet.level_name(level.level)));
    let mut table = Table::new([Column::text("")].into_iter().chain(titles));
    for group in others {
        let shares =
            levels.iter().map(|level| shares(Counted::Group(group), &level.coverage));
        let name = sheet.lang.group(&comparison.groups[group]);
        table.push([name].into_iter().chain(shares));
    }
    table.write(out)
}
