//! `walkshed explain`.

use super::{GapFormat, InScenario, Place, Terms};
use clap::Args as Group;

/// One walk explained: from a place to the nearest station of each level
///
/// Lists the legs and every street with its meters and time, and says if a street nearby would
/// make the walk a minute quicker. With --service and --at also who offers it within an hour's walk,
/// and when next.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed explain datasets/fengqing --from 99.9163,24.5731
  walkshed explain datasets/fengqing --from 99.9163,24.5731 --format geojson > walks.geojson
  walkshed explain datasets/yunyang --from 108.8741,31.0921 --service 社保 --at 2026-11-23T10:00")]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) terms: Terms,

    #[command(flatten)]
    pub(crate) scenario: InScenario,

    /// The place: longitude, then latitude
    #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true)]
    pub(crate) from: Place,

    /// As text for people, as JSON, or as GeoJSON with the walks as lines
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: GapFormat,
}
