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

    /// The same for a library that opens files by their names: it finds an empty one.
    ///
    /// # Errors
    ///
    /// [`WriteError`] names the file that was to be written; nothing of it is left.
    pub fn fill(
        place: impl Into<PathBuf>,
        content: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<Self, WriteError> {
        let aside = Self::write(place, |_empty| Ok(()))?;
        let filled = content(&aside.temporary).and_then(|()| {
            // some systems sync only what is open for writing
            OpenOptions::new().append(true).open(&aside.temporary)?.sync_all()
        });
        filled.map_err(|source| aside.error(source))?;
        Ok(aside)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Names and contents of a folder.
    fn folder(path: &Path) -> Vec<(String, String)> {
        let mut files: Vec<_> = fs::read_dir(path)
            .unwrap()
            .map(|entry| {
                let entry = entry.unwrap();
                let text = fs::read_to_string(entry.path()).unwrap_or_default();
                (entry.file_name().to_string_lossy().into_owned(), text)
            })
            .collect();
        files.sort();
        files
    }

    fn old() -> Vec<(String, String)> {
        vec![("gaps.geojson".into(), "old".into())]
    }

    #[test]
    fn a_file_is_seen_whole_or_not_at_all() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("gaps.geojson");
        fs::write(&place, "old").unwrap();
        let aside = Aside::write(&place, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "old");
        assert_eq!(aside.publish().unwrap(), place);
        assert_eq!(folder(home.path()), [("gaps.geojson".into(), "new".into())]);
    }

    #[test]
    fn a_full_disk_leaves_the_old_file_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("gaps.geojson");
        fs::write(&place, "old").unwrap();
        let half = |out: &mut BufWriter<File>| {
            out.write_all("half".repeat(1 << 16).as_bytes())?;
            Err(io::Error::from(ErrorKind::StorageFull))
        };
        let error = Aside::write(&place, half).unwrap_err();
        assert_eq!((error.status(), &error.path), (5, &place));
        assert_eq!(folder(home.path()), old());
    }

    #[test]
    fn what_is_not_published_is_removed() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("gaps.geojson"), "old").unwrap();
        let place = home.path().join("gaps.geojson");
        drop(Aside::write(place, |out| out.write_all(b"new")).unwrap());
        assert_eq!(folder(home.path()), old());
    }

    #[test]
    fn a_folder_in_the_way_is_named() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("gaps.geojson");
        fs::create_dir(&place).unwrap();
        let error = Aside::write(&place, |_| Ok(())).unwrap().publish().unwrap_err();
        assert_eq!((error.status(), &error.path), (4, &place));
        assert_eq!(folder(home.path()).len(), 1);
    }
}
