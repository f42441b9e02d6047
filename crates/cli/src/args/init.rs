//! `walkshed init`.

use clap::Args as Group;
use std::path::PathBuf;

/// A project out of the files of a folder
///
/// Looks at every file, guesses what it is for, how it is encoded and which coordinate system it is
/// in, and writes walkshed.toml with the reason of every guess beside it. What cannot be known is
/// asked.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed init my-county
  walkshed init my-county --print")]
pub(crate) struct Init {
    /// The folder with the data
    pub(crate) folder: PathBuf,

    /// Print the project file instead of writing it
    #[arg(long)]
    pub(crate) print: bool,
}
