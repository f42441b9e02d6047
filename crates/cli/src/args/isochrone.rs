//! `walkshed isochrone`.

use super::{InScenario, Place, Which, budget};
use clap::{Args as Group, ValueEnum};
use std::path::PathBuf;
use walkshed::model::Budget;

/// Where one gets within some budgets, as polygons or as streets
///
/// GeoJSON of the isochrones of places, or of the service areas of stations: for every budget one
/// area a place, one for all together, or the part of each that is nearest to it. A place with no
/// street in reach has no area, and the reason is told.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed isochrone datasets/fengqing --from 99.9163,24.5731 --budget 5min,10min,15min
  walkshed isochrone datasets/fengqing --level 2 --sharing nearest --budget 15min
  walkshed isochrone datasets/fengqing --sharing merged --rings --budget 5min,10min,15min
  walkshed isochrone datasets/fengqing --station T1 --streets --budget 1000m > streets.geojson")]
pub(crate) struct Isochrone {
    /// The project: a folder with a walkshed.toml, or that file
    pub(crate) project: PathBuf,

    #[command(flatten)]
    pub(crate) scenario: InScenario,

    /// A place: longitude, then latitude; may be given again
    #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true)]
    #[arg(conflicts_with_all = ["station", "level"])]
    pub(crate) from: Vec<Place>,

    /// Stations by id, separated by commas [default: all that operate]
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) station: Vec<String>,

    /// Only the stations of this level
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u8).range(1..))]
    #[arg(conflicts_with = "station")]
    pub(crate) level: Option<u8>,

    /// Budgets, separated by commas: 5min,10min,15min or 500m,1000m [default: the project's]
    #[arg(long, value_parser = budget, value_delimiter = ',')]
    pub(crate) budget: Vec<Budget>,

    /// Who walks: adult, elder, child, wheelchair, or one of the project's own [default: the
    /// project's, else adult]
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,

    /// Which way people walk [default: towards a station, from a place]
    #[arg(long)]
    pub(crate) direction: Option<HeadingArg>,

    /// How several places share the ground
    #[arg(long, value_enum, default_value_t)]
    pub(crate) sharing: SharingArg,

    /// Every area without the next smaller one
    #[arg(long, conflicts_with = "streets")]
    pub(crate) rings: bool,

    /// The exact parts of streets in reach, instead of polygons
    #[arg(long)]
    pub(crate) streets: bool,

    /// Meters between the points that polygons are drawn from
    #[arg(long, value_name = "METERS", default_value_t = 10)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=100))]
    pub(crate) resolution: u16,

    #[command(flatten)]
    pub(crate) which: Which,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum HeadingArg {
    /// From the place
    From,
    /// Towards it
    Towards,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SharingArg {
    /// An area for each, whatever the others reach
    #[default]
    Overlapping,
    /// One area for all together
    Merged,
    /// For each the places that are nearest to it
    Nearest,
}
