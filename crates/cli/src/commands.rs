//! One file a command.

pub(crate) mod audit;
pub(crate) mod check;
pub(crate) mod circle;
pub(crate) mod compare;
pub(crate) mod convert;
pub(crate) mod coverage;
pub(crate) mod explain;
pub(crate) mod gaps;
pub(crate) mod init;
pub(crate) mod isochrone;
pub(crate) mod matrix;
pub(crate) mod network;
pub(crate) mod serve;
mod week;

/// A name as that of a folder: never a way out of the one it stands in.
fn folder_name(name: &str) -> String {
    let plain = name.replace(['/', '\\', ':'], "_");
    if plain.trim_matches('.').is_empty() { "_".to_owned() } else { plain }
}
