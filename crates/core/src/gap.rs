//! Gaps: connected uncovered demand, and why it is uncovered (rule 16).

mod border;
mod cause;
mod join;
mod regroup;

pub use cause::Cause;
pub(crate) use cause::{Judge, Uncovered, causes};
pub(crate) use join::Joiner;
pub(crate) use regroup::Groups;

use crate::coverage::{Count, Nearest};
use crate::model::{Demand, Weight};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// A connected set of uncovered demand with weight, at one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Its demand points, in input order.
    pub points: Vec<u32>,
    /// How many, by group.
    pub count: Count,
    /// The longest walk to a nearest station, in milliseconds; those who reach none left out.
    pub worst_ms: Option<u32>,
    /// The person-weighted lower median of those walks.
    pub median_ms: Option<u32>,
    /// The station nearest on foot for most people.
    pub nearest_station: Option<u32>,
    /// The cause with most people.
    pub cause: Cause,
}

/// Forms the gaps of one level, most people first, equal ones by their first point in input.
///
/// `groups` are the connected sets, points in input order; `answer` gives the nearest station and
/// the cause of a point.
pub(crate) fn gaps(
    demand: &Demand,
    groups: Vec<Vec<u32>>,
    answer: impl Fn(u32) -> (Option<Nearest>, Cause),
) -> Vec<Gap> {
    let mut gaps: Vec<Gap> =
        groups.into_iter().map(|points| gap(demand, points, &answer)).collect();
    let people = demand.people_group();
    gaps.sort_by(|a, b| {
        let (a_people, b_people) =
            (a.count.weights.get(people), b.count.weights.get(people));
        b_people.cmp(&a_people).then(a.points.cmp(&b.points))
    });
    gaps
}

fn gap(
    demand: &Demand,
    points: Vec<u32>,
    answer: &impl Fn(u32) -> (Option<Nearest>, Cause),
) -> Gap {
    let count = Count::of(demand, points.iter().map(|&p| p as usize));
    let mut times: Vec<(u32, Weight)> = Vec::new();
    let mut stations: Vec<(u32, Weight)> = Vec::new();
    let mut causes: Vec<(u32, Weight)> = Vec::new();
    for &point in &points {
        let (nearest, cause) = answer(point);
        let people = demand.people(point as usize);
        causes.push((cause as u32, people));
        if let Some(nearest) = nearest {
            times.push((nearest.ms, people));
            stations.push((nearest.station, people));
        }
    }
    Gap {
        worst_ms: times.iter().map(|&(ms, _)| ms).max(),
        median_ms: lower_median(times),
        nearest_station: most(stations),
        cause: most(causes).map_or(Cause::Far, Cause::nth),
        points,
        count,
    }
}

/// The value held by most weight; ties go to the smaller value.
fn most(values: impl IntoIterator<Item = (u32, Weight)>) -> Option<u32> {
    let mut sums: FxHashMap<u32, Weight> = FxHashMap::default();
    for (value, weight) in values {
        *sums.entry(value).or_default() += weight;
    }
    let sums = sums.into_iter().map(|(value, weight)| (weight, Reverse(value)));
    sums.max().map(|(_, Reverse(value))| value)
}

/// The smallest value at which half the weight lies at or below it; without weight, that of the
/// values themselves.
fn lower_median(mut values: Vec<(u32, Weight)>) -> Option<u32> {
    values.sort_unstable();
    let whole: Weight = values.iter().map(|&(_, weight)| weight).sum();
    if whole == Weight::ZERO {
        return values.get(values.len().saturating_sub(1) / 2).map(|&(value, _)| value);
    }
    let mut below = Weight::ZERO;
    let half = values.iter().find(|&&(_, weight)| {
        below += weight;
        below + below >= whole
    });
    half.map(|&(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_lower_one_and_counts_people() {
        let w = Weight::whole;
        assert_eq!(lower_median(vec![(1, w(1)), (2, w(1))]), Some(1));
        assert_eq!(lower_median(vec![(9, w(5)), (1, w(4))]), Some(9));
        assert_eq!(lower_median(vec![(3, w(0)), (1, w(0)), (2, w(0))]), Some(2));
        assert_eq!(lower_median(vec![]), None);
    }

    #[test]
    fn the_value_of_most_people_wins_and_ties_go_to_the_earlier() {
        let w = Weight::whole;
        assert_eq!(most(vec![(7, w(2)), (3, w(1)), (7, w(1)), (3, w(2))]), Some(3));
        assert_eq!(most(vec![(7, w(2)), (3, w(1))]), Some(7));
    }
}
