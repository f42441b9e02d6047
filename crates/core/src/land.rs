//! How much *land* is served: areas by polygon arithmetic, beside people counted at points.
//!
//! Planning practice reports the share of residential land inside the circles of the stations.
//! Everything here happens in a plane in which areas are those of the earth ([`EqualArea`]):
//!
//! ```text
//! stations ── Disc ──► unite ──► one MultiPolygon ──► remainder of a district
//!                                       │
//! demand polygons ──────────────────► Mosaic::area_inside
//! ```
//!
//! [`unite`] is made for thousands of circles: edges are clipped against the circles around them
//! and knit into rings, and only where something is not clear-cut (a vertex on an edge, edges on
//! top of each other) does the general union of `geo` stand in, for that cluster alone.

mod boundary;
mod disc;
mod exact;
mod knit;
mod land_use;
mod mend;
mod mosaic;
mod neighbors;
mod plane;
mod plots;
mod reach;
mod remainder;
mod shares;
mod strip;
mod union;

pub use disc::Disc;
pub use land_use::is_residential;
pub use mosaic::Mosaic;
pub use plane::EqualArea;
pub use plots::Census;
pub use reach::circles;
pub use remainder::remainder;
pub use shares::{BudgetShares, Inside, Land, LandShares, LevelShares, area_share};
pub use union::unite;
