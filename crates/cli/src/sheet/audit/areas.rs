//! Sums by area, those of the communities themselves left to the workbook.

use super::AuditSheet;
use crate::figures::{NONE, count, people, share};
use crate::sheet::circle::write_more;
use crate::table::{Column, Table};
use crate::words::{Audits, Word};
use std::io::{self, Write};
use walkshed::audit::AreaAudit;
use walkshed::coverage::Count;
use walkshed::model::Weight;

/// Areas that are listed.
const LISTED: usize = 40;
/// Communities so few that they are listed too.
const FEW: usize = 20;

pub(super) fn write(sheet: &AuditSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, grids) = (sheet.lang, &sheet.loaded.district.grids);
    let Some(&deepest) = grids.levels().first() else { return Ok(()) };
    let all = sheet.audit.communities.list().len() <= FEW;
    let wanted = |area: &&AreaAudit| all || grids.list()[area.grid].level < deepest;
    let mut areas: Vec<&AreaAudit> = sheet.audit.areas.iter().filter(wanted).collect();
    if areas.is_empty() {
        return Ok(());
    }
    // each below the one that it is part of, as the tree of coverage
    areas.sort_by_key(|area| {
        let mut path: Vec<usize> = grids.chain(area.grid).collect();
        path.reverse();
        path
    });
    writeln!(out, "\n{}", lang.tell(Audits::AreasTitle))?;
    let number = |title: &str| Column::number(title).at_most(16);
    let mut table = Table::new([
        Column::text(""),
        number(lang.tell(Audits::Communities)),
        number(lang.tell(Audits::WithStation)),
        number(lang.say(Word::Stations)),
        number(lang.tell(Audits::Sites)),
        number(lang.tell(Audits::Services)),
        number(lang.say(Word::FloorArea)),
        number(lang.tell(Audits::Resources)),
        number(lang.say(Word::People)),
        number(lang.say(Word::Share)),
    ]);
    for area in areas.iter().take(LISTED) {
        table.push(row(sheet, area));
    }
    table.write(out)?;
    write_more(lang, areas.len(), LISTED, out)
}

fn row(sheet: &AuditSheet<'_>, area: &AreaAudit) -> Vec<String> {
    let grids = &sheet.loaded.district.grids;
    let depth = grids.chain(area.grid).count() - 1;
    let group = sheet.loaded.district.demand.people_group();
    let of = |count: &Count| match count.weights.get(group) {
        Some(&weight) => weight,
        None => Weight::whole(count.blocks as u32),
    };
    vec![
        format!("{}{}", "  ".repeat(depth), grids.list()[area.grid].name),
        count(area.communities),
        count(area.present),
        count(area.stations),
        count(area.sites),
        area.services.map_or_else(|| NONE.to_owned(), count),
        area.area.map_or_else(|| NONE.to_owned(), people),
        count(area.resources),
        people(of(&area.people)),
        share(of(&area.covered), of(&area.unknown), of(&area.people)),
    ]
}
