//! The problem ledger: how many of each kind, and the first of each.

use super::AuditSheet;
use crate::figures::count;
use crate::table::{Column, Table};
use crate::words::Audits;
use std::io::{self, Write};
use walkshed::audit::{Amount, Issue, IssueKind};
use walkshed::upgrade::Trigger;
use walkshed_io::pack::TermKind;

/// Problems of each kind that are listed.
const OF_EACH: usize = 3;

pub(super) fn write(sheet: &AuditSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, ledger) = (sheet.lang, &sheet.audit.ledger);
    let (title, colon) = (lang.tell(Audits::LedgerTitle), lang.colon());
    writeln!(out, "\n{title}{colon}{}", count(ledger.issues().len()))?;
    if ledger.issues().is_empty() {
        return writeln!(out, "  {}", lang.tell(Audits::NoProblem));
    }
    let mut table = Table::new([
        Column::text(lang.tell(Audits::Problem)),
        Column::text(lang.tell(Audits::Subject)),
        Column::text(lang.tell(Audits::Detail)).at_most(20),
        Column::number(lang.tell(Audits::Measured)),
        Column::number(lang.tell(Audits::Required)),
        Column::text(lang.tell(Audits::Owner)).at_most(20),
    ]);
    for (kind, number) in ledger.by_kind() {
        let own = ledger.issues().iter().filter(|issue| issue.kind == kind);
        for issue in own.take(OF_EACH) {
            table.push(row(sheet, issue));
        }
        if number > OF_EACH {
            table.push([String::new(), lang.more(number - OF_EACH)]);
        }
    }
    table.write(out)
}

fn row(sheet: &AuditSheet<'_>, issue: &Issue) -> Vec<String> {
    let lang = sheet.lang;
    let amount = |amount: &Option<Amount>| {
        amount.as_ref().map(|amount| lang.amount(amount)).unwrap_or_default()
    };
    vec![
        lang.issue(issue.kind).to_owned(),
        subject(sheet, issue),
        detail(sheet, issue),
        amount(&issue.measured),
        amount(&issue.required),
        issue.owner.clone().unwrap_or_default(),
    ]
}

/// What a problem is about, by name.
pub(crate) fn subject(sheet: &AuditSheet<'_>, issue: &Issue) -> String {
    let station = issue.station.map(|s| &sheet.loaded.district.stations[s as usize]);
    let community = issue.community.map(|c| &sheet.audit.communities.list()[c]);
    let level =
        || issue.name.as_deref()?.parse().ok().map(|level| sheet.lang.rung(level));
    match (station, community) {
        (Some(station), _) if station.name.contains(&station.id) => station.name.clone(),
        (Some(station), _) => format!("{} {}", station.id, station.name),
        (None, Some(community)) => community.name.clone(),
        (None, None) if issue.kind == IssueKind::LevelCount => {
            level().unwrap_or_default()
        }
        (None, None) if issue.subject == Issue::NETWORK => {
            let apart = !sheet.audit.communities.list().is_empty();
            let whole = if apart { Audits::OutsideAll } else { Audits::Network };
            sheet.lang.tell(whole).to_owned()
        }
        (None, None) => issue.name.clone().unwrap_or_default(),
    }
}

/// The item or rule, in words.
pub(crate) fn detail(sheet: &AuditSheet<'_>, issue: &Issue) -> String {
    let Some(detail) = &issue.detail else { return String::new() };
    match issue.kind {
        IssueKind::UnmetNeed => sheet
            .lang
            .term(&sheet.loaded.packs.vocabulary, TermKind::Service, detail)
            .to_owned(),
        IssueKind::Upgrade => {
            let named = |trigger: &Trigger| trigger.key() == detail;
            let trigger = Trigger::ALL.into_iter().find(named);
            let word = trigger.map(|trigger| sheet.lang.trigger(trigger).to_owned());
            word.unwrap_or_else(|| detail.clone())
        }
        _ => detail.clone(),
    }
}
