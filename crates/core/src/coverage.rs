//! Who is covered: by level, by area, by population group.
//!
//! [`Evaluation::of`] is the way in: it snaps, measures, and reads every answer from the same
//! labels and table.

mod area;
mod count;
mod evaluation;
mod gaps;
mod ground;
mod level;
mod run;
mod station;
mod status;
mod surroundings;
mod verdict;

pub use area::{Area, AreaLevel};
pub use count::{Count, Coverage};
pub use evaluation::{Evaluation, Step};
pub use level::{LevelAnswer, Nearest, PointAnswer};
pub use station::{LeftOut, Overlap, StationAnswer};
pub use status::{Status, Unknown};
