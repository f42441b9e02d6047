//! `walkshed circle`: what lies within a walk of every center.

use crate::args::{Circle, CircleFormat};
use crate::failure::{Failure, Usage};
use crate::session::{Asked, Session};
use crate::sheet::CircleSheet;
use crate::words::Word;
use walkshed::circle::center_level;
use walkshed_io::layers::circles;
use walkshed_io::write::{self, Content, Options, geojson};
use walkshed_io::{Circled, Loaded, report};

pub(crate) fn run(session: &mut Session<'_>, args: &Circle) -> Result<(), Failure> {
    let loaded = session.load(&Asked::of(&args.terms, &args.scenario))?;
    let circled = draw(session, &loaded, args.level, None)?;
    if let Some(folder) = &args.layers.out {
        let progress = session.progress();
        progress.say(Word::Writing);
        let tables =
            [circles::centers, circles::members, circles::resources, circles::themes];
        let tables = tables.map(|table| table(&loaded, &circled));
        let options = Options { bom: args.layers.bom };
        for &format in &args.layers.layer_formats {
            let written = write::write_tables(
                folder, &loaded, &tables, "circles", format, options,
            )?;
            session.tell_written(&written);
        }
    }
    match args.format {
        CircleFormat::Table => {
            let sheet = CircleSheet::new(session.lang, &loaded, &circled);
            session.write(|out| sheet.write(out))
        }
        CircleFormat::Json => {
            let report = report::circle(&loaded, &circled);
            session.write(|out| {
                serde_json::to_writer_pretty(&mut *out, &report)?;
                writeln!(out)
            })
        }
        CircleFormat::Geojson => {
            let members = circles::members(&loaded, &circled);
            let content = Content::of_table(&members, &loaded);
            session.write(|mut out| {
                geojson::write(&mut out, &content.header, content.features())
            })
        }
        CircleFormat::Csv => session.write(|out| report::members(out, &loaded, &circled)),
    }
}

/// Draws the circles of a level that the project has, within the budget of that level or another's.
pub(super) fn draw(
    session: &Session<'_>,
    loaded: &Loaded,
    level: Option<u8>,
    budget_of: Option<u8>,
) -> Result<Circled, Failure> {
    let levels = loaded.district.levels;
    if let Some(level) = level.filter(|&level| level > levels) {
        return Err(Failure::Usage(Usage::Level { level, levels }));
    }
    let progress = session.progress();
    progress.say(Word::Measuring);
    let level = level.unwrap_or_else(|| center_level(&loaded.district));
    let budget = loaded.options.budget(budget_of.unwrap_or(level));
    session.compute(|| Circled::of(loaded, budget, level))
}
