//! Several scenarios side by side: one column each.

use super::levels::{covered_change, shares};
use super::{ComparisonSheet, Counted};
use crate::figures::{NONE, count, difference, from_to, minutes_saved, people, signed};
use crate::table::{Column, Table};
use crate::words::Word;
use std::io::{self, Write};
use walkshed::comparison::LevelComparison;
use walkshed::model::Weight;

/// Widest name of a scenario.
const WIDEST: usize = 18;

/// What every scenario changes, on the last level where nothing else is said.
pub(crate) fn write_summary(
    sheets: &[ComparisonSheet<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(first) = sheets.first() else { return Ok(()) };
    let lang = first.lang;
    writeln!(out, "{}", first.title(lang.say(Word::Summary)))?;
    let name = |sheet: &ComparisonSheet<'_>| {
        let scenario = sheet.compared.after.0.scenario.as_ref();
        let name = scenario.map_or_else(String::new, |scenario| scenario.name.clone());
        Column::number(name).at_most(WIDEST)
    };
    let titles =
        [Column::text("").at_most(36)].into_iter().chain(sheets.iter().map(name));
    let mut table = Table::new(titles);
    let mut row = |title: String, cell: &dyn Fn(&ComparisonSheet<'_>) -> String| {
        table.push([title].into_iter().chain(sheets.iter().map(cell)));
    };
    let deepest = sheets.iter().map(|sheet| sheet.comparison().levels.len()).max();
    row(first.counted_name(), &|sheet| {
        last(sheet, |sheet, level| {
            let [before, after] = [&level.coverage.before, &level.coverage.after]
                .map(|coverage| people(sheet.of(&coverage.total)));
            from_to(&before, &after)
        })
    });
    for level in 1..=deepest.unwrap_or(0) {
        let title = lang.share_of(&first.level_name(level as u8));
        row(title, &|sheet| {
            let level = sheet.comparison().levels.get(level - 1);
            level.map_or_else(none, |level| shares(sheet.counted, &level.coverage))
        });
    }
    let said = |word| lang.say(word).to_owned();
    row(said(Word::CoveredChange), &|sheet| {
        last(sheet, |sheet, level| difference(covered_change(sheet, &level.coverage)))
    });
    row(
        said(Word::Gained),
        &of_level(|sheet, level| sheet.of(&level.coverage.account.gained)),
    );
    row(
        said(Word::Lost),
        &of_level(|sheet, level| sheet.of(&level.coverage.account.lost)),
    );
    row(
        said(Word::NewUncovered),
        &of_level(|sheet, level| sheet.of(&level.coverage.account.newcomers.uncovered)),
    );
    row(
        said(Word::Uncovered),
        &of_level(|sheet, level| sheet.of(&level.coverage.after.uncovered)),
    );
    row(said(Word::GapsTitle), &|sheet| last(sheet, |_, level| gaps(level)));
    row(said(Word::SavedEach), &|sheet| saved(sheet).0);
    row(said(Word::PersonMinutes), &|sheet| saved(sheet).1);
    table.write(out)
}

fn none() -> String {
    NONE.to_owned()
}

/// What the last level says.
fn last(
    sheet: &ComparisonSheet<'_>,
    told: impl Fn(&ComparisonSheet<'_>, &LevelComparison) -> String,
) -> String {
    sheet.last_level().map_or_else(none, |level| told(sheet, level))
}

/// A number of people that the last level says.
fn of_level(
    number: impl Fn(&ComparisonSheet<'_>, &LevelComparison) -> Weight,
) -> impl Fn(&ComparisonSheet<'_>) -> String {
    move |sheet| last(sheet, |sheet, level| people(number(sheet, level)))
}

/// How many gaps there were, and how many there are.
fn gaps(level: &LevelComparison) -> String {
    let before: usize = level.gaps.iter().map(|family| family.before.len()).sum();
    let after: usize = level.gaps.iter().map(|family| family.after.len()).sum();
    from_to(&count(before), &count(after))
}

/// Minutes saved a resident, and in all.
fn saved(sheet: &ComparisonSheet<'_>) -> (String, String) {
    let Counted::Group(group) = sheet.counted else { return (none(), none()) };
    let any = &sheet.comparison().any;
    let total = (any.saved(group).person_minutes_thousandths() + 500).div_euclid(1000);
    (
        any.mean_saved_ms(group).map_or_else(none, minutes_saved),
        signed(total).trim_start_matches('+').to_owned(),
    )
}
