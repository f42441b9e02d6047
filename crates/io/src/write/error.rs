//! Why a file could not be written.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// A file that was not written; what stood under its name before still does.
#[derive(Debug, thiserror::Error)]
#[error("{}: cannot be written: {source}; {}", path.display(), remedy(source))]
#[non_exhaustive]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

impl WriteError {
    /// The exit status that stands for it: 5 if disk or memory ran out, else 4.
    #[must_use]
    pub fn status(&self) -> u8 {
        if ran_out(self.source.kind()) { 5 } else { 4 }
    }
}

fn ran_out(kind: ErrorKind) -> bool {
    use ErrorKind::{FileTooLarge, OutOfMemory, QuotaExceeded, StorageFull};
    matches!(kind, StorageFull | QuotaExceeded | FileTooLarge | OutOfMemory)
}

fn remedy(source: &io::Error) -> &'static str {
    match source.kind() {
        kind if ran_out(kind) => "make room and run again; nothing was replaced",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "choose a folder that you may write to"
        }
        _ => "nothing was replaced",
    }
}
