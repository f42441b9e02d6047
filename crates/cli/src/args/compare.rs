//! `walkshed compare`.

use super::{LayersOut, TableFormat, Terms};
use clap::Args as Group;

/// What scenarios change: before, after, difference
///
/// People gained and lost by level, by community and by group, newcomers, the gaps that remain,
/// are new, or close, walking time saved, and the stations that change. Both sides count the same
/// places: where a scenario has a study area, the people before are those inside it too.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed compare datasets/fengqing --scenario north
  walkshed compare datasets/fengqing --scenario north2 --against north --lang zh
  walkshed compare datasets/fengqing --scenario north --scenario north2
  walkshed compare datasets/fengqing --scenario north --format json > north.json
  walkshed compare datasets/fengqing --scenario north --out changes --as gpkg,xlsx")]
pub(crate) struct Compare {
    #[command(flatten)]
    pub(crate) terms: Terms,

    /// A scenario of the project; may be given again
    #[arg(long, value_name = "NAME", required = true)]
    pub(crate) scenario: Vec<String>,

    /// Another scenario to compare with [default: the project as it stands]
    #[arg(long, value_name = "NAME")]
    pub(crate) against: Option<String>,

    /// As text for people, or as one JSON object for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: TableFormat,

    #[command(flatten)]
    pub(crate) layers: LayersOut,
}
