//! `walkshed serve`.

use super::{InScenario, Terms};
use clap::Args as Group;
use std::net::SocketAddr;

/// Answer over HTTP: layers, coverage, health
#[derive(Debug, Group)]
#[command(after_long_help = "\
Example:
  walkshed serve datasets/fengqing --bind 127.0.0.1:8080")]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) terms: Terms,

    #[command(flatten)]
    pub(crate) scenario: InScenario,

    /// Where to listen
    #[arg(long, value_name = "ADDRESS", default_value_t = walkshed_server::Settings::BIND)]
    pub(crate) bind: SocketAddr,
}
