//! Where an answer comes from (rule 26).

use super::coverage::terms;
use crate::write::geojson::Header;
use serde_json::{Value, json};
use walkshed::coverage::Evaluation;

/// The files that an answer was computed from, and on what terms they may be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Every file that was read, in the order of the project.
    pub inputs: Vec<InputFile>,
    /// Licence lines of the data, each once.
    pub licence: Vec<String>,
}

/// One file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// What it was read as: `stations`, `demand`, `streets`, ...
    pub role: String,
    /// The file, as the project names it.
    pub path: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// The coordinate system it was read in; `None` where it has none.
    pub crs: Option<String>,
}

impl Provenance {
    /// The member `provenance` of every result.
    #[must_use]
    pub fn json(&self) -> Value {
        let input = |file: &InputFile| {
            let InputFile { role, path, sha256, crs } = file;
            json!({ "role": role, "path": path, "sha256": sha256, "crs": crs })
        };
        json!({
            "engine": concat!("walkshed ", env!("CARGO_PKG_VERSION")),
            "inputs": self.inputs.iter().map(input).collect::<Vec<_>>(),
            "demand_point": "centroid",
            "licence": self.licence,
        })
    }
}

/// What a layer says before its features: licence, terms of the evaluation, provenance.
#[must_use]
pub fn header(name: &str, evaluation: &Evaluation, provenance: &Provenance) -> Header {
    Header::new(name)
        .with("licence", provenance.licence.clone())
        .with("terms", terms(evaluation))
        .with("provenance", provenance.json())
}
