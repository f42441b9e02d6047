//! The validated whole that every answer is computed from.

use super::{Barriers, Demand, Extent, Grids, Station};
use crate::network::Network;

/// A planning district: stations, the people who need them, and the streets between.
///
/// Whoever fills it has validated it: ids are unique within a role, levels run from 1 to
/// `levels`, every position is on earth. `walkshed-io` does so and reports what it left out.
///
/// # CRS
///
/// WGS 84, longitude then latitude, in degrees, throughout.
#[derive(Clone, Debug, Default)]
pub struct District {
    /// Stations in input order, whatever their status.
    pub stations: Vec<Station>,
    /// The people.
    pub demand: Demand,
    /// Administrative areas with outlines.
    pub grids: Grids,
    /// Water, railways, walls.
    pub barriers: Barriers,
    /// The streets, if there are any.
    pub network: Option<Network>,
    /// How far the street data reaches.
    pub extent: Extent,
    /// Number of levels, from the pattern or from the stations found.
    pub levels: u8,
}
