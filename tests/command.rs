//! The command line without a process, and the reference town to be spoiled.

use crate::dataset;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What came out of a run.
#[derive(Debug)]
pub struct Ran {
    /// The exit status.
    pub status: u8,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs a command line, split at blanks, over a project.
#[must_use]
pub fn run(command: &str, project: &Path) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = walkshed_cli::run(words(command, project), &mut out, &mut err);
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ran { status, out: text(out), err: text(err) }
}

/// The arguments: the project stands where the command says `PROJECT`.
#[must_use]
pub fn words(command: &str, project: &Path) -> Vec<std::ffi::OsString> {
    let word = |word: &str| match word {
        "PROJECT" => project.into(),
        word => word.into(),
    };
    ["walkshed"].into_iter().chain(command.split_whitespace()).map(word).collect()
}

/// The reference town in a folder of its own, to be spoiled.
#[derive(Debug)]
pub struct Copy(tempfile::TempDir);

impl Copy {
    /// A copy of it.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn of_fengqing() -> io::Result<Self> {
        let copy = Self(tempfile::tempdir()?);
        copy_folder(&dataset("fengqing"), copy.path())?;
        Ok(copy)
    }

    /// A project of these files instead.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn of_files(files: &[(&str, &str)]) -> io::Result<Self> {
        let copy = Self(tempfile::tempdir()?);
        for (name, text) in files {
            fs::write(copy.file(name), text)?;
        }
        Ok(copy)
    }

    /// A copy of it without its scenarios.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn of_fengqing_as_it_is() -> io::Result<Self> {
        let copy = Self::of_fengqing()?;
        fs::remove_dir_all(copy.file("north"))?;
        copy.edit("walkshed.toml", |text| {
            let (as_it_is, _scenarios) =
                text.split_once("\n# 北部新区").unwrap_or((text, ""));
            as_it_is.to_owned()
        })?;
        Ok(copy)
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// A file of it.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Changes the text of a file.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn edit(
        &self,
        name: &str,
        change: impl FnOnce(&str) -> String,
    ) -> io::Result<()> {
        let text = fs::read_to_string(self.file(name))?;
        fs::write(self.file(name), change(&text))
    }
}

/// Copies what a folder holds, its folders too.
fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (entry, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        if entry.is_dir() {
            copy_folder(&entry, &to.join(name))?;
        } else {
            fs::copy(entry, to.join(name))?;
        }
    }
    Ok(())
}
