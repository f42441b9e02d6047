//! The sheet that a planner reads first: an evaluation as text, one section a file.

mod areas;
mod audit;
mod circle;
mod comparison;
mod counted;
mod diagnosis;
mod gaps;
mod heading;
mod levels;
mod load;
mod network;
mod overlap;
mod places;
mod shares;
mod sources;
pub(crate) mod standards;
mod stations;
mod surroundings;
mod walks;
mod week;
mod years;

pub(crate) use audit::{AuditSheet, issue_detail, issue_subject};
pub(crate) use circle::CircleSheet;
pub(crate) use comparison::{ComparisonSheet, write_summary};
pub(crate) use diagnosis::DiagnosisSheet;
pub(crate) use gaps::write_gaps;
pub(crate) use network::NetworkSheet;
pub(crate) use walks::Walks;
pub(crate) use years::ByYear;

use crate::words::Words;
use counted::Counted;
use places::Places;
use std::io::{self, Write};
use walkshed::coverage::{Evaluation, LevelAnswer};
use walkshed::land::LandShares;
use walkshed::model::Budget;
use walkshed_io::Loaded;

/// An evaluation, and what is needed to put it into words.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    lang: Words,
    loaded: &'a Loaded,
    evaluation: &'a Evaluation,
    counted: Counted,
    places: Places<'a>,
    /// The shares of land, where they were asked for.
    shares: Option<&'a LandShares>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(
        lang: Words,
        loaded: &'a Loaded,
        evaluation: &'a Evaluation,
    ) -> Self {
        let district = &loaded.district;
        let limited = loaded.inputs.iter().any(|input| input.role == "study_area");
        let places = Places::of(district, evaluation);
        Self {
            lang,
            loaded,
            evaluation,
            counted: Counted::of(&district.demand),
            places: if limited { places.inhabited() } else { places },
            shares: None,
        }
    }

    /// The same with the shares of land.
    pub(crate) fn with_shares(self, shares: Option<&'a LandShares>) -> Self {
        Self { shares, ..self }
    }

    /// Writes all sections; one without content is left out.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        heading::write(self, out)?;
        levels::write(self, out)?;
        areas::write(self, out)?;
        shares::write(self, out)?;
        surroundings::write(self, out)?;
        overlap::write(self, out)?;
        stations::write(self, out)?;
        load::write(self, out)?;
        gaps::write(self, out)?;
        sources::write(self.lang, self.loaded, out)
    }

    /// The levels that an answer stands for, in words.
    fn level_name(&self, level: u8) -> String {
        let levels = self.evaluation.levels.len() as u8;
        self.lang.levels(level, levels, self.evaluation.options.substitution)
    }

    fn last_level(&self) -> Option<&'a LevelAnswer> {
        self.evaluation.levels.last()
    }

    /// The budget that all levels share, if they do.
    fn one_budget(&self) -> Option<Budget> {
        let mut budgets = self.evaluation.levels.iter().map(|answer| answer.budget);
        let first = budgets.next()?;
        budgets.all(|budget| budget == first).then_some(first)
    }

    /// `coverage by level (people)`
    fn title(&self, title: &str) -> String {
        format!(
            "{title} ({})",
            self.counted.name(self.lang, &self.loaded.district.demand)
        )
    }
}
