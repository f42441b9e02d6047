//! The four ways to ask something.

use super::{
    Amount, Bound, Held, Judgement, Measure, Required, Spread, Subject, Verdict,
};

/// One thing that a rule asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// A measure within a bound.
    Measured {
        /// What is measured.
        measure: Measure,
        /// What it is held against.
        bound: Bound,
    },
    /// Things that should be there.
    Holds {
        /// What is asked for.
        wanted: Vec<Wanted>,
        /// How many of them are enough; `None` is all.
        at_least: Option<usize>,
        /// The list that would name them.
        list: List,
    },
    /// Something should be said.
    Said {
        /// By any of these names.
        names: Vec<String>,
    },
    /// What is said should be one of some words.
    OneOf {
        /// What it is said by.
        name: String,
        /// The words.
        values: Vec<String>,
        /// Another word will do where a reason stands here.
        unless: Option<String>,
    },
}

/// A thing that should be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The thing, by its id.
    pub id: String,
    /// Whatever counts as it: itself, and what is narrower.
    pub counts: Vec<String>,
    /// How many there should be.
    pub count: u32,
    /// What sort of thing it is: a list that names no other of this sort does not say that it is missing.
    pub sort: String,
}

/// Where things are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// Rooms, zones and equipment.
    Facilities,
    /// Services.
    Services,
}

impl Check {
    /// Judges a subject.
    #[must_use]
    pub fn judge(&self, subject: &Subject) -> Judgement {
        match self {
            Self::Measured { measure, bound } => measure.judge(bound, subject),
            Self::Holds { wanted, at_least, list } => {
                let items: Vec<Held> =
                    wanted.iter().map(|wanted| wanted.held(subject, *list)).collect();
                held(items, at_least.unwrap_or(wanted.len()))
            }
            Self::Said { names } => said(names, subject),
            Self::OneOf { name, values, unless } => {
                let said = subject.texts.get(name).cloned();
                let reason = unless.as_ref().and_then(|name| subject.texts.get(name));
                let verdict = match &said {
                    Some(Some(word)) if values.contains(word) => Verdict::Pass,
                    Some(Some(_)) if reason.is_some_and(Option::is_some) => Verdict::Pass,
                    Some(Some(_)) => Verdict::Fail,
                    Some(None) | None => Verdict::Unknown,
                };
                let required = Some(Required::OneOf(values.clone()));
                let said = said.flatten();
                Judgement { required, said, ..Judgement::bare(verdict) }
            }
        }
    }
}

/// Whether any of some names is there, and says something.
fn said(names: &[String], subject: &Subject) -> Judgement {
    let mut there = names.iter().filter_map(|name| subject.texts.get(name)).peekable();
    let blank = there.peek().is_some();
    let said = there.flatten().next().cloned();
    let verdict = match said {
        Some(_) => Verdict::Pass,
        None if blank => Verdict::Fail,
        None => Verdict::Unknown,
    };
    Judgement { said, ..Judgement::bare(verdict) }
}

/// Whether enough things are there, however the unknown ones turn out.
fn held(items: Vec<Held>, at_least: usize) -> Judgement {
    let of = |wanted| items.iter().filter(|held| held.verdict == wanted).count();
    let (sure, possible) = (of(Verdict::Pass), of(Verdict::Unknown));
    let verdict = match at_least {
        enough if sure >= enough => Verdict::Pass,
        enough if sure + possible < enough => Verdict::Fail,
        _ => Verdict::Unknown,
    };
    Judgement {
        required: Some(Required::Things(Amount::count(at_least))),
        measured: Some(Amount::count(sure)),
        items,
        ..Judgement::bare(verdict)
    }
}

impl Wanted {
    fn held(&self, subject: &Subject, list: List) -> Held {
        let inventory = &subject.inventory;
        let counted = self.counts.iter().filter_map(|id| inventory.things.get(id));
        let have: u32 = counted.copied().fold(0, u32::saturating_add);
        let listed = match list {
            List::Facilities => {
                inventory.facilities_listed || inventory.sorts_listed.contains(&self.sort)
            }
            List::Services => inventory.services_listed,
        };
        let denied = inventory.things.get(&self.id) == Some(&0);
        let verdict = match have >= self.count {
            true => Verdict::Pass,
            false if listed || denied => Verdict::Fail,
            false => Verdict::Unknown,
        };
        Held { id: self.id.clone(), have, want: self.count, verdict }
    }
}

impl Judgement {
    fn bare(verdict: Verdict) -> Self {
        let items = Vec::new();
        Self {
            verdict,
            required: None,
            measured: None,
            spread: Spread::Exact,
            said: None,
            items,
            assumed: false,
        }
    }
}
