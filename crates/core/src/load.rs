//! How many people every station answers for, beside the norms of practice: floor area per 100
//! households, people per station.
//!
//! ```text
//! District + Evaluation + Norms ──► Load ──► a row a station, a sum a level
//! ```
//!
//! A station answers for its catchment: everyone whose nearest station it is, whatever the budget
//! and the level. What is not known never passes: without an area, or without anybody to divide
//! by, a verdict is unknown.

mod norms;

pub use norms::Norms;
