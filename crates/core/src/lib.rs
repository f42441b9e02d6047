#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod audit;
mod box_tree;
pub mod circle;
mod column;
pub mod community;
pub mod comparison;
pub mod coverage;
pub mod explain;
pub mod gap;
pub mod geodesy;
pub mod guide;
pub mod land;
pub mod load;
pub mod model;
pub mod network;
mod position;
pub mod scenario;
pub mod standard;
pub mod straight;
pub mod table;
pub mod units;
pub mod upgrade;
pub mod week;

pub use column::SharedBytes;
pub use position::{Axis, InvalidPosition, LngLat};
