//! `walkshed matrix`: every walk within a budget.

use crate::args::Matrix;
use crate::failure::Failure;
use crate::session::{Asked, Session};
use crate::words::Word;
use walkshed::coverage::Evaluation;
use walkshed_io::report;
use walkshed_io::selection::Selection;

pub(crate) fn run(session: &mut Session<'_>, args: &Matrix) -> Result<(), Failure> {
    let asked = Asked {
        project: &args.project,
        scenario: args.scenario.name(),
        budgets: &[],
        profiles: args.profile.as_deref().into_iter().collect(),
        metric: args.metric,
        substitution: None,
        norms: false,
        year: None,
        selection: Selection::from(&args.which),
    };
    let loaded = session.load(&asked)?;
    let (district, options) = (&loaded.district, &loaded.options);
    let progress = session.progress();
    progress.say(Word::Measuring);
    let (table, unit) =
        session.compute(|| Evaluation::table(district, options, args.budget))?;
    drop(progress);
    session.write(|out| report::matrix(out, district, &table, unit, options.metric))
}
