//! `walkshed compare`: scenarios beside the project as it stands.

use super::folder_name;
use crate::args::{Compare, TableFormat};
use crate::failure::Failure;
use crate::findings;
use crate::session::{Asked, Session, check_scenario};
use crate::sheet::{ComparisonSheet, write_summary};
use crate::words::Word;
use crate::workbook::ChangeBook;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use walkshed::comparison::Comparison;
use walkshed::coverage::{Evaluation, Step};
use walkshed::model::Metric;
use walkshed::scenario::Prepared;
use walkshed_io::write::{Format, Options};
use walkshed_io::{Compared, Finding, Loaded, over_the_same, report, write};

pub(crate) fn run(session: &mut Session<'_>, args: &Compare) -> Result<(), Failure> {
    let loaded = Sides::load(session, args)?;
    let answers = loaded.evaluate(session)?;
    let compared: Vec<Compared<'_>> = answers.iter().map(Answer::compared).collect();
    if let Some(out) = &args.layers.out {
        for (compared, name) in compared.iter().zip(folders(&once(&args.scenario))) {
            let folder = match answers.len() {
                1 => out.clone(),
                _ => out.join(name),
            };
            for &format in &args.layers.layer_formats {
                write_layers(session, *compared, (format, args.layers.bom), &folder)?;
            }
        }
    }
    match args.format {
        TableFormat::Table => write_sheets(session, &compared),
        TableFormat::Json => {
            let report = report::comparison(&compared);
            session.write(|out| {
                serde_json::to_writer_pretty(&mut *out, &report)?;
                writeln!(out)
            })
        }
    }
}

/// Each name once.
fn once(names: &[String]) -> Vec<&String> {
    let mut seen = HashSet::new();
    names.iter().filter(|name| seen.insert(*name)).collect()
}

/// A folder for each name, no two the same whatever the case.
fn folders(names: &[&String]) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    for name in names {
        let free = write::free(&folder_name(name), taken.iter().map(String::as_str));
        taken.push(free);
    }
    taken
}

/// What was read: the project as it stands, what is compared with it, and with what.
struct Sides {
    base: Loaded,
    against: Option<Loaded>,
    scenarios: Vec<Loaded>,
}

/// One scenario and what it is compared with, over the same places.
struct Answer {
    before: (Arc<Loaded>, Arc<Evaluation>),
    after: (Loaded, Evaluation),
    comparison: Comparison,
}

impl Answer {
    fn compared(&self) -> Compared<'_> {
        Compared {
            before: (&self.before.0, &self.before.1),
            after: (&self.after.0, &self.after.1),
            comparison: &self.comparison,
        }
    }
}

impl Sides {
    fn load(session: &mut Session<'_>, args: &Compare) -> Result<Self, Failure> {
        let asked = Asked::from(&args.terms);
        let project = asked.open()?;
        for name in args.scenario.iter().chain(&args.against) {
            check_scenario(&project, name)?;
        }
        let progress = session.progress();
        progress.say(Word::Reading);
        let (sides, mixed) = session.compute(|| {
            let watch = |stage| progress.load(stage);
            let base = project.load(&watch)?;
            let scenario = |name: &String| project.load_scenario(name, &base, &watch);
            let names = once(&args.scenario).into_iter();
            let scenarios = names.map(scenario).collect::<Result<Vec<_>, _>>()?;
            let against = args.against.as_ref().map(scenario).transpose()?;
            let mut sides = Self { base, against, scenarios };
            if let Some(year) = asked.common_year(sides.all())? {
                sides.each(|loaded| *loaded = loaded.in_year(year));
            }
            sides.try_each(|loaded| asked.select(loaded))?;
            let mixed = sides.settle_metric();
            Ok::<_, Failure>((sides, mixed))
        })??;
        drop(progress);
        let deepest = sides.all().map(|loaded| loaded.district.levels).max();
        asked.check_budgets(deepest.unwrap_or(0))?;
        sides.tell(session);
        if mixed {
            session.warn(session.lang.mixed_metrics());
        }
        Ok(sides)
    }

    /// Changes every side.
    fn each(&mut self, change: impl FnMut(&mut Loaded)) {
        self.all_mut().for_each(change);
    }

    /// Changes every side, unless one cannot be.
    fn try_each(
        &mut self,
        change: impl FnMut(&mut Loaded) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.all_mut().try_for_each(change)
    }

    fn all_mut(&mut self) -> impl Iterator<Item = &mut Loaded> {
        let against = self.against.iter_mut().chain(&mut self.scenarios);
        [&mut self.base].into_iter().chain(against)
    }

    /// Compares like with like: where one side has no streets, all are straight. Returns whether
    /// any is so against its will.
    fn settle_metric(&mut self) -> bool {
        let straight = |loaded: &Loaded| loaded.options.metric == Metric::Straight;
        let mixed = self.all().any(straight) && !self.all().all(straight);
        if mixed {
            self.each(|loaded| loaded.options.metric = Metric::Straight);
        }
        mixed
    }

    fn all(&self) -> impl Iterator<Item = &Loaded> {
        [&self.base].into_iter().chain(&self.against).chain(&self.scenarios)
    }

    /// Tells every finding once: most are those of the project, whatever the scenario.
    fn tell(&self, session: &mut Session<'_>) {
        let lang = session.lang.0;
        let mut told = HashSet::new();
        let all = self.all().flat_map(|loaded| &loaded.findings);
        let new = |finding: &&Finding| told.insert(finding.text(lang));
        let new: Vec<Finding> = all.filter(new).cloned().collect();
        session.tell(&findings::of_input(session.lang, &new));
    }

    /// Evaluates every side once, the first in full and the others by what differs.
    fn evaluate(self, session: &mut Session<'_>) -> Result<Vec<Answer>, Failure> {
        let progress = session.progress();
        let watch = |step| progress.evaluate(step);
        let answers = session.compute(|| self.answers(&watch))?;
        drop(progress);
        for answer in &answers {
            let (loaded, evaluation) = answer.compared().after;
            session.tell(&findings::of_evaluation(session.lang, loaded, evaluation));
        }
        Ok(answers)
    }

    fn answers(self, watch: &(dyn Fn(Step) + Sync)) -> Vec<Answer> {
        let Self { base, against, scenarios } = self;
        let prepared =
            Prepared::new(Arc::new(base.district.clone()), &base.options, watch);
        let evaluate = |loaded: &Loaded| {
            if loaded.options == base.options {
                prepared.evaluate(&loaded.district, watch)
            } else {
                Evaluation::watched(&loaded.district, &loaded.options, watch)
            }
        };
        let whole = match &against {
            Some(against) => Arc::new(evaluate(against)),
            None => Arc::new(prepared.evaluation().clone()),
        };
        let against = Arc::new(against.unwrap_or_else(|| base.clone()));
        let answer = |after: Loaded| {
            let [limited, after_limited] = over_the_same(&against, &after);
            let before = match limited {
                Some(limited) => {
                    let evaluation = Arc::new(evaluate(&limited));
                    (Arc::new(limited), evaluation)
                }
                None => (Arc::clone(&against), Arc::clone(&whole)),
            };
            let after = after_limited.unwrap_or(after);
            let evaluation = evaluate(&after);
            let comparison = Comparison::of(
                (&before.0.district, &before.1),
                (&after.district, &evaluation),
            );
            Answer { before, after: (after, evaluation), comparison }
        };
        scenarios.into_iter().map(answer).collect()
    }
}

fn write_sheets(
    session: &mut Session<'_>,
    compared: &[Compared<'_>],
) -> Result<(), Failure> {
    let sheets: Vec<ComparisonSheet<'_>> =
        compared.iter().map(|&one| ComparisonSheet::new(session.lang, one)).collect();
    session.write(|out| {
        if sheets.len() > 1 {
            write_summary(&sheets, out)?;
            writeln!(out, "\n")?;
        }
        for (nth, sheet) in sheets.iter().enumerate() {
            if nth > 0 {
                writeln!(out, "\n")?;
            }
            sheet.write(out)?;
        }
        Ok(())
    })
}

fn write_layers(
    session: &mut Session<'_>,
    compared: Compared<'_>,
    (format, bom): (Format, bool),
    folder: &Path,
) -> Result<(), Failure> {
    let progress = session.progress();
    progress.say(Word::Writing);
    let lang = session.lang;
    let written = match format {
        Format::Xlsx => ChangeBook { lang, compared }.write(folder)?,
        _ => write::write_changes(folder, compared, format, Options { bom })?,
    };
    drop(progress);
    session.tell_written(&written);
    Ok(())
}
