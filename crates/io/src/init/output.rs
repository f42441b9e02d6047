//! Folders of our own results: what was computed from a project is no input of it.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

/// So much of a layer is looked at: its provenance stands before its features.
const HEAD: u64 = 1 << 14;

/// Whether a folder holds what a run of ours wrote.
pub(super) fn is_output(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let whole = ["layers.gpkg", "layers.xlsx"].contains(&name.as_str());
        let says = [".about.json", ".geojson", ".geojsonl"];
        whole || (says.iter().any(|end| name.ends_with(end)) && is_ours(&entry.path()))
    })
}

fn is_ours(file: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(file).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let text = String::from_utf8_lossy(&head);
    read.is_ok() && text.contains("\"provenance\"") && text.contains("\"walkshed ")
}
