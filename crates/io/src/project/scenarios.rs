//! The tables `[scenario.NAME]`.

mod entries;

use super::nearest;
use super::settings::InputEntry;
use super::told::Told;
use super::values::{OneOrMany, Word};
use super::walking::Misfit;
use crate::error::ReadFault;
use crate::scenario::Scenario;
pub(crate) use entries::is_file;
pub(super) use entries::millionths_of;
use entries::{GrowthEntry, ListedEntry, MoveEntry, RelevelEntry, Year};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use walkshed::model::Pattern;

/// All tables, by name.
pub(super) type ScenarioTables = BTreeMap<Spanned<String>, ScenarioTable>;

/// What one table says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScenarioTable {
    title: Option<String>,
    year: Option<Year>,
    based_on: Option<Spanned<String>>,
    pattern: Option<Word<Pattern>>,
    #[serde(default)]
    add_stations: OneOrMany<InputEntry>,
    #[serde(default)]
    move_stations: OneOrMany<MoveEntry>,
    #[serde(default)]
    close_stations: OneOrMany<ListedEntry>,
    #[serde(default)]
    relevel_stations: OneOrMany<RelevelEntry>,
    #[serde(default)]
    add_demand: OneOrMany<InputEntry>,
    #[serde(default)]
    scale_demand: OneOrMany<GrowthEntry>,
    #[serde(default)]
    add_streets: OneOrMany<InputEntry>,
    #[serde(default)]
    remove_streets: OneOrMany<ListedEntry>,
    study_area: Option<InputEntry>,
}

impl ScenarioTable {
    fn scenario(self, name: String) -> Scenario {
        let inputs =
            |list: OneOrMany<InputEntry>| list.0.into_iter().map(|entry| entry.0);
        let listed =
            |list: OneOrMany<ListedEntry>| list.0.into_iter().map(|entry| entry.0);
        Scenario {
            name,
            title: self.title,
            year: self.year.map(|year| year.0),
            based_on: self.based_on.map(Spanned::into_inner),
            pattern: self.pattern.map(|word| word.0),
            add_stations: inputs(self.add_stations).collect(),
            move_stations: self.move_stations.0.into_iter().flat_map(|e| e.0).collect(),
            close_stations: listed(self.close_stations).collect(),
            relevel_stations: (self.relevel_stations.0.into_iter())
                .flat_map(|entry| entry.0)
                .collect(),
            add_demand: inputs(self.add_demand).collect(),
            scale_demand: self.scale_demand.0.into_iter().flat_map(|e| e.0).collect(),
            add_streets: inputs(self.add_streets).collect(),
            remove_streets: listed(self.remove_streets).collect(),
            study_area: self.study_area.map(|entry| entry.0),
        }
    }
}

/// The scenarios in the order of the file; each builds on one that there is, and none on itself.
pub(super) fn read(tables: ScenarioTables) -> Result<Vec<Scenario>, Misfit> {
    let mut tables: Vec<(Spanned<String>, ScenarioTable)> = tables.into_iter().collect();
    tables.sort_by_key(|(name, _)| name.span().start);
    let (mut scenarios, mut spans) = (Vec::new(), Vec::new());
    for (name, table) in tables {
        let span = name.span();
        let name = name.into_inner();
        if name.trim().is_empty() {
            let told = Told::new("a scenario without a name", "情景没有名称");
            return Err(Misfit::at(told, span));
        }
        spans.push(table.based_on.as_ref().map_or(span, Spanned::span));
        scenarios.push(table.scenario(name));
    }
    for (scenario, span) in scenarios.iter().zip(&spans) {
        chain(&scenario.name, &scenarios).map_err(|Unfounded { scenario, fault }| {
            let nth = scenarios.iter().position(|other| other.name == scenario);
            let span = nth.map_or(span, |nth| &spans[nth]).clone();
            Misfit { fault, span }
        })?;
    }
    Ok(scenarios)
}

/// A scenario that builds on what is not there, or on itself.
pub(super) struct Unfounded {
    scenario: String,
    pub(super) fault: Box<ReadFault>,
}

/// What a scenario builds on, the first applied first, and itself.
pub(super) fn chain<'s>(
    name: &str,
    all: &'s [Scenario],
) -> Result<Vec<&'s Scenario>, Unfounded> {
    let mut chain: Vec<&Scenario> = Vec::new();
    let mut next = Some(name);
    while let Some(name) = next {
        let last = chain.last().map_or(name, |last| last.name.as_str()).to_owned();
        let Some(found) = all.iter().find(|scenario| scenario.name == name) else {
            let known: Vec<String> =
                all.iter().map(|scenario| scenario.name.clone()).collect();
            let near = nearest(name, known.iter().map(String::as_str));
            let near = near.map(str::to_owned);
            let fault = ReadFault::NoScenario { name: name.to_owned(), known, near };
            return Err(Unfounded { scenario: last, fault: Box::new(fault) });
        };
        if let Some(first) = chain.iter().position(|other| other.name == name) {
            let circle = chain[first..].iter().chain([&found]);
            let fault = ReadFault::Circle(circle.map(|one| one.name.clone()).collect());
            return Err(Unfounded { scenario: last, fault: Box::new(fault) });
        }
        chain.push(found);
        next = found.based_on.as_deref();
    }
    chain.reverse();
    Ok(chain)
}

#[cfg(test)]
#[path = "scenarios_tests.rs"]
mod tests;
