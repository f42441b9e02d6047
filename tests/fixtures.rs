//! What the test files share: where data lies, how hard to try, and the oracle.
//!
//! Nothing here panics: a helper returns `Option` or `Result`, and the test that calls it
//! says what it expected.

pub mod changes;
pub mod city;
pub mod command;
pub mod judge;
pub mod oracle;
pub mod plain;
pub mod small;

use std::path::PathBuf;

/// The root of the workspace: the folder that holds this package.
fn workspace() -> PathBuf {
    let mut folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    folder.pop();
    folder
}

/// A folder of the workspace's own data sets, such as `dataset("fengqing")`.
#[must_use]
pub fn dataset(name: &str) -> PathBuf {
    workspace().join("datasets").join(name)
}

/// The folder of real extracts, too large for the product to carry: `$WALKSHED_DATA`, else
/// `shared/data` beside the workspace.
///
/// `None` where that is no folder; a test that needs it says that it skips.
#[must_use]
pub fn data_dir() -> Option<PathBuf> {
    let beside = || workspace().with_file_name("shared").join("data");
    let folder = std::env::var_os("WALKSHED_DATA").map_or_else(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// How many times the usual number of cases a random test tries: `$WALKSHED_EFFORT`, else 1.
#[must_use]
pub fn effort() -> u32 {
    let wanted = std::env::var("WALKSHED_EFFORT").ok();
    wanted.and_then(|text| text.trim().parse().ok()).unwrap_or(1)
}

/// The examples of the README, run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
