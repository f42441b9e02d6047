//! Messages about the input, one a line: what is wrong first, notes last.

use crate::table::one_line;
use crate::words::{Word, Words};
use std::io::{self, Write};
use walkshed::coverage::{Evaluation, LeftOut};
use walkshed::model::Absence;
use walkshed_io::{Finding, Loaded, Severity};

/// Messages of one kind that are printed before the rest is only counted.
const EACH: usize = 20;
/// The same of notes, which nobody need act on.
const EACH_NOTE: usize = 5;
/// A leg this long is told (rule 5), in millimeters.
const LONG_LEG_MM: u64 = 250_000;

/// A line to be told.
#[derive(Debug)]
pub(crate) struct Message {
    severity: Severity,
    kind: Kind,
    text: String,
}

/// What messages have in common that are capped together.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Problem(String),
    LeftOut,
    LongLeg,
    NoArea,
    File,
}

impl Message {
    /// What a file could not take as it was.
    pub(crate) fn of_file(text: String) -> Self {
        Self { severity: Severity::Note, kind: Kind::File, text }
    }

    /// How much it costs.
    pub(crate) fn severity(&self) -> Severity {
        self.severity
    }

    /// What it says.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// A place without an area.
    pub(crate) fn no_area(text: String) -> Self {
        Self { severity: Severity::Warning, kind: Kind::NoArea, text }
    }
}

/// What reading the project found.
pub(crate) fn of_input(lang: Words, findings: &[Finding]) -> Vec<Message> {
    let message = |finding: &Finding| Message {
        severity: finding.severity(),
        kind: Kind::Problem(finding.problem.kind()),
        text: finding.text(lang.0),
    };
    findings.iter().map(message).collect()
}

/// What the evaluation found: stations that serve nobody, people far from any street.
pub(crate) fn of_evaluation(
    lang: Words,
    loaded: &Loaded,
    evaluation: &Evaluation,
) -> Vec<Message> {
    let district = &loaded.district;
    let max_snap_m = evaluation.options.max_snap_m;
    let stations = district.stations.iter().zip(&evaluation.stations);
    let left_out = stations.filter_map(|(station, answer)| {
        let reason = answer.left_out.filter(|&reason| !is_asked(reason))?;
        let why = lang.left_out(reason, station.status, max_snap_m);
        let severity = match reason {
            LeftOut::Absent(_) => Severity::Note, // as its owner says
            LeftOut::NoStreet | LeftOut::HoursUnknown => Severity::Warning,
        };
        let text = lang.station_left_out(&station.id, &station.name, &why);
        Some(Message { severity, kind: Kind::LeftOut, text })
    });
    let points = district.demand.points().iter().zip(&evaluation.snap_mm);
    let far = points.filter_map(|(point, leg)| {
        let leg = leg.filter(|&mm| mm > LONG_LEG_MM)?;
        let text = lang.long_leg(&point.id, leg);
        Some(Message { severity: Severity::Note, kind: Kind::LongLeg, text })
    });
    left_out.chain(far).collect()
}

/// Whether a station is left out because of what is asked, and not because of what it is.
fn is_asked(reason: LeftOut) -> bool {
    matches!(reason, LeftOut::Absent(absence) if absence != Absence::NotOperating)
}

/// Whether there is anything that its owner should correct.
pub(crate) fn any_wrong(messages: &[Message]) -> bool {
    messages.iter().any(|message| message.severity != Severity::Note)
}

/// Writes messages, kind by kind; `quiet` leaves out the notes.
pub(crate) fn write(
    messages: &[Message],
    lang: Words,
    quiet: bool,
    err: &mut dyn Write,
) -> io::Result<()> {
    let told = |message: &&Message| !(quiet && message.severity == Severity::Note);
    let mut told: Vec<&Message> = messages.iter().filter(told).collect();
    let mut kinds: Vec<&Kind> = Vec::new();
    for message in &told {
        if !kinds.contains(&&message.kind) {
            kinds.push(&message.kind);
        }
    }
    let first_of = |kind| kinds.iter().position(|&known| known == kind);
    told.sort_by_key(|message| (message.severity, first_of(&message.kind)));
    let alike =
        |a: &&Message, b: &&Message| (a.severity, &a.kind) == (b.severity, &b.kind);
    for group in told.chunk_by(alike) {
        let label = lang.severity(group[0].severity);
        let note = group[0].severity == Severity::Note;
        let each = if note { EACH_NOTE } else { EACH };
        for message in group.iter().take(each) {
            writeln!(err, "{label}{}{}", lang.colon(), one_line(&message.text))?;
        }
        if group.len() > each {
            writeln!(err, "{label}{}{}", lang.colon(), lang.more(group.len() - each))?;
        }
    }
    Ok(())
}

impl Words {
    /// How much a finding costs.
    pub(crate) fn severity(self, severity: Severity) -> &'static str {
        self.say(match severity {
            Severity::Rejected => Word::Rejected,
            Severity::Warning => Word::Warning,
            Severity::Note => Word::Note,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walkshed_io::{Lang, Place, Problem};

    const EN: Words = Words(Lang::En);

    fn told(findings: &[Finding], quiet: bool) -> Vec<String> {
        let mut err = Vec::new();
        write(&of_input(EN, findings), EN, quiet, &mut err).unwrap();
        String::from_utf8(err).unwrap().lines().map(str::to_owned).collect()
    }

    fn at_row(row: usize, problem: Problem) -> Finding {
        Finding::new("s.csv", problem).at(Place::Row(row))
    }

    #[test]
    fn long_lists_of_one_kind_end_in_a_count() {
        let mut findings = vec![at_row(1, Problem::NoLevel)];
        findings.extend((2..334).map(|row| at_row(row, Problem::NotDegrees)));
        let lines = told(&findings, false);
        assert_eq!(lines.len(), 1 + 20 + 1);
        assert!(lines[1].starts_with("rejected: s.csv row 2: "), "{}", lines[1]);
        assert_eq!(lines[21], "rejected: ... and 312 more");
    }

    #[test]
    fn quiet_hides_notes_and_nothing_else() {
        let findings = [
            at_row(1, Problem::MadeId),
            at_row(2, Problem::UnknownStatus),
            at_row(3, Problem::NoPlace),
        ];
        let starts = |lines: Vec<String>| -> Vec<String> {
            lines.iter().map(|line| line.chars().take(4).collect()).collect()
        };
        assert_eq!(starts(told(&findings, false)), ["reje", "warn", "note"]);
        assert_eq!(starts(told(&findings, true)), ["reje", "warn"]);
        let wrong = |findings| any_wrong(&of_input(EN, findings));
        assert!(wrong(&findings) && !wrong(&findings[..1]));
    }

    #[test]
    fn a_message_stays_on_its_line() {
        let finding = at_row(1, Problem::NotDegrees).of("lon\n", "1\u{1b}[2J");
        assert_eq!(told(&[finding], false).len(), 1);
    }
}
