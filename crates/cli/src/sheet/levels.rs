//! Coverage by level: the first table.

use super::{Counted, Sheet};
use crate::figures::{count, people, percent};
use crate::table::{Column, Table};
use crate::words::Word;
use std::io::{self, Write};
use walkshed::coverage::{Count, HomeService, LevelAnswer};
use walkshed::model::{Metric, Substitution};

/// Further groups that have room beside the main one; more get a table of their own.
const BESIDE: usize = 3;
/// Widest name of a group over its shares.
const WIDEST_GROUP: usize = 12;

pub(super) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = sheet.lang;
    if sheet.evaluation.levels.is_empty() {
        return writeln!(out, "\n{}", lang.say(Word::NoStations));
    }
    writeln!(out, "\n{}", sheet.title(lang.say(Word::ByLevel)))?;
    let home = HomeService::of(&sheet.loaded.district, sheet.evaluation);
    let parts = parts(sheet, home.is_some());
    let titles = parts.iter().map(|part| part.column(sheet));
    let mut table = Table::new([Column::text("")].into_iter().chain(titles));
    for answer in &sheet.evaluation.levels {
        let cells = parts.iter().map(|part| part.cell(sheet, home.as_ref(), answer));
        table.push([sheet.level_name(answer.level)].into_iter().chain(cells));
    }
    table.write(out)?;
    for legend in parts.iter().filter_map(|part| lang.legend(part.word()?)) {
        writeln!(out, "  {legend}")?;
    }
    write_groups(sheet, out)
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Stations,
    Covered,
    Share,
    Uncovered,
    Unknown,
    IfCovered,
    Exclusive,
    Straight,
    AtHome,
    Group(usize),
}

/// The columns that say something in this run.
fn parts(sheet: &Sheet<'_>, at_home: bool) -> Vec<Part> {
    let options = &sheet.evaluation.options;
    let unknown = sheet.evaluation.levels.iter().any(|a| a.coverage.unknown.blocks > 0);
    let mut parts = vec![Part::Stations, Part::Covered, Part::Share, Part::Uncovered];
    if unknown {
        parts.extend([Part::Unknown, Part::IfCovered]);
    }
    if options.substitution == Substitution::Inclusive
        && sheet.evaluation.levels.len() > 1
    {
        parts.push(Part::Exclusive);
    }
    if options.metric == Metric::Network {
        parts.push(Part::Straight);
    }
    if at_home {
        parts.push(Part::AtHome);
    }
    let others: Vec<usize> =
        sheet.counted.others(&sheet.loaded.district.demand).collect();
    if others.len() <= BESIDE {
        parts.extend(others.into_iter().map(Part::Group));
    }
    parts
}

impl Part {
    fn word(self) -> Option<Word> {
        Some(match self {
            Self::Stations => Word::Stations,
            Self::Covered => Word::Covered,
            Self::Share => Word::Share,
            Self::Uncovered => Word::Uncovered,
            Self::Unknown => Word::Unknown,
            Self::IfCovered => Word::IfCovered,
            Self::Exclusive => Word::ExclusiveShare,
            Self::Straight => Word::StraightShare,
            Self::AtHome => Word::ServedAtHome,
            Self::Group(_) => return None,
        })
    }

    fn column(self, sheet: &Sheet<'_>) -> Column {
        let title = match self {
            Self::Group(group) => {
                sheet.lang.group(&sheet.loaded.district.demand.groups()[group])
            }
            other => other.word().map_or("", |word| sheet.lang.say(word)).to_owned(),
        };
        Column::number(title).at_most(WIDEST_GROUP)
    }

    fn cell(
        self,
        sheet: &Sheet<'_>,
        home: Option<&HomeService>,
        answer: &LevelAnswer,
    ) -> String {
        let of = |count: &Count| sheet.counted.of_count(count);
        let coverage = &answer.coverage;
        match self {
            Self::Stations => count(answer.stations.len()),
            Self::Covered => people(of(&coverage.covered)),
            Self::Share => percent(of(&coverage.covered), of(&coverage.total)),
            Self::Uncovered => people(of(&coverage.uncovered)),
            Self::Unknown => people(of(&coverage.unknown)),
            Self::IfCovered => percent(
                of(&coverage.covered) + of(&coverage.unknown),
                of(&coverage.total),
            ),
            Self::Exclusive => sheet.counted.share(&answer.exclusive),
            Self::Straight => sheet.counted.share(&answer.straight),
            Self::AtHome => {
                let nth = usize::from(answer.level.max(1)) - 1;
                let count = home.and_then(|home| home.uncovered.get(nth));
                count.map(|count| people(of(count))).unwrap_or_default()
            }
            Self::Group(group) => Counted::Group(group).share(coverage),
        }
    }
}

/// The shares of further groups, one a row, where they are too many for columns.
fn write_groups(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let demand = &sheet.loaded.district.demand;
    let others: Vec<usize> = sheet.counted.others(demand).collect();
    if others.len() <= BESIDE {
        return Ok(());
    }
    writeln!(out, "\n{}", sheet.lang.say(Word::ByGroup))?;
    let levels = &sheet.evaluation.levels;
    let titles =
        levels.iter().map(|answer| Column::number(sheet.level_name(answer.level)));
    let mut table = Table::new([Column::text("")].into_iter().chain(titles));
    for group in others {
        let shares =
            levels.iter().map(|answer| Counted::Group(group).share(&answer.coverage));
        table.push([sheet.lang.group(&demand.groups()[group])].into_iter().chain(shares));
    }
    table.write(out)
}
