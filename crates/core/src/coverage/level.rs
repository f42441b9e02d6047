//! The answer of one level, point by point.

use super::{Coverage, Status};
use crate::gap::Gap;
use crate::model::Budget;
use crate::network::Label;
use crate::units::Unit;

/// The nearest station of a level, whatever the budget.
///
/// # Units
///
/// Whole milliseconds and millimeters of one and the same walk, both legs included: the quickest
/// walk under a minute budget (the shortest among equals), the shortest under a meter budget (the
/// quickest among equals). In a straight run, the geodesic and its time at the profile's speed.
///
/// # Order
///
/// Among stations equally near, the first in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The station, by its place in the input.
    pub station: u32,
    /// Walking time in milliseconds.
    pub ms: u32,
    /// Length of the same walk in millimeters, legs included.
    pub mm: u32,
}

impl Nearest {
    /// Reads a label whose primary unit is `unit`.
    #[must_use]
    pub fn read(label: Label, unit: Unit) -> Option<Self> {
        let (ms, mm) = unit.time_and_length((label.primary(), label.secondary()));
        (label != Label::NONE).then(|| Self { station: label.station(), ms, mm })
    }

    /// Minutes, for display.
    #[must_use]
    pub fn minutes(&self) -> f64 {
        f64::from(self.ms) / 60_000.0
    }

    /// Meters, for display.
    #[must_use]
    pub fn meters(&self) -> f64 {
        f64::from(self.mm) / 1000.0
    }
}

/// What one level means for one demand point.
///
/// `nearest` and `straight_mm` may speak of different stations: one is nearest on foot, the other
/// as the crow flies. Where they differ much, something lies between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointAnswer {
    /// Covered, uncovered or unknown.
    pub status: Status,
    /// The nearest station by the metric of the run, also beyond the budget.
    pub nearest: Option<Nearest>,
    /// Geodesic millimeters to the station that is nearest as the crow flies.
    pub straight_mm: Option<u64>,
}

/// The answer of one level: sums, gaps, and every point by itself.
///
/// # Shape
///
/// `points[i]` belongs to demand point `i`; `stations` holds places in the input, rising.
/// `coverage.total` is the same in all three sums.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelAnswer {
    /// Rung of the hierarchy, from 1.
    pub level: u8,
    /// The largest walk.
    pub budget: Budget,
    /// Stations that count at this level, by their place in the input.
    pub stations: Vec<u32>,
    /// One answer a demand point.
    pub points: Vec<PointAnswer>,
    /// The sums of the run.
    pub coverage: Coverage,
    /// The sums if only stations of this very level counted, by the metric of the run.
    pub exclusive: Coverage,
    /// The sums as the crow flies, by the substitution of the run.
    pub straight: Coverage,
    /// Connected uncovered demand, most people first.
    pub gaps: Vec<Gap>,
}
