//! Levels beside the plan, and what is wrong with them.

use super::{AuditSheet, LISTED};
use crate::figures::{NONE, count, people};
use crate::sheet::circle::write_more;
use crate::table::{Column, Table};
use crate::words::{Audits, Word};
use std::io::{self, Write};
use walkshed::audit::LevelAudit;
use walkshed_io::Problem;

pub(super) fn write(sheet: &AuditSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, audit) = (sheet.lang, sheet.audit);
    writeln!(out, "\n{}", lang.tell(Audits::LevelsTitle))?;
    let number = |title: &str| Column::number(title).at_most(16);
    let mut table = Table::new([
        Column::text(""),
        number(lang.tell(Audits::Planned)),
        number(lang.tell(Audits::Operating)),
        number(lang.tell(Audits::Sites)),
        number(lang.tell(Audits::Services)),
        number(lang.say(Word::FloorArea)),
        number(lang.tell(Audits::ParentAbove)),
        number(lang.tell(Audits::ParentFurther)),
        number(lang.tell(Audits::ParentNone)),
        number(lang.tell(Audits::ParentUnknown)),
        number(lang.tell(Audits::ParentNotAbove)),
    ]);
    for level in &audit.levels {
        table.push(row(sheet, level));
    }
    table.write(out)?;
    let orphans = audit.levels.iter().map(|level| level.parents.none).sum::<usize>();
    if audit.faults.is_empty() && orphans == 0 {
        writeln!(out, "  {}", lang.tell(Audits::FaultsNone))?;
    }
    for fault in audit.faults.iter().take(LISTED) {
        writeln!(out, "  {}", Problem::Hierarchy(fault.clone()).reason(lang.0))?;
    }
    write_more(lang, audit.faults.len(), LISTED, out)?;
    Ok(())
}

fn row(sheet: &AuditSheet<'_>, level: &LevelAudit) -> Vec<String> {
    let parents = &level.parents;
    let found = match level.planned {
        Some(planned) => format!("{}/{planned}", level.found),
        None => count(level.found),
    };
    let parent = |number: usize| match level.level {
        1 => NONE.to_owned(),
        _ => count(number),
    };
    vec![
        sheet.lang.rung(level.level),
        found,
        count(level.operating),
        count(level.sites),
        level.services.map_or_else(|| NONE.to_owned(), count),
        level.area.map_or_else(|| NONE.to_owned(), people),
        parent(parents.above),
        parent(parents.further),
        parent(parents.none),
        parent(parents.unknown),
        parent(parents.not_above),
    ]
}
