//! What an evaluation says to other programs: one JSON object, a table of walks, and the header
//! of every layer.

mod coverage;
mod diagnosis;
mod matrix;
pub(crate) mod number;
mod provenance;
pub mod shares;

pub use coverage::coverage;
pub use diagnosis::{diagnosis, finding};
pub use matrix::matrix;
pub use provenance::{header, header_on, provenance};

use walkshed::coverage::{Area, Count};
use walkshed::model::Demand;

/// Everyone of an area, also where there are no levels.
pub(crate) fn total(demand: &Demand, area: &Area) -> Count {
    match area.levels.first() {
        Some(level) => level.coverage.total.clone(),
        None => Count::of(demand, area.points.iter().map(|&point| point as usize)),
    }
}
