//! A comparison as an Excel workbook: sums by level and group, walking time, and its layers.

use super::{Workbook, layers, share, sources, weight};
use crate::words::{Word, Words};
use std::path::Path;
use walkshed::comparison::{CoverageChange, LevelComparison, TimeSaved};
use walkshed::coverage::Count;
use walkshed::model::Value;
use walkshed_io::Compared;
use walkshed_io::layers::ChangeLayer;
use walkshed_io::write::workbook::{Look, Sheet, SheetColumn};
use walkshed_io::write::{WriteError, Written, workbook};

/// The name of the file in the folder of the layers.
const FILE_NAME: &str = "walkshed_changes.xlsx";

/// A comparison, and the language of its sheets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ChangeBook<'a> {
    pub(crate) lang: Words,
    pub(crate) compared: Compared<'a>,
}

impl<'a> ChangeBook<'a> {
    /// Writes it into a folder, which is made if it is not there.
    pub(crate) fn write(self, folder: &Path) -> Result<Written, WriteError> {
        std::fs::create_dir_all(folder)
            .map_err(|source| WriteError::new(folder, source))?;
        let (loaded, evaluation) = self.compared.after;
        let sheets = [
            self.levels(),
            self.time(),
            self.layer(ChangeLayer::Grids, Word::ByArea),
            self.layer(ChangeLayer::Stations, Word::Stations),
            self.layer(ChangeLayer::Demand, Word::DemandTitle),
            self.layer(ChangeLayer::Gaps, Word::GapsTitle),
            sources::sheet(Workbook { lang: self.lang, loaded, evaluation }),
        ];
        workbook::write(&folder.join(FILE_NAME), sheets)
    }

    fn groups(self) -> &'a [String] {
        &self.compared.comparison.groups
    }

    fn level_name(self, level: u8) -> String {
        let levels = self.compared.comparison.levels.len() as u8;
        self.lang.levels(level, levels, self.compared.after.1.options.substitution)
    }

    fn layer(self, layer: ChangeLayer, word: Word) -> Sheet<'a> {
        let name = self.lang.say(word);
        let schema = layer.schema(self.compared);
        let features = layer.features(self.compared);
        let level_name = |level| self.level_name(level);
        layers::table(self.lang, name, (&schema, features), self.groups(), &level_name)
    }

    fn columns<const N: usize>(self, words: [(Word, Look); N]) -> Vec<SheetColumn> {
        let column = |(word, look)| SheetColumn::new(self.lang.say(word), look);
        words.map(column).to_vec()
    }

    /// A row a level and group.
    fn levels(self) -> Sheet<'a> {
        let columns = self.columns([
            (Word::Level, Look::Text),
            (Word::GroupTitle, Look::Text),
            (Word::TotalBefore, Look::Count),
            (Word::TotalAfter, Look::Count),
            (Word::CoveredBefore, Look::Count),
            (Word::CoveredAfter, Look::Count),
            (Word::CoveredChange, Look::Count),
            (Word::ShareBefore, Look::Share),
            (Word::ShareAfter, Look::Share),
            (Word::Gained, Look::Count),
            (Word::Lost, Look::Count),
            (Word::NewlyCovered, Look::Count),
            (Word::NewUncovered, Look::Count),
            (Word::GoneCovered, Look::Count),
            (Word::Growth, Look::Count),
        ]);
        let rows = self.compared.comparison.levels.iter().flat_map(move |level| {
            (0..self.groups().len()).map(move |group| self.level(level, group))
        });
        let name = self.lang.say(Word::ByLevel).to_owned();
        Sheet { name, columns, rows: Box::new(rows) }
    }

    fn level(self, level: &LevelComparison, group: usize) -> Vec<Value> {
        let CoverageChange { before, after, account } = &level.coverage;
        let of = |count: &Count| weight(count.weights[group]);
        vec![
            Value::Text(self.level_name(level.level)),
            Value::Text(self.lang.group(&self.groups()[group])),
            of(&before.total),
            of(&after.total),
            of(&before.covered),
            of(&after.covered),
            Value::Number(level.coverage.difference(group).to_f64()),
            share(before.share(group)),
            share(after.share(group)),
            of(&account.gained),
            of(&account.lost),
            of(&account.newcomers.covered),
            of(&account.newcomers.uncovered),
            of(&account.gone.covered),
            Value::Number(account.growth[group].to_f64()),
        ]
    }

    /// A row a level and group, and a row a group for any station.
    fn time(self) -> Sheet<'a> {
        let columns = self.columns([
            (Word::Level, Look::Text),
            (Word::GroupTitle, Look::Text),
            (Word::Residents, Look::Count),
            (Word::MinutesBefore, Look::Minutes),
            (Word::MinutesAfter, Look::Minutes),
            (Word::SavedEach, Look::Minutes),
            (Word::PersonMinutes, Look::Count),
            (Word::Faster, Look::Count),
            (Word::Slower, Look::Count),
            (Word::Reachable, Look::Count),
            (Word::Unreachable, Look::Count),
        ]);
        let comparison = self.compared.comparison;
        let levels = comparison.levels.iter();
        let levels = levels.map(move |level| (self.level_name(level.level), &level.time));
        let any = self.lang.say(Word::AnyStation).to_owned();
        let own = comparison.levels.last().is_none_or(|last| last.time != comparison.any);
        let any = own.then_some((any, &comparison.any));
        let rows = levels.chain(any).flat_map(move |(name, time)| {
            (0..self.groups().len()).map(move |group| self.saved(&name, time, group))
        });
        let name = self.lang.say(Word::TimeSavedTab).to_owned();
        Sheet { name, columns, rows: Box::new(rows) }
    }

    fn saved(self, level: &str, time: &TimeSaved, group: usize) -> Vec<Value> {
        let residents = time.residents.weights[group];
        let minutes = |ms: Option<i64>| {
            ms.map_or(Value::Null, |ms| Value::Number(ms as f64 / 60_000.0))
        };
        let of = |count: &Count| weight(count.weights[group]);
        let total = time.saved(group).person_minutes_thousandths();
        vec![
            Value::from(level),
            Value::Text(self.lang.group(&self.groups()[group])),
            weight(residents),
            minutes(time.before[group].mean_ms(residents)),
            minutes(time.after[group].mean_ms(residents)),
            minutes(time.mean_saved_ms(group)),
            Value::Number(total as f64 / 1000.0),
            of(&time.faster),
            of(&time.slower),
            of(&time.reachable),
            of(&time.unreachable),
        ]
    }
}
