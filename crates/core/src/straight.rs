//! As the crow flies: which stations are near, in geodesic meters.

mod index;

pub use index::StationIndex;
