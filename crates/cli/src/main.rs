//! The process around [`walkshed_cli::run`].

use std::io::{self, BufWriter};
use std::process::ExitCode;
use walkshed_cli::Surroundings;

fn main() -> ExitCode {
    // standard error stays unlocked: the threads of the service may write there too
    let (mut out, mut err) = (BufWriter::new(io::stdout().lock()), io::stderr());
    let surroundings = Surroundings::of_process();
    ExitCode::from(walkshed_cli::run_in(
        surroundings,
        std::env::args_os(),
        &mut out,
        &mut err,
    ))
}
