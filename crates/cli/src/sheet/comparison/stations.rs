//! Stations to which something happened.

use super::{ComparisonSheet, Counted};
use crate::figures::{NONE, people};
use crate::table::{Column, Table};
use crate::words::Word;
use std::io::{self, Write};
use walkshed::comparison::{StationChange, StationComparison, StationSide};
use walkshed::model::Weight;

/// Stations that are listed.
const LISTED: usize = 30;

pub(super) fn write(sheet: &ComparisonSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, stations) = (sheet.lang, &sheet.comparison().stations);
    let changed: Vec<&StationComparison> =
        stations.iter().filter(|station| !station.changes.is_empty()).collect();
    if changed.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", sheet.title(lang.say(Word::ChangeOfStations)))?;
    let number = |word| Column::number(lang.say(word));
    let mut table = Table::new([
        Column::text("").at_most(12),
        Column::text(lang.say(Word::Station)),
        Column::text(lang.say(Word::Level)),
        Column::text(lang.say(Word::Became)),
        number(Word::Catchment),
        number(Word::Loss),
    ]);
    for station in changed.iter().take(LISTED) {
        table.push(row(sheet, station));
    }
    table.write(out)?;
    if changed.len() > LISTED {
        writeln!(out, "  {}", lang.more(changed.len() - LISTED))?;
    }
    Ok(())
}

fn row(sheet: &ComparisonSheet<'_>, station: &StationComparison) -> Vec<String> {
    let lang = sheet.lang;
    let sides = [&station.before, &station.after];
    let told = |weights: fn(&StationSide) -> &[Weight]| {
        let told = |side: &Option<StationSide>| match (side, sheet.counted) {
            (Some(side), Counted::Group(group)) => people(weights(side)[group]),
            _ => NONE.to_owned(),
        };
        arrow(sides.map(told))
    };
    let level = station.after.as_ref().or(station.before.as_ref());
    let changes: Vec<String> = station
        .changes
        .iter()
        .map(|&change: &StationChange| lang.happened(change))
        .collect();
    vec![
        station.id.clone(),
        station.name.clone(),
        level.map_or_else(String::new, |side| lang.rung(side.level)),
        changes.join(lang.comma()),
        told(|side| &side.catchment),
        told(|side| &side.loss),
    ]
}

/// `1,234→980`, or one number where both are the same.
fn arrow([before, after]: [String; 2]) -> String {
    if before == after { after } else { format!("{before}→{after}") }
}
