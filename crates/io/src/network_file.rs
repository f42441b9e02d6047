//! A network on disk: one file that opens in milliseconds, however long it took to build.
//!
//! ```text
//! .osm.pbf ... --build--> Network --clip--> Network --write--> city.walk --open--> Network
//! ```
//!
//! The file holds the arrays of the network as they lie in memory, `layout.rs` says where, so that
//! it is mapped and not read: what a search does not touch need not be in memory, and several
//! processes share what is. Beside them it says where the streets come from and how far they
//! reach, so that an answer is the same as if the extract itself had been read.
//!
//! Opening reads every byte once, on all threads: checksums tell damage, and
//! [`Network::from_sections`] whatever else would lead a search astray. The bytes are those of
//! this kind of machine; one of another byte order, or of another version of the format, is
//! refused by name. The same extract gives the same file on any number of threads.
//!
//! # Size
//!
//! About 105 MB per million nodes of street: 50 for the streets themselves, 55 for the index that ties
//! places to them. All of it is mapped, and shared by all who map it; a search adds memory of its own.

mod about;
mod build;
mod clip;
mod error;
mod layout;
mod summary;

pub use about::{About, ClipAbout, SourceAbout};
pub use build::{Builder, Step};
pub use clip::Clip;
pub use error::{NetworkDamage, NetworkFileError};
pub use layout::VERSION;
pub use summary::Summary;

use crate::mapped;
use crate::write::{Aside, WriteError};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkshed::SharedBytes;
use walkshed::network::Network;

/// The extension of a network file.
pub const EXTENSION: &str = "walk";

/// A network, and where it comes from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NetworkFile {
    /// The streets.
    pub network: Network,
    /// What the file says of itself.
    pub about: About,
}

impl NetworkFile {
    /// Maps a network file; the network is used where it lies.
    ///
    /// The file must not be written over while it is in use; replacing it by another of its name,
    /// as [`NetworkFile::write`] does, is safe.
    ///
    /// # Errors
    ///
    /// [`NetworkFileError`] names the file, what is wrong, and what to do;
    /// [`NetworkFileError::is_damaged`] tells damage from a file of another version.
    ///
    /// # Cost
    ///
    /// Every byte once, on all threads.
    pub fn open(path: &Path) -> Result<Self, NetworkFileError> {
        let bytes = mapped::map(path).map_err(|source| NetworkFileError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        Self::of_bytes(path, &bytes)
    }

    /// The same for bytes already in memory; `path` is how errors name them.
    ///
    /// # Errors
    ///
    /// As [`NetworkFile::open`].
    pub fn from_bytes(path: &Path, bytes: Vec<u8>) -> Result<Self, NetworkFileError> {
        let bytes: SharedBytes = Arc::new(bytes);
        Self::of_bytes(path, &bytes)
    }

    fn of_bytes(path: &Path, bytes: &SharedBytes) -> Result<Self, NetworkFileError> {
        let all = (**bytes).as_ref();
        let table = layout::read(path, all)?;
        let damaged = |damage| NetworkFileError::damaged(path, damage);
        let about = About::read(|name| table.find(name).and_then(|range| all.get(range)));
        let about = about.map_err(damaged)?;
        let network = Network::from_sections(bytes, &|name| table.find(name));
        let network = network.map_err(|error| damaged(NetworkDamage::Network(error)))?;
        Ok(Self { network, about })
    }

    /// Writes the file aside, and moves it into its place when it is whole.
    ///
    /// # Errors
    ///
    /// [`WriteError`] names the file; an older one of its name still stands.
    pub fn write(&self, path: &Path) -> Result<PathBuf, WriteError> {
        let mut sections: Vec<_> =
            self.network.sections().into_iter().map(|s| (s.name, s.bytes)).collect();
        sections.extend(self.about.sections());
        Aside::write(path, |out| layout::write(out, &sections))?.publish()
    }
}

/// Whether a file is to be opened as a network: its first bytes say so, or its name does.
#[must_use]
pub fn is_network(path: &Path) -> bool {
    let mut first = [0; layout::MAGIC.len()];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut first));
    let named = path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case(EXTENSION));
    (read.is_ok() && first == layout::MAGIC) || named
}

#[cfg(test)]
#[path = "network_file/tests.rs"]
mod tests;
