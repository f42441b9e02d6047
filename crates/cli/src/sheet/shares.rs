//! The shares that practice reports: land beside people and blocks, straight beside on foot.

use super::Sheet;
use super::places::Place;
use crate::figures::{NONE, plain, share};
use crate::table::{Column, Table};
use crate::words::Word;
use std::io::{self, Write};
use walkshed::land::{BudgetShares, Inside, Land, LandShares};
use walkshed::model::Weight;
use walkshed_io::Lang;
use walkshed_io::report::shares::{
    Absent, Measure, Reach, STANDARDS, definition, geometry, norms,
};

pub(super) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(shares) = sheet.shares.filter(|shares| !shares.levels.is_empty()) else {
        return Ok(());
    };
    let section = Section { sheet, shares, lang: sheet.lang.0 };
    section.by_budget(out)?;
    section.by_level(out)?;
    section.by_area(out)?;
    section.definitions(out)
}

struct Section<'s> {
    sheet: &'s Sheet<'s>,
    shares: &'s LandShares,
    lang: Lang,
}

/// One thing that is counted; people by group.
#[derive(Clone, Copy, Debug)]
struct Row {
    measure: Measure,
    /// The group, among people.
    group: usize,
}

impl Section<'_> {
    /// The rows that say something: one a measure, and one a group.
    fn rows(&self) -> Vec<Row> {
        let groups = self.sheet.loaded.district.demand.groups().len();
        let of = |measure| {
            let rows = if measure == Measure::People { groups } else { 1 };
            (0..rows).map(move |group| Row { measure, group })
        };
        Measure::ALL.into_iter().flat_map(of).collect()
    }

    fn name(&self, row: Row) -> String {
        let group = || {
            let groups = self.sheet.loaded.district.demand.groups();
            self.sheet.lang.group(&groups[row.group])
        };
        match (row.measure, self.lang) {
            (Measure::People, Lang::En) => group(),
            (Measure::People, Lang::Zh) => format!("{}覆盖率", group()),
            (measure, lang) => measure.name(lang).to_owned(),
        }
    }

    /// Everything at all budgets, for the last level.
    fn by_budget(&self, out: &mut dyn Write) -> io::Result<()> {
        let words = self.sheet.lang;
        let Some(last) = self.shares.levels.last() else { return Ok(()) };
        let level = self.sheet.level_name(last.level);
        let colon = words.colon();
        writeln!(out, "\n{}{colon}{level}", words.say(Word::SharesTitle))?;
        let titles = last.budgets.iter().zip(STANDARDS);
        let titles =
            titles.map(|(at, standard)| Column::number(self.title(at, standard)));
        let mut table =
            Table::new([Column::text(""), Column::text("")].into_iter().chain(titles));
        for row in self.rows() {
            for (nth, reach) in Reach::ALL.into_iter().enumerate() {
                let name = if nth == 0 { self.name(row) } else { String::new() };
                let cells = last.budgets.iter().map(|at| self.whole(row, reach, at));
                let names = [name, reach.name(self.lang).to_owned()];
                table.push(names.into_iter().chain(cells));
            }
        }
        table.write(out)
    }

    fn title(&self, at: &BudgetShares, standard: Option<&str>) -> String {
        let profile = &self.sheet.evaluation.options.profile;
        let meters = plain(at.budget.reach_mm(profile) as f64 / 1000.0);
        let name = standard.unwrap_or(self.sheet.lang.say(Word::OwnBudget));
        match self.lang {
            Lang::En => format!("{name} {meters} m"),
            Lang::Zh => format!("{name} {meters}米"),
        }
    }

    /// Land and people at each level's own budget.
    fn by_level(&self, out: &mut dyn Write) -> io::Result<()> {
        let words = self.sheet.lang;
        if self.shares.levels.len() < 2 {
            return Ok(());
        }
        writeln!(out, "\n{}", words.say(Word::SharesByLevel))?;
        let mut table = self.table();
        for level in &self.shares.levels {
            let Some(own) = level.budgets.first() else { continue };
            let cells = self
                .columns()
                .into_iter()
                .map(|(row, reach)| self.whole(row, reach, own));
            table.push([self.sheet.level_name(level.level)].into_iter().chain(cells));
        }
        table.write(out)
    }

    /// The same by area with an outline, for the last level.
    fn by_area(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(own) = self.shares.levels.last().and_then(|last| last.budgets.first())
        else {
            return Ok(());
        };
        if self.sheet.places.tree.is_empty() {
            return Ok(());
        }
        let level = self.sheet.level_name(self.shares.levels.len() as u8);
        let words = self.sheet.lang;
        writeln!(out, "\n{}{}{level}", words.say(Word::SharesByArea), words.colon())?;
        let mut table = self.table();
        for place in &self.sheet.places.tree {
            let Place::Area(depth, area) = place else { continue };
            let areas = &self.sheet.evaluation.areas;
            let Some(nth) = areas.iter().position(|a| std::ptr::eq(a, *area)) else {
                continue;
            };
            let total = &self.shares.area_totals[nth];
            let there = |(row, reach): (Row, Reach)| {
                let inside = inside(own, reach);
                inside.map_or(NONE.to_owned(), |i| cell(row, &i.areas[nth], total))
            };
            let name = format!("{}{}", "  ".repeat(*depth), area.name);
            table.push([name].into_iter().chain(self.columns().into_iter().map(there)));
        }
        table.write(out)
    }

    /// Land and the main group, each straight and on foot, without what is absent.
    fn columns(&self) -> Vec<(Row, Reach)> {
        let demand = &self.sheet.loaded.district.demand;
        let people = (!demand.groups().is_empty())
            .then(|| Row { measure: Measure::People, group: demand.people_group() });
        let land = [Measure::ResidentialArea, Measure::DemandArea];
        let rows =
            land.map(|measure| Row { measure, group: 0 }).into_iter().chain(people);
        let there = |&(row, reach): &(Row, Reach)| {
            Absent::of(self.shares, row.measure, reach).is_none()
        };
        rows.flat_map(|row| Reach::ALL.map(|reach| (row, reach))).filter(there).collect()
    }

    fn table(&self) -> Table {
        let title = |(row, reach): (Row, Reach)| {
            let name = self.name(row);
            let brief = match (self.lang, reach) {
                (Lang::En, Reach::Straight) => format!("{name}, circles"),
                (Lang::En, Reach::Walking) => "on foot".to_owned(),
                (Lang::Zh, Reach::Straight) => format!("{name}:直线"),
                (Lang::Zh, Reach::Walking) => "步行".to_owned(),
            };
            Column::number(brief)
        };
        Table::new(
            [Column::text("")].into_iter().chain(self.columns().into_iter().map(title)),
        )
    }

    fn whole(&self, row: Row, reach: Reach, at: &BudgetShares) -> String {
        let inside = inside(at, reach);
        inside.map_or(NONE.to_owned(), |i| cell(row, &i.whole, &self.shares.total))
    }

    /// What each share is, and why one is absent.
    fn definitions(&self, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.lang;
        writeln!(out, "\n{}", self.sheet.lang.say(Word::Definitions))?;
        let mut absent = Vec::new();
        for measure in Measure::ALL {
            for reach in Reach::ALL {
                let said = match Absent::of(self.shares, measure, reach) {
                    None => definition(self.shares, measure, reach, lang),
                    Some(why) if absent.contains(&why) => continue,
                    Some(why) => {
                        absent.push(why);
                        format!("{NONE} ({})", why.words(lang))
                    }
                };
                writeln!(
                    out,
                    "  {}",
                    entry(lang, measure.name(lang), reach.name(lang), &said)
                )?;
            }
        }
        for reach in Reach::ALL {
            if Absent::of(self.shares, Measure::DemandArea, reach).is_none() {
                let said = geometry(self.shares, reach, lang);
                writeln!(
                    out,
                    "  {}",
                    entry(
                        lang,
                        self.sheet.lang.say(Word::Geometry),
                        reach.name(lang),
                        &said
                    )
                )?;
            }
        }
        writeln!(out, "  {}", norms(lang))
    }
}

/// `land, on foot: ...`
fn entry(lang: Lang, name: &str, reach: &str, said: &str) -> String {
    match lang {
        Lang::En => format!("{name}, {reach}: {said}"),
        Lang::Zh => format!("{name}({reach}):{said}"),
    }
}

/// A share of one thing; people and blocks with their range where some are unknown.
fn cell(row: Row, part: &Land, whole: &Land) -> String {
    let none = Weight::ZERO;
    let areas = |part: Option<f64>, whole: Option<f64>| {
        let square_meters = |area: f64| Weight::from_f64(area).unwrap_or(none);
        let both = part.zip(whole);
        both.map_or(NONE.to_owned(), |(part, whole)| {
            share(square_meters(part), none, square_meters(whole))
        })
    };
    let blocks = |count: usize| Weight::whole(count as u32);
    match row.measure {
        Measure::ResidentialArea => areas(part.residential_m2, whole.residential_m2),
        Measure::DemandArea => areas(part.area_m2, whole.area_m2),
        Measure::People => {
            let of = |land: &Land| land.count.weights[row.group];
            share(of(part), part.unknown.weights[row.group], of(whole))
        }
        Measure::Blocks => share(
            blocks(part.count.blocks),
            blocks(part.unknown.blocks),
            blocks(whole.count.blocks),
        ),
    }
}

fn inside(at: &BudgetShares, reach: Reach) -> Option<&Inside> {
    match reach {
        Reach::Straight => Some(&at.straight),
        Reach::Walking => at.walking.as_ref(),
    }
}
