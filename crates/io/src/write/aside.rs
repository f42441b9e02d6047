//! A file written aside and moved into its place when it is whole.
//!
//! ```text
//! create  .gaps.geojson.4711-0.part   in the folder of the file itself
//! write, sync                         a failure removes it
//! rename  gaps.geojson                readers see the old file or the new one, never half
//! sync the folder
//! ```

use super::WriteError;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A whole file under a temporary name, on the disk; dropped without [`Aside::publish`], it is
/// removed.
#[derive(Debug)]
pub struct Aside {
    temporary: PathBuf,
    place: PathBuf,
    published: bool,
}

impl Aside {
    /// Writes a file aside, so that `content` gets to the disk before anybody sees it.
    ///
    /// # Errors
    ///
    /// [`WriteError`] names the file that was to be written; nothing of it is left.
    pub fn write(
        place: impl Into<PathBuf>,
        content: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<Self, WriteError> {
        let place = place.into();
        match create_beside(&place) {
            Ok((file, temporary)) => {
                let aside = Self { temporary, place, published: false };
                fill(file, content).map_err(|source| aside.error(source))?;
                Ok(aside)
            }
            Err(source) => Err(WriteError { path: place, source }),
        }
    }

    /// Moves the file into its place, over an older one.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if the system refuses; the older file still stands.
    pub fn publish(mut self) -> Result<PathBuf, WriteError> {
        fs::rename(&self.temporary, &self.place).map_err(|source| self.error(source))?;
        self.published = true;
        Ok(self.place.clone())
    }

    fn error(&self, source: io::Error) -> WriteError {
        WriteError { path: self.place.clone(), source }
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.published {
            // nothing more can be done about a file that cannot even be removed
            let _gone = fs::remove_file(&self.temporary);
        }
    }
}

fn fill(
    file: File,
    content: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, file);
    content(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()
}

/// Creates a new file in the folder of `place`.
fn create_beside(place: &Path) -> io::Result<(File, PathBuf)> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = place.file_name().ok_or_else(|| {
        io::Error::new(ErrorKind::InvalidInput, "the path does not end in a file name")
    })?;
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let mut temporary = OsString::from(".");
        temporary.push(name);
        temporary.push(format!(".{}-{number}.part", std::process::id()));
        let temporary = place.with_file_name(temporary);
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((file, temporary)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// Makes renames in a folder last; where folders cannot be synced, as on Windows, they need not be.
pub(super) fn sync_folder(folder: &Path) -> Result<(), WriteError> {
    let Ok(open) = File::open(folder) else { return Ok(()) };
    match open.sync_all() {
        Err(source)
            if !matches!(
                source.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            Err(WriteError { path: folder.to_owned(), source })
        }
        _ => Ok(()),
    }
}
