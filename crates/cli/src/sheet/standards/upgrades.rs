//! Which stations want something done, trigger by trigger; moves; ways of building.

use super::Standards;
use crate::figures::{NONE, signed};
use crate::table::{Column, Table};
use crate::words::Word;
use std::io::{self, Write};
use walkshed::standard::{Amount, Verdict};
use walkshed::upgrade::Trigger;
use walkshed_io::standards::{Relocation, told};

/// Stations that are listed of a trigger.
const LISTED: usize = 15;

pub(super) fn write(sheet: &Standards<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, upgrades) = (sheet.lang, &sheet.compliance.upgrades);
    if !upgrades.stations.is_empty() {
        writeln!(out, "\n{}", lang.say(Word::UpgradesTitle))?;
    }
    for trigger in Trigger::ALL {
        one(sheet, trigger, out)?;
    }
    moves(sheet, out)?;
    modes(sheet, out)
}

fn one(sheet: &Standards<'_>, trigger: Trigger, out: &mut dyn Write) -> io::Result<()> {
    let (lang, upgrades) = (sheet.lang, &sheet.compliance.upgrades);
    let ranked = upgrades.ranked(trigger);
    let unknown = upgrades.stations.iter().filter(|station| {
        let mut signs = station.signs.iter();
        signs.any(|s| s.trigger == trigger && s.verdict == Verdict::Unknown)
    });
    let unknown = unknown.count();
    if ranked.is_empty() && unknown == 0 {
        return Ok(());
    }
    let name = lang.trigger(trigger);
    let definition = lang.definition(trigger, &sheet.loaded.packs.triggers);
    writeln!(out, "\n  {name} {}{}{definition}", ranked.len(), lang.colon())?;
    if unknown > 0 {
        writeln!(out, "  {}", lang.not_judged(unknown))?;
    }
    let text = || Column::text("");
    let mut table = Table::new([text().at_most(12), text(), text(), text().at_most(110)]);
    let district = &sheet.loaded.district;
    for (place, sign) in ranked.iter().take(LISTED) {
        let station = &district.stations[*place as usize];
        table.push([
            station.id.clone(),
            station.name.clone(),
            lang.rung(station.level),
            told::sign(district, sign, lang.0),
        ]);
    }
    table.write(out)?;
    if ranked.len() > LISTED {
        writeln!(out, "  {}", lang.more(ranked.len() - LISTED))?;
    }
    Ok(())
}

fn moves(sheet: &Standards<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, moves) = (sheet.lang, &sheet.compliance.relocations);
    if moves.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", lang.say(Word::MovesTitle))?;
    let mut table = Table::new([
        Column::text("").at_most(12),
        Column::text(lang.say(Word::Station)),
        Column::text(lang.say(Word::MovedFrom)),
        Column::text(lang.say(Word::MovedOn)),
        Column::number(lang.say(Word::AreaBefore)),
        Column::number(lang.say(Word::AreaAfter)),
        Column::number(lang.say(Word::Change)),
    ]);
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| NONE.to_owned());
    let area =
        |area: Option<Amount>| area.map_or(NONE.to_owned(), |area| area.to_string());
    let gained = |amount: Amount| signed(i128::from(amount.thousandths() / 1000));
    for moved in moves {
        table.push([
            moved.id.clone(),
            moved.name.clone(),
            said(&moved.from),
            said(&moved.on),
            area(moved.before),
            area(moved.after),
            moved.gained().map_or(NONE.to_owned(), gained),
        ]);
    }
    let all = moves.iter().filter_map(Relocation::gained);
    let all = Amount::from_thousandths(all.map(Amount::thousandths).sum());
    let total = lang.say(Word::Total).to_owned();
    let blank = String::new;
    table.push([total, blank(), blank(), blank(), blank(), blank(), gained(all)]);
    table.write(out)
}

fn modes(sheet: &Standards<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, modes) = (sheet.lang, &sheet.compliance.build_modes);
    if modes.by_mode.is_empty() {
        return Ok(());
    }
    let told = modes.by_mode.iter().map(|(key, n)| format!("{} {n}", lang.key(key)));
    let mut told: Vec<String> = told.collect();
    if modes.unknown > 0 {
        told.push(format!("{} {}", lang.say(Word::CannotTell), modes.unknown));
    }
    writeln!(
        out,
        "\n{}{}{}",
        lang.say(Word::BuildModes),
        lang.colon(),
        told.join(lang.comma())
    )
}
