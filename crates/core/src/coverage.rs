//! Who is covered: by level, by area, by population group.
//!
//! [`Evaluation::of`] is the way in: it snaps, measures, and reads every answer from the same
//! labels and table.

mod area;
mod ask;
mod count;
mod delta;
mod evaluation;
mod gaps;
mod ground;
mod home;
mod kept;
mod level;
mod reach;
mod roll;
mod run;
mod searched;
mod station;
mod status;
mod surroundings;
mod verdict;

pub use area::{Area, AreaLevel};
pub(crate) use ask::{Asked, ask};
pub use count::{Count, Coverage};
pub(crate) use evaluation::evaluate;
pub use evaluation::{Evaluation, Step};
pub use home::HomeService;
pub(crate) use kept::{Before, Kept};
pub use level::{LevelAnswer, Nearest, PointAnswer};
pub(crate) use reach::{Fate, Reach};
pub use station::{LeftOut, Overlap, StationAnswer};
pub use status::{Status, Unknown};
