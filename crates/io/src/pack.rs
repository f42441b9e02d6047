//! Packs: what people agreed on, as files and never as code. Vocabularies, calendars, standards,
//! ratings.
//!
//! ```text
//! packs/*.toml (bundled) ─┐
//! files of the project   ─┴─► Packs { vocabulary, calendar, .. }
//! ```
//!
//! A pack is a TOML file whose head says what it is:
//!
//! ```toml
//! id = "our-words"
//! kind = "vocabulary"
//! title = { zh = "本市用语", en = "Words of our city" }
//! source = "where it comes from"
//! verified = false      # whether somebody read it in the source named
//! ```
//!
//! Those that every project has are bundled; a project adds others under `packs`, by the id of a
//! bundled one or by the path of its own file. What a later pack says of an id replaces what an
//! earlier one said.

mod calendar;
mod head;
mod rating;
mod standard;
mod triggers;
mod vocabulary;

pub(crate) use calendar::is_between;
pub use calendar::{BeyondCalendar, Calendar, Festival, Market, Need};
pub use head::{Head, Title};
pub use rating::RatingPack;
pub use standard::{Clause, Reach, Served, Standard};
pub use vocabulary::{Term, TermKind, Vocabulary};

use crate::error::{ReadError, ReadFault};
use crate::project::{explain, nearest};
use head::Kind;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use walkshed::upgrade::Triggers;

/// The packs that come with Walkshed, by id.
const BUNDLED: &[(&str, &str)] = &[
    ("vocabulary", include_str!("../packs/vocabulary.toml")),
    ("calendar-cn", include_str!("../packs/calendar-cn.toml")),
    ("upgrade", include_str!("../packs/upgrade.toml")),
    ("fengqing-8have", include_str!("../packs/fengqing-8have.toml")),
    ("baoji-6have", include_str!("../packs/baoji-6have.toml")),
    ("baoji-6unified", include_str!("../packs/baoji-6unified.toml")),
    ("tongguan-3plus18", include_str!("../packs/tongguan-3plus18.toml")),
    ("tongguan-1-1-3-4", include_str!("../packs/tongguan-1-1-3-4.toml")),
    ("floor-areas", include_str!("../packs/floor-areas.toml")),
    ("gb-50180", include_str!("../packs/gb-50180.toml")),
    ("international", include_str!("../packs/international.toml")),
    ("stars-5", include_str!("../packs/stars-5.toml")),
];

/// Those that every project has.
const ALWAYS: &[&str] = &["vocabulary", "calendar-cn", "upgrade"];

/// The packs of a project.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Packs {
    /// What each was called, in the order of reading.
    pub heads: Vec<Head>,
    /// Words for services, facilities, groups, themes and kinds.
    pub vocabulary: Vocabulary,
    /// What is asked of the network, in the order of reading.
    pub standards: Vec<Standard>,
    /// How stations are given stars.
    pub ratings: Vec<RatingPack>,
    /// When something is to be done about a station.
    pub triggers: Triggers,
    /// Holidays, make-up working days, seasons and markets.
    pub calendar: Calendar,
}

impl Packs {
    /// Reads the packs that every project has, and those that are named: by the id of a bundled
    /// one, or by a path relative to `folder`.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if a file is missing (status 4), or says what is not understood (status 3),
    /// with its line.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed_io::pack::{Packs, TermKind};
    ///
    /// let packs = Packs::read(".".as_ref(), &[])?;
    /// assert_eq!(packs.vocabulary.id(TermKind::Service, "养老"), "eldercare");
    /// # Ok::<(), walkshed_io::ReadError>(())
    /// ```
    pub fn read(folder: &Path, names: &[String]) -> Result<Self, ReadError> {
        let always = ALWAYS.iter().map(|&id| id.to_owned());
        let names: Vec<String> = always.chain(names.iter().cloned()).collect();
        Self::default().and(folder, &names)
    }

    /// The same and more; a standard that is there already gets the rules that it lacks.
    ///
    /// `floor-areas#yunnan` takes only those rules of a pack whose id starts with `yunnan`.
    ///
    /// # Errors
    ///
    /// As [`Packs::read`].
    pub fn and(&self, folder: &Path, names: &[String]) -> Result<Self, ReadError> {
        let mut packs = self.clone();
        let mut drafts = Vec::new();
        for name in names {
            packs.add_named(folder, name, &mut drafts)?;
        }
        // the words of a rule may stand in a pack that comes later
        for draft in drafts {
            packs.add_draft(draft);
        }
        Ok(packs)
    }

    /// The ids of all bundled packs.
    pub fn bundled() -> impl Iterator<Item = &'static str> {
        BUNDLED.iter().map(|&(id, _)| id)
    }

    fn add_named(
        &mut self,
        folder: &Path,
        name: &str,
        drafts: &mut Vec<Draft>,
    ) -> Result<(), ReadError> {
        let (name, part) = match name.split_once('#') {
            Some((name, part)) => (name, Some(part)),
            None => (name, None),
        };
        if let Some((id, text)) = BUNDLED.iter().find(|(id, _)| *id == name) {
            return self.add(&PathBuf::from(format!("{id}.toml")), text, part, drafts);
        }
        let path = folder.join(name);
        if !path.is_file() && Path::new(name).extension().is_none() {
            let near = nearest(name, Self::bundled()).map(str::to_owned);
            let known = Self::bundled().map(str::to_owned).collect();
            let fault = ReadFault::NoPack { name: name.to_owned(), known, near };
            return Err(ReadError::unusable(folder, fault));
        }
        let bytes = std::fs::read(&path)
            .map_err(|source| ReadError::Unreadable { path: path.clone(), source })?;
        let text = String::from_utf8(bytes)
            .map_err(|_bytes| ReadError::damaged(&path, ReadFault::NotUtf8))?;
        self.add(&path, &text, part, drafts)
    }

    /// Adds one pack, whatever its kind.
    fn add(
        &mut self,
        path: &Path,
        text: &str,
        part: Option<&str>,
        drafts: &mut Vec<Draft>,
    ) -> Result<(), ReadError> {
        let head: Head = parse(path, text)?;
        match head.kind {
            Kind::Vocabulary => self.vocabulary.add(parse(path, text)?),
            Kind::Triggers => {
                parse::<triggers::File>(path, text)?.set(&mut self.triggers);
            }
            Kind::Standard => {
                let part = part.map(str::to_owned);
                drafts.push(Draft::Standard(head.clone(), part, parse(path, text)?));
            }
            Kind::Rating => {
                drafts.push(Draft::Rating(head.clone(), parse(path, text)?));
            }
            Kind::Calendar => self.calendar.add(parse(path, text)?),
        }
        self.heads.push(head);
        Ok(())
    }

    fn add_draft(&mut self, draft: Draft) {
        match draft {
            Draft::Standard(head, part, file) => {
                let new = file.standard(head, part.as_deref(), &self.vocabulary);
                let known = self.standards.iter_mut().find(|s| s.head.id == new.head.id);
                match known {
                    Some(known) => known.extend(new),
                    None => self.standards.push(new),
                }
            }
            Draft::Rating(head, file) => {
                self.ratings.retain(|rating| rating.head.id != head.id);
                self.ratings.push(file.rating(head, &self.vocabulary));
            }
        }
    }
}

/// A pack whose words are understood when all packs are read.
enum Draft {
    Standard(Head, Option<String>, standard::File),
    Rating(Head, rating::File),
}

fn parse<T: for<'de> Deserialize<'de>>(path: &Path, text: &str) -> Result<T, ReadError> {
    toml::from_str(text).map_err(|error| explain(&error, text, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_packs_are_read_and_named_as_their_files() {
        for (id, text) in BUNDLED {
            let mut packs = Packs::default();
            packs.add(Path::new(id), text, None, &mut Vec::new()).unwrap();
            assert_eq!(packs.heads[0].id, *id);
        }
    }

    #[test]
    fn an_unknown_pack_names_the_nearest() {
        let error = Packs::read(Path::new("."), &["vocabulry".to_owned()]).unwrap_err();
        assert!(error.to_string().contains("vocabulary"), "{error}");
        assert_eq!(error.status(), 3);
    }
}
