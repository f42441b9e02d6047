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
        let features = matches!(place, Place::Feature(_));
        let known = self.files.last();
        if !known.is_some_and(|last| last.file == rows.file && last.features == features)
        {
            let (file, first) = (rows.file.clone(), self.numbers.len());
            self.files.push(FileOrigin { file, first, features });
        }
        self.numbers.push(u32::try_from(place.number()).unwrap_or(u32::MAX));
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
    }
}
