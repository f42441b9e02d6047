//! Coverage by community, before and after: every area with an outline, below the one that it is
//! part of.

use super::levels::shares;
use super::{ComparisonSheet, Counted};
use crate::figures::{difference, from_to, people};
use crate::sheet::places::Place;
use crate::sheet::{Sheet, areas};
use crate::table::{Column, Table};
use crate::words::Word;
use std::io::{self, Write};
use walkshed::comparison::{AreaComparison, Difference};
use walkshed::coverage::{Count, Coverage};
use walkshed::model::Weight;

pub(super) fn write(sheet: &ComparisonSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, levels) = (sheet.lang, &sheet.comparison().levels);
    if sheet.after.places.tree.is_empty() || levels.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", sheet.title(lang.say(Word::ChangeByArea)))?;
    let number = |word| Column::number(lang.say(word));
    let columns = [Column::text(""), Column::number(sheet.counted_name())]
        .into_iter()
        .chain([number(Word::Change)])
        .chain(levels.iter().map(|level| Column::number(sheet.level_name(level.level))))
        .chain([number(Word::Uncovered)]);
    let mut table = Table::new(columns);
    let mut above = Vec::new();
    for place in &sheet.after.places.tree {
        let row = match place {
            Place::Area(depth, area) => {
                above.truncate(*depth);
                above.push(area.id.as_str());
                let areas = &sheet.compared.after.1.areas;
                let same = |known: &&AreaComparison| {
                    known.after.is_some_and(|place| areas[place].grid == area.grid)
                };
                let known = sheet.comparison().areas.iter().find(same);
                known.map(|known| row(sheet, *depth, known))
            }
            Place::Elsewhere(depth, points) => {
                let inside = (*depth > 0).then(|| above.get(depth - 1)).flatten();
                elsewhere(sheet, *depth, inside.copied(), points)
            }
        };
        if let Some(row) = row {
            table.push(row);
        }
    }
    table.write(out)
}

fn row(sheet: &ComparisonSheet<'_>, depth: usize, area: &AreaComparison) -> Vec<String> {
    let last = area.levels.last();
    let total = |coverage: &Coverage| sheet.of(&coverage.total);
    let totals = last.map_or([Weight::ZERO; 2], |l| [total(&l.before), total(&l.after)]);
    let uncovered = last.map_or(Weight::ZERO, |l| sheet.of(&l.after.uncovered));
    let shares = area.levels.iter().map(|level| shares(sheet.counted, level));
    cells(depth, &area.name, totals, shares.collect(), uncovered)
}

/// What is counted on one side, and how many of it level by level.
type Side = (Counted, Vec<Coverage>);

/// Those who lie in none of the areas below one.
fn elsewhere(
    sheet: &ComparisonSheet<'_>,
    depth: usize,
    inside: Option<&str>,
    points: &[u32],
) -> Option<Vec<String>> {
    let before = points_elsewhere(&sheet.before, depth, inside);
    let [before, after] =
        [(&sheet.before, before), (&sheet.after, points)].map(|(side, points)| {
            let counted = Counted::of(&side.loaded.district.demand);
            (counted, areas::coverages(side, points))
        });
    let of = |(counted, coverages): &Side, part: fn(&Coverage) -> &Count| {
        coverages.last().map_or(Weight::ZERO, |c| counted.of_count(part(c)))
    };
    let totals = [&before, &after].map(|side| of(side, |coverage| &coverage.total));
    if totals == [Weight::ZERO; 2] {
        return None;
    }
    let told = |(counted, coverages): &Side| -> Vec<String> {
        coverages.iter().map(|coverage| counted.share(coverage)).collect()
    };
    let shares = told(&before).into_iter().zip(told(&after));
    let shares = shares.map(|(before, after)| from_to(&before, &after)).collect();
    let uncovered = of(&after, |coverage| &coverage.uncovered);
    let name = sheet.lang.say(Word::Elsewhere);
    Some(cells(depth, name, totals, shares, uncovered))
}

/// The points of a side that lie in none of the areas below one.
fn points_elsewhere<'s>(
    side: &'s Sheet<'_>,
    depth: usize,
    inside: Option<&str>,
) -> &'s [u32] {
    let mut above = Vec::new();
    for place in &side.places.tree {
        match place {
            Place::Area(depth, area) => {
                above.truncate(*depth);
                above.push(area.id.as_str());
            }
            Place::Elsewhere(own, points) if *own == depth => {
                let here = (depth > 0).then(|| above.get(depth - 1)).flatten();
                if here.copied() == inside {
                    return points;
                }
            }
            Place::Elsewhere(..) => {}
        }
    }
    &[]
}

fn cells(
    depth: usize,
    name: &str,
    [before, after]: [Weight; 2],
    shares: Vec<String>,
    uncovered: Weight,
) -> Vec<String> {
    let mut cells = vec![
        format!("{}{name}", "  ".repeat(depth)),
        people(after),
        difference(Difference::between(before, after)),
    ];
    cells.extend(shares);
    cells.push(people(uncovered));
    cells
}
