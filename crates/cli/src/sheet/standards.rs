//! What the standards say: a matrix a pack, what is not kept, stars, and what wants to be done.

mod matrix;
mod stars;
mod upgrades;

use crate::table::{Column, Table};
use crate::words::{Word, Words};
use std::io::{self, Write};
use walkshed::standard::{Severity, Verdict};
use walkshed_io::Loaded;
use walkshed_io::pack::Clause;
use walkshed_io::standards::{Compliance, PackResult, Row, told};

/// Rows that are listed of what is not kept.
const LISTED: usize = 40;

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
        self.write_rows(pack, &standard.clauses, out)
    }

    /// What is measured only, and what is not kept or not known.
    fn write_rows(
        &self,
        pack: &PackResult,
        clauses: &[Clause],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lang = self.lang;
        let order = |row: &&Row| {
            let advice = clauses[row.rule].rule.severity == Severity::Advice;
            (row.verdict == Verdict::NotApplicable, row.verdict, advice)
        };
        let mut rows: Vec<&Row> =
            pack.rows.iter().filter(|row| row.verdict != Verdict::Pass).collect();
        rows.sort_by_key(order);
        if rows.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        let mut table = Table::new([
            Column::text(lang.say(Word::Where)).at_most(24),
            Column::text(lang.say(Word::Rule)).at_most(24),
            Column::text(lang.say(Word::Verdict)),
            Column::text(lang.say(Word::FoundAndAsked)).at_most(60),
            Column::text(lang.say(Word::Clause)).at_most(60),
        ]);
        for row in rows.iter().take(LISTED) {
            let clause = &clauses[row.rule];
            let who = &self.compliance.subjects[row.subject];
            let words =
                if clause.quote.is_empty() { &clause.gist } else { &clause.quote };
            let advice = clause.rule.severity == Severity::Advice;
            table.push([
                who.name.clone(),
                clause.title.text(lang.0).to_owned(),
                lang.judged(row.verdict, advice).to_owned(),
                told::row(&self.loaded.packs, clause, &row.judgements, lang.0),
                lang.cited(&clause.clause, words, clause.verified),
            ]);
        }
        table.write(out)?;
        if rows.len() > LISTED {
            writeln!(out, "  {}", lang.more(rows.len() - LISTED))?;
        }
        Ok(())
    }
}
