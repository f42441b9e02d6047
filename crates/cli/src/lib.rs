#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod args;
mod commands;
mod failure;
mod figures;
mod findings;
pub mod guide;
mod progress;
mod session;
mod sheet;
mod table;
mod words;
mod workbook;

use args::Args;
use clap::Parser;
use failure::Failure;
use session::Session;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use walkshed_io::Lang;
use words::Words;

/// What a run is not told by its arguments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The language that the locale asks for.
    pub lang: Lang,
    /// Whether standard error is a terminal, so that progress may be drawn there.
    pub terminal: bool,
}

impl Surroundings {
    /// Those of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let variable = |name: &str| std::env::var(name).ok();
        Self {
            lang: words::of_environment(variable),
            terminal: io::stderr().is_terminal(),
        }
    }
}

/// Runs a command line and returns its exit status; English and without progress, unless the
/// arguments say otherwise.
///
/// The first argument is the name of the program. Data is written to `out`, messages to `err`.
///
/// # Examples
///
/// ```
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// let status = walkshed_cli::run(["walkshed", "coverage"], &mut out, &mut err);
/// assert_eq!(status, 2); // which project?
/// assert!(out.is_empty());
/// ```
pub fn run(
    args: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    run_in(Surroundings::default(), args, out, err)
}

/// The same in known surroundings.
pub fn run_in(
    surroundings: Surroundings,
    args: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => return answer_clap(&error, out, err),
    };
    let lang = args.common.lang.unwrap_or(surroundings.lang);
    let mut session =
        Session::new(args.common, Words(lang), surroundings.terminal, out, err);
    match session.run(args.command) {
        Ok(status) => status,
        Err(failure) => {
            if !failure.is_silent() {
                session.tell_failure(&failure);
            }
            failure.status()
        }
    }
}

/// Help and version are data; everything else that clap says is wrong usage.
fn answer_clap(error: &clap::Error, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let text = error.render();
    if error.use_stderr() {
        // where messages cannot be written, the status still tells
        let _told = write!(err, "{text}");
        return Failure::USAGE;
    }
    let written = write!(out, "{text}").and_then(|()| out.flush());
    written.map_or_else(|source| Failure::Output(source).status(), |()| 0)
}
