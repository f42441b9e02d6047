//! Coverage by level: a row a level and group, or a row a level where only blocks are counted.

use super::{Workbook, share, weight};
use crate::words::Word;
use walkshed::coverage::{Count, Coverage, LevelAnswer};
use walkshed::model::{Budget, Value};
use walkshed_io::write::workbook::{Look, Sheet, SheetColumn};

pub(super) fn sheet(book: Workbook<'_>) -> Sheet<'_> {
    let column = |word, look| book.column(word, look);
    let columns = vec![
        column(Word::Level, Look::Text),
        column(Word::GroupTitle, Look::Text),
        column(Word::Stations, Look::Count),
        column(Word::BudgetMinutes, Look::Minutes),
        column(Word::BudgetMeters, Look::Meters),
        column(Word::Total, Look::Count),
        column(Word::Covered, Look::Count),
        column(Word::Share, Look::Share),
        column(Word::Uncovered, Look::Count),
        column(Word::Unknown, Look::Count),
        column(Word::IfCovered, Look::Share),
        SheetColumn::new(book.lang.say(Word::ExclusiveShare), Look::Share),
        SheetColumn::new(book.lang.say(Word::StraightShare), Look::Share),
    ];
    let levels = book.evaluation.levels.iter();
    let rows = levels.flat_map(move |answer| {
        let groups = (0..book.groups().len()).map(Some).chain([None]);
        groups.map(move |group| row(book, answer, group))
    });
    Sheet { name: book.lang.say(Word::ByLevel).to_owned(), columns, rows: Box::new(rows) }
}

/// What a level says of a group, or of the blocks.
fn row(book: Workbook<'_>, answer: &LevelAnswer, group: Option<usize>) -> Vec<Value> {
    let name = match group {
        Some(group) => book.lang.group(&book.groups()[group]),
        None => book.lang.say(Word::Blocks).to_owned(),
    };
    let of = |count: &Count| match group {
        Some(group) => weight(count.weights[group]),
        None => Value::Number(count.blocks as f64),
    };
    let part = |coverage: &Coverage| match group {
        Some(group) => coverage.share(group),
        None => ratio(coverage.covered.blocks, coverage.total.blocks),
    };
    let coverage = &answer.coverage;
    let blocks = coverage.covered.blocks + coverage.unknown.blocks;
    let most = match group {
        Some(group) => coverage.share_if_unknown_covered(group),
        None => ratio(blocks, coverage.total.blocks),
    };
    let reach = answer.budget.reach_mm(&book.evaluation.options.profile);
    let minutes = match answer.budget {
        Budget::Millis(ms) => Value::Number(f64::from(ms) / 60_000.0),
        Budget::Millimeters(_) => Value::Null,
    };
    vec![
        Value::Text(book.level_name(answer.level)),
        Value::Text(name),
        Value::Number(answer.stations.len() as f64),
        minutes,
        Value::Number(reach as f64 / 1000.0),
        of(&coverage.total),
        of(&coverage.covered),
        share(part(coverage)),
        of(&coverage.uncovered),
        of(&coverage.unknown),
        share(most),
        share(part(&answer.exclusive)),
        share(part(&answer.straight)),
    ]
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
