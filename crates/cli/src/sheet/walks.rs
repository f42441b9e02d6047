//! A walk as text: legs and streets, one a line.

use crate::figures::{grouped, minutes};
use crate::table::{Column, Table, cut};
use crate::words::{Word, Words};
use std::io::{self, Write};
use walkshed::explain::{Explanation, LevelWalk, Quicker, StationWalk};
use walkshed::model::{Budget, Station};
use walkshed::network::lines::StreetKind;
use walkshed::network::{Pair, Snap};
use walkshed::units::Unit;
use walkshed_io::hours::{NearOffer, Openness};
use walkshed_io::{Lang, Loaded, street_id};

/// Offers that are named.
const NAMED: usize = 10;
/// Widest name of a street.
const WIDEST: usize = 48;

/// An explanation, and what is needed to put it into words.
pub(crate) struct Walks<'a> {
    pub(crate) lang: Words,
    pub(crate) loaded: &'a Loaded,
    pub(crate) answer: &'a Explanation,
}

impl Walks<'_> {
    /// Writes the place, then the walks level by level; one that is the walk of an earlier level
    /// is not repeated.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let (lang, answer) = (self.lang, self.answer);
        writeln!(out, "{}\n", cut(&self.loaded.name, 92))?;
        let mut terms = Table::new([Column::text(""), Column::text("").at_most(92)]);
        let mut say = |word, value| terms.push([lang.say(word).to_owned(), value]);
        say(Word::Place, answer.at.to_string());
        say(Word::ProfileTitle, lang.profile(&self.loaded.options.profile));
        if let Some(selected) = &self.loaded.selected {
            for (title, value) in lang.selected(selected, &self.loaded.packs.vocabulary) {
                say(title, value);
            }
        }
        if let Ok(snap) = &answer.snap {
            let leg = meters(u32::try_from(snap.leg_mm()).unwrap_or(u32::MAX));
            say(
                Word::TiedTo,
                format!("{}, {leg} {}", self.street_at(snap), lang.units()[1]),
            );
        }
        terms.write(out)?;
        for (nth, level) in answer.levels.iter().enumerate() {
            writeln!(out)?;
            let same =
                |other: &&LevelWalk| other.walk == level.walk && other.unit == level.unit;
            match answer.levels[..nth].iter().find(same) {
                Some(earlier) if level.walk.is_some() => {
                    let as_before = lang.as_level(&self.level_name(earlier.level));
                    writeln!(
                        out,
                        "{}{}{as_before}",
                        self.level_name(level.level),
                        lang.colon()
                    )?;
                }
                _ => self.write_level(level, out)?,
            }
        }
        Ok(())
    }

    /// Writes who offers what is asked for nearby, and when next.
    pub(crate) fn write_offers(
        &self,
        offers: &[NearOffer],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lang = self.lang;
        writeln!(out, "\n{}", lang.say(Word::NearOffers))?;
        if offers.is_empty() {
            return writeln!(out, "  {}", lang.say(Word::NoOffers));
        }
        let [min, m] = lang.units();
        let mut table = Table::new([
            Column::text(lang.say(Word::Station)),
            Column::text(""),
            Column::number(min),
            Column::number(m),
            Column::text(lang.say(Word::Offered)).at_most(WIDEST),
        ]);
        for near in offers.iter().take(NAMED) {
            let station = &self.loaded.district.stations[near.offer.station as usize];
            let pair = (near.primary, near.secondary);
            let (ms, mm) = Unit::Millis.time_and_length(pair);
            let when = match near.offer.now {
                Ok(Openness::Open) => lang.say(Word::Now).to_owned(),
                _ => lang.next_opening(&near.offer.next),
            };
            let name = station.name.clone();
            table.push([station.id.clone(), name, minutes(ms, None), meters(mm), when]);
        }
        table.write(out)?;
        if offers.len() > NAMED {
            writeln!(out, "  {}", lang.more(offers.len() - NAMED))?;
        }
        Ok(())
    }

    fn level_name(&self, level: u8) -> String {
        let substitution = self.loaded.options.substitution;
        self.lang.levels(level, self.loaded.district.levels, substitution)
    }

    fn write_level(&self, level: &LevelWalk, out: &mut dyn Write) -> io::Result<()> {
        let (lang, name) = (self.lang, self.level_name(level.level));
        let Some(walk) = &level.walk else {
            return writeln!(out, "{name}{}{}", lang.colon(), lang.say(Word::NoWalk));
        };
        let station = &self.loaded.district.stations[walk.station as usize];
        let (ms, mm) =
            level.unit.time_and_length((walk.path.primary, walk.path.secondary));
        let budget = lang.budget(level.budget, &self.loaded.options.profile);
        let limit_ms = match level.budget {
            Budget::Millis(limit) => Some(limit),
            Budget::Millimeters(_) => None,
        };
        let [min, m] = lang.units();
        let within = if walk.within { Word::Within } else { Word::Beyond };
        let straight = u32::try_from(walk.straight_mm).unwrap_or(u32::MAX);
        writeln!(
            out,
            "{name}{}{} {}\n  {} {min}, {} {m} ({} {} {m}), {} {budget}",
            lang.colon(),
            station.id,
            station.name,
            minutes(ms, limit_ms),
            meters(mm),
            lang.say(Word::StraightShare),
            meters(straight),
            lang.say(within),
        )?;
        self.table(level, walk).write(out)?;
        walk.quicker.as_ref().map_or(Ok(()), |quicker| {
            let told = self.quicker(level, (ms, mm), quicker, station);
            writeln!(out, "  {told}")
        })
    }

    fn table(&self, level: &LevelWalk, walk: &StationWalk) -> Table {
        let lang = self.lang;
        let mut table = Table::new([
            Column::text("").at_most(WIDEST),
            Column::text("").at_most(WIDEST),
            Column::number(lang.units()[1]),
            Column::number(lang.say(Word::Clock)),
        ]);
        let mut push = |name: String, kind: String, cost: Pair| {
            let (ms, mm) = level.unit.time_and_length(cost);
            table.push([name, kind, meters(mm), clock(ms)]);
        };
        let leg = |word| lang.say(word).to_owned();
        push(leg(Word::FirstLeg), String::new(), walk.path.first_leg);
        for (name, kind, cost) in self.streets(walk) {
            push(name, kind, cost);
        }
        push(leg(Word::LastLeg), self.entrance(walk), walk.path.last_leg);
        table
    }

    /// Which entrance a walk leads to, if the station has several.
    fn entrance(&self, walk: &StationWalk) -> String {
        let entrances = &self.loaded.district.stations[walk.station as usize].entrances;
        let nth = entrances.iter().position(|&entrance| entrance == walk.door);
        let nth = nth.filter(|_| entrances.len() > 1);
        nth.map_or(String::new(), |nth| self.lang.entrance(nth + 1, entrances.len()))
    }

    /// Streets in order; neighbors of one name and kind are one line.
    fn streets(&self, walk: &StationWalk) -> Vec<(String, String, Pair)> {
        let mut lines: Vec<(String, String, Pair)> = Vec::new();
        for stretch in &walk.path.stretches {
            let (name, kind) = self.street(stretch.street);
            let cost = (stretch.primary, stretch.secondary);
            match lines.last_mut().filter(|l| l.0 == name && l.1 == kind) {
                Some(line) => line.2 = (line.2.0 + cost.0, line.2.1 + cost.1),
                None => lines.push((name, kind, cost)),
            }
        }
        lines
    }

    /// What a street is called, and what it is unless it is a street.
    fn street(&self, street: usize) -> (String, String) {
        let Some(network) = &self.loaded.district.network else { return <_>::default() };
        let row = network.street(street);
        let name = network
            .name_of(street)
            .map_or_else(|| street_id(&row.id, Lang::En), <_>::to_owned);
        let kind = match row.manner.kind {
            StreetKind::Level => String::new(),
            kind => self.lang.street_kind(kind).to_owned(),
        };
        (name, kind)
    }

    fn street_at(&self, snap: &Snap) -> String {
        let network = self.loaded.district.network.as_ref();
        network.map_or_else(String::new, |n| self.street(n.street_of(snap.piece)).0)
    }

    fn quicker(
        &self,
        level: &LevelWalk,
        (ms, mm): (u32, u32),
        quicker: &Quicker,
        nearest: &Station,
    ) -> String {
        let [min, m] = self.lang.units();
        let saved = match level.unit {
            Unit::Millis => format!("{} {min}", minutes(ms - quicker.primary, None)),
            Unit::Millimeters => format!("{} {m}", meters(mm - quicker.primary)),
        };
        let station = &self.loaded.district.stations[quicker.station as usize];
        let leg = meters(u32::try_from(quicker.snap.leg_mm()).unwrap_or(u32::MAX));
        let to = (station.id != nearest.id).then_some(station.id.as_str());
        self.lang.quicker(&self.street_at(&quicker.snap), &leg, &saved, to)
    }
}

/// Whole meters.
fn meters(mm: u32) -> String {
    grouped((u64::from(mm) + 500) / 1000)
}

/// Minutes and seconds.
fn clock(ms: u32) -> String {
    let seconds = (u64::from(ms) + 500) / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
