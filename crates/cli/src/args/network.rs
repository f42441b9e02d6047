//! `walkshed network`: what may follow it.

use super::{TableFormat, budget};
use clap::{Args as Group, Subcommand};
use std::path::PathBuf;
use std::str::FromStr;
use walkshed::LngLat;
use walkshed::model::Budget;

/// A network on disk: built once, opened in milliseconds
///
/// A .walk file stands wherever an .osm.pbf may: streets = "city.walk". Answers are the same.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed network build city.osm.pbf --out city.walk
  walkshed network info city.walk")]
pub(crate) struct Network {
    #[command(subcommand)]
    pub(crate) command: NetworkCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NetworkCommand {
    Build(Build),
    Info(Info),
}

/// Build a network from OpenStreetMap extracts
///
/// Reads .osm.pbf, .osm, .osm.gz and .osm.bz2 files, and other .walk files. The same input gives
/// the same file.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed network build city.osm.pbf --out city.walk
  walkshed network build province.osm.pbf --clip datasets/fengqing --out town.walk
  walkshed network build province.osm.pbf --clip 99.8,24.4,100.1,24.7 --reach 30min --out town.walk

Around a clip, streets are kept as far as the reach leads and 1000 m more, so that every walk
within the reach is as in the whole network. Walks without a budget, such as from a gap to its
nearest station, may lead further and are then longer, or absent.")]
pub(crate) struct Build {
    /// Files of OpenStreetMap data; their order decides ties
    #[arg(required = true, value_name = "FILE")]
    pub(crate) inputs: Vec<PathBuf>,

    /// The file to write; one of its name is replaced when the new one is whole
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,

    /// Keep only what a project needs, or a box of west,south,east,north
    #[arg(long, value_name = "PROJECT|BOX", allow_hyphen_values = true)]
    pub(crate) clip: Option<ClipArg>,

    /// The longest walk around the clip, 30min or 5000m
    ///
    /// [default: 60min, and twice the largest budget of the project]
    #[arg(long, value_parser = budget, requires = "clip")]
    pub(crate) reach: Option<Budget>,

    /// Also ferries and cable cars that say how long they take [default: as the project says]
    #[arg(long)]
    pub(crate) ferries: bool,
}

/// What a network file holds
///
/// Its streets, where they come from, how far they reach, and what built it.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed network info city.walk
  walkshed network info city.walk --format json")]
pub(crate) struct Info {
    /// The network file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// As text for people, or as one JSON object for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: TableFormat,
}

/// What a network is clipped to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ClipArg {
    /// South-west and north-east corner.
    Corners(LngLat, LngLat),
    /// Its stations and demand.
    Project(PathBuf),
}

impl FromStr for ClipArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers: Result<Vec<f64>, _> =
            text.split(',').map(|side| side.trim().parse::<f64>()).collect();
        let Ok(sides) = numbers else { return Ok(Self::Project(text.into())) };
        let how = "write west,south,east,north in degrees, as in 99.8,24.4,100.1,24.7";
        let [west, south, east, north] = sides[..] else {
            return Err(format!("a box has four sides: {how}"));
        };
        let corner =
            |lng, lat| LngLat::new(lng, lat).map_err(|error| format!("{error}; {how}"));
        let (low, high) = (corner(west, south)?, corner(east, north)?);
        if west >= east || south >= north {
            return Err(format!("the box holds nothing; {how}"));
        }
        Ok(Self::Corners(low, high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_numbers_are_a_box_and_all_else_is_a_project() {
        let of = |text: &str| text.parse::<ClipArg>();
        let at = |lng, lat| LngLat::new(lng, lat).unwrap();
        let corners = ClipArg::Corners(at(-9.0, 24.0), at(1.5, 25.0));
        assert_eq!(of("-9,24, 1.5,25"), Ok(corners));
        assert_eq!(of("towns/a,b"), Ok(ClipArg::Project("towns/a,b".into())));
        for wrong in ["1,2,3", "7", "100,24,99,25", "24,99,25,100", "1,2,3,NaN"] {
            assert!(of(wrong).unwrap_err().contains("west,south,east,north"), "{wrong}");
        }
    }
}
