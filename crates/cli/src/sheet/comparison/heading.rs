//! What is compared with what, and on which terms.

use super::ComparisonSheet;
use crate::figures::{count, people};
use crate::sheet::heading;
use crate::table::{Column, Table, cut};
use crate::words::{Thing, Word};
use std::io::{self, Write};
use walkshed::coverage::{Count, Evaluation, LeftOut, StationAnswer};
use walkshed_io::Loaded;

/// Widest value of the heading.
const WIDEST: usize = 84;

pub(super) fn write(sheet: &ComparisonSheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, compared) = (sheet.lang, sheet.compared);
    writeln!(out, "{}\n", cut(&compared.after.0.name, WIDEST))?;
    heading::write_left_out(&sheet.after, out)?;
    let mut terms = Table::new([Column::text(""), Column::text("").at_most(WIDEST)]);
    let mut say = |word: Word, value: String| {
        terms.push([lang.say(word).to_owned(), value]);
    };
    say(Word::ScenarioTitle, lang.applied(compared.after.0.scenario.as_ref()));
    say(Word::Against, lang.applied(compared.before.0.scenario.as_ref()));
    heading::terms(&sheet.after, &mut say);
    let sides = [compared.before, compared.after];
    say(Word::Stations, arrow(sides.map(|side| stations(sheet, side))));
    if let Some(year) = compared.after.0.year {
        say(Word::YearTitle, year.to_string());
    }
    say(Word::DemandTitle, arrow(sides.map(|(loaded, _)| demand(sheet, loaded))));
    let mut scenarios = sides.iter().filter_map(|(loaded, _)| loaded.scenario.as_ref());
    if scenarios.any(|scenario| !scenario.study_areas.is_empty()) {
        say(Word::StudyArea, lang.say(Word::OnlyInside).to_owned());
    }
    terms.write(out)
}

/// Two texts with an arrow between them, or one where they are the same.
fn arrow([before, after]: [String; 2]) -> String {
    if before == after { after } else { format!("{before} → {after}") }
}

/// `26: 1 + 4 + 11 + 10`, of those that count, tied to the streets or not.
fn stations(
    sheet: &ComparisonSheet<'_>,
    (loaded, evaluation): (&Loaded, &Evaluation),
) -> String {
    let answers = loaded.district.stations.iter().zip(&evaluation.stations);
    let counts = |(_, answer): &(_, &StationAnswer)| {
        !matches!(answer.left_out, Some(LeftOut::Absent(_) | LeftOut::HoursUnknown))
    };
    let mut by_level = vec![0; sheet.comparison().levels.len()];
    for (station, _) in answers.filter(counts) {
        by_level[usize::from(station.level) - 1] += 1;
    }
    let total = count(by_level.iter().sum());
    let by_level: Vec<String> = by_level.into_iter().map(count).collect();
    format!("{total}{}{}", sheet.lang.colon(), by_level.join(" + "))
}

/// `225 blocks: 61,893 people`
fn demand(sheet: &ComparisonSheet<'_>, loaded: &Loaded) -> String {
    let (lang, demand) = (sheet.lang, &loaded.district.demand);
    let blocks = lang.counted(demand.len() as u64, Thing::Block);
    let Some(group) = demand.groups().get(demand.people_group()) else { return blocks };
    let total = Count::of(demand, 0..demand.len()).weights[demand.people_group()];
    format!("{blocks}{}{}", lang.colon(), lang.weighed(&people(total), group))
}
