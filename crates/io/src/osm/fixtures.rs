//! Files for the tests of this folder: made by hand, or real ones where they are at hand.

use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file with these bytes that is deleted after the test.
pub(super) fn file(suffix: &str, bytes: &[u8]) -> NamedTempFile {
    let file =
        tempfile::Builder::new().suffix(suffix).tempfile().expect("a place for files");
    std::fs::write(file.path(), bytes).expect("the file was just made");
    file
}

/// A real file from `$WALKSHED_DATA`, else from the folder `shared/data` beside the workspace.
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
pub(super) fn data(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("WALKSHED_DATA").map_or_else(beside, PathBuf::from);
    let path = folder.join(name);
    if path.is_file() {
        return Some(path);
    }
    eprintln!(
        "skipped: {name} is not at hand (set WALKSHED_DATA to the folder of test data)"
    );
    None
}
