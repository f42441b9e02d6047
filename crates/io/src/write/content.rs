//! What is written, whatever it is written as: a name, columns, features one at a time, and what
//! must be said beside them.
//!
//! Formats that announce widths, extents or types before the first feature ask for the features
//! twice; none of them holds more than a batch.

use super::geojson::Header;
use crate::layers::{ChangeLayer, Column, Feature, Kind, Layer, Table};
use crate::{Compared, Crs, Loaded, report};
use rustc_hash::FxHashSet;
use std::fmt;
use walkshed::coverage::Evaluation;
use walkshed::model::Value;

/// Makes the features anew, each time it is asked.
type Source<'a> = Box<dyn Fn() -> Box<dyn Iterator<Item = Feature> + 'a> + 'a>;

/// One layer or table to be written.
pub struct Content<'a> {
    /// Its name, licence and provenance.
    pub header: Header,
    /// Names and types of its columns.
    pub columns: Vec<Column>,
    /// What its coordinates mean.
    pub crs: Crs,
    /// The column that repeats the identities, for formats in which features have none.
    pub id_column: Option<String>,
    /// Whether columns hold the coordinates already.
    pub places: Places,
    features: Source<'a>,
}

/// Where a table without geometries finds the coordinates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Places {
    /// In columns that are added.
    #[default]
    Added,
    /// In columns that it has.
    Columns,
    /// Nowhere: there are none.
    None,
}

impl fmt::Debug for Content<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut content = f.debug_struct("Content");
        content.field("header", &self.header).field("columns", &self.columns);
        content.finish_non_exhaustive()
    }
}

impl<'a> Content<'a> {
    /// Features on WGS 84 whose identities no column repeats.
    pub fn new<I>(
        header: Header,
        columns: Vec<Column>,
        features: impl Fn() -> I + 'a,
    ) -> Self
    where
        I: Iterator<Item = Feature> + 'a,
    {
        Self {
            header,
            id_column: Some(free("id", columns.iter().map(|column| &*column.name))),
            columns,
            crs: Crs::Wgs84,
            places: Places::Added,
            features: Box::new(move || Box::new(features())),
        }
    }

    /// A layer of an evaluation.
    #[must_use]
    pub fn of_layer(
        layer: Layer,
        loaded: &'a Loaded,
        evaluation: &'a Evaluation,
    ) -> Self {
        let header = report::header(layer.key(), loaded, evaluation);
        let columns = layer.schema(loaded, evaluation);
        Self::new(header, columns, move || layer.features(loaded, evaluation))
            .without_second_id()
    }

    /// A layer of a comparison, which says of the scenario what one of its evaluation says.
    #[must_use]
    pub fn of_changes(layer: ChangeLayer, compared: Compared<'a>) -> Self {
        let (loaded, evaluation) = compared.after;
        let header = report::header(layer.key(), loaded, evaluation);
        let columns = layer.schema(compared);
        Self::new(header, columns, move || layer.features(compared)).without_second_id()
    }

    /// A layer or table that was made up beforehand.
    #[must_use]
    pub fn of_table(table: &'a Table, loaded: &Loaded) -> Self {
        let header = report::header_on(table.name, loaded, &loaded.options);
        let header = table
            .about
            .iter()
            .fold(header, |header, (key, value)| header.with(key, value.clone()));
        let bare = table.features.iter().all(|feature| feature.geometry.is_none());
        let features = || table.features.iter().cloned();
        let content = Self::new(header, table.columns.clone(), features);
        let places = if bare { Places::None } else { Places::Added };
        Self { places, ..content }.without_second_id()
    }

    /// The same, where a column repeats the identities already.
    fn without_second_id(self) -> Self {
        let repeated = self.columns.iter().any(|column| &*column.name == "id");
        Self { id_column: self.id_column.filter(|_| !repeated), ..self }
    }

    /// The features, from the first.
    #[must_use]
    pub fn features(&self) -> Box<dyn Iterator<Item = Feature> + 'a> {
        (self.features)()
    }

    /// The columns for a format in which features have no identity of their own.
    pub(super) fn flat_columns(&self) -> Vec<Column> {
        let id = self.id_column.as_deref();
        let id = id.map(|name| Column { name: name.into(), kind: Kind::Text });
        id.into_iter().chain(self.columns.iter().cloned()).collect()
    }

    /// The values of a feature, one for each of [`Content::flat_columns`].
    pub(super) fn flat_values(&self, feature: Feature) -> Vec<Value> {
        let id = (!feature.id.is_empty()).then_some(feature.id.as_str());
        let id = self.id_column.is_some().then(|| Value::from(id));
        id.into_iter().chain(feature.properties.into_iter().map(|(_, v)| v)).collect()
    }

    /// The licence and whatever else must be said, as one text of JSON; `None` if there is
    /// nothing.
    pub(super) fn about(&self) -> Option<String> {
        if self.header.members.is_empty() {
            return None;
        }
        let mut about = serde_json::Map::new();
        about.insert("name".to_owned(), self.header.name.clone().into());
        about.extend(self.header.members.iter().cloned());
        Some(serde_json::Value::Object(about).to_string())
    }

    /// The lines of the licence, one below the other.
    pub(super) fn licence(&self) -> String {
        let member = self.header.members.iter().find(|(key, _)| key == "licence");
        let Some((_, serde_json::Value::Array(lines))) = member else {
            return String::new();
        };
        let lines: Vec<&str> =
            lines.iter().filter_map(serde_json::Value::as_str).collect();
        lines.join("\n")
    }
}

/// A name that none of the others has, whatever the case: `name`, `name_2`, `name_3` and so on.
///
/// # Examples
///
/// ```
/// use walkshed_io::write::free;
///
/// assert_eq!(free("a", ["A", "b"].into_iter()), "a_2");
/// ```
pub fn free<'n>(name: &str, taken: impl Iterator<Item = &'n str>) -> String {
    let taken: FxHashSet<String> = taken.map(str::to_lowercase).collect();
    let again = |n: usize| if n == 1 { name.to_owned() } else { format!("{name}_{n}") };
    // of one name more than are taken, one is free
    let mut names = (1..=taken.len() + 1).map(again);
    let free = names.find(|name| !taken.contains(&name.to_lowercase()));
    free.unwrap_or_else(|| name.to_owned())
}
