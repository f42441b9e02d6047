//! Where an answer comes from (rule 26).

use super::coverage::{budget_json, terms};
use crate::write::geojson::Header;
use crate::{InputFile, Loaded, SplitReport};
use serde_json::{Value, json};
use walkshed::coverage::{Evaluation, LevelAnswer};
use walkshed::model::CoverageOptions;

/// The member `provenance` of every result: engine, files read, and what they may be used for.
#[must_use]
pub fn provenance(loaded: &Loaded) -> Value {
    let input = |file: &InputFile| {
        json!({
            "role": file.role,
            "path": file.path,
            "sha256": file.sha256,
            "crs": file.crs.key(),
        })
    };
    let mut provenance = json!({
        "engine": concat!("walkshed ", env!("CARGO_PKG_VERSION")),
        "inputs": loaded.inputs.iter().map(input).collect::<Vec<_>>(),
        "demand_point": "centroid",
        "demand_split": loaded.splits.iter().map(split).collect::<Vec<_>>(),
        "licence": loaded.licences,
    });
    if let Some(year) = loaded.year {
        provenance["year"] = json!(year);
    }
    if !loaded.district.demand.blocks().is_empty() {
        provenance["demand_point"] = json!("samples");
        provenance["sampling"] = sampling(loaded);
    }
    provenance
}

/// How many points stand for how many blocks, and how far apart they are (rule 14).
fn sampling(loaded: &Loaded) -> Value {
    let demand = &loaded.district.demand;
    let sampled = demand.points().iter().filter(|point| point.block.is_some()).count();
    let file = |(path, spacing_m): &(String, f64)| json!({ "path": path, "spacing_m": spacing_m });
    json!({
        "blocks": demand.blocks().len(),
        "samples": sampled,
        "files": loaded.samplings.iter().map(file).collect::<Vec<_>>(),
        "method": "fixed grid, weights shared whole by largest remainder",
    })
}

/// How people who are known only by area came to stand on single rows.
fn split(report: &SplitReport) -> Value {
    json!({
        "rows": report.rows,
        "table": report.table,
        "groups": report.groups,
        "by": report.by,
        "method": "largest remainder",
        "areas": report.areas,
    })
}

/// What an answer that is no evaluation says before its features: licence, terms, provenance.
#[must_use]
pub fn header_on(name: &str, loaded: &Loaded, options: &CoverageOptions) -> Header {
    header_of(name, loaded, terms(loaded, options))
}

/// What a layer says before its features: licence, terms of the evaluation, provenance.
#[must_use]
pub fn header(name: &str, loaded: &Loaded, evaluation: &Evaluation) -> Header {
    let profile = &evaluation.options.profile;
    let level = |answer: &LevelAnswer| json!({ "level": answer.level, "budget": budget_json(answer.budget, profile) });
    let mut terms = terms(loaded, &evaluation.options);
    terms["levels"] = evaluation.levels.iter().map(level).collect();
    header_of(name, loaded, terms)
}

fn header_of(name: &str, loaded: &Loaded, terms: Value) -> Header {
    let mut header =
        Header::new(name).with("licence", loaded.licences.clone()).with("terms", terms);
    if let Some(scenario) = super::scenario(loaded) {
        header = header.with("scenario", scenario);
    }
    header.with("provenance", provenance(loaded))
}
