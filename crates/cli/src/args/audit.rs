//! `walkshed audit`.

use super::{InScenario, TableFormat, Terms};
use clap::Args as Group;
use std::path::PathBuf;

/// Is the network what was planned, and what is to be done: levels, communities, load, needs
///
/// Levels beside the pattern, parents, sums by area, communities without a station, people whose own
/// center is not the nearest, people and floor area beside norms, needs that no station within a
/// walk meets, standards and upgrades; and all of it as a ledger of problems, each with place, measure, owner, deadline and
/// state.
///
/// With --out: problems.csv and audit.xlsx.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed audit datasets/baoji
  walkshed audit datasets/fengqing --norms --lang zh
  walkshed audit datasets/baoji --standards baoji-6have,baoji-6unified
  walkshed audit datasets/baoji --level 4 --format json
  walkshed audit datasets/baoji --out audit --bom --lang zh")]
pub(crate) struct Audit {
    #[command(flatten)]
    pub(crate) terms: Terms,

    #[command(flatten)]
    pub(crate) scenario: InScenario,

    /// The level of the communities' own centers [default: that of the communities]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u8).range(1..))]
    pub(crate) level: Option<u8>,

    /// Beside the norms of practice: people and floor area of every station [default: if the
    /// project has norms]
    #[arg(long)]
    pub(crate) norms: bool,

    /// Standards beside those of the project, by id or file, separated by commas
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) standards: Vec<String>,

    /// As text for people, or as one JSON object for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: TableFormat,

    /// Write problems.csv and audit.xlsx into this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Begin CSV with a byte order mark, by which spreadsheets know UTF-8
    #[arg(long, requires = "out")]
    pub(crate) bom: bool,
}
