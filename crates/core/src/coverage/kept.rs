//! What an evaluation found on its way, kept for the next.

use super::Evaluation;
use super::area::Membership;
use super::delta::Delta;
use super::run::Run;
use super::searched::Searched;
use super::surroundings::Families;
use super::verdict::Knowledge;
use crate::gap::{Joiner, Uncovered};
use crate::model::{District, Metric};
use crate::network::{Network, Snap};
use crate::table::{Doors, Measure, Pairing, Rows, Since, Spread, Walking};
use crate::units::Unit;
use std::sync::Arc;

/// What an evaluation found on its way: whatever is not asked again while it holds.
///
/// # Cost
///
/// Of memory: see [`Prepared`](crate::scenario::Prepared).
#[derive(Debug)]
pub(crate) struct Kept {
    /// The streets as the profile walks them.
    pub(super) network: Option<Network>,
    pub(super) snaps: Arc<Vec<Option<Snap>>>,
    pub(super) door_snaps: Doors<Option<Snap>>,
    pub(super) measures: Vec<KeptMeasure>,
    /// By level, as the crow flies.
    pub(super) straight: Vec<Spread>,
    /// Of the measure of the last level.
    pub(super) rows: Rows,
    pub(super) rows_unit: Unit,
    pub(super) knowledge: Knowledge,
    pub(super) joiner: Joiner,
    pub(super) membership: Membership,
    pub(super) families: Families,
    /// By level: what the causes of the uncovered were judged by.
    pub(super) uncovered: Vec<Vec<Uncovered>>,
    /// Stations that have an area and were tied to the streets, rising.
    pub(super) rooted_tied: Vec<u32>,
}

/// One unit that a budget needed.
#[derive(Debug)]
pub(super) struct KeptMeasure {
    pub(super) unit: Unit,
    /// Absent in a straight run.
    pub(super) walking: Option<Arc<Walking>>,
    /// By level.
    pub(super) used: Vec<Spread>,
    /// By level; empty if no station was closed.
    pub(super) closed: Vec<Spread>,
    /// By level; empty if the hours of all were known.
    pub(super) unsure: Vec<Spread>,
    /// How far those and the closed ones were sought.
    pub(super) closed_limit: u32,
}

/// What the steps of an evaluation found, beside the ground and the measures.
pub(super) struct Found {
    pub(super) searched: Searched,
    pub(super) rows: Rows,
    pub(super) joiner: Joiner,
    pub(super) membership: Membership,
    pub(super) families: Families,
    pub(super) uncovered: Vec<Vec<Uncovered>>,
}

impl Run<'_> {
    /// Takes everything with it that need not be asked again.
    pub(super) fn keep(self, found: Found) -> Kept {
        let Found { searched, rows, joiner, membership, families, uncovered } = found;
        let rows_unit = self.measure(self.ground.district.levels.max(1)).unit();
        let limits: Vec<u32> =
            (0..self.measures.len()).map(|nth| self.closed_limit(nth)).collect();
        let mut closed = searched.closed.into_iter();
        let mut unsure = searched.unsure.into_iter();
        let measures = self.measures.into_iter().zip(searched.used).zip(limits);
        let measures = measures.map(|((measure, used), closed_limit)| KeptMeasure {
            unit: measure.unit(),
            walking: match measure {
                Measure::Walking(walking) => Some(walking),
                Measure::Straight(_) => None,
            },
            used,
            closed: closed.next().unwrap_or_default(),
            unsure: unsure.next().unwrap_or_default(),
            closed_limit,
        });
        Kept {
            network: self.ground.network().cloned(),
            snaps: Arc::clone(&self.ground.snaps),
            door_snaps: self.ground.door_snaps.clone(),
            measures: measures.collect(),
            straight: searched.straight,
            rows,
            rows_unit,
            knowledge: self.knowledge,
            joiner,
            membership,
            families,
            uncovered,
            rooted_tied: self.roll.rooted_tied,
        }
    }
}

/// An evaluation, and what has changed since.
#[derive(Debug)]
pub(crate) struct Before<'b> {
    pub(super) kept: &'b Kept,
    pub(super) evaluation: &'b Evaluation,
    pub(super) delta: Delta,
}

impl<'b> Before<'b> {
    /// Compares a district, of which an evaluation was kept, with another.
    pub(crate) fn new(
        district: &District,
        evaluation: &'b Evaluation,
        kept: &'b Kept,
        after: &District,
    ) -> Self {
        Self { kept, evaluation, delta: Delta::between(district, after) }
    }

    /// Who is who among the demand.
    pub(super) fn points(&self) -> &Pairing {
        &self.delta.points
    }

    /// What was measured in a unit, if it holds: the streets are the same, or there were none and
    /// are none.
    pub(super) fn measure(&self, unit: Unit, metric: Metric) -> Option<&'b KeptMeasure> {
        let holds = match metric {
            Metric::Network => self.delta.same_streets,
            Metric::Straight => true,
        };
        let comparable = holds && self.evaluation.options.metric == metric;
        let mut measures = self.kept.measures.iter();
        measures.find(|kept| comparable && kept.unit == unit)
    }

    /// Something that was found by one of the measures, and what has changed since.
    pub(super) fn since<'s, K>(
        &'s self,
        walking: Option<&'s Walking>,
        kept: &'s K,
    ) -> Since<'s, K> {
        Since { kept, walking, points: self.points(), stays: &self.delta.stays }
    }

    /// This, if the ties to the streets hold.
    pub(super) fn on_streets(&self) -> Option<&Self> {
        self.delta.same_streets.then_some(self)
    }
}
