//! Where the things of the model stood in their files, so that what is found about them later can
//! name file and row.

use crate::finding::{Finding, Place, Problem};
use crate::rows::Rows;

/// The places of the things of one role, in the order of the model.
///
/// # Cost
///
/// Four bytes a thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    files: Vec<FileOrigin>,
    numbers: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct FileOrigin {
    file: String,
    /// The first thing that came from it.
    first: usize,
    features: bool,
}

impl Origins {
    /// Notes that the next thing comes from this place of these rows.
    pub(crate) fn push(&mut self, rows: &Rows, place: Place) {
        self.add(&rows.file, place);
    }

    fn add(&mut self, file: &str, place: Place) {
        let features = matches!(place, Place::Feature(_));
        let known = self.files.last();
        if !known.is_some_and(|last| last.file == file && last.features == features) {
            let (file, first) = (file.to_owned(), self.numbers.len());
            self.files.push(FileOrigin { file, first, features });
        }
        self.numbers.push(u32::try_from(place.number()).unwrap_or(u32::MAX));
    }

    /// Adds those of things that stand behind these.
    pub(crate) fn append(&mut self, others: &Self) {
        for (file, place) in (0..others.numbers.len()).filter_map(|nth| others.of(nth)) {
            self.add(file, place);
        }
    }

    /// Those of the things that are kept.
    pub(crate) fn kept(&self, kept: impl Iterator<Item = bool>) -> Self {
        let mut origins = Self::default();
        let places = kept.enumerate().filter(|&(_, kept)| kept);
        for (file, place) in places.filter_map(|(nth, _)| self.of(nth)) {
            origins.add(file, place);
        }
        origins
    }

    /// File and place of one; `None` if there are not so many.
    #[must_use]
    pub fn of(&self, nth: usize) -> Option<(&str, Place)> {
        let number = *self.numbers.get(nth)? as usize;
        let after = self.files.partition_point(|file| file.first <= nth);
        let file = self.files.get(after.checked_sub(1)?)?;
        let place =
            if file.features { Place::Feature(number) } else { Place::Row(number) };
        Some((&file.file, place))
    }

    /// A finding about one.
    pub(crate) fn finding(&self, nth: usize, problem: Problem) -> Finding {
        match self.of(nth) {
            Some((file, place)) => Finding::new(file, problem).at(place),
            None => Finding::new("", problem),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn things_remember_their_file_and_place() {
        let rows = |name: &str| Rows::new(name, Path::new(name));
        let (a, b) = (rows("a.csv"), rows("b.json"));
        let mut origins = Origins::default();
        origins.push(&a, Place::Row(2));
        origins.push(&a, Place::Row(4));
        origins.push(&b, Place::Feature(1));
        origins.push(&a, Place::Row(9));
        let told: Vec<_> = (0..5).map(|nth| origins.of(nth)).collect();
        assert_eq!(
            told,
            [
                Some(("a.csv", Place::Row(2))),
                Some(("a.csv", Place::Row(4))),
                Some(("b.json", Place::Feature(1))),
                Some(("a.csv", Place::Row(9))),
                None
            ]
        );
        let mut twice = origins.clone();
        twice.append(&origins);
        assert_eq!((twice.of(4), twice.of(6)), (origins.of(0), origins.of(2)));
        let kept = twice.kept((0..8).map(|nth| nth != 3 && nth < 6));
        assert_eq!(kept.of(3), Some(("a.csv", Place::Row(2))));
        assert_eq!((kept.of(2), kept.of(5)), (origins.of(2), None));
    }
}
