//! Files that others read: one file a format, and a whole folder of them at once.

mod aside;
mod directory;
mod error;
pub mod geojson;

pub use aside::Aside;
pub use directory::write_layers;
pub use error::WriteError;
