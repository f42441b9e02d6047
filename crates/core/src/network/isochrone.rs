//! Isochrones and service areas: which places lie within a budget (rule 11).

mod area;
mod canvas;
mod contour;
mod crossing;
mod lattice;
mod painter;
mod ring;
mod sheet;
mod square;
mod tile;

pub use area::{Area, Bands, NoArea, Sharing};
pub use canvas::{Canvas, CanvasOptions, Origin};
