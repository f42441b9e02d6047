//! What becomes of gaps.
//!
//! Gaps of the two sides that share a demand point are the same gap, directly or through others:
//!
//! ```text
//! before   A    B C   D
//!          |\    \|              one family: A split in two
//! after    a b    c       e      one family: B and C grew together
//!                                D is closed, e is new
//! ```
//!
//! So families share out the gaps of both sides: their sums are the sums of all gaps, and a gap
//! that splits or merges is counted once.

use super::matching::{Matching, Pair, Side};
use crate::coverage::Count;
use crate::gap::Gap;
use crate::model::{Weight, people_group};
use crate::network::DisjointSets;
use rustc_hash::FxHashMap;
use std::cmp::{Ordering, Reverse};

/// Gaps of both sides that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapFamily {
    /// The gaps before, by their place among those of the level; empty where it is new.
    pub before: Vec<u32>,
    /// The gaps after; empty where it is closed.
    pub after: Vec<u32>,
    /// Everyone in them before.
    pub count_before: Count,
    /// Everyone in them after.
    pub count_after: Count,
    /// What became of it.
    pub change: GapChange,
}

/// What became of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GapChange {
    /// Some point of it is in a gap on both sides.
    Remains(Trend),
    /// None of its points was in a gap before.
    New,
    /// None of its points is in a gap after.
    Closed,
}

/// Whether what remains has more people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trend {
    /// More than before.
    Grew,
    /// Fewer than before.
    Shrank,
    /// As many as before.
    Same,
}

impl GapChange {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Remains(_) => "remains",
            Self::New => "new",
            Self::Closed => "closed",
        }
    }
}

impl Trend {
    /// The English key used in files and results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Grew => "grew",
            Self::Shrank => "shrank",
            Self::Same => "same",
        }
    }
}

impl GapFamily {
    /// Whether one gap became several.
    #[must_use]
    pub fn is_split(&self) -> bool {
        !self.before.is_empty() && self.after.len() > self.before.len()
    }

    /// Whether several became fewer, and some remain.
    #[must_use]
    pub fn is_merged(&self) -> bool {
        !self.after.is_empty() && self.before.len() > self.after.len()
    }
}

/// The families of a level: most people on either side first, equal ones by their first gap after,
/// then before.
pub(super) fn families(matching: &Matching<'_>, level: u8) -> Vec<GapFamily> {
    let [old, new] = [&matching.before, &matching.after]
        .map(|side| side.answer(level).map_or(&[][..], |answer| &answer.gaps));
    let family = |(before, after): (Vec<u32>, Vec<u32>)| {
        let count_before = count(matching, &matching.before, old, &before);
        let count_after = count(matching, &matching.after, new, &after);
        let change = match (before.is_empty(), after.is_empty()) {
            (true, _) => GapChange::New,
            (_, true) => GapChange::Closed,
            _ => GapChange::Remains(trend(matching, &count_before, &count_after)),
        };
        GapFamily { before, after, count_before, count_after, change }
    };
    let mut families: Vec<GapFamily> =
        kin(&matching.pairs, old, new).into_iter().map(family).collect();
    let most = |family: &GapFamily| {
        let both = [&family.count_before, &family.count_after];
        both.map(|count| people(matching, count)).into_iter().max()
    };
    let first = |gaps: &[u32]| gaps.first().copied().unwrap_or(u32::MAX);
    families.sort_by_key(|family| {
        (Reverse(most(family)), first(&family.after), first(&family.before))
    });
    families
}

/// The gaps before and after that belong together, by their places.
fn kin(pairs: &[Pair], old: &[Gap], new: &[Gap]) -> Vec<(Vec<u32>, Vec<u32>)> {
    let of_point = |gaps: &[Gap]| -> FxHashMap<u32, u32> {
        let gaps = gaps.iter().zip(0..);
        gaps.flat_map(|(gap, place)| gap.points.iter().map(move |&p| (p, place)))
            .collect()
    };
    let (old_of, new_of) = (of_point(old), of_point(new));
    let of_old = |place: u32| new.len() as u32 + place;
    let mut sets = DisjointSets::new(new.len() + old.len());
    for pair in pairs {
        if let Pair::Both(before, after) = pair
            && let (Some(&before), Some(&after)) = (old_of.get(before), new_of.get(after))
        {
            sets.join(after, of_old(before));
        }
    }
    let mut kin: FxHashMap<u32, (Vec<u32>, Vec<u32>)> = FxHashMap::default();
    for place in 0..new.len() as u32 {
        kin.entry(sets.root(place)).or_default().1.push(place);
    }
    for place in 0..old.len() as u32 {
        kin.entry(sets.root(of_old(place))).or_default().0.push(place);
    }
    kin.into_values().collect()
}

fn count(matching: &Matching<'_>, side: &Side<'_>, gaps: &[Gap], of: &[u32]) -> Count {
    let mut count = matching.nobody();
    for point in of.iter().flat_map(|&gap| &gaps[gap as usize].points) {
        side.add(&mut count, *point);
    }
    count
}

fn people(matching: &Matching<'_>, count: &Count) -> Weight {
    let blocks = || Weight::whole(count.blocks as u32);
    count.weights.get(people_group(&matching.groups)).copied().unwrap_or_else(blocks)
}

fn trend(matching: &Matching<'_>, before: &Count, after: &Count) -> Trend {
    match people(matching, after).cmp(&people(matching, before)) {
        Ordering::Greater => Trend::Grew,
        Ordering::Less => Trend::Shrank,
        Ordering::Equal => Trend::Same,
    }
}
