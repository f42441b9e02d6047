//! Why a file could not be written.

use crate::lang::{Lang, texts};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A file that was not written; what stood under its name before still does.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.text(Lang::En))]
#[non_exhaustive]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

impl WriteError {
    /// What the system says of a file or folder.
    #[must_use]
    pub fn new(path: &Path, source: io::Error) -> Self {
        Self { path: path.to_owned(), source }
    }

    /// The exit status that stands for it: 5 if disk or memory ran out, else 4.
    #[must_use]
    pub fn status(&self) -> u8 {
        if ran_out(self.source.kind()) { 5 } else { 4 }
    }

    texts! {
        /// The whole on one line: file, reason and remedy.
        pub fn text(&self, lang) -> String {
            Self { path, source } if ran_out(source.kind()) =>
                "{file}: cannot be written: {source}; make room and run again; nothing was replaced"
                "{file}:无法写出({source});请腾出空间后重试,原有文件未被替换"
                with file = path.display();
            Self { path, source } if is_forbidden(source.kind()) =>
                "{file}: cannot be written: {source}; choose a folder that you may write to"
                "{file}:无法写出({source});请换一个有写入权限的文件夹"
                with file = path.display();
            Self { path, source } =>
                "{file}: cannot be written: {source}; nothing was replaced"
                "{file}:无法写出({source});原有文件未被替换"
                with file = path.display();
        }
    }
}

fn ran_out(kind: ErrorKind) -> bool {
    use ErrorKind::{FileTooLarge, OutOfMemory, QuotaExceeded, StorageFull};
    matches!(kind, StorageFull | QuotaExceeded | FileTooLarge | OutOfMemory)
}

fn is_forbidden(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}
