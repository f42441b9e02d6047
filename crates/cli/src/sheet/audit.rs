//! An audit in words: levels, areas, communities, load, needs, problems.

mod areas;
mod assignment;
mod ledger;
mod levels;
mod needs;

pub(crate) use ledger::{detail as issue_detail, subject as issue_subject};

use super::circle::{budget_title, write_presence};
use super::{Sheet, heading, load, sources};
use crate::table::{Column, Table, cut};
use crate::words::{Audits, Word, Words};
use std::io::{self, Write};
use walkshed::audit::Audit;
use walkshed::circle::Reach;
use walkshed::coverage::Evaluation;
use walkshed_io::standards::Compliance;
use walkshed_io::{Circled, Loaded};

/// Rows of a list that is cut.
const LISTED: usize = 10;
/// Widest value of the heading.
const WIDEST: usize = 92;

/// An audit, and what is needed to put it into words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AuditSheet<'a> {
    pub(crate) lang: Words,
    pub(crate) loaded: &'a Loaded,
    pub(crate) evaluation: &'a Evaluation,
    pub(crate) circled: &'a Circled,
    /// The walks to the stations that count, words and all.
    pub(crate) reach: &'a Reach,
    pub(crate) audit: &'a Audit,
    pub(crate) compliance: &'a Compliance,
}

impl AuditSheet<'_> {
    /// Writes all sections; one without content is left out.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_heading(out)?;
        levels::write(self, out)?;
        areas::write(self, out)?;
        write_presence(self.lang, &self.audit.communities, &self.audit.presence, out)?;
        assignment::write(self, out)?;
        load::write(&Sheet::new(self.lang, self.loaded, self.evaluation), out)?;
        needs::write(self, out)?;
        super::standards::write(self.lang, self.loaded, self.compliance, out)?;
        ledger::write(self, out)?;
        sources::write(self.lang, self.loaded, out)
    }

    fn write_heading(&self, out: &mut dyn Write) -> io::Result<()> {
        let (lang, reach) = (self.lang, self.reach);
        writeln!(out, "{}\n", cut(&self.loaded.name, WIDEST))?;
        let mut terms = Table::new([Column::text(""), Column::text("").at_most(WIDEST)]);
        let mut say = |title: &str, value: String| terms.push([title.to_owned(), value]);
        if let Some(scenario) = &self.loaded.scenario {
            say(lang.say(Word::ScenarioTitle), lang.applied(Some(scenario)));
        }
        if let Some(pattern) = &self.loaded.pattern {
            let names = self.loaded.level_names.join(lang.comma());
            let names = if names.is_empty() { names } else { format!(" ({names})") };
            say(lang.tell(Audits::Pattern), format!("{pattern}{names}"));
        }
        say(lang.say(Word::MetricTitle), lang.metric(reach.metric).to_owned());
        say(lang.say(Word::ProfileTitle), lang.profile(&reach.profile));
        say(
            lang.say(budget_title(reach.budget)),
            lang.budget(reach.budget, &reach.profile),
        );
        let mut say_word = |word: Word, value| say(lang.say(word), value);
        heading::which(lang, self.loaded, &mut say_word);
        heading::year(self.loaded, &mut say_word);
        say_word(Word::DemandTitle, heading::demand(lang, self.loaded));
        terms.write(out)
    }
}
