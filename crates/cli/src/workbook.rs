//! An evaluation as an Excel workbook: the tables that a planner takes into a report, one a sheet.

mod audit;
mod changes;
mod findings;
mod layers;
mod levels;
mod load;
mod sources;
pub(crate) mod standards;

pub(crate) use audit::AuditBook;
pub(crate) use changes::ChangeBook;

use crate::words::{Word, Words};
use std::path::Path;
use walkshed::coverage::Evaluation;
use walkshed::model::{Value, Weight};
use walkshed_io::Loaded;
use walkshed_io::layers::Layer;
use walkshed_io::write::workbook::{Look, SheetColumn};
use walkshed_io::write::{WriteError, Written, workbook};

/// The name of the file in the folder of the layers.
const FILE_NAME: &str = "walkshed.xlsx";

/// An evaluation, and the language of its sheets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Workbook<'a> {
    pub(crate) lang: Words,
    pub(crate) loaded: &'a Loaded,
    pub(crate) evaluation: &'a Evaluation,
}

impl<'a> Workbook<'a> {
    /// Writes it into a folder, which is made if it is not there.
    pub(crate) fn write(self, folder: &Path) -> Result<Written, WriteError> {
        std::fs::create_dir_all(folder)
            .map_err(|source| WriteError::new(folder, source))?;
        let layer = |layer, word| layers::sheet(self, layer, self.lang.say(word));
        let load = self.loaded.norms.as_ref().map(|norms| load::sheet(self, norms));
        let sheets = [
            levels::sheet(self),
            layer(Layer::Grids, Word::ByArea),
            layer(Layer::Stations, Word::Stations),
            layer(Layer::Demand, Word::DemandTitle),
            layer(Layer::Gaps, Word::GapsTitle),
        ];
        let last = [findings::sheet(self), sources::sheet(self)];
        let sheets = sheets.into_iter().chain(load).chain(last);
        workbook::write(&folder.join(FILE_NAME), sheets)
    }

    /// The levels that an answer stands for, in words.
    fn level_name(self, level: u8) -> String {
        let levels = self.evaluation.levels.len() as u8;
        self.lang.levels(level, levels, self.evaluation.options.substitution)
    }

    fn groups(self) -> &'a [String] {
        self.loaded.district.demand.groups()
    }

    fn column(self, word: Word, look: Look) -> SheetColumn {
        SheetColumn::new(self.lang.say(word), look)
    }
}

fn weight(weight: Weight) -> Value {
    Value::Number(weight.thousandths() as f64 / 1000.0)
}

fn share(share: Option<f64>) -> Value {
    share.map_or(Value::Null, Value::Number)
}
