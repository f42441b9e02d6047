//! What was asked, on which terms, and who could not be counted on.

use super::Sheet;
use crate::figures::{count, people};
use crate::table::{Column, Table, cut};
use crate::words::{Thing, Word, Words};
use std::io::{self, Write};
use walkshed::coverage::Count;
use walkshed::model::{Budget, Status, Weight};
use walkshed_io::Loaded;

/// Stations left out that are named before the rest is only counted.
const NAMED: usize = 10;
/// Widest value of the heading.
const WIDEST: usize = 92;

pub(super) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = sheet.lang;
    writeln!(out, "{}\n", cut(&sheet.loaded.name, WIDEST))?;
    write_left_out(sheet, out)?;
    let mut terms = Table::new([Column::text(""), Column::text("").at_most(WIDEST)]);
    let mut say =
        |word: Word, value: String| terms.push([lang.say(word).to_owned(), value]);
    if let Some(scenario) = &sheet.loaded.scenario {
        say(Word::ScenarioTitle, lang.applied(Some(scenario)));
    }
    self::terms(sheet, &mut say);
    which(lang, sheet.loaded, &mut say);
    say(Word::Stations, stations(sheet));
    year(sheet.loaded, &mut say);
    say(Word::DemandTitle, demand(lang, sheet.loaded));
    terms.write(out)
}

/// Moment, day and words that chose the stations.
pub(super) fn which(lang: Words, loaded: &Loaded, say: &mut impl FnMut(Word, String)) {
    let Some(selected) = &loaded.selected else { return };
    for (title, value) in lang.selected(selected, &loaded.packs.vocabulary) {
        say(title, value);
    }
}

/// The year of the demand, where it has years.
pub(super) fn year(loaded: &Loaded, say: &mut impl FnMut(Word, String)) {
    if let Some(year) = loaded.year {
        say(Word::YearTitle, year.to_string());
    }
}

/// Metric, profile, budget and substitution.
pub(super) fn terms(sheet: &Sheet<'_>, say: &mut impl FnMut(Word, String)) {
    let (lang, options) = (sheet.lang, &sheet.evaluation.options);
    say(Word::MetricTitle, lang.metric(options.metric).to_owned());
    say(Word::ProfileTitle, lang.profile(&options.profile));
    if let Some(budget) = sheet.one_budget() {
        say(budget_title(budget), lang.budget(budget, &options.profile));
    } else {
        for answer in &sheet.evaluation.levels {
            let budget = lang.budget(answer.budget, &options.profile);
            let level = sheet.level_name(answer.level);
            say(budget_title(answer.budget), format!("{level}{}{budget}", lang.colon()));
        }
    }
    say(Word::SubstitutionTitle, lang.substitution(options.substitution).to_owned());
}

fn budget_title(budget: Budget) -> Word {
    match budget {
        Budget::Millis(_) => Word::BudgetTime,
        Budget::Millimeters(_) => Word::BudgetLength,
    }
}

/// `26: 1 + 4 + 11 + 10 (town center, community center, station, point)`
fn stations(sheet: &Sheet<'_>) -> String {
    let district = &sheet.loaded.district;
    let there = || district.stations.iter().filter(|s| s.status != Status::Closed);
    let of_level = |level| there().filter(|s| s.level == level).count();
    let by_level: Vec<String> =
        (1..=district.levels).map(|level| count(of_level(level))).collect();
    let total = count(there().count());
    let shape = format!("{total}{}{}", sheet.lang.colon(), by_level.join(" + "));
    match sheet.loaded.level_names.as_slice() {
        [] => shape,
        names => format!("{shape} ({})", names.join(sheet.lang.comma())),
    }
}

/// `225 blocks: 61,893 people, 12,156 elderly`
pub(super) fn demand(lang: Words, loaded: &Loaded) -> String {
    let demand = &loaded.district.demand;
    let blocks = match demand.blocks() {
        [] => lang.counted(demand.len() as u64, Thing::Block),
        blocks => {
            let alone = demand.points().iter().filter(|point| point.block.is_none());
            let blocks = alone.count() + blocks.len();
            lang.sampled(blocks as u64, demand.len() as u64)
        }
    };
    let total = Count::of(demand, 0..demand.len());
    let group =
        |(group, &weight): (&String, &Weight)| lang.weighed(&people(weight), group);
    let groups: Vec<String> =
        demand.groups().iter().zip(&total.weights).map(group).collect();
    if groups.is_empty() {
        return blocks;
    }
    format!("{blocks}{}{}", lang.colon(), groups.join(lang.comma()))
}

pub(super) fn write_left_out(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, district) = (sheet.lang, &sheet.loaded.district);
    let answers = district.stations.iter().zip(&sheet.evaluation.stations);
    let left_out: Vec<_> = answers
        .filter_map(|(station, answer)| Some((station, answer.left_out?)))
        .collect();
    if left_out.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", lang.stations_left_out(left_out.len()))?;
    let [id, name, why] = ["", "", ""].map(Column::text);
    let mut table = Table::new([id.at_most(12), name, why.at_most(48)]);
    let max_snap_m = sheet.evaluation.options.max_snap_m;
    for (station, reason) in left_out.iter().take(NAMED) {
        let reason = lang.left_out(*reason, station.status, max_snap_m);
        table.push([station.id.clone(), station.name.clone(), reason]);
    }
    table.write(out)?;
    if left_out.len() > NAMED {
        writeln!(out, "  {}", lang.more(left_out.len() - NAMED))?;
    }
    writeln!(out)
}
