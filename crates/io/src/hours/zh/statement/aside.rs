//! Days that wait for their times while something is said of others: 周一至周五(节假日除外)9:00-17:00.

use super::{Last, Pending, Reader};
use crate::hours::rule::{DayIs, State};
use crate::hours::unread::Unread;

/// What times without days mean, right behind days that are closed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Turned {
    /// 周一至周五,节假日除外,9:00-17:00: they are those of the days before the last.
    Outer(Vec<DayIs>),
    /// 周一至周三,周五闭馆,9:00-17:00: of those, or of all but those.
    Doubtful,
}

impl Turned {
    /// Of days that were said to be closed; `None` where nobody would read them so.
    pub(super) fn of(days: &[DayIs]) -> Option<Self> {
        let (_, outer) = days.split_last()?;
        match outer.iter().map(width).sum() {
            0..3 => None,
            3..5 => Some(Self::Doubtful),
            5.. => Some(Self::Outer(outer.to_vec())),
        }
    }
}

fn width(day: &DayIs) -> u32 {
    match day {
        DayIs::Weekday(mask) => mask.count_ones(),
        DayIs::Working => 5,
        _ => 0,
    }
}

impl Reader<'_> {
    pub(super) fn open(&mut self) {
        self.depth += 1;
        let closes = self.pending == Some(Pending::Closed) && self.minutes.is_empty();
        if closes && !self.days.is_empty() {
            // 闭馆日:周一(节假日除外)
            self.emit(State::Closed, true);
        }
        self.set_aside();
    }

    pub(super) fn close(&mut self) -> Result<(), Unread> {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 { self.take_back() } else { Ok(()) }
    }

    /// Puts days by that have no times yet.
    pub(super) fn set_aside(&mut self) {
        let waits = self.minutes.is_empty()
            && self.clock.start.is_none()
            && self.pending.is_none()
            && self.aside.is_none();
        if waits && !self.days.is_empty() {
            self.aside = Some(std::mem::take(&mut self.days));
        }
    }

    /// Ends what is said of others.
    pub(super) fn take_back(&mut self) -> Result<(), Unread> {
        let Some(mut aside) = self.aside.take() else { return Ok(()) };
        let inner = !self.days.is_empty();
        match self.pending {
            // 周一至周五(除节假日)
            Some(Pending::Closed | Pending::Except) if inner => {
                self.emit(State::Closed, false);
            }
            Some(Pending::Closed) => {
                // 周一(闭馆)
                let wide = aside.iter().map(width).sum::<u32>() > 2;
                self.days = aside;
                self.emit(State::Closed, true);
                self.turned = wide.then_some(Turned::Doubtful);
                return Ok(());
            }
            Some(Pending::Except) => return self.doubtful(),
            Some(Pending::Break) | None => (),
        }
        aside.append(&mut self.days);
        self.days = aside;
        self.turned = None;
        self.last.take_if(|last| *last == Last::Closed);
        Ok(())
    }

    /// Times come: whose they are.
    pub(super) fn times_follow(&mut self) -> Result<(), Unread> {
        if let Some(aside) = self.aside.take() {
            if !self.days.is_empty() || self.pending == Some(Pending::Closed) {
                return self.doubtful();
            }
            self.days = aside;
        }
        if !(self.days.is_empty() && self.minutes.is_empty()) {
            self.turned = None;
        }
        match self.turned.take() {
            Some(Turned::Outer(outer)) => {
                if let Some(said) = self.done.last_mut() {
                    said.days.drain(..outer.len().min(said.days.len()));
                }
                self.days = outer;
            }
            Some(Turned::Doubtful) => return self.doubtful(),
            None => (),
        }
        Ok(())
    }
}
