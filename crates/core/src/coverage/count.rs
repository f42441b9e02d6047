//! People counted: parts that add up to wholes exactly (rule 12).

use super::Status;
use crate::model::{Demand, Weight};

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

/// A whole and its three parts: `covered + uncovered + unknown = total`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Everyone.
    pub total: Count,
    /// Within the budget of a station.
    pub covered: Count,
    /// Certainly not.
    pub uncovered: Count,
    /// The street data does not tell.
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
        let mut coverage =
            Self { total: none(), covered: none(), uncovered: none(), unknown: none() };
        for point in points {
            coverage.total.add(demand, point);
            let part = match status(point) {
                Status::Covered => &mut coverage.covered,
                Status::Uncovered(_) => &mut coverage.uncovered,
                Status::Unknown(_) => &mut coverage.unknown,
            };
            part.add(demand, point);
        }
        coverage
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
