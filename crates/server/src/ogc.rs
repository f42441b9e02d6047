//! The documents of OGC API - Features, Part 1: Core (OGC 17-069r4).

pub(crate) mod collections;
pub(crate) mod conformance;
pub(crate) mod items;
pub(crate) mod landing;
mod page;

use crate::Generation;
use serde_json::{Value, json};

/// Adds the lines under which the data may be used, as a list and as one line for maps.
fn attribute(document: &mut Value, generation: &Generation) {
    let licences = generation.licences();
    document["licence"] = json!(licences);
    if !licences.is_empty() {
        document["attribution"] = json!(licences.join("; "));
    }
}
