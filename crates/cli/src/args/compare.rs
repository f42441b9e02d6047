//! `walkshed compare`.

use super::{TableFormat, Terms, format};
use clap::Args as Group;
use std::path::PathBuf;
use walkshed_io::write::Format;

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

    /// Write the layers of changes into this folder, for several scenarios a folder each
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Formats of the layers, separated by commas
    #[arg(
        long = "as",
        value_parser = format(),
        value_name = "FORMAT",
        value_delimiter = ',',
        requires = "out"
    )]
    #[arg(default_value = "geojson")]
    pub(crate) layer_formats: Vec<Format>,

    /// Begin CSV with a byte order mark, by which spreadsheets know UTF-8
    #[arg(long, requires = "out")]
    pub(crate) bom: bool,
}
