//! What a check found, for people: the files, then everything to look at, the worst first.

use crate::figures::count;
use crate::findings;
use crate::table::{Column, Table, cut, one_line};
use crate::words::{Word, Words};
use std::io::{self, Write};
use walkshed_io::doctor::Diagnosis;
use walkshed_io::{Lang, Severity};

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
        let (lang, diagnosis) = (self.lang, self.diagnosis);
        writeln!(out, "{}\n", one_line(&diagnosis.loaded.name))?;
        self.files(out)?;
        writeln!(out, "\n{}", self.verdict())?;
        for error in &diagnosis.errors {
            let label = lang.say(Word::Error);
            writeln!(out, "{label}{}{}", lang.colon(), one_line(&error.text(lang.0)))?;
        }
        findings::write(&findings::of_input(lang, &diagnosis.findings), lang, false, out)
    }

    fn files(&self, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.lang;
        let mut table = Table::new([
            Column::text(""),
            Column::text(lang.say(Word::File)).at_most(WIDEST_PATH),
            Column::text(lang.say(Word::System)),
            Column::number(lang.say(Word::RowsRead)),
            Column::number(lang.say(Word::RowsLeftOut)),
        ]);
        for file in &self.diagnosis.loaded.inputs {
            let counts = self.diagnosis.loaded.counts.iter();
            let rows =
                counts.clone().find(|c| c.file == file.path && c.role == file.role);
            let rejected = rows.map(|rows| count(self.diagnosis.rejected(&rows.file)));
            table.push([
                lang.role(file.role).to_owned(),
                cut(&file.path, WIDEST_PATH),
                file.crs.label().into_owned(),
                rows.map(|rows| count(rows.read)).unwrap_or_default(),
                rejected.unwrap_or_default(),
            ]);
        }
        table.write(out)
    }

    /// How much there is to look at, in one line.
    fn verdict(&self) -> String {
        let of = |severity| {
            let findings = self.diagnosis.findings.iter();
            findings.filter(|finding| finding.severity() == severity).count()
        };
        let errors = self.diagnosis.errors.len();
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
