//! What a check found, for people: the files, then everything to look at, the worst first.

use crate::figures::count;
use crate::findings;
use crate::table::{Column, Table, cut, one_line};
use crate::words::{Word, Words};
use std::io::{self, Write};
use walkshed_io::doctor::Diagnosis;
use walkshed_io::{Finding, InputFile, Lang, ReadError, RowCount, Severity};

/// Widest path.
const WIDEST_PATH: usize = 40;

/// A diagnosis on one page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DiagnosisSheet<'d> {
    pub(crate) lang: Words,
    pub(crate) diagnosis: &'d Diagnosis,
}

impl DiagnosisSheet<'_> {
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let diagnosis = self.diagnosis;
        writeln!(out, "{}\n", one_line(&diagnosis.loaded.name))?;
        let loaded = &diagnosis.loaded;
        self.section(&loaded.inputs, &loaded.counts, out, &|file| {
            diagnosis.rejected(file)
        })?;
        self.told(
            &diagnosis.errors.iter().collect::<Vec<_>>(),
            &diagnosis.findings,
            out,
        )?;
        for scenario in &diagnosis.scenarios {
            let title = scenario.title.as_deref().unwrap_or_default();
            let name = self.lang.scenario(&scenario.name, title);
            writeln!(out, "\n{}\n", one_line(&name))?;
            let rejected = |file: &str| scenario.rejected(file);
            if !scenario.inputs.is_empty() {
                self.section(&scenario.inputs, &scenario.counts, out, &rejected)?;
            }
            let errors: Vec<&ReadError> = scenario.error.iter().collect();
            self.told(&errors, &scenario.findings, out)?;
        }
        Ok(())
    }

    /// The files of a section.
    fn section(
        &self,
        inputs: &[InputFile],
        counts: &[RowCount],
        out: &mut dyn Write,
        rejected: &dyn Fn(&str) -> usize,
    ) -> io::Result<()> {
        let lang = self.lang;
        let mut table = Table::new([
            Column::text(""),
            Column::text(lang.say(Word::File)).at_most(WIDEST_PATH),
            Column::text(lang.say(Word::System)),
            Column::number(lang.say(Word::RowsRead)),
            Column::number(lang.say(Word::RowsLeftOut)),
        ]);
        for file in inputs {
            let rows = counts.iter().find(|c| c.file == file.path && c.role == file.role);
            let left_out = rows.map(|rows| count(rejected(&rows.file)));
            table.push([
                lang.role(file.role).to_owned(),
                cut(&file.path, WIDEST_PATH),
                file.crs.label().into_owned(),
                rows.map(|rows| count(rows.read)).unwrap_or_default(),
                left_out.unwrap_or_default(),
            ]);
        }
        table.write(out)?;
        writeln!(out)
    }

    /// What there is to look at, the worst first.
    fn told(
        &self,
        errors: &[&ReadError],
        found: &[Finding],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lang = self.lang;
        writeln!(out, "{}", self.verdict(errors.len(), found))?;
        for error in errors {
            let label = lang.say(Word::Error);
            writeln!(out, "{label}{}{}", lang.colon(), one_line(&error.text(lang.0)))?;
        }
        findings::write(&findings::of_input(lang, found), lang, false, out)
    }

    /// How much there is to look at, in one line.
    fn verdict(&self, errors: usize, found: &[Finding]) -> String {
        let of = |severity| {
            found.iter().filter(|finding| finding.severity() == severity).count()
        };
        let [rejected, warnings, notes] =
            [Severity::Rejected, Severity::Warning, Severity::Note].map(of);
        match self.lang.0 {
            Lang::En if errors + rejected + warnings + notes == 0 => {
                "nothing to correct".to_owned()
            }
            Lang::Zh if errors + rejected + warnings + notes == 0 => {
                "未发现需要更正之处".to_owned()
            }
            Lang::En => format!(
                "{errors} files not usable, {rejected} rows left out, {warnings} warnings, \
                 {notes} notes"
            ),
            Lang::Zh => format!(
                "{errors}个文件无法使用,{rejected}行未采用,{warnings}条警告,{notes}条说明"
            ),
        }
    }
}
