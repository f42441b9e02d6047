//! `walkshed audit`: is the network what was planned, and what is to be done.

use super::circle::draw;
use crate::args::{Audit, TableFormat};
use crate::failure::Failure;
use crate::session::{Asked, Session};
use crate::sheet::AuditSheet;
use crate::words::Word;
use crate::workbook::AuditBook;
use std::path::Path;
use std::sync::Arc;
use walkshed_io::standards::Compliance;
use walkshed_io::write::{self, Format, Options};
use walkshed_io::{Project, layers, report};

pub(crate) fn run(session: &mut Session<'_>, args: &Audit) -> Result<(), Failure> {
    let asked = Asked { norms: args.norms, ..Asked::of(&args.terms, &args.scenario) };
    let mut loaded = session.load(&asked)?;
    if !args.standards.is_empty() {
        let folder = Project::open(&args.terms.project)?.folder;
        loaded.packs = Arc::new(loaded.packs.and(&folder, &args.standards)?);
    }
    let last = loaded.district.levels;
    let circled = draw(session, &loaded, args.level, Some(last))?;
    let evaluation = session.evaluate(&loaded)?;
    let (reach, mut audit, compliance) = session.compute(|| {
        let reach = circled.counted_reach(&loaded);
        let audit = loaded.audit(&evaluation, &reach);
        (reach, audit, Compliance::of(&loaded, &evaluation))
    })?;
    audit.ledger.extend(compliance.issues(&loaded, &audit, session.lang.0));
    let sheet = AuditSheet {
        lang: session.lang,
        loaded: &loaded,
        evaluation: &evaluation,
        circled: &circled,
        reach: &reach,
        audit: &audit,
        compliance: &compliance,
    };
    if let Some(folder) = &args.out {
        let options = Options { bom: args.bom };
        write_folder(session, &sheet, options, folder)?;
    }
    match args.format {
        TableFormat::Table => session.write(|out| sheet.write(out)),
        TableFormat::Json => {
            let report = report::audit(&loaded, &evaluation, &reach, &audit, &compliance);
            session.write(|out| {
                serde_json::to_writer_pretty(&mut *out, &report)?;
                writeln!(out)
            })
        }
    }
}

/// Writes the ledger and the workbook.
fn write_folder(
    session: &mut Session<'_>,
    sheet: &AuditSheet<'_>,
    options: Options,
    folder: &Path,
) -> Result<(), Failure> {
    let progress = session.progress();
    progress.say(Word::Writing);
    let ledger = layers::ledger(sheet.loaded, sheet.audit);
    let tables = std::slice::from_ref(&ledger);
    let written =
        write::write_tables(folder, sheet.loaded, tables, "audit", Format::Csv, options)?;
    let book = AuditBook(sheet).write(folder)?;
    drop(progress);
    session.tell_written(&written);
    session.tell_written(&book);
    Ok(())
}
