//! What there is: stations in levels, the people who need them, grids, barriers, and how a walk
//! is judged.

mod barrier;
mod budget;
mod demand;
mod district;
mod extent;
mod facts;
mod grid;
mod hierarchy;
mod need;
mod opening;
mod options;
mod profile;
mod property;
mod resource;
mod sampling;
mod site;
mod standing;
mod station;
mod weight;
mod year;

pub use barrier::Barriers;
pub use budget::{Budget, InvalidBudget};
pub(crate) use demand::people_group;
pub use demand::{Demand, DemandPoint};
pub use district::District;
pub use extent::{Extent, ExtentSource};
pub use facts::{BuildMode, Facts, FloorArea, Item, Qualifier, Tenure};
pub use grid::{Grid, Grids};
pub use hierarchy::{HierarchyFault, InvalidPattern, Pattern, Substitution};
pub use need::Need;
pub use opening::Opening;
pub use options::{CoverageOptions, Metric};
pub use profile::Profile;
pub use property::Value;
pub use resource::Resource;
pub use site::sites;
pub use standing::{Absence, Standing};
pub use station::{Station, Status};
pub use weight::{InvalidWeight, Weight};
pub use year::{dated, source, undated, united};
