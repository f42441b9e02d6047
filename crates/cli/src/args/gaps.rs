//! `walkshed gaps`.

use super::{GapFormat, InScenario, Terms};
use clap::Args as Group;

/// Where people are uncovered together, and why
///
/// Lists the gaps of every level, or of one: people, cause, walk to the nearest station.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed gaps datasets/fengqing
  walkshed gaps datasets/fengqing --level 2
  walkshed gaps datasets/fengqing --format geojson > gaps.geojson")]
pub(crate) struct Gaps {
    #[command(flatten)]
    pub(crate) terms: Terms,

    #[command(flatten)]
    pub(crate) scenario: InScenario,

    /// Only the gaps of this level [default: all]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u8).range(1..))]
    pub(crate) level: Option<u8>,

    /// As text for people, as JSON, or as GeoJSON with outlines
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: GapFormat,
}
