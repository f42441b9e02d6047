//! Slow, textbook answers to check the product against.
//!
//! Nothing here uses a crate of the workspace: distances are geodesics in double precision,
//! the streets are a graph split at every snapped point, and the search is Dijkstra's with a
//! binary heap. What takes the product an index takes the oracle a loop over everything.
//!
//! ```text
//! Town::read ──► Town (plain fields, change them) ──► Town::solve ──► Solved: every answer
//!                  │                                                    and its margin
//!                  └──► Town::write: the same town for the product to read
//! ```
//!
//! Floating-point numbers can't say what a closed budget decides when a distance lies on it:
//! a test asks [`Solved::margin_m`] and its like first, and leaves out a town whose answer
//! hangs on less than the product's rounding.
//!
//! [`StreetGraph`] is the same for a city, without a town around it: one-way and private ways,
//! lifts, rides and wheelchairs, in seconds or meters. [`polygon`] judges the lines across squares.
//!
//! Left out: hours and filters (drop the stations instead), sampled blocks, the extent of the
//! data (a town is complete), and siting.

pub mod connect;
pub mod coverage;
pub mod dijkstra;
pub mod gaps;
pub mod grids;
pub mod plane;
pub mod polygon;
pub mod solved;
pub mod split;
pub mod street;
pub mod street_graph;
pub mod street_walk;
pub mod town;
pub mod variants;
pub mod write;

pub use coverage::{Overlap, Tally};
pub use gaps::{Cause, Gap, Gaps};
pub use grids::StationGrid;
pub use plane::LngLat;
pub use solved::{Metric, Nearest, Solved};
pub use street::{StreetLine, Walker};
pub use street_graph::{Cost, StreetGraph, StreetSnap};
pub use street_walk::Heading;
pub use town::{Area, Block, Line, Station, Town};

/// What reading and writing a town give back.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The longest leg of a station, in meters (rule 5).
pub const MAX_SNAP_M: f64 = 250.0;

/// The distance along the streets that joins two uncovered points, in meters (rule 16).
pub const GAP_JOIN_M: f64 = 500.0;

#[cfg(test)]
mod changed_tests;
#[cfg(test)]
mod reference_tests;
#[cfg(test)]
mod street_tests;
