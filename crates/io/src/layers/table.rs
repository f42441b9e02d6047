//! A layer made up beforehand: columns, and features that have them all.

use super::{Column, Feature, Kind};
use std::sync::Arc;
use walkshed::model::Value;

/// A layer or table made up beforehand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its name: that of its file.
    pub name: &'static str,
    /// What it says of itself before its rows, beside licence and provenance.
    pub about: Vec<(String, serde_json::Value)>,
    /// Names and types of the columns.
    pub columns: Vec<Column>,
    /// Its rows, one value a column.
    pub features: Vec<Feature>,
}

impl Table {
    pub(super) fn new(
        name: &'static str,
        columns: impl IntoIterator<Item = (impl Into<Arc<str>>, Kind)>,
    ) -> Self {
        let column = |(name, kind): (_, Kind)| {
            let name: Arc<str> = Into::into(name);
            Column { name, kind }
        };
        let columns = columns.into_iter().map(column).collect();
        Self { name, about: Vec::new(), columns, features: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn push(
        &mut self,
        id: String,
        geometry: Option<geo::Geometry>,
        values: Vec<Value>,
    ) {
        let names = self.columns.iter().map(|column| Arc::clone(&column.name));
        let properties = names.zip(values).collect();
        self.features.push(Feature { id, geometry, properties });
    }
}
