//! Names of streets in one string.

use crate::column::Column;
use rustc_hash::FxHashMap;

/// Numbered texts.
///
/// ```text
/// bytes  high streetstation road
/// ends   11         23
/// ```
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    pub(super) bytes: Column<u8>,
    /// Where each ends.
    pub(super) ends: Column<u32>,
}

impl Texts {
    /// A text by its number; one that is not there is empty.
    pub(super) fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let first = number.checked_sub(1).and_then(|n| self.ends.get(n));
        let end = self.ends.get(number).map_or(0, |&end| end as usize);
        let bytes = self.bytes.get(first.map_or(0, |&n| n as usize)..end);
        std::str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// These texts in the making, for more.
    pub(super) fn maker(&self) -> TextsMaker {
        let known = (0..self.len() as u32).map(|n| (self.get(n).into(), n)).collect();
        TextsMaker { bytes: self.bytes.to_vec(), ends: self.ends.to_vec(), known }
    }

    /// The first text that does not end where the next can begin, if they are not sound.
    pub(super) fn fault(&self) -> Option<usize> {
        let Ok(text) = std::str::from_utf8(&self.bytes) else { return Some(0) };
        let mut last = 0;
        for (number, &end) in self.ends.iter().enumerate() {
            if end < last || !text.is_char_boundary(end as usize) {
                return Some(number);
            }
            last = end;
        }
        (last as usize != text.len()).then(|| self.len())
    }
}

/// Texts in the making, each kept once.
#[derive(Debug, Default)]
pub(super) struct TextsMaker {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    known: FxHashMap<Box<str>, u32>,
}

impl TextsMaker {
    /// The number of a text.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(&known) = self.known.get(text) {
            return known;
        }
        let number = self.ends.len() as u32;
        self.bytes.extend(text.bytes());
        self.ends.push(self.bytes.len() as u32);
        self.known.insert(text.into(), number);
        number
    }

    pub(super) fn finish(self) -> Texts {
        Texts { bytes: Column::new(self.bytes), ends: Column::new(self.ends) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_numbered_once() {
        let mut maker = TextsMaker::default();
        let numbers = ["大街", "", "lane", "大街"].map(|text| maker.number(text));
        assert_eq!(numbers, [0, 1, 2, 0]);
        let texts = maker.finish();
        assert_eq!([0, 1, 2, 3].map(|n| texts.get(n)), ["大街", "", "lane", ""]);
        assert_eq!(texts.fault(), None);
    }

    #[test]
    fn a_text_that_is_cut_is_told() {
        let of = |ends: &[u32]| Texts {
            bytes: Column::new("大街lane".bytes().collect()),
            ends: Column::new(ends.to_vec()),
        };
        assert_eq!(of(&[6, 10]).fault(), None);
        assert_eq!(of(&[6]).fault(), Some(1));
        assert_eq!(of(&[4, 10]).fault(), Some(0));
        assert_eq!(of(&[6, 5, 10]).fault(), Some(1));
        assert_eq!(of(&[6, 11]).fault(), Some(1));
        let bytes = Column::new(vec![0xff]);
        assert_eq!(Texts { bytes, ends: Column::new(vec![1]) }.fault(), Some(0));
    }
}
