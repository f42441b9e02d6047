#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod answers;
mod error;
mod generation;
mod guard;
mod layer;
mod ogc;
mod openapi;
mod params;
mod reply;
mod routes;
mod serve;
mod settings;
mod state;

pub use error::ApiError;
pub use generation::Generation;
pub use routes::configure;
pub use serve::run;
pub use settings::{Evaluated, LoadError, Loader, Notice, Settings};
pub use state::State;
