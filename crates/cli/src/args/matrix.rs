//! `walkshed matrix`.

use super::{InScenario, MetricArg, Which, budget};
use clap::Args as Group;
use std::path::PathBuf;
use walkshed::model::Budget;

/// Every walk within a budget, as CSV
///
/// One row for every pair of demand and station within the budget, in input order of demand, then
/// of stations.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Columns:
  demand,station,seconds,walk_m,straight_m

Examples:
  walkshed matrix datasets/fengqing > matrix.csv
  walkshed matrix datasets/fengqing --budget 1000m --profile elder")]
pub(crate) struct Matrix {
    /// The project: a folder with a walkshed.toml, or that file
    pub(crate) project: PathBuf,

    #[command(flatten)]
    pub(crate) scenario: InScenario,

    /// The longest walk: 60min, 1000m or gb15, gb10, gb5
    #[arg(long, value_parser = budget, default_value = "60min")]
    pub(crate) budget: Budget,

    /// Who walks: adult, elder, child, wheelchair, or one of the project's own
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,

    /// Along the streets or as the crow flies
    #[arg(long)]
    pub(crate) metric: Option<MetricArg>,

    #[command(flatten)]
    pub(crate) which: Which,
}
