//! How far everyone is from everything in reach.
//!
//! [`Walking`] measures along the streets, [`Straight`] as the crow flies; both answer in labels
//! and fill the [`TravelTable`], the one sparse structure that coverage, overlap, loss and
//! catchments are read from.

mod doors;
mod origins;
mod pairing;
mod rows;
mod spread;
mod straight;
mod travel;
mod walking;

pub use doors::Doors;
pub(crate) use pairing::Pairing;
pub(crate) use rows::Rows;
pub(crate) use spread::{Since, Spread};
pub use straight::Straight;
pub use travel::{Reached, TravelTable, Trip};
pub use walking::Walking;

use crate::network::Label;
use crate::units::Unit;
use std::sync::Arc;

/// One way of measuring distance, ready to be asked.
///
/// Labels are in the unit that [`Measure::unit`] names; stations are given and returned by their
/// place in the input.
#[derive(Debug)]
pub enum Measure<'d> {
    /// Along the streets.
    Walking(Arc<Walking>),
    /// As the crow flies.
    Straight(Straight<'d>),
}

impl Measure<'_> {
    /// The primary unit of its labels.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self {
            Self::Walking(walking) => walking.unit(),
            Self::Straight(_) => Unit::Millimeters,
        }
    }

    /// The nearest of some stations for every demand point, no budget.
    ///
    /// # Shape
    ///
    /// One label a point; [`Label::NONE`] where no station can be reached.
    #[must_use]
    pub fn nearest(&self, stations: &[u32]) -> Vec<Label> {
        match self {
            Self::Walking(walking) => walking.nearest(stations),
            Self::Straight(straight) => straight.nearest(stations),
        }
    }

    /// The nearest of some stations for a few demand points, no budget, in their order.
    #[must_use]
    pub fn nearest_for(&self, stations: &[u32], points: &[u32]) -> Vec<Label> {
        match self {
            Self::Walking(walking) => walking.nearest_for(stations, points),
            Self::Straight(straight) => straight.nearest_for(stations, points),
        }
    }

    /// Every pair of demand point and station within `limit` (closed, in [`Measure::unit`]).
    #[must_use]
    pub fn table(&self, stations: &[u32], limit: u32) -> TravelTable {
        match self {
            Self::Walking(walking) => walking.table(stations, limit),
            Self::Straight(straight) => straight.table(stations, limit),
        }
    }
}
