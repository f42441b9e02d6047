//! A folder of files to a project: what each file is for, and what must be said about it.
//!
//! ```text
//! files ──► look: read, count, bind columns ──► role ──► links between tables ──► walkshed.toml
//!                                                 │
//!                          coordinate systems ◄───┘  judged against the other files
//! ```
//!
//! A folder within that holds files of its own becomes a scenario, and so do files whose names say
//! that they are planned, if the others alone make a project.
//!
//! What a file says itself is not written again. What had to be guessed is written with its
//! reason, in the language asked for; what cannot be known is a [`Question`], and its line in the file is the most likely
//! answer.

mod link;
mod look;
mod note;
mod output;
mod planned;
mod question;
mod role;
mod system;
mod text;
mod toml_text;

pub use question::Question;

use crate::error::ReadError;
use crate::lang::Lang;
use crate::project::FILE_NAME;
use crate::write::{Aside, WriteError};
use look::Looked;
use role::Role;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A project file as it could stand in a folder.
#[derive(Debug)]
#[non_exhaustive]
pub struct Draft {
    folder: PathBuf,
    /// The text of `walkshed.toml`.
    pub text: String,
    /// What its owner should decide.
    pub questions: Vec<Question>,
    /// Files that could not be read, with the reason.
    pub unread: Vec<ReadError>,
    /// Files used, with the role each got.
    pub used: Vec<(String, &'static str)>,
}

impl Draft {
    /// Looks at every file of a folder, and of the folders in it, and drafts a project whose
    /// comments are in the language; what it says of the project is the same in each.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if the folder cannot be listed; files that cannot be read are listed in the
    /// draft.
    ///
    /// # Cost
    ///
    /// Every file of records is read once.
    pub fn of(folder: &Path, lang: Lang) -> Result<Self, ReadError> {
        let (mut files, unread) = look::all(folder)?;
        let mut questions = Vec::new();
        planned::assign(&mut files, &mut questions);
        system::judge(folder, &mut files, &mut questions);
        let links = link::find(&files);
        let text = text::write(folder, &files, &links, &unread, lang, &mut questions);
        let used = files.iter().filter(|file| file.role != Role::None);
        let role = |file: &Looked| match file.scenario {
            Some(_) => file.role.key_of_plan(),
            None => file.role.key(),
        };
        let used = used.map(|file| (file.path.clone(), role(file))).collect();
        Ok(Self { folder: folder.to_owned(), text, questions, unread, used })
    }

    /// Writes it as `walkshed.toml` into its folder.
    ///
    /// # Errors
    ///
    /// [`WriteError`] if the file is there already, or cannot be written.
    pub fn write(&self) -> Result<PathBuf, WriteError> {
        let path = self.folder.join(FILE_NAME);
        if path.exists() {
            let source = std::io::ErrorKind::AlreadyExists.into();
            return Err(WriteError { path, source });
        }
        Aside::write(path, |out| out.write_all(self.text.as_bytes()))?.publish()
    }
}

#[cfg(test)]
#[path = "init/tests.rs"]
mod tests;
