//! `walkshed coverage --week`: what is covered in every hour.

use crate::args::Coverage;
use crate::failure::Failure;
use crate::session::Session;
use crate::words::Word;
use std::path::Path;
use walkshed_io::hours::CoveredWeek;
use walkshed_io::write::{Aside, Written, publish, week_svg};
use walkshed_io::{Loaded, write::WriteError};

/// The week that is asked for: of a day, of `--at`, else one of no date; `None` if none is.
pub(super) fn of(
    session: &Session<'_>,
    args: &Coverage,
    loaded: &Loaded,
) -> Result<Option<CoveredWeek>, Failure> {
    let Some(day) = args.week else { return Ok(None) };
    let day = day.or(args.terms.which.at.map(|at| at.date()));
    let progress = session.progress();
    progress.say(Word::Calling);
    let week = session.compute(|| CoveredWeek::of(loaded, day))??;
    Ok(Some(week))
}

/// Writes the picture of a week into a folder.
pub(super) fn draw(
    session: &mut Session<'_>,
    folder: &Path,
    loaded: &Loaded,
    week: &CoveredWeek,
) -> Result<(), Failure> {
    let lang = session.lang;
    let levels = week.week.levels.len() as u8;
    let name = |level| lang.levels(level, levels, loaded.options.substitution);
    let names: Vec<String> = (1..=levels).map(name).collect();
    let paths =
        picture(folder, |out| week_svg::write(out, loaded, week, lang.0, &names))?;
    session.tell_written(&Written { paths, ..Written::default() });
    Ok(())
}

fn picture(
    folder: &Path,
    write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> Result<Vec<std::path::PathBuf>, WriteError> {
    let place = folder.join("week.svg");
    let aside = Aside::write(&place, |out| write(out))?;
    publish(vec![aside])
}
