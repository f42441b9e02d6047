//! `walkshed network`: built once, looked into.

use crate::args::{Build, ClipArg, Info, Network, NetworkCommand, TableFormat};
use crate::failure::Failure;
use crate::findings;
use crate::session::Session;
use crate::sheet::NetworkSheet;
use crate::words::Word;
use walkshed_io::network_file::{Builder, Clip, NetworkFile, Step, Summary};
use walkshed_io::{Project, ReadError};

pub(crate) fn run(session: &mut Session<'_>, args: &Network) -> Result<(), Failure> {
    match &args.command {
        NetworkCommand::Build(args) => build(session, args),
        NetworkCommand::Info(args) => info(session, args),
    }
}

fn build(session: &mut Session<'_>, args: &Build) -> Result<(), Failure> {
    let builder = builder(args)?;
    let progress = session.progress();
    let watch = |step| {
        progress.say(match step {
            Step::Clipping => Word::Clipping,
            Step::Connecting => Word::Connecting,
            _ => Word::ReadingStreets,
        });
    };
    let file = session.compute(|| builder.build(&watch))??;
    progress.say(Word::Writing);
    let path = file.write(&args.out)?;
    drop(progress);
    session.tell(&findings::of_input(session.lang, &file.about.findings()));
    let note = session.lang.written(&path.display().to_string());
    session.note(&note);
    Ok(())
}

fn builder(args: &Build) -> Result<Builder, Failure> {
    let mut builder = Builder::new(args.inputs.clone());
    let mut clip = match &args.clip {
        None => None,
        Some(ClipArg::Corners(low, high)) => Some(Clip::around(*low, *high)),
        Some(ClipArg::Project(path)) => {
            let project = Project::open(path)?;
            builder.asked = project.asked;
            builder.min_component_m = project.min_component_m;
            Some(Clip::of_project(&project)?)
        }
    };
    if let (Some(clip), Some(reach)) = (&mut clip, args.reach) {
        clip.reach = vec![reach];
    }
    builder.clip = clip;
    builder.asked.ferries |= args.ferries;
    Ok(builder)
}

fn info(session: &mut Session<'_>, args: &Info) -> Result<(), Failure> {
    let file = session.compute(|| NetworkFile::open(&args.file))?;
    let file = file.map_err(ReadError::from)?;
    let summary = Summary::of(&args.file, &file)?;
    match args.format {
        TableFormat::Table => {
            let sheet =
                NetworkSheet { lang: session.lang, file: &file, summary: &summary };
            session.write(|out| sheet.write(out))
        }
        TableFormat::Json => session.write(|out| {
            serde_json::to_writer_pretty(&mut *out, &summary.json(&file))?;
            writeln!(out)
        }),
    }
}
