//! What is wrong with single rows, and what was assumed on the way: the answer is still given
//! (rule 25).

mod join;
mod parts;
mod problem;
mod scenario;
mod symptom;
mod table;
mod words;

pub use join::JoinFault;
pub use parts::{GeometryFault, Wanted};
pub use problem::Problem;
pub use scenario::ScenarioFault;
pub use symptom::Symptom;
pub use table::TableFault;

use crate::lang::{Lang, texts};
use std::fmt;

/// How much a finding costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The row is left out.
    Rejected,
    /// The row is used, but its owner should look at it.
    Warning,
    /// Something was assumed or left out as asked.
    Note,
}

impl Severity {
    /// The English key used in results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place in a file of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A row as a spreadsheet numbers it: the header is row 1.
    Row(usize),
    /// A feature of a GeoJSON file, counted from 1.
    Feature(usize),
}

impl Place {
    /// The bare number.
    #[must_use]
    pub fn number(self) -> usize {
        match self {
            Self::Row(number) | Self::Feature(number) => number,
        }
    }

    texts! {
        /// Where it is, in words.
        pub fn text(&self, lang) -> String {
            Self::Row(number) => "row {number}" "第{number}行";
            Self::Feature(number) => "feature {number}" "第{number}个要素";
        }
    }
}

/// In English.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

/// One thing that a reader found: what, where, why, and what to do.
///
/// # Examples
///
/// ```
/// use walkshed_io::{Finding, Lang, Place, Problem};
///
/// let finding = Finding::new("stations.csv", Problem::NotDegrees)
///     .at(Place::Row(7))
///     .of("lon", "abc");
/// assert_eq!(
///     finding.text(Lang::En),
///     "stations.csv row 7, lon \"abc\": not a number; write decimal degrees"
/// );
/// assert_eq!(
///     finding.text(Lang::Zh),
///     "stations.csv第7行,lon“abc”:不是数字;请填写十进制度数"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The file, as the project names it.
    pub file: String,
    /// Where in the file; `None` for the file as a whole.
    pub place: Option<Place>,
    /// The column or property, as the file names it.
    pub field: Option<String>,
    /// The value as read.
    pub value: Option<String>,
    /// What is wrong with it.
    pub problem: Problem,
}

impl Finding {
    /// A finding about a file as a whole.
    #[must_use]
    pub fn new(file: impl Into<String>, problem: Problem) -> Self {
        Self { file: file.into(), place: None, field: None, value: None, problem }
    }

    /// The same, at a place in the file.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, about a value of a column.
    #[must_use]
    pub fn of(mut self, field: impl Into<String>, value: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self.value = Some(value.into());
        self
    }

    /// The same, about a column.
    #[must_use]
    pub fn in_column(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// How much it costs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// Why it is one.
    #[must_use]
    pub fn reason(&self, lang: Lang) -> String {
        self.problem.reason(lang)
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self, lang: Lang) -> Option<String> {
        self.problem.remedy(lang)
    }

    /// The whole on one line, without its severity.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut text = self.file.clone();
        let (blank, comma, colon) = match lang {
            Lang::En => (" ", ", ", ": "),
            Lang::Zh => ("", ",", ":"),
        };
        if let Some(place) = self.place {
            text += blank;
            text += &place.text(lang);
        }
        if let Some(field) = &self.field {
            text += comma;
            text += field;
        }
        if let Some(value) = &self.value {
            text += blank;
            text += &lang.quote(&shortened(value));
        }
        text += colon;
        text += &self.reason(lang);
        if let Some(remedy) = self.remedy(lang) {
            text += lang.semicolon();
            text += &remedy;
        }
        text
    }
}

/// Longest value that is printed whole, in characters.
const LONGEST_VALUE: usize = 60;

/// A value of a line's length, cut if it is longer.
pub(crate) fn shortened(value: &str) -> String {
    if value.chars().nth(LONGEST_VALUE).is_none() {
        return value.to_owned();
    }
    value.chars().take(LONGEST_VALUE).chain(['…']).collect()
}

/// In English.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

#[cfg(test)]
#[path = "finding/tests.rs"]
mod tests;
