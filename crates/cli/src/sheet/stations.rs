//! The stations whose closing would lose most people.

use super::Sheet;
use crate::figures::people;
use crate::table::{Column, Table};
use crate::words::Word;
use std::io::{self, Write};
use walkshed::coverage::StationAnswer;
use walkshed::model::{Station, Weight};

/// Stations that are listed.
const LISTED: usize = 5;

pub(super) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, district) = (sheet.lang, &sheet.loaded.district);
    let of = |weights: &[Weight]| sheet.counted.of_weights(weights);
    let answers = district.stations.iter().zip(&sheet.evaluation.stations);
    let mut missed: Vec<(&Station, &StationAnswer)> =
        answers.filter(|(_, answer)| of(&answer.loss) > Weight::ZERO).collect();
    if missed.is_empty() {
        return Ok(());
    }
    missed.sort_by_key(|(_, answer)| std::cmp::Reverse(of(&answer.loss)));
    writeln!(out, "\n{}", sheet.title(lang.say(Word::StationsTitle)))?;
    let mut table = Table::new([
        Column::text("").at_most(12),
        Column::text(lang.say(Word::Station)),
        Column::text(lang.say(Word::Level)),
        Column::number(lang.say(Word::Loss)),
        Column::number(lang.say(Word::Covers)),
        Column::number(lang.say(Word::Catchment)),
    ]);
    for (station, answer) in missed.iter().take(LISTED) {
        table.push([
            station.id.clone(),
            station.name.clone(),
            lang.rung(station.level),
            people(of(&answer.loss)),
            people(of(&answer.covers)),
            people(of(&answer.catchment)),
        ]);
    }
    table.write(out)?;
    if missed.len() > LISTED {
        writeln!(out, "  {}", lang.more(missed.len() - LISTED))?;
    }
    Ok(())
}
