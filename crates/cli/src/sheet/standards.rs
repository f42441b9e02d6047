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
use walkshed_io::standards::{Compliance, PackResult, Row, told};

/// Stations that are listed of a rule that they do not keep.
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
            let advice = clause.rule.severity == Severity::Advice;
            let text = || Column::text("");
            let mut table =
                Table::new([text().at_most(12), text(), text(), text().at_most(100)]);
            for row in rows.iter().take(LISTED) {
                let who = &self.compliance.subjects[row.subject];
                table.push([
                    who.id.clone(),
                    who.name.clone(),
                    lang.judged(row.verdict, advice).to_owned(),
                    told::row(&self.loaded.packs, clause, &row.judgements, lang.0),
                ]);
            }
            table.write(out)?;
            if rows.len() > LISTED {
                writeln!(out, "  {}", lang.more(rows.len() - LISTED))?;
            }
        }
        Ok(())
    }
}
