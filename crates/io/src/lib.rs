//! io

pub mod osm;
pub mod layers;
pub mod report;
pub mod write;
