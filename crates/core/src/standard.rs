//! What is asked of stations, sites, communities and the whole network, and whether it is so.
//!
//! ```text
//! Rule { on, levels, kinds, severity, checks } + Subject { numbers, texts, inventory } ──► Judgement
//! ```
//!
//! Rules are data: whoever writes a pack for a city combines four [`Check`]s and needs no code. What
//! nobody says is [`Verdict::Unknown`], and never counts as a pass; what a step of a limit depends on,
//! but is not known, is unknown only where it would matter.
//!
//! All numbers are compared in thousandths, by integers. This room reads no files: `walkshed-io` reads
//! packs into rules, and a project into subjects.

mod amount;
mod check;
mod judgement;
mod measure;
mod rating;
mod rule;
mod subject;

pub use amount::Amount;
pub use check::{Check, List, Wanted};
pub use judgement::{Held, Judgement, Required, Verdict};
pub use measure::{Bound, Limit, Measure, Step, Term, When};
pub use rating::{Awarded, Criterion, Rating, Stars};
pub use rule::{Rule, Scope, Severity};
pub use subject::{Inventory, Number, Spread, Subject};

#[cfg(test)]
mod tests;
