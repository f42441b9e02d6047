//! A scenario beside what it is compared with, evaluated: what reports and layers of a comparison
//! are made from.

use crate::Loaded;
use walkshed::comparison::Comparison;
use walkshed::coverage::Evaluation;

/// Two evaluations and their comparison.
///
/// Both sides are to count the same places: where the scenario has a study area, the demand before
/// is limited to it too.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// What it is compared with: the project as it stands, or another scenario.
    pub before: (&'a Loaded, &'a Evaluation),
    /// The scenario.
    pub after: (&'a Loaded, &'a Evaluation),
    /// What became of everybody.
    pub comparison: &'a Comparison,
}
