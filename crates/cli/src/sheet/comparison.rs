//! The sheet of a comparison: what a scenario changes, one section a file.

mod areas;
mod gaps;
mod heading;
mod levels;
mod stations;
mod summary;
mod time;

pub(crate) use summary::write_summary;

use super::{Counted, Sheet, sources};
use crate::words::Words;
use std::io::{self, Write};
use walkshed::comparison::{Comparison, LevelComparison};
use walkshed::coverage::Count;
use walkshed::model::Weight;
use walkshed_io::{Compared, Loaded};

/// A comparison, and what is needed to put it into words.
#[derive(Debug)]
pub(crate) struct ComparisonSheet<'a> {
    lang: Words,
    compared: Compared<'a>,
    before: Sheet<'a>,
    after: Sheet<'a>,
    /// What stands for people, among the groups of the comparison.
    counted: Counted,
}

impl<'a> ComparisonSheet<'a> {
    pub(crate) fn new(lang: Words, compared: Compared<'a>) -> Self {
        let comparison = compared.comparison;
        let counted = if comparison.groups.is_empty() {
            Counted::Blocks
        } else {
            Counted::Group(comparison.people_group())
        };
        let sheet =
            |(loaded, evaluation): (&'a Loaded, _)| Sheet::new(lang, loaded, evaluation);
        let (before, after) = (sheet(compared.before), sheet(compared.after));
        Self { lang, compared, before, after, counted }
    }

    /// Writes all sections; one without content is left out.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        heading::write(self, out)?;
        levels::write(self, out)?;
        areas::write(self, out)?;
        time::write(self, out)?;
        gaps::write(self, out)?;
        stations::write(self, out)?;
        sources::write(self.after.lang, self.after.loaded, out)
    }

    fn comparison(&self) -> &'a Comparison {
        self.compared.comparison
    }

    /// The levels that a number stands for, in words.
    fn level_name(&self, level: u8) -> String {
        let levels = self.comparison().levels.len() as u8;
        self.lang.levels(level, levels, self.compared.after.1.options.substitution)
    }

    fn last_level(&self) -> Option<&'a LevelComparison> {
        self.comparison().levels.last()
    }

    fn of(&self, count: &Count) -> Weight {
        self.counted.of_count(count)
    }

    /// `people`, or what else is counted.
    fn counted_name(&self) -> String {
        self.counted.name_among(self.lang, &self.comparison().groups)
    }

    fn title(&self, title: &str) -> String {
        format!("{title} ({})", self.counted_name())
    }
}
