//! What the standards say: a matrix a pack, what is not kept, stars, and what wants to be done.

mod matrix;
mod stars;
mod upgrades;

use crate::table::{Column, Table};
use crate::words::{Word, Words};
use std::io::{self, Write};
use walkshed::standard::{Scope, Severity, Verdict};
use walkshed_io::Loaded;
use walkshed_io::pack::Clause;
use walkshed_io::standards::{Compliance, PackResult, Row, Who, told};

/// Lines that are written of a rule that is not kept.
const LISTED: usize = 12;

/// Writes what the standards of a project say; nothing where it has none and nothing is to be done.
pub(crate) fn write(
    lang: Words,
    loaded: &Loaded,
    compliance: &Compliance,
    out: &mut dyn Write,
) -> io::Result<()> {
    let sheet = Standards { lang, loaded, compliance };
    if !compliance.packs.is_empty() {
        writeln!(out, "\n{}", lang.say(Word::StandardsTitle))?;
        writeln!(out, "  {}", lang.marks())?;
    }
    for pack in &compliance.packs {
        sheet.write_pack(pack, out)?;
    }
    stars::write(&sheet, out)?;
    upgrades::write(&sheet, out)
}

/// What is written, and its language.
struct Standards<'a> {
    lang: Words,
    loaded: &'a Loaded,
    compliance: &'a Compliance,
}

impl Standards<'_> {
    fn write_pack(&self, pack: &PackResult, out: &mut dyn Write) -> io::Result<()> {
        let standard = &self.loaded.packs.standards[pack.standard];
        writeln!(out, "\n  {}", self.lang.pack(&standard.head))?;
        writeln!(out, "  {}", self.lang.tally(pack.tally))?;
        matrix::write(self, pack, &standard.clauses, out)?;
        self.write_rules(pack, &standard.clauses, out)
    }

    /// Rule by rule, what is not kept or not known, and what is measured only.
    fn write_rules(
        &self,
        pack: &PackResult,
        clauses: &[Clause],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for (rule, clause) in clauses.iter().enumerate() {
            // of the network there is one row a rule, and no matrix that would show it
            let shown = clause.rule.on == Scope::Network;
            let told =
                |row: &&Row| row.rule == rule && (shown || row.verdict != Verdict::Pass);
            let mut rows: Vec<&Row> = pack.rows.iter().filter(told).collect();
            if rows.is_empty() {
                continue;
            }
            rows.sort_by_key(|row| row.verdict);
            let (lang, title) = (self.lang, clause.title.text(self.lang.0));
            writeln!(out, "\n  {title}{}{}", lang.colon(), lang.cited(clause))?;
            let text = || Column::text("");
            let mut table = Table::new([text().at_most(60), text(), text().at_most(100)]);
            let groups = self.alike(clause, &rows);
            for Alike { verdict, told, who } in groups.iter().take(LISTED) {
                table.push([lang.those(who), (*verdict).to_owned(), told.clone()]);
            }
            table.write(out)?;
            if groups.len() > LISTED {
                let rest = groups.iter().skip(LISTED).map(|group| group.who.len());
                writeln!(out, "  {}", lang.more(rest.sum()))?;
            }
        }
        Ok(())
    }

    /// Rows that say the same, together, in the order of the first of each.
    fn alike(&self, clause: &Clause, rows: &[&Row]) -> Vec<Alike<'_>> {
        let advice = clause.rule.severity == Severity::Advice;
        let mut groups: Vec<Alike<'_>> = Vec::new();
        for row in rows {
            let who = &self.compliance.subjects[row.subject];
            let verdict = self.lang.judged(row.verdict, advice);
            let told =
                told::row(&self.loaded.packs, clause, &row.judgements, self.lang.0);
            let same =
                |group: &&mut Alike<'_>| group.verdict == verdict && group.told == told;
            match groups.iter_mut().find(same) {
                Some(group) => group.who.push(who),
                None => groups.push(Alike { verdict, told, who: vec![who] }),
            }
        }
        groups
    }
}

/// Rows of a rule that say the same.
struct Alike<'a> {
    verdict: &'static str,
    told: String,
    who: Vec<&'a Who>,
}
