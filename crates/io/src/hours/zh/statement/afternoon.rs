//! Afternoons by the clock of twelve hours: 8:30-12:00,2:30-6:00.

use super::{Pending, Reader, clock};
use crate::hours::rule::DAY;
use crate::hours::unread::Unread;
use crate::hours::zh::token::Half;
use std::ops::Range;

const NOON: u16 = DAY / 2;
/// From here on a time can only be one of 24 hours.
const ONE: u16 = 13 * 60;

impl Reader<'_> {
    /// From one time to another, behind the times that were said before.
    pub(super) fn range(
        &mut self,
        start: (Option<Half>, u16),
        end: (Option<Half>, u16),
        next_day: bool,
    ) -> Result<Range<u16>, Unread> {
        let plain = start.0.is_none() && end.0.is_none() && !next_day;
        self.by_24 |= start.1 >= ONE || end.1 >= ONE;
        let rests = self.pending == Some(Pending::Break);
        if rests && plain && (NOON..ONE).contains(&start.1) && end.1 <= NOON / 2 {
            // 午休12:00-1:30
            return Ok(start.1..end.1 + NOON);
        }
        let Some(range) = clock::range(start, end, next_day) else {
            return self.doubtful();
        };
        if plain && !rests { self.behind(range) } else { Ok(range) }
    }

    /// A range before noon that stands behind a later one is of the afternoon, if it can be.
    fn behind(&self, range: Range<u16>) -> Result<Range<u16>, Unread> {
        let (Some(first), Some(last)) = (self.minutes.first(), self.minutes.last())
        else {
            return Ok(range);
        };
        // one that begins later than the first meets it, or is in order
        if range.start >= first.start.min(last.end) || range.end >= NOON {
            return Ok(range);
        }
        let late = range.start + NOON..range.end + NOON;
        if self.by_24 || late.start < last.end { self.doubtful() } else { Ok(late) }
    }
}
