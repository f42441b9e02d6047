//! Coverage by community: every area with an outline, below the one that it is part of.

use super::Sheet;
use super::places::Place;
use crate::figures::{NONE, count, people};
use crate::table::{Column, Table};
use crate::words::Word;
use std::io::{self, Write};
use walkshed::coverage::{Area, Count, Coverage};
use walkshed::model::{Substitution, Weight};

pub(super) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    if sheet.places.tree.is_empty() || sheet.evaluation.levels.is_empty() {
        return Ok(());
    }
    let (lang, demand) = (sheet.lang, &sheet.loaded.district.demand);
    writeln!(out, "\n{}", sheet.title(lang.say(Word::ByArea)))?;
    let number = |word| Column::number(lang.say(word));
    let levels = sheet.evaluation.levels.iter();
    let columns = [Column::text("")]
        .into_iter()
        .chain([Column::number(sheet.counted.name(lang, demand)), number(Word::Stations)])
        .chain(levels.map(|answer| Column::number(sheet.level_name(answer.level))))
        .chain(is_inclusive(sheet).then(|| number(Word::Uncovered)));
    let mut table = Table::new(columns);
    sheet
        .places
        .tree
        .iter()
        .filter_map(|place| row(sheet, place))
        .for_each(|row| table.push(row));
    table.write(out)
}

fn row(sheet: &Sheet<'_>, place: &Place<'_>) -> Option<Vec<String>> {
    let of = |count: &Count| sheet.counted.of_count(count);
    let (depth, name, stations, coverages) = match place {
        Place::Area(depth, area) => {
            let coverages =
                area.levels.iter().map(|level| level.coverage.clone()).collect();
            (*depth, area.name.as_str(), stations(sheet, area), coverages)
        }
        Place::Elsewhere(depth, points) => {
            let name = sheet.lang.say(Word::Elsewhere);
            (*depth, name, NONE.to_owned(), coverages(sheet, points))
        }
    };
    let last = coverages.last()?;
    if matches!(place, Place::Elsewhere(..)) && of(&last.total) == Weight::ZERO {
        return None;
    }
    let mut cells =
        vec![format!("{}{name}", "  ".repeat(depth)), people(of(&last.total)), stations];
    cells.extend(coverages.iter().map(|c| sheet.counted.share(c)));
    if is_inclusive(sheet) {
        cells.push(people(of(&last.uncovered)));
    }
    Some(cells)
}

/// Stations of an area, of whatever level.
fn stations(sheet: &Sheet<'_>, area: &Area) -> String {
    if is_inclusive(sheet) {
        return count(area.levels.last().map_or(0, |level| level.stations));
    }
    count(area.levels.iter().map(|level| level.stations).sum())
}

/// Whether the last level stands for all: then one number of the uncovered says enough.
fn is_inclusive(sheet: &Sheet<'_>) -> bool {
    sheet.evaluation.options.substitution == Substitution::Inclusive
}

/// One coverage a level.
pub(super) fn coverages(sheet: &Sheet<'_>, points: &[u32]) -> Vec<Coverage> {
    let demand = &sheet.loaded.district.demand;
    let points = || points.iter().map(|&point| point as usize);
    let levels = sheet.evaluation.levels.iter();
    levels
        .map(|answer| Coverage::of(demand, points(), |p| answer.points[p].status))
        .collect()
}
