//! Why a file or a project could not be used at all; what costs single rows is a
//! [`Finding`](crate::Finding).

mod fault;
mod words;

pub use fault::{Foreign, ReadFault};

use crate::lang::{Lang, texts};
use crate::network_file::NetworkFileError;
use crate::osm::OsmError;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing came out of a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file is missing or the system does not let it be read.
    #[error("{}", self.text(Lang::En))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file breaks off or is not in its format.
    #[error("{}", self.text(Lang::En))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where in the file, if that is known.
        spot: Option<Spot>,
        /// What is wrong there.
        fault: Box<ReadFault>,
    },
    /// The file reads well, but its content cannot be used.
    #[error("{}", self.text(Lang::En))]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Where in the file, if that is known.
        spot: Option<Spot>,
        /// What is wrong there.
        fault: Box<ReadFault>,
    },
    /// A file of OpenStreetMap data gave no streets.
    #[error(transparent)]
    Osm(#[from] OsmError),
    /// A network file gave no streets.
    #[error(transparent)]
    Network(#[from] NetworkFileError),
}

/// Where in a file reading ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Spot {
    /// A row as a spreadsheet numbers it.
    Row(usize),
    /// A line of text.
    Line(usize),
    /// A character of a line.
    Column {
        /// The line.
        line: usize,
        /// The character.
        column: usize,
    },
    /// A setting.
    Setting {
        /// Its line.
        line: usize,
        /// Its key.
        key: String,
    },
}

impl Spot {
    texts! {
        /// Where it is, in words.
        pub fn text(&self, lang) -> String {
            Self::Row(row) => "row {row}" "第{row}行";
            Self::Line(line) => "line {line}" "第{line}行";
            Self::Column { line, column } =>
                "line {line} column {column}"
                "第{line}行第{column}个字符";
            Self::Setting { line, key } => "line {line}, {key}" "第{line}行,{key}";
        }
    }
}

impl ReadError {
    /// The exit status that stands for it: 4 for a missing, unreadable or damaged file, 3 for one
    /// whose content cannot be used.
    #[must_use]
    pub fn status(&self) -> u8 {
        match self {
            Self::Unreadable { .. } | Self::Damaged { .. } => 4,
            Self::Osm(error) if error.is_damaged() => 4,
            Self::Network(error) if error.is_damaged() => 4,
            Self::Unusable { .. } | Self::Osm(_) | Self::Network(_) => 3,
        }
    }

    /// The file that it is about.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Unreadable { path, .. }
            | Self::Damaged { path, .. }
            | Self::Unusable { path, .. } => Some(path),
            Self::Osm(error) => Some(error.file()),
            Self::Network(error) => error.file(),
        }
    }

    texts! {
        /// The whole on one line: file, place, reason and remedy.
        pub fn text(&self, lang) -> String {
            Self::Unreadable { path, source } =>
                "{file}: cannot be read: {source}; check the path and the permission"
                "{file}:无法读取({source});请检查路径和读取权限"
                with file = path.display();
            Self::Damaged { path, spot: None, fault } =>
                "{file}: damaged: {why}"
                "{file}:文件损坏:{why}"
                with file = path.display(), why = fault.text(lang);
            Self::Damaged { path, spot: Some(spot), fault } =>
                "{file}: damaged at {at}: {why}"
                "{file}:{at}损坏:{why}"
                with file = path.display(), at = spot.text(lang), why = fault.text(lang);
            Self::Unusable { path, spot: None, fault } => "{file}: {why}" "{file}:{why}"
                with file = path.display(), why = fault.text(lang);
            Self::Unusable { path, spot: Some(spot), fault } =>
                "{file}, {at}: {why}"
                "{file}{at}:{why}"
                with file = path.display(), at = spot.text(lang), why = fault.text(lang);
            Self::Osm(error) => "{text}" "{text}" with text = error.text(lang);
            Self::Network(error) => "{text}" "{text}" with text = error.text(lang);
        }
    }

    pub(crate) fn damaged(path: &Path, fault: ReadFault) -> Self {
        Self::Damaged { path: path.to_owned(), spot: None, fault: Box::new(fault) }
    }

    pub(crate) fn unusable(path: &Path, fault: ReadFault) -> Self {
        Self::Unusable { path: path.to_owned(), spot: None, fault: Box::new(fault) }
    }

    /// The same error, at a place in its file.
    pub(crate) fn at(mut self, place: Spot) -> Self {
        if let Self::Damaged { spot, .. } | Self::Unusable { spot, .. } = &mut self {
            *spot = Some(place);
        }
        self
    }
}

#[cfg(test)]
#[path = "error/tests.rs"]
mod tests;
