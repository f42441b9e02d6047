//! Stations against rules, a mark each.

use super::Standards;
use crate::table::{Column, Table};
use crate::words::Word;
use std::collections::BTreeMap;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;
use walkshed::standard::{Scope, Severity, Verdict};
use walkshed_io::pack::Clause;
use walkshed_io::standards::PackResult;

/// Rows of a matrix: with more, those that keep least come first.
const ROWS: usize = 40;
/// Widest line of a legend.
const LEGEND: usize = 96;

pub(super) fn write(
    sheet: &Standards<'_>,
    pack: &PackResult,
    clauses: &[Clause],
    out: &mut dyn Write,
) -> io::Result<()> {
    for scope in [Scope::Station, Scope::Site, Scope::Community] {
        let rules: Vec<usize> =
            (0..clauses.len()).filter(|&rule| clauses[rule].rule.on == scope).collect();
        // a single measure is told below, in words
        let judges = pack.rows.iter().any(|row| {
            rules.contains(&row.rule) && row.verdict != Verdict::NotApplicable
        });
        if judges {
            one(sheet, pack, clauses, (scope, &rules), out)?;
        }
    }
    Ok(())
}

fn one(
    sheet: &Standards<'_>,
    pack: &PackResult,
    clauses: &[Clause],
    (scope, rules): (Scope, &[usize]),
    out: &mut dyn Write,
) -> io::Result<()> {
    let (lang, subjects) = (sheet.lang, &sheet.compliance.subjects);
    let mut marks: BTreeMap<usize, BTreeMap<usize, char>> = BTreeMap::new();
    for row in pack.rows.iter().filter(|row| subjects[row.subject].scope == scope) {
        let mark = mark(row.verdict, clauses[row.rule].rule.severity);
        marks.entry(row.subject).or_default().insert(row.rule, mark);
    }
    let scores: BTreeMap<usize, (usize, usize)> = pack
        .scores
        .iter()
        .map(|score| (score.subject, (score.passed, score.asked)))
        .collect();
    let mut order: Vec<usize> = marks.keys().copied().collect();
    if order.len() > ROWS {
        let kept = |subject: &usize| {
            let (passed, asked) = scores.get(subject).copied().unwrap_or((1, 1));
            (passed * 1000 / asked.max(1), *subject)
        };
        order.sort_by_key(kept);
    }
    writeln!(out)?;
    let numbers = (1..=rules.len()).map(|nth| Column::number(nth.to_string()));
    let mut columns = vec![Column::text("").at_most(12), Column::text(lang.scope(scope))];
    columns.extend(numbers);
    columns.push(Column::number(lang.say(Word::Score)));
    let mut table = Table::new(columns);
    for &subject in order.iter().take(ROWS) {
        let who = &subjects[subject];
        let mut cells = vec![who.id.clone(), who.name.clone()];
        let of = |rule: &usize| marks[&subject].get(rule).copied().unwrap_or('·');
        cells.extend(rules.iter().map(|rule| of(rule).to_string()));
        let score = scores.get(&subject);
        cells.push(score.map_or_else(String::new, |(k, n)| format!("{k}/{n}")));
        table.push(cells);
    }
    table.write(out)?;
    if order.len() > ROWS {
        writeln!(out, "  {}", lang.more(order.len() - ROWS))?;
    }
    write_legend(sheet, clauses, rules, out)
}

/// What the numbers above the columns mean.
fn write_legend(
    sheet: &Standards<'_>,
    clauses: &[Clause],
    rules: &[usize],
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = sheet.lang;
    let legend = rules.iter().zip(1..);
    let legend = legend.map(|(&rule, nth)| {
        let clause = &clauses[rule];
        let unverified = if clause.verified { "" } else { lang.verified(false) };
        let advice = clause.rule.severity == Severity::Advice;
        let advice = if advice { lang.judged(Verdict::Fail, true) } else { "" };
        let notes: Vec<&str> =
            [advice, unverified].into_iter().filter(|note| !note.is_empty()).collect();
        let title = clause.title.text(lang.0);
        if notes.is_empty() {
            format!("{nth} {title}")
        } else {
            format!("{nth} {title} ({})", notes.join(lang.comma()))
        }
    });
    let mut line = String::new();
    for entry in legend {
        if !line.is_empty() && line.width() + entry.width() > LEGEND {
            writeln!(out, "{line}")?;
            line.clear();
        }
        line.push_str("  ");
        line.push_str(&entry);
    }
    writeln!(out, "{line}")
}

fn mark(verdict: Verdict, severity: Severity) -> char {
    match (verdict, severity) {
        (Verdict::Pass, _) => '✓',
        (Verdict::Fail, Severity::Must) => '✗',
        (Verdict::Fail, Severity::Advice) => '△',
        (Verdict::Unknown, _) => '?',
        (Verdict::NotApplicable, _) => '·',
    }
}
