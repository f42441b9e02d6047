//! One evaluation kept, so that the next asks only what differs.

use crate::coverage::{Evaluation, Step};
use crate::model::{CoverageOptions, District};
use std::sync::Arc;

/// A district with its evaluation, ready for what-if.
#[derive(Debug)]
pub struct Prepared {
    district: Arc<District>,
    options: CoverageOptions,
    evaluation: Evaluation,
}

impl Prepared {
    /// Evaluates a district and keeps what the evaluation found.
    #[must_use]
    pub fn new(
        district: Arc<District>,
        options: &CoverageOptions,
        watch: &(dyn Fn(Step) + Sync),
    ) -> Self {
        let evaluation = Evaluation::watched(&district, options, watch);
        Self { district, options: options.clone(), evaluation }
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
        Evaluation::watched(after, &self.options, watch)
    }
}
