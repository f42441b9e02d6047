//! Stars, and what they are for.

use super::Standards;
use crate::table::{Column, Table};
use crate::words::Word;
use std::io::{self, Write};
use walkshed::standard::{Amount, Awarded, Stars};
use walkshed_io::pack::Clause;

/// Stations that are listed.
const LISTED: usize = 60;

pub(super) fn write(sheet: &Standards<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = sheet.lang;
    for result in &sheet.compliance.ratings {
        let pack = &sheet.loaded.packs.ratings[result.rating];
        writeln!(
            out,
            "\n{}{}{}",
            lang.say(Word::StarsTitle),
            lang.colon(),
            lang.pack(&pack.head)
        )?;
        let mut table = Table::new([
            Column::text("").at_most(12),
            Column::text(lang.say(Word::Station)),
            Column::text(lang.say(Word::Stars)),
            Column::number(lang.say(Word::Points)),
            Column::text(lang.say(Word::WhatFor)).at_most(92),
        ]);
        for (subject, stars) in result.stations.iter().take(LISTED) {
            let who = &sheet.compliance.subjects[*subject];
            table.push([
                who.id.clone(),
                who.name.clone(),
                drawn(stars, pack.rating.thresholds.len()),
                format!("{}/{}", points(stars.points), points(stars.most)),
                explained(sheet, &pack.clauses, &stars.criteria),
            ]);
        }
        table.write(out)?;
        if result.stations.len() > LISTED {
            writeln!(out, "  {}", lang.more(result.stations.len() - LISTED))?;
        }
    }
    Ok(())
}

/// `★★★☆☆`
pub(crate) fn drawn(stars: &Stars, of: usize) -> String {
    let stars = usize::from(stars.stars);
    format!("{}{}", "★".repeat(stars), "☆".repeat(of.saturating_sub(stars)))
}

pub(crate) fn points(thousandths: u64) -> String {
    Amount::from_thousandths(i64::try_from(thousandths).unwrap_or(i64::MAX)).to_string()
}

/// What gives points: `固定场所 15/15、便民设施 12/30`.
fn explained(sheet: &Standards<'_>, clauses: &[Clause], criteria: &[Awarded]) -> String {
    let lang = sheet.lang;
    let asked = clauses.iter().zip(criteria).filter(|(_, awarded)| awarded.points > 0);
    let told = asked.map(|(clause, awarded)| {
        let title = clause.title.text(lang.0);
        format!("{title} {}/{}", points(awarded.points), points(awarded.most))
    });
    told.collect::<Vec<_>>().join(lang.comma())
}
