//! Where layers are written, and as what.

use super::format;
use clap::Args as Group;
use std::path::PathBuf;
use walkshed_io::write::Format;

/// A folder for layers, and their formats.
#[derive(Debug, Group)]
pub(crate) struct LayersOut {
    /// Write the layers into this folder; what differs by scenario, profile or year in one each
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
