//! The layers of an evaluation: features with flat properties, whatever they are written as.
//!
//! ```text
//! Loaded + Evaluation ──► Layer::view ──► View ──► Feature ──► write::geojson, the service
//! ```
//!
//! A [`View`] knows its columns before the first feature: every feature has all of them, in the
//! same order, and what is absent is [`Value::Null`]. It builds one feature at a time, so a page
//! of ten costs ten, and a file is written without holding it.
//!
//! # Names
//!
//! Columns that Walkshed computes keep the names of the design; a column that was read under such
//! a name (a station's `snap_m`, left from an earlier answer) gets out of the way and becomes
//! `snap_m_read`.

mod blocks;
mod changes;
pub mod circles;
mod column;
mod demand;
#[cfg(test)]
pub(crate) mod fixtures;
mod gaps;
mod grids;
pub mod isochrones;
mod ledger;
mod shape;
mod sites;
mod stations;
mod table;
pub mod walks;

pub use changes::ChangeLayer;
pub use column::{Column, Kind};
pub use ledger::ledger;
pub use table::Table;

use crate::Loaded;
use std::sync::Arc;
use walkshed::coverage::Evaluation;
use walkshed::model::{District, Value};

/// One of the layers of an evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// What each station does.
    Stations,
    /// Places with all their plates.
    Sites,
    /// Who is covered, and why not.
    Demand,
    /// Coverage by area.
    Grids,
    /// Connected uncovered demand.
    Gaps,
    /// Shares of blocks, where the demand is sampled.
    Blocks,
}

impl Layer {
    /// Those of every evaluation, in the order in which they are written.
    pub const ALL: [Self; 5] =
        [Self::Stations, Self::Sites, Self::Demand, Self::Grids, Self::Gaps];

    /// Those of a district: where its demand is sampled, blocks too.
    #[must_use]
    pub fn of(district: &District) -> Vec<Self> {
        let sampled = !district.demand.blocks().is_empty();
        Self::ALL.into_iter().chain(sampled.then_some(Self::Blocks)).collect()
    }

    /// The English key: the name of its file and of its collection.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Sites => "sites",
            Self::Demand => "demand",
            Self::Grids => "grids",
            Self::Gaps => "gaps",
            Self::Blocks => "blocks",
        }
    }

    /// The layer with this key.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.key() == key)
    }

    /// The layer of one evaluation, ready to be asked for single features.
    ///
    /// # Cost
    ///
    /// One pass over the properties of the stations, or over the levels; no feature is built.
    #[must_use]
    pub fn view<'a>(self, loaded: &'a Loaded, evaluation: &'a Evaluation) -> View<'a> {
        let district = &loaded.district;
        match self {
            Self::Stations => stations::view(loaded, evaluation),
            Self::Sites => sites::view(loaded, evaluation),
            Self::Demand => demand::view(district, evaluation),
            Self::Grids => grids::view(district, evaluation),
            Self::Gaps => gaps::view(district, evaluation),
            Self::Blocks => blocks::view(district, evaluation),
        }
    }

    /// All features, one at a time, in the order of the evaluation.
    #[must_use]
    pub fn features<'a>(
        self,
        loaded: &'a Loaded,
        evaluation: &'a Evaluation,
    ) -> Box<dyn Iterator<Item = Feature> + 'a> {
        let view = self.view(loaded, evaluation);
        Box::new((0..view.len()).map_while(move |index| view.feature(index)))
    }

    /// Names and types of the properties, in order.
    #[must_use]
    pub fn schema(self, loaded: &Loaded, evaluation: &Evaluation) -> Vec<Column> {
        self.view(loaded, evaluation).columns
    }
}

/// One thing on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Its identity, the same in every run over the same input; empty if it has none.
    pub id: String,
    /// Where it is, on WGS 84; `None` for the surroundings of a station.
    pub geometry: Option<geo::Geometry>,
    /// Its properties, in the order of the layer's columns.
    pub properties: Vec<(Arc<str>, Value)>,
}

impl Feature {
    /// The property of this name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&Value> {
        self.properties.iter().find(|(key, _)| &**key == name).map(|(_, value)| value)
    }
}

/// A layer of one evaluation: random access to its features.
#[derive(Debug)]
pub struct View<'a> {
    columns: Vec<Column>,
    rows: Box<dyn Rows + 'a>,
}

/// What a layer is made of.
trait Rows: std::fmt::Debug + Send + Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// The identity of one; `index < len`.
    fn id(&self, index: usize) -> String;

    /// Where one is.
    fn geometry(&self, index: usize) -> Option<geo::Geometry>;

    /// One value a column, in order.
    fn values(&self, index: usize) -> Vec<Value>;
}

impl View<'_> {
    /// Number of features.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Names and types of the properties, in order.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The feature at a place, counted from 0; `None` beyond the end.
    #[must_use]
    pub fn feature(&self, index: usize) -> Option<Feature> {
        (index < self.len()).then(|| {
            let names = self.columns.iter().map(|column| Arc::clone(&column.name));
            Feature {
                id: self.rows.id(index),
                geometry: self.rows.geometry(index),
                properties: names.zip(self.rows.values(index)).collect(),
            }
        })
    }

    /// The place of the first feature with this id.
    ///
    /// # Cost
    ///
    /// One pass over the ids.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        (0..self.len()).find(|&index| self.rows.id(index) == id)
    }
}

#[cfg(test)]
#[path = "layers/tests.rs"]
mod tests;
