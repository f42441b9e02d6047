//! When a station is open in a week: plain minutes, no parsing.

use std::ops::Range;

/// When a station is open in one week, and when nobody knows whether it is.
///
/// Texts, calendars and defaults are read elsewhere; what comes of them is a set of minutes.
///
/// # Units
///
/// Minutes from Monday 00:00, half-open: `480..720` is Monday 08:00 to 12:00, noon not included.
/// What lasts beyond Sunday midnight goes on at Monday 00:00 as a range of its own.
///
/// # Order
///
/// Ranges rise and are apart: neither overlapping nor touching.
///
/// # Examples
///
/// ```
/// use walkshed::model::Opening;
///
/// let office = Opening::during([870..1080, 480..720, 700..720]); // Monday
/// assert_eq!(office.open(), [480..720, 870..1080]);
/// assert_eq!(office.is_open(719), Some(true));
/// assert_eq!(office.is_open(720), Some(false));
/// assert_eq!(office.minutes(), Some(450));
/// assert_eq!(Opening::unknown().is_open(480), None);
///
/// let holiday = office.unknown_during([1000..1440]); // from 18:00 on, it is open until then
/// assert_eq!(holiday.is_open(1079), Some(true));
/// assert_eq!(holiday.is_open(1080), None);
/// assert_eq!(holiday.unclear(), [1080..1440]);
/// assert_eq!(holiday.minutes(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Opening {
    open: Vec<Range<u16>>,
    /// Apart from those.
    unclear: Vec<Range<u16>>,
}

impl Opening {
    /// Minutes of a week.
    pub const WEEK: u16 = 7 * 24 * 60;

    /// Open during some ranges, in any order; empty ones and what lies beyond the week are dropped.
    #[must_use]
    pub fn during(ranges: impl IntoIterator<Item = Range<u16>>) -> Self {
        Self { open: joined(ranges), unclear: Vec::new() }
    }

    /// The same, but that nobody knows whether it is open during some more ranges; where it is
    /// open, it stays so.
    #[must_use]
    pub fn unknown_during(self, ranges: impl IntoIterator<Item = Range<u16>>) -> Self {
        let cut = |ranges: Vec<Range<u16>>, open: &Range<u16>| {
            let sides = |range: Range<u16>| {
                let before = range.start..range.end.min(open.start);
                [before, range.start.max(open.end)..range.end]
            };
            ranges.into_iter().flat_map(sides).filter(|side| !side.is_empty()).collect()
        };
        let all = joined(self.unclear.into_iter().chain(ranges));
        let unclear = self.open.iter().fold(all, cut);
        Self { open: self.open, unclear }
    }

    /// Open day and night.
    #[must_use]
    pub fn always() -> Self {
        Self::during([0..Self::WEEK; 1])
    }

    /// Nobody knows, day and night.
    #[must_use]
    pub fn unknown() -> Self {
        Self::during([]).unknown_during([0..Self::WEEK; 1])
    }

    /// When it is open.
    #[must_use]
    pub fn open(&self) -> &[Range<u16>] {
        &self.open
    }

    /// When nobody knows whether it is.
    #[must_use]
    pub fn unclear(&self) -> &[Range<u16>] {
        &self.unclear
    }

    /// Whether nobody knows anything of the whole week.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.unclear.contains(&(0..Self::WEEK))
    }

    /// Whether it is open at a minute of the week; `None` if nobody knows.
    #[must_use]
    pub fn is_open(&self, minute: u16) -> Option<bool> {
        let within = |ranges: &[Range<u16>]| {
            let begun = ranges.partition_point(|range| range.start <= minute);
            begun > 0 && minute < ranges[begun - 1].end
        };
        match (within(&self.open), within(&self.unclear)) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(false),
        }
    }

    /// How many minutes of the week it is open; `None` if nobody knows.
    #[must_use]
    pub fn minutes(&self) -> Option<u16> {
        let minutes = self.open.iter().map(|range| range.end - range.start).sum();
        self.unclear.is_empty().then_some(minutes)
    }
}

/// Ranges in order and apart, within the week.
fn joined(ranges: impl IntoIterator<Item = Range<u16>>) -> Vec<Range<u16>> {
    let within = |range: Range<u16>| range.start..range.end.min(Opening::WEEK);
    let mut ranges: Vec<Range<u16>> =
        ranges.into_iter().map(within).filter(|range| !range.is_empty()).collect();
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|later, earlier| {
        let joins = later.start <= earlier.end;
        if joins {
            earlier.end = earlier.end.max(later.end);
        }
        joins
    });
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_join_where_they_overlap_or_touch_and_end_with_the_week() {
        let opening = Opening::during([10_000..20_000, 5..5, 10..20, 20..30, 12..15]);
        assert_eq!(opening.open(), [10..30, 10_000..10_080]);
        assert_eq!(opening.minutes(), Some(100));
        assert_eq!(Opening::always().minutes(), Some(10_080));
        assert_eq!(Opening::during([]).is_open(0), Some(false));
    }

    #[test]
    fn what_is_open_is_not_unknown() {
        let opening = Opening::during([10..20, 30..40]);
        let opening = opening.unknown_during([0..15, 35..50]).unknown_during([15..25; 1]);
        assert_eq!(opening.open(), [10..20, 30..40]);
        assert_eq!(opening.unclear(), [0..10, 20..25, 40..50]);
        let at = [0, 10, 20, 25, 30, 40, 50].map(|minute| opening.is_open(minute));
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(at, [None, yes, None, no, yes, None, no]);
        assert!(Opening::unknown().is_unknown() && !opening.is_unknown());
        assert!(!Opening::always().unknown_during([0..10_080; 1]).is_unknown());
    }
}
