//! `walkshed coverage`: the main job.

use crate::args::{Coverage, LayerFormat, TableFormat};
use crate::failure::Failure;
use crate::session::{Asked, Session};
use crate::sheet::Sheet;
use crate::words::Word;
use std::path::Path;
use walkshed::coverage::Evaluation;
use walkshed_io::{Loaded, report, write};

pub(crate) fn run(session: &mut Session<'_>, args: &Coverage) -> Result<(), Failure> {
    let loaded = session.load(&Asked::from(&args.terms))?;
    let evaluation = session.evaluate(&loaded)?;
    if let Some(folder) = &args.out {
        for format in &args.layer_formats {
            write_layers(session, *format, folder, &loaded, &evaluation)?;
        }
    }
    match args.format {
        TableFormat::Table => {
            let sheet = Sheet::new(session.lang, &loaded, &evaluation);
            session.write(|out| sheet.write(out))
        }
        TableFormat::Json => {
            let report = report::coverage(&loaded, &evaluation);
            session.write(|out| {
                serde_json::to_writer_pretty(&mut *out, &report)?;
                writeln!(out)
            })
        }
    }
}

fn write_layers(
    session: &mut Session<'_>,
    format: LayerFormat,
    folder: &Path,
    loaded: &Loaded,
    evaluation: &Evaluation,
) -> Result<(), Failure> {
    let progress = session.progress();
    progress.say(Word::Writing);
    let paths = match format {
        LayerFormat::Geojson => write::write_layers(folder, loaded, evaluation)?,
    };
    drop(progress);
    for path in paths {
        let note = session.lang.written(&path.display().to_string());
        session.note(&note);
    }
    Ok(())
}
