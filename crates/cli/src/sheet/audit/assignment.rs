//! People whose own center is not the nearest on foot.

use super::{AuditSheet, LISTED};
use crate::figures::people;
use crate::sheet::circle::write_more;
use crate::sheet::counted::Counted;
use crate::table::{Column, Table};
use crate::words::{Audits, Word};
use std::io::{self, Write};

pub(super) fn write(sheet: &AuditSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, audit) = (sheet.lang, sheet.audit);
    let assignment = &audit.assignment;
    if assignment.judged.blocks == 0 {
        return Ok(());
    }
    let counted = Counted::of(&sheet.loaded.district.demand);
    let (own, other) =
        (counted.of_count(&assignment.own), counted.of_count(&assignment.other));
    writeln!(out, "\n{}", lang.tell(Audits::AssignmentTitle))?;
    writeln!(out, "  {}", lang.assigned(own, other, assignment.level))?;
    if assignment.pairs.is_empty() {
        return Ok(());
    }
    let mut table = Table::new([
        Column::text(lang.tell(Audits::Community)),
        Column::number(lang.say(Word::People)),
        Column::number(lang.say(Word::Blocks)),
        Column::text(lang.tell(Audits::NearestCenter)),
        Column::text(lang.tell(Audits::OfCommunity)),
    ]);
    let name = |place: usize| audit.communities.list()[place].name.clone();
    for pair in assignment.pairs.iter().take(LISTED) {
        let center = &sheet.loaded.district.stations[pair.center as usize];
        table.push([
            name(pair.community),
            people(counted.of_count(&pair.count)),
            pair.count.blocks.to_string(),
            center.name.clone(),
            pair.of.map(name).unwrap_or_default(),
        ]);
    }
    table.write(out)?;
    write_more(lang, assignment.pairs.len(), LISTED, out)
}
