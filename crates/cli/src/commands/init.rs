//! `walkshed init`: a project out of the files of a folder.

use crate::args::Init;
use crate::failure::{Failure, Usage};
use crate::session::Session;
use crate::words::Word;
use walkshed_io::FILE_NAME;
use walkshed_io::init::Draft;

pub(crate) fn run(session: &mut Session<'_>, args: &Init) -> Result<(), Failure> {
    let there = args.folder.join(FILE_NAME);
    if !args.print && there.exists() {
        return Err(Failure::Usage(Usage::ProjectThere { path: there }));
    }
    let progress = session.progress();
    progress.say(Word::Looking);
    let lang = session.lang;
    let draft = session.compute(|| Draft::of(&args.folder, lang.0))??;
    drop(progress);
    for error in &draft.unread {
        session.warn(&error.text(lang.0));
    }
    for question in &draft.questions {
        session.ask(&question.text(lang.0));
    }
    if args.print {
        return session.write(|out| out.write_all(draft.text.as_bytes()));
    }
    let path = draft.write()?;
    let note = lang.written(&path.display().to_string());
    session.note(&note);
    Ok(())
}
