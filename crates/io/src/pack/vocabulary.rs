//! Words for services, facilities, groups, themes and kinds: one id for all ways to say a thing,
//! and a tree in which `eldercare` holds `meals`.

use super::Title;
use crate::normalize;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Words for what stations are, have and offer.
///
/// What no pack knows keeps the words it was written with, so that nothing is lost and a filter
/// can still ask for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    terms: Vec<Term>,
    /// By kind and by each of its names, as [`normalize::key`] makes them.
    by_name: FxHashMap<(TermKind, String), usize>,
}

/// One thing that can be named in several ways.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Term {
    /// What sort of thing it is.
    pub kind: TermKind,
    /// Its identity, unique in its kind.
    pub id: String,
    /// The wider term.
    pub parent: Option<String>,
    /// What sort of room or equipment it is, where it says so itself.
    pub sort: Option<String>,
    /// What people call it.
    pub title: Title,
}

/// What sort of thing a term names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TermKind {
    /// What is offered: 养老, 打印.
    Service,
    /// Rooms, zones, equipment: 阅览室, 便民服务区, 微波炉.
    Facility,
    /// Whom it is for: 快递员.
    Group,
    /// What a station is devoted to: 悦读驿站.
    Theme,
    /// What a station or resource is: 银行网点.
    Kind,
}

impl TermKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Service, Self::Facility, Self::Group, Self::Theme, Self::Kind];
}

/// The file of a vocabulary.
#[derive(Deserialize)]
pub(super) struct File {
    #[serde(default)]
    service: Vec<Entry>,
    #[serde(default)]
    facility: Vec<Entry>,
    #[serde(default)]
    group: Vec<Entry>,
    #[serde(default)]
    theme: Vec<Entry>,
    #[serde(default)]
    kind_of_place: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    parent: Option<String>,
    sort: Option<String>,
    zh: String,
    en: String,
    #[serde(default)]
    also: Vec<String>,
}

impl Vocabulary {
    /// Adds the terms of a file; one of the same kind and id is replaced, and keeps its names.
    pub(super) fn add(&mut self, file: File) {
        let File { service, facility, group, theme, kind_of_place } = file;
        for (kind, entries) in TermKind::ALL.into_iter().zip([
            service,
            facility,
            group,
            theme,
            kind_of_place,
        ]) {
            for entry in entries {
                self.add_entry(kind, entry);
            }
        }
    }

    fn add_entry(&mut self, kind: TermKind, entry: Entry) {
        let Entry { id, parent, sort, zh, en, also } = entry;
        let same = |term: &Term| term.kind == kind && term.id == id;
        let place = self.terms.iter().position(same).unwrap_or(self.terms.len());
        for name in [&id, &zh, &en].into_iter().chain(&also) {
            self.by_name.insert((kind, normalize::key(name)), place);
        }
        let known = self.terms.get(place).and_then(|known| known.sort.clone());
        let sort = sort.or(known);
        let term = Term { kind, id, parent, sort, title: Title { zh, en } };
        match self.terms.get_mut(place) {
            Some(known) => *known = term,
            None => self.terms.push(term),
        }
    }

    /// All terms, in the order of the packs.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term that a word names.
    #[must_use]
    pub fn find(&self, kind: TermKind, word: &str) -> Option<&Term> {
        self.by_name.get(&(kind, normalize::key(word))).map(|&place| &self.terms[place])
    }

    /// The id of what a word names; the word itself, normalized, where no pack knows it.
    #[must_use]
    pub fn id(&self, kind: TermKind, word: &str) -> String {
        self.find(kind, word)
            .map_or_else(|| normalize::plain(word), |term| term.id.clone())
    }

    /// The ids of a room, piece of equipment or service, and of all that is narrower than it and not
    /// within another of the ids `asked`, which is narrower too: what counts as this thing.
    pub(super) fn counting_as(&self, id: &str, asked: &[&str]) -> Vec<String> {
        let kinds = [TermKind::Facility, TermKind::Service];
        let within = |kind, id: &str, wide: &str| self.is_within(kind, id, wide);
        let mut ids = vec![id.to_owned()];
        for kind in kinds {
            let narrower = |other: &&&str| **other != id && within(kind, other, id);
            let closer: Vec<&&str> = asked.iter().filter(narrower).collect();
            let counts = |term: &&Term| {
                let claimed = closer.iter().any(|other| within(kind, &term.id, other));
                term.kind == kind && within(kind, &term.id, id) && !claimed
            };
            ids.extend(self.terms.iter().filter(counts).map(|term| term.id.clone()));
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// What sort of thing a room or piece of equipment is: what it says itself, or the nearest wider term
    /// that does; nothing for a word that no pack knows.
    #[must_use]
    pub fn sort(&self, id: &str) -> &str {
        let facility = |t: &&Term| t.kind == TermKind::Facility;
        let of = |id: &str| self.terms.iter().filter(facility).find(|t| t.id == id);
        let above = |term: &&Term| of(term.parent.as_deref()?);
        let mut wider = std::iter::successors(of(id), above).take(self.terms.len());
        wider.find_map(|term| term.sort.as_deref()).unwrap_or_default()
    }

    /// Whether a thing is another, or a narrower one.
    #[must_use]
    pub fn is_within(&self, kind: TermKind, id: &str, wide: &str) -> bool {
        let of = |id: &str| self.terms.iter().find(|t| t.kind == kind && t.id == id);
        let above = |term: &&Term| of(term.parent.as_deref()?);
        // a vocabulary that goes in circles ends too
        let mut wider = std::iter::successors(of(id), above).take(self.terms.len());
        id == wide || wider.any(|term| term.id == wide)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Packs;

    fn bundled() -> Vocabulary {
        Packs::read(".".as_ref(), &[]).unwrap().vocabulary
    }

    #[test]
    fn one_thing_has_many_names_in_both_scripts() {
        let words = bundled();
        for name in ["eldercare", "养老", "養老", "为老服务", "Elder care"] {
            assert_eq!(words.id(TermKind::Service, name), "eldercare", "{name}");
        }
        assert_eq!(words.id(TermKind::Service, "从未听说"), "从未听说");
    }

    #[test]
    fn a_wider_term_holds_the_narrower() {
        let words = bundled();
        let within = |id, wide| words.is_within(TermKind::Service, id, wide);
        assert!(within("meals", "eldercare") && within("eldercare", "eldercare"));
        assert!(!within("eldercare", "meals") && !within("从未听说", "eldercare"));
    }

    #[test]
    fn every_room_and_piece_of_equipment_is_of_a_sort() {
        let words = bundled();
        let facilities = words.terms().iter().filter(|t| t.kind == TermKind::Facility);
        for term in facilities {
            assert!(!words.sort(&term.id).is_empty(), "{}", term.id);
        }
        let sorts = ["microwave", "gym", "wish_wall", "duty_rules", "从未听说"];
        let sorts = sorts.map(|id| words.sort(id));
        assert_eq!(sorts, ["equipment", "room", "wall", "system", ""]);
    }

    #[test]
    fn every_parent_is_there() {
        let words = bundled();
        for term in words.terms() {
            let known = term.parent.as_deref().is_none_or(|parent| {
                words.terms().iter().any(|t| t.kind == term.kind && t.id == parent)
            });
            assert!(known, "{term:?}");
        }
    }
}
