//! People and floor area of stations beside the norms, where any are asked.

use super::Sheet;
use crate::figures::{NONE, count, people, plain};
use crate::table::{Column, Table};
use crate::words::Word;
use std::cmp::Reverse;
use std::io::{self, Write};
use walkshed::load::{AreaPer100, Load, StationLoad, Verdict};
use walkshed::model::Weight;

/// Stations that are listed.
const LISTED: usize = 10;

pub(super) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, loaded) = (sheet.lang, sheet.loaded);
    let Some(norms) = &loaded.norms else { return Ok(()) };
    let load = Load::of(&loaded.district, sheet.evaluation, norms);
    writeln!(out, "\n{}", lang.say(Word::LoadTitle))?;
    for line in lang.norms(&load) {
        writeln!(out, "  {line}")?;
    }
    write_levels(sheet, &load, out)?;
    write_worst(sheet, &load, out)
}

fn write_levels(sheet: &Sheet<'_>, load: &Load, out: &mut dyn Write) -> io::Result<()> {
    let number = |word| Column::number(sheet.lang.say(word)).at_most(14);
    let mut table = Table::new([
        Column::text(""),
        number(Word::Stations),
        number(Word::People),
        number(Word::Households),
        number(Word::FloorArea),
        number(Word::AreaPer100),
        number(Word::Under),
        number(Word::Over),
        number(Word::Meets),
        number(Word::CannotTell),
    ]);
    for level in load.levels.iter().filter(|level| level.stations > 0) {
        table.push([
            sheet.lang.rung(level.level),
            count(level.stations),
            people(level.people),
            people(level.households),
            if level.area_unknown == level.stations {
                NONE.to_owned()
            } else {
                people(level.area)
            },
            per_100(level.area_per_100_households()),
            count(level.under),
            count(level.over),
            count(level.meets),
            count(level.unknown),
        ]);
    }
    table.write(out)
}

/// Stations that do not meet a norm: those that lack most area first, then those with most people
/// over.
fn write_worst(sheet: &Sheet<'_>, load: &Load, out: &mut dyn Write) -> io::Result<()> {
    let lang = sheet.lang;
    let fails = |station: &&StationLoad| {
        matches!(station.verdict(), Some(Verdict::Under | Verdict::Over))
    };
    let mut worst: Vec<&StationLoad> = load.stations.iter().filter(fails).collect();
    if worst.is_empty() {
        return Ok(());
    }
    worst.sort_by_key(|station| Reverse((station.area_lacking, station.people_over)));
    writeln!(out)?;
    let number = |word| Column::number(lang.say(word)).at_most(14);
    let mut table = Table::new([
        Column::text("").at_most(12),
        Column::text(lang.say(Word::Station)),
        Column::text(lang.say(Word::Level)),
        number(Word::People),
        number(Word::FloorArea),
        number(Word::AreaPer100),
        number(Word::AreaLacking),
        number(Word::PeopleOver),
    ]);
    for load in worst.iter().take(LISTED) {
        let station = &sheet.loaded.district.stations[load.station as usize];
        let beyond = |amount: Option<Weight>| match amount {
            Some(Weight::ZERO) | None => NONE.to_owned(),
            Some(amount) => people(amount),
        };
        table.push([
            station.id.clone(),
            station.name.clone(),
            lang.rung(load.level),
            people(load.people),
            load.area.map_or_else(|| NONE.to_owned(), people),
            per_100(load.area_per_100_households()),
            beyond(load.area_lacking),
            beyond(load.people_over),
        ]);
    }
    table.write(out)?;
    if worst.len() > LISTED {
        writeln!(out, "  {}", lang.more(worst.len() - LISTED))?;
    }
    Ok(())
}

/// Square meters for every 100 households, to a tenth rounded down.
fn per_100(area: Option<AreaPer100>) -> String {
    let tenths = |AreaPer100(thousandths)| (thousandths / 100) as f64 / 10.0;
    area.map_or_else(|| NONE.to_owned(), |area| plain(tenths(area)))
}
