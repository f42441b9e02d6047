//! What a network file holds, in numbers.

use super::{NetworkFile, VERSION};
use crate::error::ReadError;
use serde_json::{Value, json};
use std::path::Path;
use walkshed::model::ExtentSource;

/// What a network file holds, in numbers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Summary {
    /// The file.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// Nodes that streets use.
    pub nodes: usize,
    /// Streets: ways, or pieces of ways that were cut.
    pub streets: usize,
    /// Their length in meters.
    pub length_m: f64,
    /// Number and meters of the streets on islands too small to be used (rule 6).
    pub islands: (usize, f64),
}

impl Summary {
    /// Counts what an open file holds.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if the file is there no more.
    pub fn of(path: &Path, file: &NetworkFile) -> Result<Self, ReadError> {
        let unreadable = |source| ReadError::Unreadable { path: path.to_owned(), source };
        let network = &file.network;
        Ok(Self {
            file: path.display().to_string(),
            bytes: std::fs::metadata(path).map_err(unreadable)?.len(),
            nodes: network.positions().len(),
            streets: network.streets().len(),
            length_m: network.length_m(),
            islands: network.islands(),
        })
    }

    /// The size of a file with a million nodes; `None` without a node.
    #[must_use]
    pub fn bytes_per_million_nodes(&self) -> Option<u64> {
        (self.bytes * 1_000_000).checked_div(self.nodes as u64)
    }

    /// All that is known of the file, for programs.
    #[must_use]
    pub fn json(&self, file: &NetworkFile) -> Value {
        let about = &file.about;
        let mapped = about.extent().iter().map(|((low, high), source)| {
            let source = match source {
                ExtentSource::Nodes => "nodes",
                ExtentSource::Declared | ExtentSource::Project => "declared",
            };
            let sides = [low.lng(), low.lat(), high.lng(), high.lat()];
            json!({ "bbox": sides, "source": source })
        });
        json!({
            "file": self.file,
            "bytes": self.bytes,
            "bytes_per_million_nodes": self.bytes_per_million_nodes(),
            "version": VERSION,
            "engine": about.engine,
            "nodes": self.nodes,
            "streets": self.streets,
            "length_m": self.length_m.round(),
            "islands": { "streets": self.islands.0, "length_m": self.islands.1.round() },
            "extent": mapped.collect::<Vec<_>>(),
            "clip": about.clip,
            "ferries": about.ferries,
            "licence": about.licences,
            "sources": about.sources,
        })
    }
}
