//! One file a command.

pub(crate) mod check;
pub(crate) mod convert;
pub(crate) mod coverage;
pub(crate) mod explain;
pub(crate) mod gaps;
pub(crate) mod init;
pub(crate) mod isochrone;
pub(crate) mod matrix;
pub(crate) mod network;
pub(crate) mod serve;
