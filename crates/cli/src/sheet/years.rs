//! Coverage in the years of the demand, side by side.

use super::Counted;
use crate::figures::people;
use crate::table::{Column, Table};
use crate::words::{Word, Words};
use std::io::{self, Write};
use walkshed::coverage::{Coverage, Evaluation};
use walkshed_io::Loaded;

/// The coverage of each level in each year.
#[derive(Debug, Default)]
pub(crate) struct ByYear {
    years: Vec<Year>,
}

#[derive(Debug)]
struct Year {
    number: u16,
    counted: Counted,
    levels: Vec<(String, Coverage)>,
}

impl ByYear {
    /// Adds an evaluation, if its demand is of a year.
    pub(crate) fn add(&mut self, loaded: &Loaded, evaluation: &Evaluation, lang: Words) {
        let Some(year) = loaded.year else { return };
        let levels = evaluation.levels.len() as u8;
        let level = |answer: &walkshed::coverage::LevelAnswer| {
            let name = lang.levels(answer.level, levels, evaluation.options.substitution);
            (name, answer.coverage.clone())
        };
        let levels = evaluation.levels.iter().map(level).collect();
        let counted = Counted::of(&loaded.district.demand);
        self.years.push(Year { number: year, counted, levels });
    }

    /// Writes them as a table, a column a year, if there are several.
    pub(crate) fn write(&self, lang: Words, out: &mut dyn Write) -> io::Result<()> {
        let [first, _, ..] = self.years.as_slice() else { return Ok(()) };
        writeln!(out, "\n\n{}", lang.say(Word::ByYear))?;
        let titles =
            self.years.iter().map(|year| Column::number(year.number.to_string()));
        let mut table = Table::new([Column::text("")].into_iter().chain(titles));
        let total = |year: &Year| {
            let total = year.levels.first().map(|(_, coverage)| &coverage.total);
            total.map_or_else(String::new, |total| people(year.counted.of_count(total)))
        };
        let everybody = lang.say(Word::Total).to_owned();
        table.push([everybody].into_iter().chain(self.years.iter().map(total)));
        for (nth, (name, _)) in first.levels.iter().enumerate() {
            let share = |year: &Year| {
                let level = year.levels.get(nth);
                level.map_or_else(String::new, |(_, c)| year.counted.share(c))
            };
            table.push([name.clone()].into_iter().chain(self.years.iter().map(share)));
        }
        table.write(out)
    }
}
