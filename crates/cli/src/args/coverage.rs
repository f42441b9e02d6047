//! `walkshed coverage`.

use super::{InScenario, TableFormat, Terms, format};
use clap::Args as Group;
use std::path::PathBuf;
use walkshed_io::write::Format;

/// Who is covered: by level, by community, by group
///
/// Prints a table by level and by community, with --out also the layers for a map. With several
/// profiles, as in --profile adult,elder, one after the other over the same streets; layers then
/// go into a folder a profile.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed coverage datasets/fengqing
  walkshed coverage datasets/fengqing --budget 15min --profile elder --lang zh
  walkshed coverage datasets/fengqing --profile adult,elder,wheelchair
  walkshed coverage datasets/fengqing --budget gb15,gb10,gb5,gb5 --substitution exclusive
  walkshed coverage datasets/fengqing --scenario north
  walkshed coverage datasets/fengqing --shares --lang zh
  walkshed coverage datasets/fengqing --format json --out layers
  walkshed coverage datasets/fengqing --out layers --as gpkg,xlsx --lang zh")]
pub(crate) struct Coverage {
    #[command(flatten)]
    pub(crate) terms: Terms,

    #[command(flatten)]
    pub(crate) scenario: InScenario,

    /// Beside the norms of practice: people and floor area of every station [default: if the
    /// project has norms]
    #[arg(long)]
    pub(crate) norms: bool,

    /// Add the shares of land, people and plots, straight and on foot, each with its definition
    ///
    /// Land is measured by polygons: residential land and all demand land inside the circles of the
    /// stations and inside their walking service area, at each level's budget and at 1000, 500 and
    /// 300 m (gb15, gb10, gb5).
    #[arg(long)]
    pub(crate) shares: bool,

    /// As text for people, or as one JSON object for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: TableFormat,

    /// Write the layers stations, demand, grids and gaps into this folder
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
