//! One evaluation kept, so that the next asks only what differs.

use crate::coverage::{Before, Evaluation, Kept, Step, evaluate};
use crate::model::{CoverageOptions, District};
use std::sync::Arc;

/// A district with its evaluation, ready for what-if.
///
/// What differs is found by comparing districts, not declared, so the answer is exact whoever made
/// the change. What is asked again, and what is not:
///
/// | what differs | asked again |
/// |---|---|
/// | weights, sites, names | nothing: sums only |
/// | a station came, went, moved, opened, changed level | the junctions and places that it takes or leaves, one bounded search, causes and gaps around |
/// | demand came | its ties, its nearest stations, the stations that it reaches |
/// | demand went | the gaps that it lay in |
/// | outlines of areas | who belongs where |
/// | how far streets are mapped | the depth inside |
/// | streets or barriers | everything along the streets; straight distances, memberships and depth stay |
///
/// Streets are the same if [`Network::is_clone_of`](crate::network::Network::is_clone_of) says so:
/// a network that was built again numbers its nodes anew, so no tie is carried over.
///
/// It is only read by what it evaluates: many variants may be evaluated from one at once.
///
/// # Cost
///
/// Of memory, beside the district and its evaluation: the graphs of the run, about 400 bytes a
/// demand point, for each level 16 bytes a junction and 80 a demand point, and the table.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
/// use walkshed::coverage::Evaluation;
/// use walkshed::model::{CoverageOptions, District};
/// use walkshed::scenario::{Changes, Prepared};
///
/// let options = CoverageOptions::default();
/// let prepared = Prepared::new(Arc::new(District::default()), &options, &|_| {});
/// let after = Changes::default().apply(prepared.district());
/// assert_eq!(prepared.evaluate(&after, &|_| {}), Evaluation::of(&after, &options));
/// ```
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
    ///
    /// # Cost
    ///
    /// A pass over both districts to compare them, a copy of the labels of each level that
    /// changes, searches around what differs, and every sum anew.
    #[must_use]
    pub fn evaluate(
        &self,
        after: &District,
        watch: &(dyn Fn(Step) + Sync),
    ) -> Evaluation {
        self.evaluated(after, watch).0
    }

    /// The same, ready for what-if in its turn: phases that build on one another.
    ///
    /// What did not change is shared with this one.
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
