#![doc = include_str!("../../docs/isochrone.md")]
//!
//! # Examples
//!
//! ```
//! use std::sync::Arc;
//! use walkshed::LngLat;
//! use walkshed::model::Profile;
//! use walkshed::network::isochrone::{Bands, Canvas, CanvasOptions};
//! use walkshed::network::lines::StreetLines;
//! use walkshed::network::{Graph, Heading, NetworkBuilder};
//! use walkshed::units::Unit;
//!
//! let at = |x, y| LngLat::new(x, y).unwrap();
//! let mut builder = NetworkBuilder::new();
//! builder.add_own(StreetLines::drawn(&[("street", &[at(99.92, 24.57), at(99.93, 24.57)])]));
//! let network = builder.build();
//! let graph = Graph::new(&network, Unit::Millis, &Profile::default(), Heading::ToSeeds);
//! let canvas = Canvas::new(Arc::new(graph), Arc::default(), CanvasOptions::NORMAL);
//! let place = canvas.origin(at(99.925, 24.5701));
//! let areas = canvas.isochrone(&place, &[300_000, 600_000], Bands::Full);
//! let near = areas[0].shape.as_ref().unwrap();
//! assert_eq!(near.0.len(), 1);
//! assert!(canvas.origin(at(0.0, 0.0)).snap.is_none_or(|snap| snap.leg_m > 1000.0));
//! ```
//!
//! # Where to go next
//!
//! A [`Canvas`] is prepared once over a [`Graph`](super::Graph); [`Canvas::areas`] and
//! [`Canvas::isochrone`] draw on it, [`Canvas::reached`] reads the streets alone. Inside, `tile`
//! and `square` tie lattice points, `painter` fills a `sheet` after a search, and `contour`
//! traces it.

mod area;
mod canvas;
mod contour;
mod crossing;
mod edges;
#[cfg(test)]
mod fixtures;
mod fronts;
mod knit;
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
