//! `walkshed coverage`.

use super::{InScenario, LayersOut, TableFormat, Terms};
use chrono::NaiveDate;
use clap::Args as Group;

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
  walkshed coverage datasets/fengqing --week 2026-11-23 --out layers --lang zh
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

    /// Every hour of a week instead of one time: of the week of this day, else of --at, else of a
    /// standard week without holidays
    ///
    /// The share covered in each hour by level, people-hours uncovered, and when no station of a
    /// level is open; with --service, when it is offered next. With --out also a picture, week.svg.
    #[expect(clippy::option_option, reason = "a flag with or without its day")]
    #[arg(long, value_name = "MONDAY", num_args = 0..=1)]
    pub(crate) week: Option<Option<NaiveDate>>,

    /// As text for people, or as one JSON object for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: TableFormat,

    #[command(flatten)]
    pub(crate) layers: LayersOut,
}
