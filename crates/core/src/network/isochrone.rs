//! Isochrones and service areas: which places lie within a budget (rule 11).

mod area;
mod canvas;
mod contour;
mod crossing;
mod edges;
#[cfg(test)]
mod fixtures;
mod fronts;
mod lattice;
mod local;
mod painter;
mod pen;
mod reached;
mod ring;
mod sheet;
mod square;
mod tile;
mod times;

pub use area::{Area, Bands, NoArea, Sharing};
pub use canvas::{Canvas, CanvasOptions, Origin};
pub use reached::Reached;
