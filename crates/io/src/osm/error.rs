//! What can be wrong with a file of OpenStreetMap data.

use super::report::OsmReport;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why no streets came out of a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OsmError {
    /// The file is missing or the system does not let it be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file breaks off or holds bytes that its format does not allow.
    #[error(
        "{}: damaged at {place}: {reason}; download or export the file again",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where.
        place: Place,
        /// What is wrong there.
        reason: String,
    },
    /// The file is compressed as a whole.
    #[error("{}: compressed with {format}, which is not read; decompress it first", path.display())]
    Compressed {
        /// The file.
        path: PathBuf,
        /// Name of the compression.
        format: &'static str,
    },
    /// The file holds something else than OpenStreetMap data.
    #[error(
        "{}: not OpenStreetMap data: {reason}; give an .osm.pbf or .osm file",
        path.display()
    )]
    NotOsm {
        /// The file.
        path: PathBuf,
        /// What was found instead.
        reason: String,
    },
    /// The file says that its reader must know something that this one does not.
    #[error(
        "{}: needs the feature `{feature}`, which is not read; write a plain current extract \
         (osmium cat, or osmium time-filter for a history file)",
        path.display()
    )]
    UnknownFeature {
        /// The file.
        path: PathBuf,
        /// Name of the feature.
        feature: String,
    },
    /// The file was read to its end and holds nothing to walk on.
    #[error(
        "{}: no walkable street in {} nodes and {} ways ({} ways are walkable by their tags, {} \
         of their nodes are missing); export the streets with their nodes",
        path.display(), report.nodes, report.ways, report.walkable(), report.missing_nodes
    )]
    NoStreet {
        /// The file.
        path: PathBuf,
        /// What was read and refused.
        report: Box<OsmReport>,
    },
    /// More vertices than a network can number.
    #[error(
        "{}: more than {} vertices on walkable ways; cut a smaller extract",
        path.display(), u32::MAX
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
}

impl OsmError {
    /// Whether the file is missing, unreadable or damaged, rather than readable with content that
    /// cannot be used.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        matches!(self, Self::Unreadable { .. } | Self::Damaged { .. })
    }
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Bytes from the start.
    Byte(u64),
    /// A block of a PBF file.
    Block {
        /// Its number, from 1.
        number: usize,
        /// Bytes from the start of the file to the block.
        byte: u64,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Byte(byte) => write!(f, "byte {byte}"),
            Self::Block { number, byte } => write!(f, "block {number} (byte {byte})"),
        }
    }
}
