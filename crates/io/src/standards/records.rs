//! Records that are told as they are: moves, and ways of building.

use super::column::Headers;
use super::entries::{Entries, Entry};
use std::collections::BTreeMap;
use walkshed::model::BuildMode;
use walkshed::standard::Amount;

/// A station that moved, or was enlarged.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Relocation {
    /// The station.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it was.
    pub from: Option<String>,
    /// When it moved, as written.
    pub on: Option<String>,
    /// Floor area before, in square meters.
    pub before: Option<Amount>,
    /// Floor area after.
    pub after: Option<Amount>,
    /// Stories that it has now.
    pub floors: Option<Amount>,
}

impl Relocation {
    /// The floor area gained, or lost where it is below nothing.
    #[must_use]
    pub fn gained(&self) -> Option<Amount> {
        let (before, after) = (self.before?.thousandths(), self.after?.thousandths());
        Some(Amount::from_thousandths(after.saturating_sub(before)))
    }
}

/// How many stations came to be how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BuildModes {
    /// By the key of the mode.
    pub by_mode: BTreeMap<&'static str, usize>,
    /// Stations that do not say.
    pub unknown: usize,
}

/// The stations that say where they were, when they moved, or how large they were before.
pub(super) fn relocations(entries: &Entries<'_>) -> Vec<Relocation> {
    let headers = &entries.headers;
    entries.list.iter().filter_map(|entry| relocation(entry, headers)).collect()
}

fn relocation<'a>(entry: &Entry<'a>, headers: &Headers<'a>) -> Option<Relocation> {
    let text = |field: &str| headers.cell(entry, field)?.text();
    let number = |field: &str| headers.cell(entry, field)?.number();
    let (from, on) = (text("moved_from"), text("moved_on"));
    let before = number("area_before_m2");
    let area = entry.facts.service_area.or(entry.facts.floor_area);
    let moved = from.is_some() || on.is_some() || before.is_some();
    moved.then(|| Relocation {
        id: entry.id.to_owned(),
        name: entry.name.to_owned(),
        from,
        on,
        before,
        after: area.and_then(|area| Amount::from_f64(area.m2)),
        floors: number("floors"),
    })
}

pub(super) fn build_modes(entries: &Entries<'_>) -> BuildModes {
    let mut modes = BuildModes::default();
    for entry in &entries.list {
        match entry.facts.build_mode {
            Some(mode) => *modes.by_mode.entry(BuildMode::key(mode)).or_default() += 1,
            None => modes.unknown += 1,
        }
    }
    modes
}
