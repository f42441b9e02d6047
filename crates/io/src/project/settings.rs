//! The text of `walkshed.toml` to a [`Project`].

use super::norms::NormsTable;
use super::scenarios::{self, ScenarioTables};
use super::told::Told;
use super::values::{Known, OneOrMany, Rung, Spacing, UsualHours, Weights, Word};
use super::walking::{Misfit, Walkers, WalkingTable};
use super::{ExtentInput, Input, Inputs, Join, Project, Split, nearest};
use crate::error::{ReadError, ReadFault, Spot};
use crate::pack::Packs;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use walkshed::model::{Pattern, Substitution};

/// Reads the text of a project's file.
pub(super) fn parse(
    text: &str,
    path: &Path,
    folder: &Path,
) -> Result<Project, ReadError> {
    let file: File = toml::from_str(text).map_err(|error| explain(&error, text, path))?;
    let mut walking = file.walking;
    let misfit = |Misfit { fault, span }: Misfit| {
        ReadError::unusable(path, *fault).at(place(text, span.start))
    };
    let Walkers { chosen, known } = walking.walkers().map_err(misfit)?;
    let scenarios = scenarios::read(file.scenario).map_err(misfit)?;
    let substitution = file.hierarchy.substitution.map(|word| word.0.0);
    let options = walking.options(chosen[0].clone(), substitution);
    let folder_name = || {
        let full = folder.canonicalize().ok();
        let name = full.as_deref().unwrap_or(folder).file_name();
        name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    };
    Ok(Project {
        path: path.to_owned(),
        folder: folder.to_owned(),
        name: file.name.unwrap_or_else(folder_name),
        inputs: file.inputs.into(),
        pattern: file.hierarchy.pattern.map(|word| word.0),
        level_names: file.hierarchy.names,
        asked: walking.asked(),
        metric: walking.metric.map(|word| word.0.0),
        options,
        profiles: chosen,
        known_profiles: known,
        connect_m: walking.connect.map_or(CONNECT_M, |meters| meters.0),
        min_component_m: walking.min_component.map_or(MIN_COMPONENT_M, |meters| meters.0),
        scenarios,
        norms: file.norms.map(Into::into),
        packs: Arc::new(Packs::read(folder, &file.packs.0)?),
        assumed_hours: file.hours.default.0.into_iter().map(|word| word.0.0).collect(),
    })
}

/// Rule 20: ends of the user's lines join within this.
const CONNECT_M: f64 = 1.0;
/// Rule 6: OSM components with less street than this are islands.
const MIN_COMPONENT_M: f64 = 1000.0;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Option<String>,
    #[serde(default)]
    inputs: InputTable,
    #[serde(default)]
    hierarchy: HierarchyTable,
    #[serde(default)]
    walking: WalkingTable,
    #[serde(default)]
    scenario: ScenarioTables,
    norms: Option<NormsTable>,
    #[serde(default)]
    packs: OneOrMany<String>,
    #[serde(default)]
    hours: HoursTable,
}

/// When stations are open that say nothing of it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct HoursTable {
    default: OneOrMany<Word<UsualHours>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct InputTable {
    stations: OneOrMany<InputEntry>,
    demand: OneOrMany<InputEntry>,
    streets: OneOrMany<InputEntry>,
    grids: OneOrMany<InputEntry>,
    barriers: OneOrMany<InputEntry>,
    extent: Option<InputEntry>,
    study_area: Option<InputEntry>,
    entrances: OneOrMany<InputEntry>,
    resources: OneOrMany<InputEntry>,
    needs: OneOrMany<InputEntry>,
}

impl From<InputTable> for Inputs {
    fn from(table: InputTable) -> Self {
        let all =
            |entries: OneOrMany<InputEntry>| entries.0.into_iter().map(|e| e.0).collect();
        let extent = |entry: InputEntry| match entry.0.path.as_str() {
            "complete" => ExtentInput::Complete,
            _ => ExtentInput::Polygons(Box::new(entry.0)),
        };
        Self {
            stations: all(table.stations),
            demand: all(table.demand),
            streets: all(table.streets),
            grids: all(table.grids),
            barriers: all(table.barriers),
            extent: table.extent.map(extent),
            study_area: table.study_area.map(|entry| entry.0),
            entrances: all(table.entrances),
            resources: all(table.resources),
            needs: all(table.needs),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct HierarchyTable {
    pattern: Option<Word<Pattern>>,
    names: Vec<String>,
    substitution: Option<Word<Known<Substitution>>>,
}

/// An input: a path, or a table where more must be said.
pub(super) struct InputEntry(pub(super) Input);

/// What such a table may say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InputFields {
    path: String,
    crs: Option<String>,
    encoding: Option<String>,
    sheet: Option<String>,
    level: Option<Rung>,
    #[serde(default)]
    layer: OneOrMany<String>,
    join: Option<JoinFields>,
    split: Option<SplitFields>,
    #[serde(default)]
    columns: BTreeMap<String, String>,
    #[serde(default)]
    weights: Weights,
    sample: Option<Spacing>,
}

impl From<InputFields> for Input {
    fn from(fields: InputFields) -> Self {
        Self {
            path: fields.path,
            crs: fields.crs,
            encoding: fields.encoding,
            sheet: fields.sheet,
            level: fields.level.map(|rung| rung.0),
            layers: fields.layer.0,
            join: fields.join.map(Into::into),
            split: fields.split.map(Into::into),
            columns: fields.columns,
            weights: fields.weights.0,
            sample_m: fields.sample.map(|spacing| spacing.0),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JoinFields {
    path: String,
    on: String,
    with: Option<String>,
    crs: Option<String>,
    encoding: Option<String>,
    sheet: Option<String>,
    #[serde(default)]
    layer: OneOrMany<String>,
}

impl From<JoinFields> for Join {
    fn from(fields: JoinFields) -> Self {
        let JoinFields { path, on, with, crs, encoding, sheet, layer } = fields;
        let table =
            Box::new(Input { crs, encoding, sheet, layers: layer.0, ..Input::new(path) });
        Self { table, on, with }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SplitFields {
    path: String,
    on: Option<String>,
    with: Option<String>,
    #[serde(default)]
    by: OneOrMany<String>,
    crs: Option<String>,
    encoding: Option<String>,
    sheet: Option<String>,
    #[serde(default)]
    layer: OneOrMany<String>,
    #[serde(default)]
    columns: BTreeMap<String, String>,
    #[serde(default)]
    weights: Weights,
}

impl From<SplitFields> for Split {
    fn from(fields: SplitFields) -> Self {
        let SplitFields {
            path,
            on,
            with,
            by,
            crs,
            encoding,
            sheet,
            layer,
            columns,
            weights,
        } = fields;
        let (layers, weights) = (layer.0, weights.0);
        let table =
            Input { crs, encoding, sheet, layers, columns, weights, ..Input::new(path) };
        Self { table: Box::new(table), on, with, by: by.0 }
    }
}

impl<'de> Deserialize<'de> for InputEntry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(InputVisitor).map(Self)
    }
}

struct InputVisitor;

impl<'de> Visitor<'de> for InputVisitor {
    type Value = Input;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a path, or a table with a path")
    }

    fn visit_str<E: serde::de::Error>(self, path: &str) -> Result<Input, E> {
        match path.trim() {
            "" => Err(E::custom(Told::new("the path is empty", "路径为空"))),
            _ => Ok(Input::new(path)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Input, A::Error> {
        let fields = InputFields::deserialize(MapAccessDeserializer::new(map))?;
        Ok(fields.into())
    }
}

/// Says where a project's file is wrong, at which key, and which key was meant.
pub(crate) fn explain(error: &toml::de::Error, text: &str, path: &Path) -> ReadError {
    let message = error.message().trim();
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = message.starts_with("unknown field").then(|| quoted.next()).flatten();
    let near = unknown.and_then(|key| nearest(key, quoted)).map(str::to_owned);
    let Told { en, zh } = Told::of_message(message);
    let unusable = ReadError::unusable(path, ReadFault::Setting { en, zh, near });
    match error.span() {
        Some(span) => unusable.at(place(text, span.start)),
        None => unusable,
    }
}

/// The line of a byte, and the key that its value belongs to.
fn place(text: &str, byte: usize) -> Spot {
    let line = text.char_indices().filter(|&(i, c)| i < byte && c == '\n').count();
    let key = text.lines().nth(line).and_then(|line| line.split_once('='));
    match key.map(|(key, _)| key.trim()) {
        Some(key) if !key.is_empty() && !key.starts_with(['"', '{']) => {
            Spot::Setting { line: line + 1, key: key.to_owned() }
        }
        _ => Spot::Line(line + 1),
    }
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
