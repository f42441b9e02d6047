//! What people asked for, the least met first.

use super::{AuditSheet, LISTED};
use crate::figures::{count, grouped, people, percent};
use crate::sheet::circle::write_more;
use crate::table::{Column, Table};
use crate::words::Audits;
use std::io::{self, Write};
use walkshed_io::pack::TermKind;

pub(super) fn write(sheet: &AuditSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, needs) = (sheet.lang, &sheet.audit.needs);
    if needs.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", lang.tell(Audits::NeedsTitle))?;
    let mut table = Table::new([
        Column::text(lang.tell(Audits::Community)),
        Column::text(lang.tell(Audits::Item)),
        Column::number(lang.tell(Audits::Asked)),
        Column::number(lang.tell(Audits::OfferedBy)),
        Column::number(lang.tell(Audits::InReach)),
        Column::number(lang.tell(Audits::Unmet)),
    ]);
    for need in needs.iter().take(LISTED) {
        table.push([
            sheet.audit.communities.list()[need.community].name.clone(),
            lang.term(&sheet.loaded.packs.vocabulary, TermKind::Service, &need.item)
                .to_owned(),
            grouped(need.count),
            count(need.offered_by.len()),
            percent(need.reached, need.people),
            people(need.unmet()),
        ]);
    }
    table.write(out)?;
    write_more(lang, needs.len(), LISTED, out)
}
