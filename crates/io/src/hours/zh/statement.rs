//! Tokens into statements: on which days, in which part of the year, which minutes.

mod afternoon;
mod aside;

use super::clock;
use super::token::{Half, Part, Token};
use crate::hours::rule::{DayIs, Rule, State};
use crate::hours::unread::Unread;
use aside::Turned;
use std::ops::Range;

/// On these days (every day, if none is named) of this part of the year, these minutes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Statement {
    pub(super) season: Option<Part>,
    pub(super) days: Vec<DayIs>,
    /// Empty for the whole day.
    pub(super) minutes: Vec<Range<u16>>,
    pub(super) state: State,
    /// Whether holidays are not meant: 周一闭馆(节假日除外).
    pub(super) but_holidays: bool,
}

pub(super) fn statements(
    tokens: Vec<Token>,
    text: &str,
) -> Result<Vec<Statement>, Unread> {
    let mut reader = Reader { text, ..Reader::default() };
    for token in tokens {
        reader.take(token)?;
    }
    reader.end()
}

/// What was read so far.
#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    done: Vec<Statement>,
    season: Option<Part>,
    /// Days that stand before the seasons and hold for each.
    outer: Vec<DayIs>,
    days: Vec<DayIs>,
    minutes: Vec<Range<u16>>,
    breaks: Vec<Range<u16>>,
    clock: Clock,
    /// A word that is about what follows it.
    pending: Option<Pending>,
    last: Option<Last>,
    no_break: bool,
    depth: u8,
    /// Days that wait for their times while a bracket says something of others.
    aside: Option<Vec<DayIs>>,
    /// What times without days would mean, right behind days that are closed.
    turned: Option<Turned>,
    /// Whether a time of the statement can only be one of 24 hours.
    by_24: bool,
}

/// A time that has begun.
#[derive(Default)]
struct Clock {
    half: Option<Half>,
    start: Option<(Option<Half>, u16)>,
    /// Whether a dash stands behind the start.
    to: bool,
    next_day: bool,
}

/// Words about what follows them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pending {
    /// 闭馆日: the days that follow.
    Closed,
    /// 除: the days that follow, up to 外.
    Except,
    /// 午休: the times that follow.
    Break,
}

/// What was said last, where that matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// A part of the year.
    Season,
    /// That it is closed.
    Closed,
}

impl Reader<'_> {
    fn take(&mut self, token: Token) -> Result<(), Unread> {
        match token {
            Token::Noise => {}
            Token::Open => self.open(),
            Token::Close => self.close()?,
            Token::Days(days) => self.name(days)?,
            Token::EveryDay => self.name(vec![DayIs::Weekday(0x7f)])?,
            Token::Season(part) => self.part(part)?,
            Token::Half(half) => self.clock.half = Some(half),
            Token::NextDay => self.clock.next_day = true,
            Token::Time(minute) => self.time(minute)?,
            Token::To => self.clock.to = self.clock.start.is_some(),
            Token::AllDay => self.span(Rule::whole_day().ranges().first().cloned())?,
            Token::Closed => self.closed()?,
            Token::Excepted | Token::Outside => self.excepted()?,
            Token::Except => {
                self.set_aside();
                self.flush()?;
                self.pending = Some(Pending::Except);
            }
            Token::AsUsual => self.as_usual(),
            Token::Break => self.pending = Some(Pending::Break),
            Token::NoBreak => self.no_break = true,
            Token::LastEntry => self.clock.start = None,
            Token::Notice => self.notice()?,
        }
        Ok(())
    }

    fn doubtful<T>(&self) -> Result<T, Unread> {
        Err(Unread::Doubtful { text: self.text.to_owned() })
    }

    /// Days are named.
    fn name(&mut self, days: Vec<DayIs>) -> Result<(), Unread> {
        if self.clock.start.is_some() {
            // 周一8:00-周五17:00
            return self.doubtful();
        }
        if !self.minutes.is_empty() {
            self.flush()?;
        }
        self.turned = None;
        self.days.extend(days);
        if self.last == Some(Last::Closed) && !days_are_holidays(&self.days) {
            self.last = None;
        }
        Ok(())
    }

    /// A part of the year is named.
    fn part(&mut self, part: Part) -> Result<(), Unread> {
        if self.clock.start.is_some() {
            return self.doubtful();
        }
        self.turned = None;
        if self.depth > 0 {
            // 夏季(7-8月) 8:30-17:30, and 夏季 8:30-17:30(7-8月)
            let months = matches!(part, Part::Months(_));
            if months && self.season.is_some() {
                self.season = Some(part);
                return Ok(());
            }
            return self.doubtful();
        }
        let said = !self.minutes.is_empty();
        self.flush_unless_days()?;
        if !said && !self.days.is_empty() {
            self.outer = self.days.clone();
        } else {
            self.days = self.outer.clone();
        }
        self.season = Some(part);
        self.last = Some(Last::Season);
        Ok(())
    }

    fn time(&mut self, minute: u16) -> Result<(), Unread> {
        let here = (self.clock.half.take(), minute);
        match self.clock.start.take() {
            Some(start) if self.clock.to => {
                self.clock.to = false;
                let next_day = std::mem::take(&mut self.clock.next_day);
                let range = self.range(start, here, next_day)?;
                self.span(Some(range))
            }
            Some(_) => self.doubtful(),
            None => {
                self.clock.start = Some(here);
                Ok(())
            }
        }
    }

    fn span(&mut self, range: Option<Range<u16>>) -> Result<(), Unread> {
        let Some(range) = range else { return Ok(()) };
        self.times_follow()?;
        if self.pending == Some(Pending::Closed) {
            self.emit(State::Closed, true);
        }
        if self.last == Some(Last::Closed) {
            self.last = None;
        }
        if self.pending == Some(Pending::Break) {
            self.pending = None;
            self.breaks.push(range);
        } else {
            // two ranges of one day that meet are two accounts of it
            if self.minutes.iter().any(|m| m.start < range.end && range.start < m.end) {
                return self.doubtful();
            }
            self.minutes.push(range);
        }
        Ok(())
    }

    /// 闭馆
    fn closed(&mut self) -> Result<(), Unread> {
        if !self.minutes.is_empty() && self.days.is_empty() {
            // 9:00-17:00 闭馆: what comes next is closed
            self.flush()?;
        }
        if !self.minutes.is_empty() {
            return self.doubtful();
        }
        let in_season = self.last == Some(Last::Season);
        if self.days.is_empty() && !in_season {
            self.pending = Some(Pending::Closed);
        } else {
            self.emit(State::Closed, in_season);
        }
        Ok(())
    }

    /// 除外, and the end of 除…外.
    fn excepted(&mut self) -> Result<(), Unread> {
        let except =
            self.pending.take_if(|pending| *pending == Pending::Except).is_some();
        if except || self.last != Some(Last::Closed) {
            if self.days.is_empty() || !self.minutes.is_empty() {
                return self.doubtful();
            }
            self.emit(State::Closed, false);
            self.turned.take_if(|_| except);
            return if self.depth == 0 { self.take_back() } else { Ok(()) };
        }
        self.as_usual();
        Ok(())
    }

    /// 照常开放: of holidays, behind days that are closed, they are not meant.
    fn as_usual(&mut self) {
        if self.last == Some(Last::Closed)
            && days_are_holidays(&self.days)
            && let Some(last) = self.done.last_mut()
        {
            last.but_holidays = true;
        }
        if self.minutes.is_empty() {
            self.days.clear();
        }
    }

    /// 另行通知: nobody knows these days.
    fn notice(&mut self) -> Result<(), Unread> {
        if self.days.is_empty() {
            // 节假日(另行通知)
            self.days = self.aside.take().unwrap_or_default();
        }
        if self.days.is_empty() || !self.minutes.is_empty() {
            return Err(Unread::Elsewhere { words: self.text.to_owned() });
        }
        self.emit(State::Unknown, false);
        Ok(())
    }

    /// Says of the days named that they are closed or unknown.
    fn emit(&mut self, state: State, in_season: bool) {
        let fresh = self.last == Some(Last::Season);
        self.turned = Turned::of(&self.days).filter(|_| state == State::Closed);
        self.done.push(Statement {
            season: self.season.clone().filter(|_| in_season && fresh),
            days: std::mem::take(&mut self.days),
            minutes: Vec::new(),
            state,
            but_holidays: false,
        });
        self.pending = None;
        self.last = (state == State::Closed).then_some(Last::Closed);
    }

    /// Says of the days named when they are open.
    fn flush(&mut self) -> Result<(), Unread> {
        if self.clock.start.is_some() || self.pending == Some(Pending::Break) {
            return self.doubtful();
        }
        self.by_24 = false;
        if self.minutes.is_empty() {
            if self.pending == Some(Pending::Closed) && !self.days.is_empty() {
                self.emit(State::Closed, true);
            }
            return if self.days.is_empty() { Ok(()) } else { self.no_times() };
        }
        let minutes = std::mem::take(&mut self.minutes);
        let days = std::mem::take(&mut self.days);
        let statement = |minutes, state| Statement {
            season: self.season.clone(),
            days: days.clone(),
            minutes,
            state,
            but_holidays: false,
        };
        let open = statement(minutes, State::Open);
        let breaks = std::mem::take(&mut self.breaks);
        let closed = (!breaks.is_empty()).then(|| statement(breaks, State::Closed));
        self.done.push(open);
        self.done.extend(closed);
        self.last = None;
        Ok(())
    }

    /// The same, but that days may wait for a season.
    fn flush_unless_days(&mut self) -> Result<(), Unread> {
        let closed = self.pending == Some(Pending::Closed);
        if self.minutes.is_empty() && !closed { Ok(()) } else { self.flush() }
    }

    fn no_times<T>(&self) -> Result<T, Unread> {
        Err(Unread::NoTimes { words: self.text.to_owned() })
    }

    fn end(mut self) -> Result<Vec<Statement>, Unread> {
        let Clock { half, next_day, .. } = self.clock;
        if half.is_some() || next_day || self.pending == Some(Pending::Except) {
            return self.no_times();
        }
        self.take_back()?;
        self.flush()?;
        let open = self.done.iter().filter(|said| said.state == State::Open);
        let mut open = open.peekable();
        if open.peek().is_none() {
            return self.no_times();
        }
        // 8:30-11:30 14:00-17:00, 中午不休
        let over_noon = |m: &Range<u16>| m.start < 720 && m.end > 780;
        if self.no_break && !open.all(|said| said.minutes.iter().any(over_noon)) {
            return self.doubtful();
        }
        Ok(self.done)
    }
}

fn days_are_holidays(days: &[DayIs]) -> bool {
    !days.is_empty()
        && days
            .iter()
            .all(|day| matches!(day, DayIs::Holiday { .. } | DayIs::Festival(_)))
}
