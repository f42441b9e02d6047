//! Walking time saved, or lost.

use super::matching::{Matching, Pair, Side};
use crate::coverage::{Count, Nearest};
use crate::model::{Substitution, Weight};
use std::cmp::Ordering;

/// Walking time to the nearest station, before and after.
///
/// A resident is somebody who is there both times: of a point that grew or shrank, the smaller of
/// its two weights. Only residents with a walk both times save or lose time; the budget plays no
/// part. Everyone else is counted apart:
///
/// ```text
/// residents + reachable + unreachable + never + newcomers = everyone after
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeSaved {
    /// Residents with a walk both times.
    pub residents: Count,
    /// Those of them who walk less than before.
    pub faster: Count,
    /// Those of them who walk longer.
    pub slower: Count,
    /// Residents who reach a station only now.
    pub reachable: Count,
    /// Residents who reach none any more.
    pub unreachable: Count,
    /// Residents who reach none before or after.
    pub never: Count,
    /// Those who were not there before: new points, and the growth of others.
    pub newcomers: Count,
    /// What the residents walked before, one number a group.
    pub before: Vec<PersonTime>,
    /// What they walk after.
    pub after: Vec<PersonTime>,
}

/// Time by people, exact: milliseconds times thousandths of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonTime(i128);

/// Milliseconds in a minute.
const MINUTE_MS: i128 = 60_000;

impl PersonTime {
    /// The time of some people who walk equally long.
    #[must_use]
    pub fn of(people: Weight, ms: u32) -> Self {
        Self(i128::from(people.thousandths()) * i128::from(ms))
    }

    /// Thousandths of a person times milliseconds.
    #[must_use]
    pub fn thousandths_ms(self) -> i128 {
        self.0
    }

    /// Person-minutes in thousandths, rounded half up.
    #[must_use]
    pub fn person_minutes_thousandths(self) -> i128 {
        (self.0 + MINUTE_MS / 2).div_euclid(MINUTE_MS)
    }

    /// The mean over some people in milliseconds, rounded half up; `None` over nobody.
    #[must_use]
    pub fn mean_ms(self, people: Weight) -> Option<i64> {
        let people = i128::from(people.thousandths());
        (people > 0).then(|| (2 * self.0 + people).div_euclid(2 * people) as i64)
    }

    /// The mean over some people in thousandths of a minute, rounded half up; `None` over nobody.
    #[must_use]
    pub fn mean_minutes_thousandths(self, people: Weight) -> Option<i128> {
        let people = i128::from(people.thousandths()) * (MINUTE_MS / 1000);
        (people > 0).then(|| (2 * self.0 + people).div_euclid(2 * people))
    }
}

impl std::ops::Sub for PersonTime {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl TimeSaved {
    /// What a group walks less than before, in all; negative where it walks longer.
    #[must_use]
    pub fn saved(&self, group: usize) -> PersonTime {
        self.before[group] - self.after[group]
    }

    /// What a resident of a group walks less on average, in milliseconds rounded half up; `None`
    /// where there is none.
    #[must_use]
    pub fn mean_saved_ms(&self, group: usize) -> Option<i64> {
        self.saved(group).mean_ms(self.residents.weights[group])
    }
}

/// Time to the nearest station of a level.
pub(super) fn to_level(matching: &Matching<'_>, level: u8) -> TimeSaved {
    saved(matching, |side, point| side.nearest(level, point))
}

/// Time to the nearest station whatever its level: that of the last level where higher levels stand
/// in for lower ones, else the quickest of all levels.
pub(super) fn to_any(matching: &Matching<'_>) -> TimeSaved {
    saved(matching, |side, point| {
        let levels = side.evaluation.levels.len() as u8;
        match side.evaluation.options.substitution {
            Substitution::Inclusive => side.nearest(levels, point),
            Substitution::Exclusive => {
                let all = (1..=levels).filter_map(|level| side.nearest(level, point));
                all.min_by_key(|nearest| nearest.ms)
            }
        }
    })
}

fn saved(
    matching: &Matching<'_>,
    nearest: impl Fn(&Side<'_>, u32) -> Option<Nearest>,
) -> TimeSaved {
    let nobody = || matching.nobody();
    let mut time = TimeSaved {
        residents: nobody(),
        faster: nobody(),
        slower: nobody(),
        reachable: nobody(),
        unreachable: nobody(),
        never: nobody(),
        newcomers: nobody(),
        before: vec![PersonTime::default(); matching.groups.len()],
        after: vec![PersonTime::default(); matching.groups.len()],
    };
    let Matching { before, after, .. } = matching;
    for &pair in &matching.pairs {
        match pair {
            Pair::Gone(_) => {}
            Pair::New(point) => after.add(&mut time.newcomers, point),
            Pair::Both(old, new) => {
                let weights: Vec<[Weight; 2]> = before
                    .weights(old)
                    .zip(after.weights(new))
                    .map(<[_; 2]>::from)
                    .collect();
                let walks = [nearest(before, old), nearest(after, new)];
                time.add(&weights, walks.map(|walk| walk.map(|nearest| nearest.ms)));
            }
        }
    }
    time
}

impl TimeSaved {
    /// Adds a point that is there both times: its weights and walks, before and after.
    fn add(&mut self, weights: &[[Weight; 2]], walks: [Option<u32>; 2]) {
        let stayed: Vec<Weight> =
            weights.iter().map(|&[before, after]| before.min(after)).collect();
        for (nth, &[before, after]) in weights.iter().enumerate() {
            self.newcomers.weights[nth] += after.saturating_sub(before);
        }
        let part = match walks {
            [Some(_), Some(_)] => &mut self.residents,
            [None, Some(_)] => &mut self.reachable,
            [Some(_), None] => &mut self.unreachable,
            [None, None] => &mut self.never,
        };
        add(part, &stayed);
        let [Some(before), Some(after)] = walks else { return };
        match after.cmp(&before) {
            Ordering::Less => add(&mut self.faster, &stayed),
            Ordering::Greater => add(&mut self.slower, &stayed),
            Ordering::Equal => {}
        }
        for (nth, &people) in stayed.iter().enumerate() {
            self.before[nth].0 += PersonTime::of(people, before).0;
            self.after[nth].0 += PersonTime::of(people, after).0;
        }
    }
}

fn add(count: &mut Count, weights: &[Weight]) {
    count.blocks += 1;
    for (sum, &weight) in count.weights.iter_mut().zip(weights) {
        *sum += weight;
    }
}
