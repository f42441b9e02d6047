//! What if: a district as it would be, beside the district as it is.
//!
//! ```text
//! District + Changes ──apply──► District          the same as if the files had been merged by hand
//!    │                             │
//! Prepared::new ────────────► Prepared::evaluate ──► Evaluation, equal to Evaluation::of
//! ```
//!
//! [`Changes`] say what is added, moved, closed or scaled; [`Prepared`] keeps what one evaluation
//! found, and evaluates another district by asking again only what differs.

mod changes;
mod prepared;

pub use changes::{Changes, Edit, Scaling, StationEdit};
pub use prepared::Prepared;
