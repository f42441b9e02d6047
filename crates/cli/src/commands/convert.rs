//! `walkshed convert`: one file into another.

use crate::args::Convert;
use crate::failure::Failure;
use crate::findings;
use crate::session::Session;
use crate::words::Word;
use std::path::Path;
use walkshed_io::write::Options;
use walkshed_io::{Conversion, Input, convert};

pub(crate) fn run(session: &mut Session<'_>, args: &Convert) -> Result<(), Failure> {
    let mut input = Input::new(args.input.to_string_lossy());
    input.crs.clone_from(&args.from_crs);
    input.encoding.clone_from(&args.encoding);
    input.sheet.clone_from(&args.sheet);
    input.layers.clone_from(&args.layer);
    let conversion = Conversion {
        format: args.format,
        crs: args.crs.clone(),
        options: Options { bom: args.bom },
    };
    let progress = session.progress();
    progress.say(Word::Writing);
    let converted = convert(&input, Path::new(""), &args.out, &conversion);
    drop(progress);
    let converted = converted?;
    session.tell(&findings::of_input(session.lang, &converted.findings));
    let (from, to) = (converted.from.label(), converted.to.label());
    let text = session.lang.converted(converted.rows, &from, &to);
    session.note(&text);
    session.tell_written(&converted.written);
    Ok(())
}
