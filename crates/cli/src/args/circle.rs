//! `walkshed circle`.

use super::{CircleFormat, InScenario, LayersOut, Terms};
use clap::Args as Group;

/// What lies within a walk of every center: stations and resources
///
/// Around every center, the stations and resources (bank outlets, workers' homes, city stations)
/// from which people walk to it within the budget; what lies in no circle; who lives in one, or in
/// two or more; whether every community has a station; and the themes of every community. The walk
/// runs from the place to the center, as everywhere people walk to stations. Resources are read
/// from inputs.resources of the project.
///
/// --at, --as-of and --status choose the centers and what lies around them; --kind, --theme,
/// --service, --group and --facility choose the stations and resources in the circles, and leave
/// all centers where they are.
///
/// With --out: centers, members (a line a walk), resources and themes as layers.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed circle datasets/baoji
  walkshed circle datasets/baoji --level 4 --budget 10min --profile elder --lang zh
  walkshed circle datasets/baoji --theme reading
  walkshed circle datasets/baoji --format csv > members.csv
  walkshed circle datasets/baoji --format geojson > members.geojson
  walkshed circle datasets/baoji --out circles --as geojson,csv --bom")]
pub(crate) struct Circle {
    #[command(flatten)]
    pub(crate) terms: Terms,

    #[command(flatten)]
    pub(crate) scenario: InScenario,

    /// The level whose stations are the centers [default: that of the communities]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u8).range(1..))]
    pub(crate) level: Option<u8>,

    /// As text for people, as one JSON object, or every walk as GeoJSON or CSV
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: CircleFormat,

    #[command(flatten)]
    pub(crate) layers: LayersOut,
}
