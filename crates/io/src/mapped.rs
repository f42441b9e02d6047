//! Files mapped into memory: the only room with `unsafe`.
//!
//! A mapped file is not read but lent by the system, page by page, and shared by all processes
//! that map it. Rust takes for granted that memory does not change while it is lent, and the
//! system does not promise that of files. So a network file must not be written over or cut while
//! it is in use: its content would change under a running search, which then may answer wrongly
//! or panic, and on Unix reading behind a new end kills the process. Walkshed itself never does
//! so: a new file is written aside and takes the name of the old one, which stays as it was for
//! whoever has it mapped (Windows refuses the new name while it is).

use memmap2::Mmap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;
use walkshed::SharedBytes;

/// Lends the bytes of a file for as long as anybody holds them.
pub(crate) fn map(path: &Path) -> io::Result<SharedBytes> {
    let file = File::open(path)?;
    #[expect(unsafe_code, reason = "mapping a file; see the terms above")]
    // SAFETY: the map is read-only and private to this value; that the file is not changed by
    // others meanwhile is what its owner is asked for.
    let map = unsafe { Mmap::map(&file)? };
    Ok(Arc::new(map))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_lent_while_its_name_passes_to_another() {
        let folder = tempfile::tempdir().unwrap();
        let (path, next) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::write(&path, "old").unwrap();
        let bytes = map(&path).unwrap();
        std::fs::write(&next, "new").unwrap();
        if cfg!(unix) {
            std::fs::rename(&next, &path).unwrap();
        }
        assert_eq!((*bytes).as_ref(), b"old");
    }

    #[test]
    fn an_empty_file_has_no_byte_and_a_missing_one_is_an_error() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!((*map(file.path()).unwrap()).as_ref().is_empty());
        assert!(map(Path::new("no such file")).is_err());
    }
}
