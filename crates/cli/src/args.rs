//! What may be written on the command line.

mod audit;
mod budget;
mod check;
mod circle;
mod compare;
mod convert;
mod coverage;
mod explain;
mod gaps;
mod init;
mod isochrone;
mod layers_out;
mod matrix;
mod network;
mod place;
mod serve;
mod terms;
mod which;

pub(crate) use audit::Audit;
pub(crate) use check::Check;
pub(crate) use circle::Circle;
pub(crate) use compare::Compare;
pub(crate) use convert::Convert;
pub(crate) use coverage::Coverage;
pub(crate) use explain::Explain;
pub(crate) use gaps::Gaps;
pub(crate) use init::Init;
pub(crate) use isochrone::{HeadingArg, Isochrone, SharingArg};
pub(crate) use layers_out::LayersOut;
pub(crate) use matrix::Matrix;
pub(crate) use network::{Build, ClipArg, Info, Network, NetworkCommand};
pub(crate) use place::Place;
pub(crate) use serve::Serve;
pub(crate) use terms::{InScenario, MetricArg, SubstitutionArg, Terms};
pub(crate) use which::Which;

use budget::budget;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};
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
    Audit(Audit),
    Check(Check),
    Circle(Circle),
    Compare(Compare),
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

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CircleFormat {
    #[default]
    Table,
    Json,
    Geojson,
    Csv,
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
}
