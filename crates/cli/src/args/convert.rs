//! `walkshed convert`.

use super::format;
use clap::Args as Group;
use std::path::PathBuf;
use walkshed_io::write::Format;

/// One file into another: any format that is read into any that is written
///
/// Reads CSV, workbooks, GeoJSON and its sequences, GeoPackage, Shapefile (also zipped),
/// FlatGeobuf, GeoParquet and DXF; the name of OUT says what is written. All columns and values
/// are kept, and ids stay text. Coordinates become WGS 84 unless --crs says otherwise.
#[derive(Debug, Group)]
#[command(after_long_help = "\
Examples:
  walkshed convert stations.csv stations.gpkg
  walkshed convert stations.csv stations.geojson --from-crs GCJ-02 --encoding GBK
  walkshed convert plots.dxf plots.shp --layer PLOTS --from-crs EPSG:4542
  walkshed convert stations.gpkg stations.csv --bom")]
pub(crate) struct Convert {
    /// The file to read
    pub(crate) input: PathBuf,

    /// The file to write
    pub(crate) out: PathBuf,

    /// What the coordinates of the input mean: EPSG:4490, GCJ-02, BD-09 [default: as the file
    /// says, else WGS 84]
    #[arg(long, value_name = "CRS")]
    pub(crate) from_crs: Option<String>,

    /// What those of the output are to mean [default: WGS 84]
    #[arg(long, value_name = "CRS")]
    pub(crate) crs: Option<String>,

    /// How the text of the input is encoded [default: as it looks]
    #[arg(long)]
    pub(crate) encoding: Option<String>,

    /// The sheet of a workbook [default: the first with a table]
    #[arg(long)]
    pub(crate) sheet: Option<String>,

    /// A layer of the input; may be given again [default: all that fit]
    #[arg(long)]
    pub(crate) layer: Vec<String>,

    /// The format of the output [default: as its name says]
    #[arg(long, value_parser = format())]
    pub(crate) format: Option<Format>,

    /// Begin CSV with a byte order mark, by which spreadsheets know UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
}
