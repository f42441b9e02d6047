//! When a station is open in a week: plain minutes, no parsing.

use std::ops::Range;

/// When a station is open in one week, or that nobody knows.
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
/// assert_eq!(office.ranges(), Some(&[480..720, 870..1080][..]));
/// assert_eq!(office.is_open(719), Some(true));
/// assert_eq!(office.is_open(720), Some(false));
/// assert_eq!(office.minutes(), Some(450));
/// assert_eq!(Opening::unknown().is_open(480), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Opening(Option<Vec<Range<u16>>>);

impl Opening {
    /// Minutes of a week.
    pub const WEEK: u16 = 7 * 24 * 60;

    /// Open during some ranges, in any order; empty ones and what lies beyond the week are dropped.
    #[must_use]
    pub fn during(ranges: impl IntoIterator<Item = Range<u16>>) -> Self {
        let within = |range: Range<u16>| range.start..range.end.min(Self::WEEK);
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
        Self(Some(ranges))
    }

    /// Open day and night.
    #[must_use]
    pub fn always() -> Self {
        Self(Some(vec![0..Self::WEEK; 1]))
    }

    /// Nobody knows.
    #[must_use]
    pub fn unknown() -> Self {
        Self(None)
    }

    /// When it is open; `None` if nobody knows.
    #[must_use]
    pub fn ranges(&self) -> Option<&[Range<u16>]> {
        self.0.as_deref()
    }

    /// Whether it is open at a minute of the week; `None` if nobody knows.
    #[must_use]
    pub fn is_open(&self, minute: u16) -> Option<bool> {
        let ranges = self.ranges()?;
        let begun = ranges.partition_point(|range| range.start <= minute);
        Some(begun > 0 && minute < ranges[begun - 1].end)
    }

    /// How many minutes of the week it is open; `None` if nobody knows.
    #[must_use]
    pub fn minutes(&self) -> Option<u16> {
        Some(self.ranges()?.iter().map(|range| range.end - range.start).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_join_where_they_overlap_or_touch_and_end_with_the_week() {
        let opening = Opening::during([10_000..20_000, 5..5, 10..20, 20..30, 12..15]);
        assert_eq!(opening.ranges(), Some(&[10..30, 10_000..10_080][..]));
        assert_eq!(opening.minutes(), Some(100));
        assert_eq!(Opening::always().minutes(), Some(10_080));
        assert_eq!(Opening::during([]).is_open(0), Some(false));
    }
}
