//! Files of Walkshed: projects, stations, demand, streets.
//!
//! ```text
//! walkshed.toml --> Project --load--> Loaded { district, findings, inputs, ... }
//!                                        ^   --load_scenario--> Loaded, as it would be
//! every format --> rows --> crs --> join, split --> columns --> stations, demand, grids, ...
//! .osm.pbf, .osm, .osm.gz, .osm.bz2 ------------------------------> streets
//!                  --> network_file --> .walk --> network_file -----> streets
//! ```
//!
//! A bad row costs only itself: it becomes a [`Finding`] that names file, place, value, reason
//! and remedy. A file that gives nothing at all is a [`ReadError`], whose
//! [`status`](ReadError::status) is the exit status of the command line. Everything that leaves
//! this crate is longitude, latitude on WGS 84, finite and in range.
//!
//! Left out: DWG drawings, file geodatabases, KML, and native encodings of `GeoParquet`. Each is
//! refused by name.

mod barriers;
#[cfg(test)]
mod campaign;
mod circled;
mod columns;
mod compared;
mod convert;
mod coordinates;
mod crs;
mod degrees;
mod demand;
pub mod doctor;
mod entrances;
mod error;
mod extent;
mod facts;
mod finding;
mod grids;
pub mod hours;
mod identity;
pub mod init;
mod join;
mod lang;
pub mod layers;
mod level;
mod mapped;
mod needs;
pub mod network_file;
mod normalize;
mod origin;
pub mod osm;
pub mod pack;
mod project;
mod read;
pub mod report;
mod resources;
mod rows;
pub mod scenario;
pub mod selection;
mod split;
pub mod standards;
mod stations;
mod status;
mod street_id;
mod streets;
pub mod write;

pub use circled::Circled;
pub use compared::{Compared, over_the_same};
pub use convert::{Conversion, ConvertError, Converted, Refusal, convert};
pub use crs::Crs;
pub use error::{Foreign, ReadError, ReadFault, Spot};
pub use finding::{
    Finding, GeometryFault, JoinFault, Place, Problem, ScenarioFault, Severity, Symptom,
    TableFault, Wanted,
};
pub use lang::Lang;
pub use origin::Origins;
pub use project::{
    ExtentInput, FILE_NAME, Input, InputFile, Inputs, Join, Loaded, Places, Project,
    RowCount, Split, Stage,
};
pub use read::records;
pub use split::SplitReport;
pub use stations::Unplaced;
pub use street_id::street_id;

/// The examples of the crate's README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
