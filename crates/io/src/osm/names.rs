//! Names of streets, each kept once.

use rustc_hash::FxHashMap;
use walkshed::network::lines::NO_NAME;

/// Names, numbered by their first use.
#[derive(Debug, Default)]
pub(crate) struct Names {
    of: FxHashMap<Box<str>, u32>,
}

impl Names {
    /// The number of a name.
    pub(crate) fn number(&mut self, name: Option<&str>) -> u32 {
        let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else {
            return NO_NAME;
        };
        if let Some(&known) = self.of.get(name) {
            return known;
        }
        let next = self.of.len() as u32;
        self.of.insert(name.into(), next);
        next
    }

    /// The names by number.
    pub(crate) fn into_list(self) -> Vec<Box<str>> {
        let mut numbered: Vec<(u32, Box<str>)> =
            self.of.into_iter().map(|(name, number)| (number, name)).collect();
        numbered.sort_unstable_by_key(|&(number, _)| number);
        numbered.into_iter().map(|(_, name)| name).collect()
    }

    /// Takes in the names of another list; their new numbers, by their old ones.
    pub(super) fn take_in(&mut self, other: Self) -> Vec<u32> {
        other.into_list().iter().map(|name| self.number(Some(name))).collect()
    }
}

/// A number in a list of new numbers.
pub(super) fn renumbered(name: u32, numbers: &[u32]) -> u32 {
    if name == NO_NAME { NO_NAME } else { numbers[name as usize] }
}
