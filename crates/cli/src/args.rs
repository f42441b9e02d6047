//! What may be written on the command line.

mod convert;
mod network;

pub(crate) use convert::Convert;
pub(crate) use network::{Build, ClipArg, Info, Network, NetworkCommand};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use walkshed::LngLat;
use walkshed::model::{Budget, Metric, Substitution};
use walkshed_io::Lang;
use walkshed_io::write::Format;

/// Walking coverage of networks of service stations.
///
/// Who can walk to a station in 15 minutes, who cannot, and why not.
#[derive(Debug, Parser)]
#[command(
    name = "walkshed",
    version,
    max_term_width = 100,
    arg_required_else_help = true
)]
#[command(after_help = "Example:\n  walkshed coverage datasets/fengqing")]
#[command(after_long_help = STATUSES)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const STATUSES: &str = "\
Example:
  walkshed coverage datasets/fengqing

A PROJECT is a folder with a walkshed.toml, or that file itself. Data goes to standard output,
messages to standard error.

Exit status:
  0  done                        3  bad input
  1  done, --strict found some   4  an unreadable or damaged file
  2  wrong usage                 5  out of disk or memory";

/// What every command takes.
#[derive(Clone, Copy, Debug, Group)]
#[command(next_help_heading = "Common options")]
pub(crate) struct Common {
    /// Threads to compute on [default: one a core]
    #[arg(long, global = true, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    /// Language of tables and messages [default: that of the locale]
    #[arg(long, global = true, value_parser = lang())]
    pub(crate) lang: Option<Lang>,

    /// No progress and no notes; what is wrong with the input is still told
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    /// Exit with status 1 if anything was wrong with the input
    #[arg(long, global = true)]
    pub(crate) strict: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(Check),
    Convert(Convert),
    Coverage(Coverage),
    Explain(Explain),
    Gaps(Gaps),
    Init(Init),
    Isochrone(Isochrone),
    Matrix(Matrix),
    Network(Network),
    Serve(Serve),
}

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
  walkshed coverage datasets/fengqing --shares --lang zh
  walkshed coverage datasets/fengqing --format json --out layers
  walkshed coverage datasets/fengqing --out layers --as gpkg,xlsx --lang zh")]
pub(crate) struct Coverage {
    #[command(flatten)]
    pub(crate) terms: Terms,

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

    /// Add the shares of land, people and plots, straight and on foot, each with its definition
    ///
    /// Land is measured by polygons: residential land and all demand land inside the circles of the
    /// stations and inside their walking service area, at each level's budget and at 1000, 500 and
    /// 300 m (gb15, gb10, gb5).
    #[arg(long)]
    pub(crate) shares: bool,
}

/// What is wrong with the data, and what to do about it
///
/// Reads everything that the project names and compares it with each other: positions with
/// streets and grids, people with blocks, stations with each other. Every finding says file, row,
/// field, value, reason and remedy.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed check datasets/fengqing
  walkshed check datasets/fengqing --format json
  walkshed check my-county --fix my-county/corrected")]
pub(crate) struct Check {
    /// The project: a folder with a walkshed.toml, or that file
    pub(crate) project: PathBuf,

    /// Write corrected copies into this folder [default: fixed, in the project's]
    ///
    /// WGS 84, UTF-8, one table a file, and a walkshed.toml that names them. The originals are not
    /// touched.
    #[arg(long, value_name = "DIR", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "an option whose value may be left out")]
    pub(crate) fix: Option<Option<PathBuf>>,

    /// As text for people, or as one JSON object for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: TableFormat,
}

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

    /// Only the gaps of this level [default: all]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u8).range(1..))]
    pub(crate) level: Option<u8>,

    /// As text for people, as JSON, or as GeoJSON with outlines
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: GapFormat,
}

/// A project out of the files of a folder
///
/// Looks at every file, guesses what it is for, how it is encoded and which coordinate system it is
/// in, and writes walkshed.toml with the reason of every guess beside it. What cannot be known is
/// asked.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed init my-county
  walkshed init my-county --print")]
pub(crate) struct Init {
    /// The folder with the data
    pub(crate) folder: PathBuf,

    /// Print the project file instead of writing it
    #[arg(long)]
    pub(crate) print: bool,
}

/// One walk explained: from a place to the nearest station of each level
///
/// Lists the legs and every street with its meters and time, and says if a street nearby would
/// make the walk a minute quicker.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed explain datasets/fengqing --from 99.9163,24.5731
  walkshed explain datasets/fengqing --from 99.9163,24.5731 --format geojson > walks.geojson")]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) terms: Terms,

    /// The place: longitude, then latitude
    #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true)]
    pub(crate) from: Place,

    /// As text for people, as JSON, or as GeoJSON with the walks as lines
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: GapFormat,
}

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
}

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

    /// The longest walk: 60min, 1000m or gb15, gb10, gb5
    #[arg(long, value_parser = budget, default_value = "60min")]
    pub(crate) budget: Budget,

    /// Who walks: adult, elder, child, wheelchair, or one of the project's own
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,

    /// Along the streets or as the crow flies
    #[arg(long)]
    pub(crate) metric: Option<MetricArg>,
}

/// Answer over HTTP: layers, coverage, health
#[derive(Debug, Group)]
#[command(after_long_help = "\
Example:
  walkshed serve datasets/fengqing --bind 127.0.0.1:8080")]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) terms: Terms,

    /// Where to listen
    #[arg(long, value_name = "ADDRESS", default_value_t = walkshed_server::Settings::BIND)]
    pub(crate) bind: SocketAddr,
}

/// A project, and the terms that are not as it says.
#[derive(Clone, Debug, Group)]
pub(crate) struct Terms {
    /// The project: a folder with a walkshed.toml, or that file
    pub(crate) project: PathBuf,

    /// The longest walk: 15min, 1000m or gb15, gb10, gb5 [default: the project's, else 15min]
    ///
    /// One for all levels, or one a level, separated by commas. gb15, gb10 and gb5 are the circles
    /// of GB 50180: 1000, 500 and 300 m.
    #[arg(long, value_parser = budget, value_delimiter = ',')]
    pub(crate) budget: Vec<Budget>,

    /// Who walks: adult, elder, child, wheelchair, or one of the project's own [default: the
    /// project's, else adult]
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,

    /// Along the streets or as the crow flies [default: the project's, else network]
    #[arg(long)]
    pub(crate) metric: Option<MetricArg>,

    /// Whether higher levels stand in for lower ones [default: the project's, else inclusive]
    #[arg(long)]
    pub(crate) substitution: Option<SubstitutionArg>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    #[default]
    Table,
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum GapFormat {
    #[default]
    Table,
    Json,
    Geojson,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MetricArg {
    Network,
    Straight,
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

impl From<MetricArg> for Metric {
    fn from(metric: MetricArg) -> Self {
        match metric {
            MetricArg::Network => Self::Network,
            MetricArg::Straight => Self::Straight,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SubstitutionArg {
    Inclusive,
    Exclusive,
}

impl From<SubstitutionArg> for Substitution {
    fn from(substitution: SubstitutionArg) -> Self {
        match substitution {
            SubstitutionArg::Inclusive => Self::Inclusive,
            SubstitutionArg::Exclusive => Self::Exclusive,
        }
    }
}

/// A place on the command line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place(pub(crate) LngLat);

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let how = "write longitude, then latitude in degrees, as in 99.9241,24.578";
        let number = |text: &str| text.trim().parse::<f64>().ok();
        let Some((Some(lng), Some(lat))) =
            text.split_once(',').map(|(lng, lat)| (number(lng), number(lat)))
        else {
            return Err(format!("{text:?} is not a place: {how}"));
        };
        match LngLat::new(lng, lat) {
            Ok(at) => Ok(Self(at)),
            Err(_) if LngLat::new(lat, lng).is_ok() => {
                Err(format!("did you mean {lat},{lng}? {how}"))
            }
            Err(error) => Err(format!("{error}; {how}")),
        }
    }
}

/// Reads a language by its code.
fn lang() -> impl TypedValueParser<Value = Lang> {
    let value = |lang: Lang| PossibleValue::new(lang.key()).help(lang.name());
    let named = |key: String| Lang::ALL.into_iter().find(|lang| lang.key() == key);
    PossibleValuesParser::new(Lang::ALL.map(value))
        .map(move |key| named(key).unwrap_or_default())
}

/// Reads a format by its key.
fn format() -> impl TypedValueParser<Value = Format> {
    let value = |format: Format| PossibleValue::new(format.key()).help(format.name());
    PossibleValuesParser::new(Format::ALL.map(value))
        .map(|key| Format::named(&key).unwrap_or(Format::GeoJson))
}

/// Reads a budget; one that is none is told with the nearest that is.
fn budget(text: &str) -> Result<Budget, String> {
    text.parse::<Budget>().map_err(|error| match nearest_budget(text) {
        Some(near) => format!("{error}; did you mean {near}?"),
        None => error.to_string(),
    })
}

/// What was meant by `15`, `15 minutes`, `15分钟`, `1km`, `1000米` or `gb20`.
fn nearest_budget(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let meant = if let Some(circle) = text.strip_prefix("gb") {
        let minutes: f64 = circle.trim().parse().ok()?;
        let circles = [("gb5", 5.0), ("gb10", 10.0), ("gb15", 15.0)];
        let off = |of: f64| (of - minutes).abs();
        circles.into_iter().min_by(|a, b| off(a.1).total_cmp(&off(b.1)))?.0.to_owned()
    } else {
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit() && c != '.');
        let unit = text.strip_prefix(digits)?.trim();
        let number: f64 = digits.parse().ok()?;
        match unit {
            "km" | "公里" | "千米" => format!("{}m", number * 1000.0),
            "h" | "hour" | "hours" | "小时" => format!("{}min", number * 60.0),
            "s" | "sec" | "seconds" | "秒" => format!("{}min", number / 60.0),
            "meter" | "meters" | "metres" | "米" => format!("{number}m"),
            _ if number >= 100.0 => format!("{number}m"),
            _ => format!("{number}min"),
        }
    };
    meant.parse::<Budget>().is_ok().then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        for command in Args::command().get_subcommands() {
            let help = command.clone().render_long_help().to_string();
            assert!(
                help.contains(&format!("  walkshed {}", command.get_name())),
                "{help}"
            );
        }
    }

    #[test]
    fn a_budget_that_is_none_names_the_nearest() {
        let near = nearest_budget;
        for (text, meant) in [
            ("15", "15min"),
            ("15 minutes", "15min"),
            ("15分钟", "15min"),
            ("1km", "1000m"),
            ("800", "800m"),
            ("1000米", "1000m"),
            ("1h", "60min"),
            ("gb20", "gb15"),
        ] {
            assert_eq!(near(text).as_deref(), Some(meant), "{text}");
        }
        assert_eq!(near("soon"), None);
    }
}
