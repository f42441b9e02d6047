//! Service circles, their members, and what lies in none.

mod themes;

use super::{heading, sources};
use crate::figures::{NONE, count, minutes, people};
use crate::table::{Column, Table, cut};
use crate::words::{Audits, Word, Words};
use std::io::{self, Write};
use walkshed::circle::{Circle, Presence};
use walkshed::community::Communities;
use walkshed::model::Budget;
use walkshed_io::pack::{Term, TermKind};
use walkshed_io::{Circled, Loaded};

/// Circles, and resources in none, that are listed.
const LISTED: usize = 10;
/// Widest value of the heading.
const WIDEST: usize = 92;

/// Service circles in words.
#[derive(Debug)]
pub(crate) struct CircleSheet<'a> {
    lang: Words,
    loaded: &'a Loaded,
    circled: &'a Circled,
}

impl<'a> CircleSheet<'a> {
    pub(crate) fn new(lang: Words, loaded: &'a Loaded, circled: &'a Circled) -> Self {
        Self { lang, loaded, circled }
    }

    /// Writes all sections.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_heading(out)?;
        self.write_kinds(out)?;
        self.write_circles(out)?;
        self.write_alone(out)?;
        let Circled { communities, presence, .. } = self.circled;
        write_presence(self.lang, communities, presence, out)?;
        themes::write(self, out)?;
        sources::write(self.lang, self.loaded, out)
    }

    fn write_heading(&self, out: &mut dyn Write) -> io::Result<()> {
        let (lang, reach) = (self.lang, &self.circled.reach);
        writeln!(out, "{}\n", cut(&self.loaded.name, WIDEST))?;
        let mut terms = Table::new([Column::text(""), Column::text("").at_most(WIDEST)]);
        let mut say = |title: &str, value: String| terms.push([title.to_owned(), value]);
        if let Some(scenario) = &self.loaded.scenario {
            say(lang.say(Word::ScenarioTitle), lang.applied(Some(scenario)));
        }
        say(lang.say(Word::MetricTitle), lang.metric(reach.metric).to_owned());
        say(lang.say(Word::ProfileTitle), lang.profile(&reach.profile));
        say(
            lang.say(budget_title(reach.budget)),
            lang.budget(reach.budget, &reach.profile),
        );
        let level = match self.loaded.level_names.get(usize::from(reach.level) - 1) {
            Some(name) => format!("{} ({name})", lang.rung(reach.level)),
            None => lang.rung(reach.level),
        };
        let mut say_word = |word: Word, value| say(lang.say(word), value);
        heading::which(lang, self.loaded, &mut say_word);
        let circles = &self.circled.circles;
        let centers = lang.centers(circles.circles.len(), circles.unsure.len());
        say(lang.tell(Audits::Centers), format!("{centers}{}{level}", lang.colon()));
        let asked = circles.asked.iter().filter(|&&asked| asked).count();
        let resources = match self.loaded.resources.len() {
            all if all == asked => count(all),
            all => format!("{}/{}", count(asked), count(all)),
        };
        say(lang.tell(Audits::Resources), resources);
        let mut say_word = |word: Word, value| say(lang.say(word), value);
        heading::year(self.loaded, &mut say_word);
        say_word(Word::DemandTitle, heading::demand(lang, self.loaded));
        say(lang.tell(Audits::Direction), lang.tell(Audits::FromPlaces).to_owned());
        terms.write(out)
    }

    fn write_kinds(&self, out: &mut dyn Write) -> io::Result<()> {
        let (lang, circles) = (self.lang, &self.circled.circles);
        writeln!(out, "\n{}", lang.tell(Audits::CirclesTitle))?;
        let demand = &self.loaded.district.demand;
        if !demand.groups().is_empty() {
            writeln!(out, "  {}", lang.in_circles(circles, demand.people_group()))?;
        }
        writeln!(out, "\n{}", lang.tell(Audits::KindsTitle))?;
        let number = |word| Column::number(lang.tell(word));
        let unknown = circles.kinds.values().any(|kind| kind.unknown > 0);
        let columns = [
            Column::text(""),
            number(Audits::Places),
            number(Audits::InCircle),
            number(Audits::InSeveral),
        ]
        .into_iter()
        .chain(unknown.then(|| Column::number(lang.say(Word::Unknown))))
        .chain([number(Audits::InNone)]);
        let mut table = Table::new(columns);
        let terms = self.loaded.packs.vocabulary.terms();
        let place = |kind: &Option<String>| {
            let is = |term: &Term| {
                term.kind == TermKind::Kind && kind.as_deref() == Some(&term.id)
            };
            terms.iter().position(is).unwrap_or(terms.len() + usize::from(kind.is_none()))
        };
        let mut kinds: Vec<_> = circles.kinds.iter().collect();
        kinds.sort_by_key(|(kind, _)| place(kind));
        for (kind, places) in kinds {
            let name = kind.as_ref().map_or_else(
                || lang.tell(Audits::Unnamed).to_owned(),
                |kind| {
                    lang.term(&self.loaded.packs.vocabulary, TermKind::Kind, kind)
                        .to_owned()
                },
            );
            let known = [places.places, places.within, places.shared];
            let unsure = unknown.then_some(places.unknown);
            let counts = known.into_iter().chain(unsure).chain([places.none()]);
            table.push([name].into_iter().chain(counts.map(count)));
        }
        table.write(out)
    }

    /// The circles, those with most people first.
    fn write_circles(&self, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.lang;
        let mut circles: Vec<&Circle> = self.circled.circles.circles.iter().collect();
        let demand = &self.loaded.district.demand;
        let of = |circle: &Circle| {
            circle.people.get(demand.people_group()).copied().unwrap_or_default()
        };
        circles.sort_by_key(|circle| std::cmp::Reverse(of(circle)));
        writeln!(out, "\n{}", lang.tell(Audits::EachTitle))?;
        let number = |title: &str| Column::number(title).at_most(16);
        let mut table = Table::new([
            Column::text("").at_most(12),
            Column::text(lang.tell(Audits::Center)),
            number(lang.say(Word::People)),
            number(lang.say(Word::Stations)),
            number(lang.tell(Audits::Resources)),
            number(lang.tell(Audits::Sites)),
            number(lang.tell(Audits::NearestMinutes)),
            number(lang.tell(Audits::FarthestMinutes)),
        ]);
        for circle in circles.iter().take(LISTED) {
            let center = &self.loaded.district.stations[circle.center as usize];
            let walk = |ms: Option<u32>| {
                ms.map_or_else(|| NONE.to_owned(), |ms| minutes(ms, None))
            };
            table.push([
                center.id.clone(),
                center.name.clone(),
                people(of(circle)),
                count(circle.stations()),
                count(circle.resources()),
                count(circle.sites),
                walk(circle.members.first().map(|member| member.ms)),
                walk(circle.members.last().map(|member| member.ms)),
            ]);
        }
        table.write(out)?;
        write_more(lang, circles.len(), LISTED, out)
    }

    fn write_alone(&self, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.lang;
        let alone: Vec<u32> = self.circled.circles.left_out().collect();
        if self.loaded.resources.is_empty() {
            return Ok(());
        }
        let (title, colon) = (lang.tell(Audits::AloneTitle), lang.colon());
        writeln!(out, "\n{title}{colon}{}", count(alone.len()))?;
        let mut table = Table::new(["", "", "", ""].map(Column::text));
        for &place in alone.iter().take(LISTED) {
            let resource = &self.loaded.resources[place as usize];
            let home =
                self.circled.communities.of_resource(&self.loaded.district, resource);
            let home =
                home.map(|home| self.circled.communities.list()[home].name.clone());
            let kind = resource.facts.kind.as_deref();
            table.push([
                resource.id.clone(),
                resource.name.clone(),
                kind.map_or_else(String::new, |kind| {
                    lang.term(&self.loaded.packs.vocabulary, TermKind::Kind, kind)
                        .to_owned()
                }),
                home.unwrap_or_default(),
            ]);
        }
        table.write(out)?;
        write_more(lang, alone.len(), LISTED, out)
    }
}

/// Whether every community has a station.
pub(super) fn write_presence(
    lang: Words,
    communities: &Communities,
    presence: &Presence,
    out: &mut dyn Write,
) -> io::Result<()> {
    if communities.list().is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", lang.tell(Audits::PresenceTitle))?;
    writeln!(out, "  {}", lang.presence(presence))?;
    let absent: Vec<&str> =
        presence.absent().map(|place| communities.list()[place].name.as_str()).collect();
    if !absent.is_empty() {
        writeln!(out, "  {}", lang.absent(&absent, presence))?;
    }
    Ok(())
}

/// What is not listed.
pub(super) fn write_more(
    lang: Words,
    all: usize,
    listed: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    if all > listed {
        writeln!(out, "  {}", lang.more(all - listed))?;
    }
    Ok(())
}

pub(super) fn budget_title(budget: Budget) -> Word {
    match budget {
        Budget::Millis(_) => Word::BudgetTime,
        Budget::Millimeters(_) => Word::BudgetLength,
    }
}
