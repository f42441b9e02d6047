//! Who was covered before, who is after, and everything that lies between.

use super::matching::{Matching, Pair, Side};
use super::{Difference, Standing, Transition};
use crate::coverage::{Count, Coverage};

/// Coverage before and after, with its account.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverageChange {
    /// The sums before.
    pub before: Coverage,
    /// The sums after.
    pub after: Coverage,
    /// How the one becomes the other.
    pub account: Account,
}

/// How covered people become more, or fewer; exact for every group:
///
/// ```text
/// covered after - covered before = gained - lost + newcomers covered - gone covered + growth
/// ```
///
/// What was not covered may have been unknown (rule 13): then it is not the change that helped,
/// but what is known of the streets. `gained_from_unknown` and `lost_to_unknown` say how many.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// On both sides, covered only after; weights after.
    pub gained: Count,
    /// Those of the gained of whom nothing was known before.
    pub gained_from_unknown: Count,
    /// On both sides, covered only before; weights before.
    pub lost: Count,
    /// Those of the lost of whom nothing is known after.
    pub lost_to_unknown: Count,
    /// Those who are there only after.
    pub newcomers: Coverage,
    /// Those who were there only before.
    pub gone: Coverage,
    /// By how much those covered both times grew, one number a group.
    pub growth: Vec<Difference>,
}

impl CoverageChange {
    /// Sorts some points of both sides.
    pub(super) fn of(
        matching: &Matching<'_>,
        level: u8,
        pairs: impl Iterator<Item = Pair>,
    ) -> Self {
        let nobody = || matching.nobody();
        let none = || Coverage {
            total: nobody(),
            covered: nobody(),
            uncovered: nobody(),
            unknown: nobody(),
        };
        let mut change = Self {
            before: none(),
            after: none(),
            account: Account {
                gained: nobody(),
                gained_from_unknown: nobody(),
                lost: nobody(),
                lost_to_unknown: nobody(),
                newcomers: none(),
                gone: none(),
                growth: vec![Difference::ZERO; matching.groups.len()],
            },
        };
        pairs.for_each(|pair| change.add(matching, level, pair));
        change
    }

    fn add(&mut self, matching: &Matching<'_>, level: u8, pair: Pair) {
        let Matching { before, after, .. } = matching;
        let account = &mut self.account;
        if let Some(point) = pair.before() {
            add(&mut self.before, before, level, point);
        }
        if let Some(point) = pair.after() {
            add(&mut self.after, after, level, point);
        }
        match pair {
            Pair::New(point) => add(&mut account.newcomers, after, level, point),
            Pair::Gone(point) => add(&mut account.gone, before, level, point),
            Pair::Both(old, new) => match matching.transition(level, pair) {
                Transition::Gained => {
                    after.add(&mut account.gained, new);
                    if before.standing(level, old) == Standing::Unknown {
                        after.add(&mut account.gained_from_unknown, new);
                    }
                }
                Transition::Lost => {
                    before.add(&mut account.lost, old);
                    if after.standing(level, new) == Standing::Unknown {
                        before.add(&mut account.lost_to_unknown, old);
                    }
                }
                Transition::Kept => {
                    let weights = before.weights(old).zip(after.weights(new));
                    for (growth, (old, new)) in account.growth.iter_mut().zip(weights) {
                        *growth += Difference::between(old, new);
                    }
                }
                _ => {}
            },
        }
    }

    /// By how much more people of a group are covered.
    #[must_use]
    pub fn difference(&self, group: usize) -> Difference {
        let covered = |coverage: &Coverage| coverage.covered.weights[group];
        Difference::between(covered(&self.before), covered(&self.after))
    }

    /// By how much the share of a group rises: the difference of the two shares as they are told, six
    /// decimals; `None` if there is nobody on one side.
    #[must_use]
    pub fn share_difference(&self, group: usize) -> Option<f64> {
        let rise = self.after.share(group)? - self.before.share(group)?;
        Some((rise * 1e6).round() / 1e6)
    }
}

impl Account {
    /// By how much more people of a group are covered, put together from its parts: always
    /// [`CoverageChange::difference`].
    #[must_use]
    pub fn sum(&self, group: usize) -> Difference {
        let of = |count: &Count| Difference::from(count.weights[group]);
        of(&self.gained) - of(&self.lost) + of(&self.newcomers.covered)
            - of(&self.gone.covered)
            + self.growth[group]
    }
}

fn add(coverage: &mut Coverage, side: &Side<'_>, level: u8, point: u32) {
    let part = match side.standing(level, point) {
        Standing::Covered => &mut coverage.covered,
        Standing::Uncovered => &mut coverage.uncovered,
        Standing::Unknown => &mut coverage.unknown,
    };
    side.add(part, point);
    side.add(&mut coverage.total, point);
}
