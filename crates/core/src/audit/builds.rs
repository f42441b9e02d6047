//! How stations came to be.

use crate::circle::operates;
use crate::model::{BuildMode, Station};

/// How many of the stations that operate came to be in which way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildModes {
    /// One entry a way, in the order of [`BuildMode::ALL`].
    pub counts: Vec<(BuildMode, usize)>,
    /// Stations that do not say.
    pub unknown: usize,
}

impl BuildModes {
    /// Counts them.
    #[must_use]
    pub fn of(stations: &[Station]) -> Self {
        let open = || stations.iter().filter(|station| operates(station));
        let count = |mode: Option<BuildMode>| {
            open().filter(|station| station.facts.build_mode == mode).count()
        };
        Self {
            counts: BuildMode::ALL.map(|mode| (mode, count(Some(mode)))).to_vec(),
            unknown: count(None),
        }
    }

    /// All stations that operate.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum::<usize>() + self.unknown
    }
}
