//! `walkshed check`.

use super::TableFormat;
use clap::Args as Group;
use std::path::PathBuf;

/// What is wrong with the data, and what to do about it
///
/// Reads everything that the project names and compares it with each other: positions with
/// streets and grids, people with blocks, stations with each other. Every finding says file, row,
/// field, value, reason and remedy.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed check datasets/fengqing
  walkshed check datasets/fengqing --format json
  walkshed check my-county --fix my-county/corrected")]
pub(crate) struct Check {
    /// The project: a folder with a walkshed.toml, or that file
    pub(crate) project: PathBuf,

    /// Write corrected copies into this folder [default: fixed, in the project's]
    ///
    /// WGS 84, UTF-8, one table a file, and a walkshed.toml that names them. The originals are not
    /// touched.
    #[arg(long, value_name = "DIR", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "an option whose value may be left out")]
    pub(crate) fix: Option<Option<PathBuf>>,

    /// As text for people, or as one JSON object for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: TableFormat,
}
