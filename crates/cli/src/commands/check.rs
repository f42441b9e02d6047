//! `walkshed check`: what is wrong with the data.

use crate::args::{Check, TableFormat};
use crate::failure::Failure;
use crate::session::Session;
use crate::sheet::DiagnosisSheet;
use crate::words::Word;
use std::path::Path;
use walkshed_io::doctor::Diagnosis;
use walkshed_io::{Project, ReadError, report};

pub(crate) fn run(session: &mut Session<'_>, args: &Check) -> Result<(), Failure> {
    let project = Project::open(&args.project)?;
    let progress = session.progress();
    let watch = |stage| progress.load(stage);
    let diagnosis = session.compute(|| Diagnosis::of(&project, &watch))?;
    drop(progress);
    let lang = session.lang;
    session.write(|out| match args.format {
        TableFormat::Table => DiagnosisSheet { lang, diagnosis: &diagnosis }.write(out),
        TableFormat::Json => {
            let report = report::diagnosis(&diagnosis, lang.0);
            serde_json::to_writer_pretty(&mut *out, &report)?;
            writeln!(out)
        }
    })?;
    if let Some(folder) = &args.fix {
        let own = || project.folder.join("fixed");
        fix(session, &project, &diagnosis, &folder.clone().unwrap_or_else(own))?;
    }
    let worst = diagnosis.errors.iter().map(ReadError::status).max();
    session.end_with(worst.unwrap_or(0), diagnosis.is_ill());
    Ok(())
}

/// Writes corrected copies.
fn fix(
    session: &mut Session<'_>,
    project: &Project,
    diagnosis: &Diagnosis,
    into: &Path,
) -> Result<(), Failure> {
    let progress = session.progress();
    progress.say(Word::Writing);
    let copied = diagnosis.fix(project, into)?;
    drop(progress);
    for copy in copied {
        let note = session.lang.copied(&copy);
        session.note(&note);
    }
    Ok(())
}
