//! One evaluation kept, so that the next asks only what differs.

use crate::coverage::{Before, Evaluation, Kept, Step, evaluate};
use crate::model::{CoverageOptions, District};
use std::sync::Arc;

/// A district with its evaluation, ready for what-if.
#[derive(Debug)]
pub struct Prepared {
    district: Arc<District>,
    options: CoverageOptions,
    evaluation: Evaluation,
    kept: Kept,
}

impl Prepared {
    /// Evaluates a district and keeps what the evaluation found.
    #[must_use]
    pub fn new(
        district: Arc<District>,
        options: &CoverageOptions,
        watch: &(dyn Fn(Step) + Sync),
    ) -> Self {
        let (evaluation, kept) = evaluate(&district, options, None, watch);
        Self { district, options: options.clone(), evaluation, kept }
    }

    /// The district.
    #[must_use]
    pub fn district(&self) -> &District {
        &self.district
    }

    /// Its evaluation.
    #[must_use]
    pub fn evaluation(&self) -> &Evaluation {
        &self.evaluation
    }

    /// Evaluates another district on the same terms: equal to [`Evaluation::of`].
    #[must_use]
    pub fn evaluate(
        &self,
        after: &District,
        watch: &(dyn Fn(Step) + Sync),
    ) -> Evaluation {
        self.evaluated(after, watch).0
    }

    /// The same, ready for what-if in its turn.
    #[must_use]
    pub fn next(&self, after: Arc<District>, watch: &(dyn Fn(Step) + Sync)) -> Self {
        let (evaluation, kept) = self.evaluated(&after, watch);
        Self { district: after, options: self.options.clone(), evaluation, kept }
    }

    fn evaluated(
        &self,
        after: &District,
        watch: &(dyn Fn(Step) + Sync),
    ) -> (Evaluation, Kept) {
        let before = Before::new(&self.district, &self.evaluation, &self.kept, after);
        evaluate(after, &self.options, Some(&before), watch)
    }
}
