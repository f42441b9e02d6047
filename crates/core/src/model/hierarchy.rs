//! The shape of the network: how many stations each level should have, and who may stand in for
//! whom.

use super::{Grid, Station, Status};
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt;
use std::str::FromStr;

/// Whether a station of a higher level discharges the duty of a lower one (rule 17).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Substitution {
    /// Any station of the level or above serves: the resident's view.
    #[default]
    Inclusive,
    /// Only that level counts: the provision view of GB 50180-2018, whose circles are not nested.
    Exclusive,
}

impl Substitution {
    /// Whether a station of level `station` counts at `level`.
    #[must_use]
    pub fn counts(self, station: u8, level: u8) -> bool {
        match self {
            Self::Inclusive => station <= level,
            Self::Exclusive => station == level,
        }
    }

    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Inclusive => "inclusive",
            Self::Exclusive => "exclusive",
        }
    }
}

/// A declared shape such as `1+4+11+10`, `N` standing for any number.
///
/// # Examples
///
/// ```
/// use walkshed::model::Pattern;
///
/// let pattern: Pattern = "1+4+N".parse()?;
/// assert_eq!(pattern.levels(), 3);
/// assert_eq!(pattern.expected(2), Some(4));
/// assert_eq!(pattern.expected(3), None);
/// # Ok::<(), walkshed::model::InvalidPattern>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Option<u32>>);

/// More levels than any administration has.
const MOST_LEVELS: usize = 9;

impl Pattern {
    /// Number of levels.
    #[must_use]
    pub fn levels(&self) -> u8 {
        self.0.len() as u8
    }

    /// How many stations level `level` should have; `None` for any number.
    #[must_use]
    pub fn expected(&self, level: u8) -> Option<u32> {
        self.0.get(usize::from(level).checked_sub(1)?).copied().flatten()
    }

    /// Every level whose number of stations differs; closed ones are there no more.
    #[must_use]
    pub fn faults(&self, stations: &[Station]) -> Vec<HierarchyFault> {
        let there = |s: &&Station| s.status != Status::Closed;
        let count =
            |level| stations.iter().filter(there).filter(|s| s.level == level).count();
        let wrong = (1..=self.levels()).filter_map(|level| {
            let (expected, found) = (self.expected(level)? as usize, count(level));
            (expected != found).then_some(HierarchyFault::Count {
                level,
                found,
                expected,
            })
        });
        wrong.collect()
    }
}

impl FromStr for Pattern {
    type Err = InvalidPattern;

    fn from_str(text: &str) -> Result<Self, InvalidPattern> {
        let invalid = || InvalidPattern { value: text.to_owned() };
        let count = |part: &str| match part.trim() {
            "N" | "n" => Ok(None),
            digits => digits.parse().ok().map(Some).ok_or_else(invalid),
        };
        let levels = text.split('+').map(count).collect::<Result<Vec<_>, _>>()?;
        if levels.len() > MOST_LEVELS { Err(invalid()) } else { Ok(Self(levels)) }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |count: &Option<u32>| count.map_or("N".to_owned(), |n| n.to_string());
        f.write_str(&self.0.iter().map(text).collect::<Vec<_>>().join("+"))
    }
}

/// A text that is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidPattern {
    /// The text as given.
    pub value: String,
}

impl fmt::Display for InvalidPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not a pattern: write one count per level, N for any, as in 1+4+11+10 \
             (at most {MOST_LEVELS} levels)",
            self.value
        )
    }
}

impl std::error::Error for InvalidPattern {}

/// Something wrong in the links of stations or grids.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HierarchyFault {
    /// The pattern wants another number of stations.
    Count {
        /// The level.
        level: u8,
        /// Stations found.
        found: usize,
        /// Stations the pattern wants.
        expected: usize,
    },
    /// A parent that is not there.
    UnknownParent {
        /// Who names it.
        id: String,
        /// The name.
        parent: String,
    },
    /// Parents that lead back to where they began, in order.
    Cycle {
        /// The ids on the way round.
        ids: Vec<String>,
    },
    /// A parent of the same or a lower rung.
    ParentNotAbove {
        /// Who names it.
        id: String,
        /// The name.
        parent: String,
    },
}

impl HierarchyFault {
    /// Faults among the parents of stations.
    #[must_use]
    pub fn of_stations(stations: &[Station]) -> Vec<Self> {
        let link = |s: &Station| (s.id.clone(), s.level, s.parent.clone());
        faults_of_links(&stations.iter().map(link).collect::<Vec<_>>())
    }

    /// Faults among the parents of grids.
    #[must_use]
    pub fn of_grids(grids: &[Grid]) -> Vec<Self> {
        let link = |g: &Grid| (g.id.clone(), g.level, g.parent.clone());
        faults_of_links(&grids.iter().map(link).collect::<Vec<_>>())
    }
}

impl fmt::Display for HierarchyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count { level, found, expected } => {
                write!(f, "level {level}: {found}/{expected}")
            }
            Self::UnknownParent { id, parent } => {
                write!(f, "{id} has parent {parent:?}, which is not there")
            }
            Self::Cycle { ids } => {
                write!(f, "parents go in a circle: {}", ids.join(" > "))
            }
            Self::ParentNotAbove { id, parent } => {
                write!(f, "{id} has parent {parent}, which is not of a higher level")
            }
        }
    }
}

/// Checks `(id, level, parent)` links; each cycle is named once, from its first member in input
/// order.
fn faults_of_links(links: &[(String, u8, Option<String>)]) -> Vec<HierarchyFault> {
    let index: FxHashMap<&str, usize> =
        links.iter().enumerate().map(|(i, (id, ..))| (id.as_str(), i)).collect();
    let parent = |i: usize| links[i].2.as_deref().and_then(|p| index.get(p).copied());
    let mut faults = Vec::new();
    let mut on_cycle = FxHashSet::default();
    for (i, (id, level, named)) in links.iter().enumerate() {
        let Some(named) = named else { continue };
        let Some(above) = parent(i) else {
            faults.push(HierarchyFault::UnknownParent {
                id: id.clone(),
                parent: named.clone(),
            });
            continue;
        };
        if let Some(round) = cycle_through(i, parent) {
            if on_cycle.insert(i) {
                on_cycle.extend(round.iter().copied());
                let ids = round.iter().chain([&i]).map(|&j| links[j].0.clone()).collect();
                faults.push(HierarchyFault::Cycle { ids });
            }
        } else if links[above].1 >= *level {
            let (id, parent) = (id.clone(), named.clone());
            faults.push(HierarchyFault::ParentNotAbove { id, parent });
        }
    }
    faults
}

/// The members of the cycle that `start` lies on, `start` first.
fn cycle_through(
    start: usize,
    parent: impl Fn(usize) -> Option<usize>,
) -> Option<Vec<usize>> {
    let mut seen = FxHashSet::default();
    let mut round = vec![start];
    let mut at = start;
    while let Some(next) = parent(at) {
        if next == start {
            return Some(round);
        }
        if !seen.insert(next) {
            return None; // a cycle further up, which names itself
        }
        round.push(next);
        at = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        let links: Vec<_> = text
            .split(',')
            .map(|link| {
                let mut words = link.split_whitespace();
                let id = words.next().unwrap().to_owned();
                let level = words.next().unwrap().parse().unwrap();
                (id, level, words.next().map(str::to_owned))
            })
            .collect();
        faults_of_links(&links).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_sound_tree_has_no_faults() {
        assert!(links("T1 1, C1 2 T1, S1 3 C1").is_empty());
    }

    #[test]
    fn a_cycle_is_named_once_and_what_hangs_on_it_not_at_all() {
        assert_eq!(
            links("A 1 C, B 2 A, C 3 B, D 4 C"),
            ["parents go in a circle: A > C > B > A"]
        );
        assert_eq!(links("A 1 A"), ["parents go in a circle: A > A"]);
    }

    #[test]
    fn unknown_and_inverted_parents_are_named() {
        assert_eq!(links("S1 3 X"), ["S1 has parent \"X\", which is not there"]);
        assert_eq!(
            links("S1 3, C1 2 S1"),
            ["C1 has parent S1, which is not of a higher level"]
        );
    }

    #[test]
    fn patterns_parse_and_print() {
        let pattern: Pattern = "1+4+N".parse().unwrap();
        assert_eq!(pattern.to_string(), "1+4+N");
        assert!("1+".parse::<Pattern>().is_err());
        assert!("1+1+1+1+1+1+1+1+1+1".parse::<Pattern>().is_err());
    }
}
