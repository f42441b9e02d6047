//! Isochrones and service areas: which places lie within a budget (rule 11).

mod contour;
mod crossing;
mod lattice;
mod ring;
mod sheet;
mod tile;
