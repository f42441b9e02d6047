//! People counted: parts that add up to wholes exactly (rule 12).

use super::Status;
use crate::model::{Demand, Weight};
use std::ops::AddAssign;

/// Blocks, and their weights by group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Number of demand points.
    pub blocks: usize,
    /// One weight a group, in the order of [`Demand::groups`].
    pub weights: Vec<Weight>,
}

impl Count {
    /// Nobody, for a demand with this many groups.
    #[must_use]
    pub fn none(demand: &Demand) -> Self {
        Self { blocks: 0, weights: vec![Weight::ZERO; demand.groups().len()] }
    }

    /// Counts some demand points.
    #[must_use]
    pub fn of(demand: &Demand, points: impl IntoIterator<Item = usize>) -> Self {
        let mut count = Self::none(demand);
        points.into_iter().for_each(|point| count.add(demand, point));
        count
    }

    /// Counts one more demand point.
    pub fn add(&mut self, demand: &Demand, point: usize) {
        self.blocks += 1;
        for (sum, &weight) in self.weights.iter_mut().zip(demand.weights(point)) {
            *sum += weight;
        }
    }
}

impl AddAssign<&Self> for Count {
    fn add_assign(&mut self, other: &Self) {
        self.blocks += other.blocks;
        for (sum, &weight) in self.weights.iter_mut().zip(&other.weights) {
            *sum += weight;
        }
    }
}

/// A whole and its three parts: `covered + uncovered + unknown = total`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Everyone.
    pub total: Count,
    /// Within the budget of a station.
    pub covered: Count,
    /// Certainly not.
    pub uncovered: Count,
    /// What is known of streets and hours does not tell.
    pub unknown: Count,
}

impl Coverage {
    /// Sorts some demand points by their status.
    #[must_use]
    pub fn of(
        demand: &Demand,
        points: impl IntoIterator<Item = usize>,
        status: impl Fn(usize) -> Status,
    ) -> Self {
        let none = || Count::none(demand);
        let [mut covered, mut uncovered, mut unknown] = [none(), none(), none()];
        for point in points {
            let part = match status(point) {
                Status::Covered => &mut covered,
                Status::Uncovered(_) => &mut uncovered,
                Status::Unknown(_) => &mut unknown,
            };
            part.add(demand, point);
        }
        let mut total = none();
        for part in [&covered, &uncovered, &unknown] {
            total += part;
        }
        Self { total, covered, uncovered, unknown }
    }

    /// Covered / total of one group, six decimals; `None` if there is nobody.
    #[must_use]
    pub fn share(&self, group: usize) -> Option<f64> {
        self.covered.weights[group].share_of(self.total.weights[group])
    }

    /// The share if all that is unknown were covered.
    #[must_use]
    pub fn share_if_unknown_covered(&self, group: usize) -> Option<f64> {
        let most = self.covered.weights[group] + self.unknown.weights[group];
        most.share_of(self.total.weights[group])
    }
}
