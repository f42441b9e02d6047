//! What an evaluation says to other programs: one JSON object, a table of walks, and the header
//! of every layer.

mod audit;
mod circle;
mod comparison;
mod coverage;
mod diagnosis;
mod load;
mod matrix;
mod members;
pub(crate) mod number;
mod provenance;
mod selection;
pub mod shares;
mod standards;
mod week;

pub use audit::audit;
pub use circle::circle;
pub(crate) use circle::role;
pub use comparison::comparison;
pub(crate) use coverage::budget_json;
pub use coverage::coverage;
pub use diagnosis::{diagnosis, finding};
pub use matrix::matrix;
pub use members::members;
pub use provenance::{header, header_on, provenance};
pub use standards::standards;
pub use week::{offers, week};

use crate::Loaded;
use serde_json::{Value, json};
use walkshed::coverage::{Area, Count};
use walkshed::model::Demand;

/// The scenario that an answer is of; `None` for the project as it stands.
fn scenario(loaded: &Loaded) -> Option<Value> {
    let scenario = loaded.scenario.as_ref()?;
    Some(json!({
        "name": scenario.name,
        "title": scenario.title,
        "year": scenario.year,
        "based_on": scenario.based_on,
    }))
}

/// Everyone of an area, also where there are no levels.
pub(crate) fn total(demand: &Demand, area: &Area) -> Count {
    match area.levels.first() {
        Some(level) => level.coverage.total.clone(),
        None => Count::of(demand, area.points.iter().map(|&point| point as usize)),
    }
}
