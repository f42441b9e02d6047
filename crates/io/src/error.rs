//! Why a file or a project could not be used at all; what costs single rows is a
//! [`Finding`](crate::Finding).

use crate::osm::OsmError;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing came out of a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file is missing or the system does not let it be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file breaks off or is not in its format.
    #[error("{}: damaged{}: {reason}; {remedy}", path.display(), at(place.as_deref()))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where in the file, if that is known.
        place: Option<String>,
        /// What is wrong there.
        reason: String,
        /// What to do.
        remedy: String,
    },
    /// The file reads well, but its content cannot be used.
    #[error("{}{}: {reason}; {remedy}", path.display(), comma(place.as_deref()))]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Where in the file, if that is known.
        place: Option<String>,
        /// What is wrong there.
        reason: String,
        /// What to do.
        remedy: String,
    },
    /// A file of OpenStreetMap data gave no streets.
    #[error(transparent)]
    Osm(#[from] OsmError),
}

impl ReadError {
    /// The exit status that stands for it: 4 for a missing, unreadable or damaged file, 3 for one
    /// whose content cannot be used.
    #[must_use]
    pub fn status(&self) -> u8 {
        match self {
            Self::Unreadable { .. } | Self::Damaged { .. } => 4,
            Self::Osm(error) if error.is_damaged() => 4,
            Self::Unusable { .. } | Self::Osm(_) => 3,
        }
    }

    pub(crate) fn damaged(path: &Path, reason: impl Into<String>, remedy: &str) -> Self {
        let (path, remedy) = (path.to_owned(), remedy.to_owned());
        Self::Damaged { path, place: None, reason: reason.into(), remedy }
    }

    pub(crate) fn unusable(
        path: &Path,
        reason: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let path = path.to_owned();
        Self::Unusable { path, place: None, reason: reason.into(), remedy: remedy.into() }
    }

    /// The same error, at a place in its file.
    pub(crate) fn with_place(mut self, at: impl Into<String>) -> Self {
        if let Self::Damaged { place, .. } | Self::Unusable { place, .. } = &mut self {
            *place = Some(at.into());
        }
        self
    }
}

fn at(place: Option<&str>) -> String {
    place.map(|place| format!(" at {place}")).unwrap_or_default()
}

fn comma(place: Option<&str>) -> String {
    place.map(|place| format!(", {place}")).unwrap_or_default()
}
