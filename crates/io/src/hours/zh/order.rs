//! Which statement outweighs which.
//!
//! People write them in any order. The more particular one wins: every day, then days of the week,
//! then working and rest days, then days on which it is closed, then market days, then holidays; a
//! part of the year is more particular than the whole. Of two that are open on the same day the
//! later replaces the earlier if their minutes meet, else both hold.

use super::statement::Statement;
use super::token::Part;
use crate::hours::rule::{DayIs, Days, How, Rule, State};
use crate::hours::spans::Spans;
use crate::hours::unread::Unread;

/// Where a statement stands among the others: the larger outweighs.
type Weight = (u8, bool, u8, u8);

pub(super) fn rules(said: &[Statement], text: &str) -> Result<Vec<Rule>, Unread> {
    let halves = named_halves(said);
    let mut rules: Vec<(Weight, Rule)> = Vec::new();
    for statement in said {
        if statement.but_holidays && !opens_daily(said) {
            // whether it is open on a Monday that is a holiday is said, and when is not
            return Err(Unread::Doubtful { text: text.to_owned() });
        }
        for days in by_rank(&statement.days) {
            rules.push(one(statement, days, halves));
        }
    }
    // stable: of equals, the later in the text outweighs
    rules.sort_by_key(|(weight, _)| *weight);
    Ok(rules.into_iter().map(|(_, rule)| rule).collect())
}

fn opens_daily(said: &[Statement]) -> bool {
    said.iter().any(|one| one.state == State::Open && rank(one.days.first()) == 0)
}

fn one(said: &Statement, days: Vec<DayIs>, halves: bool) -> (Weight, Rule) {
    let rank = rank(days.first());
    let closed = said.state != State::Open;
    let how = match (rank, said.state) {
        (4.., _) | (_, State::Unknown) => How::Replace,
        (_, State::Open) => How::Overlay,
        (_, State::Closed) => How::Add,
    };
    let spans = if said.minutes.is_empty() {
        // what is closed stays so past midnight, what is unknown ends with its day
        match said.state {
            State::Closed => Rule::all_of_it(),
            State::Open | State::Unknown => Rule::whole_day(),
        }
    } else {
        Spans::new(said.minutes.iter().cloned())
    };
    let narrow = 7 - width(&days);
    let mut all = Days::any(if rank == 0 { Vec::new() } else { days });
    all.0.extend(said.season.as_ref().map(|part| part_days(part, halves)));
    if said.but_holidays {
        all.0.push(vec![DayIs::NoHoliday]);
    }
    // closed days outweigh all that is not more particular than days of the week
    let group = if rank <= 2 { 2 } else { rank };
    let within = if closed { u8::MAX } else { rank };
    let season = said.season.is_some();
    let weight = (group, closed, within, u8::from(season) * 8 + narrow);
    (weight, Rule { days: all, spans, state: said.state, how })
}

/// 0 for every day up to 4 for holidays.
fn rank(day: Option<&DayIs>) -> u8 {
    match day {
        None | Some(DayIs::Weekday(0x7f)) => 0,
        Some(DayIs::Working | DayIs::Rest) => 2,
        Some(DayIs::Market(_) | DayIs::Recurs(_) | DayIs::MonthDay(_)) => 3,
        Some(DayIs::Holiday { .. } | DayIs::Festival(_)) => 4,
        Some(_) => 1,
    }
}

/// The days of a statement apart by their rank, weekdays joined; every day is one without a name.
fn by_rank(days: &[DayIs]) -> Vec<Vec<DayIs>> {
    let mask = days.iter().fold(0, |mask, day| match day {
        DayIs::Weekday(one) => mask | one,
        _ => mask,
    });
    let others = days.iter().filter(|day| !matches!(day, DayIs::Weekday(_)));
    let mut groups: Vec<Vec<DayIs>> = Vec::new();
    if mask != 0 {
        groups.push(vec![DayIs::Weekday(mask)]);
    }
    for day in others {
        match groups.iter_mut().find(|group| rank(group.first()) == rank(Some(day))) {
            Some(group) => group.push(day.clone()),
            None => groups.push(vec![day.clone()]),
        }
    }
    if groups.is_empty() {
        groups.push(Vec::new());
    }
    groups
}

/// How many weekdays; the more, the wider.
fn width(days: &[DayIs]) -> u8 {
    match days {
        [DayIs::Weekday(mask)] => mask.count_ones() as u8,
        _ => 7,
    }
}

/// Whether a text names summer and winter and no other season: then they are halves of the year.
fn named_halves(said: &[Statement]) -> bool {
    let named =
        |is: fn(&Part) -> bool| said.iter().filter_map(|s| s.season.as_ref()).any(is);
    named(|part| matches!(part, Part::Summer { .. }))
        && named(|part| matches!(part, Part::Winter { .. }))
        && !named(|part| matches!(part, Part::Spring | Part::Autumn))
}

fn part_days(part: &Part, halves: bool) -> Vec<DayIs> {
    let ids: &[&'static str] = match part {
        Part::Spring => &["spring"],
        Part::Summer { half } if *half || halves => &["summer_half"],
        Part::Summer { .. } => &["summer"],
        Part::Autumn => &["autumn"],
        Part::Winter { half } if *half || halves => &["winter_half"],
        Part::Winter { .. } => &["winter"],
        Part::SpringSummer => &["spring", "summer"],
        Part::AutumnWinter => &["autumn", "winter"],
        Part::SummerVacation => &["summer_vacation"],
        Part::WinterVacation => &["winter_vacation"],
        Part::Vacations => &["summer_vacation", "winter_vacation"],
        Part::Months(days) => return vec![days.clone()],
    };
    ids.iter().map(|id| DayIs::Season(id)).collect()
}
